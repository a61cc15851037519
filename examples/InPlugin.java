import io.maillog.MailLog;
import io.maillog.dialect.Dialect;
import io.maillog.dialect.Dialects;
import java.nio.file.Path;

/** In a container or a plug-in, whose threads do not see the jars that this class sees: {@code LOG}. */
class InPlugin {
  public static void main(String[] args) {
    Dialects dialects = Dialects.load(InPlugin.class.getClassLoader());
    MailLog log = MailLog.builder().dialects(dialects).files(Path.of(args[0])).build();
    log.traces(trace -> System.out.println(trace.queueId() + " " + trace.outcome()));
    System.out.println(dialects.all().stream().map(Dialect::name).toList());
  }
}
