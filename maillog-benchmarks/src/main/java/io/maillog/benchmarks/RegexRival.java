package io.maillog.benchmarks;

import io.maillog.benchmarks.LogScan.Counts;
import io.maillog.benchmarks.LogScan.Sums;
import io.maillog.bytes.ByteScan;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a log is usually read in Java: each line to a String, a pattern for the header, then one
 * pattern after the other for the kinds of lines, and the named groups of the one that matches into
 * a map; then the time and the numbers to values, as {@link LogScan#values} has them.
 */
final class RegexRival {
  private static final Kind HEADER =
      new Kind(
          "^(?<time>\\w{3} +\\d+ \\d\\d:\\d\\d:\\d\\d) (?<host>\\S+)"
              + " (?<program>[\\w/.-]+)\\[(?<pid>\\d+)\\]: (?<text>.*)$",
          "time", "host", "program", "pid", "text");
  private static final Kind CONNECT =
      new Kind("^connect from (?<client>\\S+)\\[(?<ip>[^\\]]+)\\]$", "client", "ip");
  private static final Kind DISCONNECT =
      new Kind(
          "^disconnect from (?<client>\\S+)\\[(?<ip>[^\\]]+)\\](?: (?<counters>.*))?$",
          "client",
          "ip",
          "counters");
  private static final Kind CLIENT =
      new Kind(
          "^(?<id>\\w+): client=(?<client>\\S+)\\[(?<ip>[^\\]]+)\\](?:, sasl_method=(?<method>\\S+?))?"
              + "(?:, sasl_username=(?<user>\\S+?))?(?:, .*)?$",
          "id",
          "client",
          "ip",
          "method",
          "user");
  private static final Kind MESSAGE_ID =
      new Kind("^(?<id>\\w+): message-id=(?<messageid>.*)$", "id", "messageid");
  private static final Kind QUEUED =
      new Kind(
          "^(?<id>\\w+): from=<(?<from>[^>]*)>, size=(?<size>\\d+), nrcpt=(?<nrcpt>\\d+) \\(queue active\\)$",
          "id",
          "from",
          "size",
          "nrcpt");
  private static final Kind DELIVERY =
      new Kind(
          "^(?<id>\\w+): to=<(?<to>[^>]*)>,(?: orig_to=<(?<origto>[^>]*)>,)? relay=(?<relay>[^,]+),"
              + "(?: conn_use=(?<uses>\\d+),)? delay=(?<delay>[\\d.]+), delays=(?<delays>[\\d./]+),"
              + " dsn=(?<dsn>\\d\\.\\d+\\.\\d+), status=(?<status>\\w+) \\((?<reply>.*)\\)$",
          "id",
          "to",
          "origto",
          "relay",
          "uses",
          "delay",
          "delays",
          "dsn",
          "status",
          "reply");
  private static final Kind REMOVED = new Kind("^(?<id>\\w+): removed$", "id");
  private static final Kind REJECT =
      new Kind(
          "^(?<id>\\w+): reject: (?<stage>\\w+) from (?<client>\\S+)\\[(?<ip>[^\\]]+)\\]: (?<code>\\d{3})"
              + " (?<dsn>\\d\\.\\d+\\.\\d+) (?<reason>.*?); from=<(?<from>[^>]*)> to=<(?<to>[^>]*)>"
              + " proto=(?<proto>\\S+) helo=<(?<helo>[^>]*)>$",
          "id", "stage", "client", "ip", "code", "dsn", "reason", "from", "to", "proto", "helo");
  private static final Kind[] KINDS = {
    CONNECT, DISCONNECT, CLIENT, MESSAGE_ID, QUEUED, DELIVERY, REMOVED, REJECT
  };

  /** A pattern and the names of its groups. */
  private record Kind(Pattern pattern, List<String> names) {
    Kind(String pattern, String... names) {
      this(Pattern.compile(pattern), List.of(names));
    }

    boolean read(String text, Map<String, String> fields) {
      Matcher m = pattern.matcher(text);
      if (!m.matches()) {
        return false;
      }
      for (String name : names) {
        String value = m.group(name);
        if (value != null) {
          fields.put(name, value);
        }
      }
      return true;
    }
  }

  private static final DateTimeFormatter STAMP =
      new DateTimeFormatterBuilder()
          .appendPattern("MMM ppd HH:mm:ss")
          .parseDefaulting(ChronoField.YEAR, LogScan.YEAR)
          .toFormatter(Locale.ENGLISH);

  private long seconds;
  private long pids;
  private long sizes;
  private long delayMicros;
  private long codes;

  /** Every line to a map of texts, with its time and its numbers as values. */
  Sums values(byte[] b, int length) {
    seconds = 0;
    pids = 0;
    sizes = 0;
    delayMicros = 0;
    codes = 0;
    Counts counts = read(b, length, true);
    return new Sums(counts, seconds, pids, sizes, delayMicros, codes);
  }

  /** Every line to a map of texts, and no more. */
  Counts parse(byte[] b, int length) {
    return read(b, length, false);
  }

  private void convert(Map<String, String> fields) {
    String time = fields.get("time");
    if (time == null) {
      return; // no line of a program with a pid
    }
    seconds += LocalDateTime.parse(time, STAMP).toEpochSecond(ZoneOffset.UTC);
    pids += Long.parseLong(fields.getOrDefault("pid", "0"));
    sizes += Long.parseLong(fields.getOrDefault("size", "0"));
    delayMicros += Math.round(1e6 * Double.parseDouble(fields.getOrDefault("delay", "0")));
    codes += Long.parseLong(fields.getOrDefault("code", "0"));
  }

  private Counts read(byte[] b, int length, boolean values) {
    long lines = 0;
    long received = 0;
    long sent = 0;
    long removed = 0;
    int from = 0;
    while (true) {
      int end = ByteScan.indexOfFar(b, from, length, (byte) '\n');
      if (end < 0) {
        return new Counts(lines, received, sent, removed);
      }
      lines++;
      Map<String, String> fields = new LinkedHashMap<>();
      Kind kind = match(new String(b, from, end - from, StandardCharsets.UTF_8), fields);
      if (values) {
        convert(fields);
      }
      received += CLIENT.equals(kind) && !"NOQUEUE".equals(fields.get("id")) ? 1 : 0;
      sent += DELIVERY.equals(kind) && "sent".equals(fields.get("status")) ? 1 : 0;
      removed += REMOVED.equals(kind) ? 1 : 0;
      from = end + 1;
    }
  }

  private static @Nullable Kind match(String line, Map<String, String> fields) {
    if (!HEADER.read(line, fields)) {
      return null;
    }
    String text = fields.getOrDefault("text", "");
    for (Kind kind : KINDS) {
      if (kind.read(text, fields)) {
        return kind;
      }
    }
    return null;
  }
}
