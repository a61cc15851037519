import io.maillog.MailLog;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.TraceIndex;
import java.nio.file.Path;

/** Where the mail to an address or to {@code *@DOMAIN} is, over several servers: {@code ADDRESS NAME=LOG NAME=LOG …}. */
class WhereIsMyMail {
  public static void main(String[] args) {
    MailLog.Builder logs = MailLog.builder();
    for (int i = 1; i < args.length; i++) {
      String[] server = args[i].split("=", 2);
      logs.files(server[0], Path.of(server[1]));
    }
    TraceIndex index = TraceIndex.builder().build();
    logs.build().traces(index::add).orThrow();
    for (MessageTrace trace : index.find(TraceIndex.By.RECIPIENT, args[0])) { // the latest first
      System.out.println(trace.ended() + " " + trace.source() + " " + trace.queueId() + " from " + trace.from());
      trace.recipients().forEach(r -> System.out.println("  " + r.to() + ": " + r.outcome() + ", " + r.lastReply()));
      trace.links().forEach(l -> System.out.println("  " + l.type() + " " + l.queueId() + " of " + l.host()));
    }
  }
}
