package io.maillog;

import static io.maillog.DemoLog.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maillog.event.Field;
import io.maillog.event.MailEventRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several logs: side by side, in the order of time, where stories are told. */
class MailLogSideBySideTest {
  private static final String A =
      """
      Sep 12 10:00:01 a demo[1]: A1: x
      no header
      Sep 12 10:00:05 a demo[1]: A5: x
      Sep 12 10:00:03 a demo[1]: A3: x
      """;
  private static final String B =
      """
      before any time
      Sep 12 10:00:01 b demo[1]: B1: x
      Sep 12 10:00:02 b demo[1]: B2: x
      Sep 12 10:00:04 b demo[1]: B4: x
      Sep 12 10:00:09 b demo[1]: B9: x
      """;

  private static MailLog.Builder options(String... logs) {
    MailLog.Builder options = DemoLog.options().firstYear(2026);
    for (int i = 0; i < logs.length; i++) {
      options.stream(stream(logs[i]), "log" + i);
    }
    return options;
  }

  private static String texts(List<MailEventRecord> events) {
    return events.stream()
        .map(e -> String.valueOf(e.text(Field.TEXT)))
        .map(text -> text.replaceAll("^(..): x$", "$1"))
        .collect(Collectors.joining(", "));
  }

  @Test
  void linesComeInTheOrderOfTime() {
    for (int threads : new int[] {1, 2, 5}) {
      assertThat(texts(DemoLog.read(options(A, B).threads(threads)).events()))
          .as("%s threads", threads)
          .isEqualTo("before any time, A1, no header, B1, B2, B4, A5, A3, B9");
    }
  }

  @Test
  void eventsAloneComeOneLogAfterTheOther() {
    assertThat(texts(DemoLog.events(options(A, B))))
        .isEqualTo("A1, no header, A5, A3, before any time, B1, B2, B4, B9");
  }

  @Test
  void eachLogHasItsNumbersItsNameAndItsYear() {
    String old = "Dec 31 23:59:59 a demo[1]: A1: x\nJan  1 00:00:01 a demo[1]: A2: x\n";
    List<MailEventRecord> events = DemoLog.read(options(old, B)).events();
    assertThat(events)
        .extracting(e -> e.text(Field.FILE) + ":" + e.text(Field.N) + " " + e.text(Field.TIME))
        .containsExactly(
            "log1:1 null",
            "log1:2 2026-09-12T10:00:01Z",
            "log1:3 2026-09-12T10:00:02Z",
            "log1:4 2026-09-12T10:00:04Z",
            "log1:5 2026-09-12T10:00:09Z",
            "log0:1 2026-12-31T23:59:59Z",
            "log0:2 2027-01-01T00:00:01Z");
  }

  @Test
  void manyLogsAreReadOneAfterTheOther() {
    String[] logs =
        IntStream.range(0, 65)
            .mapToObj(i -> "Sep 12 10:00:%02d a demo[1]: L%d: x\n".formatted(59 - i % 60, i))
            .toArray(String[]::new);
    String expected =
        IntStream.range(0, 65).mapToObj(i -> "L" + i + ": x").collect(Collectors.joining(", "));
    assertThat(
            DemoLog.read(options(logs)).events().stream()
                .map(e -> e.text(Field.TEXT))
                .collect(Collectors.joining(", ")))
        .isEqualTo(expected);
  }

  @Test
  void whatAHandlerThrowsClosesAllLogs() {
    for (int threads : new int[] {1, 4}) {
      RuntimeException thrown = new RuntimeException("enough");
      assertThatThrownBy(
              () ->
                  options(A, B)
                      .threads(threads)
                      .build()
                      .eventsAndTraces(
                          event -> {
                            throw thrown;
                          },
                          trace -> {}))
          .isSameAs(thrown);
    }
  }

