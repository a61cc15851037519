package io.maillog.header.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A policy that was saved and restored goes on as if nothing had happened. */
class TimePolicyProperties {
  private static final DateTimeFormatter YEARLESS =
      DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter STATED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  /** A line: how long after the one before, and perhaps a clock of its own. */
  record Step(long seconds, long wrongBy, boolean stated) {}

  @Provide
  Arbitrary<Step> steps() {
    Arbitrary<Long> seconds =
        Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.longs().between(-3_600, 7_200)),
            Tuple.of(3, Arbitraries.longs().between(0, 3 * 86_400)),
            Tuple.of(1, Arbitraries.longs().between(-20 * 86_400L, 200 * 86_400L)));
    Arbitrary<Long> wrongBy =
        Arbitraries.frequencyOf(
            Tuple.of(5, Arbitraries.just(0L)),
            Tuple.of(1, Arbitraries.longs().between(-900 * 86_400L, 30_000 * 86_400L)));
    return Combinators.combine(seconds, wrongBy, Arbitraries.of(false, false, false, true))
        .as(Step::new);
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(
            "UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Beirut")
        .map(ZoneId::of);
  }

  /** Near the ends of years and of daylight saving. */
  @Provide
  Arbitrary<LocalDateTime> starts() {
    return Combinators.combine(
            Arbitraries.of(
                "2023-12-31T23:59:00",
                "2024-02-28T23:00:00",
                "2025-10-26T01:30:00",
                "2025-11-02T00:30:00",
                "2025-09-12T10:15:30"),
            Arbitraries.longs().between(-10_000, 10_000))
        .as((start, seconds) -> LocalDateTime.parse(start).plusSeconds(seconds));
  }

  @Property(tries = 3000)
  void cutAnywhere(
      @ForAll("zones") ZoneId zone,
      @ForAll("starts") LocalDateTime start,
      @ForAll @Size(min = 1, max = 40) List<@From("steps") Step> steps,
      @ForAll boolean bounded,
      @ForAll @IntRange(min = 0, max = 40) int cut) {
    List<String> stamps = stamps(start, steps);
    int at = Math.min(cut, stamps.size());
    YearHint hint =
        new YearHint(
            OptionalInt.of(start.getYear()),
            false,
            bounded ? Instant.parse("2026-01-01T00:00:00Z") : null);

    TimePolicy whole = TimePolicy.inZone(zone);
    whole.startInput(hint);
    List<String> expected = Stamps.complete(whole, stamps.toArray(String[]::new));

    TimePolicy before = TimePolicy.inZone(zone);
    before.startInput(hint);
    List<String> times =
        new ArrayList<>(Stamps.complete(before, stamps.subList(0, at).toArray(String[]::new)));
    TimePolicy after = TimePolicy.restore(zone, before.save());
    times.addAll(Stamps.complete(after, stamps.subList(at, stamps.size()).toArray(String[]::new)));
    assertThat(times).isEqualTo(expected);
    assertThat(after.save()).isEqualTo(whole.save());
  }

  @Property(tries = 2000)
  void oneBadClockMovesNoOtherLine(
      @ForAll("starts") LocalDateTime start,
      @ForAll @Size(min = 2, max = 30) List<@IntRange(min = 0, max = 20_000) Integer> seconds,
      @ForAll @IntRange(min = 1, max = 30) int where,
      @ForAll @IntRange(min = 0, max = 365) int dayOfYear) {
    List<String> stamps = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    LocalDateTime now = start;
    for (int step : seconds) {
      now = now.plusSeconds(step);
      stamps.add(YEARLESS.format(now));
      expected.add(now + (now.getSecond() == 0 ? ":00Z" : "Z"));
    }
    int at = Math.min(where, stamps.size());
    LocalDateTime bad = LocalDateTime.parse("2024-01-01T00:00:12").plusDays(dayOfYear);
    stamps.add(at, YEARLESS.format(bad));

    TimePolicy policy = TimePolicy.inZone(ZoneId.of("UTC"));
    policy.anchorYear(start.plusSeconds(seconds.get(0)).getYear());
    List<String> times = Stamps.complete(policy, stamps.toArray(String[]::new));
    times.remove(at);
    assertThat(times).isEqualTo(expected);
  }

  @Example
  void newYearAfterARestart() {
    TimePolicy policy = TimePolicy.inZone(ZoneId.of("UTC"));
    policy.anchorYear(2025);
    Stamps.complete(policy, "Dec 31 23:59:59");
    TimePolicy restored = TimePolicy.restore(ZoneId.of("UTC"), policy.save());
    assertThat(Stamps.complete(restored, "Jan  1 00:00:01"))
        .containsExactly("2026-01-01T00:00:01Z");
  }

  private static List<String> stamps(LocalDateTime start, List<Step> steps) {
    List<String> stamps = new ArrayList<>();
    LocalDateTime now = start;
    for (Step step : steps) {
      now = now.plusSeconds(step.seconds());
      LocalDateTime shown = now.plusSeconds(step.wrongBy());
      stamps.add((step.stated() ? STATED : YEARLESS).format(shown));
    }
    return stamps;
  }
}
