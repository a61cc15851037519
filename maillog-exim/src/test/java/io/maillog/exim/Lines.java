package io.maillog.exim;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.MailLogParser;
import io.maillog.dialect.Dialects;
import io.maillog.event.EventWriter;
import io.maillog.event.MailEvent;
import io.maillog.event.MailEventRecord;
import io.maillog.testkit.StatedFacts;
import java.nio.charset.StandardCharsets;

/** Reads single lines, for tests. */
final class Lines {
  private Lines() {}

  /**
   * The event of a line of the main log states these facts, as {@link StatedFacts}, and no other.
   */
  static void expect(String text, String facts) {
    assertThat(StatedFacts.of(read(text)))
        .as(text)
        .containsExactlyInAnyOrderEntriesOf(StatedFacts.parse(facts));
  }

  /** The event of a line of the main log. */
  static MailEventRecord read(String text) {
    return whole("2026-09-12 10:15:30 " + text);
  }

  /** The event of a whole line. */
  static MailEventRecord whole(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    MailEvent event = new MailEvent();
    new MailLogParser(Dialects.of(new EximDialect()))
        .parse(bytes, 0, bytes.length, new EventWriter(event));
    return event.toRecord();
  }
}
