package io.maillog.sendmail;

import io.maillog.bytes.Literal;

/** What was done with a message, as the correlator reads it. */
final class Words {
  static final Literal HOLD = Literal.of("hold");
  static final Literal RELEASE = Literal.of("release");
  static final Literal DISCARD = Literal.of("discard");
  static final Literal REDIRECT = Literal.of("redirect");
  static final Literal QUARANTINE = Literal.of("quarantine");

  private Words() {}
}
