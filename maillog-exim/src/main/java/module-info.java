/** Exim's way of logging. */
module io.maillog.exim {
  requires static org.jspecify;
  requires transitive io.maillog.core;

  exports io.maillog.exim;

  provides io.maillog.dialect.Dialect with
      io.maillog.exim.EximDialect;
}
