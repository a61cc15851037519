package io.maillog.follow.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

class JournalKeysProperties {
  private static final String CURSOR = "s=0a;i=1f;b=0b;m=2;t=3;x=4";

  /** Whatever a stranger's message holds, wherever it stands, the position is the entry's. */
  @Property
  void aMessageTellsNothing(
      @ForAll String noise, @ForAll @IntRange(max = 3) int where, @ForAll boolean asBytes) {
    String text = noise + "\",\"__CURSOR\":\"s=evil\",\"__REALTIME_TIMESTAMP\":\"1\",{[" + noise;
    String message = "\"MESSAGE\":" + (asBytes ? bytes(text) : quoted(text));
    String[] members = {
      message, "\"__CURSOR\":\"" + CURSOR + "\"", "\"__REALTIME_TIMESTAMP\":\"77\"", "\"A\":null"
    };
    String swapped = members[where];
    members[where] = members[0];
    members[0] = swapped;
    assertThat(positionOf("{" + String.join(",", members) + "}"))
        .isEqualTo(new JournalPosition(CURSOR, 77));
  }

  /** Nothing throws, and a line is no longer than a window holds. */
  @Property
  void anyBytes(@ForAll @Size(max = 2000) byte[] bytes) {
    JournalKeys keys = new JournalKeys();
    keys.accept(bytes, 0, bytes.length);
    keys.position();
    new JournalLines((b, from, to, position) -> true).accept(bytes, 0, bytes.length);
  }

  /** Output that is cut anywhere gives the same lines, also long ones, with their positions. */
  @Property
  void cutAnywhere(@ForAll @IntRange(min = 1, max = 5000) int piece, @ForAll boolean cursorLast) {
    StringBuilder output = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      String place = "\"__CURSOR\":\"s=a;i=" + i + "\",\"__REALTIME_TIMESTAMP\":\"" + i + "\"";
      String message = "\"MESSAGE\":\"" + "m".repeat(i == 3 ? 70_000 : 1000 * i) + "\"";
      output.append('{').append(cursorLast ? message : place).append(',');
      output.append(cursorLast ? place : message).append("}\n");
    }
    byte[] all = output.toString().getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    int[] count = {0};
    JournalLines reader =
        new JournalLines(
            (b, from, to, position) -> {
              assertThat(to - from).isLessThanOrEqualTo(64 * 1024);
              assertThat(b[to - 1]).isEqualTo((byte) '\n');
              int i = count[0]++;
              JournalPosition expected = new JournalPosition("s=a;i=" + i, i);
              assertThat(position).isEqualTo(expected);
              String line = new String(b, from, to - from, StandardCharsets.US_ASCII);
              assertThat(positionOf(line)).isEqualTo(expected);
              lines.write(b, from, to - from);
              return true;
            });
    for (int at = 0; at < all.length; at += piece) {
      assertThat(reader.accept(all, at, Math.min(all.length, at + piece))).isTrue();
    }
    assertThat(count[0]).isEqualTo(5);
    assertThat(lines.size()).isLessThan(all.length);
  }

  private static @Nullable JournalPosition positionOf(String line) {
    JournalKeys keys = new JournalKeys();
    byte[] b = line.getBytes(StandardCharsets.UTF_8);
    keys.accept(b, 0, b.length);
    return keys.position();
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }

  private static String bytes(String text) {
    StringBuilder json = new StringBuilder("[");
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      json.append(json.length() > 1 ? "," : "").append(b & 0xff);
    }
    return json.append(']').toString();
  }
}
