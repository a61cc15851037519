package io.maillog.header.parse;

/** Dates of the proleptic Gregorian calendar as day counts, without objects. */
public final class CivilDate {
  static final long SECONDS_A_DAY = 86_400;

  /** From one leap year to the next there are at most so many years, as from 1896 to 1904. */
  static final int LEAP_YEARS_APART = 8;

  // The first and the last second of the years that have four digits, as stamps have them.
  private static final long FIRST_SECOND = -62_167_219_200L;
  private static final long LAST_SECOND = 253_402_300_799L;

  private static final int MAX_OFFSET = 18 * 3600; // as that of ZoneOffset

  private CivilDate() {}

  /** Whether a second of local time since 1970 is in a year that a stamp can state. */
  static boolean isStampable(long localSecond) {
    return localSecond >= FIRST_SECOND && localSecond <= LAST_SECOND;
  }

  /**
   * Whether a stamp can state a point in time.
   *
   * @param second its second since 1970-01-01T00:00Z
   * @param offset its offset from UTC in seconds
   */
  public static boolean isStampable(long second, int offset) {
    return offset >= -MAX_OFFSET && offset <= MAX_OFFSET && isStampable(second + offset);
  }

  /** The day since 1970-01-01; a 29 February of a common year is its 1 March. */
  static long epochDay(int year, int month, int day) {
    // Years begin in March here, so that the leap day is the last of its year.
    long y = month <= 2 ? year - 1L : year;
    long era = Math.floorDiv(y, 400L);
    long yearOfEra = y - era * 400;
    long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097 + dayOfEra - 719_468;
  }

  /**
   * The date of a day since 1970-01-01, packed; see {@link #year}, {@link #month}, {@link #day}.
   */
  public static long ofEpochDay(long epochDay) {
    long z = epochDay + 719_468;
    long era = Math.floorDiv(z, 146_097L);
    long dayOfEra = z - era * 146_097;
    long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    long m = (5 * dayOfYear + 2) / 153;
    long day = dayOfYear - (153 * m + 2) / 5 + 1;
    long month = m < 10 ? m + 3 : m - 9;
    long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    return year << 9 | month << 5 | day;
  }

  /** The year of a packed date. */
  public static int year(long packed) {
    return (int) (packed >> 9);
  }

  /** Its month, 1 to 12. */
  public static int month(long packed) {
    return (int) (packed >> 5) & 15;
  }

  /** Its day of the month, 1 to 31. */
  public static int day(long packed) {
    return (int) packed & 31;
  }

  /** Whether the month, 1 to 12, has the day in any year. */
  static boolean isDay(int month, int day) {
    if (month < 1 || month > 12 || day < 1) {
      return false;
    }
    // 31 days in months 1 3 5 7 and 8 10 12.
    return day <= (month == 2 ? 29 : 30 + ((month + (month >> 3)) & 1));
  }

  /** Whether a year that a stamp can state has a date which {@link #isDay}. */
  static boolean isInYear(int year, int month, int day) {
    return year >= 0 && year <= 9999 && (month != 2 || day != 29 || isLeap(year));
  }

  static boolean isLeap(int year) {
    return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
  }
}
