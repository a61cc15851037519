package io.maillog.correlate;

import io.maillog.bytes.ByteSlice;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether two domains are one: without regard to case, and in whichever form an internationalised
 * label is written, as U-label or as A-label ({@code xn--…}; RFC 5890, 2.3.2.1). Only what is not
 * equal anyway is decoded.
 */
final class DomainNames {
  private static final String PREFIX = "xn--";

  // RFC 3492, 5.
  private static final int BASE = 36;
  private static final int T_MIN = 1;
  private static final int T_MAX = 26;
  private static final int SKEW = 38;
  private static final int DAMP = 700;
  private static final int INITIAL_BIAS = 72;
  private static final int INITIAL_N = 128;

  /** A label has 63 bytes at most (RFC 1035, 2.3.4). */
  private static final int MAX_LABEL = 63;

  private DomainNames() {}

  static boolean same(String one, String other) {
    return one.equalsIgnoreCase(other)
        || ((mayBeInternational(one) || mayBeInternational(other))
            && unicode(one).equals(unicode(other)));
  }

  /** Whether the domain of an address may have another form. */
  static boolean mayBeInternational(ByteSlice address) {
    byte[] b = address.array();
    for (int i = address.from(); i < address.to(); i++) {
      if (b[i] < 0 || (b[i] == '-' && i - 3 > address.from() && isPrefix(b, i - 3))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPrefix(byte[] b, int at) {
    return (b[at] | ' ') == 'x' && (b[at + 1] | ' ') == 'n' && b[at + 2] == '-';
  }

  /** Whether a domain may have another form. */
  private static boolean mayBeInternational(String domain) {
    return domain.regionMatches(true, 0, PREFIX, 0, PREFIX.length())
        || domain.chars().anyMatch(c -> c > '~')
        || domain.toLowerCase(Locale.ROOT).contains("." + PREFIX);
  }

  /** The domain with every label as a U-label. */
  private static String unicode(String domain) {
    StringBuilder text = new StringBuilder(domain.length());
    for (String label : domain.split("\\.", -1)) {
      String decoded =
          label.regionMatches(true, 0, PREFIX, 0, PREFIX.length()) ? decode(label) : null;
      text.append(decoded == null ? label : decoded).append('.');
    }
    return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  /** The U-label of an A-label; {@code null} if it is none (RFC 3492, 6.2). */
  private static @Nullable String decode(String label) {
    if (label.length() > MAX_LABEL) {
      return null;
    }
    int delimiter = Math.max(PREFIX.length(), label.lastIndexOf('-'));
    StringBuilder text = new StringBuilder(label.substring(PREFIX.length(), delimiter));
    int at = delimiter == PREFIX.length() ? delimiter : delimiter + 1;
    int n = INITIAL_N;
    int bias = INITIAL_BIAS;
    long i = 0;
    while (at < label.length()) {
      long before = i;
      long weight = 1;
      for (int k = BASE; ; k += BASE) {
        int digit = at < label.length() ? Character.digit(label.charAt(at), BASE) : -1;
        if (digit < 0) {
          return null;
        }
        digit = digit < 10 ? digit + 26 : digit - 10; // letters come first there
        at++;
        i += digit * weight;
        int threshold = Math.min(Math.max(k - bias, T_MIN), T_MAX);
        if (digit < threshold) {
          break;
        }
        weight *= BASE - threshold;
        if (i > Integer.MAX_VALUE || weight > Integer.MAX_VALUE) {
          return null;
        }
      }
      int count = text.codePointCount(0, text.length()) + 1;
      bias = adapt(i - before, count, before == 0);
      n += (int) Math.min(Character.MAX_CODE_POINT + 1L, i / count);
      i %= count;
      if (!Character.isValidCodePoint(n) || Character.isSurrogate((char) Math.min(n, 0xFFFF))) {
        return null;
      }
      text.insert(text.offsetByCodePoints(0, (int) i), Character.toString(n));
      i++;
    }
    return text.length() == 0 ? null : text.toString();
  }

  private static int adapt(long by, int count, boolean first) {
    long delta = first ? by / DAMP : by / 2;
    delta += delta / count;
    int k = 0;
    while (delta > (BASE - T_MIN) * T_MAX / 2) {
      delta /= BASE - T_MIN;
      k += BASE;
    }
    return (int) (k + (BASE - T_MIN + 1) * delta / (delta + SKEW));
  }
}
