package io.maillog.sendmail;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.MailLogParser;
import io.maillog.correlate.CorrelationLimits;
import io.maillog.correlate.MessageCorrelator;
import io.maillog.dialect.Dialects;
import io.maillog.event.EventWriter;
import io.maillog.event.MailEvent;
import io.maillog.header.TimePolicy;
import io.maillog.trace.Completeness;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Saving and restoring changes nothing, whatever the lines: of few ids and processes. */
class StoryRestoreProperties {
  private static final Dialects SENDMAIL = Dialects.of(new SendmailDialect());
  private static final long START = Instant.parse("2026-09-12T10:15:30Z").getEpochSecond();

  // Words in braces stand for one of a few values.
  private static final String[] SHAPES = {
    "NOQUEUE: connect from pc.example.net [{ip}]",
    "STARTTLS=server, relay=pc.example.net [{ip}], version=TLSv1.3, verify=NO,"
        + " cipher=TLS_AES_256_GCM_SHA384, bits=256/256",
    "AUTH=server, relay=pc.example.net [{ip}], authid={user}, mech=PLAIN, bits=0",
    "{id}: from=<{user}@example.net>, size={size}, class=0, nrcpts={nrcpts},"
        + " msgid={message-id}, proto={proto}, daemon=MTA, relay=pc.example.net [{ip}]",
    "{id}: from=<{user}@example.net>, size=0, class=0, nrcpts={nrcpts}, proto={proto},"
        + " daemon=MTA, relay=pc.example.net [{ip}]",
    "{id}: to=<{user}@example.com>, delay=00:00:01, mailer=esmtp, pri=30482,"
        + " relay=mx.example.com. [192.0.2.9], dsn=2.0.0, stat=Sent ({id} Message accepted for"
        + " delivery)",
    "{id}: to=<{user}@example.com>, delay=00:00:01, mailer=esmtp, pri=30482,"
        + " relay=mx.example.com., dsn={dsn}, stat={stat}",
    "{id}: to=<{user}@example.com>,<joe@example.com>, delay=00:00:01, pri=30482, stat={drop}",
    "{id}: to=<{user}@example.com>, delay=00:00:01, mailer=esmtp, pri=30482, stat=queued",
    "{id}: {id}: {notification}",
    "{id}: {id}: clone: owner=owner-list",
    "{id}: split: count=2, ids={id}; {id}",
    "{id}: alias <{user}@example.com> => {user}, {user}",
    "{id}: alias {user} => {user}",
    "{id}: pc.example.net [{ip}]: VRFY {user}",
    "{id}: to={user}, delay=00:00:01, mailer=local, pri=30482, dsn={dsn}, stat={stat}",
    "{id}: Saved message in /var/tmp/dead.letter",
    "{id}[1]: to=<{user}@example.com>,  ...",
    "{id}[2]: mailer=esmtp, pri=30482, dsn={dsn}, stat={stat}",
    "{id}: to=<{user}@example.com>, [more]",
    "{id}: to=<{user}@example.com>",
    "{id}: delay=00:00:01, xdelay=00:00:01, mailer=esmtp",
    "{id}: stat={stat}",
    "{id}: {operation}",
    "{id}: <{user}@example.com>... User unknown",
    "{id}: ruleset={ruleset}, arg1=<{user}@example.net>, relay=pc.example.net [{ip}], {verdict}",
    "{id}: ruleset=check_compat, arg1=<{user}@example.net>, arg2=<{user}@example.com>,"
        + " relay=pc.example.net [{ip}], {verdict}",
    "ruleset=check_relay, arg1=pc, arg2={ip}, relay=pc.example.net [{ip}], {verdict}",
    "{id}: Milter: data, {verdict}",
    "{id}: lost input channel from pc.example.net [{ip}] to MTA after rcpt",
    "{id}: collect: premature EOM: unexpected close",
    "{id}: pc.example.net [{ip}] did not issue MAIL/EXPN/VRFY/ETRN during connection to MTA",
  };

  private static Arbitrary<String> value(String word) {
    return switch (word) {
      case "pid" -> Arbitraries.of("10", "11");
      case "ip" -> Arbitraries.of("192.0.2.1", "192.0.2.2");
      case "id" -> Arbitraries.of("68CAFUaa000010", "68CAFUab000010", "68CAFUac000011");
      case "message-id" -> Arbitraries.of("<1@example.net>", "<2@example.net>");
      case "user" -> Arbitraries.of("ann", "bob", "joe");
      case "size" -> Arbitraries.of("0", "99");
      case "nrcpts" -> Arbitraries.of("0", "1", "2");
      case "proto" -> Arbitraries.of("ESMTP", "ESMTPSA");
      case "dsn" -> Arbitraries.of("4.0.0", "5.1.1");
      case "stat" -> Arbitraries.of("Deferred", "User unknown");
      case "drop" -> Arbitraries.of("discarded", "a virus", "aborted by sender");
      case "notification" ->
          Arbitraries.of("DSN: User unknown", "sender notify: Cannot send message for 5 days");
      case "operation" ->
          Arbitraries.of(
              "quarantine=odd", "unquarantine", "discarded", "done; delay=00:00:01, ntries=1");
      case "ruleset" -> Arbitraries.of("check_mail", "check_rcpt", "check_eom");
      case "verdict" -> Arbitraries.of("reject=550 5.7.1 no", "discard", "quarantine=odd");
      default -> throw new IllegalArgumentException(word);
    };
  }

