package io.maillog.postfix;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.MailLog;
import io.maillog.trace.Link;
import io.maillog.trace.MessageTrace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A message that goes through two servers, each with a log of its own. */
class HopsTest {
  private static final String RELAY =
      """
      Sep 12 10:00:00 relay postfix/smtpd[1]: 4F1AB18C3E9: client=pc.example.org[192.0.2.7]
      Sep 12 10:00:00 relay postfix/cleanup[2]: 4F1AB18C3E9: message-id=<1@example.org>
      Sep 12 10:00:00 relay postfix/qmgr[3]: 4F1AB18C3E9: from=<a@example.org>, size=400, nrcpt=1 (queue active)
      Sep 12 10:00:02 relay postfix/smtp[4]: 4F1AB18C3E9: to=<b@example.net>, relay=mx.example.net[192.0.2.25]:25, delay=2, delays=0/0/1/1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 5B2CD18C3F0)
      Sep 12 10:00:02 relay postfix/qmgr[3]: 4F1AB18C3E9: removed
      Sep 12 11:00:00 relay postfix/smtpd[9]: connect from later.example.org[192.0.2.8]
      """;
  private static final String MX =
      """
      Sep 12 10:00:01 mx postfix/smtpd[1]: 5B2CD18C3F0: client=relay.example.org[192.0.2.9]
      Sep 12 10:00:01 mx postfix/cleanup[2]: 5B2CD18C3F0: message-id=<1@example.org>
      Sep 12 10:00:02 mx postfix/qmgr[3]: 5B2CD18C3F0: from=<a@example.org>, size=600, nrcpt=1 (queue active)
      Sep 12 10:00:03 mx postfix/local[4]: 5B2CD18C3F0: to=<b@example.net>, relay=local, delay=1, delays=1/0/0/0, dsn=2.0.0, status=sent (delivered to mailbox)
      Sep 12 10:00:03 mx postfix/qmgr[3]: 5B2CD18C3F0: removed
      Sep 12 11:00:00 mx postfix/smtpd[9]: connect from later.example.org[192.0.2.8]
      """;

  private static List<MessageTrace> traces(int threads, String... logs) {
    MailLog.Builder options =
        MailLog.builder().zone(ZoneOffset.UTC).firstYear(2026).threads(threads);
    for (String log : logs) {
      options.stream(new ByteArrayInputStream(log.getBytes(US_ASCII)), "log");
    }
    List<MessageTrace> traces = new ArrayList<>();
    options.build().traces(traces::add);
    return traces;
  }

  @Test
  void nextHopIsJoinedFromLogToLog() {
    for (int threads : new int[] {1, 2, 4}) {
      for (List<MessageTrace> traces :
          List.of(traces(threads, RELAY, MX), traces(threads, MX, RELAY))) {
        assertThat(traces)
            .extracting(MessageTrace::queueId)
            .containsExactlyInAnyOrder("4F1AB18C3E9", "5B2CD18C3F0");
        MessageTrace first =
            traces.stream().filter(t -> "relay".equals(t.host())).findFirst().orElseThrow();
        assertThat(first.links())
            .containsExactly(new Link(Link.Type.NEXT_HOP, "5B2CD18C3F0", "mx"));
      }
    }
  }

