package io.maillog.ndjson;

import io.maillog.event.LogTime;

/**
 * The text of the time that was written last: many lines of a log have the same, and its date takes
 * longer to work out than to copy.
 */
final class StampText {
  /** Its bytes; as many behind them are no part of it as make whole words of it. */
  final byte[] bytes = new byte[LogTime.MAX_TEXT + Long.BYTES];

  private int length;
  private long epochSecond;
  private int nano;
  private int offsetSeconds;
  private int fractionDigits;

  /** Makes the text of a time; its length. */
  int set(long epochSecond, int nano, int offsetSeconds, int fractionDigits) {
    boolean known =
        length > 0
            && this.epochSecond == epochSecond
            && this.nano == nano
            && this.offsetSeconds == offsetSeconds
            && this.fractionDigits == fractionDigits;
    if (!known) {
      this.epochSecond = epochSecond;
      this.nano = nano;
      this.offsetSeconds = offsetSeconds;
      this.fractionDigits = fractionDigits;
      length = LogTime.write(epochSecond, nano, offsetSeconds, fractionDigits, bytes, 0);
    }
    return length;
  }
}
