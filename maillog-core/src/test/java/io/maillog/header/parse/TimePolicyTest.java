package io.maillog.header.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.maillog.event.LogTime;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TimePolicyTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static TimePolicy from(int year) {
    TimePolicy policy = TimePolicy.inZone(ZoneOffset.UTC);
    policy.anchorYear(year);
    return policy;
  }

  private static List<String> utc(int year, String... stamps) {
    return Stamps.complete(from(year), stamps);
  }

  private static List<String> berlin(int year, String... stamps) {
    TimePolicy policy = TimePolicy.inZone(BERLIN);
    policy.anchorYear(year);
    return Stamps.complete(policy, stamps);
  }

  private static YearHint likely(int year, String notAfter) {
    return new YearHint(
        OptionalInt.of(year), false, notAfter == null ? null : Instant.parse(notAfter));
  }

  @Test
  void withoutAnAnchorAYearlessStampHasNoTime() {
    TimePolicy policy = TimePolicy.inZone(ZoneOffset.UTC);
    assertThat(Stamps.complete(policy, "Sep 12 10:15:30")).containsExactly("");
    assertThat(policy.anchored()).isFalse();
    assertThat(Stamps.complete(policy, "2026-09-12T10:15:31Z", "Sep 12 10:15:32"))
        .containsExactly("2026-09-12T10:15:31Z", "2026-09-12T10:15:32Z");
    assertThat(policy.currentYear()).hasValue(2026);
  }

  @Test
  void newYear() {
    assertThat(utc(2025, "Dec 31 23:59:59", "Jan  1 00:00:00", "Jan  1 00:00:01"))
        .containsExactly("2025-12-31T23:59:59Z", "2026-01-01T00:00:00Z", "2026-01-01T00:00:01Z");
  }

  @Test
  void linesOutOfOrderOverNewYear() {
    assertThat(
            utc(
                2025,
                "Dec 31 23:59:59",
                "Jan  1 00:00:00",
                "Dec 31 23:59:58",
                "Jan  1 00:00:02",
                "Jan  3 00:00:00"))
        .containsExactly(
            "2025-12-31T23:59:59Z",
            "2026-01-01T00:00:00Z",
            "2025-12-31T23:59:58Z",
            "2026-01-01T00:00:02Z",
            "2026-01-03T00:00:00Z");
  }

  @Test
  void linesOutOfOrderAtTheFirstLine() {
    assertThat(utc(2026, "Jan  1 00:00:00", "Dec 31 23:59:58", "Jan  1 00:00:01"))
        .containsExactly("2026-01-01T00:00:00Z", "2025-12-31T23:59:58Z", "2026-01-01T00:00:01Z");
  }

  @Test
  void severalYears() {
    assertThat(
            utc(
                2023,
                "Mar  1 00:00:00",
                "Nov  1 00:00:00",
                "Feb 29 12:00:00",
                "Dec  1 00:00:00",
                "Feb  1 00:00:00"))
        .containsExactly(
            "2023-03-01T00:00:00Z",
            "2023-11-01T00:00:00Z",
            "2024-02-29T12:00:00Z",
            "2024-12-01T00:00:00Z",
            "2025-02-01T00:00:00Z");
  }

  @Test
  void stepBackOfTheClockIsNoNewYear() {
    assertThat(
            utc(2026, "Sep 12 10:00:00", "Sep 12 09:00:00", "Jun 12 10:00:00", "Sep 12 10:00:01"))
        .containsExactly(
            "2026-09-12T10:00:00Z",
            "2026-09-12T09:00:00Z",
            "2026-06-12T10:00:00Z",
            "2026-09-12T10:00:01Z");
  }

  @Test
  void oneStampFromTheFutureDoesNotMoveTheRest() {
    TimePolicy policy = TimePolicy.inZone(ZoneOffset.UTC);
    policy.startInput(likely(2026, "2026-03-11T00:00:00Z"));
    assertThat(
            Stamps.complete(
                policy,
                "Mar 10 10:00:00",
                "May  1 00:00:00",
                "Mar 10 10:00:01",
                "Dec 24 00:00:00",
                "Mar 10 10:00:02"))
        .containsExactly(
            "2026-03-10T10:00:00Z",
            "2026-05-01T00:00:00Z",
            "2026-03-10T10:00:01Z",
            "2025-12-24T00:00:00Z",
            "2026-03-10T10:00:02Z");
  }

  @Test
  void bootWithoutAClockDoesNotMoveTheRest() {
    TimePolicy policy = TimePolicy.inZone(ZoneOffset.UTC);
    policy.startInput(likely(2026, "2026-09-13T00:00:00Z"));
    assertThat(Stamps.complete(policy, "Sep 12 10:00:00", "Jan  1 00:00:09", "Sep 12 10:01:00"))
        .containsExactly("2026-09-12T10:00:00Z", "2026-01-01T00:00:09Z", "2026-09-12T10:01:00Z");
  }

  @Test
  void boundThatTheFirstStampContradictsIsNone() {
    TimePolicy policy = TimePolicy.inZone(ZoneOffset.UTC);
    policy.startInput(
        new YearHint(OptionalInt.of(2026), true, Instant.parse("2019-01-01T00:00:00Z")));
    assertThat(Stamps.complete(policy, "Dec 31 10:00:00", "Jan  1 00:00:09"))
        .containsExactly("2026-12-31T10:00:00Z", "2027-01-01T00:00:09Z");
  }

  @Test
  void bootWithoutAClockDoesNotMoveALiveLog() {
    assertThat(
            utc(
                2026,
                "Sep 12 10:00:00",
                "Mar  1 00:00:12",
                "Mar  1 00:00:13",
                "Sep 12 10:01:00",
                "Jan  1 00:00:01",
                "Oct  2 10:00:00",
                "Oct  3 10:00:00"))
        .as("what the bad clock says of its own year is not known")
        .containsExactly(
            "2026-09-12T10:00:00Z",
            "2027-03-01T00:00:12Z",
            "2027-03-01T00:00:13Z",
            "2026-09-12T10:01:00Z",
            "2027-01-01T00:00:01Z",
            "2026-10-02T10:00:00Z",
            "2026-10-03T10:00:00Z");
  }

  @Test
  void bootWithoutAClockOverNewYear() {
    assertThat(utc(2026, "Dec 30 10:00:00", "Jul 30 00:00:12", "Jan  2 10:00:00"))
        .containsExactly("2026-12-30T10:00:00Z", "2026-07-30T00:00:12Z", "2027-01-02T10:00:00Z");
  }

  @Test
  void clockAheadDoesNotMoveALiveLog() {
    assertThat(utc(2026, "Mar 10 10:00:00", "Dec 24 00:00:00", "Mar 10 10:00:02"))
        .containsExactly("2026-03-10T10:00:00Z", "2026-12-24T00:00:00Z", "2026-03-10T10:00:02Z");
  }

  @Test
  void twoBadClocksDoNotMoveALiveLog() {
    assertThat(
            utc(2026, "Sep 12 10:00:00", "Mar  1 00:00:12", "Jan  1 00:00:12", "Sep 12 10:00:01"))
        .endsWith("2026-09-12T10:00:01Z");
  }

  @Test
  void newYearAfterALongSilence() {
    assertThat(
            utc(2025, "Sep 12 10:00:00", "Mar  1 00:00:12", "Mar  2 00:00:12", "Sep 12 10:00:01"))
        .as("the log went on for a day")
        .containsExactly(
            "2025-09-12T10:00:00Z",
            "2026-03-01T00:00:12Z",
            "2026-03-02T00:00:12Z",
            "2026-09-12T10:00:01Z");
  }

  @Test
  void badClockInTheHourThatTheClockShowsTwice() {
    assertThat(
            berlin(
                2026, "Oct 25 02:59:59", "Oct 25 02:30:00", "Mar  1 00:00:12", "Oct 25 02:30:01"))
        .endsWith("2026-10-25T02:30:01+01:00");
  }

  @Test
  void statedYearThatIsYetToComeIsThatOfItsLineAlone() {
    for (String first : new String[] {"Sep 12 10:15:29", "2099-01-01T00:00:00Z"}) {
      TimePolicy policy = TimePolicy.inZone(ZoneOffset.UTC);
      policy.startInput(likely(2026, "2026-11-13T00:00:00Z"));
      assertThat(
              Stamps.complete(
                  policy,
                  first,
                  "Sep 12 10:15:30",
                  "2099-01-01T00:00:00Z",
                  "Sep 12 10:15:31",
                  "2099-01-01T00:00:00Z",
                  "Nov 12 10:15:31"))
          .endsWith(
              "2026-09-12T10:15:30Z",
              "2099-01-01T00:00:00Z",
              "2026-09-12T10:15:31Z",
              "2099-01-01T00:00:00Z",
              "2026-11-12T10:15:31Z");
    }
  }

  @Test
  void statedYearOfABootWithoutAClockIsThatOfItsLineAlone() {
    assertThat(utc(2026, "Sep 12 10:00:00", "1970-01-01T00:00:09Z", "Sep 12 10:01:00"))
        .containsExactly("2026-09-12T10:00:00Z", "1970-01-01T00:00:09Z", "2026-09-12T10:01:00Z");
  }

  @Test
  void logThatIsStillWrittenPassesItsBound() {
    TimePolicy policy = TimePolicy.inZone(ZoneOffset.UTC);
    policy.startInput(likely(2026, "2026-12-20T00:00:00Z"));
    assertThat(
            Stamps.complete(
                policy, "Dec 20 00:00:00", "Dec 23 00:00:00", "Jan  3 00:00:00", "Jan  4 00:00:00"))
        .endsWith("2027-01-03T00:00:00Z", "2027-01-04T00:00:00Z");
  }

  @Test
  void quietLogThatIsStillWrittenPassesItsBound() {
    TimePolicy policy = TimePolicy.inZone(ZoneOffset.UTC);
    policy.startInput(likely(2026, "2026-09-12T00:00:00Z"));
    assertThat(
            Stamps.complete(
                policy,
                "Sep 12 00:00:00",
                "Oct  2 00:00:00",
                "Nov  2 00:00:00",
                "Dec 20 00:00:00",
                "Jan 20 00:00:00"))
        .endsWith("2026-12-20T00:00:00Z", "2027-01-20T00:00:00Z");
  }

  @Test
  void dateThatTheYearDoesNotHaveIsNone() {
    assertThat(utc(2025, "Feb 28 00:00:00", "Feb 29 00:00:00", "Mar  1 00:00:00"))
        .containsExactly("2025-02-28T00:00:00Z", "", "2025-03-01T00:00:00Z");
    assertThat(utc(2025, "Feb 29 00:00:00", "Mar  1 00:00:00", "2027-02-29T00:00:00Z"))
        .containsExactly("", "2025-03-01T00:00:00Z", "");
  }

  @Test
  void yearsThatCanBeGiven() {
    TimePolicy policy = TimePolicy.inZone(ZoneOffset.UTC);
    policy.anchorYear(TimePolicy.FIRST_YEAR);
    policy.anchorYear(TimePolicy.LAST_YEAR);
    for (int year : new int[] {Integer.MIN_VALUE, 5, 1969, 2170}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> policy.anchorYear(year))
          .withMessage("the year must be 1970 to 2169: " + year);
    }
    assertThat(policy.currentYear()).hasValue(2169);
  }

  @Test
  void headerWithoutAPointInTimeGivesNone() {
    ParsedHeader untimed = Stamps.header("Sep 12 10:15:30");
    assertThatIllegalArgumentException().isThrownBy(() -> LogTime.of(untimed));
  }

  @Test
  void hourThatTheClockShowsTwice() {
    assertThat(
            berlin(
                2026,
                "Oct 25 01:59:59",
                "Oct 25 02:00:00",
                "Oct 25 02:59:59",
                "Oct 25 02:00:00",
                "Oct 25 02:30:00",
                "Oct 25 02:29:59",
                "Oct 25 03:00:00"))
        .containsExactly(
            "2026-10-25T01:59:59+02:00",
            "2026-10-25T02:00:00+02:00",
            "2026-10-25T02:59:59+02:00",
            "2026-10-25T02:00:00+01:00",
            "2026-10-25T02:30:00+01:00",
            "2026-10-25T02:29:59+01:00",
            "2026-10-25T03:00:00+01:00");
  }

  @Test
  void hourThatTheClockShowsTwiceIsNoNewYear() {
    assertThat(berlin(2026, "Oct 25 02:59:59", "Oct 25 02:00:00", "Oct 26 00:00:00"))
        .containsExactly(
            "2026-10-25T02:59:59+02:00", "2026-10-25T02:00:00+01:00", "2026-10-26T00:00:00+01:00");
  }

  @Test
  void hourThatTheClockSkips() {
    assertThat(berlin(2026, "Mar 29 01:59:59", "Mar 29 03:00:00", "Mar 29 02:30:00"))
        .containsExactly(
            "2026-03-29T01:59:59+01:00", "2026-03-29T03:00:00+02:00", "2026-03-29T02:30:00+01:00");
  }

  @Test
  void leapDay() {
    assertThat(utc(2024, "Feb 28 23:59:59", "Feb 29 00:00:00", "Mar  1 00:00:00"))
        .containsExactly("2024-02-28T23:59:59Z", "2024-02-29T00:00:00Z", "2024-03-01T00:00:00Z");
  }

  @Test
  void formatsMayChange() {
    assertThat(
            berlin(
                2025,
                "Jun 12 10:15:30",
                "2025-06-12T10:15:31.123456+02:00",
                "2025-06-12T08:15:32Z",
                "2025-06-12T06:15:33-02:00",
                "2025-06-12 10:15:34",
                "Jun 12 10:15:35"))
        .containsExactly(
            "2025-06-12T10:15:30+02:00",
            "2025-06-12T10:15:31.123456+02:00",
            "2025-06-12T08:15:32Z",
            "2025-06-12T06:15:33-02:00",
            "2025-06-12T10:15:34+02:00",
            "2025-06-12T10:15:35+02:00");
  }

  @Test
  void statedYearIsCarriedOn() {
    assertThat(utc(2001, "2025-12-31T23:59:59Z", "Jan  1 00:00:00", "Dec 31 23:59:59"))
        .containsExactly("2025-12-31T23:59:59Z", "2026-01-01T00:00:00Z", "2025-12-31T23:59:59Z");
  }

  @Test
  void yearIsCarriedFromFileToFile() {
    TimePolicy policy = TimePolicy.inZone(ZoneOffset.UTC);
    policy.startInput(likely(2025, null));
    assertThat(Stamps.complete(policy, "Dec 30 00:00:00")).containsExactly("2025-12-30T00:00:00Z");
    policy.startInput(YearHint.NONE);
    assertThat(Stamps.complete(policy, "Jan  2 00:00:00")).containsExactly("2026-01-02T00:00:00Z");
    policy.startInput(likely(2024, null));
    assertThat(Stamps.complete(policy, "Jan  9 00:00:00"))
        .as("an earlier likely year is contradicted")
        .containsExactly("2026-01-09T00:00:00Z");
    policy.startInput(likely(2028, null));
    assertThat(Stamps.complete(policy, "Feb  1 00:00:00"))
        .as("the log was silent for long")
        .containsExactly("2028-02-01T00:00:00Z");
    policy.startInput(new YearHint(OptionalInt.of(2019), true, null));
    assertThat(Stamps.complete(policy, "Feb  2 00:00:00", "Feb  3 00:00:00"))
        .as("a certain year goes before all")
        .containsExactly("2019-02-02T00:00:00Z", "2019-02-03T00:00:00Z");
  }

  @Test
  void monthsAreEnglishWhateverTheLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("de-DE"));
    try {
      assertThat(utc(2026, "May  1 00:00:00", "Dec  1 00:00:00", "Mär  1 00:00:00"))
          .containsExactly("2026-05-01T00:00:00Z", "2026-12-01T00:00:00Z", "");
    } finally {
      Locale.setDefault(before);
    }
  }
}
