package io.maillog.follow;

import static io.maillog.follow.Followed.append;
import static io.maillog.follow.Followed.line;
import static io.maillog.follow.Followed.raw;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.event.Field;
import io.maillog.follow.FollowNotice.Kind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What made other followers lose lines, or give them twice: each a test, named after it. The trap
 * of the journal is where the journal is read, that of the full disk in {@link CheckpointTest}.
 */
class TrapsTest {
  @TempDir Path dir;

  private Followed log;

  @BeforeEach
  void makeLog() {
    log = new Followed(dir);
  }

  @AfterEach
  void close() {
    log.close();
  }

  private static String[] texts(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toArray(String[]::new);
  }

  /** More than the first kilobyte, and always the same. */
  private static String longHead() {
    return line("same".repeat(400));
  }

  @Test
  void inodeReusedByTheNextFile() throws IOException {
    log.append("a", "b");
    log.followFromCheckpoint();
    assertThat(log.poll()).containsExactly("a", "b");
    log.stop();
    // Nobody holds it, so the next file may get its inode, as on ext4.
    Files.delete(log.log);
    log.append("c", "d", "e");
    log.followFromCheckpoint();
    assertThat(log.poll()).containsExactly("c", "d", "e");
  }

  @Test
  void inodeReusedByAFileWithTheSameSizeAndBeginning() throws IOException {
    raw(log.log, longHead() + line("a1"));
    log.followFromCheckpoint();
    assertThat(log.poll()).hasSize(2);
    log.stop();
    try (RandomAccessFile rewritten = new RandomAccessFile(log.log.toFile(), "rw")) {
      rewritten.setLength(0);
      rewritten.writeBytes(longHead() + line("b1"));
    }
    log.followFromCheckpoint();
    assertThat(log.poll()).hasSize(2).last().isEqualTo("b1");
  }

  @Test
  void twoFilesWithTheSameFirstKilobyte() throws IOException {
    raw(log.log, longHead() + line("a1"));
    log.follow();
    assertThat(log.poll()).hasSize(2).last().isEqualTo("a1");
    log.rename("mail.log.1");
    raw(log.log, longHead() + line("b1") + line("b2"));
    assertThat(log.poll()).hasSize(3).endsWith("b1", "b2");
  }

  @Test
  void twoFilesWithTheSameFirstKilobyteAfterARestart() throws IOException {
    raw(log.log, longHead() + line("a1"));
    log.followFromCheckpoint();
    assertThat(log.poll()).hasSize(2);
    log.stop();
    log.append("a2");
    log.rename("mail.log.1");
    log.gzip("mail.log.1");
    raw(log.log, longHead() + line("b1") + line("b2"));
    log.followFromCheckpoint();
    assertThat(log.poll()).hasSize(4).startsWith("a2").endsWith("b1", "b2");
  }

  @Test
  void filesWithTheSameFirstKilobyteBetweenTwoLooks() throws IOException {
    log.append("a");
    log.followFromCheckpoint();
    assertThat(log.poll()).containsExactly("a");
    log.stop();
    log.rename("mail.log.3");
    for (int i = 2; i >= 0; i--) {
      raw(log.log, longHead() + line("b" + i));
      if (i > 0) {
        log.rename("mail.log." + i);
      }
    }
    log.followFromCheckpoint();
    List<String> given = new ArrayList<>(log.poll());
    given.removeIf(text -> text.startsWith("same"));
    assertThat(given).containsExactly("b2", "b1", "b0");
  }

  @Test
  void fileSmallerThanTheFingerprint() throws IOException {
    log.follow();
    assertThat(log.poll()).isEmpty();
    log.append("a");
    assertThat(log.poll()).containsExactly("a");
    log.append("b");
    assertThat(log.poll()).containsExactly("b");
  }

  @Test
  void copyTruncatedAndRegrownPastTheOldOffset() throws IOException {
    log.append(texts("a", 20));
    log.follow();
    assertThat(log.poll()).hasSize(20);
    log.copyTruncate("mail.log.1");
    log.append(texts("b", 50));
    assertThat(log.poll()).containsExactly(texts("b", 50));
  }

