package io.maillog.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.maillog.header.parse.ParsedHeader;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A point in time as a log states it. */
class LogTimeTest {
  @Test
  void isThatInstantWithItsOffset() {
    LogTime time = new LogTime(1_789_200_930, 123_000_000, 7200, 3);
    assertThat(time.toInstant()).isEqualTo(Instant.parse("2026-09-12T08:15:30.123Z"));
    assertThat(time.toOffsetDateTime())
        .isEqualTo(OffsetDateTime.parse("2026-09-12T10:15:30.123+02:00"));
    assertThat(time.toString()).isEqualTo("2026-09-12T10:15:30.123+02:00");
  }

  @Test
  void precisionAndOffsetAreAsLogged() {
    assertThat(new LogTime(0, 0, 0, 0).toString()).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(new LogTime(0, 0, 60, 0).toString()).isEqualTo("1970-01-01T00:01:00+00:01");
    assertThat(new LogTime(0, 0, -60, 0).toString()).isEqualTo("1969-12-31T23:59:00-00:01");
    assertThat(new LogTime(59, 1, -34_200, 9).toString())
        .isEqualTo("1969-12-31T14:30:59.000000001-09:30");
    assertThat(new LogTime(59, 1, 0, 1).toString()).isEqualTo("1970-01-01T00:00:59.0Z");
    assertThat(new LogTime(86_399, 987_654_321, 0, 9).toString())
        .isEqualTo("1970-01-01T23:59:59.987654321Z");
  }

  @Test
  void earlierOnesComeFirst() {
    List<LogTime> ascending =
        List.of(
            new LogTime(4, 9, 0, 9),
            new LogTime(5, 1, 7200, 9),
            new LogTime(5, 2, 0, 9),
            new LogTime(6, 0, -7200, 0));
    for (LogTime one : ascending) {
      for (LogTime other : ascending) {
        assertThat(Integer.signum(one.compareTo(other)))
            .isEqualTo(Integer.compare(ascending.indexOf(one), ascending.indexOf(other)));
      }
    }
    assertThat(new LogTime(5, 1, 0, 9)).isEqualByComparingTo(new LogTime(5, 1, 7200, 1));
  }

  /** What has no text, or another one than it is. */
  @Test
  void partsAreInTheirRanges() {
    long last = 253_402_300_799L; // of the year 9999, and the first of the year 0
    long first = -62_167_219_200L;
    assertThat(new LogTime(last + 3600, 0, -3600, 0)).hasToString("9999-12-31T23:59:59-01:00");
    assertThat(new LogTime(first - 3600, 0, 3600, 0)).hasToString("0000-01-01T00:00:00+01:00");
    long[][] others = {
      {last + 1, 0, 0, 0},
      {last, 0, 1, 0},
      {first - 1, 0, 0, 0},
      {first, 0, -1, 0},
      {0, -1, 0, 0},
      {0, 1_000_000_000, 0, 0},
      {0, 0, 64_801, 0},
      {0, 0, -64_801, 0},
      {0, 0, 0, -1},
      {0, 0, 0, 10},
    };
    for (long[] o : others) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new LogTime(o[0], (int) o[1], (int) o[2], (int) o[3]));
    }
  }

  @Test
  void headerWithoutATimeHasNone() {
    assertThatIllegalArgumentException().isThrownBy(() -> LogTime.of(new ParsedHeader()));
  }
}
