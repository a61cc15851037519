package io.maillog.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The programs of examples/ do what they say, and are short. */
class ExamplesTest {
  private static final Path SAMPLE = ExampleRun.EXAMPLES.resolve("postfix.log");

  /** A message on the server that took it. */
  private static final String RELAY =
      """
      Sep 12 10:00:00 relay postfix/smtpd[1]: 4F1AB18C3E9: client=pc.example.org[192.0.2.7]
      Sep 12 10:00:00 relay postfix/cleanup[2]: 4F1AB18C3E9: message-id=<1@example.org>
      Sep 12 10:00:00 relay postfix/qmgr[3]: 4F1AB18C3E9: from=<ann@example.org>, size=432, nrcpt=1 (queue active)
      Sep 12 10:00:02 relay postfix/smtp[4]: 4F1AB18C3E9: to=<bob@example.net>, relay=mx2[198.51.100.2]:25, delay=2, delays=0/0/1/1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 5F1AB18C3EA)
      Sep 12 10:00:02 relay postfix/qmgr[3]: 4F1AB18C3E9: removed
      """;

  /** And on the next one. */
  private static final String STORE =
      """
      Sep 12 10:00:01 mx2 postfix/smtpd[1]: 5F1AB18C3EA: client=relay[198.51.100.1]
      Sep 12 10:00:01 mx2 postfix/cleanup[2]: 5F1AB18C3EA: message-id=<1@example.org>
      Sep 12 10:00:01 mx2 postfix/qmgr[3]: 5F1AB18C3EA: from=<ann@example.org>, size=500, nrcpt=1 (queue active)
      Sep 12 10:00:03 mx2 postfix/local[4]: 5F1AB18C3EA: to=<bob@example.net>, relay=local, delay=2, delays=0/0/1/1, dsn=5.2.2, status=bounced (mailbox full)
      Sep 12 10:00:03 mx2 postfix/qmgr[3]: 5F1AB18C3EA: removed
      """;

  @TempDir static Path classes;
  private static ExampleRun examples;

  @TempDir Path dir;

  @BeforeAll
  static void compile() {
    examples = new ExampleRun(classes);
  }

  private static String run(String example, Object... args) throws Exception {
    return examples.run(example, args);
  }

  private Path log(String name, String lines) throws Exception {
    return Files.writeString(dir.resolve(name), lines);
  }

  /** As users wrote them before the library did its part, they were twice as long, and more. */
  @ParameterizedTest
  @CsvSource({
    "Daemon, 73",
    "WhereIsMyMail, 25",
    "QueueConsumer, 40",
    "AbuseDetector, 20",
    "TinyMta, 66",
    "BatchJob, 30",
    "EcsExport, 27"
  })
  void programsAreShort(String example, int most) throws Exception {
    List<String> lines = Files.readAllLines(ExampleRun.EXAMPLES.resolve(example + ".java"));
    assertThat(lines.stream().filter(line -> !line.isBlank())).hasSizeLessThanOrEqualTo(most);
    assertThat(lines).allMatch(line -> line.length() <= 130);
  }

  @Test
  void fileToTracesRunsOnTheSampleLog() throws Exception {
    String out = run("FromFileToTraces", SAMPLE);
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
    List<String> lines = Files.readAllLines(SAMPLE);
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
    List<String> lines = new ArrayList<>(Files.readAllLines(SAMPLE));
    String first = lines.get(0);
    String forged =
        first.substring(0, first.indexOf(" postfix"))
            + " postfix/smtpd[1]: NOQUEUE: reject: RCPT from mx.example.org[192.0.2.9]: 550 5.1.1"
            + " <a@example.org>: no; from=<b@example.org> to=<a@example.org> proto=ESMTP helo=<x>";
    String honest = live("honest", lines);
    lines.add(0, forged);
    assertThat(live("two", lines)).isNotEqualTo(honest);
    lines.remove(0);
    for (String end : List.of("\r", "\u2028", "\u2029", "\u0085")) {
      lines.set(0, first + end + forged);
      assertThat(live("forged" + (int) end.charAt(0), lines)).isEqualTo(honest);
    }
  }

  private String live(String state, List<String> lines) throws Exception {
    return examples.runOn(lines, "FromLiveLinesToTraces", dir.resolve(state));
  }

  @Test
  void daemonLosesAndDoublesNothing() throws Exception {
    String text = Files.readString(SAMPLE);
    String whole = run("Daemon", log("whole", text), dir.resolve("whole.state"), "once");
    assertThat(whole.lines()).contains("1 remote.example.com BOUNCED");

    Path state = dir.resolve("state");
    for (int cut = 700; cut < text.length(); cut += 1500) { // anywhere, also within a line
      Path part = log("part", text.substring(0, cut));
      run("Daemon", part, state, "once");
      byte[] saved = Files.readAllBytes(state);
      run(
          "Daemon",
          log("part", text.substring(0, Math.min(cut + 999, text.length()))),
          state,
          "once");
      Files.write(state, saved); // as if it had been killed before it saved
    }
    assertThat(run("Daemon", log("part", text), state, "once")).isEqualTo(whole);
  }

