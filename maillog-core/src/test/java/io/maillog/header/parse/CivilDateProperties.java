package io.maillog.header.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The calendar is that of java.time. */
class CivilDateProperties {
  @Property
  void datesAreThoseOfJavaTime(@ForAll @IntRange(min = -800_000, max = 3_000_000) int day) {
    LocalDate date = LocalDate.ofEpochDay(day);
    long packed = CivilDate.ofEpochDay(day);
    assertThat(CivilDate.year(packed)).isEqualTo(date.getYear());
    assertThat(CivilDate.month(packed)).isEqualTo(date.getMonthValue());
    assertThat(CivilDate.day(packed)).isEqualTo(date.getDayOfMonth());
    assertThat(CivilDate.epochDay(date.getYear(), date.getMonthValue(), date.getDayOfMonth()))
        .isEqualTo(day);
    assertThat(CivilDate.isLeap(date.getYear())).isEqualTo(Year.isLeap(date.getYear()));
  }

  @Example
  void monthsHaveTheirDays() {
    for (int month = -1; month <= 14; month++) {
      for (int day = -1; day <= 33; day++) {
        boolean exists =
            month >= 1 && month <= 12 && day >= 1 && day <= Month.of(month).maxLength();
        assertThat(CivilDate.isDay(month, day)).as("%d-%d", month, day).isEqualTo(exists);
      }
    }
  }

  @Example
  void leapDayOfACommonYearIsTheFirstOfMarch() {
    assertThat(CivilDate.epochDay(2025, 2, 29)).isEqualTo(CivilDate.epochDay(2025, 3, 1));
  }
}
