package io.maillog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsCommandTest {
  @TempDir Path dir;

  private Path file(String name, String content) throws IOException {
    return Files.writeString(dir.resolve(name), content);
  }

  private static List<JsonNode> json(CommandLineRun run) throws IOException {
    List<JsonNode> events = new ArrayList<>();
    for (String line : run.lines()) {
      events.add(new ObjectMapper().readTree(line));
    }
    return events;
  }

  @Test
  void oneObjectForEachLineInOrder() throws IOException {
    CommandLineRun run = CommandLineRun.of("events", file("mail.log", DemoLogs.ALL).toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    List<JsonNode> events = json(run);
    assertThat(events).hasSize((int) DemoLogs.ALL.lines().count());
    assertThat(events).extracting(e -> e.get("n").asInt()).isSorted().startsWith(1);
    assertThat(events.get(3).get("status").asText()).isEqualTo("deferred");
    assertThat(events.get(3).get("delay").asDouble()).isEqualTo(1.25);
    assertThat(events).noneMatch(e -> e.has("file") || e.has("raw"));
  }

  @Test
  void severalInputsAreNamedAsGivenAndCountedEachFromOne() throws IOException {
    String one = file("one.log", DemoLogs.SENT).toString();
    String two = file("two.log", DemoLogs.BOUNCED).toString();
    CommandLineRun run = CommandLineRun.withInput(DemoLogs.REFUSED, "events", one, "-", two);

    List<JsonNode> events = json(run);
    assertThat(events.stream().map(e -> e.get("file").asText()).distinct())
        .containsExactly(one, "-", two);
    assertThat(events.stream().filter(e -> e.get("n").asInt() == 1)).hasSize(3);
  }

  @Test
  void copyOfALineIsMarked() throws IOException {
    String log = DemoLogs.REFUSED.repeat(2);
    List<JsonNode> events = json(CommandLineRun.withInput(log, "events"));
    assertThat(events).extracting(e -> e.path("copy").asBoolean()).containsExactly(false, true);
    assertThat(CommandLineRun.withInput(log, "events", "--format", "text").out())
        .containsOnlyOnce(" copy=true");
  }

  @Test
  void threadsDoNotChangeTheOutput() throws IOException {
    String log = file("mail.log", DemoLogs.ALL.repeat(2000)).toString();
    String alone = CommandLineRun.of("events", log).out();
    assertThat(CommandLineRun.of("events", "--threads", "3", log).out()).isEqualTo(alone);
  }

  @Test
  void longLogsAreReadOnTwoThreads() {
    assertThat(Reading.threads((256L << 20) - 1, 8)).isEqualTo(1);
    assertThat(Reading.threads(256L << 20, 8)).isEqualTo(2);
    assertThat(Reading.threads(1L << 40, 1)).isEqualTo(1);
  }

  @Test
  void standardInputIsReadWhereNoFileIsGiven() {
    assertThat(CommandLineRun.withInput(DemoLogs.ALL, "events").lines()).hasSize(12);
    assertThat(CommandLineRun.withInput(DemoLogs.ALL, "events", "-").lines()).hasSize(12);
  }

  @Test
  void rawIsTheLine() throws IOException {
    CommandLineRun run = CommandLineRun.withInput(DemoLogs.REFUSED, "events", "--raw");
    assertThat(json(run).get(0).get("raw").asText()).isEqualTo(DemoLogs.REFUSED.stripTrailing());
  }

  @Test
  void zoneAndYearCompleteStamps() throws IOException {
    String line = "Sep 12 10:15:30 mx1 demo[1]: A1: removed\n";
    CommandLineRun run =
        CommandLineRun.withInput(line, "events", "--zone", "+05:30", "--year", "2019");
    assertThat(json(run).get(0).get("time").asText()).isEqualTo("2019-09-12T10:15:30+05:30");
  }

  @Test
  void textIsOneLineAnEvent() {
    CommandLineRun run = CommandLineRun.withInput(DemoLogs.ALL, "events", "--format", "text");
    assertThat(run.lines()).hasSize(12);
    assertThat(run.lines().get(3))
        .isEqualTo(
            "2026-09-12T10:15:31+02:00 mx1 demo[4] delivery queue_id=A1 to=bob@example.net"
                + " orig_to=info@example.net relay_host=mx.example.net relay_ip=192.0.2.25"
                + " relay_port=25 delay=1.25 status=deferred dsn=4.3.0"
                + " reply=\"451 4.3.0 try again\"");
    assertThat(run.lines().get(8)).contains(" from=\"\" ");
  }

  @Test
  void textOfStrangersCannotOrderATerminalAbout() {
    String line =
        "2026-09-12T10:15:30Z mx1 demo[1]: \u001b[2J \u009b31m a\\b \u202egnp\u202c Grüße\u0000\n";
    CommandLineRun run = CommandLineRun.withInput(line, "events", "--format", "text", "--raw");

    assertThat(run.out())
        .contains("\\x1b[2J \\xc2\\x9b31m a\\\\b \\xe2\\x80\\xaegnp\\xe2\\x80\\xac Grüße\\x00\"");
    assertThat(run.out().strip().codePoints()).noneMatch(Character::isISOControl);
  }

  @Test
  void ndjsonHasNoControlCharacterEither() {
    CommandLineRun run =
        CommandLineRun.withInput("2026-09-12T10:15:30Z mx1 demo[1]: \u001b[2J \u009b\n", "events");
    assertThat(run.out().strip().codePoints()).noneMatch(Character::isISOControl);
  }

  @Test
  void aDirectoryIsItsLogsWithTheRotatedOnesFirst() throws IOException {
    file("mail.log", DemoLogs.BOUNCED);
    file("mail.log.1", DemoLogs.SENT);
    CommandLineRun run = CommandLineRun.of("events", dir.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(json(run).get(0).get("file").asText()).endsWith("mail.log.1");
    assertThat(json(run)).hasSize(11);
  }

  @Test
  void statsGoToStandardError() throws IOException {
    CommandLineRun run = CommandLineRun.withInput(DemoLogs.ALL, "events", "--stats");
    assertThat(json(run)).hasSize(12);
    assertThat(run.err()).contains("inputs 1, lines 12,").contains("delivery 3");
  }
}
