package io.maillog.follow.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maillog.follow.FollowNotice;
import io.maillog.follow.input.LineWindow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class StreamInputTest {
  private static StreamInput open(Taker taker, String name, InputStream in) {
    return taker.open(t -> new StreamInput(name, "mx", in, true, t::wake, t::notice));
  }

  private static InputStream of(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void linesAndTheLastWithoutALineFeed() {
    try (Taker taker = new Taker()) {
      StreamInput input = open(taker, "-", of("one\ntwo\n\nlast"));
      taker.untilEnded();
      assertThat(taker.lines).containsExactly("one", "two", "", "last");
      assertThat(taker.notices).isEmpty();
      assertThat(input.name()).isEqualTo("-");
      assertThat(input.label()).isEqualTo("mx");
      assertThat(input.behind()).isZero();
    }
  }

  @Test
  void aHalfLineWaits() throws IOException {
    PipedOutputStream out = new PipedOutputStream();
    try (Taker taker = new Taker()) {
      StreamInput input = open(taker, "half", new PipedInputStream(out));
      out.write("one\nhal".getBytes(StandardCharsets.US_ASCII));
      out.flush();
      taker.untilLines(1).until(() -> input.behind() == 3);
      assertThat(taker.lines).containsExactly("one");
      assertThat(input.ended()).isFalse();
      out.write("f\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
      taker.untilLines(2);
      assertThat(taker.lines).containsExactly("one", "half");
      out.close();
      taker.untilEnded();
    }
  }

  @Test
  void whatItThrowsIsToldOnTheFollowersThreadAndEndsIt() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("broken\npipe");
          }

          @Override
          public int read(byte[] b, int from, int length) throws IOException {
            return read();
          }
        };
    Thread follower = Thread.currentThread();
    try (Taker taker = new Taker()) {
      taker.open(
          t ->
              new StreamInput(
                  "x",
                  null,
                  new SequenceInputStream(of("one\ntw"), broken),
                  true,
                  t::wake,
                  n -> {
                    assertThat(Thread.currentThread()).isSameAs(follower);
                    t.notice(n);
                  }));
      taker.untilEnded();
      assertThat(taker.lines).containsExactly("one", "tw");
      assertThat(taker.notices)
          .singleElement()
          .satisfies(
              n -> {
                assertThat(n.kind()).isEqualTo(FollowNotice.Kind.UNREADABLE);
                assertThat(n.input()).isEqualTo("x");
                assertThat(n.sentence()).contains("broken pipe");
              });
    }
  }

  @Test
  void aStreamThatNeverEndsTakesAFixedMemoryAndIsNotReadAhead() {
    AtomicInteger read = new AtomicInteger();
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }

          @Override
          public int read(byte[] b, int from, int length) {
            read.addAndGet(length);
            java.util.Arrays.fill(b, from, from + length, (byte) 'x');
            return length;
          }
        };
    try (Taker taker = new Taker()) {
      StreamInput input = open(taker, "endless", endless);
      taker.until(() -> read.get() > HandOver.CAPACITY);
      for (int i = 0; i < 200; i++) {
        taker.takeAll();
        assertThat(input.window().half())
            .isLessThanOrEqualTo(LineWindow.MAX_LINE + LineWindow.LAST_BYTES);
      }
      assertThat(taker.lines).isEmpty();
    }
    Taker.untilNoThread("maillog-stream endless");
  }

  @Test
  void closeDoesNotWaitForAReadThatNeverReturns() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    InputStream stuck =
        new InputStream() {
          @Override
          public synchronized int read() {
            try {
              never.await();
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
            return -1;
          }

          @Override
          public synchronized int read(byte[] b, int from, int length) {
            return read();
          }

          @Override
          public synchronized void close() {
            // waits for read(), as some do
          }
        };
    Taker taker = new Taker();
    open(taker, "stuck", stuck);
    taker.takeAll();
    taker.close();
    never.countDown();
    Taker.untilNoThread("maillog-stream stuck");
    Taker.untilNoThread("maillog-close stuck");
  }

  @Test
  void aStreamOfSomebodyElseIsNotClosed() {
    AtomicInteger closed = new AtomicInteger();
    InputStream in =
        new ByteArrayInputStream(new byte[] {'a'}) {
          @Override
          public void close() {
            closed.incrementAndGet();
          }
        };
    try (Taker taker = new Taker()) {
      taker.open(t -> new StreamInput("-", null, in, false, t::wake, t::notice));
      taker.untilEnded();
      assertThat(taker.lines).containsExactly("a");
    }
    assertThat(closed).hasValue(0);
  }

  @Test
  void aReadThatReturnsNothingIsNoEnd() {
    InputStream lazy =
        new ByteArrayInputStream("ab\n".getBytes(StandardCharsets.US_ASCII)) {
          @Override
          public synchronized int read(byte[] b, int from, int length) {
            return 0;
          }
        };
    try (Taker taker = new Taker()) {
      open(taker, "lazy", lazy);
      taker.untilEnded();
      assertThat(taker.lines).containsExactly("ab");
    }
  }

  @Test
  void savesAVersionAndRefusesAnother() throws IOException {
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    try (Taker taker = new Taker()) {
      open(taker, "-", of("")).save(new DataOutputStream(saved));
    }
    assertThat(saved.toByteArray()).containsExactly(1);
    StreamInput.restore(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
    assertThatThrownBy(
            () ->
                StreamInput.restore(new DataInputStream(new ByteArrayInputStream(new byte[] {2}))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version 2");
    assertThatThrownBy(
            () -> StreamInput.restore(new DataInputStream(new ByteArrayInputStream(new byte[0]))))
        .isInstanceOf(IOException.class);
  }
}
