package io.maillog.testkit;

import io.maillog.event.DeliveryStatus;
import io.maillog.event.EventKind;
import io.maillog.event.Field;
import io.maillog.event.MailEventRecord;
import io.maillog.event.SmtpStage;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on what a line says:
 *
 * <pre>{@code
 * assertThat(new LineReader(new MyDialect()).record(LINE))
 *     .isOfKind(EventKind.DELIVERY)
 *     .has(Field.TO, "bob@example.org")
 *     .lacks(Field.ORIG_TO);
 * }</pre>
 */
public final class EventAssert extends AbstractAssert<EventAssert, MailEventRecord> {
  private EventAssert(MailEventRecord actual) {
    super(actual, EventAssert.class);
  }

  /** Assertions on an event. */
  public static EventAssert assertThat(MailEventRecord event) {
    return new EventAssert(event);
  }

  /** The event is of this kind. */
  public EventAssert isOfKind(EventKind kind) {
    return equal("kind", actual.kind(), kind);
  }

  /** A dialect of this name claimed the line. */
  public EventAssert isOfDialect(String name) {
    return has(Field.DIALECT, name);
  }

  /** The field is present, and is exactly this text; {@code ""} is present and empty. */
  public EventAssert has(Field field, String text) {
    return equal(field.key(), actual.text(field), text);
  }

  /** The fields are absent: the line does not state them. */
  public EventAssert lacks(Field... fields) {
    for (Field field : fields) {
      equal(field.key(), actual.text(field), null);
    }
    return this;
  }

  /** The delivery status is this. */
  public EventAssert hasStatus(DeliveryStatus status) {
    return equal("status", actual.status(), status);
  }

  /** The stage of the SMTP dialogue is this. */
  public EventAssert isAtStage(SmtpStage stage) {
    return equal("stage", actual.stage(), stage);
  }

  /** The recipients are these, in this order; none if none are given. */
  public EventAssert hasRecipients(String... addresses) {
    return equal("recipients", actual.recipients(), List.of(addresses));
  }

  /** The line has this further {@code key=value}. */
  public EventAssert hasAttribute(String key, String value) {
    return equal("attribute " + key, actual.attributes().get(key), value);
  }

  /** The line has no further {@code key=value} of these keys. */
  public EventAssert lacksAttributes(String... keys) {
    for (String key : keys) {
      equal("attribute " + key, actual.attributes().get(key), null);
    }
    return this;
  }

  private EventAssert equal(String what, @Nullable Object is, @Nullable Object expected) {
    isNotNull();
    if (!Objects.equals(is, expected)) {
      throw failureWithActualExpected(
          String.valueOf(is),
          String.valueOf(expected),
          "%s should be %s but is %s in %s",
          what,
          shown(expected),
          shown(is),
          actual);
    }
    return this;
  }

  private static String shown(@Nullable Object value) {
    return value == null ? "absent" : "<" + value + ">";
  }
}
