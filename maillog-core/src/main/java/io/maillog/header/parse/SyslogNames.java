package io.maillog.header.parse;

import io.maillog.bytes.PackedKey;

/** The names of facilities and severities in syslog.conf(5), and others that are in use. */
final class SyslogNames {
  private static final long[] FACILITIES =
      keys(
          "kern",
          "user",
          "mail",
          "daemon",
          "auth",
          "security",
          "syslog",
          "lpr",
          "news",
          "uucp",
          "cron",
          "authpriv",
          "ftp",
          "ntp",
          "console",
          "local0",
          "local1",
          "local2",
          "local3",
          "local4",
          "local5",
          "local6",
          "local7");
  private static final long[][] SEVERITIES = {
    keys("emerg", "panic"),
    keys("alert"),
    keys("crit", "critical", "fatal"),
    keys("err", "error", "erro"),
    keys("warning", "warn"),
    keys("notice"),
    keys("info"),
    keys("debug", "debg")
  };

  /** The bits of the letters, modulo 32, that a severity's name starts with. */
  private static final int FIRST_OF_SEVERITIES = firstLetters();

  private SyslogNames() {}

  private static int firstLetters() {
    int letters = 0;
    for (long[] names : SEVERITIES) {
      for (long name : names) {
        letters |= 1 << name; // a shift takes the low five bits, alike in both cases
      }
    }
    return letters;
  }

  private static long[] keys(String... names) {
    long[] keys = new long[names.length];
    for (int i = 0; i < names.length; i++) {
      keys[i] = PackedKey.of(names[i]);
    }
    return keys;
  }

  static boolean isFacility(byte[] b, int from, int to) {
    if (to - from <= 2 && from < to && b[from] >= '0' && b[from] <= '9') {
      return b[to - 1] >= '0' && b[to - 1] <= '9';
    }
    return contains(FACILITIES, PackedKey.lowerAt(b, from, to));
  }

  /** Whether a severity's name may start so. */
  static boolean mayBeSeverity(byte first) {
    return (FIRST_OF_SEVERITIES & 1 << first) != 0;
  }

  /** The code of a severity's name or digit, or -1. */
  static int severity(byte[] b, int from, int to) {
    if (to - from == 1 && b[from] >= '0' && b[from] <= '7') {
      return b[from] - '0';
    }
    if (to <= from || !mayBeSeverity(b[from])) {
      return -1; // nearly all, at once
    }
    long key = PackedKey.lowerAt(b, from, to);
    for (int code = 0; code < SEVERITIES.length; code++) {
      if (contains(SEVERITIES[code], key)) {
        return code;
      }
    }
    return -1;
  }

  private static boolean contains(long[] keys, long key) {
    if (key != 0) {
      for (long k : keys) {
        if (k == key) {
          return true;
        }
      }
    }
    return false;
  }
}