  @Test
  void copyTruncatedAndRegrownToTheSameSize() throws IOException {
    log.append(texts("a", 20));
    log.follow();
    assertThat(log.poll()).hasSize(20);
    log.copyTruncate("mail.log.1");
    log.append(texts("b", 20));
    Files.setLastModifiedTime(log.log, FileTime.from(Instant.now().plusSeconds(5)));
    assertThat(log.poll()).containsExactly(texts("b", 20));
  }

  @Test
  void copyTruncatedWithUnreadBytes() throws IOException {
    log.append("a", "b");
    log.follow();
    assertThat(log.poll()).hasSize(2);
    log.append("c", "d");
    log.copyTruncate("mail.log.1");
    log.append("e");
    assertThat(log.poll()).containsExactly("c", "d", "e");
    assertThat(log.notices).isEmpty();
  }

  @Test
  void copyTruncatedWithUnreadBytesAndCompressedWhileDown() throws IOException {
    log.append("a", "b");
    log.followFromCheckpoint();
    assertThat(log.poll()).hasSize(2);
    log.stop();
    log.append("c", "d");
    log.copyTruncate("mail.log.1");
    log.gzip("mail.log.1");
    log.append(texts("e", 100));
    log.followFromCheckpoint();
    assertThat(log.poll()).hasSize(102).startsWith("c", "d", "e0");
  }

  @Test
  void copyTruncatedTwiceBetweenTwoLooks() throws IOException {
    log.append("a");
    log.follow();
    assertThat(log.poll()).containsExactly("a");
    log.append("b");
    log.copyTruncate("mail.log.1");
    log.append("c");
    Files.move(dir.resolve("mail.log.1"), dir.resolve("mail.log.2"));
    log.copyTruncate("mail.log.1");
    log.append("d");
    assertThat(log.poll()).containsExactly("b", "c", "d");
  }

  @Test
  void emptiedWithoutACopyWithUnreadBytes() throws IOException {
    log.append("a");
    log.follow();
    assertThat(log.poll()).containsExactly("a");
    log.append("b");
    log.follower().inputs();
    log.copyTruncate("elsewhere");
    Files.delete(dir.resolve("elsewhere"));
    log.append("c");
    assertThat(log.poll()).containsExactly("c");
    assertThat(log.notices).extracting(FollowNotice::kind).containsExactly(Kind.REWRITTEN);
  }

  @Test
  void fileShortenedByItsLastLine() throws IOException {
    for (int lines : new int[] {2, 10, 100, 5000}) {
      Files.deleteIfExists(log.log);
      log.append(texts("a", lines));
      log.follow();
      assertThat(log.poll()).hasSize(lines);
      try (RandomAccessFile file = new RandomAccessFile(log.log.toFile(), "rw")) {
        file.setLength(file.length() - line("a" + (lines - 1)).length());
      }
      assertThat(log.poll()).as("%d lines", lines).isEmpty();
      log.append("b");
      assertThat(log.poll()).as("%d lines", lines).containsExactly("b");
      log.close();
    }
  }

  @Test
  void fileShortenedByAnEditorThatWritesItAnew() throws IOException {
    log.append(texts("a", 50));
    log.follow();
    assertThat(log.poll()).hasSize(50);
    Path fresh = dir.resolve("sedXYZ");
    append(fresh, texts("a", 49));
    Files.move(fresh, log.log, StandardCopyOption.REPLACE_EXISTING);
    assertThat(log.poll()).isEmpty();
    log.append("b");
    assertThat(log.poll()).containsExactly("b");
  }

  @Test
  void writerWithoutAppendAfterCopyTruncate() throws IOException {
    try (RandomAccessFile writer = new RandomAccessFile(log.log.toFile(), "rw")) {
      writer.seek(50L << 20);
      writer.writeBytes(line("a"));
      log.follow();
      log.poll();
      log.copyTruncate("mail.log.1");
      writer.writeBytes(line("b"));
      writer.writeBytes(line("c"));
    }
    assertThat(log.poll()).containsExactly("b", "c");
    assertThat(log.notices)
        .filteredOn(n -> n.kind() == Kind.SKIPPED)
        .isNotEmpty()
        .allMatch(n -> n.sentence().contains("NUL"));
  }

