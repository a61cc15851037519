package io.maillog.header.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of years and jumps, to the second. */
class TimePolicyBoundsTest {
  private static final DateTimeFormatter SYSLOG =
      DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ENGLISH);
  private static final long DAY = CivilDate.SECONDS_A_DAY;

  private final TimePolicy policy = TimePolicy.inZone(ZoneOffset.UTC);

  private static LocalDateTime at(String text) {
    return LocalDateTime.parse(text);
  }

  private static long second(LocalDateTime time) {
    return time.toEpochSecond(ZoneOffset.UTC);
  }

  private String complete(LocalDateTime stamp) {
    return Stamps.complete(policy, stamp.format(SYSLOG)).get(0);
  }

  private void anchorAt(LocalDateTime start) {
    policy.anchorYear(start.getYear());
    assertThat(complete(start)).isEqualTo(start.format(DateTimeFormatter.ISO_DATE_TIME) + "Z");
  }

  private boolean jumped() {
    return policy.doubtfulJump() != TimePolicy.NOWHERE;
  }

  private void assertYear(int year, LocalDateTime stamp) {
    assertThat(complete(stamp)).startsWith(year + "-");
    assertThat(policy.currentYear()).hasValue(year);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-03T10:00:01, 2025-12-27T10:00:01, 2025, false",
    "2026-01-03T10:00:01, 2025-12-27T10:00:00, 2026, true",
    "2025-12-28T10:00:00, 2026-01-04T10:00:00, 2026, false",
    "2025-12-28T10:00:00, 2026-01-04T10:00:01, 2026, true",
    "2025-09-12T10:00:00, 2025-09-05T10:00:00, 2025, false",
    "2025-09-12T10:00:00, 2025-09-05T09:59:59, 2025, true",
    "2025-09-12T10:00:00, 2025-09-19T10:00:00, 2025, false",
    "2025-09-12T10:00:00, 2025-09-19T10:00:01, 2025, true",
  })
  void sevenDaysAreNoJump(String start, String next, int year, boolean jump) {
    anchorAt(at(start));
    assertYear(year, at(next));
    assertThat(jumped()).isEqualTo(jump);
  }

  @Test
  void halfAYearBackIsAStepBackAndMoreIsANewYear() {
    LocalDateTime start = at("2025-12-31T12:00:00");
    LocalDateTime back = start.minusDays(183);
    anchorAt(start);
    assertYear(2025, back);
    anchorAt(start);
    assertYear(2026, back.minusSeconds(1));
  }

  @Test
  void noLineIsOfAYearToCome() {
    LocalDateTime start = at("2025-12-31T12:00:00");
    LocalDateTime next = start.minusDays(183).minusSeconds(1);
    for (int early = 0; early <= 1; early++) {
      policy.anchorYear(2025);
      policy.noneAfter(second(next.plusYears(1)) - DAY - early);
      complete(start);
      assertYear(2026 - early, next);
    }
  }

  @Test
  void stepBackOverNewYearGoesBeforeATimeToCome() {
    LocalDateTime start = at("2026-01-10T12:00:00");
    LocalDateTime back = start.minusDays(183);
    for (int early = 0; early <= 1; early++) {
      policy.anchorYear(2026);
      policy.noneAfter(second(back.plusYears(1)) - DAY - early);
      complete(start);
      assertYear(2026 - early, back);
    }
    policy.anchorYear(2026);
    complete(start);
    assertYear(2026, back.minusSeconds(1));
  }

  @Test
  void nearLineIsOfTheNextYearWhateverIsSaidOfTheLatest() {
    policy.startInput(YearHint.NONE);
    anchorAt(at("2025-12-28T10:00:00"));
    policy.noneAfter(second(at("2025-12-31T00:00:00")));
    assertYear(2026, at("2026-01-03T10:00:00"));
    assertThat(policy.save().latest()).isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @CsvSource({
    "02:30:00, 02:29:00, +02:00",
    "02:30:00, 02:28:59, +01:00",
    "03:45:00, 02:15:00, +01:00",
    "03:45:00, 02:14:59, +02:00",
  })
  void hourThatTheClockShowsTwice(String before, String time, String offset) {
    TimePolicy vienna = TimePolicy.inZone(ZoneId.of("Europe/Vienna"));
    vienna.anchorYear(2025);
    assertThat(Stamps.complete(vienna, "Oct 26 " + before, "Oct 26 " + time).get(1))
        .isEqualTo("2025-10-26T" + time + offset);
  }

  @Test
  void sameDayOfAnotherStatedYearIsOfThatYear() {
    assertThat(Stamps.complete(policy, "2025-09-12T10:00:00Z", "2026-09-12T10:00:00Z"))
        .containsExactly("2025-09-12T10:00:00Z", "2026-09-12T10:00:00Z");
  }

  @Test
  void jumpIsDoubtfulUntilTheLogHasGoneOnForADay() {
    LocalDateTime jump = at("2026-06-01T00:00:01");
    anchorAt(at("2026-03-01T00:00:00"));
    complete(jump);
    assertThat(policy.doubtfulJump()).isEqualTo(second(jump));
    complete(jump.minusHours(3));
    assertThat(jumped()).isTrue();
    complete(jump.plusDays(1).minusSeconds(1));
    assertThat(jumped()).isTrue();
    complete(jump.minusHours(3));
    complete(jump.plusDays(1));
    assertThat(jumped()).isFalse();
  }

  @Test
  void likelyYearThatIsTheCarriedOneSaysNothingOfAJump() {
    for (int hinted : List.of(2026, 2027)) {
      anchorAt(at("2026-03-01T00:00:00"));
      complete(at("2026-06-01T00:00:00"));
      policy.startInput(new YearHint(OptionalInt.of(hinted), false, null));
      assertYear(hinted, at("2026-06-01T12:00:00"));
      assertThat(jumped()).isEqualTo(hinted == 2026);
    }
  }

  /** The first stamp of an input refutes what is said of its latest, if it is later by a second. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void firstStampMayBeTheLatest(boolean certain) {
    LocalDateTime latest = at("2025-09-12T10:15:30");
    for (int late = 0; late <= 1; late++) {
      TimePolicy first = TimePolicy.inZone(ZoneOffset.UTC);
      first.startInput(
          new YearHint(
              OptionalInt.of(2025), certain, latest.minusDays(1).toInstant(ZoneOffset.UTC)));
      assertThat(first.save().latestIsChecked()).isFalse();
      Stamps.complete(first, latest.plusSeconds(late).format(SYSLOG));
      assertThat(first.save().latest()).isEqualTo(late > 0 ? Long.MAX_VALUE : second(latest));
      assertThat(first.save().latestIsChecked()).isTrue();
      assertThat(first.doubtfulJump()).isEqualTo(TimePolicy.NOWHERE);
    }
  }

  @Test
  void statedYearBeyondTheLatestIsAJump() {
    LocalDateTime latest = at("2025-09-12T10:15:30");
    for (int late = 0; late <= 1; late++) {
      TimePolicy first = TimePolicy.inZone(ZoneOffset.UTC);
      first.startInput(
          new YearHint(OptionalInt.of(2025), true, latest.minusDays(1).toInstant(ZoneOffset.UTC)));
      Stamps.complete(first, latest.plusSeconds(late) + "Z");
      assertThat(first.doubtfulJump() != TimePolicy.NOWHERE).isEqualTo(late > 0);
      assertThat(first.save().latest()).isEqualTo(second(latest));
    }
  }

  @Test
  void logThatComesPastTheLatestRefutesIt() {
    LocalDateTime latest = at("2025-09-12T10:15:30");
    for (int late = 0; late <= 1; late++) {
      policy.startInput(YearHint.NONE);
      anchorAt(latest.minusDays(2));
      policy.noneAfter(second(latest) - DAY);
      complete(latest.plusSeconds(late));
      assertThat(policy.save().latest()).isEqualTo(late > 0 ? Long.MAX_VALUE : second(latest));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:05, Jan  1 00:00:10, 1970",
    "1970-01-01T00:00:05, Dec 31 23:59:59, 1970",
    "1970-12-31T23:59:59, Jan  1 00:00:00, 1971",
    "2169-12-31T23:59:59, Dec 31 23:59:59, 2169",
    "2169-12-31T23:59:59, Jan  1 00:00:00, 2169",
    "2170-01-01T00:00:00, Dec 31 23:59:59, 2169",
    "2025-12-31T12:00:00, Jul  2 00:00:00, 2025",
    "2025-12-31T12:00:01, Jul  2 00:00:00, 2026",
    "2026-03-01T00:00:00, Feb 29 00:00:00, none",
    "2025-03-01T00:00:00, Feb 29 00:00:00, 2024",
  })
  void nearestYear(String now, String stamp, String year) {
    policy.anchorNear(Stamps.header(stamp), second(at(now)));
    OptionalInt found = policy.currentYear();
    assertThat(found.isPresent() ? Integer.toString(found.getAsInt()) : "none").isEqualTo(year);
  }

  @Test
  void givenYearIsCertain() {
    policy.startInput(YearHint.given(2031));
    assertYear(2031, at("2031-09-12T10:15:30"));
    policy.startInput(YearHint.given(2020));
    assertYear(2020, at("2020-09-12T10:15:31"));
  }
}
