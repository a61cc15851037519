package io.maillog.sendmail;

import io.maillog.bytes.Literal;

/** The server's own words: what was done with a message, as the correlator reads it, and names. */
final class Words {
  static final Literal HOLD = Literal.of("hold");
  static final Literal RELEASE = Literal.of("release");
  static final Literal DISCARD = Literal.of("discard");
  static final Literal REDIRECT = Literal.of("redirect");
  static final Literal QUARANTINE = Literal.of("quarantine");

  private static final String NO_MARKS_OF_NAMES = "\"()<>\\";

  private Words() {}

  /** Whether it can be a name of the configuration: it holds nothing that encloses other text. */
  static boolean isName(byte[] b, int from, int to) {
    for (int i = from; i < to; i++) {
      if (NO_MARKS_OF_NAMES.indexOf(b[i]) >= 0) {
        return false;
      }
    }
    return from < to;
  }
}
