/** Exim's way of logging. */
module io.maillog.exim {
  requires static org.jspecify;
  requires io.maillog.core;
  requires org.slf4j;

  exports io.maillog.exim;

  provides io.maillog.dialect.Dialect with
      io.maillog.exim.EximDialect;
}
