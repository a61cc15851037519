package io.maillog.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Points in time are written as java.time writes them. */
class LogTimeProperties {
  private static DateTimeFormatter formatter(int digits) {
    DateTimeFormatterBuilder builder =
        new DateTimeFormatterBuilder().appendPattern("uuuu-MM-dd'T'HH:mm:ss");
    if (digits > 0) {
      builder.appendFraction(ChronoField.NANO_OF_SECOND, digits, digits, true);
    }
    return builder.appendOffset("+HH:MM", "Z").toFormatter();
  }

  @Property
  void textIsThatOfJavaTime(
      // years 1 to 9998
      @ForAll @LongRange(min = -62_135_500_000L, max = 253_370_000_000L) long second,
      @ForAll @IntRange(max = 999_999_999) int nano,
      @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int offsetMinutes,
      @ForAll @IntRange(max = 9) int digits) {
    LogTime time = new LogTime(second, nano, offsetMinutes * 60, digits);
    OffsetDateTime expected =
        Instant.ofEpochSecond(second, nano).atOffset(ZoneOffset.ofTotalSeconds(offsetMinutes * 60));
    assertThat(time.toOffsetDateTime()).isEqualTo(expected);
    assertThat(time).hasToString(formatter(digits).format(expected));
  }

  @Example
  void textFitsIntoItsLength() {
    LogTime longest = new LogTime(1_789_208_130L, 123_456_789, 7200, 9);
    assertThat(longest.toString()).hasSize(LogTime.MAX_TEXT);
    assertThatThrownBy(() -> LogTime.write(0, 0, 0, 0, new byte[10], 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Example
  void orderIsThatOfInstants() {
    LogTime early = new LogTime(10, 5, 3600, 9);
    assertThat(early.compareTo(new LogTime(10, 5, 0, 3))).isZero();
    assertThat(early)
        .isLessThan(new LogTime(10, 6, -3600, 9))
        .isGreaterThan(new LogTime(9, 9, 0, 9));
  }
}
