package io.maillog.postfix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.maillog.LiveLog;
import io.maillog.dialect.Dialects;
import io.maillog.trace.Completeness;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The queue, as a live log tells it: messages that are not over, and those of an id. */
class OpenMessagesTest {
  private static final String ID = "4F1AB18C3E9";

  private final List<MessageTrace> given = new ArrayList<>();
  private final LiveLog log = log(given);

  private static LiveLog log(List<MessageTrace> given) {
    return LiveLog.builder()
        .dialects(Dialects.of(new PostfixDialect()))
        .onTrace(given::add)
        .build();
  }

  private void lines(String... texts) {
    for (String text : texts) {
      log.line("2026-09-12T10:15:30Z mx1 postfix/" + text);
    }
  }

  private void deferred() {
    lines(
        "smtpd[1]: " + ID + ": client=mail.example.net[192.0.2.7]",
        "cleanup[2]: " + ID + ": message-id=<one@example.net>",
        "qmgr[3]: " + ID + ": from=<alice@example.net>, size=432, nrcpt=1 (queue active)",
        "smtp[4]: "
            + ID
            + ": to=<bob@example.org>, relay=none, delay=1, delays=0/0/1/0, dsn=4.4.1,"
            + " status=deferred (connect to mx[192.0.2.9]:25: Connection refused)");
  }

  @Test
  void messageIsOpenUntilALineSaysThatItIsOver() {
    assertThat(log.openCount()).isZero();
    deferred();
    assertThat(log.openCount()).isEqualTo(1);
    MessageTrace open = log.open(t -> t.outcome() == Outcome.DEFERRED).get(0);
    assertThat(open.completeness()).isEqualTo(Completeness.OPEN);
    assertThat(open.recipients()).hasSize(1);
    assertThat(log.open(t -> t.outcome() == Outcome.SENT)).isEmpty();
    assertThat(log.find(ID)).containsExactly(open);
    String text = open.toString();
    assertThat(log.find("AAAAAAAAAAA")).isEmpty();

    lines(
        "smtp[4]: host mx[192.0.2.9] said: 450 4.7.1 later (in reply to RCPT TO command)",
        "smtp[4]: "
            + ID
            + ": to=<bob@example.org>, relay=mx[192.0.2.9]:25, delay=9, delays=0/0/1/8,"
            + " dsn=2.0.0, status=sent (250 ok)",
        "qmgr[3]: " + ID + ": removed");
    assertThat(log.openCount()).isZero();
    assertThat(log.open(t -> true)).isEmpty();
    assertThat(open).as("what was given before stays").hasToString(text);
    assertThat(given).isEmpty();
    List<MessageTrace> waiting = log.find(ID);
    assertThat(waiting)
        .extracting(MessageTrace::completeness)
        .containsExactly(Completeness.COMPLETE);
    log.finish();
    assertThat(given).isEqualTo(waiting);
    assertThat(log.find(ID)).isEmpty();
  }

  @Test
  void messageFromBeforeTheLogIsOpenToo() {
    lines(
        "smtp[4]: "
            + ID
            + ": to=<bob@example.org>, relay=none, delay=1, delays=0/0/1/0, dsn=4.4.1,"
            + " status=deferred (connect to mx[192.0.2.9]:25: Connection refused)");
    assertThat(log.open(t -> true))
        .extracting(MessageTrace::completeness)
        .containsExactly(Completeness.NO_START);
  }

  @Test
  void probesAndRefusalsAreNone() {
    lines(
        "smtpd[1]: NOQUEUE: reject: RCPT from a[192.0.2.7]: 550 5.1.1 <x@example.org>: Recipient"
            + " address rejected: no; from=<a@example.net> to=<x@example.org> proto=ESMTP"
            + " helo=<a>");
    assertThat(log.openCount()).isZero();
    assertThat(log.open(t -> true)).isEmpty();
  }

  @Test
  void toAskChangesNothing() throws IOException {
    Path sample = Path.of("../examples/postfix.log");
    List<MessageTrace> unasked = new ArrayList<>();
    LiveLog quiet = log(unasked);
    for (String line : Files.readAllLines(sample)) {
      quiet.line(line);
      log.line(line);
      assertThat(log.open(t -> true)).hasSize(log.openCount());
    }
    quiet.finish();
    log.finish();
    assertThat(given).isNotEmpty().isEqualTo(unasked);
    assertThat(log.openCount()).isZero();
  }

  @Test
  void handlerMayNotAsk() {
    LiveLog[] asked = new LiveLog[1];
    asked[0] =
        LiveLog.builder()
            .dialects(Dialects.of(new PostfixDialect()))
            .onTrace(t -> asked[0].openCount())
            .build();
    asked[0].line("2026-09-12T10:15:30Z mx1 postfix/qmgr[3]: " + ID + ": removed");
    assertThatIllegalStateException().isThrownBy(asked[0]::finish);
  }

  @Test
  void logWithoutATraceHandlerHoldsNone() {
    LiveLog events = LiveLog.builder().dialects(Dialects.of(new PostfixDialect())).build();
    events.line("2026-09-12T10:15:30Z mx1 postfix/qmgr[3]: " + ID + ": removed");
    assertThat(events.openCount()).isZero();
    assertThat(events.open(t -> true)).isEmpty();
    assertThat(events.find(ID)).isEmpty();
  }
}
