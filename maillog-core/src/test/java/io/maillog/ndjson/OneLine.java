package io.maillog.ndjson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** What holds for everything that a {@link JsonBuffer} has been given. */
final class OneLine {
  private OneLine() {}

  /** Fails unless the content, but for its last line end, is one line of well-formed UTF-8. */
  static void check(JsonBuffer json) throws CharacterCodingException {
    String text =
        UTF_8.newDecoder().decode(ByteBuffer.wrap(json.array(), 0, json.length())).toString();
    String line = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    assertThat(line.codePoints())
        .noneMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029);
  }
}
