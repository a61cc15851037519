/**
 * Lines, events, dialects and traces of mail server logs, and no mail server in particular.
 *
 * <p>Exported to everybody is what users need ({@code io.maillog}, events, traces, NDJSON, the
 * correlator) and what the author of a dialect needs (the SPI, bytes, the header of a line). How a
 * log is read is nobody's business; on the class path it can be seen, and will change all the same.
 */
@SuppressWarnings("module") // the dialects' modules are built after this one
module io.maillog.core {
  requires static org.jspecify;
  requires org.slf4j;

  exports io.maillog;
  exports io.maillog.binary;
  exports io.maillog.bytes;
  exports io.maillog.correlate;
  exports io.maillog.dialect;
  exports io.maillog.event;
  exports io.maillog.header;
  exports io.maillog.ndjson;
  exports io.maillog.trace;
  // What the grammars of several servers share, and changes with them.
  exports io.maillog.grammar to
      io.maillog.postfix,
      io.maillog.exim,
      io.maillog.sendmail;

  // How files are found and opened, which the follower does too.
  exports io.maillog.framing to
      io.maillog.follow;
  exports io.maillog.header.parse to
      io.maillog.follow;

  uses io.maillog.bytes.Decompressor;
  uses io.maillog.dialect.Dialect;
}
