package io.maillog.follow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maillog.follow.FollowNotice.Kind;
import io.maillog.follow.checkpoint.CheckpointFile;
import io.maillog.follow.checkpoint.CheckpointFile.SavedInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may become of a checkpoint, and what is said of it then. */
class CheckpointTest {
  @TempDir Path dir;

  private Followed log;
  private Path checkpoint;

  @BeforeEach
  void makeLog() {
    log = new Followed(dir);
    checkpoint = dir.resolve("checkpoint");
  }

  @AfterEach
  void close() {
    log.close();
  }

  private byte[] written() throws IOException {
    log.append("a", "b", "c");
    log.followFromCheckpoint();
    log.poll();
    log.stop();
    return Files.readAllBytes(checkpoint);
  }

  /** Reads it, and gives what is in it to nobody. */
  private static boolean read(Path file) throws IOException {
    try (CheckpointFile opened = CheckpointFile.lock(file)) {
      return opened.read(
          new CheckpointFile.Reader() {
            @Override
            public void inputs(List<SavedInput> inputs) {}

            @Override
            public void payload(byte[] payload) {}

            @Override
            public void readLog(InputStream source) {}
          });
    }
  }

  @Test
  void anyDamagedByteIsNoticed() throws IOException {
    byte[] whole = written();
    for (int i = 0; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= (byte) (1 << (i % 8));
      assertRefused(damaged, "byte " + i);
    }
  }

  @Test
  void anyCutIsNoticed() throws IOException {
    byte[] whole = written();
    for (int length = 0; length < whole.length; length++) {
      assertRefused(Arrays.copyOf(whole, length), "of length " + length);
    }
    assertRefused(Arrays.copyOf(whole, whole.length + 1), "with a byte more");
  }

  private void assertRefused(byte[] bytes, String what) throws IOException {
    Path aside = dir.resolve("checkpoint.damaged");
    Files.deleteIfExists(aside);
    Files.write(checkpoint, bytes);
    assertThatThrownBy(() -> read(checkpoint))
        .as(what)
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("is damaged")
        .hasMessageContaining("renamed to checkpoint.damaged");
    assertThat(checkpoint).as(what).doesNotExist();
    assertThat(aside).as(what).hasBinaryContent(bytes);
    assertThat(read(checkpoint)).as(what).isFalse();
  }

  @Test
  void afterADamagedOneFollowingBeginsAnew() throws IOException {
    byte[] whole = written();
    whole[whole.length / 2] ^= 4;
    Files.write(checkpoint, whole);
    assertThatThrownBy(() -> log.followFromCheckpoint()).isInstanceOf(CheckpointException.class);
    log.followFromCheckpoint();
    assertThat(log.poll()).containsExactly("a", "b", "c");
  }

  @Test
  void anotherVersionIsRefusedAndStays() throws IOException {
    Checkpoints.forge(checkpoint, 7, out -> out.writeUTF("whatever comes"));
    byte[] before = Files.readAllBytes(checkpoint);
    assertThatThrownBy(() -> log.followFromCheckpoint())
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("version 7")
        .hasMessageContaining("version 1");
    assertThat(checkpoint).hasBinaryContent(before);
  }

  @Test
  void lengthsThatOnlyAForgerWritesTakeNoMemory() throws IOException {
    assertForgedIsRefused(out -> out.writeInt(Integer.MAX_VALUE));
    assertForgedIsRefused(out -> out.writeInt(-1));
    assertForgedIsRefused(out -> out.writeInt(1 << 16));
    assertForgedIsRefused(
        out -> {
          out.writeInt(1);
          out.writeUTF("FILE");
          out.writeUTF(log.log.toString());
          out.writeInt(Integer.MAX_VALUE);
        });
    assertForgedIsRefused(
        out -> {
          out.writeInt(0);
          out.writeInt(Integer.MAX_VALUE - 8);
        });
    assertForgedIsRefused(
        out -> {
          out.writeInt(0);
          out.writeInt(-2);
        });
  }

  private void assertForgedIsRefused(Checkpoints.Body body) throws IOException {
    Checkpoints.forge(checkpoint, 1, body);
    assertThatThrownBy(() -> log.followFromCheckpoint()).isInstanceOf(CheckpointException.class);
    assertThat(checkpoint).doesNotExist();
  }

