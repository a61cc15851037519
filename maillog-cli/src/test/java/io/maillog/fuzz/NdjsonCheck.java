package io.maillog.fuzz;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** One JSON object a line, in UTF-8, without a control character. */
final class NdjsonCheck {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private NdjsonCheck() {}

  static void check(byte[] ndjson, int length) {
    String text;
    try {
      text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(ndjson, 0, length)).toString();
    } catch (CharacterCodingException e) {
      throw new AssertionError("no UTF-8", e);
    }
    int from = 0;
    while (from < text.length()) {
      int to = text.indexOf('\n', from);
      check(text.substring(from, to < 0 ? text.length() : to));
      from = to < 0 ? text.length() : to + 1;
    }
  }

  private static void check(String line) {
    if (line.chars().anyMatch(Character::isISOControl)) {
      throw new AssertionError("a control character in " + line);
    }
    try (JsonParser json = JSON.createParser(line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new AssertionError("no object: " + line);
      }
      json.skipChildren();
      if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
        throw new AssertionError("not one object: " + line);
      }
    } catch (IOException e) {
      throw new AssertionError("no JSON: " + line, e);
    }
  }
}
