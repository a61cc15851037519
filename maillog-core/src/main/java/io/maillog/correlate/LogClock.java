package io.maillog.correlate;

/**
 * The time of the log, as its lines go by. A line may have a wrong clock: a host whose clock is not
 * set yet, or whose zone is another. So a step that lines in their order do not make, of more than
 * {@value #MAX_AHEAD} seconds ahead or {@value #MAX_BEHIND} back, is taken only when {@value
 * #CONFIRMED_BY} lines in a row make it; a line that fits the time before refutes it. A real
 * silence is thus believed a few lines late.
 */
final class LogClock {
  /** No line had a time yet. */
  static final long UNKNOWN = Long.MIN_VALUE;

  /** A step ahead, in seconds, that one line alone may make. */
  static final int MAX_AHEAD = 3600;

  /** How late, in seconds, a line may come without being of another clock. */
  static final int MAX_BEHIND = MessageCorrelator.LINGER_SECONDS;

  /** How many lines in a row it takes to believe a larger step. */
  static final int CONFIRMED_BY = 8;

  /** The time of the log in seconds since 1970, or {@link #UNKNOWN}. */
  long now = UNKNOWN;

  /** The time of its first line. */
  long first = UNKNOWN;

  /** The time of the log when its last line came. */
  long atLine = UNKNOWN;

  // The step that waits for being confirmed: where it led to last, by how many lines, and the first
  // line of it.
  long step;
  int stepLines;
  long stepFrom;

  /**
   * A line's time. True if it ends a doubt: then the lines since {@link #stepFrom} are of the time
   * that is now.
   *
   * @param line the line's number
   */
  boolean tick(long time, long line) {
    boolean settled = follow(time, line);
    atLine = now;
    return settled;
  }

  /** No line came for so many seconds. */
  void quietFor(long seconds) {
    atLine = atLine == UNKNOWN ? now : atLine;
    if (now != UNKNOWN && seconds > 0) {
      now = Math.max(now, atLine + seconds);
    }
  }

  private boolean follow(long time, long line) {
    if (now == UNKNOWN) {
      now = time;
      first = time;
      stepFrom = 0;
      return true;
    }
    if (time <= now + MAX_AHEAD && time >= now - MAX_BEHIND) {
      now = Math.max(now, time);
      stepLines = 0;
      return false;
    }
    boolean goesOn = (step > now) == (time > now) && time >= step - MAX_AHEAD;
    if (stepLines == 0 || !goesOn) {
      stepLines = 0;
      stepFrom = line;
    }
    step = time;
    stepLines++;
    return stepLines == CONFIRMED_BY && take();
  }

  /** Whether the last lines make a step that is not confirmed yet. */
  boolean isInDoubt() {
    return stepLines > 0;
  }

  /** No line comes any more that could refute a step ahead; true if there is one. */
  boolean end() {
    return stepLines > 0 && step > now && take();
  }

  private boolean take() {
    now = step;
    stepLines = 0;
    return true;
  }
}