  @Test
  void stateOfAFileThatCannotBeIsRefused() throws IOException {
    for (byte[] state : new byte[][] {{}, {9}, {1, 1}, new byte[400]}) {
      Checkpoints.forge(
          checkpoint,
          1,
          out -> {
            out.writeInt(1);
            out.writeUTF("FILE");
            out.writeUTF(log.log.toString());
            out.writeInt(state.length);
            out.write(state);
            out.writeInt(-1);
            io.maillog.LiveLog.builder().build().save(out);
          });
      assertThatThrownBy(() -> log.followFromCheckpoint())
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining("mail.log cannot be");
      assertThat(checkpoint).doesNotExist();
    }
  }

  @Test
  void twoFollowersCannotHaveTheSame() throws IOException {
    log.append("a");
    log.followFromCheckpoint();
    Followed other = new Followed(dir);
    assertThatThrownBy(other::followFromCheckpoint)
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("another follower");
    assertThat(log.poll()).containsExactly("a");
    log.stop();
    assertThat(other.followFromCheckpoint().poll()).isEmpty();
    other.close();
  }

  @Test
  void whereItBeganIsKnownBeforeTheFirstLine() throws IOException {
    log.append("before");
    log.follow(o -> o.files(log.log).checkpoint(checkpoint));
    assertThat(log.poll()).isEmpty();
    log.kill();
    log.append("while it was dead");
    log.follow(o -> o.files(log.log).checkpoint(checkpoint));
    assertThat(log.poll()).containsExactly("while it was dead");
  }

  @Test
  void inputsMayBeOthersThanBefore() throws IOException {
    Path second = dir.resolve("second.log");
    log.append("a1");
    Followed.append(second, "b1");
    log.followFromCheckpoint();
    assertThat(log.poll()).containsExactly("a1");
    log.stop();
    log.append("a2");
    log.follow(o -> o.files(log.log, second).fromStart().checkpoint(checkpoint));
    assertThat(log.poll()).containsExactlyInAnyOrder("a2", "b1");
    log.stop();
    Followed.append(second, "b2");
    log.append("a3");
    log.follow(o -> o.files(second).fromStart().checkpoint(checkpoint));
    assertThat(log.poll()).containsExactly("b2");
  }

  // --- the payload

  /** Counts, and may fail. */
  private static final class Counting implements CheckpointPayload {
    int count;
    RuntimeException bug;
    IOException failure;

    @Override
    public void write(OutputStream target) throws IOException {
      if (failure != null) {
        throw failure;
      }
      if (bug != null) {
        throw bug;
      }
      target.write(Integer.toString(count).getBytes(UTF_8));
    }

    @Override
    public void read(InputStream source) throws IOException {
      count = Integer.parseInt(new String(source.readAllBytes(), UTF_8));
    }
  }

  private Counting count() throws IOException {
    Counting counting = new Counting();
    log.follow(
        o ->
            o.files(log.log)
                .fromStart()
                .checkpoint(checkpoint)
                .checkpointEvery(Duration.ZERO)
                .payload(counting)
                .onEvent(event -> counting.count++));
    return counting;
  }

  @Test
  void payloadIsOfTheMomentOfThePositions() throws IOException {
    Counting first = count();
    log.append("a", "b");
    log.poll();
    log.follower().checkpoint();
    log.append("c");
    first.failure = new IOException("no");
    log.poll();
    assertThat(first.count).isEqualTo(3);
    log.kill();
    Counting second = count();
    assertThat(second.count).isEqualTo(2);
    log.poll();
    assertThat(second.count).isEqualTo(3);
  }

  @Test
  void payloadThatCannotBeWrittenNowIsTriedAgain() throws Exception {
    Counting counting = count();
    log.append("a");
    log.poll();
    counting.failure = new IOException("its own disk is full");
    log.append("b");
    log.poll();
    awaitAnother(Kind.NOT_SAVED);
    assertThat(log.notices.get(0).sentence()).contains("its own disk is full");
    counting.failure = null;
    awaitAnother(Kind.RECOVERED);
    assertThat(log.notices)
        .extracting(FollowNotice::kind)
        .containsExactly(Kind.NOT_SAVED, Kind.RECOVERED);
    log.kill();
    assertThat(count().count).isEqualTo(2);
  }

