package io.maillog.sendmail;

import io.maillog.MailLogParser;
import io.maillog.dialect.Dialects;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import io.maillog.event.MailEventRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads single lines, for tests. */
final class Lines {
  private static final Set<Field> OF_EVERY_LINE =
      EnumSet.of(
          Field.N, Field.TIME, Field.HOST, Field.PROGRAM, Field.PID, Field.DIALECT, Field.TEXT);

  private Lines() {}

  /** The event of a line as syslog writes it behind the tag. */
  static MailEventRecord read(String text) {
    return whole("Sep 12 10:15:30 mx1 sm-mta[8001]: " + text);
  }

  /** The event of a whole line. */
  static MailEventRecord whole(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    MailEvent event = new MailEvent();
    new MailLogParser(Dialects.of(new SendmailDialect()))
        .parse(bytes, 0, bytes.length, new EventWriter(event));
    return event.toRecord();
  }

  /**
   * What an event states, but for what every line does: its fields, its attributes as {@code
   * attr.KEY}, and {@code recipients} where it has more than {@code to}.
   */
  static Map<String, String> stated(MailEventRecord e) {
    Map<String, String> stated = new TreeMap<>();
    e.fields()
        .forEach(
            (field, value) -> {
              if (!OF_EVERY_LINE.contains(field)) {
                stated.put(field.key(), value);
              }
            });
    e.attributes().forEach((key, value) -> stated.put("attr." + key, value));
    if (e.recipients().size() > 1) {
      stated.put("recipients", String.join(" ", e.recipients()));
    }
    return stated;
  }

  /**
   * Facts as {@code key=value|key=value}; line feed, tab, escape and NUL are {@code <LF>}, {@code
   * <TAB>}, {@code <ESC>} and {@code <NUL>}.
   */
  static Map<String, String> facts(String text) {
    Map<String, String> facts = new TreeMap<>();
    Arrays.stream(text.split("\\|(?=[a-z_]+(\\.\\w+)?=)", -1))
        .forEach(
            fact -> {
              int equals = fact.indexOf('=');
              String value =
                  fact.substring(equals + 1)
                      .replace("<LF>", "\n")
                      .replace("<TAB>", "\t")
                      .replace("<ESC>", "\033")
                      .replace("<NUL>", "\0");
              facts.put(fact.substring(0, equals), value);
            });
    return facts;
  }
}
