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
import org.junit.jupiter.params.provider.ValueSource;

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
    assertThat(event.kind()).isEqualTo(EventKind.RECEIVED);
  }

  @Test
  void completionEndsAMessage() {
    MailEvent event = read("2026-09-12 10:15:30 1vNMFN-000000005Qd-0Ikb Completed");
    assertThat(event.kind()).isEqualTo(EventKind.REMOVED);
    assertThat(event.text(Field.QUEUE_ID)).isEqualTo("1vNMFN-000000005Qd-0Ikb");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Completed", "Completed QT=3s", "Completed QT=1d2h3m4s"})
  void completionMaySayHowLongItTook(String text) {
    MailEvent event = read("2026-09-12 10:15:30 1vNMFN-0002BN-1x " + text);
    assertThat(event.kind()).isEqualTo(EventKind.REMOVED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Completedly", "Completed x", "completed", " Completed"})
  void otherTextIsNoCompletion(String text) {
    MailEvent event = read("2026-09-12 10:15:30 1vNMFN-0002BN-1x " + text);
    assertThat(event.kind()).isEqualTo(EventKind.OTHER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<=", "(=", "=>", "->", ">>", "*>", "**", "==", "<>"})
  void everyFlagIsTold(String flag) {
    assertThat(read("2026-09-12 10:15:30 1vNMFN-0002BN-1x " + flag + " x").text(Field.FLAG))
        .isEqualTo(flag);
    assertThat(read("2026-09-12 10:15:30 1vNMFN-0002BN-1x x " + flag + " y").has(Field.FLAG))
        .isFalse();
  }

  @Test
  void lineThatNamesAHostAndNoProgramIsNotExims() {
    assertThat(read("Sep 12 10:15:30 mx1 -- MARK --").kind()).isEqualTo(EventKind.FOREIGN);
    assertThat(read("2026-09-12 10:15:30 Start queue run: pid=12").dialect()).isEqualTo("exim");
    assertThat(read("Sep 12 10:15:30 mx1 eximstats[1]: x").kind()).isEqualTo(EventKind.FOREIGN);
  }

  @Test
  void heloOfAStrangerIsNoHeader() {
    MailEvent event = read("2026-09-12 10:15:30 H=mail.example.net (a[1]: b) [192.0.2.7] rejected");
    assertThat(event.dialect()).isEqualTo("exim");
    assertThat(event.has(Field.HOST)).isFalse();
    assertThat(event.has(Field.PROGRAM)).isFalse();
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
    byte[] recent = "1wnLLQ-000000005Qd-0Ikb".getBytes(StandardCharsets.US_ASCII);
    assertThat(dialect.arrival(recent, 0, recent.length)).isBetween(1_700_000_000L, 1_900_000_000L);
    byte[] otherBase = "zzzzzz-0002BN-1x".getBytes(StandardCharsets.US_ASCII);
    assertThat(dialect.arrival(otherBase, 0, otherBase.length)).isEqualTo(Dialect.UNKNOWN_TIME);
  }
}