  @Test
  void writerGoesOnIntoTheRenamedFile() throws IOException {
    log.append("a");
    log.follow(options -> options.files(log.log).fromStart().linger(Duration.ofMinutes(1)));
    assertThat(log.poll()).containsExactly("a");
    log.rename("mail.log.1");
    append(dir.resolve("mail.log.1"), "b");
    assertThat(log.poll()).containsExactly("b");
    log.append("c");
    assertThat(log.poll()).containsExactly("c");
    append(dir.resolve("mail.log.1"), "d");
    log.append("e");
    assertThat(log.poll()).containsExactlyInAnyOrder("d", "e");
  }

  @Test
  void twoRotationsBetweenTwoLooks() throws IOException {
    log.append("a");
    log.follow();
    assertThat(log.poll()).containsExactly("a");
    log.append("b");
    log.rename("mail.log.1");
    log.append("c");
    Files.move(dir.resolve("mail.log.1"), dir.resolve("mail.log.2"));
    log.rename("mail.log.1");
    log.append("d");
    assertThat(log.poll()).containsExactly("b", "c", "d");
  }

  @Test
  void manyRotationsWhileDown() throws IOException {
    log.append("a");
    log.followFromCheckpoint();
    assertThat(log.poll()).containsExactly("a");
    log.stop();
    List<String> expected = new ArrayList<>();
    for (int day = 1; day <= 40; day++) {
      log.append("b" + day);
      expected.add("b" + day);
      String name = "mail.log-2026%02d%02d".formatted(10 + (day - 1) / 28, (day - 1) % 28 + 1);
      log.rename(name);
      if (day % 3 > 0) {
        log.gzip(name);
      }
    }
    log.append("c");
    expected.add("c");
    log.followFromCheckpoint();
    assertThat(log.poll()).containsExactlyElementsOf(expected);
  }

  @Test
  void rotatedFileThatMatchesUnderItsNewName() throws IOException {
    log.append("a");
    log.follow(options -> options.files(dir).fromStart());
    assertThat(log.poll()).containsExactly("a");
    log.rename("mail.log.old");
    log.append("b");
    assertThat(log.poll()).containsExactly("b");
    Files.move(dir.resolve("mail.log.old"), dir.resolve("anything"));
    log.append("c");
    assertThat(log.poll()).containsExactly("c");
    log.rename("mail.log.1");
    assertThat(log.poll()).isEmpty();
  }

  @Test
  void compressedWhileDown() throws IOException {
    log.append("a", "b");
    log.followFromCheckpoint();
    assertThat(log.poll()).hasSize(2);
    log.stop();
    log.append("c");
    log.rename("mail.log.1");
    log.gzip("mail.log.1");
    log.append("d");
    log.followFromCheckpoint();
    assertThat(log.poll()).containsExactly("c", "d");
  }

  @Test
  void compressedWhileBehind() throws IOException {
    log.append("a");
    log.follow();
    assertThat(log.poll()).containsExactly("a");
    log.append("b");
    log.rename("mail.log.1");
    log.append("c");
    Files.move(dir.resolve("mail.log.1"), dir.resolve("mail.log.2"));
    log.gzip("mail.log.2");
    log.rename("mail.log.1");
    log.gzip("mail.log.1");
    log.append("d");
    assertThat(log.poll()).containsExactly("b", "c", "d");
  }

  @Test
  void deletedBeforeReadToTheEnd() throws IOException {
    log.append("a");
    log.follow();
    assertThat(log.poll()).containsExactly("a");
    log.append("b");
    Files.delete(log.log);
    assertThat(log.poll()).containsExactly("b");
    assertThat(log.poll()).isEmpty();
    log.append("c");
    assertThat(log.poll()).containsExactly("c");
  }

  @Test
  void deletedAndCreatedUnderTheSameNameAtOnce() throws IOException {
    log.append("a");
    log.follow();
    assertThat(log.poll()).containsExactly("a");
    log.append("b");
    Files.delete(log.log);
    log.append("c");
    assertThat(log.poll()).containsExactly("b", "c");
  }

