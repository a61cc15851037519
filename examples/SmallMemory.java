import io.maillog.MailLog;
import io.maillog.ReadSummary;
import io.maillog.correlate.CorrelationLimits;
import java.nio.file.Path;

/** Reads a log in little memory, and says what that cost: {@code LOG MESSAGES}. */
class SmallMemory {
  public static void main(String[] args) {
    CorrelationLimits limits =
        CorrelationLimits.DEFAULT.withMaxBytes(1 << 20).withMaxOpenMessages(Integer.parseInt(args[1]));
    ReadSummary summary =
        MailLog.builder().files(Path.of(args[0])).limits(limits).maxLineLength(16 << 10).build().traces(
            trace -> System.out.println(trace.queueId() + " " + trace.outcome() + (trace.wasCut() ? ", cut" : "")));
    System.out.println(summary.cutLines() + " lines cut, " + summary.correlation().evicted() + " messages evicted");
  }
}
