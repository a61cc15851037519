package io.maillog.sendmail;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.MailLogParser;
import io.maillog.dialect.Dialects;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SendmailDialectTest {
  private static MailEvent read(String line) {
    MailEvent event = new MailEvent();
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    new MailLogParser(Dialects.load()).parse(bytes, 0, bytes.length, new EventWriter(event));
    return event;
  }

  @ParameterizedTest
  @ValueSource(strings = {"sendmail", "sm-mta", "sm-msp-queue", "sm-msp", "sendmail-in"})
  void everyNameOfSendmailIsClaimed(String program) {
    MailEvent event =
        read(
            "Sep 12 10:15:30 mx1 "
                + program
                + "[123]: 68CAFUxy012345: from=<alice@example.org>, size=1");
    assertThat(event.dialect()).isEqualTo("sendmail");
    assertThat(event.kind()).isEqualTo(EventKind.OTHER);
    assertThat(event.text(Field.QUEUE_ID)).isEqualTo("68CAFUxy012345");
  }

  @Test
  void idsOfOldReleasesAreShorter() {
    assertThat(read("Sep 12 10:15:30 mx1 sendmail[1]: KAA12345: x").has(Field.QUEUE_ID)).isFalse();
    assertThat(read("Sep 12 10:15:30 mx1 sendmail[1]: h8CAFU012345: x").text(Field.QUEUE_ID))
        .isEqualTo("h8CAFU012345");
  }

  @Test
  void wordThatIsNoIdIsNone() {
    assertThat(read("Sep 12 10:15:30 mx1 sendmail[1]: NOQUEUE: connect").has(Field.QUEUE_ID))
        .isFalse();
    assertThat(read("Sep 12 10:15:30 mx1 sendmail[1]: Authentication: x").has(Field.QUEUE_ID))
        .isFalse();
  }
}
