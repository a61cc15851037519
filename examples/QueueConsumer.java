import io.maillog.LiveLog;
import io.maillog.trace.MessageTrace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Takes the lines of several servers from a queue, up to 5 s out of order; here a file of {@code SERVER LINE} fills it. */
class QueueConsumer {
  record Message(String server, String line) {}

  private static final Message END = new Message("", "");

  static void consume(BlockingQueue<Message> queue) throws InterruptedException {
    LiveLog log = LiveLog.builder().reorder(Duration.ofSeconds(5)).onTrace(QueueConsumer::tell).build();
    Message message = queue.take();
    while (message != END) {
      if (message == null) {
        log.tick(); // nothing came
      } else {
        log.source(message.server()).line(message.line());
      }
      message = queue.poll(1, TimeUnit.SECONDS);
    }
    log.finish();
    System.out.println(log.lateLines() + " lines came too late");
  }

  private static void tell(MessageTrace trace) {
    System.out.println(trace.source() + " " + trace.queueId() + " " + trace.outcome() + " " + trace.links());
  }

  public static void main(String[] args) throws Exception {
    BlockingQueue<Message> queue = new LinkedBlockingQueue<>();
    for (String line : Files.readString(Path.of(args[0])).split("\n")) {
      queue.add(new Message(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1)));
    }
    queue.add(END);
    consume(queue);
  }
}
