package io.maillog.header.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class YearSearchTest {
  private final YearSearch search = new YearSearch(null);

  private void lines(String... stamps) {
    for (String stamp : stamps) {
      search.line(Stamps.header(stamp));
    }
  }

  private void arrival(String instant) {
    search.arrival(Instant.parse(instant).getEpochSecond());
  }

  private YearHint hint(String notAfter) {
    return search.hint(notAfter == null ? null : Instant.parse(notAfter));
  }

  private void assertLikely(int year, String notAfter) {
    assertThat(hint(notAfter).firstYear()).hasValue(year);
    assertThat(hint(notAfter).certain()).isFalse();
  }

  private void assertCertain(int year) {
    assertThat(search.decided()).isTrue();
    assertThat(hint("2040-01-01T00:00:00Z").firstYear()).hasValue(year);
    assertThat(hint(null).certain()).isTrue();
  }

  @Test
  void arrivalOfTheFirstLine() {
    lines("Sep 12 10:15:30");
    arrival("2024-09-12T08:15:29Z");
    assertCertain(2024);
  }

  @Test
  void arrivalLastYearOfAMessageThatIsDeliveredThisYear() {
    lines("Jan  1 00:00:10");
    arrival("2024-12-31T23:59:58Z");
    assertCertain(2025);
  }

  @Test
  void arrivalIsCarriedBackOverNewYear() {
    lines("Dec 30 00:00:00", "Dec 31 00:00:00", "Jan  2 00:00:00");
    arrival("2025-01-02T00:00:00Z");
    assertCertain(2024);
  }

  @Test
  void arrivalIsCarriedBackOverReorderedLines() {
    lines("Jan  1 00:00:00", "Dec 31 23:59:59");
    arrival("2024-12-31T23:59:59Z");
    assertCertain(2025);
  }

  @Test
  void arrivalIsCarriedBackOverSeveralYears() {
    lines(
        "Mar  1 00:00:00",
        "Nov  1 00:00:00",
        "Nov  3 00:00:00",
        "Mar  1 00:00:00",
        "Mar  3 00:00:00",
        "Nov  1 00:00:00",
        "Nov  3 00:00:00",
        "Jan  5 00:00:00",
        "Jan  6 00:00:00");
    arrival("2025-01-04T00:00:00Z");
    assertCertain(2023);
  }

  @Test
  void arrivalOfALineWithAYearOrNoStampSaysNothing() {
    lines("Sep 12 10:15:30", "no stamp at all");
    arrival("2019-09-12T08:15:29Z");
    assertLikely(2025, "2026-01-01T00:00:00Z");
  }

  @Test
  void arrivalAtLeapDay() {
    lines("Feb 29 10:15:30");
    arrival("2024-02-29T10:15:29Z");
    assertCertain(2024);
  }

  @Test
  void statedYearIsCarriedBack() {
    lines("Dec 31 23:59:59", "2026-01-01T00:00:00+01:00");
    assertCertain(2025);
  }

  @Test
  void statedYearBehindNewYear() {
    lines("Dec 31 23:59:59", "Jan  1 00:00:00", "2026-01-01T00:00:01+01:00");
    assertCertain(2025);
  }

  @Test
  void statedYearBeforeAReorderedLine() {
    lines("Jan  1 00:00:01", "2025-12-31T23:59:59+01:00");
    assertCertain(2026);
  }

  @Test
  void statedYearFirstNeedsNoHint() {
    lines("2025-12-31T23:59:59+01:00", "Jan  1 00:00:00");
    assertThat(search.decided()).isTrue();
    assertThat(hint("2030-01-01T00:00:00Z").firstYear()).isEmpty();
    assertThat(hint("2030-01-01T00:00:00Z").certain()).isTrue();
    assertThat(search.start(hint(null))).isEqualTo(Instant.parse("2025-12-31T23:59:59Z"));
  }

  @Test
  void lastLineIsNotAfterAnInstant() {
    lines("Sep 12 10:15:30");
    assertLikely(2026, "2026-09-12T10:15:30Z");
    assertLikely(2025, "2026-09-01T00:00:00Z");
    assertLikely(2026, "2027-03-01T00:00:00Z");
    assertThat(search.decided()).isFalse();
  }

  @Test
  void zoneMayBeWrongByADay() {
    lines("Jan  1 09:00:00");
    assertLikely(2027, "2026-12-31T22:00:00Z");
  }

  @Test
  void fileOverNewYear() {
    lines("Dec 20 00:00:00", "Jan  5 00:00:00");
    assertLikely(2025, "2026-01-05T01:00:00Z");
  }

  @Test
  void fileOfSeveralYears() {
    lines(
        "Mar  1 00:00:00",
        "Sep  1 00:00:00",
        "Sep  3 00:00:00",
        "Feb  1 00:00:00",
        "Feb  3 00:00:00",
        "Sep  1 00:00:00",
        "Sep  3 00:00:00",
        "Feb  1 00:00:00");
    assertLikely(2024, "2026-02-02T00:00:00Z");
  }

  @Test
  void burstsOfSeveralYears() {
    for (int i = 0; i < 8; i++) {
      String month = new String[] {"Jan", "Mar", "May", "Jul", "Sep", "Nov"}[i % 6];
      lines(month + "  2 10:15:30", month + "  2 10:15:31");
    }
    assertLikely(2025, "2026-03-03T00:00:00Z");
  }

  @Test
  void samplesOfSeveralYearsAtTheSameTimeOfYear() {
    for (int i = 0; i < 3; i++) {
      lines("Mar  1 00:00:00", "Mar  1 00:00:01");
      search.gap();
      lines("Sep  1 00:00:00", "Sep  1 00:00:01");
      search.gap();
    }
    assertLikely(2024, "2026-09-02T00:00:00Z");
  }

  @Test
  void clockOfABootInASample() {
    lines("Aug  1 00:00:00");
    search.gap();
    lines("Sep 12 10:15:30", "Mar  1 00:00:12", "Mar  1 00:00:13", "Sep 12 10:15:31");
    search.gap();
    lines("Mar  1 00:00:20", "Oct  1 10:15:30");
    assertLikely(2026, "2026-10-02T00:00:00Z");
  }

  @Test
  void clockOfABootIsNoNewYear() {
    lines("Sep 12 10:15:30", "Mar  1 00:00:12", "Sep 12 10:15:31", "Oct  1 10:15:31");
    assertLikely(2026, "2026-10-02T00:00:00Z");
  }

  @Test
  void clockOfABootAtTheEndIsNoNewYear() {
    lines("Sep 12 10:15:30", "Sep 12 10:15:31", "Mar  1 00:00:12");
    assertLikely(2026, "2026-09-13T00:00:00Z");
  }

  @Test
  void arrivalInALineOfADoubtfulClockTellsNothing() {
    lines("Sep 12 10:15:30", "Mar  1 00:00:12");
    arrival("2019-03-01T00:00:11Z");
    assertLikely(2026, "2026-09-13T00:00:00Z");
  }

  @Test
  void arrivalBehindAJumpAheadMakesAYearLikely() {
    lines("Mar  7 10:15:30", "May  7 14:13:15");
    arrival("2022-05-07T14:13:14Z");
    assertLikely(2022, "2026-09-13T00:00:00Z");
    lines("May  7 15:00:00");
    arrival("2022-05-04T14:13:14Z");
    assertLikely(2022, "2026-09-13T00:00:00Z");
  }

  @Test
  void arrivalsBehindJumpsMustAgree() {
    lines("Mar  7 10:15:30", "May  7 14:13:15");
    arrival("2022-05-07T14:13:14Z");
    lines("May  7 14:13:16");
    arrival("2023-05-07T14:13:14Z");
    assertLikely(2026, "2026-09-13T00:00:00Z");
  }

  @Test
  void arrivalBehindAJumpSaysNothingIfTheLogComesBack() {
    lines("Mar  7 10:15:30", "May  7 14:13:15");
    arrival("2022-05-07T14:13:14Z");
    lines("Mar  7 10:15:31");
    assertLikely(2026, "2026-09-13T00:00:00Z");
  }

  @Test
  void arrivalLongBeforeALineBehindAJumpSaysNothing() {
    lines("Mar  7 10:15:30", "May  7 14:13:15");
    arrival("2022-04-07T14:13:14Z");
    assertLikely(2026, "2026-09-13T00:00:00Z");
  }

  @Test
  void arrivalBehindAJumpThatIsYetToComeSaysNothing() {
    lines("Mar  7 10:15:30", "May  7 14:13:15");
    arrival("2027-05-07T14:13:14Z");
    assertLikely(2026, "2026-09-13T00:00:00Z");
  }

  @Test
  void statedYearThatIsYetToComeTellsNothing() {
    Instant changed = Instant.parse("2026-10-13T00:00:00Z");
    YearSearch bounded = new YearSearch(changed);
    bounded.line(Stamps.header("2099-01-01T00:00:00Z"));
    assertThat(bounded.decided()).isFalse();
    bounded.line(Stamps.header("Sep 12 10:15:30"));
    bounded.line(Stamps.header("2099-01-01T00:00:00Z"));
    bounded.line(Stamps.header("Oct 12 10:15:30"));
    assertThat(bounded.hint(null)).isEqualTo(new YearHint(OptionalInt.of(2026), false, changed));
    bounded.line(Stamps.header("2026-10-12T10:15:31Z"));
    assertThat(bounded.hint(null)).isEqualTo(new YearHint(OptionalInt.of(2026), true, changed));
  }

  @Test
  void leapDayMeansALeapYear() {
    lines("Feb 28 00:00:00", "Feb 29 00:00:00", "Mar  1 00:00:00");
    assertLikely(2024, "2026-11-24T00:00:00Z");
  }

  @Test
  void leapDayInTheSecondYear() {
    lines("Dec  1 00:00:00", "Feb 29 00:00:00");
    assertLikely(2023, "2026-11-24T00:00:00Z");
  }

  @Test
  void nothingIsKnownOfNothing() {
    lines("no stamp", "again");
    assertThat(hint("2026-01-01T00:00:00Z").firstYear()).isEmpty();
    assertThat(search.start(hint(null))).isNull();
    lines("Sep 12 10:15:30");
    assertThat(hint(null).firstYear()).isEmpty();
  }

  @Test
  void startIsThatOfTheFirstLine() {
    lines("Dec 20 00:00:00", "Jan  5 00:00:00");
    assertThat(search.start(hint("2026-01-06T00:00:00Z")))
        .isEqualTo(Instant.parse("2025-12-20T00:00:00Z"));
  }

  // --- to the second

  @Test
  void arrivalMayBeADayLaterByItsZone() {
    lines("Sep 12 10:15:30");
    arrival("2024-09-13T10:15:30Z");
    assertCertain(2024);
    YearSearch other = new YearSearch(null);
    other.line(Stamps.header("Sep 12 10:15:30"));
    other.arrival(Instant.parse("2024-09-13T10:15:31Z").getEpochSecond());
    assertThat(other.hint(null).firstYear()).hasValue(2025);
  }

  @Test
  void likelyYearMayEndADayLater() {
    lines("Sep 12 10:15:30");
    assertLikely(2024, "2024-09-11T10:15:30Z");
    assertLikely(2023, "2024-09-11T10:15:29Z");
  }

  @Test
  void statedYearIsBelievedUpToADayAfterTheEnd() {
    Instant end = Instant.parse("2026-09-12T10:15:30Z");
    for (int late = 0; late <= 1; late++) {
      YearSearch bounded = new YearSearch(end);
      bounded.line(Stamps.header("2026-09-13T10:15:3" + late + "Z"));
      assertThat(bounded.decided()).isEqualTo(late == 0);
    }
  }

  @Test
  void statedYearIsThatOfALineAWeekLater() {
    String[][] rows = {
      {"Jan  8 00:00:00", "2025-01-01T00:00:00Z", "2025"},
      {"Jan  8 00:00:01", "2025-01-01T00:00:00Z", "2024"},
      {"Jan  4 00:00:00", "2025-12-28T00:00:00Z", "2026"},
      {"Jan  4 00:00:01", "2025-12-28T00:00:00Z", "2025"},
    };
    for (String[] row : rows) {
      YearSearch one = new YearSearch(null);
      one.line(Stamps.header(row[0]));
      one.line(Stamps.header(row[1]));
      assertThat(one.hint(null).firstYear()).as(row[0]).hasValue(Integer.parseInt(row[2]));
    }
  }

  private static YearSearch behindJump(String arrival) {
    YearSearch one = new YearSearch(null);
    for (String stamp : new String[] {"Dec 30 00:00:00", "Jan  2 00:00:00", "Jun 11 00:00:00"}) {
      one.line(Stamps.header(stamp));
    }
    one.arrival(Instant.parse(arrival).getEpochSecond());
    return one;
  }

  @Test
  void arrivalBehindAJumpIsOfTheTenDaysBefore() {
    assertThat(behindJump("2025-06-01T00:00:00Z").hint(null).firstYear()).hasValue(2024);
    assertThat(behindJump("2025-05-31T23:59:59Z").hint(null).firstYear()).isEmpty();
  }

  @Test
  void arrivalBehindAJumpIsNotBelievedBeyondTheEnd() {
    YearSearch one = behindJump("2025-06-10T00:00:00Z");
    assertThat(one.hint(Instant.parse("2025-01-01T00:00:00Z")).firstYear()).hasValue(2024);
    assertThat(one.hint(Instant.parse("2024-12-31T23:59:59Z")).firstYear()).hasValue(2023);
  }
}
