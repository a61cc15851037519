package io.maillog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is so: its programs compile and run, its line says what it says. */
class ReadmeTest {
  private static final Path ROOT = Path.of("..");
  private static final Path EXAMPLES = ROOT.resolve("examples");

  @TempDir Path dir;

  @Test
  void fileToTracesRunsOnTheSampleLog() throws Exception {
    String out = run("FromFileToTraces", EXAMPLES.resolve("postfix.log").toString());
    assertThat(out.lines()).hasSizeGreaterThan(10).anyMatch(line -> line.endsWith(": SENT"));
    assertThat(out.lines()).anyMatch(line -> line.endsWith(": BOUNCED"));
  }

  @Test
  void lineToFieldsGivesTheFacts() throws Exception {
    assertThat(run("FromLineToFields").lines())
        .containsExactly(
            "DELIVERY SENT", "empfaenger@example.com", "smtp.example.com 25", "450000");
  }

  @Test
  void liveLinesGoOnWhereTheyStopped() throws Exception {
    List<String> lines = Files.readAllLines(EXAMPLES.resolve("postfix.log"));
    String whole = live("whole", lines);
    assertThat(whole.lines()).hasSizeGreaterThan(3).anyMatch(line -> line.endsWith(" SENT"));
    int half = lines.size() / 2;
    assertThat(
            live("parts", lines.subList(0, half))
                + live("parts", lines.subList(half, lines.size())))
        .isEqualTo(whole);
  }

  @Test
  void liveLinesEndAtLineFeedsAlone() throws Exception {
    List<String> lines = new ArrayList<>(Files.readAllLines(EXAMPLES.resolve("postfix.log")));
    String first = lines.get(0);
    String forged =
        first.substring(0, first.indexOf(" postfix"))
            + " postfix/smtpd[1]: NOQUEUE: reject: RCPT from mx.example.org[192.0.2.9]: 550 5.1.1"
            + " <a@example.org>: no; from=<b@example.org> to=<a@example.org> proto=ESMTP helo=<x>";
    String honest = live("honest", lines);
    lines.add(0, forged);
    assertThat(live("two", lines)).isNotEqualTo(honest);
    lines.remove(0);
    for (String end : List.of("\u2028", "\u2029", "\u0085")) {
      lines.set(0, first + end + forged);
      assertThat(live("forged" + (int) end.charAt(0), lines)).isEqualTo(honest);
    }
  }

  private String live(String state, List<String> lines) throws Exception {
    InputStream before = System.in;
    try {
      String text = String.join("\n", lines) + "\n";
      System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
      return run("FromLiveLinesToTraces", dir.resolve(state).toString());
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void snippetsAreThoseOfTheExamples() throws Exception {
    Matcher snippet = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(readme());
    String examples =
        Files.readString(EXAMPLES.resolve("FromFileToTraces.java"))
            + Files.readString(EXAMPLES.resolve("FromLineToFields.java"))
            + Files.readString(EXAMPLES.resolve("FromLiveLinesToTraces.java"));
    int found = 0;
    while (snippet.find()) {
      found++;
      assertThat(examples).contains(snippet.group(1));
    }
    assertThat(found).isEqualTo(3);
  }

  @Test
  void lineIsReadAsTheReadmeSays() throws Exception {
    Matcher line = Pattern.compile("```\n(Sep 12 .*?)\n```").matcher(readme());
    Matcher json = Pattern.compile("```json\n(.*?)\n```").matcher(readme());
    assertThat(line.find() && json.find()).isTrue();
    Path log = Files.writeString(dir.resolve("line.log"), line.group(1) + "\n");
    CommandLineRun run =
        CommandLineRun.of("events", "--zone", "UTC", "--year", "2026", log.toString());
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().strip()).isEqualTo(json.group(1));
  }

  private static String readme() throws Exception {
    return Files.readString(ROOT.resolve("README.md"));
  }

  /** Compiles an example against the class path of this test, and runs it. */
  private String run(String example, String... args) throws Exception {
    Path source = EXAMPLES.resolve(example + ".java");
    List<String> options = new ArrayList<>(List.of("-proc:none", "-d", dir.toString()));
    options.add("-cp");
    options.add(System.getProperty("java.class.path"));
    options.add(source.toString());
    int result =
        ToolProvider.getSystemJavaCompiler().run(null, null, null, options.toArray(new String[0]));
    assertThat(result).isZero();
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {dir.toUri().toURL()}, ReadmeTest.class.getClassLoader())) {
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      var main = loader.loadClass(example).getDeclaredMethod("main", String[].class);
      main.setAccessible(true);
      main.invoke(null, (Object) args);
    } finally {
      System.setOut(before);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
