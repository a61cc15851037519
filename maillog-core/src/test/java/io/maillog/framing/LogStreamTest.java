package io.maillog.framing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogStreamTest {
  private static LogStream open(byte[] bytes) throws IOException {
    return LogStream.open(new ByteArrayInputStream(bytes), true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "\u001f",
        "\u001f\u008a",
        "BZ",
        "BZh",
        "BZhello",
        "\u00fd7zXZ",
        "(\u00b5/",
        "line\n"
      })
  void whatOnlyStartsLikeAMagicNumberIsText(String text) throws IOException {
    byte[] bytes = text.getBytes(ISO_8859_1);
    try (LogStream stream = open(bytes)) {
      assertThat(stream.readAllBytes()).isEqualTo(bytes);
      assertThat(stream.compressed()).isFalse();
      assertThat(stream.consumed()).isEqualTo(bytes.length);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\u001fx", "BZx", "BZhx", "(x", "\u00fd7zx"})
  void noMoreIsReadThanTellsThatItIsText(String text) throws IOException {
    InputStream live = Framed.failing(text.getBytes(ISO_8859_1), "a live stream would block here");
    assertThat(LogStream.open(live, false).consumed()).isEqualTo(text.length());
  }

  @Test
  void gzipIsToldByItsBytes() throws IOException {
    byte[] text = "a line\n".repeat(1000).getBytes(ISO_8859_1);
    byte[] gzip = Gzip.of(text);
    try (LogStream stream = open(gzip)) {
      assertThat(stream.readAllBytes()).isEqualTo(text);
      assertThat(stream.compressed()).isTrue();
      assertThat(stream.consumed()).isEqualTo(gzip.length);
    }
  }

  @Test
  void formsThatNobodyDecodesAreRefused() {
    assertRefused(
        "\u00fd7zXZ\0rest",
        "compressed with xz: add io.maillog:maillog-compress and org.tukaani:xz");
    assertRefused(
        "BZh91AY",
        "compressed with bzip2: add io.maillog:maillog-compress and org.apache.commons:commons-compress");
    assertRefused(
        "(\u00b5/\u00fdrest",
        "compressed with zstd: add io.maillog:maillog-compress and com.github.luben:zstd-jni");
  }

  @Test
  void refusedFileIsClosed() {
    AtomicInteger closed = new AtomicInteger();
    for (boolean owned : new boolean[] {true, false}) {
      InputStream in =
          new ByteArrayInputStream("BZh91AY".getBytes(ISO_8859_1)) {
            @Override
            public void close() {
              closed.incrementAndGet();
            }
          };
      assertThatThrownBy(() -> LogStream.open(in, owned, null)).isInstanceOf(IOException.class);
      assertThat(closed).as("a caller's stream stays open").hasValue(1);
    }
  }

  private static void assertRefused(String text, String message) {
    assertThatThrownBy(() -> open(text.getBytes(ISO_8859_1)))
        .isInstanceOf(IOException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 4999, 5000, 5001, 100_000})
  void whatWasLookedAtIsReadAgain(int limit) throws IOException {
    byte[] text = "line\n".repeat(1000).getBytes(ISO_8859_1);
    for (byte[] bytes : new byte[][] {text, Gzip.of(text)}) {
      try (LogStream stream = open(bytes);
          InputStream ahead = stream.lookAhead(limit)) {
        byte[] seen = ahead.readAllBytes();
        assertThat(seen).isEqualTo(Arrays.copyOf(text, Math.min(limit, text.length)));
        assertThat(stream.lookedAtAll()).isEqualTo(limit > text.length);
        assertThat(stream.readAllBytes()).isEqualTo(text);
        assertThat(stream.available()).isZero();
      }
    }
  }

  @Test
  void lookAheadTellsHowMuchIsLeftOfIt() throws IOException {
    try (LogStream stream = open("line\n".repeat(1000).getBytes(ISO_8859_1))) {
      InputStream ahead = stream.lookAhead(100);
      assertThat(ahead.readNBytes(40)).hasSize(40);
      assertThat(ahead.available()).isEqualTo(60);
      assertThat(stream.available()).isEqualTo(40);
      assertThat(ahead.readNBytes(100)).hasSize(60);
      assertThat(ahead.available()).isZero();
      assertThat(stream.readNBytes(30)).hasSize(30);
      assertThat(stream.available()).isEqualTo(70);
      byte[] rest = new byte[200];
      assertThat(stream.read(rest, 0, rest.length)).isEqualTo(70);
      assertThat(rest).startsWith("line\n".repeat(14).getBytes(ISO_8859_1)).endsWith(0, 0);
      assertThat(stream.available()).isEqualTo(4900);
    }
  }

  @Test
  void muchMayBeLookedAtInOneRead() throws IOException {
    byte[] text = "line\n".repeat(15_000).getBytes(ISO_8859_1);
    try (LogStream stream = open(text)) {
      InputStream ahead = stream.lookAhead(100_000);
      byte[] seen = new byte[60_000];
      assertThat(ahead.read()).isEqualTo('l');
      assertThat(ahead.read(seen, 0, seen.length)).isEqualTo(seen.length);
      assertThat(stream.readAllBytes()).isEqualTo(text);
    }
  }

  @Test
  void failureWhileLookingAheadIsMetAgain() throws IOException {
    byte[] gzip = Gzip.of("line\n".repeat(1000).getBytes(ISO_8859_1));
    try (LogStream stream = open(Arrays.copyOf(gzip, gzip.length - 9));
        InputStream ahead = stream.lookAhead(100_000)) {
      byte[] seen = ahead.readNBytes(5000);
      assertThat(seen).isNotEmpty();
      assertThat(ahead.read(new byte[9], 0, 9)).isEqualTo(-1);
      assertThat(stream.lookedAtAll()).isFalse();
      assertThat(stream.readNBytes(seen.length)).isEqualTo(seen);
      assertThatThrownBy(stream::read).hasMessage("truncated gzip");
    }
  }
}
