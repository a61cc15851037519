package io.maillog.framing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link InputStream} says of every stream, of each of this package. */
class StreamContractTest {
  /** Begins like bzip2, so that four bytes are looked at to tell that it is text. */
  private static final byte[] TEXT = "BZh\u00ff is no level\n\0\u0080".getBytes(ISO_8859_1);

  private static final List<Integer> AT_ONCE = List.of();

  private enum Kind {
    COUNTED(false) {
      @Override
      InputStream over(InputStream in) {
        return new CountingInput(in, true);
      }
    },
    GZIP(true) {
      @Override
      InputStream over(InputStream in) {
        return new GzipInput(in);
      }
    },
    LOG(false) {
      @Override
      InputStream over(InputStream in) throws IOException {
        return LogStream.open(in, true);
      }
    },
    COMPRESSED_LOG(true) {
      @Override
      InputStream over(InputStream in) throws IOException {
        return LogStream.open(in, true);
      }
    },
    LOG_THAT_WAS_LOOKED_AT(false) {
      @Override
      InputStream over(InputStream in) throws IOException {
        LogStream stream = LogStream.open(in, true);
        assertThat(stream.lookAhead(8).readAllBytes()).isEqualTo(Arrays.copyOf(TEXT, 8));
        return stream;
      }
    },
    LOOK_AHEAD(false) {
      @Override
      InputStream over(InputStream in) throws IOException {
        return LogStream.open(in, true).lookAhead(1000);
      }
    },
    LIMITED_LOOK_AHEAD(true) {
      @Override
      InputStream over(InputStream in) throws IOException {
        return LogStream.open(in, true).lookAhead(TEXT.length);
      }
    };

    private final boolean compressed;

    Kind(boolean compressed) {
      this.compressed = compressed;
    }

    abstract InputStream over(InputStream in) throws IOException;

    InputStream open(List<Integer> steps, boolean honest) throws IOException {
      return over(source(steps, honest));
    }

    InputStream source(List<Integer> steps, boolean honest) {
      return Framed.inSteps(compressed ? Gzip.of(TEXT) : TEXT, steps, honest);
    }
  }

  @ParameterizedTest
  @EnumSource
  void byteIsReadAtEachPlace(Kind kind) throws IOException {
    for (List<Integer> steps : List.of(AT_ONCE, List.of(1))) {
      try (InputStream in = kind.open(steps, true)) {
        for (byte b : TEXT) {
          assertThat(in.read()).isEqualTo(b & 0xff);
        }
        assertThat(in.read()).isEqualTo(-1);
        assertThat(in.read()).as("again").isEqualTo(-1);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void partOfAnArrayIsFilled(Kind kind) throws IOException {
    try (InputStream in = kind.open(List.of(2), true)) {
      for (int at = 0; at < TEXT.length; ) {
        byte[] b = new byte[9];
        int n = in.read(b, 3, 4);
        assertThat(n).isBetween(1, 4);
        byte[] expected = new byte[9];
        System.arraycopy(TEXT, at, expected, 3, n);
        assertThat(b).isEqualTo(expected);
        at += n;
      }
      assertThat(in.read(new byte[9], 3, 4)).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsReadIfNothingIsAskedFor(Kind kind) throws IOException {
    try (InputStream in = kind.open(AT_ONCE, true)) {
      assertThat(in.read(new byte[1], 1, 0)).isZero();
      assertThat(in.readAllBytes()).isEqualTo(TEXT);
    }
  }

  @ParameterizedTest
  @EnumSource
  void streamThatGivesNothingForOnceHasNotEnded(Kind kind) throws IOException {
    try (InputStream in = kind.open(List.of(0, 1, 0, 3), false)) {
      assertThat(in.readAllBytes()).isEqualTo(TEXT);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsThereIsTold(Kind kind) throws IOException {
    try (InputStream in = kind.open(AT_ONCE, true)) {
      for (int at = 0; at < TEXT.length; at++) {
        assertThat(in.available()).as("at %s", at).isBetween(1, TEXT.length - at);
        assertThat(in.read()).isNotNegative();
      }
      assertThat(in.read()).isEqualTo(-1);
      assertThat(in.available()).as("at the end").isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsToldToBeThereIfNobodyKnows(Kind kind) throws IOException {
    try (InputStream in = kind.open(List.of(1), false)) {
      assertThat(in.readNBytes(8)).hasSize(8);
      assertThat(in.available()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"COUNTED", "GZIP", "LOG", "COMPRESSED_LOG"})
  void whatIsUnderItIsClosedOnce(Kind kind) throws IOException {
    AtomicInteger closed = new AtomicInteger();
    InputStream source =
        new FilterInputStream(kind.source(AT_ONCE, true)) {
          @Override
          public void close() throws IOException {
            closed.incrementAndGet();
            super.close();
          }
        };
    try (InputStream in = kind.over(source)) {
      assertThat(in.readAllBytes()).isEqualTo(TEXT);
      assertThat(closed).hasValue(0);
    }
    assertThat(closed).hasValue(1);
  }
}
