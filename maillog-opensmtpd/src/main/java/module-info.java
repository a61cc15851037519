/** OpenSMTPD's way of logging. */
module io.maillog.opensmtpd {
  requires static org.jspecify;
  requires transitive io.maillog.core;

  exports io.maillog.opensmtpd;

  provides io.maillog.dialect.Dialect with
      io.maillog.opensmtpd.OpenSmtpdDialect;
}
