package io.maillog.event;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The severity of a line, by the keywords of syslog; the ordinals are the codes of RFC 5424, 6.2.1.
 */
public enum Severity {
  EMERG,
  ALERT,
  CRIT,
  ERR,
  WARNING,
  NOTICE,
  INFO,
  DEBUG;

  private static final Severity[] BY_CODE = values();
  private final String key = name().toLowerCase(Locale.ROOT);

  /** The keyword in lower case, as in NDJSON. */
  public String key() {
    return key;
  }

  /** The severity of a code, 0 to 7; {@code null} for any other number. */
  public static @Nullable Severity ofCode(int code) {
    return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
  }
}
