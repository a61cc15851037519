package io.maillog.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maillog.event.DeliveryStatus;
import io.maillog.event.EventKind;
import io.maillog.event.Field;
import io.maillog.event.MailEventRecord;
import io.maillog.event.SmtpStage;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class EventAssertTest {
  private static final MailEventRecord EVENT =
      new LineReader(new DialectChecksTest.Good())
          .record("Sep 12 10:15:30 mx1 demo[1]: ABC123: to=<bob@example.org>");

  private static EventAssert that() {
    return EventAssert.assertThat(EVENT);
  }

  @Test
  void whatTheLineSaysPasses() {
    that()
        .isOfKind(EventKind.DELIVERY)
        .isOfDialect("demo")
        .has(Field.TO, "bob@example.org")
        .has(Field.PID, "1")
        .lacks(Field.FROM, Field.STATUS)
        .hasRecipients("bob@example.org")
        .lacksAttributes("k");
  }

  @Test
  void whatItDoesNotSayFails() {
    fails(() -> that().isOfKind(EventKind.BOUNCE), "kind should be <BOUNCE> but is <DELIVERY>");
    fails(() -> that().isOfDialect("other"), "dialect should be <other> but is <demo>");
    fails(() -> that().has(Field.TO, "bob"), "to should be <bob> but is <bob@example.org>");
    fails(() -> that().has(Field.FROM, ""), "from should be <> but is absent");
    fails(() -> that().lacks(Field.FROM, Field.TO), "to should be absent but is <bob@");
    fails(() -> that().hasStatus(DeliveryStatus.SENT), "status should be <SENT> but is absent");
    fails(() -> that().isAtStage(SmtpStage.RCPT), "stage should be <RCPT> but is absent");
    fails(() -> that().hasRecipients(), "recipients should be <[]> but is <[bob@example.org]>");
    fails(() -> that().hasAttribute("k", "v"), "attribute k should be <v> but is absent");
  }

  private static void fails(ThrowingCallable assertion, String why) {
    assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessageContaining(why);
  }
}
