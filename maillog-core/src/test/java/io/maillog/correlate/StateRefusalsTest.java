package io.maillog.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.MailLogParser;
import io.maillog.bytes.ByteSlice;
import io.maillog.correlate.MessageCorrelator.StateFormatException;
import io.maillog.dialect.Dialects;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.LogTime;
import io.maillog.event.MailEvent;
import io.maillog.trace.Note;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/**
 * Which changes of a saved state are refused: each byte of one that has all of its parts is made
 * another, of four values, under a right checksum. The record has a digit for each byte, with a bit
 * for each value that is refused. Where a part is checked less than before, or more, it changes; so
 * it does with the form. To record anew: {@code -Dio.maillog.golden.update=true}.
 */
class StateRefusalsTest {
  private static final String RECORD = "/golden/state-refusals.txt";
  private static final int ROW = 64;

  /** Of three messages, A to C, and what comes before one. */
  private static final List<String> LINES =
      List.of(
          "connect client_ip=192.0.2.1 client_host=c.example client_port=4321",
          "received queue_id=A client_ip=192.0.2.1 client_host=c.example client_port=4321 helo=c"
              + " protocol=ESMTPS sasl_username=u sasl_method=plain",
          "queued queue_id=A from=a@x.org size=10 nrcpt=3 message_id=m@x.org subject=s",
          "delivery queue_id=A to=b@y.org status=deferred relay_host=h.y.org relay_port=25"
              + " dsn=4.4.1 code=450 reply=later delay=1.5",
          "delivery queue_id=A to=b@y.org orig_to=o@y.org status=sent relay_host=h.y.org"
              + " relay_ip=198.51.100.1 remote_queue_id=R1 dsn=2.0.0 reply=ok",
          "delivery queue_id=A to=d@y.org child_queue_id=C status=sent",
          "expanded queue_id=A orig_to=l@y.org to=p@y.org to=q@y.org",
          "content-check queue_id=A action=add to=f@y.org",
          "diagnostic queue_id=A reason=x to=g@y.org",
          "received queue_id=C from=a@x.org parent_queue_id=A message_id=m@x.org",
          "received queue_id=B from=a@x.org size=0 protocol=filter user=f uid=7 message_id=n@x.org",
          "removed queue_id=C",
          "continuation to=h@y.org",
          "content-check action=discard to=b@y.org from=a@x.org client_ip=192.0.2.1",
          "content-check action=warn reason=w from=a@x.org to=b@y.org client_ip=192.0.2.1",
          "reject stage=rcpt code=550 reason=no to=e@y.org from=a@x.org client_ip=192.0.2.9");

  private final Dialects dialects = Dialects.of(StatedDialect.eager(), StatedDialect.logging());
  private final MessageCorrelator correlator =
      new MessageCorrelator(dialects, CorrelationLimits.DEFAULT, trace -> {});

  private static ByteSlice slice(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return new ByteSlice().wrap(bytes, 0, bytes.length);
  }

  private static HostKey key(String name) {
    return new HostKey().fill(slice("mx1"), slice(name)).copy();
  }

  private byte[] state() throws IOException {
    MailLogParser parser = new MailLogParser(dialects);
    EventWriter writer = new EventWriter(new MailEvent());
    for (String program : List.of("eager[7]", "logging[8]")) {
      for (int i = 0; i < LINES.size(); i++) {
        String line = "2026-09-12T10:00:%02dZ mx1 %s: %s".formatted(i, program, LINES.get(i));
        byte[] bytes = line.getBytes(StandardCharsets.US_ASCII);
        parser.parse(bytes, 0, bytes.length, writer);
        correlator.onEvent(writer.event());
      }
    }
    addRarerParts();
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    correlator.save(saved);
    return saved.toByteArray();
  }

  /** What takes further servers' lines, or very many, to come about. */
  private void addRarerParts() {
    LinePieces.Text text = new LinePieces.Text();
    text.bytes = new byte[] {'p'};
    text.queueId = new byte[] {'A'};
    text.number = 2;
    correlator.pieces.put(key("9"), text);
    correlator.teller.rewritings.rewritten.put(key("r@y.org"), "s@y.org");
    Story first = Objects.requireNonNull(correlator.stories.first(slice("mx1"), slice("A")));
    first.cut().restore(1L << 40);
    first.weigh(HeldBytes.CUT_RECIPIENT);
    first.rewrite("t@y.org", "u@y.org");
    correlator.records.put(key("9"), first);
    correlator.removals.put(key("9"), first);
    Resubmissions.Resubmission resubmission = new Resubmissions.Resubmission(first);
    resubmission.earlier = first;
    correlator.resubmissions.put(key("n@x.org"), resubmission);
    Transactions.Transaction transaction = new Transactions.Transaction();
    transaction.discarded.add("v@y.org");
    transaction.notes.add(new Note(new LogTime(0, 0, 0, 0), EventKind.REJECT, "a", "r"));
    transaction.refusal = new Story("eager", Server.UNKNOWN, null);
    transaction.since = 1;
    correlator.sessions.transactions.put(key("9"), transaction);
  }

  private boolean refuses(byte[] state) throws IOException {
    CRC32C checksum = new CRC32C();
    int end = state.length - Long.BYTES;
    checksum.update(state, 0, end);
    ByteBuffer.wrap(state).putLong(end, checksum.getValue());
    try {
      MessageCorrelator.restore(
          new ByteArrayInputStream(state), dialects, CorrelationLimits.DEFAULT, trace -> {});
      return false;
    } catch (StateFormatException e) {
      return true;
    }
  }

  @Test
  void areAsRecorded() throws IOException {
    byte[] state = state();
    assertThat(refuses(state.clone())).isFalse();
    List<String> record = new ArrayList<>();
    StringBuilder row = new StringBuilder();
    for (int at = 0; at < state.length - Long.BYTES; at++) {
      byte[] values = {(byte) (state[at] + 1), (byte) 0x7f, (byte) 0x80, (byte) 0xff};
      int refused = 0;
      for (int i = 0; i < values.length; i++) {
        byte[] changed = state.clone();
        changed[at] = values[i];
        refused |= refuses(changed) ? 1 << i : 0;
      }
      row.append(Character.forDigit(refused, 16));
      if (row.length() == ROW) {
        record.add(row.toString());
        row.setLength(0);
      }
    }
    record.add(row.toString());
    RecordedRows.assertAre(RECORD, record);
  }
}
