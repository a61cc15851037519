import io.maillog.MailLog;
import io.maillog.event.Field;
import io.maillog.ndjson.JsonBuffer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** Events as JSON by the names of the Elastic Common Schema: {@code LOG}. */
class EcsExport {
  private static final Map<Field, String> NAMES = new EnumMap<>(Map.of(Field.TIME, "@timestamp", Field.HOST, "host.name",
      Field.KIND, "event.action", Field.QUEUE_ID, "email.local_id", Field.MESSAGE_ID, "email.message_id",
      Field.FROM, "email.sender.address", Field.TO, "email.to.address", Field.CLIENT_IP, "source.ip",
      Field.RELAY_IP, "destination.ip", Field.REPLY, "event.reason"));
  private static final Map<String, String> OUTCOMES = Map.of("sent", "success", "bounced", "failure", "expired", "failure");

  public static void main(String[] args) throws IOException {
    JsonBuffer json = new JsonBuffer();
    try (var events = MailLog.of(Path.of(args[0])).readEvents()) {
      while (events.hasNext()) {
        var event = events.next();
        json.beginObject().name("event.kind").value("event");
        NAMES.forEach((field, name) -> json.member(name, event.text(field)));
        json.member("event.outcome", OUTCOMES.get(String.valueOf(event.text(Field.STATUS))));
        json.endObject().endLine().writeTo(System.out);
      }
    }
  }
}
