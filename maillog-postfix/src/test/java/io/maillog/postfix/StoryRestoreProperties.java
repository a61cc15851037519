package io.maillog.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.correlate.CorrelationLimits;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/** Saving and restoring changes nothing, whatever the lines: of few ids, hosts and processes. */
class StoryRestoreProperties {
  private static final long START = Instant.parse("2026-09-12T10:15:30Z").getEpochSecond();
  private static final int DAY = 86_400;
  private static final int YEARS = 3650 * DAY;

  // Words in braces stand for one of a few values.
  private static final String[] SHAPES = {
    "postfix/smtpd[{pid}]: connect from pc.example.net[{ip}]",
    "postfix/smtpd[{pid}]: disconnect from pc.example.net[{ip}] ehlo=1 quit=1 commands=2",
    "postfix/smtpd[{pid}]: lost connection after {stage} from pc.example.net[{ip}]",
    "postfix/smtpd[{pid}]: Anonymous TLS connection established from pc.example.net[{ip}]:"
        + " TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)",
    "{service}/smtpd[{pid}]: {id}: client=pc.example.net[{ip}], sasl_method=PLAIN,"
        + " sasl_username={user}",
    "postfix/pickup[3]: {id}: uid=1000 from=<{user}>",
    "{queue}/cleanup[4]: {id}: message-id={message-id}",
    "{queue}/qmgr[5]: {id}: from=<{user}@example.net>, size=99, nrcpt={nrcpt} (queue active)",
    "postfix/smtp[6]: {id}: to=<{user}@example.com>, relay={host}[192.0.2.9]:25, delay=1,"
        + " delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as {id})",
    "postfix/smtp[6]: {id}: to=<{user}@example.com>, relay=none, delay=1, delays=0/0/0/1,"
        + " dsn=4.4.1, status={status} (later)",
    "{queue}/qmgr[5]: {id}: removed",
    "postfix/qmgr[5]: {id}: from=<{user}@example.net>, status=expired, returned to sender",
    "postfix/bounce[7]: {id}: sender non-delivery notification: {id}",
    "postfix/cleanup[4]: {id}: {action}: header Subject: x from pc.example.net[{ip}];"
        + " from=<{user}@example.net> to=<{user}@example.com> proto=ESMTP helo=<pc>: checked",
    "postfix/smtpd[{pid}]: {NOQUEUE}: {action}: RCPT from pc.example.net[{ip}]: 550 5.1.1"
        + " <{user}@example.com>: User unknown; from=<{user}@example.net>"
        + " to=<{user}@example.com> proto=ESMTP helo=<pc>",
    "postfix/smtpd[{pid}]: NOQUEUE: {action}: RCPT from pc.example.net[{ip}]:"
        + " <{user}@example.net>: Sender address triggers {action};"
        + " from=<{user}@example.net> to=<{user}@example.com> proto=ESMTP helo=<pc>",
    "postfix/postsuper[8]: {id}: {operation}",
  };

  private static Arbitrary<String> value(String word) {
    return switch (word) {
      case "pid" -> Arbitraries.of("10", "11");
      case "ip" -> Arbitraries.of("192.0.2.1", "192.0.2.2");
      case "host" -> Arbitraries.of("mx1", "mx2");
      case "id" -> Arbitraries.of("4F1AB18C3E1", "4F1AB18C3E2", "4F1AB18C3E3");
      case "NOQUEUE" -> Arbitraries.of("NOQUEUE", "NOQUEUE", "4F1AB18C3E1");
      case "message-id" -> Arbitraries.of("<1@example.net>", "<2@example.net>", "<>");
      case "user" -> Arbitraries.of("ann", "bob", "joe");
      case "service" -> Arbitraries.of("postfix", "postfix/submission", "postfix-submit");
      case "queue" -> Arbitraries.of("postfix", "postfix", "postfix-out");
      case "nrcpt" -> Arbitraries.of("1", "2", "3");
      case "status" -> Arbitraries.of("deferred", "bounced", "undeliverable");
      case "stage" -> Arbitraries.of("RCPT", "DATA (5 bytes)", "END-OF-MESSAGE");
      case "action" -> Arbitraries.of("hold", "discard", "reject", "warn");
      case "operation" -> Arbitraries.of("placed on hold", "released from hold", "requeued");
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

  /** Seconds since the line before; a wrong clock, or a line without a time, is of one line. */
  private static Arbitrary<Long> steps() {
    return Arbitraries.frequency(
        Tuple.of(40, 0L),
        Tuple.of(20, 1L),
        Tuple.of(8, 9L),
        Tuple.of(4, 40L),
        Tuple.of(2, 7200L),
        Tuple.of(1, 3L * DAY));
  }

  private static Arbitrary<Long> errors() {
    return Arbitraries.frequency(
        Tuple.of(40, 0L),
        Tuple.of(2, -5L),
        Tuple.of(2, -60L),
        Tuple.of(2, 7200L),
        Tuple.of(2, -7200L),
        Tuple.of(1, (long) YEARS));
  }

  @Provide
  Arbitrary<List<String>> logs() {
    Arbitrary<String> text =
        Arbitraries.of(SHAPES)
            .flatMap(StoryRestoreProperties::filled)
            .flatMap(t -> value("host").map(host -> host + " " + t));
    Arbitrary<Boolean> timed = Arbitraries.frequency(Tuple.of(30, true), Tuple.of(1, false));
    Arbitrary<Tuple2<Long, Long>> times = Combinators.combine(steps(), errors()).as(Tuple::of);
    return Combinators.combine(text, times, timed)
        .as(Tuple::of)
        .list()
        .ofMinSize(2)
        .ofMaxSize(60)
        .map(
            lines -> {
              List<String> log = new ArrayList<>();
              long now = START;
              for (var line : lines) {
                now += line.get2().get1();
                Instant stamp = Instant.ofEpochSecond(now + line.get2().get2());
                String text1 = line.get1();
                log.add(
                    line.get3() ? stamp + " " + text1 : text1.substring(text1.indexOf(' ') + 1));
              }
              return log;
            });
  }

  @Provide
  Arbitrary<CorrelationLimits> limits() {
    return Combinators.combine(
            Arbitraries.of(1, 2, 4, 1000),
            Arbitraries.of(1, 2, 1000),
            Arbitraries.of(2, 3, 200),
            Arbitraries.of(Duration.ofHours(1), Duration.ofDays(2), Duration.ofDays(10)))
        .as(CorrelationLimits::new);
  }

  @Property(tries = 500)
  void savingAndRestoringAfterEveryLineChangesNothing(
      @ForAll("logs") List<String> log, @ForAll("limits") CorrelationLimits limits)
      throws IOException {
    Stories whole = new Stories(limits);
    Stories restored = new Stories(limits);
    for (String line : log) {
      whole.read(line);
      restored.read(line);
      restored.restore(restored.save());
      assertThat(restored.traces).isEqualTo(whole.traces);
      // Silence is told as the time since the last line, and goes on over a restart.
      for (int seconds : new int[] {6, 8}) {
        whole.quietFor(seconds);
        restored.quietFor(seconds);
        restored.restore(restored.save());
        assertThat(restored.traces).isEqualTo(whole.traces);
      }
    }
    assertThat(restored.finish()).isEqualTo(whole.finish());
    whole.traces.forEach(Stories::holdsTogether);
    assertThat(restored.counters()).isEqualTo(whole.counters());
    assertThat(whole.counters().open()).isZero();
  }
}
