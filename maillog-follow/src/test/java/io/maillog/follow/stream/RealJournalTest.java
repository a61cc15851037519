package io.maillog.follow.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.maillog.MailLogParser;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Against systemd's journalctl, with journals that systemd-journal-remote writes; where either is
 * not installed, nothing is tested.
 */
@Timeout(120)
class RealJournalTest {
  private static final Path REMOTE = Path.of("/lib/systemd/systemd-journal-remote");
  private static final Pattern NUMBER = Pattern.compile("ABC([0-9]+): removed");

  /** An hour ago, in microseconds since 1970; the entry with a number is so many seconds later. */
  private final long start = (System.currentTimeMillis() / 1000 - 3600) * 1_000_000;

  @TempDir Path dir;
  private final Taker taker = new Taker();
  private Path journal;

  @BeforeEach
  void make() throws Exception {
    assumeTrue(Files.isExecutable(REMOTE), "no systemd-journal-remote");
    try {
      Process version = new ProcessBuilder("journalctl", "--version").start();
      version.getInputStream().readAllBytes();
      assumeTrue(version.waitFor() == 0, "no journalctl");
    } catch (IOException e) {
      assumeTrue(false, "no journalctl");
    }
    journal = Files.createDirectory(dir.resolve("journal"));
  }

  @AfterEach
  void close() {
    taker.close();
    Taker.untilNoThread("maillog-journal");
  }

  /** Writes entries, as of a boot, into a file of the journal. */
  private void write(String file, char boot, int from, int to) throws Exception {
    Process remote =
        new ProcessBuilder(REMOTE.toString(), "--output=" + journal.resolve(file + ".journal"), "-")
            .redirectErrorStream(true)
            .start();
    try (OutputStream out = remote.getOutputStream()) {
      for (int i = from; i < to; i++) {
        out.write(entry(boot, i));
      }
    }
    remote.getInputStream().readAllBytes();
    assertThat(remote.waitFor()).isZero();
  }

  private byte[] entry(char boot, int i) throws IOException {
    ByteArrayOutputStream entry = new ByteArrayOutputStream();
    String fields =
        "__REALTIME_TIMESTAMP="
            + (start + i * 1_000_000L)
            + "\n__MONOTONIC_TIMESTAMP="
            + i * 1_000_000L
            + "\n_BOOT_ID="
            + String.valueOf(boot).repeat(32)
            + "\n_HOSTNAME=mx.example.org\nSYSLOG_FACILITY="
            + (i % 10 == 7 ? 3 : 2)
            + "\nPRIORITY=6\nSYSLOG_IDENTIFIER=postfix/qmgr\n_PID=12\n_TRANSPORT=syslog\n";
    entry.write(fields.getBytes(StandardCharsets.US_ASCII));
    String message = "ABC" + i + ": removed";
    if (i % 10 == 3) { // bytes that are no text
      byte[] binary = (message + "\0\n\",\"__CURSOR\":\"x\"").getBytes(StandardCharsets.US_ASCII);
      binary[binary.length - 1] = (byte) 0xff;
      entry.write("MESSAGE\n".getBytes(StandardCharsets.US_ASCII));
      entry.write(
          ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(binary.length).array());
      entry.write(binary);
      entry.write('\n');
    } else {
      String tail = i % 10 == 4 ? "x".repeat(5_000) : "\",\"__CURSOR\":\"x\"";
      entry.write(("MESSAGE=" + message + tail + "\n").getBytes(StandardCharsets.US_ASCII));
    }
    entry.write('\n');
    return entry.toByteArray();
  }

  private JournalInput open(JournalStart from) {
    return taker.open(t -> new JournalInput(null, from, journal, List.of(), t::wake, t::notice));
  }

  /** The numbers of the entries that were given, as the parser of lines reads them. */
  private List<Integer> numbers() {
    MailLogParser parser = new MailLogParser();
    List<Integer> numbers = new ArrayList<>();
    for (String line : taker.lines) {
      byte[] b = line.getBytes(StandardCharsets.ISO_8859_1);
      MailEvent event = parser.parse(b, 0, b.length);
      String text = String.valueOf(event.text(Field.TEXT));
      Matcher m = NUMBER.matcher(text);
      assertThat(m.lookingAt()).as(line).isTrue();
      numbers.add(Integer.valueOf(m.group(1)));
    }
    return numbers;
  }

