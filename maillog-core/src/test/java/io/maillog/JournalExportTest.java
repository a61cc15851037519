package io.maillog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.event.EventKind;
import io.maillog.event.Field;
import io.maillog.event.MailEventRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The journal's export format: a line a field, and the event with the empty line. */
class JournalExportTest {
  private static final String ENTRY =
      """
      __CURSOR=s=1;i=2
      __REALTIME_TIMESTAMP=1789208130123456
      _HOSTNAME=mx1
      MESSAGE=A: client=x "\\\\"
      SYSLOG_IDENTIFIER=demo
      PRIORITY=6
      _PID=12

      """;

  private static List<MailEventRecord> events(byte[] log, int threads) {
    List<MailEventRecord> events = new ArrayList<>();
    MailLog.builder().dialects(DemoDialect.ALONE).zone(ZoneOffset.UTC).threads(threads).stream(
            new ByteArrayInputStream(log), "log")
        .build()
        .events(event -> events.add(event.toRecord()));
    return events;
  }

  /** As lines that are brought, where the state is saved and restored before each. */
  private static List<MailEventRecord> live(byte[] log) throws IOException {
    List<MailEventRecord> events = new ArrayList<>();
    LiveLog.Builder builder =
        LiveLog.builder()
            .dialects(DemoDialect.ALONE)
            .zone(ZoneOffset.UTC)
            .onEvent(event -> events.add(event.toRecord()));
    LiveLog live = builder.build();
    int from = 0;
    for (int i = 0; i < log.length; i++) {
      if (log[i] == '\n') {
        ByteArrayOutputStream state = new ByteArrayOutputStream();
        live.save(state);
        live = builder.restore(new ByteArrayInputStream(state.toByteArray()));
        live.line(log, from, i + 1);
        from = i + 1;
      }
    }
    return events;
  }

  private static List<MailEventRecord> everyWay(byte[] log) throws IOException {
    List<MailEventRecord> events = events(log, 1);
    assertThat(events(log, 3)).isEqualTo(events);
    assertThat(live(log)).isEqualTo(events);
    return events;
  }

  private static byte[] value(String key, String value) {
    byte[] bytes = value.getBytes(UTF_8);
    ByteBuffer field = ByteBuffer.allocate(key.length() + bytes.length + 10);
    field.put((key + '\n').getBytes(ISO_8859_1)).order(ByteOrder.LITTLE_ENDIAN);
    field.putLong(bytes.length).put(bytes).put((byte) '\n');
    return field.array();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  @Test
  void entryIsALine() throws IOException {
    List<MailEventRecord> events = everyWay((ENTRY + ENTRY).getBytes(UTF_8));
    assertThat(events).hasSize(16);
    for (int i = 0; i < 16; i++) {
      MailEventRecord event = events.get(i);
      if (i % 8 < 7) {
        assertThat(event.kind()).isEqualTo(EventKind.CONTINUATION);
        continue;
      }
      assertThat(event.kind()).isEqualTo(EventKind.RECEIVED);
      assertThat(event.text(Field.N)).isEqualTo(Integer.toString(i + 1));
      assertThat(event.text(Field.HOST)).isEqualTo("mx1");
      assertThat(event.text(Field.PROGRAM)).isEqualTo("demo");
      assertThat(event.text(Field.PID)).isEqualTo("12");
      assertThat(event.text(Field.SEVERITY)).isEqualTo("info");
      assertThat(event.text(Field.TIME)).isEqualTo("2026-09-12T10:15:30.123456Z");
      assertThat(event.text(Field.TEXT)).isEqualTo("A: client=x \"\\\\\"");
    }
  }

  /** A value may hold an empty line and whole entries; its length may hold a line end. */
  @Test
  void valueWithLineEndsIsNoField() throws IOException {
    byte[] after = "_HOSTNAME=mx1\n_COMM=web\n\n".getBytes(UTF_8);
    byte[] start = "__CURSOR=s=1\n".getBytes(UTF_8);
    for (String text :
        new String[] {
          "x\n" + ENTRY + ENTRY, "\n\n", "", "\u00e4\u0001\n", "y".repeat(10) + "\n\n"
        }) {
      for (int more = 0; more < 12; more++) {
        String value = text + "z".repeat(more);
        byte[] log = join(start, value("MESSAGE", value), after, ENTRY.getBytes(UTF_8));
        List<MailEventRecord> events = everyWay(log);
        assertThat(events).filteredOn(e -> e.kind() == EventKind.RECEIVED).hasSize(1);
        assertThat(events)
            .filteredOn(e -> e.kind() == EventKind.FOREIGN)
            .extracting(e -> e.text(Field.TEXT))
            .containsExactly(value.stripTrailing());
        assertThat(events.stream().filter(e -> e.kind() != EventKind.CONTINUATION)).hasSize(2);
      }
    }
  }

  @Test
  void longEntryLacksWhatComesLast() throws IOException {
    String field = "X=" + "y".repeat(30_000) + "\n";
    byte[] log = ENTRY.replace("_HOSTNAME", field.repeat(5) + "_HOSTNAME").getBytes(UTF_8);
    List<MailEventRecord> events = everyWay(log);
    assertThat(events.get(events.size() - 1).text(Field.PROGRAM)).isEqualTo("demo");
    byte[] value =
        join(
            "__CURSOR=1\nSYSLOG_IDENTIFIER=demo\n".getBytes(UTF_8),
            value("MESSAGE", "A: \n".repeat(90_000)));
    assertThat(events(join(value, "_PID=1\n\n".getBytes(UTF_8)), 1))
        .last()
        .satisfies(
            e -> assertThat(e.text(Field.TEXT)).startsWith("A: \n").hasSizeLessThan(1 << 17));
  }

  @Test
  void entryWithoutAMessageSaysNothing() throws IOException {
    List<MailEventRecord> events = everyWay("__CURSOR=1\n_HOSTNAME=mx1\n\n".getBytes(UTF_8));
    assertThat(events).allMatch(e -> e.kind() == EventKind.CONTINUATION).hasSize(3);
    assertThat(events.get(2).text(Field.TEXT)).isEmpty();
  }

  @Test
  void otherLinesEndAnEntry() throws IOException {
    String line = "Sep 12 10:15:30 mx1 demo[1]: A: client=x\n";
    List<MailEventRecord> events =
        everyWay(("__CURSOR=1\n" + line + "\n_HOSTNAME=mx1\n" + line).getBytes(UTF_8));
    assertThat(events)
        .extracting(MailEventRecord::kind)
        .containsExactly(
            EventKind.CONTINUATION,
            EventKind.RECEIVED,
            EventKind.MALFORMED,
            EventKind.MALFORMED,
            EventKind.RECEIVED);
  }
}
