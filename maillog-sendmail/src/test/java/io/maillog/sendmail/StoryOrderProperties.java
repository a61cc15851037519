package io.maillog.sendmail;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.testkit.Traces;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Recipient;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/** Syslog's daemons mix the lines of one second: the story is the same whatever their order is. */
class StoryOrderProperties {
  private static final String HEAD = "2026-09-12T10:15:30Z mx1 ";

  private static final List<List<String>> MESSAGES =
      List.of(
          List.of(
              "sm-mta[100]: 68CAFUaa000010: from=<ann@example.net>, size=482, class=0, nrcpts=2,"
                  + " msgid=<one@example.net>, proto=ESMTP, daemon=MTA-v4,"
                  + " relay=client.example.net [192.0.2.7]",
              "sm-mta[101]: 68CAFUaa000010: to=<bob@example.com>, delay=00:00:00, xdelay=00:00:00,"
                  + " mailer=esmtp, pri=30482, relay=mx.example.com. [198.51.100.25], dsn=2.0.0,"
                  + " stat=Sent (ok)",
              "sm-mta[101]: 68CAFUaa000010: to=<joe@example.org>, delay=00:00:00, xdelay=00:00:00,"
                  + " mailer=local, pri=30482, dsn=2.0.0, stat=Sent"),
          List.of(
              "sm-mta[100]: 68CAFUaa000010: from=<ann@example.net>, size=482, class=0, nrcpts=1,"
                  + " msgid=<one@example.net>, proto=ESMTP, daemon=MTA-v4,"
                  + " relay=client.example.net [192.0.2.7]",
              "sm-mta[100]: 68CAFUaa000010: <eve@example.org>... User unknown",
              "sm-mta[101]: 68CAFUaa000010: to=<bob@example.com>, delay=00:00:00, xdelay=00:00:00,"
                  + " mailer=esmtp, pri=30482, relay=mx.example.com. [198.51.100.25], dsn=4.0.0,"
                  + " stat=Deferred: Connection refused by mx.example.com."),
          List.of(
              "sendmail[100]: 68CAFUaa000010: from=ann, size=482, class=0, nrcpts=1,"
                  + " msgid=<one@example.net>, relay=ann@localhost",
              "sendmail[100]: 68CAFUaa000010: to=bob@example.com, ctladdr=ann (1000/1000),"
                  + " delay=00:00:00, xdelay=00:00:00, mailer=relay, pri=30482,"
                  + " relay=[127.0.0.1] [127.0.0.1], dsn=2.0.0, stat=Sent (68CAFUab000011 Message"
                  + " accepted for delivery)",
              "sendmail[100]: 68CAFUaa000010: done; delay=00:00:00, ntries=1"));

  @Provide
  Arbitrary<Tuple2<List<String>, List<String>>> logs() {
    return Arbitraries.of(MESSAGES)
        .flatMap(
            log ->
                Combinators.combine(Arbitraries.just(log), Arbitraries.shuffle(log)).as(Tuple::of));
  }

  @Property(tries = 300)
  void linesOfOneSecondTellTheSameInAnyOrder(
      @ForAll("logs") Tuple2<List<String>, List<String>> log) {
    MessageTrace told = only(log.get1());
    MessageTrace t = only(log.get2());

    assertThat(t.received()).isEqualTo(told.received());
    assertThat(t.completed()).isEqualTo(told.completed());
    assertThat(t.from()).isEqualTo(told.from());
    assertThat(t.messageId()).isEqualTo(told.messageId());
    assertThat(t.size()).isEqualTo(told.size());
    assertThat(t.nrcpt()).isEqualTo(told.nrcpt());
    assertThat(t.client()).isEqualTo(told.client());
    assertThat(t.submitter()).isEqualTo(told.submitter());
    assertThat(recipients(t)).isEqualTo(recipients(told));
    assertThat(t.notes()).containsExactlyInAnyOrderElementsOf(told.notes());
    assertThat(t.links()).containsExactlyInAnyOrderElementsOf(told.links());
    assertThat(t.outcome()).isEqualTo(told.outcome());
    assertThat(t.completeness()).isEqualTo(told.completeness());
  }

  private static List<Recipient> recipients(MessageTrace t) {
    return t.recipients().stream().sorted(Comparator.comparing(Recipient::to)).toList();
  }

  private static MessageTrace only(List<String> lines) {
    String log = HEAD + String.join("\n" + HEAD, lines);
    return Traces.only(Traces.of(new SendmailDialect(), 2026, log));
  }
}
