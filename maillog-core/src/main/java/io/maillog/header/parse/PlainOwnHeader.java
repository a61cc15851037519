package io.maillog.header.parse;

/**
 * The commonest line of a log that its server stamps for itself, {@code 2026-09-12 10:15:30 ID
 * TEXT}, of a date that was met before.
 *
 * <p>A short cut only, as {@link PlainHeader} is.
 */
final class PlainOwnHeader {
  private static final int STAMP = 19;
  private static final int TEXT = STAMP + 1;
  // Words are read without asking where the line ends.
  private static final int REACH = TEXT + Long.BYTES;

  private final StampParser stamps;

  PlainOwnHeader(StampParser stamps) {
    this.stamps = stamps;
  }

  /**
   * Reads the whole header of the line, if it is of this form.
   *
   * @return whether it is; if not, the header says nothing yet
   */
  boolean parse(byte[] b, int from, int to, ParsedHeader h) {
    int text = from + TEXT;
    if (from + REACH > to
        || b[from + STAMP] != ' '
        || b[to - 1] <= ' '
        || b[text + 4] == '-' // a second stamp, or a name like one
        || !OwnStamp.isSurelyText(b, text, to)) {
      return false;
    }
    h.reset(from, to);
    if (!stamps.ofSpacedDateBefore(b, from, h)) {
      return false;
    }
    h.recognised = true;
    h.selfStamped = true;
    h.messageFrom = text;
    return true;
  }
}
