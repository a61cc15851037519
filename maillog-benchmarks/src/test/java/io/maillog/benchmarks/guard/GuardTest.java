package io.maillog.benchmarks.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.benchmarks.guard.Figures.Figure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class GuardTest {
  private static final Figure SLOW_AND_FAT = new Figure(50, 1e8);
  private static final Figure GOOD = new Figure(12, 100);
  private static final Figure SLOW = new Figure(21, 100);
  private static final Figure BOTH = new Figure(21, 60_000);
  private static final Figure FAT = new Figure(12, 60_000);

  private final List<String> report = new ArrayList<>();
  private final Deque<Figures> measurements = new ArrayDeque<>();

  private static Figures figures(Figure parse, Figure control) {
    return new Figures(
        Map.of(
            "A.parse",
            parse,
            "B.parse",
            new Figure(2, 100),
            "A.newlines",
            new Figure(2, 0),
            "Control.parse",
            control));
  }

  /** Whether the guard passes, if its measurements find this, one after the other. */
  private boolean passes(Figure control, Figure... parses) {
    for (Figure parse : parses) {
      measurements.add(figures(parse, control));
    }
    Properties limits = new Properties();
    limits.setProperty("time.A.parse/A.newlines", "10");
    limits.setProperty("bytes.A.parse", "1000");
    limits.setProperty("time.B.parse/A.newlines", "10");
    limits.setProperty("bytes.B.parse", "1000");
    boolean passes =
        new Guard(Limits.of(limits, 17), measurements::remove, report::add)
            .passes("A.parse", "Control.parse");
    assertThat(measurements).as("measurements that were not made").isEmpty();
    return passes;
  }

  @Test
  void passesWithinTheLimits() {
    assertThat(passes(SLOW_AND_FAT, GOOD)).isTrue();
    assertThat(report).hasSize(4).allMatch(line -> line.startsWith("ok"));
  }

  @Test
  void failsOnASlowParser() {
    assertThat(passes(SLOW_AND_FAT, SLOW, SLOW, SLOW)).isFalse();
    assertThat(report).contains("OVER   time of A.parse over A.newlines: 10.50, of at most 10.00");
  }

  @Test
  void failsOnAParserThatAllocates() {
    assertThat(passes(SLOW_AND_FAT, FAT, FAT, FAT)).isFalse();
    assertThat(report).contains("OVER   bytes allocated by A.parse: 6.000e+04, of at most 1000");
  }

  @Test
  void measuresAgainBeforeItFails() {
    assertThat(passes(SLOW_AND_FAT, SLOW, GOOD)).isTrue();
    assertThat(passes(SLOW_AND_FAT, SLOW, SLOW, GOOD)).isTrue();
    assertThat(passes(SLOW_AND_FAT, SLOW, FAT)).as("no limit broken twice").isTrue();
    assertThat(passes(SLOW_AND_FAT, SLOW, BOTH, FAT)).as("none broken three times").isTrue();
    assertThat(passes(SLOW_AND_FAT, SLOW, BOTH, SLOW)).as("one broken three times").isFalse();
  }

  @Test
  void failsWhereItDoesNotSeeTheControl() {
    assertThat(passes(GOOD, GOOD)).isFalse();
    assertThat(report).filteredOn(line -> line.startsWith("BLIND")).hasSize(2);
  }

  @Test
  void failsWhereItSeesTheControlByOneLimitOnly() {
    assertThat(passes(SLOW, GOOD)).isFalse();
    assertThat(report).filteredOn(line -> line.startsWith("BLIND")).hasSize(1);
  }
}
