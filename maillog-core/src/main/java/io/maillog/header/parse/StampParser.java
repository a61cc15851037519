package io.maillog.header.parse;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;

/**
 * Reads the stamp at the start of a line, in every form that is met in mail logs.
 *
 * <ul>
 *   <li>{@code Sep 12 10:15:30} (RFC 3164, 4.1.2), with decimals, with a year before or after the
 *       time, with the year in front, with a weekday in front, with the month in another language;
 *   <li>{@code 2026-09-12T10:15:30.123+02:00} (RFC 3339), with a space for the T, without an
 *       offset, with a weekday in front and a zone's name behind (journalctl -o short-full);
 *   <li>{@code 1789200930.123} (seconds since 1970).
 * </ul>
 *
 * <p>The forms are told apart by their first bytes. The date of the previous line is remembered, so
 * that a repeated one costs a compare; nothing else is, so the result never depends on other lines.
 */
final class StampParser {
  /** What the forms that {@link #ofDateBefore} reads are shorter than. */
  static final int LONGEST_PLAIN = 40;

  private static final long DATE_3164 = 0x00ffffffffffffffL;

  // What java.time.ZoneOffset takes; no place on earth is further from UTC than 14 hours.
  private static final int MAX_OFFSET = 18 * 3600;

  // Of 2026-09-12T the bytes 0 to 7 and 3 to 10.
  private long lastIsoHead = -1;
  private long lastIsoTail = -1;
  private int lastIsoYear;
  private int lastIsoMonth;
  private int lastIsoDay;

  private final MonthNames months = new MonthNames();

  private long lastDate = -1;
  private int lastMonth;
  private int lastDay;

  /**
   * Reads the stamp at {@code from} into the header.
   *
   * @return where the stamp ends, or -1 if none starts there
   */
  int parse(byte[] b, int from, int to, ParsedHeader h) {
    if (to - from < 13) {
      return -1;
    }
    byte first = b[from];
    if (first >= 'A' && first <= 'Z') {
      int end = monthFirst(b, from, to, h);
      end = end >= 0 ? end : afterWeekday(b, from, to, h);
      return end >= 0 ? end : localMonthFirst(b, from, to, h);
    }
    if (Decimal.isDigit(first)) {
      boolean known = ByteScan.word(b, from, Long.BYTES) == lastIsoHead;
      return known ? iso(b, from, to, h) : digitFirst(b, from, to, h);
    }
    return first < 0 || (first >= 'a' && first <= 'z') ? localMonthFirst(b, from, to, h) : -1;
  }

  /**
   * Reads the stamp at {@code from} if it has the date of one before, in the form {@code Sep 12
   * 10:15:30} or {@code 2026-09-12T10:15:30.123+02:00}. {@link #LONGEST_PLAIN} bytes must be in the
   * array.
   *
   * @return where the stamp ends; -1 if it is another: what the header says then is not right
   */
  int ofDateBefore(byte[] b, int from, int to, ParsedHeader h) {
    long head = ByteScan.word(b, from);
    if ((head & DATE_3164) == lastDate) {
      int second = secondOfDay(ByteScan.word(b, from + 7));
      h.month = lastMonth;
      h.day = lastDay;
      h.secondOfDay = second;
      h.noStamp();
      h.stamped = true;
      return second < 0 || b[from + 15] != ' ' ? -1 : from + 15;
    }
    if (head == lastIsoHead && ByteScan.word(b, from + 3) == lastIsoTail && b[from + 10] == 'T') {
      h.noStamp();
      int end = iso(b, from, to, h);
      return end < from + LONGEST_PLAIN ? end : -1;
    }
    return -1;
  }

  /**
   * Reads {@code 2026-09-12 10:15:30} at {@code from} if it has the date of one before; 19 bytes
   * must be in the array.
   *
   * @return whether it is one; if not, what the header says is not right
   */
  boolean ofSpacedDateBefore(byte[] b, int from, ParsedHeader h) {
    int second = secondOfDay(ByteScan.word(b, from + 11));
    h.year = lastIsoYear;
    h.month = lastIsoMonth;
    h.day = lastIsoDay;
    h.secondOfDay = second;
    h.stamped = true;
    return ByteScan.word(b, from) == lastIsoHead
        && ByteScan.word(b, from + 3) == lastIsoTail
        && b[from + 10] == ' '
        && second >= 0;
  }

