package io.maillog.follow.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.maillog.follow.FollowNotice;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class FifoInputTest {
  @TempDir Path dir;
  private final Taker taker = new Taker();
  private Path fifo;

  @BeforeEach
  void make() throws Exception {
    fifo = dir.resolve("log");
    makeFifo(fifo);
  }

  @AfterEach
  void close() {
    taker.close();
    Taker.untilNoThread("maillog-fifo " + dir);
  }

  private static void makeFifo(Path path) throws Exception {
    try {
      assumeTrue(new ProcessBuilder("mkfifo", path.toString()).start().waitFor() == 0);
    } catch (IOException e) {
      assumeTrue(false, "no mkfifo");
    }
  }

  private FifoInput open() {
    return taker.open(t -> new FifoInput(fifo, null, t::wake, t::notice));
  }

  private void write(String text) throws IOException {
    try (OutputStream out = Files.newOutputStream(fifo)) {
      out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
  }

  /** Opening waits for a reader, which may have to be brought about by looking. */
  private void writeLater(String text) {
    Thread writer =
        new Thread(
            () -> {
              try {
                write(text);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    writer.setDaemon(true);
    writer.start();
  }

  @Test
  void writersComeAndGo() throws IOException {
    FifoInput input = open();
    for (int i = 0; i < 200; i++) {
      write("line " + i + "\n");
    }
    taker.untilLines(200);
    assertThat(taker.lines).first().isEqualTo("line 0");
    assertThat(taker.lines).last().isEqualTo("line 199");
    assertThat(taker.lines).doesNotHaveDuplicates();
    assertThat(input.ended()).isFalse();
    assertThat(input.name()).isEqualTo(fifo.toString());
  }

  @Test
  void theHalfLineOfAWriterThatWentIsALine() throws IOException {
    open();
    write("one\nhal");
    taker.untilLines(2);
    write("two\n");
    taker.untilLines(3);
    assertThat(taker.lines).containsExactly("one", "hal", "two");
  }

  @Test
  void ofTwoWritersNoneEndsTheOthersLine() throws IOException {
    open();
    try (OutputStream first = Files.newOutputStream(fifo)) {
      first.write("fir".getBytes(StandardCharsets.US_ASCII));
      taker.until(() -> taker.lines.isEmpty());
      try (OutputStream second = Files.newOutputStream(fifo)) {
        second.flush();
      }
      first.write("st\n".getBytes(StandardCharsets.US_ASCII));
    }
    taker.untilLines(1);
    assertThat(taker.lines).containsExactly("first");
  }

  @Test
  void isWaitedForAndFoundAnew() throws Exception {
    Files.delete(fifo);
    open();
    taker.untilNotice(FollowNotice.Kind.WAITING);
    makeFifo(fifo);
    taker.untilNotice(FollowNotice.Kind.RECOVERED);
    write("one\n");
    taker.untilLines(1);
    Files.delete(fifo); // seen or not, by when its writer's end is seen
    makeFifo(fifo);
    writeLater("two\n");
    taker.untilLines(2);
    assertThat(taker.lines).containsExactly("one", "two");
  }

  @Test
  void aPipeMadeAnewWhileNobodyWritesIsFound() throws Exception {
    open();
    taker.until(() -> Taker.threads("maillog-fifo " + dir) == 1);
    Files.move(fifo, dir.resolve("old"));
    makeFifo(fifo);
    writeLater("one\n");
    taker.untilLines(1);
    assertThat(taker.lines).containsExactly("one");
  }

  @Test
  void aFileIsNoPipe() throws IOException {
    Files.delete(fifo);
    Files.writeString(fifo, "text\n");
    open();
    taker.untilNotice(FollowNotice.Kind.UNREADABLE);
    assertThat(taker.lines).isEmpty();
  }

  @Test
  void closeWhileNobodyWrites() {
    open();
    taker.close();
    assertThat(Taker.threads("maillog-fifo " + dir)).isZero();
  }

  @Test
  void closeWhileAWriterIsSilentAndWhileTheBufferIsFull() throws IOException {
    open();
    try (OutputStream out = Files.newOutputStream(fifo)) {
      out.write("one\n".getBytes(StandardCharsets.US_ASCII));
      taker.untilLines(1);
      taker.close();
      assertThat(Taker.threads("maillog-fifo " + dir)).isZero();
    }
    open();
    try (OutputStream out = Files.newOutputStream(fifo)) {
      out.write(new byte[HandOver.CAPACITY + 1]); // the last bytes wait in the pipe
      taker.close();
      assertThat(Taker.threads("maillog-fifo " + dir)).isZero();
    }
  }
}
