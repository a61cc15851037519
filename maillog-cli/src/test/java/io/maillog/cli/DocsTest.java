package io.maillog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What README and docs show is so: code is that of programs that run, the line says what it says.
 */
class DocsTest {
  private static final Path ROOT = Path.of("..");

  /** The dialect that the guide for authors of dialects shows. */
  private static final Path DIALECT = ROOT.resolve("maillog-opensmtpd/src");

  private static final Pattern CODE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

  @TempDir Path dir;

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    try (Stream<Path> top = Files.list(ROOT);
        Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      Stream.concat(top, docs)
          .filter(page -> page.toString().endsWith(".md"))
          .sorted()
          .forEach(pages::add);
    }
    return pages;
  }

  private static List<String> programs() throws IOException {
    List<String> programs = new ArrayList<>();
    for (Path folder : List.of(ExampleRun.EXAMPLES, DIALECT)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(file -> file.toString().endsWith(".java")).toList()) {
          programs.add(Files.readString(file));
        }
      }
    }
    return programs;
  }

  /** The code of a page. */
  private static List<String> code(String page) {
    return CODE.matcher(page).results().map(found -> found.group(1)).toList();
  }

  /** What a page shows as code that stands in no program. */
  private static List<String> foreign(String page, List<String> programs) {
    return code(page).stream()
        .filter(code -> programs.stream().noneMatch(program -> program.contains(code)))
        .toList();
  }

  @Test
  void codeIsThatOfTheExamples() throws Exception {
    List<String> programs = programs();
    int found = 0;
    for (Path page : pages()) {
      String text = Files.readString(page);
      found += code(text).size();
      assertThat(foreign(text, programs)).as(page + " shows what no example has").isEmpty();
    }
    assertThat(found).isGreaterThan(20);
  }

  @Test
  void codeThatNoExampleHasIsFound() throws Exception {
    String page = "```java\n    log.read(System.in)```\n\n```java\n    log.reed(System.in)\n```\n";
    assertThat(foreign(page, programs())).containsExactly("    log.reed(System.in)\n");
  }

  @Test
  void eachExampleIsRunByATest() throws Exception {
    String tests = Files.readString(Path.of("src/test/java/io/maillog/cli/ExamplesTest.java"));
    for (Path source : ExampleRun.sources()) {
      String name = source.getFileName().toString().replace(".java", "");
      assertThat(tests).contains("\"" + name + "\"");
    }
  }

  @Test
  void linksLeadSomewhere() throws Exception {
    for (Path page : pages()) {
      Matcher link = LINK.matcher(Files.readString(page));
      while (link.find()) {
        assertThat(page.resolveSibling(link.group(1))).as("a link of " + page).exists();
      }
    }
  }

  @Test
  void lineIsReadAsTheReadmeSays() throws Exception {
    String readme = Files.readString(ROOT.resolve("README.md"));
    Matcher line = Pattern.compile("```\n(Sep 12 .*?)\n```").matcher(readme);
    Matcher json = Pattern.compile("```json\n(.*?)\n```").matcher(readme);
    assertThat(line.find() && json.find()).isTrue();
    Path log = Files.writeString(dir.resolve("line.log"), line.group(1) + "\n");
    CommandLineRun run =
        CommandLineRun.of("events", "--zone", "UTC", "--year", "2026", log.toString());
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().strip()).isEqualTo(json.group(1));
  }
}