  // --- Sep 12 10:15:30

  private int monthFirst(byte[] b, int from, int to, ParsedHeader h) {
    if (to - from >= 15) {
      long date = ByteScan.word(b, from) & DATE_3164;
      if (date == lastDate) {
        int second = secondOfDay(ByteScan.word(b, from + 7));
        if (second >= 0) {
          h.month = lastMonth;
          h.day = lastDay;
          h.secondOfDay = second;
          return fraction(b, from + 15, to, h);
        }
      }
    }
    return newMonthFirst(b, from, to, h);
  }

  private int newMonthFirst(byte[] b, int from, int to, ParsedHeader h) {
    int month = MonthNames.english(b, from);
    return month == 0 || b[from + 3] != ' ' ? -1 : afterMonth(b, from, from + 3, month, to, h);
  }

  /** {@code févr. 12 10:15:30}: the month in another language, with a dot or without. */
  private int localMonthFirst(byte[] b, int from, int to, ParsedHeader h) {
    int wordEnd = MonthNames.endOfWord(b, from, to);
    int blank = wordEnd < to && b[wordEnd] == '.' ? wordEnd + 1 : wordEnd;
    // Two digits and more must follow: what other lines begin with, such as a program, ends here.
    if (wordEnd < from + 3 || blank + 12 > to || b[blank] != ' ') {
      return -1;
    }
    int month = months.of(b, from, wordEnd);
    return month == 0 ? -1 : afterMonth(b, from, blank, month, to, h);
  }

  private int afterMonth(byte[] b, int from, int monthTo, int month, int to, ParsedHeader h) {
    int p = ByteScan.skipSpaces(b, monthTo, to);
    int dayEnd = Decimal.endOfDigits(b, p, to);
    if (dayEnd == p || dayEnd > p + 2 || dayEnd >= to || b[dayEnd] != ' ') {
      return -1;
    }
    int day = (int) Decimal.parse(b, p, dayEnd);
    p = ByteScan.skipSpaces(b, dayEnd, to);
    int year = ParsedHeader.NO_YEAR;
    if (p + 5 < to && Decimal.endOfDigits(b, p, to) == p + 4 && b[p + 4] == ' ') {
      year = (int) Decimal.parse(b, p, p + 4); // Sep 12 2026 10:15:30
      p += 5;
    }
    int second = p + 8 <= to ? secondOfDay(ByteScan.word(b, p, 8)) : -1;
    if (second < 0 || !CivilDate.isDay(month, day)) {
      return -1;
    }
    h.year = year;
    h.month = month;
    h.day = day;
    h.secondOfDay = second;
    if (p == from + 7 && monthTo == from + 3) {
      lastDate = ByteScan.word(b, from) & DATE_3164;
      lastMonth = month;
      lastDay = day;
    }
    return fraction(b, p + 8, to, h);
  }

  /** Thu Sep 12 10:15:30 2026 (logread), Sat 2026-09-12 10:15:30 CEST (journalctl short-full). */
  private int afterWeekday(byte[] b, int from, int to, ParsedHeader h) {
    if (!isWeekday(b, from) || b[from + 3] != ' ') {
      return -1;
    }
    int p = ByteScan.skipSpaces(b, from + 3, to);
    if (p + 13 > to) {
      return -1;
    }
    if (Decimal.isDigit(b[p])) {
      int end = iso(b, p, to, h);
      return end < 0 ? -1 : zoneName(b, end, to, h);
    }
    int end = newMonthFirst(b, p, to, h);
    if (end >= 0 && end + 5 <= to && b[end] == ' ') {
      int yearEnd = Decimal.endOfDigits(b, end + 1, to);
      if (yearEnd == end + 5) {
        h.year = (int) Decimal.parse(b, end + 1, yearEnd);
        return yearEnd;
      }
    }
    return end;
  }

