package io.maillog.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Logs as no server leaves them, made of recordings: lines swapped, cut, spliced, repeated and with
 * fields given twice, headers of other forms, hostile bytes. A seed gives the same log each time.
 * Bytes are the characters of ISO 8859-1.
 */
final class LogMutations {
  private static final int MAX_STRETCH = 120;
  private static final int MAX_REPEATED = 40_000;
  private static final Pattern SYSLOG =
      Pattern.compile("(\\w{3} [ \\d]\\d) (\\d\\d:\\d\\d:\\d\\d) (\\S+) (.*)");
  private static final Pattern ISO =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d:\\d\\d) (.*)");
  private static final Pattern FIELD = Pattern.compile("[ ,;]\\s?\\w+=[^ ,;]*");

  private static final String[] HOSTILE = {
    "\0",
    "\r",
    "\t",
    "\u001b[31m",
    "\u00ff",
    "\u00c3",
    "\u00e2\u0082",
    "\u00e2\u0080\u00ae",
    "\u00ef\u00bb\u00bf",
    "\\",
    "\"",
    "\\\"",
    "<",
    ">",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ";",
    ":",
    ": ",
    "=",
    "@",
    " | ",
    "> status=sent (250 ok)",
    ") [192.0.2.66]",
    ", relay=evil[192.0.2.66]:25",
    " => ",
    " <= ",
    "** ",
    "; from=<ceo@bank.example> to=<victim@example.org> proto=SMTP helo=<x>",
    ", stat=Sent (ok)",
    " rejected RCPT <victim@example.org>: no",
    "99999999999999999999",
    "-1",
    "#012",
    "\\000",
    "message repeated 3 times: [ ",
    " Completed",
    ": removed",
    "queued as 4FAB18C3E90",
  };

  private final List<List<String>> recordings;
  private final Random random;

  /** Mutations of the lines of recordings, each of one server. */
  LogMutations(List<List<String>> recordings, long seed) {
    this.recordings = recordings;
    this.random = new Random(seed);
  }

  /** A log of about so many bytes. */
  byte[] log(int bytes) {
    List<String> lines = new ArrayList<>();
    int length = 0;
    while (length < bytes) {
      for (String line : stretch()) {
        lines.add(line);
        length += line.length() + 1;
      }
    }
    int gentle = 1 + random.nextInt(40); // one line of so many is changed
    for (int i = lines.size() / gentle; i > 0; i--) {
      change(lines, random.nextInt(lines.size()));
    }
    StringBuilder log = new StringBuilder();
    for (String line : lines) {
      log.append(line).append(random.nextInt(50) == 0 ? "\r\n" : "\n");
    }
    log.setLength(log.length() - random.nextInt(2));
    return log.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Some lines of a recording as they follow each other, in one form of header. */
  private List<String> stretch() {
    List<String> recording = pick(recordings);
    int from = random.nextInt(recording.size());
    int to = Math.min(recording.size(), from + 1 + random.nextInt(MAX_STRETCH));
    List<String> lines = new ArrayList<>(recording.subList(from, to));
    if (random.nextInt(4) == 0) {
      int form = random.nextInt(HEADERS);
      lines.replaceAll(line -> withHeader(line, form));
    }
    return lines;
  }

  private void change(List<String> lines, int at) {
    String line = lines.get(at);
    int place = random.nextInt(line.length() + 1);
    int other = random.nextInt(lines.size());
    switch (random.nextInt(12)) {
      case 0 -> lines.set(at, line.substring(0, place));
      case 1 -> lines.set(at, line.substring(place));
      case 2 -> lines.set(at, lines.set(other, line)); // two lines swapped
      case 3 -> lines.add(other, line); // said twice
      case 4 -> lines.remove(at);
      case 5 -> {
        String tail = lines.get(other);
        lines.set(at, line.substring(0, place) + tail.substring(random.nextInt(tail.length() + 1)));
      }
      case 6 -> lines.set(at, withFieldTwice(line));
      case 7 -> lines.set(at, withHeader(line, random.nextInt(HEADERS)));
      case 8 -> lines.set(at, repeated(line, place));
      case 9 -> lines.set(at, line + lines.get(other)); // a line end is lost
      case 10 -> lines.set(at, flipped(line));
      default ->
          lines.set(at, line.substring(0, place) + pick(List.of(HOSTILE)) + line.substring(place));
    }
    if (lines.isEmpty()) {
      lines.add(line);
    }
  }

  private String withFieldTwice(String line) {
    List<String> fields = FIELD.matcher(line).results().map(m -> m.group()).toList();
    if (fields.isEmpty()) {
      return line;
    }
    String field = pick(fields);
    int at = line.indexOf(pick(fields));
    return line.substring(0, at) + field + line.substring(at);
  }

  private String repeated(String line, int place) {
    if (line.isEmpty() || random.nextInt(5) > 0) {
      return line;
    }
    int from = random.nextInt(line.length());
    String piece = line.substring(from, Math.min(line.length(), from + 1 + random.nextInt(12)));
    int times = 1 + random.nextInt(MAX_REPEATED / piece.length());
    return line.substring(0, place) + piece.repeat(times) + line.substring(place);
  }

  private String flipped(String line) {
    StringBuilder flipped = new StringBuilder(line);
    for (int i = random.nextInt(4); i >= 0 && !line.isEmpty(); i--) {
      char c = (char) random.nextInt(256);
      flipped.setCharAt(random.nextInt(line.length()), c == '\n' ? ' ' : c);
    }
    return flipped.toString();
  }

  private static final int HEADERS = 12;

  /** The line as another logger, viewer or collector would have it. */
  private String withHeader(String line, int form) {
    Matcher syslog = SYSLOG.matcher(line);
    Matcher own = ISO.matcher(line);
    String time;
    String host = "mx1";
    String rest;
    if (syslog.matches()) {
      time = syslog.group(2);
      host = syslog.group(3);
      rest = syslog.group(4);
    } else if (own.matches()) {
      time = own.group(2);
      rest = "exim[8001]: " + own.group(3);
    } else {
      return line;
    }
    String iso = "2026-09-12T" + time;
    return switch (form) {
      case 0 -> iso + ".123456+02:00 " + host + " " + rest;
      case 1 -> "<22>Sep 12 " + time + " " + host + " " + rest;
      case 2 ->
          "<22>1 " + iso + "Z " + host + " " + rest.replaceFirst("\\[(\\d+)\\]: ", " $1 - - ");
      case 3 -> "Okt 12 " + time + " " + host + " " + rest;
      case 4 -> iso + ".123456789Z stdout F Sep 12 " + time + " " + host + " " + rest;
      case 5 ->
          "{\"log\":\"Sep 12 "
              + time
              + " "
              + host
              + " "
              + rest.replace("\\", "\\\\").replace("\"", "\\\"")
              + "\\n\",\"stream\":\"stdout\",\"time\":\""
              + iso
              + ".1Z\"}";
      case 6 -> "mail-1  | Sep 12 " + time + " " + host + " " + rest;
      case 7 -> "/var/log/mail.log:Sep 12 " + time + " " + host + " " + rest;
      case 8 -> "Sep 12 " + time + " " + host + " message repeated 2 times: [ " + rest + "]";
      case 9 -> "Dec 31 23:59:" + (10 + random.nextInt(50)) + " " + host + " " + rest;
      case 10 -> "2026 Sep 12 " + time + " " + host + " mail.info " + rest;
      default -> "\0".repeat(random.nextInt(5)) + line;
    };
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
