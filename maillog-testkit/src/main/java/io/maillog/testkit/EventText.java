package io.maillog.testkit;

import io.maillog.bytes.ByteSlice;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import io.maillog.header.LineHeader;
import java.nio.charset.StandardCharsets;

/**
 * An event as text, to be compared: everything that it says, with offsets counted from the line's
 * start, so that it does not depend on where in an array the line stands.
 */
final class EventText {
  private static final Field[] FIELDS = Field.values();

  private EventText() {}

  /** The text of an event whose line starts at {@code lineFrom} in {@code array}. */
  static String of(MailEvent e, byte[] array, int lineFrom) {
    StringBuilder text = new StringBuilder(256);
    LineHeader h = e.header();
    text.append(e.kind().key()).append(" dialect=").append(e.dialect());
    text.append(" severity=").append(e.severity()).append(" status=").append(e.status());
    text.append(" stage=").append(e.stage()).append(" repeat=").append(e.repeat()).append('\n');
    text.append("header ").append(h.recognised()).append(h.tagged()).append(h.continued());
    text.append(h.stamped()).append(h.nano()).append(h.fractionDigits()).append('\n');
    ByteSlice slice = new ByteSlice();
    for (Field field : FIELDS) {
      ByteSlice value = e.slice(field, slice);
      if (value != null) {
        append(text.append(field.key()).append(' '), value, array, lineFrom);
      }
    }
    for (int i = 0; i < e.attributeCount(); i++) {
      append(text.append("key "), e.attributeKey(i, slice), array, lineFrom);
      append(text.append("value "), e.attributeValue(i, slice), array, lineFrom);
    }
    for (int i = 0; i < e.recipientCount(); i++) {
      append(text.append("recipient "), e.recipient(i, slice), array, lineFrom);
    }
    for (int i = 0; i < e.childCount(); i++) {
      append(text.append("child "), e.child(i, slice), array, lineFrom);
    }
    text.append("cut ").append(e.attributesCut()).append(' ').append(e.recipientsCut());
    return text.toString();
  }

  private static void append(StringBuilder text, ByteSlice value, byte[] array, int lineFrom) {
    if (value.array() == array) {
      text.append('[').append(value.from() - lineFrom).append(',').append(value.to() - lineFrom);
      text.append(") ");
    }
    text.append(readable(value.array(), value.from(), value.to())).append('\n');
  }

  /** Bytes as one line of ASCII: what is not printable is written as {@code \xNN}. */
  static String readable(byte[] b, int from, int to) {
    StringBuilder text = new StringBuilder(to - from);
    for (char c : new String(b, from, to - from, StandardCharsets.ISO_8859_1).toCharArray()) {
      if (c < ' ' || c > '~') {
        text.append("\\x").append(Character.forDigit(c >> 4, 16));
        text.append(Character.forDigit(c & 15, 16));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  static String readable(byte[] b) {
    return readable(b, 0, Math.min(b.length, 2_000));
  }
}
