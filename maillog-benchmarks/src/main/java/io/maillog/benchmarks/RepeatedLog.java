package io.maillog.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Makes a long log of a short one: the same lines over and over, each time with later stamps and
 * other queue ids, so that every message stays one of its own.
 *
 * <p>{@code java -cp benchmarks.jar io.maillog.benchmarks.RepeatedLog postfix|exim LOG OUT
 * MEGABYTES}
 */
public final class RepeatedLog {
  /** How a server writes stamps and ids. */
  private enum Server {
    POSTFIX("MMM ppd HH:mm:ss", 15, "(?<=\\]: )[0-9A-F]{6,15}(?=: )", "\\b[0-9A-F]{6,15}\\b"),
    EXIM(
        "yyyy-MM-dd HH:mm:ss",
        19,
        "(?<=:\\d\\d )\\w{6}-\\w{6}-\\w{2}(?= )",
        "\\b\\w{6}-\\w{6}-\\w{2}\\b");

    private final DateTimeFormatter stamp;
    private final int stampLength;
    private final Pattern own;
    private final Pattern any;

    Server(String stamp, int stampLength, String own, String any) {
      this.stamp =
          new DateTimeFormatterBuilder()
              .appendPattern(stamp)
              .parseDefaulting(ChronoField.YEAR_OF_ERA, LogScan.YEAR)
              .toFormatter(Locale.ENGLISH);
      this.stampLength = stampLength;
      this.own = Pattern.compile(own);
      this.any = Pattern.compile(any);
    }

    /** An id that is another in every round: a later one, as the server itself would make it. */
    String later(String id, int round, Duration shift) {
      if (this == POSTFIX) {
        return id + String.format("%03X", round); // a file system with more inodes
      }
      long seconds = 0;
      for (int i = 0; i < 6; i++) {
        seconds = seconds * 62 + BASE_62.indexOf(id.charAt(i));
      }
      seconds += shift.toSeconds();
      char[] digits = id.toCharArray();
      for (int i = 5; i >= 0; i--) {
        digits[i] = BASE_62.charAt((int) (seconds % 62));
        seconds /= 62;
      }
      return new String(digits);
    }
  }

  private static final String BASE_62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int MEGABYTE = 1_000_000;

  /** A line without its stamp; its parts are in turn text and id. */
  private record Line(LocalDateTime time, List<String> parts) {}

  private final Server server;
  private final List<Line> lines = new ArrayList<>();

  private RepeatedLog(Server server, List<String> log) {
    this.server = server;
    Set<String> ids = new HashSet<>();
    for (String line : log) {
      Matcher m = server.own.matcher(line);
      if (m.find()) {
        ids.add(m.group());
      }
    }
    for (String line : log) {
      lines.add(
          new Line(
              LocalDateTime.parse(line.substring(0, server.stampLength), server.stamp),
              parts(line.substring(server.stampLength), ids)));
    }
  }

  private List<String> parts(String text, Set<String> ids) {
    List<String> parts = new ArrayList<>();
    Matcher m = server.any.matcher(text);
    int from = 0;
    while (m.find()) {
      if (ids.contains(m.group())) {
        parts.add(text.substring(from, m.start()));
        parts.add(m.group());
        from = m.end();
      }
    }
    parts.add(text.substring(from));
    return parts;
  }

  private void write(OutputStream out, long bytes) throws IOException {
    Duration span =
        Duration.between(lines.get(0).time, lines.get(lines.size() - 1).time).plusMinutes(5);
    long written = 0;
    StringBuilder text = new StringBuilder();
    for (int round = 0; written < bytes; round++) {
      Duration shift = span.multipliedBy(round);
      LocalDateTime last = null;
      String stamp = "";
      for (Line line : lines) {
        if (!line.time.equals(last)) {
          last = line.time;
          stamp = server.stamp.format(line.time.plus(shift));
        }
        text.setLength(0);
        text.append(stamp);
        for (int i = 0; i < line.parts.size(); i++) {
          String part = line.parts.get(i);
          text.append(i % 2 == 0 || round == 0 ? part : server.later(part, round, shift));
        }
        byte[] line8 = text.append('\n').toString().getBytes(StandardCharsets.ISO_8859_1);
        out.write(line8);
        written += line8.length;
        if (written >= bytes) {
          return;
        }
      }
    }
  }

  /** Writes the long log. */
  public static void main(String[] args) throws IOException {
    if (args.length != 4) {
      System.err.println("RepeatedLog postfix|exim LOG OUT MEGABYTES");
      System.exit(2);
    }
    Path log = Path.of(args[1]);
    String all;
    try (InputStream file = Files.newInputStream(log);
        InputStream in = args[1].endsWith(".gz") ? new GZIPInputStream(file) : file) {
      all = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
    Server server = Server.valueOf(args[0].toUpperCase(Locale.ROOT));
    List<String> stamped =
        all.lines()
            .filter(line -> Character.isLetterOrDigit(line.isEmpty() ? ' ' : line.charAt(0)))
            .toList();
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(Path.of(args[2])), 1 << 20)) {
      new RepeatedLog(server, stamped).write(out, Long.parseLong(args[3]) * MEGABYTE);
    }
  }
}
