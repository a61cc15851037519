package io.maillog.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.MailLog;
import io.maillog.ReadSummary;
import io.maillog.event.EventKind;
import io.maillog.trace.Completeness;
import io.maillog.trace.Link;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Outcome;
import java.io.ByteArrayInputStream;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One log of three servers on two hosts, with other daemons' lines between them. A message goes
 * from Sendmail to Postfix to Exim; others go at the same time, one with the same ids' look.
 */
class JourneyTest {
  private static final String LOG =
      """
      Sep 12 10:15:30 out1 sshd[77]: Accepted publickey for root from 192.0.2.1 port 22
      Sep 12 10:15:30 out1 sm-mta[12345]: 68CAFUxy012345: from=<alice@example.org>, size=432, class=0, nrcpts=1, msgid=<journey@example.org>, proto=ESMTP, daemon=MTA-v4, relay=pc.example.org [192.0.2.7]
      Sep 12 10:15:30 hub1 postfix/smtpd[301]: connect from out1.example.org[192.0.2.20]
      Sep 12 10:15:31 hub1 postfix/smtpd[301]: 3B2E160C2A: client=out1.example.org[192.0.2.20]
      Sep 12 10:15:31 hub1 dovecot: imap-login: Login: user=<bob>, method=PLAIN, rip=192.0.2.9
      Sep 12 10:15:31 hub1 postfix/cleanup[302]: 3B2E160C2A: message-id=<journey@example.org>
      Sep 12 10:15:31 out1 exim[88]: 2026-09-12 10:15:31 1wnYwp-0002BM-1w <= carol@example.org U=carol P=local S=400 id=other@example.org
      Sep 12 10:15:31 hub1 postfix/qmgr[303]: 3B2E160C2A: from=<alice@example.org>, size=612, nrcpt=1 (queue active)
      Sep 12 10:15:31 out1 sm-mta[12347]: 68CAFUxy012345: to=<bob@example.net>, delay=00:00:01, xdelay=00:00:01, mailer=esmtp, pri=30432, relay=hub1.example.net. [198.51.100.25], dsn=2.0.0, stat=Sent (Ok: queued as 3B2E160C2A)
      Sep 12 10:15:32 out1 exim[89]: 2026-09-12 10:15:32 1wnYwq-0002BN-1x <= alice@example.org H=hub1.example.net [198.51.100.25] P=esmtp S=800 id=journey@example.org
      Sep 12 10:15:32 hub1 postfix/smtp[304]: 3B2E160C2A: to=<bob@example.net>, relay=out1.example.org[192.0.2.20]:25, delay=1, delays=0.1/0/0.4/0.5, dsn=2.0.0, status=sent (250 OK id=1wnYwq-0002BN-1x)
      Sep 12 10:15:32 hub1 postfix/qmgr[303]: 3B2E160C2A: removed
      Sep 12 10:15:33 out1 exim[90]: 2026-09-12 10:15:33 1wnYwq-0002BN-1x => bob <bob@example.net> R=localuser T=local_delivery
      Sep 12 10:15:33 out1 exim[90]: 2026-09-12 10:15:33 1wnYwq-0002BN-1x Completed
      Sep 12 10:15:33 out1 CRON[91]: (root) CMD (true)
      Sep 12 10:15:34 out1 exim[92]: 2026-09-12 10:15:34 1wnYwp-0002BM-1w => dave <dave@example.net> R=localuser T=local_delivery
      Sep 12 10:15:34 out1 exim[92]: 2026-09-12 10:15:34 1wnYwp-0002BM-1w Completed
      Sep 12 10:15:35 hub1 postfix/smtpd[301]: disconnect from out1.example.org[192.0.2.20] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5
      """;

  private static MessageTrace of(List<MessageTrace> traces, String queueId) {
    return traces.stream().filter(t -> queueId.equals(t.queueId())).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void messageIsFollowedFromSendmailToPostfixToExim(int threads) {
    List<MessageTrace> traces = new ArrayList<>();
    MailLog.builder().zone(ZoneOffset.UTC).firstYear(2026).threads(threads).stream(
            new ByteArrayInputStream(LOG.getBytes(US_ASCII)), "mixed")
        .build()
        .traces(traces::add);

    assertThat(traces)
        .extracting(MessageTrace::queueId)
        .containsExactlyInAnyOrder(
            "68CAFUxy012345", "3B2E160C2A", "1wnYwq-0002BN-1x", "1wnYwp-0002BM-1w");
    MessageTrace sendmail = of(traces, "68CAFUxy012345");
    MessageTrace postfix = of(traces, "3B2E160C2A");
    MessageTrace exim = of(traces, "1wnYwq-0002BN-1x");
    assertThat(sendmail.dialect()).isEqualTo("sendmail");
    assertThat(postfix.dialect()).isEqualTo("postfix");
    assertThat(exim.dialect()).isEqualTo("exim");
    assertThat(sendmail.links())
        .containsExactly(new Link(Link.Type.NEXT_HOP, "3B2E160C2A", "hub1"));
    assertThat(postfix.links())
        .containsExactlyInAnyOrder(
            new Link(Link.Type.PREVIOUS_HOP, "68CAFUxy012345", sendmail.host()),
            new Link(Link.Type.NEXT_HOP, "1wnYwq-0002BN-1x", "out1"));
    assertThat(exim.links())
        .containsExactly(new Link(Link.Type.PREVIOUS_HOP, "3B2E160C2A", "hub1"));
    assertThat(of(traces, "1wnYwp-0002BM-1w").links()).isEmpty();
    assertThat(traces)
        .allSatisfy(
            t -> {
              assertThat(t.outcome()).isEqualTo(Outcome.SENT);
              assertThat(t.completeness()).isEqualTo(Completeness.COMPLETE);
              assertThat(t.recipients()).hasSize(1);
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void everyLineGoesToItsDialect(int threads) {
    Set<String> dialects = new HashSet<>();
    ReadSummary summary =
        MailLog.builder().zone(ZoneOffset.UTC).firstYear(2026).threads(threads).stream(
                new ByteArrayInputStream(LOG.getBytes(US_ASCII)), "mixed")
            .build()
            .events(
                e -> {
                  String dialect = e.dialect();
                  if (dialect != null) {
                    dialects.add(dialect);
                  }
                });
    assertThat(dialects).containsExactlyInAnyOrder("sendmail", "postfix", "exim");
    assertThat(summary.count(EventKind.FOREIGN)).isEqualTo(3);
    assertThat(summary.count(EventKind.OTHER)).isZero();
    assertThat(summary.count(EventKind.MALFORMED)).isZero();
  }
}
