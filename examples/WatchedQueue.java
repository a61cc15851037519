import io.maillog.LiveLog;
import io.maillog.follow.LogFollower;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Outcome;
import java.io.IOException;
import java.nio.file.Path;

/** Follows a directory of logs, and tells whenever there is nothing new how many messages are stuck: {@code DIRECTORY}. */
class WatchedQueue {
  public static void main(String[] args) throws IOException {
    LogFollower[] made = new LogFollower[1];
    try (LogFollower follower =
        LogFollower.builder()
            .files(Path.of(args[0]))
            .fromStart()
            .rotated(true) // from the oldest file of each log on
            .onTrace(ended -> {})
            .onQuiet(() -> tell(made[0].log()))
            .build()) {
      made[0] = follower;
      follower.run();
    }
  }

  private static void tell(LiveLog log) {
    for (MessageTrace trace : log.open(t -> t.outcome() == Outcome.DEFERRED)) {
      System.out.println(trace.queueId() + " since " + trace.began());
    }
  }
}
