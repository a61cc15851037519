package io.maillog.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.MailLogParser;
import io.maillog.dialect.Dialects;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import io.maillog.event.MailEventRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads single lines, for tests. */
final class Lines {
  private Lines() {}

  /** The event of {@code DAEMON: TEXT}, as postfix/DAEMON logs it on mx1. */
  static MailEventRecord read(String daemonAndText) {
    int colon = daemonAndText.indexOf(": ");
    String daemon = daemonAndText.substring(0, colon);
    return whole(
        "Sep 12 10:15:30 mx1 postfix/" + daemon + "[1234]: " + daemonAndText.substring(colon + 2));
  }

  /**
   * The event of {@code DAEMON: TEXT} states these facts, {@code field=value} with {@code |}
   * between and {@code attr.} before the key of an attribute, and besides what every line states no
   * other.
   */
  static void expect(String daemonAndText, String facts) {
    expect(read(daemonAndText), facts);
  }

  /** As {@link #expect(String, String)}, of a whole line. */
  static void expectWhole(String line, String facts) {
    expect(whole(line), facts);
  }

  private static void expect(MailEventRecord e, String facts) {
    Map<String, String> stated = new TreeMap<>();
    e.fields().forEach((field, value) -> stated.put(field.key(), value));
    List.of("n", "host", "program", "pid", "dialect", "text").forEach(stated::remove);
    e.attributes().forEach((key, value) -> stated.put("attr." + key, value));
    Map<String, String> expected = new TreeMap<>();
    for (String fact : facts.split("\\|", -1)) {
      int equals = fact.indexOf('=');
      expected.put(fact.substring(0, equals), fact.substring(equals + 1));
    }
    assertThat(stated).as(e.text(Field.TEXT)).isEqualTo(expected);
  }

  /** The event of a whole line. */
  static MailEventRecord whole(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    MailEvent event = new MailEvent();
    new MailLogParser(Dialects.of(new PostfixDialect()))
        .parse(bytes, 0, bytes.length, new EventWriter(event));
    return event.toRecord();
  }
}
