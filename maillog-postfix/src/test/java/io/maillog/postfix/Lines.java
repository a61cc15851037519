package io.maillog.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.MailLogParser;
import io.maillog.dialect.Dialects;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import io.maillog.event.MailEventRecord;
import io.maillog.testkit.StatedFacts;
import java.nio.charset.StandardCharsets;

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

  /** The event of {@code DAEMON: TEXT} states these facts, as {@link StatedFacts}, and no other. */
  static void expect(String daemonAndText, String facts) {
    expect(read(daemonAndText), facts);
  }

  /** As {@link #expect(String, String)}, of a whole line. */
  static void expectWhole(String line, String facts) {
    expect(whole(line), facts);
  }

  private static void expect(MailEventRecord e, String facts) {
    assertThat(StatedFacts.of(e)).as(e.text(Field.TEXT)).isEqualTo(StatedFacts.parse(facts));
  }

  /** The event of a whole line. */
  static MailEventRecord whole(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    MailEvent event = new MailEvent();
    new MailLogParser(Dialects.of(new PostfixDialect()))
        .parseUntimed(bytes, 0, bytes.length, new EventWriter(event));
    return event.toRecord();
  }
}
