package io.maillog.correlate;

import io.maillog.bytes.ByteSlice;
import io.maillog.event.MailEvent;
import io.maillog.header.parse.LogSource;
import io.maillog.header.parse.ParsedHeader;

/** The servers of lines: messages of one share it, as far as it was met lately. */
final class Servers {
  private final Names names;
  private final Shared<Server> shared = new Shared<>(64);
  private final ByteSlice host = new ByteSlice();
  private Server last = Server.UNKNOWN;

  Servers(Names names) {
    this.names = names;
  }

  /** The server of a line. */
  @SuppressWarnings("ReferenceEquality") // names and sources are shared: most lines have the last's
  Server of(MailEvent e) {
    String name = names.of(Server.host(e, host));
    LogSource source = ParsedHeader.of(e.header()).logSource();
    if (name != last.host() || source != last.source()) {
      last = shared.of(new Server(name, source));
    }
    return last;
  }
}
