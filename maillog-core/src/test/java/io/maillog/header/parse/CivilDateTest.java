package io.maillog.header.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import org.junit.jupiter.api.Test;

/** Dates as java.time counts them: all of a cycle of 400 years, and more. */
class CivilDateTest {
  @Test
  void everyDayIsTheCalendars() {
    LocalDate date = LocalDate.of(1599, 12, 1);
    LocalDate end = LocalDate.of(2405, 2, 1);
    for (long day = date.toEpochDay(); date.isBefore(end); day++, date = date.plusDays(1)) {
      assertDay(date, day);
    }
    for (LocalDate far = LocalDate.of(-9, 1, 1); far.getYear() <= 9999; far = far.plusDays(997)) {
      assertDay(far, far.toEpochDay());
    }
  }

  private static void assertDay(LocalDate date, long day) {
    long packed = CivilDate.ofEpochDay(day);
    int year = date.getYear();
    int month = date.getMonthValue();
    if (CivilDate.year(packed) != year
        || CivilDate.month(packed) != month
        || CivilDate.day(packed) != date.getDayOfMonth()
        || CivilDate.epochDay(year, month, date.getDayOfMonth()) != day) {
      assertThat(packed).as("%s", date).isEqualTo(day);
    }
  }

  @Test
  void leapDayOfACommonYearIsItsFirstOfMarch() {
    assertThat(CivilDate.epochDay(2025, 2, 29)).isEqualTo(CivilDate.epochDay(2025, 3, 1));
  }

  @Test
  void yearsAreLeapAsTheCalendarHasThem() {
    for (int year = -4; year <= 2804; year++) {
      assertThat(CivilDate.isLeap(year)).as("%d", year).isEqualTo(Year.isLeap(year));
      assertThat(CivilDate.isInYear(year, 2, 29)).isEqualTo(year >= 0 && Year.isLeap(year));
      assertThat(CivilDate.isInYear(year, 2, 28)).isEqualTo(year >= 0);
      assertThat(CivilDate.isInYear(year, 3, 29)).isEqualTo(year >= 0);
    }
    assertThat(CivilDate.isInYear(9999, 12, 31)).isTrue();
    assertThat(CivilDate.isInYear(10_000, 1, 1)).isFalse();
  }

  @Test
  void monthsHaveTheirDays() {
    for (int month = -1; month <= 33; month++) {
      for (int day = -1; day <= 33; day++) {
        boolean is = month >= 1 && month <= 12 && day >= 1 && day <= Month.of(month).maxLength();
        assertThat(CivilDate.isDay(month, day)).as("%d-%d", month, day).isEqualTo(is);
      }
    }
  }
}
