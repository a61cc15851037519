package io.maillog.header.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** A stamp is ruled out only where no year and no zone can make it one of the span. */
class StampSpanProperties {
  private static final long FIRST = 946_684_800L; // 2000
  private static final long LAST = 2_208_988_800L; // 2040
  private static final long YEAR = 31_557_600L;

  private static final DateTimeFormatter YEARLESS =
      DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private static ParsedHeader header(String line) {
    byte[] bytes = line.getBytes(UTF_8);
    ParsedHeader header = new ParsedHeader();
    new HeaderParser().parse(bytes, 0, bytes.length, header);
    return header;
  }

  private static String yearless(LocalDateTime local) {
    return YEARLESS.format(local) + " mx1 demo[1]: x";
  }

  private static StampSpan span(long from, long length) {
    return new StampSpan(Instant.ofEpochSecond(from), Instant.ofEpochSecond(from + length));
  }

  @Property
  void stampOfTheSpanIsNeverRuledOut(
      @ForAll @LongRange(min = FIRST, max = LAST) long from,
      @ForAll @LongRange(min = 1, max = 2 * YEAR) long length,
      @ForAll @LongRange(min = 0, max = 2 * YEAR) long at,
      @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int offsetMinutes) {
    StampSpan span = span(from, length);
    ZoneOffset offset = ZoneOffset.ofTotalSeconds(60 * offsetMinutes);
    Instant inside = Instant.ofEpochSecond(from + at % length);
    LocalDateTime local = LocalDateTime.ofInstant(inside, offset);
    String stated = inside.atOffset(offset).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    assertThat(span.rulesOut(header(yearless(local)))).isFalse();
    assertThat(span.rulesOut(header(LOCAL.format(local) + " x"))).isFalse();
    assertThat(span.rulesOut(header(stated + " mx1 demo[1]: x"))).isFalse();
  }

  @Property
  void stampThatIsFarFromTheSpanIsRuledOut(
      @ForAll @LongRange(min = FIRST, max = LAST) long from,
      @ForAll @LongRange(min = 1, max = 300 * 86_400) long length,
      @ForAll @LongRange(min = 4 * 86_400, max = 30 * 86_400) long far,
      @ForAll boolean before) {
    StampSpan span = span(from, length);
    Instant outside = Instant.ofEpochSecond(before ? from - far : from + length + far);
    LocalDateTime local = LocalDateTime.ofInstant(outside, ZoneOffset.UTC);
    boolean leapDay = local.getMonthValue() == 2 && local.getDayOfMonth() == 29;
    assertThat(span.rulesOut(header(yearless(local)))).isEqualTo(!leapDay);
    assertThat(span.rulesOut(header(LOCAL.format(local) + " x"))).isEqualTo(!leapDay);
    assertThat(span.rulesOut(header(local + ":00Z mx1 demo[1]: x"))).isEqualTo(!leapDay);
  }

  @Example
  void statedOffsetNeedsNoMarginOfADay() {
    StampSpan span =
        new StampSpan(Instant.parse("2026-09-12T10:00:00Z"), Instant.parse("2026-09-12T11:00:00Z"));
    assertThat(span.rulesOut(header("2026-09-12T08:59:59Z mx1 demo[1]: x"))).isTrue();
    assertThat(span.rulesOut(header("2026-09-12T09:00:00Z mx1 demo[1]: x"))).isFalse();
    assertThat(span.rulesOut(header("2026-09-12T13:59:59+02:00 mx1 demo[1]: x"))).isFalse();
    assertThat(span.rulesOut(header("2026-09-12T14:00:00+02:00 mx1 demo[1]: x"))).isTrue();
  }

  @Example
  void openSpanAndLinesWithoutAStamp() {
    Instant start = Instant.parse("2026-09-12T10:00:00Z");
    StampSpan since = new StampSpan(start, null);
    assertThat(since.rulesOut(header("2026-09-11T08:00:00Z mx1 demo[1]: x"))).isTrue();
    assertThat(since.rulesOut(header("2036-09-11T08:00:00Z mx1 demo[1]: x"))).isFalse();
    assertThat(since.rulesOut(header("Mar  1 08:00:00 mx1 demo[1]: x"))).isFalse();
    StampSpan until = new StampSpan(null, start);
    assertThat(until.rulesOut(header("2026-09-13T08:00:00Z mx1 demo[1]: x"))).isTrue();
    assertThat(until.rulesOut(header("1996-09-13T08:00:00Z mx1 demo[1]: x"))).isFalse();
    StampSpan hour = new StampSpan(start, start.plus(Duration.ofHours(1)));
    assertThat(hour.rulesOut(header("no stamp"))).isFalse();
    assertThat(hour.rulesOut(header("Mar  1 08:00:00 mx1 demo[1]: x"))).isTrue();
  }
}