  @Test
  void halfLineAtShutdownOrKill() throws IOException {
    String whole = line("b");
    log.append("a");
    raw(log.log, whole.substring(0, 20));
    log.followFromCheckpoint();
    assertThat(log.poll()).containsExactly("a");
    log.stop();
    raw(log.log, whole.substring(20));
    log.followFromCheckpoint();
    assertThat(log.poll()).containsExactly("b");
    raw(log.log, whole.substring(0, 30));
    log.follower().checkpoint();
    log.kill();
    log.followFromCheckpoint();
    assertThat(log.poll()).isEmpty();
    raw(log.log, whole.substring(30));
    assertThat(log.poll()).containsExactly("b");
  }

  @Test
  void linesThatAreAllDropped() throws IOException {
    raw(log.log, "x".repeat(300_000) + "\n" + line("a"));
    log.followFromCheckpoint();
    assertThat(log.poll()).hasSize(2);
    raw(log.log, "y".repeat(3_000_000));
    assertThat(log.poll()).isEmpty();
    raw(log.log, "y\n");
    assertThat(log.poll()).hasSize(1);
    log.stop();
    log.followFromCheckpoint();
    assertThat(log.poll()).isEmpty();
    log.append("b");
    assertThat(log.poll()).containsExactly("b");
  }

  @Test
  void linkWhoseNameIsNotItsTargets() throws IOException {
    Path target = Files.createDirectory(dir.resolve("real")).resolve("current");
    append(target, "a");
    Path link = Files.createSymbolicLink(log.log, target);
    log.follow();
    assertThat(log.poll()).containsExactly("a");
    assertThat(log.follower().inputs())
        .extracting(InputStatus::name)
        .containsExactly(link.toString());
    append(target, "b");
    Files.move(target, target.resolveSibling("current.1"));
    append(target, "c");
    assertThat(log.poll()).containsExactly("b", "c");
    Path other = dir.resolve("real").resolve("next");
    append(target, "d");
    append(other, "e");
    Files.delete(link);
    Files.createSymbolicLink(link, other);
    assertThat(log.poll()).containsExactly("d", "e");
  }

  @Test
  void eventsThatGetLost() throws Exception {
    log.follow(o -> o.files(log.log).fromStart().unwatched().pollInterval(Duration.ofMillis(20)));
    Thread running = new Thread(log.follower()::run);
    running.start();
    for (int i = 1; i <= 3; i++) {
      log.append("a" + i);
      awaitLines(i);
    }
    log.rename("mail.log.1");
    log.append("b");
    awaitLines(4);
    log.follower().stop();
    running.join();
    assertThat(log.lines).containsExactly("a1", "a2", "a3", "b");
  }

