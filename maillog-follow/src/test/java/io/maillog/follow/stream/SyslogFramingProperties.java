package io.maillog.follow.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.follow.stream.SyslogFraming.Result;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class SyslogFramingProperties {
  /** Cut into any pieces, a connection gives the same messages. */
  @Property
  void cutAtAnyByteGivesTheSameMessages(
      @ForAll @Size(max = 20) List<@Size(max = 100) byte[]> texts, @ForAll int seed) {
    Random random = new Random(seed);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] text : texts) {
      int length = text.length + 3;
      if (random.nextBoolean()) {
        out.writeBytes((length + " <1>").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(text);
      } else {
        out.writeBytes("<2>".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(
            new String(text, StandardCharsets.ISO_8859_1)
                .replace('\n', ' ')
                .getBytes(StandardCharsets.ISO_8859_1));
        out.write('\n');
      }
    }
    byte[] all = out.toByteArray();
    List<String> whole = read(all, all.length + 1, random);
    assertThat(whole).hasSize(texts.size());
    assertThat(read(all, 1, random)).isEqualTo(whole);
    assertThat(read(all, 30, random)).isEqualTo(whole);
    assertThat(whole).allSatisfy(line -> assertThat(line).doesNotContain("\n"));
  }

  /** No bytes make it throw, and what it gives are never several lines. */
  @Property
  void anyBytes(@ForAll @Size(max = 500) byte[] noise, @ForAll boolean begun) {
    SyslogFraming framing = new SyslogFraming();
    List<String> lines = new ArrayList<>();
    if (begun) {
      accept(framing, "50 <".getBytes(StandardCharsets.US_ASCII), lines);
    }
    accept(framing, noise, lines);
    framing.end(m -> add(m, lines));
    assertThat(lines).allSatisfy(line -> assertThat(line).doesNotContain("\n").startsWith("<"));
  }

  private static Result accept(SyslogFraming framing, byte[] b, List<String> lines) {
    return framing.accept(b, 0, b.length, m -> add(m, lines));
  }

  private static List<String> read(byte[] all, int most, Random random) {
    SyslogFraming framing = new SyslogFraming();
    List<String> lines = new ArrayList<>();
    int at = 0;
    while (at < all.length) {
      int to = Math.min(all.length, at + 1 + random.nextInt(most));
      assertThat(framing.accept(all, at, to, m -> add(m, lines))).isEqualTo(Result.MORE);
      at = to;
    }
    return lines;
  }

  private static boolean add(SyslogMessage message, List<String> lines) {
    int length = message.line();
    lines.add(new String(message.bytes(), 0, Math.max(0, length - 1), StandardCharsets.ISO_8859_1));
    return true;
  }
}
