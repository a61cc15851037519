package io.maillog.benchmarks;

import io.maillog.MailLogParser;
import io.maillog.binary.BinaryWriter;
import io.maillog.bytes.ByteScan;
import io.maillog.dialect.Dialects;
import io.maillog.event.EventWriter;
import io.maillog.event.MailEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Reads every line to an event, and writes it in the binary form, as {@link JsonScan} does. */
final class BinaryScan {
  private static final int BLOCK = 64 * 1024;

  private final MailLogParser parser = LogScan.parser(Dialects.load());
  private final MailEvent event = new MailEvent();
  private final EventWriter writer = new EventWriter(event);
  private final BinaryWriter buffer = new BinaryWriter();

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
      buffer.event(event);
      if (buffer.length() >= BLOCK) {
        buffer.writeTo(output);
      }
      from = end + 1;
    }
  }
}
