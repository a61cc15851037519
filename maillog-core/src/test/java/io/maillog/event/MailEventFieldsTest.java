package io.maillog.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.maillog.bytes.ByteSlice;
import io.maillog.header.parse.HeaderParser;
import io.maillog.header.parse.LogSource;
import io.maillog.header.parse.ParsedHeader;
import io.maillog.header.parse.TimePolicy;
import io.maillog.header.parse.YearHint;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MailEventFieldsTest {
  private final EventWriter event = new EventWriter(new MailEvent());

  private void begin(String line) {
    byte[] bytes = line.getBytes(UTF_8);
    new HeaderParser().parse(bytes, 0, bytes.length, ParsedHeader.of(event.header()));
    event.begin(bytes);
    TimePolicy times = TimePolicy.inZone(ZoneOffset.UTC);
    times.startInput(YearHint.given(2026));
    times.complete(ParsedHeader.of(event.header()));
  }

  private Set<Field> asked() {
    Set<Field> fields = EnumSet.noneOf(Field.class);
    for (Field field : Field.values()) {
      if (event.event().has(field)) {
        fields.add(field);
      }
    }
    return fields;
  }

  private Set<Field> stated() {
    return event.event().fields().toSet();
  }

  @Test
  void userIsAuthenticatedWhereTheServerVouchesForHim() {
    for (EventKind kind : EventKind.values()) {
      for (SmtpStage stage : SmtpStage.values()) {
        begin("Sep 12 10:15:30 mx1 demo[1]: bob");
        event.kind(kind);
        event.stage(stage);
        assertThat(event.event().authenticatedUser(new ByteSlice())).isNull();
        event.span(Field.SASL_USERNAME, 29, 32);
        boolean vouched =
            stage != SmtpStage.AUTH
                && kind != EventKind.AUTH_FAILURE // anybody's text
                && kind != EventKind.DELIVERY // this server's own account
                && kind != EventKind.ATTEMPT_FAILED;
        assertThat(String.valueOf(event.event().authenticatedUser(new ByteSlice())))
            .isEqualTo(vouched ? "bob" : "null");
        assertThat(event.event().toRecord().authenticatedUser()).isEqualTo(vouched ? "bob" : null);
      }
    }
  }

  @Test
  void setIsOfTheFieldsThatTheEventHas() {
    begin("garbage");
    assertThat(stated()).isEqualTo(asked()).containsOnly(Field.KIND, Field.TEXT);

    begin("<22>Sep 12 10:15:30 mx1 demo[1]: message repeated 3 times: [ x]");
    assertThat(stated()).isEqualTo(asked()).contains(Field.TIME, Field.SEVERITY, Field.REPEAT);

    event.place(1, "mail.log");
    ParsedHeader.of(event.header()).from(LogSource.labelled("mx1"));
    event.copy();
    event.dialect("demo");
    event.status(DeliveryStatus.SENT);
    event.stage(SmtpStage.RCPT);
    event.attribute(0, 1, 1, 2);
    for (Field field : EnumSet.range(Field.QUEUE_ID, Field.FLAG)) {
      if (field != Field.REPEAT && field.type() != Field.Type.WORD) {
        event.span(field, 0, 1);
      }
    }
    event.span(Field.INSTANCE, 0, 1);
    assertThat(stated()).isEqualTo(asked()).containsExactlyInAnyOrder(Field.values());
  }

  /** The label is the log's: it stays from line to line, and a directory is none. */
  @Test
  void sourceIsThatOfTheLog() {
    begin("one");
    assertThat(event.event().source()).isNull();
    ParsedHeader.of(event.header()).from(LogSource.labelled("mx1"));
    begin("two");
    assertThat(event.event().source()).isEqualTo("mx1");
    assertThat(event.event().text(Field.SOURCE)).isEqualTo("mx1");
    assertThat(event.event().toRecord().text(Field.SOURCE)).isEqualTo("mx1");
    ParsedHeader.of(event.header()).from(LogSource.in("/var/log"));
    assertThat(event.event().has(Field.SOURCE)).isFalse();
    assertThat(event.event().text(Field.SOURCE)).isNull();
  }

  @Test
  void everyFieldHasABit() {
    assertThat(Field.values()).hasSizeLessThanOrEqualTo(Long.SIZE);
  }

  @Test
  void numberOfAFieldThatIsNoneIsRefused() {
    begin("Sep 12 10:15:30 mx1 demo[1]: delay=0.5");
    MailEvent view = event.event();
    MailEventRecord kept = view.toRecord();
    for (Field field : Field.values()) {
      boolean number = field.type() == Field.Type.NUMBER;
      boolean seconds = field.type() == Field.Type.SECONDS;
      assertThat(isRefused(() -> view.number(field))).as(field.key()).isEqualTo(!number);
      assertThat(isRefused(() -> kept.number(field))).as(field.key()).isEqualTo(!number);
      assertThat(isRefused(() -> view.micros(field))).as(field.key()).isEqualTo(!seconds);
      assertThat(isRefused(() -> kept.micros(field))).as(field.key()).isEqualTo(!seconds);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> view.number(Field.DELAY))
        .withMessage("delay is of type SECONDS, not NUMBER: use micros");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kept.micros(Field.SIZE))
        .withMessage("size is of type NUMBER, not SECONDS: use number");
  }

  private static boolean isRefused(Runnable call) {
    try {
      call.run();
      return false;
    } catch (IllegalArgumentException e) {
      return true;
    }
  }
}
