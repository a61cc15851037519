import io.maillog.follow.LogFollower;
import java.io.IOException;
import java.nio.file.Path;

/** Tells how each message ended, as the log is written; goes on where it stopped: {@code LOG CHECKPOINT}. */
class FollowLog {
  public static void main(String[] args) throws IOException {
    try (LogFollower follower =
        LogFollower.builder()
            .files(Path.of(args[0]))
            .checkpoint(Path.of(args[1]))
            .onTrace(trace -> System.out.println(trace.queueId() + " " + trace.outcome()))
            .build()) {
      follower.run(); // until somebody calls follower.stop(), or interrupts the thread
    }
  }
}
