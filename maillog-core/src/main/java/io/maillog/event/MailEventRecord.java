package io.maillog.event;

import io.maillog.bytes.ByteSlice;
import io.maillog.bytes.Decimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a {@link MailEvent} that stays as it is. Immutable and thread-safe.
 *
 * @param kind what the line says
 * @param time when; {@code null} if that is not known
 * @param severity {@code null} if none is stated
 * @param status the delivery status; {@code null} if the line states none
 * @param stage the stage of the SMTP dialogue; {@code null} if the line states none
 * @param fields every field that the line states, as text, in the order of {@link Field}; without
 *     {@link Field#ATTRIBUTES}
 * @param recipients the addresses of {@link Field#TO}, several where the line names several
 * @param children the queue ids of {@link Field#CHILD_QUEUE_ID}, several where the line names
 *     several
 * @param attributes every further {@code key=value}, in the order of the line; of a key that stands
 *     twice, the last
 */
public record MailEventRecord(
    EventKind kind,
    @Nullable LogTime time,
    @Nullable Severity severity,
    @Nullable DeliveryStatus status,
    @Nullable SmtpStage stage,
    Map<Field, String> fields,
    List<String> recipients,
    List<String> children,
    Map<String, String> attributes) {

  private static final Field[] FIELDS = Field.values();

  /** Copies the collections. */
  public MailEventRecord {
    Map<Field, String> copy = new EnumMap<>(Field.class);
    copy.putAll(fields);
    fields = Collections.unmodifiableMap(copy);
    recipients = List.copyOf(recipients);
    children = List.copyOf(children);
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  static MailEventRecord of(MailEvent e) {
    Map<Field, String> fields = new EnumMap<>(Field.class);
    for (Field field : FIELDS) {
      String text = field == Field.ATTRIBUTES ? null : e.text(field);
      if (text != null) {
        fields.put(field, text);
      }
    }
    ByteSlice slice = new ByteSlice();
    List<String> recipients = new ArrayList<>();
    for (int i = 0; i < e.recipientCount(); i++) {
      recipients.add(e.recipient(i, slice).toString());
    }
    List<String> children = new ArrayList<>();
    for (int i = 0; i < e.childCount(); i++) {
      children.add(e.child(i, slice).toString());
    }
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 0; i < e.attributeCount(); i++) {
      String key = e.attributeKey(i, slice).toString();
      attributes.put(key, e.attributeValue(i, slice).toString());
    }
    return new MailEventRecord(
        e.kind(),
        e.time(),
        e.severity(),
        e.status(),
        e.stage(),
        fields,
        recipients,
        children,
        attributes);
  }

  /** Whether the line states the field. */
  public boolean has(Field field) {
    return field == Field.ATTRIBUTES ? !attributes.isEmpty() : fields.containsKey(field);
  }

  /** A field as text; {@code null} if the line does not state it. */
  public @Nullable String text(Field field) {
    return fields.get(field);
  }

  /**
   * The user that the client has authenticated as, as {@link MailEvent#authenticatedUser}; {@code
   * null} if the line names none.
   */
  public @Nullable String authenticatedUser() {
    boolean vouched = MailEvent.vouches(kind) && stage != SmtpStage.AUTH;
    return vouched ? text(Field.SASL_USERNAME) : null;
  }

  /**
   * A field as a whole number, as {@link MailEvent#number}.
   *
   * @throws IllegalArgumentException if the field is no {@link Field.Type#NUMBER}
   */
  public long number(Field field) {
    if (field.type() != Field.Type.NUMBER) {
      throw field.isNo(Field.Type.NUMBER);
    }
    byte[] text = ascii(field);
    return Decimal.parse(text, 0, text.length);
  }

  /**
   * A field of seconds, in microseconds, as {@link MailEvent#micros}.
   *
   * @throws IllegalArgumentException if the field is not of {@link Field.Type#SECONDS}
   */
  public long micros(Field field) {
    if (field.type() != Field.Type.SECONDS) {
      throw field.isNo(Field.Type.SECONDS);
    }
    byte[] text = ascii(field);
    return Decimal.micros(text, 0, text.length);
  }

  private byte[] ascii(Field field) {
    return fields.getOrDefault(field, "").getBytes(StandardCharsets.UTF_8);
  }
}
