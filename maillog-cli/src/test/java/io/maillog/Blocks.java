package io.maillog;

/** For tests beside this package: a log that is read in blocks of any size. */
public final class Blocks {
  private Blocks() {}

  /** The options, with blocks of so many bytes and lines; the result must not depend on them. */
  public static MailLog.Builder of(MailLog.Builder options, int bytes, int lines) {
    return options.checked(true).blocks(bytes, lines);
  }
}
