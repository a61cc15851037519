package io.maillog.follow.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.maillog.follow.FollowNotice.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class JournalInputTest {
  private static final InstantSource LONG_AFTER =
      InstantSource.fixed(Instant.ofEpochSecond(FakeJournal.EPOCH + 10_000_000));

  @TempDir Path dir;
  private final Taker taker = new Taker();
  private FakeJournal journal;

  @BeforeEach
  void make() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
    journal = new FakeJournal(dir);
  }

  @AfterEach
  void close() {
    taker.close();
    Taker.untilNoThread("maillog-journal");
  }

  private JournalInput open(JournalStart start) {
    return open(start, journal.program.toString(), LONG_AFTER, List.of());
  }

  private JournalInput open(
      JournalStart start, String program, InstantSource clock, List<String> matches) {
    return taker.open(
        t -> new JournalInput(program, clock, "mx", start, null, matches, t::wake, t::notice));
  }

  private static JournalStart restored(JournalInput input) throws IOException {
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    input.save(new DataOutputStream(saved));
    return JournalStart.restore(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
  }

  private static JournalStart behind(int i) {
    return JournalStart.behind(FakeJournal.position("aa", i, "bb"));
  }

  private static List<String> entries(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> FakeJournal.entry("aa", i, "bb")).toList();
  }

  /** Waits until a process follows: what is added then is given by it. */
  private void untilFollowed() {
    taker.until(() -> journal.calls().stream().anyMatch(c -> c.contains("--follow")));
  }

  @Test
  void fromTheBeginningAndOn() throws IOException {
    journal.add(0, 5);
    JournalInput input = open(JournalStart.beginning());
    taker.untilLines(5);
    untilFollowed();
    journal.add(5, 9);
    taker.untilLines(9);
    assertThat(taker.lines).isEqualTo(entries(0, 9));
    assertThat(taker.notices).isEmpty();
    assertThat(input.name()).isEqualTo("journal");
    assertThat(input.label()).isEqualTo("mx");
    assertThat(input.ended()).isFalse();
    assertThat(journal.calls())
        .first()
        .isEqualTo("--output=json --no-pager --all --quiet SYSLOG_FACILITY=2");
  }

  @Test
  void fromTheEnd() throws IOException {
    journal.add(0, 5);
    JournalInput input = open(JournalStart.end());
    untilFollowed();
    journal.add(5, 7);
    taker.untilLines(2);
    assertThat(taker.lines).isEqualTo(entries(5, 7));
    assertThat(restored(input).position()).isEqualTo(FakeJournal.position("aa", 6, "bb"));
  }

  @Test
  void fromTheEndOfAnEmptyJournalTheFirstEntryIsGiven() throws IOException {
    JournalInput input = open(JournalStart.end());
    untilFollowed();
    assertThat(restored(input).from()).isEqualTo(JournalStart.From.BEGINNING);
    journal.add(0, 3);
    taker.untilLines(3);
    assertThat(taker.lines).isEqualTo(entries(0, 3));
    assertThat(journal.calls()).noneMatch(c -> c.contains("--lines=0"));
  }

  @Test
  void whereItBeganIsSavedBeforeTheFirstEntry() throws IOException {
    journal.add(0, 3);
    JournalInput input = open(JournalStart.end());
    untilFollowed();
    JournalStart start = restored(input);
    taker.close();
    journal.add(3, 5);
    open(start);
    taker.untilLines(2);
    assertThat(taker.lines).isEqualTo(entries(3, 5));
  }

  @Test
  void sinceAnInstant() throws IOException {
    journal.add(0, 9);
    open(JournalStart.since(Instant.ofEpochSecond(FakeJournal.EPOCH + 5).plusNanos(999)));
    taker.untilLines(4);
    assertThat(taker.lines).isEqualTo(entries(5, 9));
    assertThat(journal.calls()).first().asString().contains("--since=@1700000005");
  }

  @Test
  void behindWhatWasTakenWhateverWasFetched() throws IOException {
    journal.add(0, 20);
    JournalInput input = open(JournalStart.beginning());
    taker.until(() -> true);
    int count = taker.lines.size();
    while (count < 7) {
      count += taker.takeOne() ? 1 : 0;
    }
    JournalStart start = restored(input);
    taker.close();
    open(start);
    taker.untilLines(20);
    assertThat(taker.lines).isEqualTo(entries(0, 20));
  }

  @Test
  void vacuumedFileFirstEntryAfterRotationAndCursorInTheFuture() throws IOException {
    // Vacuumed: the cursor's entry is gone with those about it. The first after it is not lost.
    journal.add(10, 15);
    journal.atMissingCursorFrom(1);
    open(behind(7));
    taker.untilLines(5);
    assertThat(taker.lines).isEqualTo(entries(10, 15));
    taker.close();

    // After a rotation the same: no first entry is taken for the cursor's.
    taker.lines.clear();
    journal.clear();
    journal.add(15, 17);
    open(behind(14));
    taker.untilLines(2);
    untilFollowed();
    assertThat(taker.lines).isEqualTo(entries(15, 17));
    taker.close();

    // In the future: journalctl gives nothing, and would go on so. What comes is given.
    taker.lines.clear();
    journal.atMissingCursorFrom(1_000_000);
    open(JournalStart.behind(FakeJournal.position("cc", 20_000_000, "dd")));
    taker.untilLines(2);
    journal.add(17, 19);
    taker.untilLines(4);
    assertThat(taker.lines).isEqualTo(entries(15, 19));
  }

  @Test
  void aCursorOfTheFutureIsNotFollowedBeforeAnythingCame() throws IOException {
    open(JournalStart.behind(FakeJournal.position("cc", 20_000_000, "dd")));
    untilFollowed();
    assertThat(journal.calls()).last().asString().doesNotContain("--cursor");
    journal.add(0, 2);
    taker.untilLines(2);
    assertThat(taker.lines).isEqualTo(entries(0, 2));
  }

  @Test
  void ofAnotherBootAndFileTheTimeDecides() throws IOException {
    journal.add(0, 9);
    journal.atMissingCursorFrom(3);
    open(JournalStart.behind(FakeJournal.position("cc", 5, "dd")));
    taker.untilLines(4);
    untilFollowed();
    journal.add(9, 10);
    taker.untilLines(5);
    assertThat(taker.lines).isEqualTo(entries(5, 10));
    assertThat(journal.calls()).anyMatch(c -> c.contains("--since=@1699996405 "));
  }

  @Test
  void theSameEntryInAnotherFileIsKnownAgain() throws IOException {
    for (int i = 0; i < 6; i++) {
      journal.addLine(FakeJournal.entry("ff", i, "bb")); // moved from /run to /var
    }
    journal.atMissingCursorFrom(4);
    open(behind(3));
    taker.untilLines(2);
    untilFollowed();
    assertThat(taker.lines)
        .containsExactly(FakeJournal.entry("ff", 4, "bb"), FakeJournal.entry("ff", 5, "bb"));
  }

  @Test
  void anEntryOfAnEarlierBootMayBeHiddenWhenFollowing() throws IOException {
    journal.add(0, 3);
    journal.flag("hidden", "4\n"); // the fourth line is the first that following shows
    open(behind(1));
    taker.untilLines(1);
    untilFollowed();
    journal.add(3, 5);
    taker.untilLines(3);
    assertThat(taker.lines).isEqualTo(entries(2, 5));
  }

  @Test
  void aProcessThatEndsIsStartedAgainAndToldOnce() throws IOException {
    journal.add(0, 3);
    journal.flag("dies", "");
    open(JournalStart.beginning());
    taker.untilNotice(Kind.UNREADABLE);
    journal.add(3, 5);
    taker.untilLines(5).untilNotice(Kind.UNREADABLE);
    taker.until(() -> journal.calls().stream().filter(c -> c.contains("--follow")).count() == 2);
    journal.add(5, 6);
    taker.untilNotice(Kind.RECOVERED);
    taker.untilLines(6);
    assertThat(taker.lines).isEqualTo(entries(0, 6));
    assertThat(taker.notices).hasSize(2);
    assertThat(taker.notices.get(0).toString())
        .startsWith("journal: ")
        .contains("ended with 1: Journal file is gone");
  }

  @Test
  void anIterationThatAbortsLosesNothingAndDoublesNothing() throws IOException {
    journal.add(0, 3);
    journal.flag("aborts", "");
    open(JournalStart.beginning());
    taker.untilNotice(Kind.UNREADABLE);
    journal.add(3, 6);
    taker.untilLines(6);
    taker.until(() -> journal.calls().size() > 5);
    assertThat(taker.lines).isEqualTo(entries(0, 6));
    journal.unflag("aborts");
    untilFollowed();
    journal.add(6, 8);
    taker.untilLines(8);
    assertThat(taker.lines).isEqualTo(entries(0, 8));
    assertThat(taker.notices).extracting(n -> n.kind()).containsOnlyOnce(Kind.UNREADABLE);
  }

  @Test
  void aHalfLineOfAProcessThatDiedIsReadAgainWhole() throws IOException {
    journal.add(0, 2);
    String third = FakeJournal.entry("aa", 2, "bb");
    Files.writeString(
        dir.resolve("entries"), third.substring(0, 30), java.nio.file.StandardOpenOption.APPEND);
    journal.flag("dies", "");
    open(JournalStart.beginning());
    taker.untilNotice(Kind.UNREADABLE);
    journal.addLine(third.substring(30));
    taker.untilLines(3);
    assertThat(taker.lines).isEqualTo(entries(0, 3));
  }

  @Test
  void anUnreadableJournalIsToldWithItsReason() throws IOException {
    journal.flag("broken", "x".repeat(100_000) + "\nNo permission\n\n");
    open(JournalStart.beginning());
    taker.untilNotice(Kind.UNREADABLE);
    assertThat(taker.notices.get(0).sentence()).contains("ended with 1: No permission;");
    journal.add(0, 1);
    journal.unflag("broken");
    taker.untilLines(1);
  }

  @Test
  void noSuchProgramIsWaitedFor() throws IOException {
    Path program = dir.resolve("later");
    open(JournalStart.beginning(), program.toString(), LONG_AFTER, List.of("_PID=1", "+", "A=b"));
    taker.untilNotice(Kind.WAITING);
    journal.add(0, 1);
    Files.createSymbolicLink(program, journal.program);
    taker.untilLines(1);
    assertThat(journal.calls()).first().asString().endsWith(" _PID=1 + A=b");
  }

  @Test
  void aLongEntryIsCutAndKnownAgain() throws IOException {
    journal.add(0, 1);
    String place = FakeJournal.entry("aa", 2, "bb").replaceFirst(".*\\\\\"\",", "");
    journal.addLine("{\"MESSAGE\":\"" + "x".repeat(100_000) + "\"," + place);
    JournalInput input = open(JournalStart.beginning());
    taker.untilLines(2);
    assertThat(taker.lines.get(1)).hasSize(64 * 1024 - 1).startsWith("{\"__CURSOR\":\"s=aa;i=2;");
    assertThat(restored(input).position()).isEqualTo(FakeJournal.position("aa", 2, "bb"));
  }

  @Test
  void linesThatAreNoEntriesAreSkipped() throws IOException {
    journal.addLine("-- No entries --");
    journal.add(0, 1);
    open(JournalStart.beginning());
    taker.untilLines(1).untilNotice(Kind.SKIPPED);
    assertThat(taker.lines).isEqualTo(entries(0, 1));
  }

  @Test
  void moreThanTheBufferHoldsComesWholeAndInOrder() throws IOException {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      many.append(FakeJournal.entry("aa", i, "bb")).append('\n');
    }
    Files.writeString(dir.resolve("entries"), many);
    open(JournalStart.beginning());
    taker.untilLines(5_000);
    assertThat(taker.lines).isEqualTo(entries(0, 5_000));
  }

  @Test
  void closeEndsTheProcessAndTheThreads() throws IOException {
    journal.add(0, 1);
    open(JournalStart.beginning());
    taker.untilLines(1);
    untilFollowed();
    taker.close();
    assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
        .noneMatch(p -> p.info().commandLine().orElse("").contains(dir.toString()));
    Taker.untilNoThread("maillog-journal");
  }
}
