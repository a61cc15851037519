package io.maillog.testkit;

import io.maillog.bytes.ByteSlice;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import io.maillog.header.LineHeader;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether two events say the same, as {@link EventText} would tell, without a text being made: for
 * comparisons by the hundred thousand. Not thread-safe.
 */
final class SameEvent {
  private static final Field[] FIELDS = Field.values();

  private final ByteSlice one = new ByteSlice();
  private final ByteSlice two = new ByteSlice();

  /**
   * Compares the event of a line that starts at 0 of its array with that of one which starts
   * elsewhere.
   */
  boolean same(MailEvent a, byte[] alone, MailEvent b, byte[] among, int lineFrom) {
    if (!sameWords(a, b) || !sameHeader(a.header(), b.header())) {
      return false;
    }
    for (Field field : FIELDS) {
      if (!same(a.slice(field, one), alone, b.slice(field, two), among, lineFrom)) {
        return false;
      }
    }
    for (int i = 0; i < a.attributeCount(); i++) {
      if (!same(a.attributeKey(i, one), alone, b.attributeKey(i, two), among, lineFrom)
          || !same(a.attributeValue(i, one), alone, b.attributeValue(i, two), among, lineFrom)) {
        return false;
      }
    }
    for (int i = 0; i < a.recipientCount(); i++) {
      if (!same(a.recipient(i, one), alone, b.recipient(i, two), among, lineFrom)) {
        return false;
      }
    }
    for (int i = 0; i < a.childCount(); i++) {
      if (!same(a.child(i, one), alone, b.child(i, two), among, lineFrom)) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameWords(MailEvent a, MailEvent b) {
    return a.kind() == b.kind()
        && Objects.equals(a.dialect(), b.dialect())
        && a.severity() == b.severity()
        && a.status() == b.status()
        && a.stage() == b.stage()
        && a.repeat() == b.repeat()
        && a.attributeCount() == b.attributeCount()
        && a.attributesCut() == b.attributesCut()
        && a.recipientCount() == b.recipientCount()
        && a.recipientsCut() == b.recipientsCut()
        && a.childCount() == b.childCount();
  }

  private static boolean sameHeader(LineHeader a, LineHeader b) {
    return a.recognised() == b.recognised()
        && a.tagged() == b.tagged()
        && a.continued() == b.continued()
        && a.stamped() == b.stamped()
        && a.nano() == b.nano()
        && a.fractionDigits() == b.fractionDigits();
  }

  private static boolean same(
      @Nullable ByteSlice a, byte[] alone, @Nullable ByteSlice b, byte[] among, int lineFrom) {
    if (a == null || b == null) {
      return a == null && b == null;
    }
    boolean ofTheLine = a.array() == alone;
    return ofTheLine == (b.array() == among)
        && (!ofTheLine || a.from() == b.from() - lineFrom)
        && a.equals(b);
  }
}
