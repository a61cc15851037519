package io.maillog.header.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Offsets as java.time has them, at all hours and to the second where a clock is changed. */
class ZoneTableTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Europe/Vienna", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu",
        "Pacific/Apia", "+02:00", "-09:30", "Z"
      })
  void offsetsAreThoseOfTheZone(String id) {
    ZoneRules rules = ZoneId.of(id).getRules();
    ZoneTable table = new ZoneTable(ZoneId.of(id));
    LocalDateTime end = LocalDateTime.of(2013, 1, 2, 0, 0);
    for (LocalDateTime t = LocalDateTime.of(2010, 12, 30, 0, 0); t.isBefore(end); ) {
      assertOffset(table, rules, t);
      t = t.plusMinutes(30);
    }
    ZoneOffsetTransition change = rules.nextTransition(end.toInstant(ZoneOffset.UTC));
    for (int i = 0; i < 4 && change != null; i++) {
      for (LocalDateTime t : List.of(change.getDateTimeBefore(), change.getDateTimeAfter())) {
        for (int by = -1; by <= 1; by++) {
          assertOffset(table, rules, t.plusSeconds(by));
        }
      }
      change = rules.nextTransition(change.getInstant());
    }
  }

  private static void assertOffset(ZoneTable table, ZoneRules rules, LocalDateTime t) {
    List<ZoneOffset> offsets = rules.getValidOffsets(t);
    boolean gap = offsets.isEmpty();
    int first = (gap ? rules.getTransition(t).getOffsetBefore() : offsets.get(0)).getTotalSeconds();
    int last = gap ? first : offsets.get(offsets.size() - 1).getTotalSeconds();
    long second = t.toEpochSecond(ZoneOffset.UTC);
    assertThat(table.offset(t.getYear(), second, false)).as("%s", t).isEqualTo(first);
    assertThat(table.offset(t.getYear(), second, true)).as("%s, later", t).isEqualTo(last);
  }
}
