package io.maillog.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogClockTest {
  private static final long START = 1_789_200_000L;
  private static final long DAY = 86_400;

  private final LogClock clock = new LogClock();
  private long line;

  private boolean tick(long time) {
    return clock.tick(time, ++line);
  }

  private boolean ticks(int count, long time) {
    boolean confirmed = false;
    for (int i = 0; i < count; i++) {
      confirmed |= tick(time + i);
    }
    return confirmed;
  }

  @Test
  void firstTimeHoldsForTheLinesBeforeIt() {
    assertThat(tick(START)).isTrue();
    assertThat(clock.stepFrom).isZero();
    assertThat(clock.now).isEqualTo(START);
  }

  @Test
  void smallStepsAreTakenAtOnceAndLateLinesChangeNothing() {
    tick(START);
    assertThat(tick(START + LogClock.MAX_AHEAD)).isFalse();
    assertThat(tick(START + LogClock.MAX_AHEAD - LogClock.MAX_BEHIND)).isFalse();
    assertThat(clock.now).isEqualTo(START + LogClock.MAX_AHEAD);
  }

  @Test
  void largeStepIsTakenWhenLinesInARowMakeIt() {
    for (long step : new long[] {LogClock.MAX_AHEAD + 1, DAY, -LogClock.MAX_BEHIND - 9, -DAY}) {
      LogClock fresh = new LogClock();
      fresh.tick(START, 1);
      for (int i = 2; i <= LogClock.CONFIRMED_BY; i++) {
        assertThat(fresh.tick(START + step, i)).isFalse();
        assertThat(fresh.now).isEqualTo(START);
      }
      assertThat(fresh.tick(START + step, 99)).isTrue();
      assertThat(fresh.now).isEqualTo(START + step);
      assertThat(fresh.stepFrom).isEqualTo(2);
    }
  }

  @Test
  void lineOfTheTimeBeforeRefutesAStep() {
    tick(START);
    assertThat(ticks(LogClock.CONFIRMED_BY - 1, START + DAY)).isFalse();
    tick(START + 1);
    assertThat(ticks(LogClock.CONFIRMED_BY - 1, START + DAY)).isFalse();
    assertThat(clock.now).isEqualTo(START + 1);
    assertThat(tick(START + DAY)).isTrue();
    assertThat(clock.stepFrom).isEqualTo(2 + LogClock.CONFIRMED_BY);
  }

  @Test
  void lineOfAnEarlierTimeBeginsTheStepAnew() {
    tick(START);
    tick(START + 3650 * DAY);
    assertThat(ticks(LogClock.CONFIRMED_BY - 1, START + DAY)).isFalse();
    assertThat(ticks(1, START + DAY)).isTrue();
    assertThat(clock.now).isEqualTo(START + DAY);
  }

  @Test
  void linesFarApartGoOnAllTheSame() {
    for (int day = 0; day < 100; day++) {
      tick(START + day * DAY);
    }
    assertThat(clock.now).isGreaterThan(START + 90 * DAY);
  }

  @Test
  void stepAheadAtTheEndIsTakenAndOneBackIsNot() {
    tick(START);
    assertThat(clock.end()).isFalse();
    tick(START - DAY);
    assertThat(clock.end()).isFalse();
    tick(START + DAY);
    assertThat(clock.end()).isTrue();
    assertThat(clock.now).isEqualTo(START + DAY);
  }
}
