package io.maillog.correlate;

import io.maillog.bytes.ByteSlice;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import io.maillog.header.parse.LogSource;
import io.maillog.header.parse.ParsedHeader;
import org.jspecify.annotations.Nullable;

/**
 * The server that a message is in: the host that its lines name, else where their log comes from.
 *
 * @param host the host as the lines name it; {@code null} if they name none
 * @param source where the log of the message's first line comes from
 */
record Server(@Nullable String host, LogSource source) {
  /** One of which nothing is known. */
  static final Server UNKNOWN = new Server(null, LogSource.NONE);

  /** Whether both are one server: what the lines state goes before where they come from. */
  boolean same(Server other) {
    return host == null
        ? other.host == null && source.equals(other.source)
        : host.equals(other.host);
  }

  /** What others would call it: the host, else the label of its log; {@code null} for neither. */
  @Nullable String name() {
    return host == null ? source.label() : host;
  }

  /** The host that a line names; {@code null} if it names none, or one that no host can have. */
  static @Nullable ByteSlice host(MailEvent e, ByteSlice into) {
    ByteSlice host = e.slice(Field.HOST, into);
    return host == null || host.length() > CorrelationLimits.MAX_TEXT_BYTES ? null : host;
  }

  /**
   * What the server of a line has in the keys of tables: the host's name, or what stands for it;
   * {@code null} if the line has neither.
   */
  static @Nullable ByteSlice key(MailEvent e, ByteSlice into) {
    ByteSlice host = host(e, into);
    return host == null ? ParsedHeader.of(e.header()).logSource().server(into) : host;
  }
}
