/** Lines, events, dialects and traces of mail server logs, and no mail server in particular. */
module io.maillog.core {
  requires static org.jspecify;
  requires org.slf4j;

  exports io.maillog;
  exports io.maillog.bytes;
  exports io.maillog.correlate;
  exports io.maillog.dialect;
  exports io.maillog.event;
  exports io.maillog.framing;
  exports io.maillog.header;
  exports io.maillog.ndjson;
  exports io.maillog.trace;

  uses io.maillog.dialect.Dialect;
}
