package io.maillog.header.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.bytes.ByteScan;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;

/** What java.time formats is read back, in every form of a stamp. */
class StampProperties {
  private static final String[] WITHOUT_YEAR = {
    "MMM dd HH:mm:ss", "MMM ppd HH:mm:ss", "MMM d HH:mm:ss"
  };
  private static final String[] WITH_YEAR = {
    "MMM dd yyyy HH:mm:ss",
    "yyyy MMM dd HH:mm:ss",
    "EEE MMM ppd HH:mm:ss yyyy",
    "yyyy-MM-dd HH:mm:ss",
    "yyyy-MM-dd'T'HH:mm:ss",
    "EEE yyyy-MM-dd HH:mm:ss"
  };
  private static final String[] OFFSETS = {"XXX", "XX", " xxxx", "xxx"};

  // One parser for all: what it remembers must not show.
  private static final StampParser PARSER = new StampParser();

  private static ParsedHeader read(String stamp) {
    byte[] line = (stamp + " mx1 postfix/qmgr[1]: x").getBytes(StandardCharsets.US_ASCII);
    ParsedHeader h = new ParsedHeader();
    assertThat(PARSER.parse(line, 0, line.length, h)).as(stamp).isEqualTo(stamp.length());
    assertThat(h.stamped()).isTrue();
    return h;
  }

  private static String format(LocalDateTime time, String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(time);
  }

  private static void sameTime(ParsedHeader h, LocalDateTime time) {
    assertThat(h.month).isEqualTo(time.getMonthValue());
    assertThat(h.day).isEqualTo(time.getDayOfMonth());
    assertThat(h.secondOfDay).isEqualTo(time.toLocalTime().toSecondOfDay());
  }

  @Property
  void stampWithoutAYear(
      @ForAll @LongRange(max = 4_102_444_799L) long second,
      @ForAll @IntRange(max = 2) int form,
      @ForAll @IntRange(max = 999_999) int micro) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    ParsedHeader h = read(format(time, WITHOUT_YEAR[form]) + "." + String.format("%06d", micro));
    sameTime(h, time);
    assertThat(h.hasYear()).isFalse();
    assertThat(h.hasOffset()).isFalse();
    assertThat(h.nano()).isEqualTo(micro * 1000);
    assertThat(h.fractionDigits()).isEqualTo(6);
  }

  @Property
  void stampWithAYear(
      @ForAll @LongRange(max = 4_102_444_799L) long second, @ForAll @IntRange(max = 5) int form) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    ParsedHeader h = read(format(time, WITH_YEAR[form]));
    sameTime(h, time);
    assertThat(h.year).isEqualTo(time.getYear());
    assertThat(h.hasOffset()).isFalse();
    assertThat(h.fractionDigits()).isZero();
  }

  @Property
  void stampWithAnOffset(
      @ForAll @LongRange(max = 4_102_444_799L) long second,
      @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int minutes,
      @ForAll @IntRange(max = 3) int form) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    String pattern = "yyyy-MM-dd'T'HH:mm:ss.SSS" + OFFSETS[form];
    ParsedHeader h =
        read(
            DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
                .format(time.atOffset(ZoneOffset.ofTotalSeconds(minutes * 60))));
    sameTime(h, time);
    assertThat(h.hasOffset()).isTrue();
    assertThat(h.statedOffset).isEqualTo(minutes * 60);
    assertThat(h.fractionDigits()).isEqualTo(3);
  }

  @Property
  void secondsSince1970(@ForAll @LongRange(min = 100_000_000L, max = 9_999_999_999L) long second) {
    ParsedHeader h = read(second + ".123456");
    LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    sameTime(h, time);
    assertThat(h.year).isEqualTo(time.getYear());
    assertThat(h.statedOffset).isZero();
  }

  @Property
  void clockIsReadEightBytesAStep(
      @ForAll @StringLength(8) @CharRange(from = '/', to = ';') String text) {
    byte[] b = text.getBytes(StandardCharsets.US_ASCII);
    assertThat(StampParser.secondOfDay(ByteScan.word(b, 0))).isEqualTo(naive(text));
  }

  @Property
  void clockOfDigitsIsReadEightBytesAStep(
      @ForAll @IntRange(max = 99) int hour,
      @ForAll @IntRange(max = 99) int minute,
      @ForAll @IntRange(max = 99) int second) {
    String text = String.format("%02d:%02d:%02d", hour, minute, second);
    byte[] b = text.getBytes(StandardCharsets.US_ASCII);
    assertThat(StampParser.secondOfDay(ByteScan.word(b, 0))).isEqualTo(naive(text));
  }

  private static int naive(String text) {
    if (!text.matches("([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)")) {
      return -1; // 60 is the leap second
    }
    return Integer.parseInt(text, 0, 2, 10) * 3600
        + Integer.parseInt(text, 3, 5, 10) * 60
        + Integer.parseInt(text, 6, 8, 10);
  }
}
