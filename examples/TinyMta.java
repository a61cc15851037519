import io.maillog.LiveLog;
import io.maillog.bytes.ByteScan;
import io.maillog.bytes.PackedKey;
import io.maillog.dialect.CorrelationRules;
import io.maillog.dialect.Dialect;
import io.maillog.dialect.Dialects;
import io.maillog.dialect.LineParser;
import io.maillog.event.DeliveryStatus;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.header.LineHeader;
import java.io.IOException;

/**
 * A dialect of one's own: its server logs {@code ID took <SENDER>}, {@code ID sent <RECIPIENT>}, {@code ID failed
 * <RECIPIENT>} and {@code ID done}. Of what is logged this program tells the messages' outcomes: {@code < LOG}.
 */
public class TinyMta implements Dialect {
  private static final long PROGRAM = PackedKey.of("tinymta");
  private static final long TOOK = PackedKey.of("took");
  private static final long SENT = PackedKey.of("sent");
  private static final long FAILED = PackedKey.of("failed");
  private static final long DONE = PackedKey.of("done");

  @Override
  public String name() {
    return "tinymta";
  }

  @Override
  public Claim claimProgram(byte[] line, int from, int to) {
    return PackedKey.at(line, from, to) == PROGRAM ? Claim.STRONG : Claim.NONE;
  }

  @Override
  public LineParser newLineParser() {
    return TinyMta::parse;
  }

  @Override
  public CorrelationRules correlationRules() {
    return () -> true; // it logs the end of each message
  }

  private static void parse(byte[] line, int from, int to, LineHeader header, EventWriter event) {
    int id = ByteScan.endOfWord(line, from, to);
    int word = ByteScan.endOfWord(line, Math.min(id + 1, to), to);
    long key = PackedKey.at(line, Math.min(id + 1, to), word);
    boolean address = word + 2 < to && line[word + 1] == '<' && line[to - 1] == '>';
    if (key == DONE && word == to) {
      event.kind(EventKind.REMOVED);
    } else if (key == TOOK && address) {
      event.kind(EventKind.RECEIVED);
      event.span(Field.FROM, word + 2, to - 1);
    } else if ((key == SENT || key == FAILED) && address) {
      event.kind(EventKind.DELIVERY);
      event.status(key == SENT ? DeliveryStatus.SENT : DeliveryStatus.BOUNCED);
      event.span(Field.TO, word + 2, to - 1);
    } else {
      return; // it stays of kind OTHER
    }
    event.span(Field.QUEUE_ID, from, id);
  }

  public static void main(String[] args) throws IOException {
    LiveLog log = LiveLog.builder().dialects(Dialects.of(new TinyMta()))
        .onTrace(trace -> System.out.println(trace.queueId() + " from " + trace.from() + ": " + trace.outcome())).build();
    log.read(System.in);
    log.finish();
  }
}
