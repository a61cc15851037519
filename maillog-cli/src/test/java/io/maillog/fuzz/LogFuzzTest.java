package io.maillog.fuzz;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maillog.cli.DemoDialect;
import io.maillog.dialect.Dialects;
import io.maillog.dialect.LineParser;
import io.maillog.event.EventKind;
import io.maillog.event.Field;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Mutated recordings of all four servers, read in many ways. The system properties {@value #ROUNDS}
 * and {@value #SEED} say how many and which; {@code mvn -Pfuzz} takes thousands of a seed of the
 * clock's. A log that fails is kept in {@code target}.
 */
class LogFuzzTest {
  static final String ROUNDS = "io.maillog.fuzz.rounds";
  static final String SEED = "io.maillog.fuzz.seed";
  private static final int BYTES = 40_000;

  @Test
  @Timeout(value = 6, unit = TimeUnit.HOURS)
  void anyLogIsReadTheSameInEveryWay() throws IOException {
    List<List<String>> recordings =
        List.of(Recordings.POSTFIX, Recordings.EXIM, Recordings.SENDMAIL, Recordings.OPENSMTPD);
    int rounds = Integer.getInteger(ROUNDS, 150);
    long first = Long.getLong(SEED, 14);
    if (first == 0) {
      first = System.nanoTime();
    }
    long start = System.nanoTime();
    long bytes = 0;
    for (long seed = first; seed < first + rounds; seed++) {
      byte[] log = new LogMutations(recordings, seed).log(BYTES);
      bytes += log.length;
      try {
        new LogFuzz(log, seed).check();
      } catch (RuntimeException | AssertionError e) {
        Path kept = Files.write(Path.of("target", "fuzz-" + seed + ".log"), log);
        throw new AssertionError("-D" + SEED + "=" + seed + ", kept as " + kept + ": " + e, e);
      }
    }
    System.out.printf(
        "fuzz: seeds %d to %d, %d bytes, each read six times, in %d s%n",
        first, first + rounds - 1, bytes, Duration.ofNanos(System.nanoTime() - start).toSeconds());
  }

  @Test
  void dialectThatRemembersFails() {
    assertThatThrownBy(() -> new LogFuzz(Dialects.of(new Remembering()), demoLog(), 1).check())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("other events");
  }

  @Test
  void dialectThatPointsElsewhereFails() {
    assertThatThrownBy(() -> new LogFuzz(Dialects.of(new Pointing()), demoLog(), 1).check())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("size lies outside of its line");
  }

  private static byte[] demoLog() {
    return "Sep 12 10:15:30 mx1 demo[1]: ABC: from=<a@example.org>\n"
        .repeat(2_000)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Counts the lines of its parser, of which each thread has one. */
  private static final class Remembering extends DemoDialect {
    @Override
    public LineParser newLineParser() {
      int[] lines = new int[1];
      return (b, from, to, header, event) ->
          event.kind(++lines[0] % 7 == 0 ? EventKind.CONNECT : EventKind.OTHER);
    }
  }

  /** Points at the byte before the line. */
  private static final class Pointing extends DemoDialect {
    @Override
    public LineParser newLineParser() {
      return (b, from, to, header, event) ->
          event.span(Field.SIZE, Math.max(0, header.lineFrom() - 1), from);
    }
  }

  @Test
  void whatIsNoJsonFails() {
    for (String line :
        List.of("{\"a\":1}x", "[1]", "{\"a\":\"\u0001\"}", "{\"a\":1,\"a\":2}", "{")) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      assertThatThrownBy(() -> NdjsonCheck.check(bytes, bytes.length))
          .isInstanceOf(AssertionError.class);
    }
  }
}
