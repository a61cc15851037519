package io.maillog.framing;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file's name taken apart: the log that it belongs to, and which part of it.
 *
 * <p>Known are the names that logrotate gives ({@code mail.log.1}, {@code mail.log-20260912}, and
 * with its {@code extension} option {@code mail-20260912.log}, {@code mail.1.log}), newsyslog
 * ({@code maillog.0}, {@code maillog.20260912T000000}), savelog ({@code mail.log.0}) and exicyclog
 * ({@code mainlog.01}, {@code mainlog-20260912}); each may end with {@code .gz}, or as other
 * programs compress: where nobody decodes it, it is a part of its log, and that has to be said.
 *
 * @param base the name of the log that is being written
 * @param number how often this part was rotated, the highest is the oldest; -1 if the name has none
 * @param date the date in the name, and what follows it, so that texts sort by time; {@code null}
 *     if the name has none
 * @param rotatedBy the end of the day in the name, and a day for the zone; {@code null} if the name
 *     has no date
 */
public record RotationName(
    String base, int number, @Nullable String date, @Nullable Instant rotatedBy) {
  private static final Pattern DATED =
      Pattern.compile("(.+)[-.]((?:19|20)\\d{2})-?(\\d{2})-?(\\d{2})([-_T.]?\\d{2,10})?");
  private static final Pattern NUMBERED = Pattern.compile("(.+)\\.(\\d{1,3})");
  private static final Pattern ADDRESS_PART =
      Pattern.compile("(?:.*\\D)?\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  private static final Pattern EXTENSION = Pattern.compile("(.+)(\\.[A-Za-z]{1,8})");

  private static final List<String> PACKED = List.of(".gz", ".bz2", ".xz", ".zst", ".lz4", ".Z");

  /** Takes a name apart. */
  public static RotationName of(String fileName) {
    String name = unpacked(fileName);
    RotationName found = suffixed(name, "");
    if (found != null) {
      return found;
    }
    Matcher extension = EXTENSION.matcher(name);
    if (extension.matches()) {
      found = suffixed(extension.group(1), extension.group(2));
    }
    return found != null ? found : new RotationName(name, -1, null, null);
  }

  /** The name without the ending that a compressing program adds. */
  static String unpacked(String fileName) {
    for (String ending : PACKED) {
      if (fileName.length() > ending.length() && fileName.endsWith(ending)) {
        return fileName.substring(0, fileName.length() - ending.length());
      }
    }
    return fileName;
  }

  private static @Nullable RotationName suffixed(String name, String extension) {
    Matcher dated = DATED.matcher(name);
    if (dated.matches()) {
      LocalDate day = day(dated);
      if (day != null) {
        String more = dated.group(5) == null ? "" : dated.group(5).replaceAll("\\D", "");
        return new RotationName(
            dated.group(1) + extension,
            -1,
            day + "." + more,
            day.plusDays(2).atStartOfDay(ZoneOffset.UTC).toInstant());
      }
    }
    Matcher numbered = NUMBERED.matcher(name);
    // A log that is named after an address, 192.0.2.1, is no part of a log 192.0.2.
    if (numbered.matches() && !ADDRESS_PART.matcher(numbered.group(1)).matches()) {
      return new RotationName(
          numbered.group(1) + extension, Integer.parseInt(numbered.group(2)), null, null);
    }
    return null;
  }

  private static @Nullable LocalDate day(Matcher dated) {
    try {
      return LocalDate.of(
          Integer.parseInt(dated.group(2)),
          Integer.parseInt(dated.group(3)),
          Integer.parseInt(dated.group(4)));
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Whether this is the file that is being written. */
  public boolean isLive() {
    return number < 0 && date == null;
  }
}
