package io.maillog.follow.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.follow.stream.SyslogFraming.Result;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyslogFramingTest {
  private final SyslogFraming framing = new SyslogFraming();
  private final List<String> given = new ArrayList<>();

  private Result accept(String bytes) {
    byte[] b = bytes.getBytes(StandardCharsets.ISO_8859_1);
    return framing.accept(b, 0, b.length, this::give);
  }

  private boolean give(SyslogMessage message) {
    int length = message.line();
    if (length > 0) {
      given.add(new String(message.bytes(), 0, length - 1, StandardCharsets.ISO_8859_1));
    }
    return true;
  }

  static List<Arguments> streams() {
    return List.of(
        Arguments.of("counted", "5 <1>ab6 <2>cde", List.of("<1>ab", "<2>cde")),
        Arguments.of("with line feeds", "<1>ab\n<2>cde\n", List.of("<1>ab", "<2>cde")),
        Arguments.of("told by each", "<1>ab\n5 <2>cd<3>e\n", List.of("<1>ab", "<2>cd", "<3>e")),
        Arguments.of("line feed inside", "9 <1>a\n<2>b", List.of("<1>a#012<2>b")),
        Arguments.of("ends inside", "7 <1>ab\n\0", List.of("<1>ab")),
        Arguments.of(
            "ends behind", "5 <1>ab\n5 <2>cd\n\0\n<3>e\n", List.of("<1>ab", "<2>cd", "<3>e")),
        Arguments.of("NUL inside", "6 <1>a\0b<1>a\0b\n", List.of("<1>a\0b", "<1>a\0b")),
        Arguments.of("NUL at the end", "<1>ab\0\n", List.of("<1>ab")),
        Arguments.of("the last without", "<1>ab\n<2>c", List.of("<1>ab", "<2>c")),
        Arguments.of("the last cut", "5 <1>ab9 <2>c", List.of("<1>ab")),
        Arguments.of("the last length cut", "5 <1>ab9", List.of("<1>ab")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("streams")
  void messages(String why, String bytes, List<String> expected) {
    assertThat(accept(bytes)).isEqualTo(Result.MORE);
    framing.end(this::give);
    assertThat(given).as(why).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\n",
        "\u0016\u0003\u0001",
        "Sep 12 10:15:30 mx postfix",
        "0 <1>a",
        "05 <1>ab",
        "2026-12-01T00:00:00Z",
        "5\n<1>ab",
        "5  <1>ab",
        "-5 <1>ab",
        "5 abcde",
        "1234567890 <1>ab",
        "99999999999999999999999999999999999999 <1>a",
        " <1>ab\n",
      })
  void noSyslog(String bytes) {
    assertThat(accept("<9>first\n")).isEqualTo(Result.MORE);
    assertThat(accept(bytes)).isEqualTo(Result.NO_SYSLOG);
    assertThat(given).containsExactly("<9>first");
  }

  @Test
  void hugeMessagesAreCutAndTheRestIsSkipped() {
    String much = "<1>" + "x".repeat(99_997);
    accept("100000 " + much);
    accept("5 <2>ab");
    accept(much + "\n<3>c\n");
    assertThat(given).extracting(String::length).containsExactly(65_536, 5, 65_536, 4);
    assertThat(given).contains("<2>ab", "<3>c");
  }

  @Test
  void aHugeCountTakesNoMemoryAndIsSkipped() {
    accept("999999999 <1>a");
    String block = "y".repeat(1 << 20);
    for (int i = 0; i < 953; i++) {
      accept(block);
    }
    assertThat(framing.inMessage()).isTrue();
    assertThat(given).isEmpty();
  }

  @Test
  void lineFeedsThatDoNotFitAreNotCutInTheirMiddle() {
    accept("<1>" + "x".repeat(65_531));
    SyslogMessage message = new SyslogMessage();
    byte[] b = ("<1>" + "x".repeat(65_531) + "\nyz").getBytes(StandardCharsets.US_ASCII);
    message.add(b, 0, b.length);
    assertThat(message.line()).isEqualTo(65_535);
    message.clear();
    message.add(b, 1, b.length);
    assertThat(message.line()).isEqualTo(65_534);
    message.clear();
    message.add(b, 3, b.length);
    assertThat(message.line()).isEqualTo(65_537);
  }
}
