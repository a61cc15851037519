package io.maillog.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.event.LogTime;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class PackedTimeProperties {
  @Property
  void timeIsTheSameWhenItIsUnpacked(
      @ForAll @LongRange(min = -62_167_000_000L, max = 253_402_000_000L) long second,
      @ForAll @IntRange(max = 999_999_999) int nano,
      @ForAll @IntRange(min = -64_800, max = 64_800) int offset,
      @ForAll @IntRange(max = 9) int digits) {
    LogTime time = new LogTime(second, nano, offset, digits);
    assertThat(PackedTime.time(second, PackedTime.rest(time))).isEqualTo(time);
  }

  @Property(tries = 1)
  void noTimeStaysNone() {
    assertThat(PackedTime.time(5, PackedTime.rest((LogTime) null))).isNull();
  }
}
