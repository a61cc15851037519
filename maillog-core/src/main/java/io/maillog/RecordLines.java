package io.maillog;

import io.maillog.bytes.ByteSlice;
import io.maillog.dialect.Dialect;
import io.maillog.dialect.Dialects;
import io.maillog.dialect.LineParser;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.MailEvent;
import io.maillog.header.LineHeader;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells the further lines of a record from lines that are not well formed: those have no header
 * either, but follow a line of a log whose records have several lines. Takes the events of one log
 * in the order of the lines.
 */
final class RecordLines {
  private final Map<String, LineParser> parsers = new HashMap<>();
  private final ByteSlice line = new ByteSlice();
  private @Nullable String record;

  RecordLines(Dialects dialects) {
    for (Dialect dialect : dialects.all()) {
      parsers.put(dialect.name(), dialect.newLineParser());
    }
  }

  /** Another input begins. */
  void start() {
    record = null;
  }

  /** Makes the event a continuation if its line is one. */
  void read(EventWriter writer) {
    MailEvent event = writer.event();
    LineHeader header = event.header();
    if (event.kind() != EventKind.MALFORMED) {
      record = header.selfStamped() ? event.dialect() : null;
      return;
    }
    String dialect = record;
    LineParser parser = dialect == null ? null : parsers.get(dialect);
    if (parser == null || dialect == null) {
      return;
    }
    byte[] bytes = event.line(line).array();
    if (parser.continues(bytes, header.messageFrom(), header.messageTo(), writer)) {
      writer.kind(EventKind.CONTINUATION);
      writer.dialect(dialect);
    } else {
      record = null;
    }
  }
}
