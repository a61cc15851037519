package io.maillog.event;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Shortens the texts of an event for as long as somebody copies from it who may keep so much of
 * each and no more. An id, a host or a process whose name is longer is left out instead: shortened
 * it would be another one's. Used once.
 */
final class TextLimit {
  private static final long NAMES =
      bit(Field.HOST)
          | bit(Field.PROGRAM)
          | bit(Field.PID)
          | bit(Field.INSTANCE)
          | bit(Field.QUEUE_ID)
          | bit(Field.ENVELOPE_ID)
          | bit(Field.SESSION_ID)
          | bit(Field.CHILD_QUEUE_ID)
          | bit(Field.PARENT_QUEUE_ID)
          | bit(Field.REMOTE_QUEUE_ID);

  private final int maxBytes;
  private final long[] spans = new long[MailEvent.FIELDS];
  private long[] recipients = new long[8];
  private long present;
  private int childCount;

  /** A limit of so many bytes a text. */
  TextLimit(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  private static long bit(Field field) {
    return 1L << field.ordinal();
  }

  /** Whether the line is long enough for a text that is too long: one comparison. */
  static boolean mayCut(MailEvent e, int maxBytes) {
    int end = Math.max(e.header.lineTo(), e.header.messageTo());
    return end - e.header.lineFrom() > maxBytes || e.decodedLength > maxBytes;
  }

  /** Has an event used with short texts, and gives it its texts back. */
  void use(MailEvent e, IntConsumer use) {
    int shortened = shorten(e);
    try {
      use.accept(shortened);
    } finally {
      System.arraycopy(spans, 0, e.spans, 0, spans.length);
      System.arraycopy(recipients, 0, e.recipients, 0, e.recipientCount);
      e.present = present;
      e.childCount = childCount;
    }
  }

  private int shorten(MailEvent e) {
    System.arraycopy(e.spans, 0, spans, 0, spans.length);
    if (recipients.length < e.recipientCount) {
      recipients = new long[e.recipients.length];
    }
    System.arraycopy(e.recipients, 0, recipients, 0, e.recipientCount);
    present = e.present;
    childCount = e.childCount;
    int shortened = 0;
    for (long left = present & ~bit(Field.TEXT); left != 0; left &= left - 1) {
      int i = Long.numberOfTrailingZeros(left);
      if (e.spans[i] >= 0 && isLong(e.spans[i])) {
        shortened++;
        if ((NAMES & 1L << i) == 0) {
          e.spans[i] = shortened(e, e.spans[i]);
        } else {
          e.present &= ~(1L << i);
        }
      }
    }
    for (int i = 0; i < e.recipientCount; i++) {
      if (isLong(e.recipients[i])) {
        shortened += i == 0 ? 0 : 1; // the first is a field too
        e.recipients[i] = shortened(e, e.recipients[i]);
      }
    }
    return shortened + withoutLongChildren(e);
  }

  private int withoutLongChildren(MailEvent e) {
    boolean isLong = Arrays.stream(e.children, 0, e.childCount).anyMatch(child -> isLong(child));
    if (isLong) {
      e.childCount = 0;
      e.present &= ~bit(Field.CHILD_QUEUE_ID);
    }
    return isLong ? 1 : 0;
  }

  private boolean isLong(long span) {
    return MailEvent.to(span) - MailEvent.from(span) > maxBytes;
  }

  /** The beginning of a text, up to a whole character of UTF-8. */
  private long shortened(MailEvent e, long span) {
    byte[] b = (span & MailEvent.DECODED) == 0 ? e.line : e.decoded;
    int from = MailEvent.from(span);
    int to = from + maxBytes;
    for (int i = 0; i < 3 && to > from && (b[to] & 0xc0) == 0x80; i++) {
      to--;
    }
    return MailEvent.span(from, to) | (span & MailEvent.DECODED);
  }
}
