package io.maillog.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.MailLogParser;
import io.maillog.dialect.Dialects;
import io.maillog.event.EventWriter;
import io.maillog.event.MailEvent;
import io.maillog.ndjson.JsonBuffer;
import io.maillog.ndjson.TraceJson;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Recipient;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/**
 * What a correlator makes of each sequence of three lines, of servers of every habit: as it was
 * recorded, and nothing that no line names. A change here is meant, or a fault.
 *
 * <p>The record has a row for each first line, and in it a checksum for each second line, of what
 * all third lines make of the two, and of what the messages weigh before they end. To see what
 * changed, print the traces of such a sequence on both sides. To record anew: {@code
 * -Dio.maillog.golden.update=true}.
 */
class LineSequencesTest {
  private static final String RECORD = "/golden/line-sequences.txt";

  /** The first so many lines begin something; what follows others is told by one line more. */
  private static final int BEGINNINGS = 14;

  /** Of a message A and another one, B, of one session. */
  private static final List<String> LINES =
      List.of(
          "connect client_ip=192.0.2.1 client_host=c.example session_id=5",
          "tls client_ip=192.0.2.1 tls_protocol=TLSv1.3 session_id=5",
          "auth-success client_ip=192.0.2.1 sasl_username=u session_id=5",
          "disconnect client_ip=192.0.2.1 session_id=5",
          "disconnect queue_id=A client_ip=192.0.2.1 session_id=5",
          "received queue_id=A client_ip=192.0.2.1 client_host=c.example helo=c session_id=5",
          "received queue_id=A from=a@x.org size=10 nrcpt=1 message_id=m@x.org session_id=5",
          "received queue_id=A from=a@x.org size=0 nrcpt=0 protocol=filter user=f",
          "received queue_id=B from= parent_queue_id=A",
          "received queue_id=B from=a@x.org parent_queue_id=A message_id=m@x.org",
          "message-id queue_id=A message_id=m@x.org",
          "message-id queue_id=A message_id=n@x.org",
          "queued queue_id=A from=a@x.org size=10 nrcpt=1",
          "queued queue_id=A from=b@x.org size=11 nrcpt=2 to=e@y.org",
          "delivery queue_id=A to=b@y.org status=sent relay_host=h.y.org relay_ip=198.51.100.1"
              + " remote_queue_id=B dsn=2.0.0 code=250 reply=ok delay=1.5 delay_queue=1",
          "delivery queue_id=A to=b@y.org status=deferred relay_host=h.y.org dsn=4.4.1 reply=later",
          "delivery queue_id=A to=c@y.org orig_to=b@y.org status=bounced dsn=5.1.1 reply=no",
          "delivery queue_id=A to=b@y.org to=c@y.org status=sent relay_host=h.y.org",
          "delivery queue_id=A to=b@y.org status=expired",
          "delivery queue_id=A status=expired from=a@x.org",
          "delivery queue_id=A status=bounced",
          "delivery queue_id=A to=b@y.org status=discarded relay_host=none",
          "delivery queue_id=A to=b@y.org status=deliverable",
          "delivery queue_id=A to=b@y.org child_queue_id=B status=sent relay_host=local",
          "delivery queue_id=A to=b@y.org envelope_id=A1 status=sent relay_host=h.y.org",
          "delivery queue_id=A to=b@y.org",
          "removed queue_id=A",
          "removed queue_id=A action=delete",
          "removed queue_id=A action=discarded",
          "removed queue_id=A child_queue_id=B",
          "reject stage=rcpt code=550 dsn=5.7.1 reason=no to=d@y.org from=a@x.org"
              + " client_ip=192.0.2.1 session_id=5",
          "reject queue_id=A stage=rcpt code=450 reason=no to=d@y.org client_ip=192.0.2.1",
          "reject queue_id=A stage=eod code=550 reason=no from=a@x.org client_ip=192.0.2.1",
          "reject queue_id=A stage=mail code=550 reason=no from=a@x.org",
          "content-check queue_id=A action=hold reason=h subject=s",
          "content-check queue_id=A action=discard stage=eod reason=d",
          "content-check queue_id=A action=discard to=b@y.org stage=rcpt",
          "content-check queue_id=A action=discard to=b@y.org status=discarded from=a@x.org"
              + " client_ip=192.0.2.9",
          "content-check queue_id=A action=add to=f@y.org",
          "content-check queue_id=A action=remove to=b@y.org",
          "content-check action=warn from=a@x.org client_ip=192.0.2.1 session_id=5",
          "content-check action=discard to=b@y.org from=a@x.org client_ip=192.0.2.1",
          "policy queue_id=A action=info reason=p stage=vrfy",
          "queue-action queue_id=A action=hold",
          "queue-action queue_id=A action=release",
          "queue-action queue_id=A action=freeze to=b@y.org",
          "queue-action queue_id=A action=delete",
          "queue-action queue_id=A action=delete to=b@y.org",
          "queue-action queue_id=A action=requeue child_queue_id=B",
          "queue-action queue_id=A action=cancel reason=c",
          "bounce queue_id=A child_queue_id=B",
          "bounce queue_id=B parent_queue_id=A status=bounced",
          "bounce queue_id=A status=expired reason=r",
          "expanded queue_id=A child_queue_id=B",
          "expanded queue_id=A orig_to=b@y.org to=c@y.org to=d@y.org",
          "attempt-failed queue_id=A relay_host=h.y.org code=421 reason=busy stage=helo",
          "connection-lost queue_id=A stage=data reason=lost client_ip=192.0.2.1",
          "connection-lost queue_id=A stage=eod reason=lost",
          "connection-lost stage=data client_ip=192.0.2.1 from=a@x.org to=b@y.org session_id=5",
          "continuation to=g@y.org",
          "diagnostic queue_id=A reason=x to=b@y.org");