  private static List<Integer> mail(int from, int to) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = from; i < to; i++) {
      if (i % 10 != 7) {
        numbers.add(i);
      }
    }
    return numbers;
  }

  private static JournalStart saved(JournalInput input) throws IOException {
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    input.save(new DataOutputStream(saved));
    return JournalStart.restore(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
  }

  /** Waits until a process follows, which what is written then is given by. */
  private void untilFollowed() {
    taker.until(
        () ->
            ProcessHandle.current()
                .descendants()
                .anyMatch(
                    p ->
                        p.info()
                            .arguments()
                            .map(List::of)
                            .filter(a -> a.contains("--follow"))
                            .isPresent()));
  }

  @Test
  void fromTheBeginningOverBootsAndOn() throws Exception {
    write("a", '1', 0, 10);
    write("a", '2', 10, 15);
    open(JournalStart.beginning());
    taker.untilLines(14);
    untilFollowed();
    write("a", '2', 15, 20);
    taker.untilLines(18);
    write("b", '3', 20, 25); // another file, and another boot
    taker.untilLines(23);
    assertThat(numbers()).isEqualTo(mail(0, 25));
    assertThat(taker.notices).isEmpty();
  }

  @Test
  void fromTheEndAlsoWhereNothingMatchedBefore() throws Exception {
    write("a", '1', 7, 8);
    open(JournalStart.end());
    untilFollowed();
    write("a", '1', 8, 12);
    taker.untilLines(4);
    assertThat(numbers()).isEqualTo(mail(8, 12));
    taker.close();
    taker.lines.clear();
    open(JournalStart.end());
    untilFollowed();
    write("a", '1', 12, 16);
    taker.untilLines(4);
    assertThat(numbers()).isEqualTo(mail(12, 16));
  }

  @Test
  void anEmptyDirectoryIsFollowed() throws Exception {
    open(JournalStart.end());
    untilFollowed();
    write("a", '1', 0, 4);
    taker.untilLines(4);
    assertThat(numbers()).isEqualTo(mail(0, 4));
  }

  @Test
  void behindACursorAfterARestartAndABoot() throws Exception {
    write("a", '1', 0, 10);
    JournalInput input = open(JournalStart.beginning());
    taker.untilLines(9);
    JournalStart start = saved(input);
    taker.close();
    write("a", '1', 10, 13);
    write("a", '2', 13, 16);
    open(start);
    taker.untilLines(15);
    untilFollowed();
    write("a", '2', 16, 20);
    taker.untilLines(18);
    assertThat(numbers()).isEqualTo(mail(0, 20));
  }

  @Test
  void vacuumedFileFirstEntryAfterRotationAndCursorInTheFuture() throws Exception {
    write("a", '1', 0, 5);
    JournalInput input = open(JournalStart.beginning());
    taker.untilLines(5);
    JournalStart start = saved(input);
    taker.close();
    Files.delete(journal.resolve("a.journal"));
    write("b", '1', 5, 10); // of another sequence
    open(start);
    taker.untilLines(9);
    untilFollowed();
    write("b", '1', 10, 12);
    taker.untilLines(11);
    assertThat(numbers()).isEqualTo(mail(0, 12));
    taker.close();

    taker.lines.clear();
    long future = start().realtime() + 1_000_000_000_000L;
    String cursor =
        String.format("s=%s;i=1;b=%s;m=1;t=%x;x=1", "9".repeat(32), "9".repeat(32), future);
    open(JournalStart.behind(new JournalPosition(cursor, future)));
    taker.untilLines(6);
    untilFollowed();
    write("b", '1', 12, 14);
    taker.untilLines(8);
    assertThat(numbers()).isEqualTo(mail(5, 14));
  }

  private JournalPosition start() {
    return new JournalPosition("x", start);
  }

  @Test
  void aCursorOfTheFutureInAnEmptyJournal() throws Exception {
    write("a", '1', 7, 8);
    long future = start + 1_000_000_000_000L;
    String cursor =
        String.format("s=%s;i=1;b=%s;m=1;t=%x;x=1", "9".repeat(32), "9".repeat(32), future);
    open(JournalStart.behind(new JournalPosition(cursor, future)));
    untilFollowed();
    write("a", '1', 8, 12);
    taker.untilLines(4);
    assertThat(numbers()).isEqualTo(mail(8, 12));
  }

  @Test
  void aFileThatIsDeletedWhileItIsRead() throws Exception {
    write("a", '1', 0, 5);
    open(JournalStart.beginning());
    taker.untilLines(5);
    untilFollowed();
    write("b", '1', 5, 10);
    taker.untilLines(9);
    Files.delete(journal.resolve("a.journal"));
    write("b", '1', 10, 12);
    taker.untilLines(11);
    assertThat(numbers()).isEqualTo(mail(0, 12));
  }
}