  /** The shape with every word filled in. */
  private static Arbitrary<String> filled(String shape) {
    int from = shape.indexOf('{');
    if (from < 0) {
      return Arbitraries.just(shape);
    }
    int to = shape.indexOf('}', from);
    return Combinators.combine(
            value(shape.substring(from + 1, to)), filled(shape.substring(to + 1)))
        .as((value, rest) -> shape.substring(0, from) + value + rest);
  }

  @Provide
  Arbitrary<List<String>> logs() {
    Arbitrary<String> text =
        Arbitraries.of(SHAPES)
            .map(shape -> "mx1 sm-mta[{pid}]: " + shape)
            .flatMap(StoryRestoreProperties::filled);
    Arbitrary<Long> steps =
        Arbitraries.frequency(
            Tuple.of(40, 0L),
            Tuple.of(20, 1L),
            Tuple.of(8, 9L),
            Tuple.of(4, 200L),
            Tuple.of(2, 400L),
            Tuple.of(1, 86_400L));
    return Combinators.combine(text, steps)
        .as(Tuple::of)
        .list()
        .ofMinSize(2)
        .ofMaxSize(60)
        .map(
            lines -> {
              List<String> log = new ArrayList<>();
              long now = START;
              for (var line : lines) {
                now += line.get2();
                log.add(Instant.ofEpochSecond(now) + " " + line.get1());
              }
              return log;
            });
  }

  @Provide
  Arbitrary<CorrelationLimits> limits() {
    return Combinators.combine(
            Arbitraries.of(1, 2, 1000),
            Arbitraries.of(1, 2, 1000),
            Arbitraries.of(2, 200),
            Arbitraries.of(Duration.ofHours(1), Duration.ofDays(10)))
        .as(CorrelationLimits::new);
  }

  @Property(tries = 1500)
  void savingAndRestoringAfterEveryLineChangesNothing(
      @ForAll("logs") List<String> log, @ForAll("limits") CorrelationLimits limits)
      throws IOException {
    Reading whole = new Reading(limits);
    Reading restored = new Reading(limits);
    for (String line : log) {
      whole.read(line);
      restored.read(line);
      restored.restore();
      assertThat(restored.traces).isEqualTo(whole.traces);
      for (int seconds : new int[] {6, 8, 301}) {
        whole.correlator.quietFor(Duration.ofSeconds(seconds));
        restored.correlator.quietFor(Duration.ofSeconds(seconds));
        restored.restore();
        assertThat(restored.traces).isEqualTo(whole.traces);
      }
    }
    whole.correlator.finish();
    restored.correlator.finish();
    assertThat(restored.traces).isEqualTo(whole.traces);
    assertThat(restored.correlator.counters()).isEqualTo(whole.correlator.counters());
    assertThat(whole.correlator.counters().open()).isZero();
    for (MessageTrace t : whole.traces) {
      boolean open = t.completeness() == Completeness.OPEN;
      boolean held = t.recipients().stream().anyMatch(r -> r.outcome() == Outcome.HELD);
      assertThat(open && t.completed() != null).as("open, and completed: %s", t).isFalse();
      assertThat(t.completeness() == Completeness.COMPLETE && held)
          .as("complete, and held: %s", t)
          .isFalse();
    }
  }

  /** Lines that are read to traces. */
  private static final class Reading {
    private final MailLogParser parser = new MailLogParser(SENDMAIL);
    private final MailEvent event = new MailEvent();
    private final EventWriter writer = new EventWriter(event);
    private final TimePolicy times = TimePolicy.inZone(ZoneOffset.UTC);
    private final CorrelationLimits limits;
    final List<MessageTrace> traces = new ArrayList<>();
    MessageCorrelator correlator;

    Reading(CorrelationLimits limits) {
      this.limits = limits;
      this.correlator = new MessageCorrelator(SENDMAIL, limits, traces::add);
    }

    void read(String line) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      parser.parse(bytes, 0, bytes.length, writer);
      times.complete(writer.header());
      correlator.onEvent(event);
    }

    void restore() throws IOException {
      ByteArrayOutputStream state = new ByteArrayOutputStream();
      correlator.save(state);
      correlator =
          MessageCorrelator.restore(
              new ByteArrayInputStream(state.toByteArray()), SENDMAIL, limits, traces::add);
    }
  }
}
