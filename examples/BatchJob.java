import io.maillog.InputErrors;
import io.maillog.MailLog;
import io.maillog.TraceReader;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Outcome;
import java.nio.file.Path;

/** The first bounces of a whole rotated log, and no line more than they need: {@code LOG HOW_MANY}. */
class BatchJob {
  public static void main(String[] args) {
    MailLog log = MailLog.builder().files(Path.of(args[0])).rotated(true).onInputError(InputErrors.THROW).build();
    TraceReader traces = log.readTraces();
    try (traces) {
      for (int rest = Integer.parseInt(args[1]); rest > 0 && traces.hasNext(); ) {
        MessageTrace trace = traces.next();
        for (var recipient : trace.recipients()) {
          if (recipient.outcome() == Outcome.BOUNCED) {
            System.out.println(trace.queueId() + " " + recipient.to() + ": " + recipient.lastReply());
            rest--;
          }
        }
      }
    }
    System.out.println(traces.summary().lines() + " lines read, stopped: " + traces.summary().stopped());
  }
}
