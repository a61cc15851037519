package io.maillog.ndjson;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.ByteSlice;
import io.maillog.event.DeliveryStatus;
import io.maillog.event.EventKind;
import io.maillog.event.Field;
import io.maillog.event.FieldSet;
import io.maillog.event.MailEvent;
import io.maillog.event.Severity;
import io.maillog.event.SmtpStage;
import io.maillog.header.LineHeader;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes events as NDJSON: the fields that the line states, in the order and by the names of {@link
 * Field}.
 *
 * <p>{@code to} is an array where the line names several recipients, and {@code child_queue_id}
 * where it names several messages; numbers are numbers where they are valid, else text; seconds
 * have the decimals that were logged; of an attribute that stands twice the last is written.
 * Allocates nothing once warm. Not thread-safe.
 */
public final class EventJson {
  private static final JsonText[] NAMES =
      Arrays.stream(Field.values())
          .map(field -> JsonText.name(field.key()))
          .toArray(JsonText[]::new);
  private static final JsonText[] KINDS = members(Field.KIND, EventKind.values(), EventKind::key);
  private static final JsonText[] SEVERITIES =
      members(Field.SEVERITY, Severity.values(), Severity::key);
  private static final JsonText[] STATUSES =
      members(Field.STATUS, DeliveryStatus.values(), DeliveryStatus::key);
  private static final JsonText[] STAGES = members(Field.STAGE, SmtpStage.values(), SmtpStage::key);
  private static final JsonText COPY = JsonText.flag(Field.COPY.key());
  private static final JsonText RAW = JsonText.name("raw");

  private final boolean raw;
  private final ByteSlice slice = new ByteSlice();
  private final ByteSlice other = new ByteSlice();

  /** A writer of events. */
  public EventJson() {
    this(false);
  }

  /**
   * A writer of events.
   *
   * @param raw whether the whole line is added, as {@code raw}
   */
  public EventJson(boolean raw) {
    this.raw = raw;
  }

  /** The member of each word that a field can have, by the word's ordinal. */
  private static <E extends Enum<E>> JsonText[] members(
      Field field, E[] words, Function<E, String> key) {
    return Arrays.stream(words)
        .map(word -> JsonText.member(field.key(), key.apply(word)))
        .toArray(JsonText[]::new);
  }

  /** Adds an event to a buffer: one object, and the end of the line. */
  public void write(MailEvent e, JsonBuffer target) {
    target.beginObject();
    FieldSet stated = e.fields();
    for (Field field = stated.first(); field != null; field = stated.after(field)) {
      switch (field) {
        case N -> name(field, target).value(e.lineNumber());
        case KIND -> target.member(KINDS[e.kind().ordinal()]);
        case FILE -> text(field, e.file(), target);
        case SOURCE -> text(field, e.source(), target);
        case DIALECT -> text(field, e.dialect(), target);
        case SEVERITY -> word(SEVERITIES, e.severity(), target);
        case STATUS -> word(STATUSES, e.status(), target);
        case STAGE -> word(STAGES, e.stage(), target);
        case TIME -> time(e, target);
        case REPEAT -> name(field, target).value(e.repeat());
        case COPY -> target.member(COPY);
        case TO -> recipients(e, target);
        case CHILD_QUEUE_ID -> children(e, target);
        case ATTRIBUTES -> attributes(e, target);
        default -> bytes(e, field, target);
      }
    }
    if (raw) {
      e.raw(slice);
      target.name(RAW).value(slice);
    }
    target.endObject().endLine();
  }

  private static JsonBuffer name(Field field, JsonBuffer target) {
    return target.name(NAMES[field.ordinal()]);
  }

  private static void word(JsonText[] members, @Nullable Enum<?> word, JsonBuffer target) {
    if (word != null) {
      target.member(members[word.ordinal()]);
    }
  }

  private static void text(Field field, @Nullable String text, JsonBuffer target) {
    if (text != null) {
      name(field, target).value(text);
    }
  }

  private static void time(MailEvent e, JsonBuffer target) {
    if (e.timed()) {
      LineHeader h = e.header();
      name(Field.TIME, target)
          .time(h.epochSecond(), h.nano(), h.offsetSeconds(), h.fractionDigits());
    }
  }

  private void bytes(MailEvent e, Field field, JsonBuffer target) {
    ByteSlice value = e.slice(field, slice);
    if (value == null) {
      return;
    }
    name(field, target);
    switch (field.type()) {
      case NUMBER -> target.number(value.array(), value.from(), value.to());
      case SECONDS -> target.decimal(value.array(), value.from(), value.to());
      default -> target.value(value);
    }
  }

  private void recipients(MailEvent e, JsonBuffer target) {
    int count = e.recipientCount();
    if (count < 2) {
      bytes(e, Field.TO, target);
      return;
    }
    name(Field.TO, target).beginArray();
    for (int i = 0; i < count; i++) {
      e.recipient(i, slice);
      target.value(slice);
    }
    target.endArray();
  }

  private void children(MailEvent e, JsonBuffer target) {
    int count = e.childCount();
    if (count < 2) {
      bytes(e, Field.CHILD_QUEUE_ID, target);
      return;
    }
    name(Field.CHILD_QUEUE_ID, target).beginArray();
    for (int i = 0; i < count; i++) {
      e.child(i, slice);
      target.value(slice);
    }
    target.endArray();
  }

  private void attributes(MailEvent e, JsonBuffer target) {
    int count = e.attributeCount();
    if (count == 0) {
      return;
    }
    name(Field.ATTRIBUTES, target).beginObject();
    for (int i = 0; i < count; i++) {
      if (standsAgain(e, i, count)) {
        continue;
      }
      e.attributeKey(i, slice);
      target.name(slice.array(), slice.from(), slice.to());
      e.attributeValue(i, slice);
      target.value(slice);
    }
    target.endObject();
  }

  /** Whether the key of a pair is that of a later pair too. */
  private boolean standsAgain(MailEvent e, int index, int count) {
    e.attributeKey(index, slice);
    for (int i = index + 1; i < count; i++) {
      e.attributeKey(i, other);
      if (ByteScan.equal(
          slice.array(), slice.from(), slice.to(), other.array(), other.from(), other.to())) {
        return true;
      }
    }
    return false;
  }
}
