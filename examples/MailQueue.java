import io.maillog.LiveLog;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Recipient;
import java.io.IOException;

/** What is in the queue, as the log tells: {@code < LOG}. */
class MailQueue {
  public static void main(String[] args) throws IOException {
    LiveLog log = LiveLog.builder().onTrace(ended -> {}).build();
    log.read(System.in);
    for (MessageTrace trace : log.open(any -> true)) {
      System.out.println(trace.queueId() + " since " + trace.began() + " from " + trace.from());
      for (Recipient r : trace.recipients()) {
        System.out.println("    " + r.to() + ": " + r.lastReply());
      }
    }
    System.out.println(log.openCount() + " messages");
  }
}
