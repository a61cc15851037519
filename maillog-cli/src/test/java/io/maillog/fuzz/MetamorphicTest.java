package io.maillog.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.MailLog;
import io.maillog.MailLogParser;
import io.maillog.event.Field;
import io.maillog.event.MailEventRecord;
import io.maillog.ndjson.JsonBuffer;
import io.maillog.ndjson.TraceJson;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a change of a whole recording changes, and what it does not: other headers, other ids, hosts
 * and times, foreign lines between, several hosts in one log.
 */
class MetamorphicTest {
  private static final Pattern SYSLOG =
      Pattern.compile(
          "(\\w{3} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d) (\\S+) ([^\\[: ]+)(?:\\[(\\d+)\\])?: (.*)");
  private static final Pattern MAIN_LOG =
      Pattern.compile("(\\d{4})-(\\d\\d)-(\\d\\d) (\\d\\d:\\d\\d:\\d\\d) (.*)");
  private static final String[] MONTHS = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };

  /** Of the line itself, and not of where it is logged. */
  private static final Set<Field> OF_THE_HEADER =
      Set.of(Field.N, Field.TIME, Field.HOST, Field.PID, Field.SEVERITY);

  private static final Map<String, List<String>> RECORDINGS =
      Map.of(
          "postfix", Recordings.POSTFIX, "exim", Recordings.EXIM, "sendmail", Recordings.SENDMAIL);

  private static final Map<String, List<String>> TRACES = new HashMap<>();

  /** Parts of a line, by which another header is made. */
  private record Parts(String stamp, String host, String program, String pid, String text) {
    static Parts of(String line) {
      Matcher syslog = SYSLOG.matcher(line);
      if (syslog.matches()) {
        String pid = syslog.group(4) == null ? "8001" : syslog.group(4);
        return new Parts(syslog.group(1), syslog.group(2), syslog.group(3), pid, syslog.group(5));
      }
      Matcher own = MAIN_LOG.matcher(line);
      if (own.matches()) {
        String month = MONTHS[Integer.parseInt(own.group(2)) - 1];
        String day = String.valueOf(Integer.parseInt(own.group(3)));
        String stamp = month + (day.length() == 1 ? "  " : " ") + day + " " + own.group(4);
        return new Parts(stamp, "mx1", "exim", "8001", own.group(5));
      }
      return null;
    }

    String tag() {
      return program + "[" + pid + "]";
    }

    String time() {
      return stamp.substring(stamp.length() - 8);
    }
  }

  private static final Map<String, Function<Parts, String>> HEADERS =
      Map.of(
          "priority", p -> "<22>" + p.stamp + " " + p.host + " " + p.tag() + ": " + p.text,
          "high precision",
              p ->
                  "2026-09-12T"
                      + p.time()
                      + ".123456+02:00 "
                      + p.host
                      + " "
                      + p.tag()
                      + ": "
                      + p.text,
          "RFC 5424",
              p ->
                  "<22>1 2026-09-12T"
                      + p.time()
                      + "Z "
                      + p.host
                      + " "
                      + p.program
                      + " "
                      + p.pid
                      + " - - "
                      + p.text,
          "journalctl short-full",
              p -> "Sat 2026-09-12 " + p.time() + " UTC " + p.host + " " + p.tag() + ": " + p.text,
          "journalctl short-iso",
              p -> "2026-09-12T" + p.time() + "+0000 " + p.host + " " + p.tag() + ": " + p.text,
          "year",
              p ->
                  p.stamp.substring(0, 6)
                      + " 2026 "
                      + p.time()
                      + " "
                      + p.host
                      + " "
                      + p.tag()
                      + ": "
                      + p.text,
          "container runtime",
              p ->
                  "2026-09-12T"
                      + p.time()
                      + ".1Z stdout F "
                      + p.stamp
                      + " "
                      + p.host
                      + " "
                      + p.tag()
                      + ": "
                      + p.text,
          "file name", p -> "mail.log:" + p.stamp + " " + p.host + " " + p.tag() + ": " + p.text,
          "NUL bytes", p -> "\0\0\0" + p.stamp + " " + p.host + " " + p.tag() + ": " + p.text);

  static Stream<Arguments> serversAndHeaders() {
    return RECORDINGS.keySet().stream()
        .flatMap(server -> HEADERS.keySet().stream().map(form -> Arguments.of(server, form)));
  }

  /** A line says the same under any header; every third line of the recordings, and all kinds. */
  @ParameterizedTest
  @MethodSource("serversAndHeaders")
  void headerDoesNotChangeWhatALineSays(String server, String form) {
    MailLogParser parser = new MailLogParser();
    List<String> lines = RECORDINGS.get(server);
    for (int i = 0; i < lines.size(); i += 3) {
      Parts parts = Parts.of(lines.get(i));
      if (parts == null) {
        continue;
      }
      String plain = parts.stamp + " " + parts.host + " " + parts.tag() + ": " + parts.text;
      assertThat(says(parser, HEADERS.get(form).apply(parts))).isEqualTo(says(parser, plain));
    }
  }

  private static Map<Object, Object> says(MailLogParser parser, String line) {
    MailEventRecord event = parser.parse(line).toRecord();
    Map<Field, String> fields = new EnumMap<>(event.fields());
    fields.keySet().removeAll(OF_THE_HEADER);
    return Map.of(
        "fields", fields, "attributes", event.attributes(), "recipients", event.recipients());
  }

  static Stream<String> servers() {
    return RECORDINGS.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("servers")
  void foreignLinesBetweenChangeNothing(String server) {
    List<String> lines = RECORDINGS.get(server);
    List<String> mixed = new ArrayList<>();
    Random random = new Random(1);
    for (String line : lines) {
      mixed.add(line);
      Parts parts = Parts.of(line);
      if (parts != null && random.nextInt(5) == 0) {
        mixed.add(parts.stamp + " mx1 CRON[77]: (root) CMD (true)");
        mixed.add(parts.stamp + " mx1 dovecot: imap-login: Login: user=<bob>, rip=192.0.2.7");
      }
    }
    assertThat(traces(mixed)).isEqualTo(TRACES.computeIfAbsent(server, s -> traces(lines)));
  }

  @ParameterizedTest
  @MethodSource("servers")
  void otherHostsGiveTheSameTracesOfThose(String server) {
    List<String> lines = syslog(server);
    UnaryOperator<String> renamed =
        text -> text.replace("\"host\":\"mx1\"", "\"host\":\"relay-7\"");
    assertThat(traces(onHost(lines, "relay-7")))
        .isEqualTo(sorted(traces(onHost(lines, "mx1")).stream().map(renamed).toList()));
  }

  /**
   * Two hosts that log to one place are two servers. Only links may go from one to the other, since
   * the ids are the same here, and a next hop's id is looked for in all that is read.
   */
  @ParameterizedTest
  @MethodSource("servers")
  void hostsMergedGiveWhatTheyGiveApart(String server) {
    List<String> lines = syslog(server);
    List<String> one = onHost(lines, "mx1");
    List<String> two = onHost(lines, "mx2");
    List<String> merged = new ArrayList<>();
    for (int i = 0; i < one.size(); i++) {
      merged.add(one.get(i));
      merged.add(two.get(i));
    }
    List<String> apart = new ArrayList<>(traces(one));
    apart.addAll(traces(two));
    assertThat(withoutLinks(traces(merged))).containsExactlyElementsOf(withoutLinks(apart));
  }

  @ParameterizedTest
  @MethodSource("servers")
  void otherIdsGiveTheSameTracesOfThose(String server) {
    tracesMove(server, LogMoves.toOtherIds(server, RECORDINGS.get(server)));
  }

  /** By hours, back by a month, and so that the year ends at what was 04:00, between two lines. */
  static Stream<Arguments> serversAndTimes() {
    return RECORDINGS.keySet().stream()
        .flatMap(
            server ->
                Stream.of("PT21H", "P-33D", "P37DT20H")
                    .map(time -> Arguments.of(server, Duration.parse(time))));
  }

  @ParameterizedTest
  @MethodSource("serversAndTimes")
  void otherTimesGiveTheSameTracesOfThose(String server, Duration later) {
    tracesMove(server, LogMoves.later(server, RECORDINGS.get(server), later.toSeconds()));
  }

  private static void tracesMove(String server, LogMoves moves) {
    List<String> moved = RECORDINGS.get(server).stream().map(moves::line).toList();
    assertThat(moved).isNotEqualTo(RECORDINGS.get(server));
    List<String> traces = TRACES.computeIfAbsent(server, s -> traces(RECORDINGS.get(s)));
    assertThat(traces(moved)).isEqualTo(sorted(traces.stream().map(moves::trace).toList()));
  }

  private static List<String> syslog(String server) {
    return RECORDINGS.get(server).stream()
        .map(Parts::of)
        .filter(parts -> parts != null)
        .map(p -> p.stamp + " mx1 " + p.tag() + ": " + p.text)
        .toList();
  }

  private static List<String> onHost(List<String> lines, String host) {
    return lines.stream().map(line -> line.substring(0, 16) + host + line.substring(19)).toList();
  }

  /** Sorted, since what is between may give a trace sooner or later. */
  private static List<String> traces(List<String> lines) {
    byte[] log = String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1);
    TraceJson json = new TraceJson();
    JsonBuffer traces = new JsonBuffer();
    MailLog.builder().stream(new ByteArrayInputStream(log), "log")
        .zone(ZoneOffset.UTC)
        .firstYear(2026)
        .threads(1)
        .build()
        .traces(trace -> json.write(trace, traces));
    return sorted(traces.toString().lines().toList());
  }

  private static List<String> withoutLinks(List<String> traces) {
    return sorted(traces.stream().map(t -> t.replaceFirst(",\"links\":\\[.*?\\]", "")).toList());
  }

  private static List<String> sorted(List<String> lines) {
    return lines.stream().sorted().toList();
  }
}
