package io.maillog.cli;

import io.maillog.ndjson.JsonBuffer;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Standard output, or a file in its place, through a big buffer. Its failures are {@link
 * OutputException}s.
 */
final class Output {
  private static final int SIZE = 128 * 1024;

  private final OutputStream target;
  private final boolean isFile;
  private final byte[] buffer = new byte[SIZE];
  private int length;

  Output(OutputStream target) {
    this(target, false);
  }

  Output(OutputStream target, boolean isFile) {
    this.target = target;
    this.isFile = isFile;
  }

  /** Takes the content of a buffer, which is empty then. */
  void write(JsonBuffer json) {
    write(json.array(), json.length());
    json.clear();
  }

  /** Takes the first bytes of an array. */
  void write(byte[] bytes, int count) {
    if (count > SIZE - length) {
      drain();
    }
    if (count > SIZE) {
      send(bytes, count);
    } else {
      System.arraycopy(bytes, 0, buffer, length, count);
      length += count;
    }
  }

  /** Gives on what was taken so far. */
  void flush() {
    drain();
    try {
      target.flush();
    } catch (IOException e) {
      throw new OutputException(e, isFile);
    }
  }

  private void drain() {
    int count = length;
    length = 0; // also if that fails: nobody wants it again
    send(buffer, count);
  }

  private void send(byte[] bytes, int count) {
    try {
      target.write(bytes, 0, count);
    } catch (IOException e) {
      throw new OutputException(e, isFile);
    }
  }
}