  /** Looks until something is said that was not before; nothing is lost meanwhile. */
  private void awaitAnother(Kind kind) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    int before = log.notices.size();
    while (log.notices.size() == before || log.notices.get(before).kind() != kind) {
      assertThat(System.nanoTime()).as("no notice %s", kind).isLessThan(end);
      Thread.sleep(20);
      log.follower().poll();
    }
  }

  @Test
  void payloadWithABugStopsTheFollower() throws IOException {
    Counting counting = count();
    log.append("a");
    counting.bug = new IllegalStateException("a bug");
    assertThatThrownBy(() -> log.follower().poll()).hasMessage("a bug");
  }

  @Test
  void payloadThatIsRefusedLeavesTheCheckpoint() throws IOException {
    log.append("a");
    count();
    log.poll();
    log.stop();
    byte[] before = Files.readAllBytes(checkpoint);
    CheckpointPayload stranger =
        new CheckpointPayload() {
          @Override
          public void write(OutputStream target) {}

          @Override
          public void read(InputStream source) throws IOException {
            throw new IOException("not mine");
          }
        };
    assertThatThrownBy(
            () ->
                log.follow(
                    o -> o.files(log.log).fromStart().checkpoint(checkpoint).payload(stranger)))
        .hasMessage("not mine");
    assertThat(checkpoint).hasBinaryContent(before);
    assertThat(count().count).isEqualTo(1);
  }

  // --- it cannot be written

  @Test
  void placeThatCannotBeWrittenIsSaidAtOnce() {
    assertThatThrownBy(
            () -> log.follow(o -> o.files(log.log).checkpoint(dir.resolve("nowhere/checkpoint"))))
        .isInstanceOf(IOException.class);
  }

  @Test
  void checkpointThatCannotBeWritten() throws Exception {
    Counting counting = count();
    log.append("a");
    log.poll();
    Path inTheWay = Files.createDirectory(dir.resolve("checkpoint.new"));
    Files.createFile(inTheWay.resolve("file"));
    log.append("b");
    assertThat(log.poll()).isEmpty();
    awaitAnother(Kind.NOT_SAVED);
    log.rename("mail.log.1");
    log.append("c");
    log.poll();
    assertThat(counting.count).isEqualTo(3);
    assertThatThrownBy(() -> log.follower().checkpoint()).isInstanceOf(IOException.class);
    Files.delete(inTheWay.resolve("file"));
    Files.delete(inTheWay);
    awaitAnother(Kind.RECOVERED);
    log.kill();
    log.append("d");
    Counting next = count();
    log.poll();
    assertThat(next.count).isEqualTo(4);
  }

  @Test
  void checkpointThatCannotBeWrittenAtTheEndIsThrown() throws IOException {
    count();
    log.append("a");
    log.poll();
    Path inTheWay = Files.createDirectory(dir.resolve("checkpoint.new"));
    Files.createFile(inTheWay.resolve("file"));
    log.follower().stop();
    assertThatThrownBy(() -> log.follower().run())
        .isInstanceOf(java.io.UncheckedIOException.class)
        .hasMessageContaining("the checkpoint cannot be written");
  }

  /** A disk that is full, where one can be mounted. */
  @Test
  void diskThatIsFull() throws Exception {
    Path mount = Files.createDirectory(dir.resolve("small"));
    org.junit.jupiter.api.Assumptions.assumeTrue(
        runs("mount", "-t", "tmpfs", "-o", "size=64k", "none", mount.toString()),
        "nothing can be mounted here");
    try {
      checkpoint = mount.resolve("checkpoint");
      Counting counting = count();
      log.append("a");
      log.poll();
      Path filler = mount.resolve("filler");
      byte[] block = new byte[1024];
      try (OutputStream out = Files.newOutputStream(filler)) {
        while (true) {
          out.write(block);
        }
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("No space");
      }
      log.append("b");
      log.poll();
      awaitAnother(Kind.NOT_SAVED);
      log.rename("mail.log.1");
      log.append("c");
      log.poll();
      assertThat(counting.count).isEqualTo(3);
      Files.delete(filler);
      awaitAnother(Kind.RECOVERED);
      log.kill();
      log.append("d");
      Counting next = count();
      log.poll();
      assertThat(next.count).isEqualTo(4);
      log.close();
    } finally {
      log.close();
      runs("umount", mount.toString());
    }
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
