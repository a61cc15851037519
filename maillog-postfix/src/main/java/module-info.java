/** Postfix's way of logging. */
module io.maillog.postfix {
  requires static org.jspecify;
  requires transitive io.maillog.core;

  exports io.maillog.postfix;

  provides io.maillog.dialect.Dialect with
      io.maillog.postfix.PostfixDialect;
}
