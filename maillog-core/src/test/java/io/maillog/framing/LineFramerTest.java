package io.maillog.framing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LineFramerTest {
  private static Framed frame(String text, int maxLineLength) {
    return Framed.of(
        new ByteArrayInputStream(text.getBytes(ISO_8859_1)),
        new FramingLimits(maxLineLength, 64, 100));
  }

  @Test
  void lastLineMayLackItsEnd() {
    assertThat(frame("a\nb", 80).lines()).containsExactly("a", "b");
    assertThat(frame("a\nb", 80).lastIsOpen()).isTrue();
    assertThat(frame("a\nb\n", 80).lines()).containsExactly("a", "b");
    assertThat(frame("a\nb\n", 80).lastIsOpen()).isFalse();
  }

  @Test
  void emptyLinesAreLines() {
    assertThat(frame("\n\r\n\n", 80).lines()).containsExactly("", "", "");
    assertThat(frame("", 80).lines()).isEmpty();
  }

  @Test
  void carriageReturnBelongsToALineEndOnlyBeforeIt() {
    assertThat(frame("a\r\nb\rc\r\r\nd\r", 80).lines()).containsExactly("a", "b\rc\r", "d\r");
  }

  @Test
  void nulAndOtherBytesAreParts() {
    assertThat(frame("a\0b\u00ff\u0080\n", 80).lines()).containsExactly("a\0b\u00ff\u0080");
  }

  @Test
  void runOfNulOfAnyLengthIsNoLongLine() {
    for (int run : new int[] {0, 9, 10, 11, 500, 70_000}) {
      byte[] log = ("a\n" + "\0".repeat(run) + "Sep\nb\n").getBytes(ISO_8859_1);
      for (int step : new int[] {1, 7, 100_000}) {
        Framed framed =
            Framed.of(Framed.inSteps(log, List.of(step), true), new FramingLimits(10, 40, 3));
        assertThat(framed.lines()).isEqualTo(Framed.plainly(log, 10).lines());
        assertThat(framed.lines().get(1).replace("\0", "")).isEqualTo("Sep");
        assertThat(framed.cut()).isZero();
        assertThat(framed.consumed()).isEqualTo(log.length);
      }
    }
  }

  @Test
  void longLineIsCutAndCounted() {
    Framed framed = frame("12345\n123456\r\n1234567890\n12\n", 5);
    assertThat(framed.lines()).containsExactly("12345", "12345", "12345", "12");
    assertThat(framed.cut()).isEqualTo(2);
    assertThat(frame("12345\r\n", 5).cut()).isZero();
  }

  @Test
  void lineOfManyBlocksIsSkippedInLittleMemory() {
    String line = "x".repeat(1_000_000);
    Framed framed = frame(line + "\nnext\n" + line, 5);
    assertThat(framed.lines()).containsExactly("xxxxx", "next", "xxxxx");
    assertThat(framed.cut()).isEqualTo(2);
    assertThat(framed.consumed()).isEqualTo(2_000_006);
  }

  @Test
  void lineWithoutEndIsSkippedInLargeReads() {
    // The line begins where little room is left behind it in the block.
    byte[] bytes = ("first\n" + "x".repeat(200_000)).getBytes(ISO_8859_1);
    AtomicInteger reads = new AtomicInteger();
    InputStream counted =
        new ByteArrayInputStream(bytes) {
          @Override
          public synchronized int read(byte[] b, int from, int length) {
            reads.incrementAndGet();
            return super.read(b, from, length);
          }
        };
    Framed framed = Framed.of(counted, new FramingLimits(1000, 1002, 100));
    assertThat(framed.lines()).containsExactly("first", "x".repeat(1000));
    assertThat(framed.cut()).isOne();
    assertThat(framed.consumed()).isEqualTo(bytes.length);
    assertThat(reads.get()).isBetween(200, 420);
  }

  @Test
  void bytesOfAnyKindAreReadAsTheyAre() {
    byte[] binary = new byte[300_000];
    new Random(1).nextBytes(binary);
    Framed framed = Framed.of(new ByteArrayInputStream(binary), FramingLimits.DEFAULT);
    assertThat(framed.lines()).isEqualTo(Framed.plainly(binary, 64 * 1024).lines());
  }

  @Test
  void everyShortTextIsFramedAsAPlainReadingSays() {
    byte[] letters = {'a', '\n', '\r', 0};
    for (int length = 0; length <= 6; length++) {
      for (int number = 0; number < 1 << (2 * length); number++) {
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++) {
          text[i] = letters[(number >> (2 * i)) & 3];
        }
        isFramedAsAPlainReadingSays(text);
      }
    }
  }

  private static void isFramedAsAPlainReadingSays(byte[] text) {
    for (int max = 1; max <= 3; max++) {
      Framed plain = Framed.plainly(text, max);
      for (int blockBytes : new int[] {1, 16}) {
        FramingLimits limits = new FramingLimits(max, blockBytes, 2);
        // Zero: a stream that gives nothing for once has not ended.
        for (List<Integer> steps : List.of(List.of(1), List.of(0, 3), List.<Integer>of())) {
          Framed framed = Framed.of(Framed.inSteps(text, steps, true), limits);
          if (!framed.lines().equals(plain.lines())
              || framed.cut() != plain.cut()
              || framed.consumed() != plain.consumed()) {
            assertThat(framed).as("steps %s, %s", steps, limits).isEqualTo(plain);
          }
        }
      }
    }
  }

  // --- how far a block is filled

  private static LineBlock first(InputStream in, FramingLimits limits) {
    LineFramer framer = new LineFramer(limits);
    LineBlock block = new LineBlock(limits);
    framer.start(in);
    assertThat(framer.next(block)).isTrue();
    assertThat(framer.failure()).isNull();
    return block;
  }

  @Test
  void blockIsFilledWithWhatIsThere() {
    byte[] text = "one\ntwo\nabc\n".getBytes(ISO_8859_1);
    FramingLimits limits = new FramingLimits(80, 100, 100);
    assertThat(first(Framed.inSteps(text, List.of(4), true), limits).lines()).isEqualTo(3);
    assertThat(first(Framed.inSteps(text, List.of(4), false), limits).lines()).isEqualTo(1);
  }

  @Test
  void whatFollowsALongLineIsInItsBlockIfHalfOfThatIsLeft() {
    FramingLimits limits = new FramingLimits(4, 10, 100);
    for (String before : List.of("", "\n", "\n\n")) {
      byte[] text = (before + "x".repeat(10 - before.length()) + "\nz\n").getBytes(ISO_8859_1);
      LineBlock block = first(new ByteArrayInputStream(text), limits);
      assertThat(block.cutLines()).isOne();
      assertThat(block.lines()).isEqualTo(before.length() + (before.length() == 2 ? 1 : 2));
    }
  }

  @Test
  void streamThatCannotTellWhatIsThereIsNotWaitedFor() {
    InputStream silent =
        new FilterInputStream(Framed.inSteps("a\nb\n".getBytes(ISO_8859_1), List.of(2), true)) {
          @Override
          public int available() throws IOException {
            throw new IOException("not known");
          }
        };
    assertThat(first(silent, FramingLimits.DEFAULT).lines()).isEqualTo(1);
  }

  @Test
  void blockHoldsTheLongestLineAndItsEnd() {
    LineBlock block = new LineBlock(new FramingLimits(10, 1, 100));
    assertThat(block.bytes()).hasSize(12 + LineBlock.SLACK);
    assertThat(block.maxLines()).isEqualTo(12);
  }

  // --- failures

  @Test
  void whatWasReadBeforeAFailureIsGiven() {
    LineFramer framer = new LineFramer(FramingLimits.DEFAULT);
    framer.start(Framed.failing("one\ntwo\nthr".getBytes(ISO_8859_1), "disk on fire"));
    Framed framed = Framed.of(framer, new LineBlock(FramingLimits.DEFAULT));
    assertThat(framed.lines()).containsExactly("one", "two", "thr");
    assertThat(framer.failure()).hasMessage("disk on fire");
  }

  @Test
  void lineIsGivenWithoutWaitingForTheNext() {
    InputStream live =
        new InputStream() {
          private final byte[] line = "one\ntw".getBytes(ISO_8859_1);
          private boolean given;

          @Override
          public int read() throws IOException {
            throw new IOException("not byte by byte");
          }

          @Override
          public int read(byte[] b, int from, int length) {
            if (given) {
              throw new AssertionError("a live stream would block here");
            }
            given = true;
            System.arraycopy(line, 0, b, from, line.length);
            return line.length;
          }
        };
    LineFramer framer = new LineFramer(FramingLimits.DEFAULT);
    LineBlock block = new LineBlock(FramingLimits.DEFAULT);
    framer.start(live);
    assertThat(framer.next(block)).isTrue();
    assertThat(block.lines()).isEqualTo(1);
  }

  @Test
  void limitsAreChecked() {
    assertThatThrownBy(() -> new FramingLimits(0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxLineLength must be 1 to 67108864 bytes: 0");
    assertThatThrownBy(() -> new FramingLimits(FramingLimits.MAX_MAX_LINE_LENGTH + 1, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FramingLimits(1, 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void plainReadingIsNoCopyOfTheFramer() {
    assertThat(Framed.plainly("ab\r\ncdef\n\ng".getBytes(ISO_8859_1), 3))
        .isEqualTo(new Framed(List.of("ab", "cde", "", "g"), 1, 11, true));
  }
}