  /** However many servers there are; and whether the next one's message comes first or after. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nextHopIsJoinedAmongManyHosts(boolean nextFirst) throws IOException {
    StringBuilder others = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      others.append(
          "mx%1$d postfix/cleanup[5]: AAAAAA%1$04d: message-id=<%1$d@example.org>\n".formatted(i));
    }
    String next =
        """
        mxlast postfix/smtpd[2]: 5B2CD18C3F0: client=localhost[127.0.0.1]
        mxlast postfix/cleanup[5]: 5B2CD18C3F0: message-id=<m@example.org>
        """;
    String delivery =
        """
        relay postfix/smtp[7]: 4F1AB18C3E9: to=<c@example.net>, relay=192.0.2.9[192.0.2.9]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 5B2CD18C3F0)
        """;
    String log =
        others
            + """
            relay postfix/smtpd[1]: 4F1AB18C3E9: client=a.example.org[192.0.2.1]
            relay postfix/cleanup[5]: 4F1AB18C3E9: message-id=<m@example.org>
            """
            + (nextFirst ? next + delivery : delivery + next);
    List<MessageTrace> traces = Stories.of(log);

    assertThat(Stories.byId(traces, "4F1AB18C3E9").links())
        .containsExactly(new Link(Link.Type.NEXT_HOP, "5B2CD18C3F0", "mxlast"));
    assertThat(Stories.withRestoreAfterEveryLine(log)).isEqualTo(traces);
  }

  // --- answers of strangers

  private static final String VICTIM = "4F1AB18C3E9";
  private static final String OTHER = "5B2CD18C3F0";

  private static String taken(String second, String id, String client) {
    return """
    2026-09-12T10:00:%1$sZ mx1 postfix/smtpd[20]: %2$s: %3$s
    2026-09-12T10:00:%1$sZ mx1 postfix/cleanup[21]: %2$s: message-id=<shared@example.net>
    2026-09-12T10:00:%1$sZ mx1 postfix/qmgr[5]: %2$s: from=<a@example.net>, size=100, nrcpt=1 (queue active)
    """
        .formatted(second, id, client);
  }

  /** Handed over within two seconds to a next hop that says whose message it is now. */
  private static String answered(String second, String id, String relay, String next) {
    return """
    2026-09-12T10:00:%1$sZ mx1 postfix/smtp[30]: %2$s: to=<x@example.com>, relay=%3$s, delay=9, delays=7/0/0.4/1.6, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as %4$s)
    2026-09-12T10:00:%1$sZ mx1 postfix/qmgr[5]: %2$s: removed
    """
        .formatted(second, id, relay, next);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // from the very address, or from the loopback as the next hop is
        "10 | 19 | client=filter.example.org[192.0.2.25] | filter.example.org[192.0.2.25]:10024 |"
            + " true",
        "10 | 19 | client=unknown[192.0.2.25] | filter.example.org[192.0.2.25]:10024 | true",
        "10 | 19 | client=localhost[127.0.0.1] | 127.0.0.1[127.0.0.1]:10024 | true",
        "10 | 19 | client=localhost[::1] | localhost[127.0.0.1]:10024 | true",
        "10 | 19 | client=localhost[127.0.0.1], orig_client=a.example.net[192.0.2.7] |"
            + " 127.0.0.1[127.0.0.1]:10024 | true",
        "10 | 19 | uid=110 from=<filter> | 127.0.0.1[127.0.0.1]:10024 | true",
        "10 | 19 | uid=110 from=<filter> | filter[/run/filter.sock] | false",
        // from another
        "10 | 19 | client=mail.example.net[192.0.2.10] | mx.evil.example[192.0.2.66]:25 | false",
        "10 | 19 | client=localhost[127.0.0.1] | mx.evil.example[192.0.2.66]:25 | false",
        "10 | 19 | client=localhost[127.0.0.1] | localhost[192.0.2.66]:25 | false",
        "10 | 19 | client=localhost[127.0.0.1], orig_client=mx.evil.example[192.0.2.66] |"
            + " mx.evil.example[192.0.2.66]:25 | false",
        "10 | 19 | client=mail.example.net[192.0.2.10] | 127.0.0.1[127.0.0.1]:10024 | false",
        "10 | 19 | uid=110 from=<filter> | mx.evil.example[192.0.2.66]:25 | false",
        // before it was offered, before the other began, and after the answer
        "10 | 15 | client=unknown[192.0.2.66] | mx.evil.example[192.0.2.66]:25 | false",
        "10 | 09 | client=unknown[192.0.2.66] | mx.evil.example[192.0.2.66]:25 | false",
        "10 | 22 | client=unknown[192.0.2.66] | mx.evil.example[192.0.2.66]:25 | false"
      })
  void nextHopsAnswerLinksWhatItMayHaveHandedBack(
      String begun, String second, String client, String relay, boolean linked) throws IOException {
    boolean before = second.compareTo(begun) < 0;
    boolean after = second.compareTo("20") > 0;
    String log =
        (before ? taken(second, VICTIM, client) : "")
            + taken(begun, OTHER, "client=pc.example.org[192.0.2.1]")
            + (before || after ? "" : taken(second, VICTIM, client))
            + answered("20", OTHER, relay, VICTIM)
            + (after ? taken(second, VICTIM, client) : "");
    List<MessageTrace> traces = Stories.of(log);

    MessageTrace victim = Stories.byId(traces, VICTIM);
    MessageTrace other = Stories.byId(traces, OTHER);
    if (linked) {
      assertThat(victim.links()).containsExactly(new Link(Link.Type.REINJECTED_FROM, OTHER, null));
      assertThat(other.links()).containsExactly(new Link(Link.Type.REINJECTED_AS, VICTIM, null));
    } else {
      assertThat(victim.links()).isEmpty();
      assertThat(other.links()).extracting(Link::type).containsExactly(Link.Type.NEXT_HOP);
    }
    assertThat(Stories.withRestoreAfterEveryLine(log)).isEqualTo(traces);
  }

  /** The line that names its client was lost: then a content filter may have handed it back. */
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1[127.0.0.1]:10024, true",
    "mx.evil.example[192.0.2.66]:25, false",
    "192.0.2.66[192.0.2.66]:25, false"
  })
  void messageOfAnUntoldClientComesFromNoStrangersHop(String relay, boolean linked) {
    String next = taken("19", VICTIM, "");
    List<MessageTrace> traces =
        Stories.of(
            taken("10", OTHER, "client=pc.example.org[192.0.2.1]")
                + next.substring(next.indexOf('\n') + 1)
                + answered("20", OTHER, relay, VICTIM));

    assertThat(Stories.byId(traces, VICTIM).links())
        .isEqualTo(linked ? List.of(new Link(Link.Type.REINJECTED_FROM, OTHER, null)) : List.of());
  }

  /** It was through the queue before the answer came. */
  @Test
  void messageThatIsCompleteGainsNoLink() {
    List<MessageTrace> traces =
        Stories.of(
            taken("10", OTHER, "client=pc.example.org[192.0.2.1]")
                + taken("12", VICTIM, "client=unknown[192.0.2.66]")
                + "2026-09-12T10:00:13Z mx1 postfix/qmgr[5]: "
                + VICTIM
                + ": removed\n"
                + answered("20", OTHER, "mx.evil.example[192.0.2.66]:25", VICTIM)
                    .replace("7/0/0.4/1.6", "0/0/0/9"));

    assertThat(Stories.byId(traces, VICTIM).links()).isEmpty();
  }

  /** The log begins within the first pass; whose Message-ID is not told, only loopbacks link. */
  @ParameterizedTest
  @CsvSource({
    "localhost[127.0.0.1], 127.0.0.1[127.0.0.1]:10024, true",
    "localhost[::1], localhost[::1]:10024, true",
    "mx.evil.example[192.0.2.66], mx.evil.example[192.0.2.66]:25, false",
    "localhost[127.0.0.1], mx.evil.example[192.0.2.66]:25, false"
  })
  void secondPassOfAMessageThatBeganBeforeTheLogIsLinked(
      String client, String relay, boolean linked) throws IOException {
    String log =
        "2026-09-12T10:00:17Z mx1 postfix/qmgr[5]: "
            + OTHER
            + ": from=<a@example.net>, size=90, nrcpt=1 (queue active)\n"
            + taken("19", VICTIM, "client=" + client)
            + answered("20", OTHER, relay, VICTIM);
    List<MessageTrace> traces = Stories.of(log);

    assertThat(Stories.byId(traces, VICTIM).links())
        .isEqualTo(linked ? List.of(new Link(Link.Type.REINJECTED_FROM, OTHER, null)) : List.of());
    assertThat(Stories.withRestoreAfterEveryLine(log)).isEqualTo(traces);
  }

  /** Of servers with logs of their own: by the names of the two, and their clocks. */
  @ParameterizedTest
  @CsvSource({
    "mx2, relay.example.org[192.0.2.9], mx2.example.net[192.0.2.25]:25, 18, true",
    "mx2, unknown[192.0.2.9], mx2.example.net[192.0.2.25]:25, 27, true",
    "mx2.example.net, unknown[192.0.2.9], mx2.example.net[192.0.2.25]:25, 19, true",
    "store, mx1.example.org[192.0.2.9], in.example.net[192.0.2.25]:25, 19, true",
    "store, localhost[127.0.0.1], 192.0.2.25[192.0.2.25]:25, 19, true",
    "mx2, mail.example.net[192.0.2.10], mx.evil.example[192.0.2.66]:25, 19, false",
    "mx2.example.net, mail.example.net[192.0.2.10], mx2.evil.example[192.0.2.66]:25, 19, false",
    "mx2, relay.example.org[192.0.2.9], mx2.example.net[192.0.2.25]:25, 45, false",
    "mx2, relay.example.org[192.0.2.9], mx2.example.net[192.0.2.25]:25, 00, false"
  })
  void nextHopOnAnotherHostIsKnownByTheirNames(
      String host, String client, String relay, String second, boolean joined) throws IOException {
    String other = taken(second, VICTIM, "client=" + client).replace(" mx1 ", " " + host + " ");
    String log =
        taken("15", OTHER, "client=pc.example.org[192.0.2.1]")
            + other
            + answered("20", OTHER, relay, VICTIM);
    List<MessageTrace> traces = Stories.of(log);

    String named = relay.substring(0, relay.indexOf('['));
    assertThat(Stories.byId(traces, OTHER).links())
        .containsExactly(new Link(Link.Type.NEXT_HOP, VICTIM, joined ? host : named));
    assertThat(Stories.byId(traces, VICTIM).links())
        .isEqualTo(joined ? List.of(new Link(Link.Type.PREVIOUS_HOP, OTHER, "mx1")) : List.of());
    assertThat(Stories.withRestoreAfterEveryLine(log)).isEqualTo(traces);
  }

  /** All in one second; each is said to have become the next, and the last the first. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void passesDoNotLeadBack(int count) throws IOException {
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < count; i++) {
      log.append(taken("10", "AAAAAAAAA" + i, "client=localhost[127.0.0.1]"));
    }
    for (int i = 0; i < count; i++) {
      log.append(
          answered(
                  "10",
                  "AAAAAAAAA" + i,
                  "127.0.0.1[127.0.0.1]:10024",
                  "AAAAAAAAA" + (i + 1) % count)
              .replace("7/0/0.4/1.6", "0/0/0/0.1"));
    }
    List<MessageTrace> traces = Stories.of(log.toString());

    for (int i = 0; i < count; i++) {
      boolean last = i == count - 1;
      assertThat(Stories.byId(traces, "AAAAAAAAA" + i).links())
          .contains(
              last
                  ? new Link(Link.Type.NEXT_HOP, "AAAAAAAAA0", "127.0.0.1")
                  : new Link(Link.Type.REINJECTED_AS, "AAAAAAAAA" + (i + 1), null));
    }
    assertThat(Stories.withRestoreAfterEveryLine(log.toString())).isEqualTo(traces);
  }
}
