package io.maillog.postfix;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.MailLog;
import io.maillog.trace.Link;
import io.maillog.trace.LinkType;
import io.maillog.trace.MessageTrace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
        assertThat(first.links()).containsExactly(new Link(LinkType.NEXT_HOP, "5B2CD18C3F0", "mx"));
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
        .containsExactly(new Link(LinkType.NEXT_HOP, "5B2CD18C3F0", "mxlast"));
    assertThat(Stories.withRestoreAfterEveryLine(log)).isEqualTo(traces);
  }
}