  /**
   * A zone's abbreviation is ambiguous all over the world, but for UTC; others leave it to the
   * policy. Zones that have none are shown as {@code -03}.
   */
  private static int zoneName(byte[] b, int end, int to, ParsedHeader h) {
    int hoursEnd = zoneHours(b, end, to, h);
    if (hoursEnd > end) {
      return hoursEnd;
    }
    int p = end + 1;
    while (p < to && b[p] >= 'A' && b[p] <= 'Z') {
      p++;
    }
    if (end >= to || b[end] != ' ' || p < end + 4 || p >= to || b[p] != ' ') {
      return end;
    }
    if (p == end + 4 && b[end + 1] == 'U' && b[end + 2] == 'T' && b[end + 3] == 'C') {
      h.statedOffset = 0;
    }
    return p;
  }

  private static int zoneHours(byte[] b, int end, int to, ParsedHeader h) {
    if (end + 4 >= to || b[end] != ' ' || b[end + 4] != ' ') {
      return end;
    }
    int hours = b[end + 1] == '+' || b[end + 1] == '-' ? digits(b, end + 2, 2) : -1;
    if (hours < 0 || hours * 3600 > MAX_OFFSET) {
      return end;
    }
    h.statedOffset = b[end + 1] == '-' ? -hours * 3600 : hours * 3600;
    return end + 4;
  }

  // --- 2026-09-12T10:15:30 and others that start with a digit

  private int digitFirst(byte[] b, int from, int to, ParsedHeader h) {
    int end = Decimal.endOfDigits(b, from, Math.min(to, from + 12));
    if (end == from + 4 && b[end] == '-') {
      return iso(b, from, to, h);
    }
    if (end == from + 4 && b[end] == ' ') {
      return yearMonth(b, from, to, h);
    }
    if ((end == from + 9 || end == from + 10) && (b[end] == '.' || b[end] == ' ')) {
      return epoch(b, from, end, to, h);
    }
    return -1;
  }

  private int iso(byte[] b, int from, int to, ParsedHeader h) {
    if (to - from < 19 || b[from + 4] != '-' || b[from + 7] != '-') {
      return -1;
    }
    long head = ByteScan.word(b, from);
    long tail = ByteScan.word(b, from + 3);
    int second = secondOfDay(ByteScan.word(b, from + 11, 8));
    if (head == lastIsoHead && tail == lastIsoTail && second >= 0) {
      h.year = lastIsoYear;
      h.month = lastIsoMonth;
      h.day = lastIsoDay;
      h.secondOfDay = second;
      int end = fraction(b, from + 19, to, h);
      return end < 0 ? -1 : offset(b, end, to, h);
    }
    byte separator = b[from + 10];
    int year = digits(b, from, 4);
    int month = digits(b, from + 5, 2);
    int day = digits(b, from + 8, 2);
    if ((separator != 'T' && separator != ' ')
        || year < 0
        || !CivilDate.isDay(month, day)
        || second < 0) {
      return -1;
    }
    lastIsoHead = head;
    lastIsoTail = tail;
    lastIsoYear = year;
    lastIsoMonth = month;
    lastIsoDay = day;
    h.year = year;
    h.month = month;
    h.day = day;
    h.secondOfDay = second;
    int end = fraction(b, from + 19, to, h);
    return end < 0 ? -1 : offset(b, end, to, h);
  }

  /** 2026 Sep 12 10:15:30.123 */
  private static int yearMonth(byte[] b, int from, int to, ParsedHeader h) {
    int month = MonthNames.english(b, from + 5);
    if (month == 0 || b[from + 8] != ' ') {
      return -1;
    }
    int p = ByteScan.skipSpaces(b, from + 8, to);
    int dayEnd = Decimal.endOfDigits(b, p, to);
    int day = dayEnd == p || dayEnd > p + 2 ? 0 : (int) Decimal.parse(b, p, dayEnd);
    if (!CivilDate.isDay(month, day) || dayEnd + 9 > to || b[dayEnd] != ' ') {
      return -1;
    }
    int second = secondOfDay(ByteScan.word(b, dayEnd + 1, 8));
    if (second < 0) {
      return -1;
    }
    h.year = digits(b, from, 4);
    h.month = month;
    h.day = day;
    h.secondOfDay = second;
    return fraction(b, dayEnd + 9, to, h);
  }

