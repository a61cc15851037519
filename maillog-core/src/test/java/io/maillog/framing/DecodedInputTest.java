package io.maillog.framing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maillog.bytes.Decompressor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A decompressor of somebody's is trusted with nothing. */
class DecodedInputTest {
  private static final byte[] MAGIC = "DEMO".getBytes(ISO_8859_1);
  private static final byte[] TEXT = "a line\n".repeat(5000).getBytes(ISO_8859_1);

  private interface Opening {
    InputStream open(InputStream compressed) throws IOException;
  }

  private record Demo(String name, List<byte[]> magicNumbers, Opening opening)
      implements Decompressor {
    Demo(Opening opening) {
      this("demo", List.of(MAGIC), opening);
    }

    @Override
    public InputStream open(InputStream compressed) throws IOException {
      return opening.open(compressed);
    }
  }

  /** Takes off the magic number, and decodes nothing. */
  private static InputStream plain(InputStream compressed) throws IOException {
    if (!Arrays.equals(compressed.readNBytes(MAGIC.length), MAGIC)) {
      throw new IOException("no magic number");
    }
    return compressed;
  }

  private static LogStream open(InputStream in, Decompressor... decompressors) throws IOException {
    return LogStream.open(in, true, null, CompressedForms.of(List.of(decompressors)));
  }

  private static InputStream demo() {
    return new ByteArrayInputStream(Gzip.join(MAGIC, TEXT));
  }

  @Test
  void formOfSomebodysIsToldByItsMagicNumber() throws IOException {
    try (LogStream stream = open(demo(), new Demo(DecodedInputTest::plain))) {
      assertThat(stream.compressed()).isTrue();
      assertThat(stream.modified()).isNull();
      assertThat(stream.readAllBytes()).isEqualTo(TEXT);
      assertThat(stream.read()).isEqualTo(-1);
      assertThat(stream.available()).isZero();
      assertThat(stream.consumed()).isEqualTo(MAGIC.length + TEXT.length);
    }
    byte[] other = "DEMon".getBytes(ISO_8859_1);
    try (LogStream stream =
        open(new ByteArrayInputStream(other), new Demo(DecodedInputTest::plain))) {
      assertThat(stream.compressed()).isFalse();
      assertThat(stream.readAllBytes()).isEqualTo(other);
    }
  }

  @Test
  void longestMagicNumberDecides() throws IOException {
    Demo shorter =
        new Demo("shorter", List.of(new byte[] {'D', 'E'}), in -> InputStream.nullInputStream());
    for (Decompressor[] order :
        new Decompressor[][] {
          {shorter, new Demo(DecodedInputTest::plain)}, {new Demo(DecodedInputTest::plain), shorter}
        }) {
      assertThat(open(demo(), order).readAllBytes()).isEqualTo(TEXT);
      assertThatThrownBy(
              () -> open(new ByteArrayInputStream(new byte[] {'D', 'E', 'X'}), order).read())
          .hasMessage("damaged shorter: data behind its end");
    }
  }

  @Test
  void gzipStaysOurs() throws IOException {
    byte[] magic = {(byte) GzipInput.MAGIC_0, (byte) GzipInput.MAGIC_1, 8};
    Demo thief = new Demo("thief", List.of(magic), in -> InputStream.nullInputStream());
    assertThat(open(new ByteArrayInputStream(Gzip.of(TEXT)), thief).readAllBytes()).isEqualTo(TEXT);
  }

  @Test
  void nothingIsDecodedBeforeItIsAskedFor() throws IOException {
    InputStream in = Framed.failing(MAGIC, "a live stream would block here");
    assertThat(open(in, new Demo(DecodedInputTest::plain)).consumed()).isEqualTo(MAGIC.length);
  }

  @Test
  void sourceMayGiveLittleOrNothing() throws IOException {
    InputStream in = Framed.inSteps(Gzip.join(MAGIC, TEXT), List.of(0, 1, 0, 300), false);
    assertThat(open(in, new Demo(DecodedInputTest::plain)).readAllBytes()).isEqualTo(TEXT);
  }

  @Test
  void whatIsThereIsTold() throws IOException {
    try (LogStream stream = open(demo(), new Demo(DecodedInputTest::plain))) {
      for (int i = 0; i < TEXT.length; i++) {
        assertThat(stream.available()).as("at %s", i).isBetween(1, TEXT.length - i + MAGIC.length);
        assertThat(stream.read()).isEqualTo(TEXT[i]);
      }
      assertThat(stream.read()).isEqualTo(-1);
    }
  }

  // --- what goes wrong

