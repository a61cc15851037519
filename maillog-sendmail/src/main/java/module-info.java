/** Sendmail's way of logging. */
module io.maillog.sendmail {
  requires static org.jspecify;
  requires transitive io.maillog.core;

  exports io.maillog.sendmail;

  provides io.maillog.dialect.Dialect with
      io.maillog.sendmail.SendmailDialect;
}
