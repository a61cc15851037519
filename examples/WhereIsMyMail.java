import io.maillog.MailLog;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Recipient;
import java.nio.file.Path;

/** Where the mail to an address is, over several servers: {@code ADDRESS NAME=LOG NAME=LOG …}. */
class WhereIsMyMail {
  public static void main(String[] args) {
    MailLog.Builder logs = MailLog.builder();
    for (int i = 1; i < args.length; i++) {
      String[] server = args[i].split("=", 2);
      logs.files(server[0], Path.of(server[1]));
    }
    logs.build().traces(trace -> trace.recipients().stream()
        .filter(recipient -> recipient.to().equalsIgnoreCase(args[0]))
        .forEach(recipient -> tell(trace, recipient))).orThrow();
  }

  private static void tell(MessageTrace trace, Recipient recipient) {
    var last = recipient.lastAttempt(); // none where it was refused
    System.out.println(trace.began() + " " + trace.source() + " " + trace.queueId() + " from " + trace.from() + ": "
        + recipient.outcome() + (last == null ? "" : ", " + last.reply()));
    trace.links().forEach(l -> System.out.println("    " + l.type() + " " + l.queueId() + " of " + l.host()));
  }
}
