package io.maillog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The result depends neither on the number of threads nor on where the input was cut. */
class MailLogThreadsProperties {
  private static DemoLog.Read read(byte[] log, int threads, int blockBytes, int blockLines) {
    return DemoLog.read(
        DemoLog.options()
            .maxLineLength(200)
            .threads(threads)
            .blocks(blockBytes, blockLines)
            .reference(java.time.Instant.parse("2026-11-24T00:00:00Z"))
            .stream(new ByteArrayInputStream(log), "log"));
  }

  @Property(tries = 150)
  void resultIsTheSame(
      @ForAll("log") byte[] log,
      @ForAll @IntRange(min = 1, max = 1000) int blockBytes,
      @ForAll @IntRange(min = 1, max = 20) int blockLines) {
    DemoLog.Read alone = read(log, 1, 1 << 20, 1 << 16);

    for (int threads : new int[] {1, 2, 4}) {
      DemoLog.Read read = read(log, threads, blockBytes, blockLines);
      assertThat(read.events()).isEqualTo(alone.events());
      assertThat(read.traces()).isEqualTo(alone.traces());
      assertThat(read.summary()).isEqualTo(alone.summary());
    }
  }

  @Provide
  Arbitrary<byte[]> log() {
    Arbitrary<String> stamp =
        Arbitraries.of(
            "Dec 31 23:59:59",
            "Jan  1 00:00:00",
            "Jan  1 00:00:01",
            "Sep 12 10:15:30",
            "2026-01-01T00:00:02+01:00",
            "Feb 29 00:00:00");
    Arbitrary<String> id = Arbitraries.of("A", "B", "C", "T1735689599", "T1767225600");
    Arbitrary<String> says =
        Arbitraries.of(
            "client=c.example.org", "from=<a@example.org>", "to=<b@example.net>", "removed", "x");
    Arbitrary<String> good =
        Combinators.combine(stamp, id, says).as((s, i, t) -> s + " mx1 demo[1]: " + i + ": " + t);
    Arbitrary<String> bad =
        Arbitraries.strings().withChars('a', '\r', '\0', '[', ':', ' ').ofMaxLength(300);
    Arbitrary<String> line =
        Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(9, good), net.jqwik.api.Tuple.of(1, bad));
    Arbitrary<List<String>> lines = line.list().ofMaxSize(150);
    return lines.map(MailLogThreadsProperties::join);
  }

  private static byte[] join(List<String> lines) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < lines.size(); i++) {
      out.writeBytes(lines.get(i).getBytes(StandardCharsets.ISO_8859_1));
      out.writeBytes(
          (i % 7 == 0 ? "\r\n" : i == lines.size() - 1 ? "" : "\n")
              .getBytes(StandardCharsets.ISO_8859_1));
    }
    return out.toByteArray();
  }
}
