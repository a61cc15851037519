import io.maillog.LiveLog;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Recipient;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/** Counts how mail ends, by domain, while the log is written; goes on where it was killed: {@code LOG STATE [SECONDS]}. */
class Daemon {
  private final Map<String, Long> counts = new TreeMap<>();
  private final Path state;
  private final LiveLog log;
  private long position; // in the file, behind the last line that was taken

  Daemon(Path state) throws IOException {
    this.state = state;
    LiveLog.Builder options = LiveLog.builder().onTrace(this::count);
    if (Files.notExists(state)) {
      log = options.build();
      return;
    }
    try (var in = new DataInputStream(Files.newInputStream(state))) {
      position = in.readLong();
      for (int rest = in.readInt(); rest > 0; rest--) {
        counts.put(in.readUTF(), in.readLong());
      }
      log = options.restore(in);
    }
  }

  private void count(MessageTrace trace) {
    for (Recipient r : trace.recipients()) {
      counts.merge(r.to().substring(r.to().lastIndexOf('@') + 1) + " " + r.outcome(), 1L, Long::sum);
    }
  }

  private void read(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      in.skipNBytes(position);
      position += log.read(in);
    }
    log.tick();
  }

  /** Counts, position and open messages in one file: whenever it is killed, they are of one moment. */
  private void save() throws IOException {
    Path fresh = Path.of(state + ".new");
    try (var out = new DataOutputStream(Files.newOutputStream(fresh))) {
      out.writeLong(position);
      out.writeInt(counts.size());
      for (var count : counts.entrySet()) {
        out.writeUTF(count.getKey());
        out.writeLong(count.getValue());
      }
      log.save(out);
    }
    Files.move(fresh, state, StandardCopyOption.ATOMIC_MOVE);
  }

  public static void main(String[] args) throws Exception {
    Daemon daemon = new Daemon(Path.of(args[1]));
    for (long rest = args.length > 2 ? Long.parseLong(args[2]) : Long.MAX_VALUE; rest >= 0; rest--) {
      daemon.read(Path.of(args[0]));
      daemon.save();
      Thread.sleep(rest > 0 ? 1000 : 0);
    }
    daemon.counts.forEach((what, count) -> System.out.println(count + " " + what));
  }
}
