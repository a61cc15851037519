package io.maillog.framing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a framer gives for some bytes, and what a plain reading of the rules gives. */
record Framed(List<String> lines, int cut, long consumed, boolean lastIsOpen) {

  static Framed of(InputStream in, FramingLimits limits) {
    LineFramer framer = new LineFramer(limits);
    LineBlock block = new LineBlock(limits);
    framer.start(in);
    return of(framer, block);
  }

  static Framed of(LineFramer framer, LineBlock block) {
    List<String> lines = new ArrayList<>();
    int cut = 0;
    long consumed = 0;
    boolean open = false;
    while (framer.next(block)) {
      for (int i = 0; i < block.lines(); i++) {
        int from = block.from(i);
        int length = block.to(i) - from;
        if (block.to(i) + LineBlock.SLACK > block.bytes().length) {
          throw new AssertionError("no slack behind line " + i);
        }
        lines.add(new String(block.bytes(), from, length, StandardCharsets.ISO_8859_1));
      }
      cut += block.cutLines();
      consumed += block.consumed();
      open = block.lastIsOpen();
    }
    // The end of a line that was cut may come after the last block with a line.
    return new Framed(lines, cut, consumed + block.consumed(), open);
  }

  /**
   * Byte by byte: a line ends at LF or CR LF, the last one at the end; of one that is too long, NUL
   * at its start and what is too much is left out.
   */
  static Framed plainly(byte[] bytes, int maxLineLength) {
    List<String> lines = new ArrayList<>();
    int cut = 0;
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    boolean open = false;
    for (int i = 0; i <= bytes.length; i++) {
      boolean end = i == bytes.length;
      if (!end && bytes[i] != '\n') {
        line.write(bytes[i]);
        continue;
      }
      if (end && line.size() == 0) {
        break;
      }
      String text = line.toString(StandardCharsets.ISO_8859_1);
      if (!end && text.endsWith("\r")) {
        text = text.substring(0, text.length() - 1);
      }
      if (text.length() > maxLineLength) {
        text = text.replaceFirst("^\\x00+", "");
        if (end && text.isEmpty()) {
          break;
        }
      }
      if (text.length() > maxLineLength) {
        text = text.substring(0, maxLineLength);
        cut++;
      }
      open = end;
      lines.add(text);
      line.reset();
    }
    return new Framed(lines, cut, bytes.length, open);
  }

  /**
   * A stream that gives as many bytes at a time as the steps say, and never admits to have more.
   */
  static InputStream inSteps(byte[] bytes, List<Integer> steps, boolean honest) {
    return new ByteArrayInputStream(bytes) {
      private int step;

      @Override
      public synchronized int read(byte[] b, int from, int length) {
        int most = steps.isEmpty() ? length : steps.get(step++ % steps.size());
        return super.read(b, from, Math.min(length, most));
      }

      @Override
      public synchronized int available() {
        return honest ? super.available() : 0;
      }
    };
  }

  /** A stream that gives these bytes, and then fails. */
  static InputStream failing(byte[] bytes, String message) {
    return new InputStream() {
      private int at;

      @Override
      public int read() throws IOException {
        if (at == bytes.length) {
          throw new IOException(message);
        }
        return bytes[at++] & 0xff;
      }

      @Override
      public int read(byte[] b, int from, int length) throws IOException {
        if (at == bytes.length) {
          throw new IOException(message);
        }
        int n = Math.min(length, bytes.length - at);
        System.arraycopy(bytes, at, b, from, n);
        at += n;
        return n;
      }
    };
  }
}
