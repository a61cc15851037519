package io.maillog.benchmarks;

import io.maillog.MailLogParser;
import io.maillog.bytes.ByteScan;
import io.maillog.dialect.Dialects;
import io.maillog.event.EventWriter;
import io.maillog.event.MailEvent;
import io.maillog.ndjson.EventJson;
import io.maillog.ndjson.JsonBuffer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Reads every line to an event, and writes it as NDJSON, as the command {@code events} does. */
final class JsonScan {
  private static final int BLOCK = 64 * 1024;

  private final MailLogParser parser = LogScan.parser(Dialects.load());
  private final MailEvent event = new MailEvent();
  private final EventWriter writer = new EventWriter(event);
  private final EventJson json = new EventJson();
  private final JsonBuffer buffer = new JsonBuffer();

  void write(byte[] b, int length, OutputStream output) {
    try {
      writeLines(b, length, output);
      buffer.writeTo(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void writeLines(byte[] b, int length, OutputStream output) throws IOException {
    long lines = 0;
    int from = 0;
    while (true) {
      int end = ByteScan.indexOfFar(b, from, length, (byte) '\n');
      if (end < 0) {
        return;
      }
      writer.place(++lines, null);
      parser.parse(b, from, end, writer);
      json.write(event, buffer);
      if (buffer.length() >= BLOCK) {
        buffer.writeTo(output);
      }
      from = end + 1;
    }
  }
}