  private final TraceJson json = new TraceJson();
  private final JsonBuffer out = new JsonBuffer();
  private final List<MessageTrace> traces = new ArrayList<>();
  private final EventWriter writer = new EventWriter(new MailEvent());
  private final CRC32 sum = new CRC32();

  @Test
  void areToldAsRecorded() throws IOException {
    List<String> record = new ArrayList<>();
    for (StatedDialect dialect : dialects()) {
      MessageCorrelator correlator = correlator(dialect);
      MailLogParser parser = new MailLogParser(Dialects.of(dialect));
      byte[][][] lines = lines(dialect);
      for (int i = 0; i < LINES.size(); i++) {
        StringBuilder row = new StringBuilder(dialect.name()).append(' ').append(i).append(':');
        for (int j = 0; j < LINES.size(); j++) {
          sum.reset();
          for (int k = 0; k < (i < BEGINNINGS ? LINES.size() : 1); k++) {
            give(lines[0][i], parser, correlator);
            give(lines[1][j], parser, correlator);
            give(lines[2][k], parser, correlator);
            addHeldBytes(correlator);
            correlator.finish();
            check(i, j, k);
          }
          row.append(" %04x".formatted(sum.getValue() & 0xffff));
        }
        record.add(row.toString());
      }
    }
    RecordedRows.assertAre(RECORD, record);
  }

