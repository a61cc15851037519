/** Sendmail's way of logging. */
module io.maillog.sendmail {
  requires static org.jspecify;
  requires io.maillog.core;
  requires org.slf4j;

  exports io.maillog.sendmail;

  provides io.maillog.dialect.Dialect with
      io.maillog.sendmail.SendmailDialect;
}
