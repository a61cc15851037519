package io.maillog.cli;

import io.maillog.bytes.ByteSlice;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;

/** Writes events for people, one a line: time, host, program, kind, {@code field=value}. */
final class EventText {
  /** What the beginning of the line shows, or what is shown at its end. */
  private static final Set<Field> APART =
      EnumSet.of(
          Field.N,
          Field.FILE,
          Field.TIME,
          Field.HOST,
          Field.PROGRAM,
          Field.PID,
          Field.SEVERITY,
          Field.DIALECT,
          Field.INSTANCE,
          Field.KIND,
          Field.TEXT);

  private static final Field[] FIELDS = Field.values();

  private final boolean raw;
  private final ByteSlice slice = new ByteSlice();

  /**
   * A writer of events.
   *
   * @param raw whether the whole line is added
   */
  EventText(boolean raw) {
    this.raw = raw;
  }

  /** Adds an event to a text, and ends the line. */
  void write(MailEvent e, SafeText target) {
    String file = e.file();
    if (file != null) {
      target.text(file).plain(":").plain(e.lineNumber()).plain(": ");
    }
    target.plain(e.timed() ? String.valueOf(e.time()) : "-").plain(" ");
    bare(e, Field.HOST, target);
    bare(e, Field.PROGRAM, target.plain(" "));
    ByteSlice pid = e.slice(Field.PID, slice);
    if (pid != null) {
      target.plain("[").text(pid.array(), pid.from(), pid.to()).plain("]");
    }
    target.plain(" ").plain(e.kind().key());
    boolean any = false;
    for (Field field : FIELDS) {
      any |= !APART.contains(field) && field(e, field, target);
    }
    if (!any || understoodInPart(e)) {
      field(e, Field.TEXT, target);
    }
    if (raw) {
      e.raw(slice);
      value("raw", slice, target);
    }
    target.line();
  }

  /** Whether the fields, if there are any, do not say what the line is about. */
  private static boolean understoodInPart(MailEvent e) {
    return switch (e.kind()) {
      case DIAGNOSTIC, CONTINUATION, OTHER, FOREIGN, MALFORMED -> true;
      default -> false;
    };
  }

  private void bare(MailEvent e, Field field, SafeText target) {
    ByteSlice value = e.slice(field, slice);
    if (value == null) {
      target.plain("-");
    } else {
      target.text(value.array(), value.from(), value.to());
    }
  }

  private boolean field(MailEvent e, Field field, SafeText target) {
    if (!e.has(field)) {
      return false;
    }
    switch (field) {
      case TO -> {
        for (int i = 0; i < e.recipientCount(); i++) {
          value(field.key(), e.recipient(i, slice), target);
        }
      }
      case ATTRIBUTES -> {
        for (int i = 0; i < e.attributeCount(); i++) {
          e.attributeKey(i, slice);
          String key =
              new String(slice.array(), slice.from(), slice.length(), StandardCharsets.UTF_8);
          value(key, e.attributeValue(i, slice), target);
        }
      }
      default -> {
        ByteSlice value = e.slice(field, slice);
        if (value != null) {
          value(field.key(), value, target);
        } else {
          target.plain(" ").plain(field.key()).plain("=").text(String.valueOf(e.text(field)));
        }
      }
    }
    return true;
  }

  private static void value(String key, ByteSlice value, SafeText target) {
    target.plain(" ").text(key).plain("=");
    boolean quoted = value.length() == 0;
    for (int i = value.from(); i < value.to() && !quoted; i++) {
      byte c = value.array()[i];
      quoted = c == ' ' || c == '"' || c == '=';
    }
    if (!quoted) {
      target.text(value.array(), value.from(), value.to());
      return;
    }
    target.plain("\"");
    int from = value.from();
    for (int i = from; i < value.to(); i++) {
      if (value.array()[i] == '"') {
        target.text(value.array(), from, i).plain("\\\"");
        from = i + 1;
      }
    }
    target.text(value.array(), from, value.to()).plain("\"");
  }
}
