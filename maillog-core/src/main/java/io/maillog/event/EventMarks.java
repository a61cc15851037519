package io.maillog.event;

import io.maillog.bytes.Literal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link EventWriter} takes back: for each mark the counts and the set of fields, and the
 * values that were overwritten or cleared since, in the order in which it happened. A field is set
 * for the first time nearly always, which the writer sees by what it loads anyway. Decoded text
 * stays where it is, since a reading that was set aside may have it. Arrays grow to the most that a
 * line needed.
 */
final class EventMarks {
  private static final int WORDS = 6; // of a mark
  private static final int PRESENT = 0;
  private static final int CHANGES = 1;
  private static final int WORD = 2;
  private static final int ATTRIBUTES = 3;
  private static final int RECIPIENTS = 4;
  private static final int CHILDREN = 5;

  private long[] marks = new long[8 * WORDS];
  private int count;

  // Of each change: which field, and what it was.
  private int[] fields = new int[16];
  private long[] spans = new long[16];
  private @Nullable Literal[] literals = new @Nullable Literal[16];
  private int changes;

  void clear() {
    count = 0;
    changes = 0;
  }

  /** Sets a mark; its number. */
  int set(MailEvent e) {
    int i = count * WORDS;
    if (i == marks.length) {
      marks = Arrays.copyOf(marks, 2 * i);
    }
    marks[i + PRESENT] = e.present;
    marks[i + CHANGES] = changes;
    marks[i + WORD] = words(e.kind, e.status, e.stage, e.severity);
    marks[i + ATTRIBUTES] = pair(e.attributeCount, e.attributesCut);
    marks[i + RECIPIENTS] = pair(e.recipientCount, e.recipientsCut);
    marks[i + CHILDREN] = e.childCount;
    return count++;
  }

  /** Says that a field which is set is about to change. Does nothing where no mark is. */
  void changing(int field, MailEvent e) {
    if (count == 0) {
      return;
    }
    int i = changes++;
    if (i == fields.length) {
      fields = Arrays.copyOf(fields, 2 * i);
      spans = Arrays.copyOf(spans, 2 * i);
      literals = Arrays.copyOf(literals, 2 * i);
    }
    fields[i] = field;
    spans[i] = e.spans[field];
    literals[i] = e.literals[field];
  }

  /** Puts back what was at a mark, which stays; later ones are forgotten. */
  void reset(int mark, MailEvent e) {
    count = mark + 1;
    int i = mark * WORDS;
    int kept = (int) marks[i + CHANGES];
    while (changes > kept) {
      int change = --changes;
      e.spans[fields[change]] = spans[change];
      e.literals[fields[change]] = literals[change];
    }
    e.present = marks[i + PRESENT];
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