  @Test
  void lineThatLogsOfADirectoryHaveAlikeCountsOnce(@TempDir Path directory) throws IOException {
    String line = "Sep 12 10:00:0%d a demo[1]: A1: x\n";
    Path both = directory.resolve("mail.log");
    Path copy = directory.resolve("syslog");
    Files.writeString(both, line.formatted(1) + line.formatted(1) + line.formatted(3));
    Files.writeString(copy, line.formatted(3) + line.formatted(1) + line.formatted(4));
    for (int threads : new int[] {1, 4}) {
      DemoLog.Read read =
          DemoLog.read(DemoLog.options().firstYear(2026).threads(threads).files(both, copy));
      assertThat(read.events())
          .extracting(
              e ->
                  e.text(Field.FILE).replaceAll(".*/", "")
                      + ":"
                      + e.text(Field.N)
                      + (e.has(Field.COPY) ? " copy" : ""))
          .containsExactly(
              "mail.log:1",
              "mail.log:2",
              "mail.log:3",
              "syslog:1 copy",
              "syslog:2 copy",
              "syslog:3");
      assertThat(read.summary().copies()).isEqualTo(2);
      assertThat(read.summary().lines()).isEqualTo(6);
    }
    assertThat(DemoLog.events(DemoLog.options().firstYear(2026).files(both, copy))).hasSize(6);
  }

  @Test
  void copiesAreFoundThoughLinesAreOutOfOrder(@TempDir Path directory) throws IOException {
    StringBuilder log = new StringBuilder();
    StringBuilder other = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      int second = i / 2 + (i % 2 == 0 ? 1 : 0); // 1, 0, 2, 1, …
      String line =
          "Sep 12 10:%02d:%02d a demo[1]: N%d: x\n".formatted(second / 60, second % 60, i);
      log.append(line);
      other.append(i % 3 == 0 ? line : "");
    }
    Path one = Files.writeString(directory.resolve("mail.log"), log);
    Path two = Files.writeString(directory.resolve("syslog"), other);
    DemoLog.Read read = DemoLog.read(DemoLog.options().firstYear(2026).files(one, two));
    assertThat(read.events()).filteredOn(e -> !e.has(Field.COPY)).hasSize(1000);
    assertThat(read.summary().copies()).isEqualTo(334);
  }

  @Test
  void sameLineOfLogsThatShareNoDirectoryIsTwoLines(@TempDir Path directory) throws IOException {
    String line = "Sep 12 10:00:01 a demo[1]: A1: x\n";
    Path one = Files.createDirectory(directory.resolve("one")).resolve("mail.log");
    Path two = Files.createDirectory(directory.resolve("two")).resolve("mail.log");
    Files.writeString(one, line);
    Files.writeString(two, line);
    assertThat(DemoLog.read(DemoLog.options().firstYear(2026).files(one, two)).events()).hasSize(2);
    assertThat(DemoLog.read(options(line, line)).events()).hasSize(2);
  }

  @Property(tries = 60)
  void resultDoesNotDependOnThreads(@ForAll("logs") List<String> logs) {
    String[] given = logs.toArray(String[]::new);
    DemoLog.Read alone = DemoLog.read(options(given));
    assertThat(alone.events()).hasSize(logs.stream().mapToInt(s -> s.split("\n").length).sum());
    for (int threads : new int[] {2, 4, 9}) {
      DemoLog.Read read = DemoLog.read(options(given).threads(threads).blocks(50, 3));
      assertThat(read.events()).isEqualTo(alone.events());
      assertThat(read.traces()).isEqualTo(alone.traces());
      assertThat(read.summary()).isEqualTo(alone.summary());
    }
  }

  @Provide
  Arbitrary<List<String>> logs() {
    Arbitrary<Integer> second = Arbitraries.integers().between(10, 59);
    Arbitrary<String> id = Arbitraries.of("A", "B");
    Arbitrary<String> says =
        Arbitraries.of("client=c.example.org", "from=<a@example.org>", "removed", "x");
    Arbitrary<String> line =
        Combinators.combine(second, id, says)
            .as((s, i, t) -> "Sep 12 10:15:" + s + " mx1 demo[1]: " + i + ": " + t + "\n");
    return line.list()
        .ofMinSize(1)
        .ofMaxSize(30)
        .map(lines -> String.join("", lines))
        .list()
        .ofMinSize(1)
        .ofMaxSize(5);
  }
}
