package io.maillog.follow.stream;

import io.maillog.bytes.ByteScan;

/**
 * The messages of one connection, by RFC 6587: with their length before them (octet counting,
 * 3.4.1) or a line feed behind them (non-transparent framing, 3.4.2), which the first byte of each
 * message tells: a digit but 0, or the {@code <} of the priority, which every message begins with.
 *
 * <p>Line feeds and NUL between messages are skipped, which some senders write behind a counted
 * one. All else is no syslog, and so is a length of more than nine digits, or a counted message
 * that does not begin with {@code <}.
 *
 * <p>At the connection's end, a counted message that is not whole is dropped: its length says that
 * something is missing. One that lacks its line feed is given if the sender closed the connection:
 * the RFC asks for the line feed, but senders that leave it out behind the last are common, and
 * that something is missing nothing says. Not thread-safe.
 */
final class SyslogFraming {
  /** Takes messages. */
  interface Sink {
    /** A message that is whole; says whether to go on. */
    boolean message(SyslogMessage message);
  }

  /** How reading went. */
  enum Result {
    MORE,
    /** Nobody takes messages any more. */
    CLOSED,
    NO_SYSLOG
  }

  private enum State {
    BETWEEN,
    LENGTH,
    /** At the first byte of a counted message. */
    FIRST,
    COUNTED,
    TO_LINE_FEED
  }

  private static final int MAX_DIGITS = 9;

  private final SyslogMessage message = new SyslogMessage();
  private State state = State.BETWEEN;
  private int digits;
  private int left; // of a counted message

  /** Takes bytes as they come. */
  Result accept(byte[] b, int from, int to, Sink sink) {
    int at = from;
    while (at < to) {
      byte c = b[at];
      switch (state) {
        case BETWEEN -> {
          if (c == '<') {
            state = State.TO_LINE_FEED;
          } else if (c >= '1' && c <= '9') {
            state = State.LENGTH;
            digits = 1;
            left = c - '0';
            at++;
          } else if (c == '\n' || c == 0) {
            at++;
          } else {
            return Result.NO_SYSLOG;
          }
        }
        case LENGTH -> {
          if (c == ' ') {
            state = State.FIRST;
          } else if (c >= '0' && c <= '9' && digits < MAX_DIGITS) {
            left = 10 * left + c - '0';
            digits++;
          } else {
            return Result.NO_SYSLOG;
          }
          at++;
        }
        case FIRST -> {
          if (c != '<') {
            return Result.NO_SYSLOG;
          }
          state = State.COUNTED;
        }
        case COUNTED -> {
          int n = Math.min(left, to - at);
          message.add(b, at, at + n);
          at += n;
          left -= n;
          if (left == 0 && !give(sink)) {
            return Result.CLOSED;
          }
        }
        case TO_LINE_FEED -> {
          int lf = ByteScan.indexOfFar(b, at, to, (byte) '\n');
          int end = lf < 0 ? to : lf;
          message.add(b, at, end);
          at = end;
          if (lf >= 0) {
            at++;
            if (!give(sink)) {
              return Result.CLOSED;
            }
          }
        }
      }
    }
    return Result.MORE;
  }

  /** The sender has closed the connection; says whether something was dropped. */
  boolean end(Sink sink) {
    if (state == State.TO_LINE_FEED) {
      give(sink);
    }
    return state != State.BETWEEN;
  }

  /** Whether a message has begun that is not whole. */
  boolean inMessage() {
    return state != State.BETWEEN;
  }

  private boolean give(Sink sink) {
    boolean more = sink.message(message);
    message.clear();
    state = State.BETWEEN;
    return more;
  }
}
