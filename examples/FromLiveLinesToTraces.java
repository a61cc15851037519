import io.maillog.LiveLog;
import java.io.IOException;
import java.nio.file.Path;

/** From lines as they are written, to traces; goes on where it stopped: {@code STATE < LOG}. */
class FromLiveLinesToTraces {
  public static void main(String[] args) throws IOException {
    Path state = Path.of(args[0]);
    LiveLog log =
        LiveLog.builder()
            .onTrace(trace -> System.out.println(trace.queueId() + " " + trace.outcome()))
            .restore(state); // from its beginning, if nothing was saved yet
    log.read(System.in); // a program that gets lines in another way calls log.line(line), and log.tick()
    log.save(state);
  }
}
