package io.maillog.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.event.LogTime;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PackedTimeProperties {
  @Property
  void timeIsTheSameWhenItIsUnpacked(
      @ForAll long second,
      @ForAll @IntRange(max = 999_999_999) int nano,
      @ForAll @IntRange(min = -400_000, max = 400_000) int offset,
      @ForAll @IntRange(max = 9) int digits) {
    LogTime time = new LogTime(second, nano, offset, digits);
    assertThat(PackedTime.time(second, PackedTime.rest(time))).isEqualTo(time);
  }

  @Property(tries = 1)
  void noTimeStaysNone() {
    assertThat(PackedTime.time(5, PackedTime.rest((LogTime) null))).isNull();
  }
}