  @Test
  void logIsFollowedUntilSomebodyStopsIt() throws Exception {
    Path log = log("grows.log", "");
    Path checkpoint = dir.resolve("grows.checkpoint");
    String text = Files.readString(SAMPLE);
    assertThat(
            examples.runUntil(
                "FollowLog",
                () -> Files.writeString(log, text, StandardOpenOption.APPEND),
                out -> out.contains("BOUNCED"),
                log,
                checkpoint))
        .isNotEmpty();
    assertThat(checkpoint).exists();
  }

  @Test
  void queueIsWatchedWhileItsLogsAreFollowed() throws Exception {
    Path logs = Files.createDirectory(dir.resolve("logs"));
    String text = Files.readString(SAMPLE);
    Files.writeString(logs.resolve("mail.log.1"), text);
    Files.writeString(
        logs.resolve("mail.log"),
        text.lines().findFirst().orElseThrow().replaceFirst("\\w+\\[", "other[") + "\n");
    assertThat(examples.runUntil("WatchedQueue", () -> {}, out -> out.contains("since"), logs))
        .contains(" since 20");
  }

  @Test
  void mailIsFollowedOverTwoServers() throws Exception {
    Path first = log("first.log", RELAY);
    Path second = log("second.log", STORE);
    List<String> told =
        run("WhereIsMyMail", "*@EXAMPLE.net", "out=" + first, "in=" + second).lines().toList();
    assertThat(told).hasSize(6);
    assertThat(told.get(0)).endsWith(" in 5F1AB18C3EA from ann@example.org");
    assertThat(told.subList(1, 3))
        .containsExactly(
            "  bob@example.net: BOUNCED, mailbox full", "  PREVIOUS_HOP 4F1AB18C3E9 of relay");
    assertThat(told.get(3)).endsWith(" out 4F1AB18C3E9 from ann@example.org");
    assertThat(told.subList(4, 6))
        .containsExactly(
            "  bob@example.net: SENT, 250 2.0.0 Ok: queued as 5F1AB18C3EA",
            "  NEXT_HOP 5F1AB18C3EA of mx2");
    assertThat(run("WhereIsMyMail", "eve@example.net", "out=" + first)).isEmpty();
    assertThatThrownBy(() -> run("WhereIsMyMail", "b@example.net", "x=" + dir.resolve("none")))
        .hasRootCauseInstanceOf(IOException.class)
        .cause()
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void queueMayBeOutOfOrder() throws Exception {
    List<String> lines = new ArrayList<>();
    RELAY.lines().forEach(line -> lines.add("out " + line));
    STORE.lines().forEach(line -> lines.add("in " + line));
    Comparator<String> byTime = Comparator.comparing(line -> line.split(" ", -1)[3]);
    lines.sort(byTime.reversed());
    assertThat(lines.get(0)).contains("10:00:03");
    String other = "out Sep 12 10:%s:00 relay postfix/smtpd[9]: connect from unknown[192.0.2.7]";
    lines.addAll(List.of(other.formatted("06"), other.formatted("07"), other.formatted("05")));
    String told = run("QueueConsumer", log("queue", String.join("\n", lines)));
    assertThat(told.lines())
        .containsExactlyInAnyOrder(
            "out 4F1AB18C3E9 SENT [Link[type=NEXT_HOP, queueId=5F1AB18C3EA, host=mx2]]",
            "in 5F1AB18C3EA BOUNCED [Link[type=PREVIOUS_HOP, queueId=4F1AB18C3E9, host=relay]]",
            "1 lines came too late");
  }

  @Test
  void clientsWithManyFailuresAreNamed() throws Exception {
    String login =
        "Sep 12 10:00:00 mx1 postfix/smtpd[1]: warning: unknown[192.0.2.66]: SASL LOGIN"
            + " authentication failed: no\n";
    String refused =
        "Sep 12 10:00:00 mx1 postfix/smtpd[1]: NOQUEUE: reject: RCPT from unknown[192.0.2.%d]: 550"
            + " 5.1.1 <b@example.org>: User unknown; from=<a@example.net> to=<b@example.org>"
            + " proto=ESMTP helo=<x>\n";
    Path log =
        log(
            "mail.log",
            login.repeat(2) + refused.formatted(66).repeat(2) + refused.formatted(7).repeat(3));
    assertThat(run("AbuseDetector", log, 4)).isEqualTo("192.0.2.66=4\n");
  }

  @Test
  void dialectOfOnesOwnGivesTraces() throws Exception {
    String start = "Sep 12 10:15:30 mx1 tinymta[1]: ";
    List<String> lines =
        List.of(
            start + "A1 took <a@example.org>",
            start + "A2 took <b@example.org>",
            start + "A1 sent <c@example.net>",
            start + "A2 failed <c@example.net>",
            start + "A2 failed",
            start + "",
            start + "done",
            start + "A1 done",
            start + "A2 done");
    assertThat(examples.runOn(lines, "TinyMta").lines())
        .containsExactlyInAnyOrder("A1 from a@example.org: SENT", "A2 from b@example.org: BOUNCED");
  }

  @Test
  void batchEndsWhenItHasEnough() throws Exception {
    Path log = log("mail.log", "\u001f\u008b and so on: this is no log");
    Files.copy(SAMPLE, dir.resolve("mail.log.1"));
    List<String> told = run("BatchJob", log, 1).lines().toList();
    assertThat(told).hasSize(2);
    assertThat(told.get(0))
        .startsWith("7ED8E18C484 b550-0394@remote.example.com: ")
        .contains("550 5.1.1");
    assertThat(told.get(1)).endsWith(" lines read, stopped: true");
    Files.copy(SAMPLE, log, StandardCopyOption.REPLACE_EXISTING);
    assertThat(run("BatchJob", log, 100)).endsWith(" lines read, stopped: false\n");
    assertThatThrownBy(() -> run("BatchJob", dir.resolve("none"), 1))
        .hasRootCauseInstanceOf(IOException.class);
  }

  @Test
  void eventsHaveTheNamesOfEcs() throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    List<JsonNode> events = new ArrayList<>();
    for (String line : run("EcsExport", SAMPLE).lines().toList()) {
      events.add(mapper.readTree(line));
    }
    assertThat(events).hasSize(Files.readAllLines(SAMPLE).size());
    assertThat(events).allMatch(e -> e.has("@timestamp") && e.has("host.name"));
    JsonNode bounce =
        events.stream()
            .filter(e -> "failure".equals(e.path("event.outcome").asText()))
            .findFirst()
            .orElseThrow();
    assertThat(bounce.path("email.to.address").asText()).isEqualTo("b550-0394@remote.example.com");
    assertThat(
            events.stream().map(e -> e.path("event.action").asText()).collect(Collectors.toSet()))
        .contains("delivery", "received", "reject");
  }

