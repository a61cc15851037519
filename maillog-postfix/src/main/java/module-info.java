/** Postfix's way of logging. */
module io.maillog.postfix {
  requires static org.jspecify;
  requires io.maillog.core;
  requires org.slf4j;

  exports io.maillog.postfix;

  provides io.maillog.dialect.Dialect with
      io.maillog.postfix.PostfixDialect;
}
