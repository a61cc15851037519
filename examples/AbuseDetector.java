import io.maillog.MailLog;
import io.maillog.event.EventKind;
import io.maillog.event.Field;
import io.maillog.event.SmtpStage;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Clients with so many failed logins and refused recipients: {@code LOG HOW_MANY}. */
class AbuseDetector {
  public static void main(String[] args) {
    Map<String, Integer> failures = new TreeMap<>();
    MailLog.of(Path.of(args[0])).events(event -> {
      if ((event.kind() == EventKind.AUTH_FAILURE || event.kind() == EventKind.REJECT && event.stage() == SmtpStage.RCPT)
          && event.has(Field.CLIENT_IP) && !event.copy()) {
        failures.merge(event.text(Field.CLIENT_IP), event.repeat(), Integer::sum);
      }
    }).orThrow();
    failures.entrySet().stream().filter(e -> e.getValue() >= Integer.parseInt(args[1])).forEach(System.out::println);
  }
}
