package io.maillog.event;

import io.maillog.bytes.Literal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link EventWriter} takes back: for each mark the counts, the set of fields and their
 * values. They are kept when the mark is set and not when a field changes: few fields are set by
 * then, whereas every line sets fields, and to ask each time costs a twentieth of a parse. Those of
 * the header are known anyway, and those that nearly every line has by then have a place of their
 * own, without a loop. Decoded text stays where it is, since a reading that was set aside may have
 * it. Arrays grow to the most that a line needed.
 */
final class EventMarks {
  private static final int TEXT = Field.TEXT.ordinal();
  private static final int QUEUE_ID = Field.QUEUE_ID.ordinal();
  private static final long USUAL = EventWriter.OF_HEADER | 1L << TEXT | 1L << QUEUE_ID;

  private static final int WORDS = 8; // of a mark
  private static final int PRESENT = 0;
  private static final int FIRST = 1;
  private static final int WORD = 2;
  private static final int ATTRIBUTES = 3;
  private static final int RECIPIENTS = 4;
  private static final int CHILDREN = 5;
  private static final int OF_TEXT = 6;
  private static final int OF_QUEUE_ID = 7;

  private long[] marks = new long[8 * WORDS];
  private int count;

  // The values of each mark's fields, in their order.
  private long[] spans = new long[64];
  private @Nullable Literal[] literals = new @Nullable Literal[64];
  private int values;

  void clear() {
    count = 0;
    values = 0;
  }

  /** Sets a mark; its number. */
  int set(MailEvent e) {
    int i = count * WORDS;
    if (i == marks.length) {
      marks = Arrays.copyOf(marks, 2 * i);
    }
    marks[i + PRESENT] = e.present;
    marks[i + FIRST] = values;
    marks[i + WORD] = words(e.kind, e.status, e.stage, e.severity);
    marks[i + ATTRIBUTES] = pair(e.attributeCount, e.attributesCut);
    marks[i + RECIPIENTS] = pair(e.recipientCount, e.recipientsCut);
    marks[i + CHILDREN] = e.childCount;
    marks[i + OF_TEXT] = e.spans[TEXT];
    marks[i + OF_QUEUE_ID] = e.spans[QUEUE_ID];
    for (long left = others(e); left != 0; left &= left - 1) {
      keep(Long.numberOfTrailingZeros(left), e);
    }
    return count++;
  }

  /** The fields that are kept one by one; a constant is one of them, whatever its field. */
  private static long others(MailEvent e) {
    long others = e.present & ~USUAL;
    if (e.spans[TEXT] == MailEvent.LITERAL) {
      others |= e.present & 1L << TEXT;
    }
    if (e.spans[QUEUE_ID] == MailEvent.LITERAL) {
      others |= e.present & 1L << QUEUE_ID;
    }
    return others;
  }

  private void keep(int field, MailEvent e) {
    if (values == spans.length) {
      spans = Arrays.copyOf(spans, 2 * values);
      literals = Arrays.copyOf(literals, 2 * values);
    }
    spans[values] = e.spans[field];
    if (e.spans[field] == MailEvent.LITERAL) {
      literals[values] = e.literals[field];
    }
    values++;
  }

  /**
   * Puts back what was at a mark, which stays; later ones are forgotten. The header's fields are
   * the writer's to put back.
   */
  void reset(int mark, MailEvent e) {
    count = mark + 1;
    int i = mark * WORDS;
    e.present = marks[i + PRESENT];
    values = (int) marks[i + FIRST];
    e.spans[TEXT] = marks[i + OF_TEXT];
    e.spans[QUEUE_ID] = marks[i + OF_QUEUE_ID];
    for (long left = others(e); left != 0; left &= left - 1) {
      int field = Long.numberOfTrailingZeros(left);
      e.spans[field] = spans[values];
      if (spans[values] == MailEvent.LITERAL) {
        e.literals[field] = literals[values];
      }
      values++;
    }
    long words = marks[i + WORD];
    e.kind = (short) (words >>> 48);
    e.status = (short) (words >>> 32);
    e.stage = (short) (words >>> 16);
    e.severity = (short) words;
    e.attributeCount = first(marks[i + ATTRIBUTES]);
    e.attributesCut = second(marks[i + ATTRIBUTES]);
    e.recipientCount = first(marks[i + RECIPIENTS]);
    e.recipientsCut = second(marks[i + RECIPIENTS]);
    e.childCount = (int) marks[i + CHILDREN];
  }

  private static long pair(int first, int second) {
    return (long) first << 32 | second;
  }

  private static int first(long pair) {
    return (int) (pair >>> 32);
  }

  private static int second(long pair) {
    return (int) pair;
  }

  /** Numbers of words, of which each may be -1. */
  private static long words(int a, int b, int c, int d) {
    return (long) a << 48 | (b & 0xffffL) << 32 | (c & 0xffffL) << 16 | (d & 0xffffL);
  }
}
