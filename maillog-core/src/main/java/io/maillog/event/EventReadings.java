package io.maillog.event;

import io.maillog.bytes.Literal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What all of several readings of a line state. A stranger's text may leave a line two readings
 * that the server's grammar cannot tell apart; then a field that only one of them has, or that
 * differs, is not stated. Values are compared by their bytes, wherever these stand. Only lines with
 * such a text come here; arrays grow to the most that a line needed.
 */
final class EventReadings {
  private final long[] spans = new long[MailEvent.FIELDS];
  private final @Nullable Literal[] literals = new @Nullable Literal[MailEvent.FIELDS];
  private int count;
  private long present;
  private int kind;
  private int status;
  private int stage;
  private int severity;
  private long[] attributes = new long[16];
  private int attributeCount;
  private int attributesCut;
  private long[] recipients = new long[8];
  private int recipientCount;
  private int recipientsCut;
  private long[] children = new long[8];
  private int childCount;

  void clear() {
    count = 0;
  }

  int count() {
    return count;
  }

  /** Adds the reading that the event has. */
  void add(MailEvent e) {
    if (count++ == 0) {
      first(e);
    } else {
      further(e);
    }
  }

  private void first(MailEvent e) {
    present = e.present;
    System.arraycopy(e.spans, 0, spans, 0, spans.length);
    System.arraycopy(e.literals, 0, literals, 0, literals.length);
    kind = e.kind;
    status = e.status;
    stage = e.stage;
    severity = e.severity;
    attributes = copy(e.attributes, 2 * e.attributeCount, attributes);
    attributeCount = e.attributeCount;
    attributesCut = e.attributesCut;
    recipients = copy(e.recipients, e.recipientCount, recipients);
    recipientCount = e.recipientCount;
    recipientsCut = e.recipientsCut;
    children = copy(e.children, e.childCount, children);
    childCount = e.childCount;
  }

  private void further(MailEvent e) {
    for (long left = present; left != 0; left &= left - 1) {
      int i = Long.numberOfTrailingZeros(left);
      if ((e.present & 1L << i) == 0 || !sameValue(i, e)) {
        present &= ~(1L << i);
      }
    }
    status = status == e.status ? status : MailEvent.NONE;
    stage = stage == e.stage ? stage : MailEvent.NONE;
    severity = severity == e.severity ? severity : MailEvent.NONE;
    int kept = 0;
    for (int i = 0; i < 2 * attributeCount; i += 2) {
      if (hasAttribute(e, attributes[i], attributes[i + 1])) {
        attributes[kept++] = attributes[i];
        attributes[kept++] = attributes[i + 1];
      }
    }
    attributeCount = kept / 2;
    attributesCut = 0;
    if (!equal(e, recipients, recipientCount, e.recipients, e.recipientCount)) {
      recipientCount = 0;
      recipientsCut = 0;
      present &= ~(1L << Field.TO.ordinal());
    }
    if (!equal(e, children, childCount, e.children, e.childCount)) {
      childCount = 0;
      present &= ~(1L << Field.CHILD_QUEUE_ID.ordinal());
    }
  }

  private boolean sameValue(int field, MailEvent e) {
    if (spans[field] < 0 || e.spans[field] < 0) {
      return spans[field] == e.spans[field] && literals[field] == e.literals[field];
    }
    return equal(e, spans[field], e.spans[field]);
  }

  private static boolean hasAttribute(MailEvent e, long key, long value) {
    for (int i = 0; i < 2 * e.attributeCount; i += 2) {
      if (equal(e, key, e.attributes[i]) && equal(e, value, e.attributes[i + 1])) {
        return true;
      }
    }
    return false;
  }

  /** Puts into the event what all readings state; of the kinds the first. */
  void put(MailEvent e) {
    e.present = present;
    System.arraycopy(spans, 0, e.spans, 0, spans.length);
    System.arraycopy(literals, 0, e.literals, 0, literals.length);
    e.kind = kind;
    e.status = status;
    e.stage = stage;
    e.severity = severity;
    e.attributes = copy(attributes, 2 * attributeCount, e.attributes);
    e.attributeCount = attributeCount;
    e.attributesCut = attributesCut;
    e.recipients = copy(recipients, recipientCount, e.recipients);
    e.recipientCount = recipientCount;
    e.recipientsCut = recipientsCut;
    e.children = copy(children, childCount, e.children);
    e.childCount = childCount;
  }

  private static long[] copy(long[] from, int length, long[] into) {
    long[] target = into.length < length ? new long[from.length] : into;
    System.arraycopy(from, 0, target, 0, length);
    return target;
  }

  private static boolean equal(MailEvent e, long[] a, int aCount, long[] b, int bCount) {
    if (aCount != bCount) {
      return false;
    }
    for (int i = 0; i < aCount; i++) {
      if (!equal(e, a[i], b[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean equal(MailEvent e, long a, long b) {
    return a == b
        || Arrays.equals(
            source(e, a),
            MailEvent.from(a),
            MailEvent.to(a),
            source(e, b),
            MailEvent.from(b),
            MailEvent.to(b));
  }

  private static byte[] source(MailEvent e, long span) {
    return (span & MailEvent.DECODED) != 0 ? e.decoded : e.line;
  }
}
