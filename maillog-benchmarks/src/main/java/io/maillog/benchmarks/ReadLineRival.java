package io.maillog.benchmarks;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * How lines are usually read in Java: by a BufferedReader, in UTF-8, as {@code
 * Files.newBufferedReader} has it. Its lines are Strings, and nothing is done with them.
 */
final class ReadLineRival {
  private ReadLineRival() {}

  /** What was read. */
  record Read(long lines, long characters) {}

  static Read read(byte[] b, int length) {
    long lines = 0;
    long characters = 0;
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new ByteArrayInputStream(b, 0, length), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines++;
        characters += line.length();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // not from an array
    }
    return new Read(lines, characters);
  }
}
