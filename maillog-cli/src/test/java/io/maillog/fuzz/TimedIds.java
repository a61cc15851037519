package io.maillog.fuzz;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** The part of a queue id that tells when its message arrived, as the servers write it. */
final class TimedIds {
  static final String BASE_62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private TimedIds() {}

  /** Of Exim: a second since 1970 as six digits of base 62. */
  static String exim(long second) {
    return digits(second, 6);
  }

  /** Of Sendmail: a digit each for year, month, day, hour, minute and second. */
  static String sendmail(long second) {
    LocalDateTime t = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    return digit((t.getYear() - 1900) % 60)
        + digit(t.getMonthValue() - 1)
        + digit(t.getDayOfMonth())
        + digit(t.getHour())
        + digit(t.getMinute())
        + digit(t.getSecond());
  }

  private static String digit(int value) {
    return BASE_62.substring(value, value + 1);
  }

  /** A number as so many digits of base 62. */
  static String digits(long number, int length) {
    char[] digits = new char[length];
    for (int i = length; i-- > 0; ) {
      digits[i] = BASE_62.charAt((int) (number % 62));
      number /= 62;
    }
    return new String(digits);
  }
}
