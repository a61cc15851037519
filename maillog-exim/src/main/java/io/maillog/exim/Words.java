package io.maillog.exim;

import io.maillog.bytes.Literal;

/** What was done with a message, as the correlator reads it. */
final class Words {
  static final Literal HOLD = Literal.of("hold");
  static final Literal RELEASE = Literal.of("release");
  static final Literal DELETE = Literal.of("delete");
  static final Literal DISCARD = Literal.of("discard");
  static final Literal WARN = Literal.of("warn");

  private Words() {}
}
