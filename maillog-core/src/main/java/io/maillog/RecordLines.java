package io.maillog;

import io.maillog.bytes.ByteSlice;
import io.maillog.dialect.Dialect;
import io.maillog.dialect.Dialects;
import io.maillog.dialect.LineParser;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import io.maillog.header.LineHeader;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells the further lines of a record from lines that are not well formed: those have no header
 * either, but follow a line of a log whose records have several lines. And knows where a record
 * stands that comes through syslog in pieces. Takes the events of one log in the order of the
 * lines.
 */
final class RecordLines {
  /** How many records are known that come in pieces, one a process. */
  private static final int MAX_PIECEMEAL = 256;

  /** Longer names of hosts and processes are not remembered. */
  private static final int MAX_PROCESS = 512;

  private final Map<String, LineParser> parsers = new HashMap<>();
  private final ByteSlice line = new ByteSlice();
  private @Nullable String dialect;
  private int record = LineParser.NO_RECORD;

  /** By host and process, the one that began first before the others. */
  private final Map<String, Integer> piecemeal = new LinkedHashMap<>();

  RecordLines(Dialects dialects) {
    for (Dialect dialect : dialects.all()) {
      parsers.put(dialect.name(), dialect.newLineParser());
    }
  }

  /** Another input begins. */
  void start() {
    record = LineParser.NO_RECORD;
    piecemeal.clear();
  }

  /** Writes where the records stand, for {@link #restore}. */
  void save(DataOutput out) throws IOException {
    out.writeBoolean(dialect != null);
    out.writeUTF(dialect == null ? "" : dialect);
    out.writeInt(record);
    out.writeInt(piecemeal.size());
    for (Map.Entry<String, Integer> piece : piecemeal.entrySet()) {
      out.writeUTF(piece.getKey());
      out.writeInt(piece.getValue());
    }
  }

  void restore(DataInput in) throws IOException {
    boolean known = in.readBoolean();
    String name = in.readUTF();
    dialect = known ? name : null;
    record = in.readInt();
    for (int i = in.readInt(); i > 0; i--) {
      piecemeal.put(in.readUTF(), in.readInt());
    }
  }

  /** Makes the event a continuation if its line is one, and sets what it states as such. */
  void read(EventWriter writer) {
    MailEvent event = writer.event();
    EventKind kind = event.kind();
    if (kind == EventKind.MALFORMED) {
      further(writer);
      return;
    }
    LineHeader header = event.header();
    if (header.selfStamped()) {
      dialect = event.dialect();
      record = LineParser.RECORD_BEGUN;
      return;
    }
    record = LineParser.NO_RECORD;
    if (kind == EventKind.REJECT || kind == EventKind.CONTINUATION) {
      piece(writer);
    }
  }

  private void further(EventWriter writer) {
    if (record != LineParser.NO_RECORD) {
      record = continues(writer, dialect, record);
      if (record != LineParser.NO_RECORD) {
        writer.kind(EventKind.CONTINUATION);
        writer.dialect(dialect);
      }
    }
  }

  private void piece(EventWriter writer) {
    MailEvent event = writer.event();
    int known = LineParser.NO_RECORD;
    String process = "";
    if (event.kind() == EventKind.CONTINUATION) {
      process = process(event);
      known = piecemeal.getOrDefault(process, LineParser.NO_RECORD);
      if (known == LineParser.NO_RECORD) {
        return;
      }
    }
    int stands = continues(writer, event.dialect(), known);
    if (stands == LineParser.NO_RECORD) {
      return; // nearly all refusals
    }
    process = process.isEmpty() ? process(event) : process;
    if (process.length() > MAX_PROCESS) {
      return;
    }
    piecemeal.put(process, stands);
    if (piecemeal.size() > MAX_PIECEMEAL) {
      piecemeal.remove(piecemeal.keySet().iterator().next());
    }
  }

  private static String process(MailEvent event) {
    return event.text(Field.HOST) + '\0' + event.text(Field.PID);
  }

  private int continues(EventWriter writer, @Nullable String name, int stands) {
    LineParser parser = name == null ? null : parsers.get(name);
    if (parser == null) {
      return LineParser.NO_RECORD;
    }
    LineHeader header = writer.event().header();
    byte[] bytes = writer.event().line(line).array();
    return parser.continues(bytes, header.messageFrom(), header.messageTo(), stands, writer);
  }
}
