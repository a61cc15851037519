package io.maillog.fuzz;

import io.maillog.MailLogParser;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Changes of a log after which its traces are the same, changed in the same way. */
final class LogMoves {
  static final int YEAR = 2026;

  private static final Pattern IDS =
      Pattern.compile("[0-9A-Za-z]{6}-[0-9A-Za-z]{6}-[0-9A-Za-z]{2}|[0-9A-Za-z]{8,}");
  private static final Pattern SYSLOG_STAMP =
      Pattern.compile("^(\\w{3}) ([ \\d]\\d) (\\d\\d:\\d\\d:\\d\\d)");
  private static final Pattern OWN_STAMP =
      Pattern.compile("^(\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d:\\d\\d)");
  private static final Pattern TIME_OF_TRACE =
      Pattern.compile("(\"(?:received|completed|time)\":\")([^\"]*)");
  private static final DateTimeFormatter SYSLOG =
      DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter OWN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  private final Map<String, String> ids;
  private final long seconds;

  private LogMoves(Map<String, String> ids, long seconds) {
    this.ids = ids;
    this.seconds = seconds;
  }

  /** Each message's id becomes another, of the same form, length and time. */
  static LogMoves toOtherIds(String server, List<String> log) {
    return new LogMoves(ids(log, id -> otherId(server, id)), 0);
  }

  /** Everything happens so much later, and the ids that tell the time say so. */
  static LogMoves later(String server, List<String> log, long seconds) {
    return new LogMoves(ids(log, id -> laterId(server, id, seconds)), seconds);
  }

  private static Map<String, String> ids(List<String> log, UnaryOperator<String> change) {
    MailLogParser parser = new MailLogParser();
    Set<String> ids = new HashSet<>();
    for (String line : log) {
      MailEvent event = parser.parse(line);
      if (event.has(Field.QUEUE_ID)) {
        ids.add(event.text(Field.QUEUE_ID));
      }
    }
    Map<String, String> changed = new HashMap<>();
    ids.forEach(id -> changed.put(id, change.apply(id)));
    return changed;
  }

  /** Exchanges neighbours: 0 and 1, A and B, in the part that does not tell the time. */
  private static String otherId(String server, String id) {
    StringBuilder other = new StringBuilder(id);
    for (int i = server.equals("postfix") ? 0 : 6; i < id.length(); i++) {
      char c = id.charAt(i);
      if (c != '-') {
        other.setCharAt(i, (char) (Character.isDigit(c) ? c ^ 1 : ((c - 1) ^ 1) + 1));
      }
    }
    return other.toString();
  }

  private static String laterId(String server, String id, long seconds) {
    return switch (server) {
      case "exim" -> {
        long second = 0;
        for (int i = 0; i < 6; i++) {
          second = second * 62 + TimedIds.BASE_62.indexOf(id.charAt(i));
        }
        yield TimedIds.exim(second + seconds) + id.substring(6);
      }
      case "sendmail" -> {
        int[] d = id.substring(0, 6).chars().map(TimedIds.BASE_62::indexOf).toArray();
        LocalDateTime time = LocalDateTime.of(YEAR, d[1] + 1, d[2], d[3], d[4], d[5]);
        yield TimedIds.sendmail(time.toEpochSecond(ZoneOffset.UTC) + seconds) + id.substring(6);
      }
      default -> id; // the short ones of Postfix tell none
    };
  }

  /** A line of the changed log. */
  String line(String line) {
    String moved =
        SYSLOG_STAMP
            .matcher(line)
            .replaceFirst(
                m -> {
                  int day = Integer.parseInt(m.group(2).strip());
                  LocalDate date = LocalDate.of(YEAR, MONTHS.indexOf(m.group(1)) + 1, day);
                  return stamp(date, m.group(3), SYSLOG);
                });
    moved =
        OWN_STAMP
            .matcher(moved)
            .replaceFirst(m -> stamp(LocalDate.parse(m.group(1)), m.group(2), OWN));
    return withIds(moved);
  }

  private String stamp(LocalDate date, String time, DateTimeFormatter form) {
    return date.atTime(LocalTime.parse(time)).plusSeconds(seconds).format(form);
  }

  /** The JSON of a trace, changed as the log is. */
  String trace(String json) {
    return withIds(
        TIME_OF_TRACE
            .matcher(json)
            .replaceAll(m -> m.group(1) + Instant.parse(m.group(2)).plusSeconds(seconds)));
  }

  private String withIds(String text) {
    return IDS.matcher(text).replaceAll(this::id);
  }

  private String id(MatchResult token) {
    return ids.getOrDefault(token.group(), token.group());
  }
}
