package io.maillog.ndjson;

import io.maillog.bytes.ByteScan;
import java.nio.charset.StandardCharsets;

/**
 * A piece of JSON that is written over and over, such as a member's name: kept as words of eight
 * bytes, so that it is copied by three stores, without a loop, of which a processor foresees the
 * end badly. Immutable.
 */
final class JsonText {
  /** The longest one, in bytes. */
  static final int MAX_LENGTH = 24;

  /** Its bytes, and zeros behind them. */
  final long first;

  final long second;
  final long third;
  final int length;

  private JsonText(String ascii) {
    byte[] bytes = ascii.getBytes(StandardCharsets.US_ASCII);
    if (bytes.length > MAX_LENGTH) {
      throw new IllegalArgumentException("longer than " + MAX_LENGTH + ": " + ascii);
    }
    this.length = bytes.length;
    this.first = ByteScan.word(bytes, 0, length);
    this.second = ByteScan.word(bytes, 8, length - 8);
    this.third = ByteScan.word(bytes, 16, length - 16);
  }

  /** A member's name, with its quotes and its colon. */
  static JsonText name(String name) {
    return new JsonText('"' + name + "\":");
  }

  /** A member whose value is {@code true}. */
  static JsonText flag(String name) {
    return new JsonText('"' + name + "\":true");
  }

  /** A member whose value is a word that needs no escapes. */
  static JsonText member(String name, String value) {
    return new JsonText('"' + name + "\":\"" + value + '"');
  }
}