  /** Gives some text, and then throws, with so much in the array. */
  private static Demo throwing(int before, Supplier<Throwable> thrown) {
    return new Demo(
        compressed ->
            new InputStream() {
              private int at;

              @Override
              public int read() {
                throw new IllegalStateException("arrays are asked for");
              }

              @Override
              public int read(byte[] b, int from, int length) throws IOException {
                int n = Math.min(length, before - at);
                System.arraycopy(TEXT, at, b, from, n);
                at += n;
                if (at < before) {
                  return n;
                }
                return DecodedInputTest.<RuntimeException>raise(thrown.get());
              }
            });
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> int raise(Throwable thrown) throws E {
    throw (E) thrown;
  }

  private record Fault(Supplier<Throwable> thrown, InputFailure.Kind kind, String message) {}

  static List<Fault> faults() {
    return List.of(
        fault(() -> new IOException("bad block"), "damaged demo: bad block"),
        fault(() -> new IOException("bad block\nand more"), "damaged demo: bad block"),
        fault(IOException::new, "damaged demo: IOException"),
        fault(EOFException::new, "truncated demo"),
        fault(() -> new ArrayIndexOutOfBoundsException("7"), "damaged demo: 7"),
        fault(NullPointerException::new, "damaged demo: NullPointerException"),
        fault(AssertionError::new, "damaged demo: AssertionError"),
        fault(StackOverflowError::new, "damaged demo: StackOverflowError"),
        new Fault(
            () -> new UnsupportedOperationException("needs 1 GiB"),
            InputFailure.Kind.UNSUPPORTED,
            "compressed with demo: needs 1 GiB"),
        new Fault(
            () -> new UnsatisfiedLinkError("no demo in java.library.path"),
            InputFailure.Kind.UNSUPPORTED,
            "compressed with demo, whose decoder cannot be loaded: no demo in java.library.path"),
        new Fault(
            () -> new NoClassDefFoundError("Could not initialize class Demo"),
            InputFailure.Kind.UNSUPPORTED,
            "compressed with demo, whose decoder cannot be loaded: Could not initialize class Demo"),
        new Fault(
            () -> absent("org/example/Demo"),
            InputFailure.Kind.UNSUPPORTED,
            "compressed with demo: a library of its decoder is missing"));
  }

  private static Fault fault(Supplier<Throwable> thrown, String message) {
    return new Fault(thrown, InputFailure.Kind.DAMAGED, message);
  }

  private static Throwable absent(String name) {
    return new NoClassDefFoundError(name).initCause(new ClassNotFoundException(name));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void whateverIsThrownIsSaidBehindWhatWasDecoded(Fault fault) throws IOException {
    for (int before : new int[] {0, 1, 8191, 8192, 8193, 20_000}) {
      try (LogStream stream = open(demo(), throwing(before, fault.thrown()))) {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        assertThatThrownBy(() -> stream.transferTo(decoded))
            .isInstanceOf(InputFailure.class)
            .hasMessage(fault.message())
            .satisfies(e -> assertThat(((InputFailure) e).kind()).isEqualTo(fault.kind()));
        assertThat(decoded.toByteArray()).isEqualTo(Arrays.copyOf(TEXT, before));
        assertThat(stream.available()).isZero();
        assertThatThrownBy(stream::read).as("again").hasMessage(fault.message());
      }
      Demo opening =
          new Demo(
              in -> {
                throwing(0, fault.thrown()).open(in).readAllBytes();
                return in;
              });
      assertThatThrownBy(() -> open(demo(), opening).read()).hasMessage(fault.message());
    }
  }

  @Test
  void endOfTheSourceTellsThatItWasCut() {
    Demo demo =
        new Demo(
            in -> {
              in.readAllBytes();
              throw new IOException("block 1 is odd");
            });
    assertThatThrownBy(() -> open(demo(), demo).read()).hasMessage("truncated demo");
  }

  @Test
  void whatFailsBelowIsNoDamage() {
    IOException mine = new IOException("the line is dead");
    RuntimeException bug = new IllegalStateException("a bug");
    Opening blaming =
        in -> {
          try {
            in.readAllBytes();
          } catch (IOException | RuntimeException e) {
            throw new IOException("damaged, I think");
          }
          return in;
        };
    assertThatThrownBy(() -> open(endingWith(mine, null), new Demo(blaming)).read()).isSameAs(mine);
    assertThatThrownBy(() -> open(endingWith(mine, bug), new Demo(blaming)).read()).isSameAs(bug);
  }

  private static InputStream endingWith(IOException failure, RuntimeException bug) {
    return new FilterInputStream(new ByteArrayInputStream(MAGIC)) {
      @Override
      public int read(byte[] b, int from, int length) throws IOException {
        int n = super.read(b, from, length);
        if (n < 0 && bug != null) {
          throw bug;
        }
        if (n < 0) {
          throw failure;
        }
        return n;
      }
    };
  }

  @Test
  void decoderThatOpensOrGivesNothingEnds() {
    assertThatThrownBy(() -> open(demo(), new Demo(in -> null)).read())
        .hasMessage("damaged demo: the decoder opens nothing");
    assertThatThrownBy(() -> open(demo(), new Demo(in -> giving(0))).read())
        .hasMessage("damaged demo: the decoder gave 0 bytes of 8192");
    assertThatThrownBy(() -> open(demo(), new Demo(in -> giving(9000))).read())
        .hasMessage("damaged demo: the decoder gave 9000 bytes of 8192");
  }

  private static InputStream giving(int n) {
    return new InputStream() {
      @Override
      public int read() {
        return -1;
      }

      @Override
      public int read(byte[] b, int from, int length) {
        return n;
      }
    };
  }

  @Test
  void whatADecoderLeavesIsSaid() {
    Demo first = new Demo(in -> new ByteArrayInputStream(plain(in).readNBytes(700)));
    ByteArrayOutputStream decoded = new ByteArrayOutputStream();
    assertThatThrownBy(() -> open(demo(), first).transferTo(decoded))
        .hasMessage("damaged demo: data behind its end");
    assertThat(decoded.toByteArray()).isEqualTo(Arrays.copyOf(TEXT, 700));
  }

  @Test
  void bothAreClosedOnce() throws IOException {
    AtomicInteger source = new AtomicInteger();
    AtomicInteger decoder = new AtomicInteger();
    LogStream stream =
        open(
            closing(demo(), source, null),
            new Demo(in -> closing(plain(in), decoder, new IllegalStateException("badly"))));
    assertThat(stream.read()).isEqualTo('a');
    stream.close();
    assertThat(source).hasValue(1);
    assertThat(decoder).hasValue(1);
    assertThat(stream.read()).as("closed").isEqualTo(-1);
  }

  private static InputStream closing(InputStream in, AtomicInteger closed, RuntimeException e) {
    return new FilterInputStream(in) {
      @Override
      public void close() throws IOException {
        super.close();
        closed.incrementAndGet();
        if (e != null) {
          throw e;
        }
      }
    };
  }

  // --- who is there

  @Test
  void nextDecompressorIsTakenForOneThatCannotBeLoaded() throws IOException {
    Demo missing = new Demo(in -> raiseStream(absent("org/example/Demo")));
    Demo there = new Demo(DecodedInputTest::plain);
    assertThat(open(demo(), missing, there).readAllBytes()).isEqualTo(TEXT);
    assertThat(open(demo(), there, missing).readAllBytes()).isEqualTo(TEXT);
    Demo late =
        new Demo(
            in -> {
              assertThat(in.read()).isEqualTo('D');
              return raiseStream(absent("org/example/Demo"));
            });
    assertThatThrownBy(() -> open(demo(), late, there).read())
        .hasMessage("compressed with demo: a library of its decoder is missing");
  }

  private static InputStream raiseStream(Throwable thrown) {
    raise(thrown);
    return InputStream.nullInputStream();
  }

  @Test
  void missingLibraryOfAKnownFormIsNamed() {
    byte[] magic = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0};
    Demo xz =
        new Demo("xz", List.of(magic), in -> raiseStream(absent("org/tukaani/xz/XZInputStream")));
    assertThatThrownBy(() -> open(new ByteArrayInputStream(magic), xz).read())
        .hasMessage("compressed with xz: add io.maillog:maillog-compress and org.tukaani:xz");
  }

  @Test
  void decompressorThatDoesNotSayWhatItDecodesIsNotThere() throws IOException {
    Demo there = new Demo(DecodedInputTest::plain);
    List<Demo> bad =
        List.of(
            new Demo(null, List.of(MAGIC), in -> null),
            new Demo("null", null, in -> null),
            new Demo("null", Arrays.asList(MAGIC, null), in -> null),
            new Demo("empty", List.of(new byte[0]), in -> null),
            new Demo("short", List.of(MAGIC, new byte[] {'a'}), in -> null),
            new Demo("long", List.of(new byte[33]), in -> null));
    for (Demo one : bad) {
      assertThat(open(demo(), one, there).readAllBytes()).isEqualTo(TEXT);
      assertThat(open(new ByteArrayInputStream(TEXT), one).readAllBytes()).isEqualTo(TEXT);
    }
  }
}
