import io.maillog.MailLog;
import io.maillog.ReadSummary;
import java.nio.file.Path;

/** From a log file to the stories of its messages. */
class FromFileToTraces {
  public static void main(String[] args) {
    ReadSummary summary =
        MailLog.of(Path.of(args[0]))
            .traces(
                trace ->
                    trace.recipients().forEach(r -> System.out.println(
                        trace.queueId() + " " + trace.from() + " -> " + r.to() + ": " + r.outcome())));
    summary.errors().forEach(System.err::println); // what could not be read
  }
}