  /** A generous bound: how soon lines come is measured elsewhere. */
  private void awaitLines(int count) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (log.follower().log().lines() < count) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(5);
    }
  }

  @Test
  void sizeNotedByOneAndReadByAnother() throws Exception {
    int count = 5000;
    byte[] all = String.join("", lines(count)).getBytes(UTF_8);
    List<String> given = new ArrayList<>();
    log.follow(
        o ->
            o.files(log.log)
                .fromStart()
                .onEvent(event -> given.add(event.text(Field.TEXT)))
                .checkpoint(dir.resolve("checkpoint")));
    Thread writer =
        new Thread(
            () -> {
              Random random = new Random(5);
              try (var out = Files.newOutputStream(log.log)) {
                for (int at = 0; at < all.length; ) {
                  int length = Math.min(all.length - at, 1 + random.nextInt(150));
                  out.write(all, at, length);
                  at += length;
                }
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    writer.start();
    while (writer.isAlive()) {
      log.follower().poll();
    }
    log.follower().poll();
    assertThat(String.join(" ", given))
        .as("%s %s", log.notices, log.follower().inputs())
        .isEqualTo(String.join(" ", texts("a", count)));
    assertThat(log.notices)
        .extracting(FollowNotice::kind)
        .doesNotContain(Kind.LOST, Kind.REWRITTEN, Kind.UNREADABLE);
  }

  private static List<String> lines(int count) {
    return IntStream.range(0, count).mapToObj(i -> line("a" + i)).toList();
  }

  // --- a file of which too little was read to know it by

  @Test
  void copyTruncatedBeforeAnythingWasRead() throws IOException {
    Files.createFile(log.log);
    log.followFromCheckpoint();
    assertThat(log.poll()).isEmpty();
    log.append("a");
    log.copyTruncate("mail.log.1");
    log.append("b");
    assertThat(log.poll()).containsExactly("a", "b");
    log.stop();
    log.copyTruncate("mail.log.0");
    log.followFromCheckpoint();
    assertThat(log.poll()).isEmpty();
    log.stop();
    Files.delete(dir.resolve("mail.log.1"));
    Files.move(dir.resolve("mail.log.0"), dir.resolve("mail.log.1"));
    log.append("c");
    Files.move(dir.resolve("mail.log.1"), dir.resolve("mail.log.2"));
    log.copyTruncate("mail.log.1");
    log.append("d");
    log.followFromCheckpoint();
    assertThat(log.poll()).containsExactly("c", "d");
  }

  @Test
  void copyTruncatedAndRenamedBetweenTwoLooks() throws IOException {
    log.append("a");
    log.follow();
    assertThat(log.poll()).containsExactly("a");
    log.append("b");
    log.copyTruncate("mail.log.3");
    log.append("c");
    log.copyTruncate("mail.log.2");
    log.append("d");
    log.rename("mail.log.1");
    log.append("e");
    assertThat(log.poll()).containsExactly("b", "c", "d", "e");
    assertThat(log.notices).isEmpty();
  }

  @Test
  void halfLineOfTheNextFileBeginsAsTheFirstLineDid() throws IOException {
    log.append(texts("a", 5));
    log.follow();
    assertThat(log.poll()).hasSize(5);
    log.append("b");
    log.copyTruncate("mail.log.1");
    String next = line("c");
    raw(log.log, next.substring(0, 12));
    assertThat(log.poll()).containsExactly("b");
    raw(log.log, next.substring(12));
    assertThat(log.poll()).containsExactly("c");
  }

  @Test
  void compressedFileThatIsRenamedWhileItIsRead() throws IOException {
    log.append(texts("a", 3));
    log.followFromCheckpoint();
    log.poll();
    log.stop();
    log.append(texts("b", 30_000));
    log.rename("mail.log.1");
    log.gzip("mail.log.1");
    log.append("c");
    List<String> given = new ArrayList<>();
    log.follow(
        o ->
            o.files(log.log)
                .checkpoint(dir.resolve("checkpoint"))
                .onEvent(
                    event -> {
                      given.add(event.text(Field.TEXT));
                      try {
                        Files.move(
                            dir.resolve("mail.log." + given.size() + ".gz"),
                            dir.resolve("mail.log." + (given.size() + 1) + ".gz"));
                      } catch (IOException e) {
                        return; // often enough
                      }
                    }));
    log.follower().poll();
    assertThat(given).hasSize(30_001).endsWith("c");
    assertThat(log.notices).isEmpty();
  }

  @Test
  void rotatedFileThatIsDamaged() throws IOException {
    log.append("a");
    log.followFromCheckpoint();
    assertThat(log.poll()).containsExactly("a");
    log.stop();
    log.append("b");
    log.rename("mail.log.2");
    Files.write(dir.resolve("mail.log.1.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 1, 2, 3});
    log.append("c");
    log.followFromCheckpoint();
    assertThat(log.poll()).containsExactly("b", "c");
  }

  @Test
  void linesThatEndAlike() throws IOException {
    log.append("long ".repeat(100));
    log.follow();
    raw(log.log, line("long ".repeat(100)).substring(0, 340));
    assertThat(log.poll()).hasSize(1);
    log.copyTruncate("elsewhere");
    log.append("other " + "long ".repeat(400));
    assertThat(log.poll()).hasSize(1).first().asString().startsWith("other");
  }
}