  @Test
  void areToldTheSameWhenTheStateIsSavedBetweenThem() throws IOException {
    for (StatedDialect dialect : dialects()) {
      MessageCorrelator whole = correlator(dialect);
      MailLogParser parser = new MailLogParser(Dialects.of(dialect));
      byte[][][] lines = lines(dialect);
      for (int i = 0; i < LINES.size(); i++) {
        traces.clear();
        give(lines[0][i], parser, whole);
        List<MessageTrace> before = List.copyOf(traces);
        byte[] state = saved(whole);
        whole.finish();
        for (int j = 0; j < LINES.size(); j++) {
          traces.clear();
          give(lines[0][i], parser, whole);
          give(lines[1][j], parser, whole);
          long stories = whole.stories.held.sum();
          long sessions = whole.sessions.table.held.sum();
          whole.finish();
          assertThat(whole.stories.held.sum() + whole.sessions.table.held.sum()).isZero();
          List<MessageTrace> expected = List.copyOf(traces);
          traces.clear();
          traces.addAll(before);
          MessageCorrelator restored =
              MessageCorrelator.restore(
                  new ByteArrayInputStream(state),
                  Dialects.of(dialect),
                  CorrelationLimits.DEFAULT,
                  traces::add);
          give(lines[1][j], parser, restored);
          byte[] again = saved(restored);
          List<MessageTrace> given = List.copyOf(traces);
          assertThat(restored.stories.held.sum()).isEqualTo(stories);
          assertThat(restored.sessions.table.held.sum()).isEqualTo(sessions);
          restored.finish();
          assertThat(traces).as("%s: %s, %s", dialect.name(), at(i), at(j)).isEqualTo(expected);
          traces.clear();
          traces.addAll(given);
          MessageCorrelator.restore(
                  new ByteArrayInputStream(again),
                  Dialects.of(dialect),
                  CorrelationLimits.DEFAULT,
                  traces::add)
              .finish();
          assertThat(traces).as("%s: %s, %s", dialect.name(), at(i), at(j)).isEqualTo(expected);
        }
      }
    }
  }

  private static List<StatedDialect> dialects() {
    return List.of(
        StatedDialect.logging(),
        StatedDialect.eager(),
        StatedDialect.silent(),
        StatedDialect.single());
  }

  private MessageCorrelator correlator(StatedDialect dialect) {
    return new MessageCorrelator(Dialects.of(dialect), CorrelationLimits.DEFAULT, traces::add);
  }

  private static String at(int line) {
    return LINES.get(line);
  }

  /** Each line at each of three places of a sequence. */
  private static byte[][][] lines(StatedDialect dialect) {
    byte[][][] lines = new byte[3][LINES.size()][];
    for (int place = 0; place < lines.length; place++) {
      for (int i = 0; i < LINES.size(); i++) {
        String line =
            "2026-09-12T10:00:%02dZ mx1 %s[7]: %s".formatted(10 * place, dialect.name(), at(i));
        lines[place][i] = line.getBytes(StandardCharsets.US_ASCII);
      }
    }
    return lines;
  }

  private void give(byte[] line, MailLogParser parser, MessageCorrelator correlator) {
    parser.parse(line, 0, line.length, writer);
    correlator.onEvent(writer.event());
  }

  private static byte[] saved(MessageCorrelator correlator) throws IOException {
    ByteArrayOutputStream state = new ByteArrayOutputStream();
    correlator.save(state);
    return state.toByteArray();
  }

  /** Adds to the sum what the open messages and sessions are taken to hold of the heap. */
  private void addHeldBytes(MessageCorrelator correlator) {
    long held = correlator.stories.held.sum() + correlator.sessions.table.held.sum();
    sum.update((int) held);
    sum.update((int) (held >> Byte.SIZE));
  }

  /** Adds the traces to the sum; nobody is in them whom no line names, and nobody twice. */
  private void check(int i, int j, int k) {
    out.clear();
    for (MessageTrace trace : traces) {
      json.write(trace, out);
      Set<String> told = new HashSet<>();
      for (Recipient recipient : trace.recipients()) {
        String to = recipient.to();
        boolean named = at(i).contains(to) || at(j).contains(to) || at(k).contains(to);
        boolean once = told.add(to + " " + recipient.origTo());
        if (!named
            || !(once
                || at(i).contains("envelope")
                || at(j).contains("envelope")
                || at(k).contains("envelope"))) {
          throw new AssertionError(at(i) + "\n" + at(j) + "\n" + at(k) + "\n" + trace);
        }
      }
    }
    sum.update(out.array(), 0, out.length());
    traces.clear();
  }
}
