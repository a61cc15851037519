import io.maillog.LiveLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** From lines as they are written, to traces; goes on where it stopped: {@code STATE < LOG}. */
class FromLiveLinesToTraces {
  public static void main(String[] args) throws IOException {
    Path state = Path.of(args[0]);
    LiveLog.Builder options =
        LiveLog.builder().onTrace(t -> System.out.println(t.queueId() + " " + t.outcome()));
    LiveLog log;
    if (Files.exists(state)) {
      try (InputStream in = Files.newInputStream(state)) {
        log = options.restore(in);
      }
    } else {
      log = options.build();
    }
    log.read(System.in); // a program that gets lines in another way calls log.line(line), and log.tick()
    Path saved = Path.of(args[0] + ".new"); // the old one stays if this is cut short
    try (OutputStream out = Files.newOutputStream(saved)) {
      log.save(out);
    }
    Files.move(saved, state, StandardCopyOption.REPLACE_EXISTING);
  }
}
