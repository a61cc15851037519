package io.maillog.exim;

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
  private static final String HEAD = "2026-09-12 10:15:30 ";

  private static final List<List<String>> MESSAGES =
      List.of(
          List.of(
              "1xVhPF-0005wl-2E <= ann@example.net H=client.example.net (pc) [192.0.2.7] P=esmtpsa"
                  + " X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=no A=plain:ann S=482"
                  + " id=one@example.net",
              "1xVhPF-0005wl-2E => bob@example.com R=dnslookup T=remote_smtp H=mx.example.com"
                  + " [198.51.100.25] C=\"250 OK\"",
              "1xVhPF-0005wl-2E => joe <joe@example.org> R=localuser T=local_delivery",
              "1xVhPF-0005wl-2E Completed"),
          List.of(
              "1xVhPF-0005wl-2E <= ann@example.net U=ann P=local S=482 id=one@example.net",
              "1xVhPF-0005wl-2E H=mx1.example.com [198.51.100.25] Connection refused",
              "1xVhPF-0005wl-2E == bob@example.com R=dnslookup T=remote_smtp defer (111):"
                  + " Connection refused"),
          List.of(
              "1xVhPF-0005wl-2E <= <> R=1xVhPE-0005wk-1D U=exim P=local S=982",
              "1xVhPF-0005wl-2E ** eve@example.com R=dnslookup T=remote_smtp: no such user",
              "1xVhPF-0005wl-2E Frozen (delivery error message)"));

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
    return Traces.only(Traces.of(new EximDialect(), 2026, log));
  }
}
