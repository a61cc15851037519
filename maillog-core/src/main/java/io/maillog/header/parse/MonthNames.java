package io.maillog.header.parse;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * The months as stamps abbreviate them: in English, as syslog writes them whatever the machine's
 * language; and in others, as {@code journalctl} writes them by its user's locale (systemd,
 * logs-show.c: strftime's {@code %b}). One word is remembered: not thread-safe.
 */
final class MonthNames {
  /** No month has a longer abbreviation, in bytes. */
  static final int LONGEST = 10;

  // What glibc's locales have for abmon, without accents and dots: de, fr, it, es, nl, pt, pl, ca,
  // cs, da, fi, hu, nb, ro, sl, sv, tr; and ru.
  private static final long[][] OTHERS = {
    keys("jan janv gen ene sty jaen led oca ian tammi \u044f\u043d\u0432"),
    keys("feb fev fevr lut febr uno sub helmi \u0444\u0435\u0432"),
    keys("mar mars marz mrt maart marc bre maalis \u043c\u0430\u0440"),
    keys("apr avr avril abr kwi april dub nis huhti \u0430\u043f\u0440"),
    keys("mai mag may mei maj maig kve touko \u043c\u0430\u044f"),
    keys("jun juni juin giu cze juny cen haz iun kesa \u0438\u044e\u043d"),
    keys("jul juli juil lug lip cec tem iul heina \u0438\u044e\u043b"),
    keys("aug aout ago sie ag avg srp agu elo \u0430\u0432\u0433"),
    keys("sep sept set wrz zar eyl szept syys \u0441\u0435\u043d"),
    keys("okt oct ott out paz rij eki loka \u043e\u043a\u0442"),
    keys("nov lis kas marras \u043d\u043e\u044f"),
    keys("dec dez dic gru des pro ara joulu \u0434\u0435\u043a")
  };

  // The word before, since the next one is mostly the same.
  private long lastKey;
  private int lastMonth;

  private static long[] keys(String names) {
    return Stream.of(names.split(" "))
        .map(name -> name.getBytes(StandardCharsets.UTF_8))
        .mapToLong(name -> key(name, 0, name.length))
        .toArray();
  }

  /** The month, 1 to 12, that three bytes name in English; else 0. */
  static int english(byte[] b, int at) {
    return switch ((b[at] & 0xff) << 16 | (b[at + 1] & 0xff) << 8 | (b[at + 2] & 0xff)) {
      case 'J' << 16 | 'a' << 8 | 'n' -> 1;
      case 'F' << 16 | 'e' << 8 | 'b' -> 2;
      case 'M' << 16 | 'a' << 8 | 'r' -> 3;
      case 'A' << 16 | 'p' << 8 | 'r' -> 4;
      case 'M' << 16 | 'a' << 8 | 'y' -> 5;
      case 'J' << 16 | 'u' << 8 | 'n' -> 6;
      case 'J' << 16 | 'u' << 8 | 'l' -> 7;
      case 'A' << 16 | 'u' << 8 | 'g' -> 8;
      case 'S' << 16 | 'e' << 8 | 'p' -> 9;
      case 'O' << 16 | 'c' << 8 | 't' -> 10;
      case 'N' << 16 | 'o' << 8 | 'v' -> 11;
      case 'D' << 16 | 'e' << 8 | 'c' -> 12;
      default -> 0;
    };
  }

  /** Where the word of letters ends that starts at {@code from}, or is cut at its longest. */
  static int endOfWord(byte[] b, int from, int to) {
    int limit = Math.min(to, from + LONGEST + 1);
    int i = from;
    while (i < limit && (b[i] < 0 || ((b[i] | 0x20) >= 'a' && (b[i] | 0x20) <= 'z'))) {
      i++;
    }
    return i;
  }

  /** The month, 1 to 12, that a word names in any language; else 0. */
  int of(byte[] b, int from, int to) {
    long key = key(b, from, to);
    if (key != lastKey) {
      lastMonth = ofKey(key);
      lastKey = key;
    }
    return lastMonth;
  }

  /** The key of a word: its letters in lower case, without accents; 0 if it can be no month. */
  private static long key(byte[] b, int from, int to) {
    long key = 0;
    int letters = 0;
    for (int i = from; i < to; letters++) {
      int c = b[i++] & 0xff;
      boolean longer = i < to && b[i] < 0; // UTF-8
      if (c == 0xc3 && longer) {
        c = plain((b[i++] & 0x3f) + 0xc0); // of what Latin 1 has too
      } else if ((c == 0xc4 || c == 0xc5) && longer) {
        c = plainExtended(c << 8 | (b[i++] & 0xff));
      } else if (c != 0xd0 && c != 0xd1) {
        c = plain(c);
      } else if (longer && letters + 1 < Long.BYTES) {
        key |= (long) c << (letters++ << 3); // Cyrillic letters are kept as they are
        c = b[i++] & 0xff;
      }
      if (c == 0 || letters == Long.BYTES) {
        return 0;
      }
      key |= (long) c << (letters << 3);
    }
    return key;
  }

  /** A letter in lower case, without its accent; 0 for what stands in no month. */
  private static int plain(int c) {
    if (c < 0x80) {
      return c | 0x20;
    }
    return switch (c | 0x20) {
      case 0xe1, 0xe4 -> 'a';
      case 0xe7 -> 'c';
      case 0xe9 -> 'e';
      case 0xed -> 'i';
      case 0xfa, 0xfb -> 'u';
      case 0xbc, 0xba, 0xb9 -> 'z'; // Latin 2, and of UTF-8 the second byte
      default -> 0;
    };
  }

  /** The same for two bytes of UTF-8 in Latin Extended-A. */
  private static int plainExtended(int c) {
    return switch (c) {
      case 0xc48d -> 'c';
      case 0xc49b -> 'e';
      case 0xc49f -> 'g';
      case 0xc599 -> 'r';
      case 0xc59e, 0xc59f -> 's';
      case 0xc5ba -> 'z';
      default -> 0;
    };
  }

  private static int ofKey(long key) {
    if (key != 0) {
      for (int month = 0; month < OTHERS.length; month++) {
        for (long other : OTHERS[month]) {
          if (key == other) {
            return month + 1;
          }
        }
      }
    }
    return 0;
  }
}
