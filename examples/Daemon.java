import io.maillog.follow.CheckpointPayload;
import io.maillog.follow.LogFollower;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Recipient;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Counts how mail ends, by domain, while the log is written; goes on where it was killed: {@code LOG CHECKPOINT [once]}. */
class Daemon implements CheckpointPayload {
  private final Map<String, Long> counts = new TreeMap<>();

  private void count(MessageTrace trace) {
    for (Recipient r : trace.recipients()) {
      counts.merge(r.to().substring(r.to().lastIndexOf('@') + 1) + " " + r.outcome(), 1L, Long::sum);
    }
  }

  /** The counts are in the checkpoint: whenever it is killed, they and the place in the log are of one moment. */
  @Override
  public void write(OutputStream target) throws IOException {
    var out = new DataOutputStream(target);
    out.writeInt(counts.size());
    for (var count : counts.entrySet()) {
      out.writeUTF(count.getKey());
      out.writeLong(count.getValue());
    }
  }

  @Override
  public void read(InputStream source) throws IOException {
    var in = new DataInputStream(source);
    for (int rest = in.readInt(); rest > 0; rest--) {
      counts.put(in.readUTF(), in.readLong());
    }
  }

  public static void main(String[] args) throws IOException {
    Daemon daemon = new Daemon();
    try (LogFollower follower =
        LogFollower.builder()
            .files(Path.of(args[0]))
            .fromStart() // of a log that the checkpoint does not know
            .checkpoint(Path.of(args[1]))
            .payload(daemon)
            .onTrace(daemon::count)
            .onNotice(System.err::println)
            .build()) {
      if (args.length > 2) {
        follower.poll(); // what is there, and no more
        follower.checkpoint();
      } else {
        Runtime.getRuntime().addShutdownHook(new Thread(follower::close)); // which waits until all is saved
        follower.run();
      }
    }
    daemon.counts.forEach((what, count) -> System.out.println(count + " " + what));
  }
}
