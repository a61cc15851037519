package io.maillog.sendmail;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.MailLogParser;
import io.maillog.dialect.Dialect;
import io.maillog.dialect.Dialects;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendmailDialectTest {
  private static MailEvent read(String line) {
    MailEvent event = new MailEvent();
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    new MailLogParser(Dialects.load()).parse(bytes, 0, bytes.length, new EventWriter(event));
    return event;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sendmail",
        "sm-mta",
        "sm-msp-queue",
        "sm-msp",
        "sm-acceptingconnections",
        "sendmail-in",
        "sm-mta-out"
      })
  void everyNameOfSendmailIsClaimed(String program) {
    MailEvent event =
        read(
            "Sep 12 10:15:30 mx1 "
                + program
                + "[123]: 68CAFUxy012345: from=<alice@example.org>, size=1");
    assertThat(event.dialect()).isEqualTo("sendmail");
    assertThat(event.kind()).isEqualTo(EventKind.RECEIVED);
    assertThat(event.text(Field.QUEUE_ID)).isEqualTo("68CAFUxy012345");
  }

  @Test
  void idsOfOldReleasesAreShorter() {
    assertThat(read("Sep 12 10:15:30 mx1 sendmail[1]: KAA12345: x").text(Field.QUEUE_ID))
        .isEqualTo("KAA12345");
    assertThat(read("Sep 12 10:15:30 mx1 sendmail[1]: h8CAFU012345: x").text(Field.QUEUE_ID))
        .isEqualTo("h8CAFU012345");
  }

  @ParameterizedTest
  @CsvSource({
    "6AO3vpik015327, 2026-11-24T03:57:51Z", // of a recorded log
    "68CAFUxy012345, 2026-09-12T10:15:30Z",
    "f1A2B3c12345, 2001-02-10T02:11:03Z", // 8.11
    "61T00000012345, 2026-03-01T00:00:00Z", // 29 February of a year that has none
    "41T00000012345, 2024-02-29T00:00:00Z",
    "42100000012345, 2024-03-01T00:00:00Z",
    "aBVNxx0x1234567, 1996-12-31T23:59:59Z",
    "ZBVNxx0x123456789012, 2055-12-31T23:59:59Z",
  })
  void idTellsTheTimeOfArrival(String id, String time) {
    byte[] b = (" " + id + ":").getBytes(StandardCharsets.US_ASCII);
    assertThat(new SendmailDialect().arrival(b, 1, b.length - 1))
        .isEqualTo(Instant.parse(time).getEpochSecond());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "KAA12345",
        "6CO3vpik015327",
        "6A03vpik015327",
        "6AW3vpik015327",
        "6AOOvpik015327",
        "6AO3ypik015327",
        "6AO3vzik015327",
        "yAO3vpik015327",
        "6AO3vpik01532x",
        "6AO3vpik 15327",
        "6AO3vpik0153271234567"
      })
  void textThatIsNoIdTellsNoTime(String text) {
    byte[] b = text.getBytes(StandardCharsets.US_ASCII);
    assertThat(new SendmailDialect().arrival(b, 0, b.length)).isEqualTo(Dialect.UNKNOWN_TIME);
  }

  @Test
  void idsMayBeLong() {
    assertThat(read("Sep 12 10:15:30 mx1 sendmail[1]: 68CAFUxy1234567: x").text(Field.QUEUE_ID))
        .isEqualTo("68CAFUxy1234567");
  }

  @Test
  void textOfAStrangerIsNoId() {
    assertThat(
            read("Sep 12 10:15:30 mx1 sendmail[1]: ruleset=check_relay, arg1=68CAFUxy012345: x")
                .has(Field.QUEUE_ID))
        .isFalse();
    assertThat(read("Sep 12 10:15:30 mx1 sendmail[1]: 68CAFUxy012345").has(Field.QUEUE_ID))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "YAA12345: x", // hours end with X
        "KaA12345: x",
        "KAAA1234: x",
        "KAA1234x: x",
        "KAA123456: x",
        "KAA12345 : x",
        "KAA12345:x",
        "Warnings: x",
        "NOQUEUE1: x",
        "68CAFU01234: x",
        "68CAFUxy0123x5: x",
        "68CAFUxy0123456789012: x",
      })
  void textThatIsNearlyAnIdIsNone(String text) {
    assertThat(read("Sep 12 10:15:30 mx1 sendmail[1]: " + text).has(Field.QUEUE_ID)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sendmail2", "sm-mtax", "sm", "Sendmail", "sm-"})
  void otherNamesAreNot(String program) {
    assertThat(read("Sep 12 10:15:30 mx1 " + program + "[123]: x").kind())
        .isEqualTo(EventKind.FOREIGN);
  }

  @Test
  void wordThatIsNoIdIsNone() {
    assertThat(read("Sep 12 10:15:30 mx1 sendmail[1]: NOQUEUE: connect").has(Field.QUEUE_ID))
        .isFalse();
    assertThat(read("Sep 12 10:15:30 mx1 sendmail[1]: Authentication: x").has(Field.QUEUE_ID))
        .isFalse();
  }
}
