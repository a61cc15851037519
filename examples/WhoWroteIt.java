import io.maillog.MailLogParser;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;

/** The fields of a line that may be forged, with who wrote them: {@code LINE}. */
class WhoWroteIt {
  public static void main(String[] args) {
    MailEvent event = new MailLogParser().parse(args[0]);
    for (Field field : event.fields().toSet()) {
      if (field.author() != Field.Author.SERVER) {
        System.out.println(field.author() + " " + field.key() + "=" + event.text(field));
      }
    }
  }
}
