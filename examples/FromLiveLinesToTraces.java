import io.maillog.LiveLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Scanner;

/** From lines as they are written, to traces; goes on where it stopped. */
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
    Scanner lines = new Scanner(System.in, StandardCharsets.UTF_8);
    while (lines.hasNextLine()) {
      log.line(lines.nextLine()); // a program with a clock of its own calls log.tick() too
    }
    try (OutputStream out = Files.newOutputStream(state)) {
      log.save(out);
    }
  }
}