  @Test
  void queueHasWhatIsOpen() throws Exception {
    assertThat(examples.runOn(Files.readAllLines(SAMPLE), "MailQueue").lines())
        .anyMatch(line -> line.startsWith("766E418C499 since 20"))
        .anyMatch(line -> line.matches("    d450-0514@.*: .*said: 450 4.2.1 .*"))
        .last()
        .isEqualTo("2 messages");
  }

  @Test
  void whoWroteAFieldIsTold() throws Exception {
    String line =
        "Sep 12 10:00:00 mx1 postfix/smtpd[1]: NOQUEUE: reject: RCPT from unknown[192.0.2.7]: 550"
            + " 5.1.1 <b@example.org>: User unknown; from=<a@example.net> to=<b@example.org>"
            + " proto=ESMTP helo=<status=sent>";
    assertThat(run("WhoWroteIt", line).lines())
        .contains("PEER helo=status=sent", "PEER from=a@example.net")
        .noneMatch(told -> told.contains("client_ip"));
  }

  @Test
  void smallMemoryIsSaid() throws Exception {
    assertThat(run("SmallMemory", SAMPLE, 1000)).endsWith("0 lines cut, 0 messages evicted\n");
    assertThat(run("SmallMemory", SAMPLE, 1))
        .contains(", cut\n")
        .doesNotContain(" 0 messages evicted");
  }

  @Test
  void pluginSeesItsOwnDialects() throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try {
      assertThat(run("InPlugin", SAMPLE)).contains("3EA2918C41F SENT\n").contains("postfix");
      assertThatThrownBy(() -> run("FromFileToTraces", SAMPLE))
          .hasRootCauseInstanceOf(IllegalStateException.class);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void whatIsNotReadIsSaid() throws Exception {
    Files.createDirectories(dir.resolve("a/b"));
    Files.copy(SAMPLE, dir.resolve("a/b/mail.log"));
    log("a/cron.log", "Sep 12 10:00:00 mx1 cron[1]: a line\n");
    log("a/wtmp", "no text");
    Files.write(dir.resolve("a/old.log"), new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z', 0});
    assertThat(run("WhatIsRead", dir.resolve("a")).lines())
        .contains("1 lines of no mail server")
        .anyMatch(line -> line.matches("\\d files, 111 lines"))
        .anyMatch(line -> line.matches("skipped .*wtmp \\(no text\\)"))
        .anyMatch(line -> line.startsWith("DAMAGED ") && line.endsWith("truncated xz"));
  }

  @Test
  void testOfOnesOwnCodePasses() throws Exception {
    assertThat(run("TestOfYourCode")).isEqualTo("passed\n");
  }

  @Test
  void tracesAreReadAsTheyWereWritten() throws Exception {
    String shipped = run("ShipTraces", SAMPLE, dir.resolve("traces"));
    String read = run("InPlugin", SAMPLE);
    assertThat(shipped.lines()).hasSizeGreaterThan(10);
    assertThat(read).startsWith(shipped).endsWith("]\n");
  }
}
