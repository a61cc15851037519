import io.maillog.MailLogParser;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;

/** From a line to its fields. */
class FromLineToFields {
  public static void main(String[] args) {
    String line =
        "Sep 12 10:15:30 mailserver postfix/smtp[1234]: 3B2E160C2A: to=<empfaenger@example.com>,"
            + " relay=smtp.example.com[192.168.1.100]:25, delay=0.45, delays=0.1/0.02/0.2/0.13,"
            + " dsn=2.0.0, status=sent (250 2.0.0 OK)";
    MailEvent event = new MailLogParser().parse(line);
    System.out.println(event.kind() + " " + event.status()); // DELIVERY SENT
    System.out.println(event.text(Field.TO)); // empfaenger@example.com
    System.out.println(event.text(Field.RELAY_HOST) + " " + event.number(Field.RELAY_PORT));
    System.out.println(event.micros(Field.DELAY)); // 450000
  }
}
