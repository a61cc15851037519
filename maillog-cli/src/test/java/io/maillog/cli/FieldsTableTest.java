package io.maillog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.MailLog;
import io.maillog.MailLogParser;
import io.maillog.dialect.Dialect;
import io.maillog.dialect.Dialects;
import io.maillog.event.EventKind;
import io.maillog.event.MailEvent;
import io.maillog.testkit.GoldenRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/fields.md says what lines of each server state, and is as old as the grammar. */
class FieldsTableTest {
  private static final Path ROOT = Path.of("..");
  private static final Path PAGE = ROOT.resolve("docs/fields.md");

  /** All servers' but that of this module's own tests. */
  private static final List<Dialect> DIALECTS =
      Dialects.load().all().stream().filter(dialect -> !(dialect instanceof DemoDialect)).toList();

  @Test
  void pageIsThatOfTheLinesOfTheTests() throws Exception {
    FieldsTable table = new FieldsTable();
    for (Dialect dialect : DIALECTS) {
      int recorded = addRecorded(dialect, table);
      int written = addWritten(dialect, table);
      assertThat(recorded).as("recorded lines of " + dialect.name()).isPositive();
      assertThat(written).as("written lines of " + dialect.name()).isGreaterThan(20);
    }
    if (Boolean.getBoolean(GoldenRunner.UPDATE)) {
      Files.writeString(PAGE, table.page());
    }
    assertThat(PAGE)
        .as("run once with -D" + GoldenRunner.UPDATE + "=true, and read the difference")
        .hasContent(table.page());
  }

  @Test
  void lineOfAnotherKindChangesThePage() {
    FieldsTable table = new FieldsTable();
    String before = table.page();
    MailLogParser parser = new MailLogParser(Dialects.of(new DemoDialect()));
    MailEvent event = parser.parse("Sep 12 10:15:30 mx1 demo[1]: A1: removed");
    table.add("demo", event);
    assertThat(table.page()).isNotEqualTo(before).contains("D demo", "| `removed` | D |");
    assertThat(table.page())
        .containsPattern("No line of a test states .*`to`")
        .doesNotContainPattern("states .*`queue_id`");
  }

  private static int addRecorded(Dialect dialect, FieldsTable table) throws IOException {
    Path folder = module(dialect).resolve("src/test/resources/recorded");
    List<Path> logs;
    try (Stream<Path> files = Files.list(folder)) {
      logs = new ArrayList<>(files.sorted().toList());
    }
    int[] count = {0};
    for (Path log : logs) {
      MailLog.builder()
          .files(log)
          .dialects(Dialects.of(dialect))
          .zone(ZoneOffset.UTC)
          .firstYear(2026)
          .build()
          .events(event -> count[0] += add(dialect, event, table));
    }
    return count[0];
  }

  /**
   * Lines in text blocks of the dialect's tests, up to the first {@code " # "}: whole ones, and
   * those of its LinesTest, which puts the beginning before them.
   */
  private static int addWritten(Dialect dialect, FieldsTable table) throws IOException {
    List<Path> sources;
    try (Stream<Path> files = Files.walk(module(dialect).resolve("src/test/java"))) {
      sources = files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
    String rows = dialect.name() + "linestest.java";
    int count = 0;
    for (Path source : sources) {
      boolean ofRows = source.getFileName().toString().toLowerCase(Locale.ROOT).equals(rows);
      for (String line : textBlocks(source)) {
        count += add(dialect, ofRows ? whole(dialect, line) : line, table);
      }
    }
    return count;
  }

  private static List<String> textBlocks(Path source) throws IOException {
    List<String> lines = new ArrayList<>();
    boolean inside = false;
    for (String line : Files.readAllLines(source)) {
      if (line.contains("\"\"\"")) {
        inside = !inside && line.strip().equals("\"\"\"");
      } else if (inside) {
        int end = line.indexOf(" # ");
        lines.add(line.substring(0, end < 0 ? line.length() : end).strip());
      }
    }
    return lines;
  }

  private static int add(Dialect dialect, String line, FieldsTable table) {
    return add(dialect, new MailLogParser(Dialects.of(dialect)).parse(line), table);
  }

  /** The line of a row, behind what its test puts before it. */
  private static String whole(Dialect dialect, String row) {
    String stamp = "Sep 12 10:15:30 mx1 ";
    return switch (dialect.name()) {
      case "exim" -> "2026-09-12 10:15:30 " + row;
      case "postfix" -> stamp + "postfix/" + row.replaceFirst(": ", "[1]: ");
      case "sendmail" -> stamp + "sm-mta[1]: " + row;
      case "opensmtpd" -> stamp + "smtpd[1]: " + row;
      default -> throw new AssertionError("how does a line of " + dialect.name() + " begin?");
    };
  }

  private static int add(Dialect dialect, MailEvent event, FieldsTable table) {
    boolean said = event.dialect() != null || event.kind() == EventKind.CONTINUATION;
    if (!said) {
      return 0;
    }
    table.add(dialect.name(), event);
    return 1;
  }

  private static Path module(Dialect dialect) {
    return ROOT.resolve("maillog-" + dialect.name());
  }
}
