import io.maillog.MailLog;
import io.maillog.binary.BinaryReader;
import io.maillog.binary.BinaryWriter;
import io.maillog.trace.MessageTrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps the traces of a log as bytes, and reads them again, as another program would: {@code LOG FILE}. */
class ShipTraces {
  public static void main(String[] args) throws IOException {
    Path kept = Path.of(args[1]);
    BinaryWriter out = new BinaryWriter();
    try (var traces = MailLog.of(Path.of(args[0])).readTraces(); var file = Files.newOutputStream(kept)) {
      while (traces.hasNext()) {
        out.trace(traces.next());
        out.writeTo(file);
      }
    }
    byte[] bytes = Files.readAllBytes(kept);
    for (int at = 0, end; at < bytes.length; at = end) {
      end = BinaryReader.end(bytes, at, bytes.length);
      MessageTrace trace = BinaryReader.trace(bytes, at, end);
      System.out.println(trace.queueId() + " " + trace.outcome());
    }
  }
}
