package io.maillog.exim;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.MailLogParser;
import io.maillog.dialect.Dialect;
import io.maillog.dialect.Dialects;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EximDialectTest {
  private static final String ARRIVAL =
      "1vNMFN-0002BN-1x <= alice@example.org H=mail.example.net [192.0.2.7] P=esmtp S=432";

  private static MailEvent read(String line) {
    MailEvent event = new MailEvent();
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    new MailLogParser(Dialects.load()).parse(bytes, 0, bytes.length, new EventWriter(event));
    return event;
  }

  @ParameterizedTest
  @CsvSource({
    "'2026-09-12 10:15:30 '",
    "'2026-09-12 10:15:30.123 +0200 [8001] '",
    "'Sep 12 10:15:30 mx1 exim[8001]: '",
    "'Sep 12 10:15:30 mx1 exim4[8001]: 2026-09-12 10:15:30 '",
    "'Sep 12 10:15:30 mx1 exim[8001]: [8001] '",
  })
  void idAndFlagAreToldInEveryHeader(String header) {
    MailEvent event = read(header + ARRIVAL);
    assertThat(event.dialect()).isEqualTo("exim");
    assertThat(event.text(Field.QUEUE_ID)).isEqualTo("1vNMFN-0002BN-1x");
    assertThat(event.text(Field.FLAG)).isEqualTo("<=");
    assertThat(event.kind()).isEqualTo(EventKind.OTHER);
  }

  @Test
  void completionEndsAMessage() {
    MailEvent event = read("2026-09-12 10:15:30 1vNMFN-000000005Qd-0Ikb Completed");
    assertThat(event.kind()).isEqualTo(EventKind.REMOVED);
    assertThat(event.text(Field.QUEUE_ID)).isEqualTo("1vNMFN-000000005Qd-0Ikb");
  }

  @Test
  void textThatIsNoIdIsNone() {
    assertThat(
            read("2026-09-12 10:15:30 no host name found for IP address 192.0.2.7")
                .has(Field.QUEUE_ID))
        .isFalse();
    assertThat(read("2026-09-12 10:15:30 1vNMFN-0002BN-1xy <= x").has(Field.QUEUE_ID)).isFalse();
  }

  @Test
  void idTellsTheTimeOfArrival() {
    byte[] id = "1vNMFN-0002BN-1x".getBytes(StandardCharsets.US_ASCII);
    // 1 57 22 21 13 22 in base 62, whose digits are 0-9, A-Z, a-z
    long expected = ((((1L * 62 + 57) * 62 + 23) * 62 + 22) * 62 + 15) * 62 + 23;
    Dialect dialect = new EximDialect();
    assertThat(dialect.arrival(id, 0, id.length)).isEqualTo(expected);
    assertThat(dialect.arrival(id, 0, 6)).isEqualTo(Dialect.UNKNOWN_TIME);
  }
}
