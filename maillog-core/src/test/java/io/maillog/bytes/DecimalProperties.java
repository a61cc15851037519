package io.maillog.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;

class DecimalProperties {
  private static long parse(String text) {
    byte[] b = text.getBytes(StandardCharsets.ISO_8859_1);
    return Decimal.parse(b, 0, b.length);
  }

  private static long micros(String text) {
    byte[] b = text.getBytes(StandardCharsets.ISO_8859_1);
    return Decimal.micros(b, 0, b.length);
  }

  @Property
  void parsesWhatJavaPrints(@ForAll int number) {
    assertThat(parse(Integer.toString(number))).isEqualTo(number);
  }

  @Property
  void parsesWhateverHasUpToEighteenDigits(
      @ForAll @LongRange(min = -999_999_999_999_999_999L, max = 999_999_999_999_999_999L) long n) {
    assertThat(parse(Long.toString(n))).isEqualTo(n);
  }

  @Property
  void textIsANumberIfItIsDigits(
      @ForAll @StringLength(max = 6) @CharRange(from = '+', to = ':') String text) {
    long expected = text.matches("-?[0-9]+") ? Long.parseLong(text) : Decimal.NONE;
    assertThat(parse(text)).isEqualTo(expected);
  }

  @Property
  void microsAreThoseOfBigDecimal(
      @ForAll @LongRange(min = -9_000_000_000_000L, max = 9_000_000_000_000L) long unscaled,
      @ForAll @IntRange(max = 9) int scale) {
    BigDecimal number = BigDecimal.valueOf(unscaled, scale);
    assertThat(micros(number.toPlainString()))
        .isEqualTo(number.movePointRight(6).setScale(0, RoundingMode.DOWN).longValueExact());
  }

  @Property
  void microsOfAnyTextAreThoseOfItsNumberOrNone(
      @ForAll @StringLength(max = 6) @CharRange(from = '+', to = ':') String text) {
    boolean number = text.matches("-?([0-9]+|[0-9]*\\.[0-9]+)");
    long expected =
        number
            ? new BigDecimal(text).movePointRight(6).setScale(0, RoundingMode.DOWN).longValue()
            : Decimal.NONE;
    assertThat(micros(text)).isEqualTo(expected);
  }

  @Example
  void numberThatDoesNotFitIsNone() {
    assertThat(parse("1234567890123456789")).isEqualTo(Decimal.NONE);
    assertThat(micros("99999999999999")).isEqualTo(Decimal.NONE);
    assertThat(micros("9000000000001.0")).isEqualTo(Decimal.NONE);
    assertThat(micros("-99999999999999.5")).isEqualTo(Decimal.NONE);
  }
}
