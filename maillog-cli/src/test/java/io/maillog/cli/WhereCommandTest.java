package io.maillog.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code maillog where} says of a tree of files. */
class WhereCommandTest {
  @TempDir Path dir;
  private FakeMachine machine;

  @BeforeEach
  void machine() {
    machine = new FakeMachine(dir);
  }

  /** The line of a place, without the root and with single blanks; empty if there is none. */
  private String line(String place) {
    return machine.run("where").lines().stream()
        .filter(line -> line.startsWith(dir + place + " "))
        .map(line -> line.replace(dir.toString(), "").replaceAll(" +", " "))
        .findFirst()
        .orElse("");
  }

  @Test
  void nothingThereIsExitCodeOneAndAllPlacesAreListed() {
    CommandLineRun run = machine.run("where");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).isEmpty();
    assertThat(run.lines())
        .hasSameSizeAs(LogPlace.ALL)
        .allSatisfy(line -> assertThat(line).endsWith("  not there"));
    assertThat(line("/var/log/mail.log"))
        .isEqualTo("/var/log/mail.log postfix, sendmail, opensmtpd not there");
  }

  @Test
  void fileIsSaidWithItsRotatedOnes() throws IOException {
    machine.file("/var/log/mail.log", "12345");
    machine.file("/var/log/mail.log.1", "123");
    machine.file("/var/log/mail.log.2.gz", "1");
    machine.file("/var/log/mail.err", "another log");
    assertThat(machine.run("where").exitCode()).isZero();
    assertThat(line("/var/log/mail.log"))
        .isEqualTo(
            "/var/log/mail.log postfix, sendmail, opensmtpd exists, 9 bytes,"
                + " last change 2026-09-12T10:30:31Z, 2 rotated files");
  }

  @Test
  void suseFileHasNoOtherLogsForRotatedOnes() throws IOException {
    machine.file("/var/log/mail", "12345");
    machine.file("/var/log/mail.info", "12345");
    machine.file("/var/log/mail.err", "1");
    machine.file("/var/log/mail-20260901.xz", "1");
    assertThat(line("/var/log/mail")).contains(" exists, 6 bytes,").endsWith(", 1 rotated file");
  }

  @Test
  void directoryIsSaidWithItsLogs() throws IOException {
    machine.file("/var/log/exim4/mainlog", "x".repeat(1_234_567));
    machine.file("/var/log/exim4/mainlog.1", "x");
    machine.file("/var/log/exim4/rejectlog", "x");
    machine.file("/var/log/mail/mail.log", "x");
    assertThat(line("/var/log/exim4/"))
        .isEqualTo(
            "/var/log/exim4/ exim exists, 2 logs, 1.2 MB,"
                + " last change 2026-09-12T10:30:31Z, 1 rotated file");
    assertThat(line("/var/log/mail/")).contains(" exists, 1 log, 1 byte,");
  }

  @Test
  void directoryWithoutLogsIsNone() throws IOException {
    machine.directory("/var/log/exim4");
    assertThat(line("/var/log/exim4/")).endsWith(" exim a directory without a log");
    assertThat(machine.run("where").exitCode()).isEqualTo(1);
  }

  @Test
  void oneFileIsListedOnceUnderItsOwnName() throws IOException {
    machine.file("/var/log/maillog", "x");
    machine.link("/var/log/mail.log", "maillog");
    Files.createLink(machine.path("/var/log/mail"), machine.path("/var/log/maillog"));
    assertThat(line("/var/log/mail.log")).isEmpty();
    assertThat(line("/var/log/mail")).isEmpty();
    assertThat(line("/var/log/maillog"))
        .contains(" exists,")
        .endsWith(", also /var/log/mail, also /var/log/mail.log");
  }

  @Test
  void fileOfADirectoryThatIsListedIsPartOfIt() throws IOException {
    machine.file("/var/log/mail/mail.log", "x");
    machine.link("/var/log/mail.log", "mail/mail.log");
    assertThat(line("/var/log/mail.log")).isEmpty();
    assertThat(line("/var/log/mail/")).endsWith(", also /var/log/mail.log");
  }

  @Test
  void oneDirectoryIsListedOnce() throws IOException {
    machine.file("/var/log/exim4/mainlog", "x");
    machine.link("/var/log/exim", "exim4");
    assertThat(line("/var/log/exim/")).isEmpty();
    assertThat(line("/var/log/exim4/")).endsWith(", also /var/log/exim");
  }

  @Test
  void linksThatLeadNowhereAreSaid() throws IOException {
    machine.link("/var/log/mail.log", "gone.log");
    machine.link("/var/log/maillog", "maillog");
    assertThat(line("/var/log/mail.log")).endsWith(" a link that leads nowhere");
    assertThat(line("/var/log/maillog")).endsWith(" a link that leads nowhere");
    assertThat(machine.run("where").exitCode()).isEqualTo(1);
  }

  @Test
  void fileInThePlaceOfADirectoryIsSaid() throws IOException {
    machine.file("/var/spool/exim", "x");
    assertThat(line("/var/spool/exim/log/")).endsWith(" not there");
  }

  @Test
  void deviceIsNoLog() throws IOException {
    Path device = Path.of("/dev/null");
    assumeTrue(Files.exists(device), "a device of Unix");
    machine.link("/var/log/postfix.log", device.toString());
    assertThat(line("/var/log/postfix.log")).endsWith(" a pipe or a device, and no log");
  }

  @Test
  void whatMayNotBeReadIsSaid() throws IOException {
    machine.file("/var/log/mail.log", "x");
    machine.file("/var/log/exim4/mainlog", "x");
    machine.file("/var/log/exim/main.log", "x");
    machine.forbid("/var/log/mail.log");
    machine.forbid("/var/log/exim4");
    machine.forbid("/var/log/exim/main.log");
    assertThat(line("/var/log/mail.log")).endsWith(" permission denied");
    assertThat(line("/var/log/exim4/")).endsWith(" permission denied");
    assertThat(line("/var/log/exim/")).endsWith(" permission denied");
    assertThat(machine.run("where").exitCode()).isEqualTo(1);
  }

  @Test
  void directoriesThatMayNotBeListedOrEnteredAreSaid() throws IOException {
    machine.file("/var/log/mail.log", "x");
    machine.file("/var/log/mail.log.1", "x");
    machine.file("/var/spool/exim/log/mainlog", "x");
    Path log = machine.path("/var/log");
    Path spool = machine.path("/var/spool/exim");
    Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("--x------"));
    Files.setPosixFilePermissions(spool, PosixFilePermissions.fromString("rw-------"));
    try {
      assumeFalse(Files.isReadable(log), "root may list everything");
      assertThat(line("/var/log/mail.log")).contains(" exists, 1 byte,").endsWith("10:30:31Z");
      assertThat(line("/var/spool/exim/log/")).endsWith(" permission denied");
    } finally {
      Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rwx------"));
      Files.setPosixFilePermissions(spool, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void hugeDirectoryIsNotGoneThrough() throws IOException {
    for (int i = 0; i < 30; i++) {
      machine.file("/var/log/mail.log." + i, "x");
      machine.file("/var/log/exim4/log" + i, "x");
    }
    machine.file("/var/log/mail.log", "x");
    List<FoundPlace> found = PlaceSearch.on(machine.machine(), LogPlace.ALL, 20);
    FoundPlace file = found.get(0);
    assertThat(file.state()).isEqualTo(FoundPlace.State.EXISTS);
    assertThat(file.read()).containsExactly(machine.path("/var/log/mail.log"));
    FoundPlace directory =
        found.stream().filter(f -> f.shown().endsWith("/exim4/")).findFirst().orElseThrow();
    assertThat(directory.state()).isEqualTo(FoundPlace.State.EXISTS);
    assertThat(directory.logs()).isZero();
    assertThat(directory.read()).containsExactly(machine.path("/var/log/exim4"));
    SafeText text = new SafeText();
    WhereText.write(List.of(directory), null, machine.machine().clock().getZone(), text);
    assertThat(text.toString()).endsWith("exists, with very many files\n");
  }

  @Test
  void namesCannotOrderATerminalAbout() throws IOException {
    Path odd = Files.createDirectory(dir.resolve("odd\u001b[2J"));
    machine = new FakeMachine(odd);
    machine.file("/var/log/mail.log", "x");
    assertThat(machine.run("where").out()).contains("odd\\x1b[2J/var/log/mail.log  ");
    assertThat(machine.run("where").lines())
        .allSatisfy(line -> assertThat(line.codePoints()).noneMatch(Character::isISOControl));
  }

  // --- the journal

  @Test
  void journalHasALineOfItsOwnAndDoesNotCount() throws IOException {
    String sentence = "Mail may be in the journal, ";
    machine.file("/run/log/journal/0123/system.journal", "x");
    machine.directory("/var/log/journal");
    assertThat(machine.run("where").out()).doesNotContain(sentence);
    Path reader = machine.file("/usr/bin/journalctl", "#!/bin/sh");
    assertThat(reader.toFile().setExecutable(true)).isTrue();
    CommandLineRun run = machine.run("where");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .endsWith(
            sentence
                + dir
                + "/run/log/journal/; to read it:"
                + " journalctl -o json SYSLOG_FACILITY=2 | maillog trace\n");
  }

  // --- JSON

  @Test
  void ndjsonHasAPlaceALine() throws IOException {
    machine.file("/var/log/maillog", "12345");
    machine.file("/var/log/maillog.1", "1");
    machine.link("/var/log/mail.log", "maillog");
    machine.file("/var/log/journal/0123/system.journal", "x");
    assertThat(machine.file("/bin/journalctl", "#!/bin/sh").toFile().setExecutable(true)).isTrue();
    List<String> lines = machine.run("where", "--format", "ndjson").lines();
    assertThat(lines).hasSize(LogPlace.ALL.size());
    assertThat(lines.get(0))
        .isEqualTo(
            "{\"path\":\"ROOT/var/log/maillog\",\"servers\":[\"postfix\",\"sendmail\",\"opensmtpd\"],\"systems\":\"RHEL, Fedora, FreeBSD, OpenBSD, NetBSD\",\"state\":\"exists\",\"logs\":1,\"size\":6,\"changed\":\"2026-09-12T10:30:31Z\",\"rotated\":1,\"also\":[\"ROOT/var/log/mail.log\"]}"
                .replace("ROOT", dir.toString()));
    assertThat(lines.get(1)).contains("\"state\":\"not-there\"}");
    assertThat(lines.get(lines.size() - 1))
        .isEqualTo(
            "{\"path\":\""
                + dir
                + "/var/log/journal/\",\"state\":\"journal\",\"command\":\"journalctl -o json SYSLOG_FACILITY=2 | maillog trace\"}");
    CommandLineRun one = machine.run("where", "--format", "JSON");
    assertThat(one.exitCode()).isZero();
    String places = String.join(",", lines.subList(0, lines.size() - 1));
    String journal = lines.get(lines.size() - 1);
    assertThat(one.out()).isEqualTo("{\"places\":[" + places + "],\"journal\":" + journal + "}\n");
  }

  // --- the table

  @Test
  void eachPlaceIsOnceInTheTableAndHasItsSource() {
    Set<String> paths = new HashSet<>();
    for (LogPlace place : LogPlace.ALL) {
      assertThat(paths.add(place.path())).as(place.path()).isTrue();
      assertThat(place.path()).startsWith("/");
      assertThat(place.source()).isNotEmpty();
      assertThat(place.systems()).isNotEmpty();
      assertThat(List.of("postfix", "exim", "sendmail", "opensmtpd")).containsAll(place.servers());
    }
  }

  @Test
  void wrongFormatIsExitCodeTwo() {
    assertThat(machine.run("where", "--format", "csv").exitCode()).isEqualTo(2);
    assertThat(machine.run("where", "mail.log").exitCode()).isEqualTo(2);
  }
}
