import io.maillog.LiveLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
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
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line; (line = lines.readLine()) != null; ) {
      log.line(line); // a program with a clock of its own calls log.tick() too
    }
    Path saved = Path.of(args[0] + ".new"); // the old one stays if this is cut short
    try (OutputStream out = Files.newOutputStream(saved)) {
      log.save(out);
    }
    Files.move(saved, state, StandardCopyOption.REPLACE_EXISTING);
  }
}
