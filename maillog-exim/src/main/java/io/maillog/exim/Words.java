package io.maillog.exim;

import io.maillog.bytes.Literal;

/** What was done with a message, as the correlator reads it. */
final class Words {
  static final Literal FREEZE = Literal.of("freeze");

  static final Literal THAW = Literal.of("thaw");
  static final Literal CANCEL = Literal.of("cancel");
  static final Literal DELETE = Literal.of("delete");
  static final Literal DISCARD = Literal.of("discard");
  static final Literal WARN = Literal.of("warn");

  private Words() {}
}
