package io.maillog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maillog.bytes.ByteSlice;
import io.maillog.dialect.Dialects;
import io.maillog.event.Field;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A live log that is given a stream takes its whole lines, and says how far that was. */
class LiveLogReadTest {
  private static final String HEAD = "Sep 12 10:15:30 mx1 cron[1]: ";

  private final List<String> texts = new ArrayList<>();
  private final LiveLog log =
      LiveLog.builder()
          .dialects(Dialects.of())
          .onEvent(event -> texts.add(Objects.requireNonNull(event.text(Field.TEXT))))
          .build();

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void halfALineWaitsForItsEnd() throws IOException {
    String whole = HEAD + "one\n" + HEAD + "two\r\n";
    String file = whole + HEAD + "thr";
    assertThat(log.read(stream(file))).isEqualTo(whole.length());
    assertThat(texts).containsExactly("one", "two");
    assertThat(log.read(stream((file + "ee\n").substring(whole.length()))))
        .isEqualTo(HEAD.length() + 6);
    assertThat(texts).containsExactly("one", "two", "three");
    assertThat(log.lines()).isEqualTo(3);
  }

  @Test
  void nothingIsTakenOfNothing() throws IOException {
    assertThat(log.read(stream(""))).isZero();
    assertThat(log.read(stream("no end"))).isZero();
    assertThat(log.lines()).isZero();
  }

  @Test
  void longLineIsCutAndTheNextIsWhole() throws IOException {
    String file = HEAD + "x".repeat(1_000_000) + "\n" + HEAD + "next\n";
    assertThat(log.read(stream(file))).isEqualTo(file.length());
    assertThat(texts).hasSize(2).last().isEqualTo("next");
    assertThat(texts.get(0)).hasSize((64 << 10) - HEAD.length());
  }

  @Test
  void zerosBeforeALineAreLeftOutAlikeHoweverItComes() throws IOException {
    for (int zeros = (64 << 10) - 50; zeros < (64 << 10) + 50; zeros++) {
      byte[] line = ("\0".repeat(zeros) + HEAD + "text\n").getBytes(StandardCharsets.UTF_8);
      List<Integer> lengths = new ArrayList<>();
      LiveLog both =
          LiveLog.builder()
              .dialects(Dialects.of())
              .onEvent(event -> lengths.add(event.raw(new ByteSlice()).length()))
              .build();
      both.read(new ByteArrayInputStream(line));
      both.lines(line, 0, line.length);
      assertThat(lengths.get(0)).as("%d zeros", zeros).isEqualTo(lengths.get(1));
    }
  }

  @Test
  void zerosBeforeALineAreNoneOfIt() throws IOException {
    String file = "\0".repeat(300_000) + HEAD + "text\n";
    assertThat(log.read(stream(file))).isEqualTo(file.length());
    assertThat(texts).containsExactly("text");
  }

  @Test
  void streamThatFailsSaysSo() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("gone");
          }

          @Override
          public int read(byte[] target, int from, int count) throws IOException {
            throw new IOException("gone");
          }
        };
    assertThatThrownBy(() -> log.read(broken)).isInstanceOf(IOException.class).hasMessage("gone");
  }

  @Test
  void handlerMayNotRead() throws IOException {
    LiveLog[] self = new LiveLog[1];
    self[0] =
        LiveLog.builder()
            .dialects(Dialects.of())
            .onEvent(
                event ->
                    assertThatThrownBy(() -> self[0].read(stream(HEAD + "inner\n")))
                        .isInstanceOf(IllegalStateException.class))
            .build();
    assertThat(self[0].read(stream(HEAD + "outer\n"))).isPositive();
    assertThat(self[0].lines()).isEqualTo(1);
  }

  @Test
  void pieceByPieceItIsTheSame() throws IOException {
    String file = HEAD + "one\n\n" + HEAD + "two\r\n" + HEAD + "\n" + HEAD + "four \u00fc\n";
    byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
    log.read(stream(file));
    List<String> whole = List.copyOf(texts);
    assertThat(whole).hasSize(5);
    for (int piece = 1; piece <= bytes.length; piece++) {
      texts.clear();
      int position = 0;
      for (int end = piece; end < bytes.length + piece; end += piece) {
        int length = Math.min(end, bytes.length) - position;
        position += (int) log.read(new ByteArrayInputStream(bytes, position, length));
      }
      assertThat(position).isEqualTo(bytes.length);
      assertThat(texts).as("pieces of " + piece).isEqualTo(whole);
    }
  }
}
