package io.maillog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The version that the build wrote beside the classes: a manifest is lost where jars are merged.
 */
final class LibraryVersion {
  private static final String TEXT = read();

  private LibraryVersion() {}

  static String text() {
    return TEXT;
  }

  private static String read() {
    try (InputStream in = LibraryVersion.class.getResourceAsStream("version.txt")) {
      if (in == null) {
        return "unknown"; // whoever merged the jars left it out
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
