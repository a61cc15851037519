package io.maillog.follow.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class StreamInputProperties {
  /** However a stream's bytes come in pieces, and whatever they are, its lines are the same. */
  @Property(tries = 200)
  void cutAtAnyByteGivesTheSameLines(@ForAll @Size(max = 300) byte[] noise, @ForAll int seed)
      throws IOException {
    byte[] bytes = withLines(noise, seed);
    List<String> expected = List.of(new String(bytes, StandardCharsets.ISO_8859_1).split("\n", -1));
    if (expected.get(expected.size() - 1).isEmpty()) {
      expected = expected.subList(0, expected.size() - 1);
    }
    try (Taker taker = new Taker()) {
      taker.open(
          t -> new StreamInput("cut", null, inPieces(bytes, seed), true, t::wake, t::notice));
      taker.untilEnded();
      assertThat(taker.lines).isEqualTo(expected);
    }
  }

  private static byte[] withLines(byte[] noise, int seed) {
    Random random = new Random(seed);
    byte[] bytes = Arrays.copyOf(noise, noise.length + random.nextInt(40_000));
    for (int i = noise.length; i < bytes.length; i++) {
      bytes[i] = (byte) (random.nextInt(200) == 0 ? '\n' : random.nextInt(256));
    }
    return bytes;
  }

  private static InputStream inPieces(byte[] bytes, int seed) {
    Random random = new Random(~seed);
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] b, int from, int length) {
        return super.read(b, from, Math.min(length, 1 + random.nextInt(3000)));
      }
    };
  }
}