  /** Seconds since 1970: journalctl -o short-unix. */
  private static int epoch(byte[] b, int from, int end, int to, ParsedHeader h) {
    long seconds = Decimal.parse(b, from, end);
    long days = Math.floorDiv(seconds, 86_400L);
    long packed = CivilDate.ofEpochDay(days);
    h.year = CivilDate.year(packed);
    h.month = CivilDate.month(packed);
    h.day = CivilDate.day(packed);
    h.secondOfDay = (int) (seconds - days * 86_400L);
    h.statedOffset = 0;
    return fraction(b, end, to, h);
  }

  // --- parts

  /** Decimals of the second, if any; marks the header as stamped. */
  private static int fraction(byte[] b, int at, int to, ParsedHeader h) {
    h.stamped = true;
    if (at + 1 >= to || (b[at] != '.' && b[at] != ',') || !Decimal.isDigit(b[at + 1])) {
      return at;
    }
    int end = Decimal.endOfDigits(b, at + 1, to);
    int digits = Math.min(9, end - at - 1);
    int nano = 0;
    for (int i = 0; i < 9; i++) {
      nano = nano * 10 + (i < digits ? b[at + 1 + i] - '0' : 0);
    }
    h.nano = nano;
    h.fractionDigits = digits;
    return end;
  }

  /** Z, +02:00, +0200, or the same after a space. */
  private static int offset(byte[] b, int at, int to, ParsedHeader h) {
    if (at >= to) {
      return at;
    }
    if (b[at] == 'Z') {
      h.statedOffset = 0;
      return at + 1;
    }
    int sign = b[at] == ' ' && at + 1 < to ? at + 1 : at;
    if (b[sign] != '+' && b[sign] != '-') {
      return at;
    }
    int hours = sign + 3 <= to ? digits(b, sign + 1, 2) : -1;
    int p = sign + 3;
    if (p < to && b[p] == ':') {
      p++;
    }
    int minutes = p + 2 <= to ? digits(b, p, 2) : -1;
    int seconds = hours * 3600 + minutes * 60;
    if (hours < 0 || minutes < 0 || minutes > 59 || seconds > MAX_OFFSET) {
      return at;
    }
    h.statedOffset = b[sign] == '-' ? -seconds : seconds;
    return p + 2;
  }

  /** The second of the day that the eight bytes {@code hh:mm:ss} spell, or -1. */
  static int secondOfDay(long word) {
    // Little endian: h in byte 0. High nibbles must be those of digits and colons.
    if ((word & 0xf0f0fff0f0fff0f0L) != 0x30303a30303a3030L) {
      return -1;
    }
    long nibbles = word & 0x0f0f000f0f000f0fL;
    if (((nibbles + 0x0606000606000606L) & 0xf0f000f0f000f0f0L) != 0) {
      return -1;
    }
    int hour = (int) ((nibbles & 0xf) * 10 + ((nibbles >>> 8) & 0xf));
    int minute = (int) (((nibbles >>> 24) & 0xf) * 10 + ((nibbles >>> 32) & 0xf));
    int second = (int) (((nibbles >>> 48) & 0xf) * 10 + (nibbles >>> 56));
    return hour > 23 || minute > 59 || second > 60 ? -1 : hour * 3600 + minute * 60 + second;
  }

  private static int digits(byte[] b, int at, int count) {
    int value = 0;
    for (int i = at; i < at + count; i++) {
      int digit = b[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private static boolean isWeekday(byte[] b, int at) {
    return switch ((b[at] & 0xff) << 16 | (b[at + 1] & 0xff) << 8 | (b[at + 2] & 0xff)) {
      case 'M' << 16 | 'o' << 8 | 'n',
          'T' << 16 | 'u' << 8 | 'e',
          'W' << 16 | 'e' << 8 | 'd',
          'T' << 16 | 'h' << 8 | 'u',
          'F' << 16 | 'r' << 8 | 'i',
          'S' << 16 | 'a' << 8 | 't',
          'S' << 16 | 'u' << 8 | 'n' ->
          true;
      default -> false;
    };
  }
}
