package io.maillog;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.maillog.event.MailEventRecord;
import io.maillog.trace.MessageTrace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Logs of the {@link DemoDialect}, and what is read from them. */
final class DemoLog {
  private DemoLog() {}

  /** Everything that a log says. */
  record Read(List<MailEventRecord> events, List<MessageTrace> traces, ReadSummary summary) {}

  static MailLog.Builder options() {
    return MailLog.builder().dialects(DemoDialect.ALONE).zone(ZoneOffset.UTC).onInputError(e -> {});
  }

  static Read read(MailLog.Builder options) {
    List<MailEventRecord> events = new ArrayList<>();
    List<MessageTrace> traces = new ArrayList<>();
    ReadSummary summary =
        options
            .checked(true)
            .build()
            .eventsAndTraces(event -> events.add(event.toRecord()), traces::add);
    return new Read(events, traces, summary);
  }

  /** The events alone: those of one log after the other. */
  static List<MailEventRecord> events(MailLog.Builder options) {
    List<MailEventRecord> events = new ArrayList<>();
    options.checked(true).build().events(event -> events.add(event.toRecord()));
    return events;
  }

  static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  /** The lines of one message, a second each, from a stamp's minute on. */
  static String message(String minute, String id) {
    return minute
        + ":01 mx1 demo[1]: "
        + id
        + ": client=client.example.org\n"
        + minute
        + ":02 mx1 demo[2]: "
        + id
        + ": from=<from@example.org>\n"
        + minute
        + ":03 mx1 demo[3]: "
        + id
        + ": to=<to@example.net>\n"
        + minute
        + ":04 mx1 demo[2]: "
        + id
        + ": removed\n";
  }

  static Path file(Path file, String changed, String text) throws IOException {
    Files.write(file, file.toString().endsWith(".gz") ? gzip(text) : text.getBytes(UTF_8));
    if (changed != null) {
      Files.setLastModifiedTime(file, FileTime.from(Instant.parse(changed)));
    }
    return file;
  }

  static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return out.toByteArray();
  }
}
