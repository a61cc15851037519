package io.maillog.binary;

import io.maillog.bytes.ByteSlice;
import io.maillog.event.DeliveryStatus;
import io.maillog.event.EventKind;
import io.maillog.event.Field;
import io.maillog.event.FieldSet;
import io.maillog.event.LogTime;
import io.maillog.event.MailEvent;
import io.maillog.event.MailEventRecord;
import io.maillog.event.Severity;
import io.maillog.event.SmtpStage;
import io.maillog.header.LineHeader;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes the parts of an event; {@link EventInput} reads them. The line stands first, from the
 * first field on, as it is; fields then say where in it they are, so that most of them take five
 * bytes, and are not copied one by one. Text that is not in the line has its own bytes.
 */
final class EventOutput {
  /** The head of a value says how long it is, and with this bit that its bytes follow. */
  static final int INLINE = 1;

  private static final int SMALL = 64;

  /** All fields, of few bytes each. */
  private static final int ROOM = Field.values().length * (SMALL + Long.BYTES);

  // Words as they stand in the form: number, head, and the word.
  private static final Word[] KINDS = words(Field.KIND, EventKind.values(), EventKind::key);
  private static final Word[] SEVERITIES = words(Field.SEVERITY, Severity.values(), Severity::key);
  private static final Word[] STATUSES =
      words(Field.STATUS, DeliveryStatus.values(), DeliveryStatus::key);
  private static final Word COPY = word(Field.COPY, "");
  private static final byte RECIPIENT = FieldNumbers.of(Field.TO);
  private static final byte CHILD = FieldNumbers.of(Field.CHILD_QUEUE_ID);
  private static final byte KEY = FieldNumbers.of(Field.ATTRIBUTES);
  private static final Word[] STAGES = words(Field.STAGE, SmtpStage.values(), SmtpStage::key);

  /** The fields that are one text of the line. */
  private static final FieldSet TEXTS =
      FieldSet.of(
          EnumSet.complementOf(
                  EnumSet.of(
                      Field.N,
                      Field.FILE,
                      Field.SOURCE,
                      Field.COPY,
                      Field.TIME,
                      Field.SEVERITY,
                      Field.DIALECT,
                      Field.KIND,
                      Field.STATUS,
                      Field.STAGE,
                      Field.REPEAT,
                      Field.TO,
                      Field.CHILD_QUEUE_ID,
                      Field.ATTRIBUTES))
              .toArray(new Field[0]));

  private final PartOutput out;
  private final ByteSlice slice = new ByteSlice();
  private final ByteSlice attributeValue = new ByteSlice();
  private final ByteSlice line = new ByteSlice();
  private final Name file = new Name(Field.FILE);
  private final Name source = new Name(Field.SOURCE);
  private final Name dialect = new Name(Field.DIALECT);
  private byte[] array;
  private int lineFrom;
  private int lineTo;

  /** How many values of a list may follow, for which there must be room again behind a long one. */
  private int listed;

  EventOutput(PartOutput out) {
    this.out = out;
    this.array = line.array();
  }

  /** A field whose value is a constant, as it stands in the form; the array is longer by a word. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares two
  record Word(byte[] bytes, int length) {}

  /** A name that is the same for many lines, as it stands in the form. */
  private static final class Name {
    private final Field field;
    private @Nullable String name;
    private @Nullable Word word;

    Name(Field field) {
      this.field = field;
    }

    @SuppressWarnings("ReferenceEquality") // an equal one is only written anew
    Word of(String text) {
      Word known = word;
      if (known == null || text != name) {
        known = word(field, text);
        name = text;
        word = known;
      }
      return known;
    }
  }

  private static Word word(Field field, String text) {
    PartOutput word = new PartOutput(2 + text.length());
    text(FieldNumbers.of(field), text, word);
    return new Word(
        Arrays.copyOf(word.bytes, Math.max(PartOutput.WORD_BYTES, word.length)), word.length);
  }

  private static <E> Word[] words(Field field, E[] words, Function<E, String> key) {
    return Arrays.stream(words).map(w -> word(field, key.apply(w))).toArray(Word[]::new);
  }

  /**
   * Writes an event. The place goes from call to call in a register: in the buffer each field would
   * wait for the one before.
   */
  void write(MailEvent e) {
    listed = 0;
    int at = facts(e, line(e));
    FieldSet stated = e.fields();
    for (Field f = stated.first(TEXTS); f != null; f = stated.after(f, TEXTS)) {
      ByteSlice value = e.slice(f, slice);
      if (value != null) {
        at = value(FieldNumbers.of(f), value, at);
      }
    }
    at = recipients(e, at);
    at = children(e, at);
    out.length = attributes(e, at);
  }

  /** Makes room for so many values that are in the line, and for all fields behind them. */
  private int room(int values, int at) {
    listed = values;
    out.length = at;
    out.ensure((long) values * Long.BYTES + ROOM);
    return at;
  }

  /** What is no text of the line. */
  private int facts(MailEvent e, int start) {
    byte[] b = out.bytes;
    int at = PartOutput.word(KINDS[e.kind().ordinal()], b, start);
    at = time(e.header(), b, at);
    at = word(SEVERITIES, e.severity(), b, at);
    at = word(STATUSES, e.status(), b, at);
    at = word(STAGES, e.stage(), b, at);
    at = number(Field.N, e.lineNumber(), 1, at);
    at = name(dialect, e.dialect(), at);
    at = name(file, e.file(), at);
    at = name(source, e.source(), at);
    if (e.copy()) {
      at = PartOutput.word(COPY, out.bytes, at);
    }
    return number(Field.REPEAT, e.repeat(), 2, at);
  }

  private int name(Name name, @Nullable String text, int at) {
    if (text == null) {
      return at;
    }
    Word word = name.of(text);
    if (word.length <= PartOutput.WORD_BYTES) {
      return PartOutput.word(word, out.bytes, at);
    }
    out.length = at;
    out.ensure((long) word.length + ROOM);
    out.raw(word.bytes, 0, word.length);
    return out.length;
  }

  /** A number, if it is at least so much; a smaller one states nothing. */
  private int number(Field field, long value, long least, int at) {
    if (value < least) {
      return at;
    }
    byte[] b = out.bytes;
    int end = PartOutput.signed(value, b, at + 2);
    b[at] = FieldNumbers.of(field);
    b[at + 1] = (byte) ((end - at - 2) << 1 | INLINE);
    return end;
  }

  private static int word(Word[] words, @Nullable Enum<?> word, byte[] b, int at) {
    return word == null ? at : PartOutput.word(words[word.ordinal()], b, at);
  }

  private static int time(LineHeader h, byte[] b, int at) {
    if (!h.timed()) {
      return at;
    }
    b[at] = FieldNumbers.of(Field.TIME);
    b[at + 1] = PartOutput.TIME_BYTES << 1 | INLINE;
    PartOutput.time(h.epochSecond(), h.nano(), h.offsetSeconds(), h.fractionDigits(), b, at + 2);
    return at + 2 + PartOutput.TIME_BYTES;
  }

  /** The line's bytes from its first field on; where they end. */
  private int line(MailEvent e) {
    e.line(line);
    array = line.array();
    lineFrom = line.to();
    lineTo = line.to();
    LineHeader h = e.header();
    startsBy(line.from(), h.messageFrom(), h.messageTo());
    startsBy(line.from(), h.pidFrom(), h.pidTo());
    startsBy(line.from(), h.programFrom(), h.programTo());
    startsBy(line.from(), h.hostFrom(), h.hostTo());
    int length = lineTo - lineFrom;
    out.ensure((long) SMALL + length + ROOM);
    out.count(length);
    out.raw(array, lineFrom, length);
    return out.length;
  }

  private void startsBy(int least, int from, int to) {
    if (from < to && from >= least && from < lineFrom) {
      lineFrom = from;
    }
  }

  private int value(byte number, ByteSlice value, int at) {
    int from = value.from();
    int to = value.to();
    if (isInLine(value) && PartOutput.isShort(to - from, from - lineFrom)) {
      return PartOutput.reference(number, to - from, from - lineFrom, out.bytes, at);
    }
    out.length = at;
    out.ensure(SMALL);
    out.bytes[out.length++] = number;
    if (isInLine(value)) {
      out.count((long) (to - from) << 1);
      out.count(from - lineFrom);
    } else {
      out.count((long) (to - from) << 1 | INLINE);
      out.ensure(to - from);
      out.raw(value.array(), from, to - from);
    }
    return room(listed, out.length);
  }

  private boolean isInLine(ByteSlice value) {
    return value.array() == array && value.from() >= lineFrom && value.to() <= lineTo;
  }

  private int recipients(MailEvent e, int start) {
    int count = e.recipientCount();
    int at = room(count, start);
    for (int i = 0; i < count; i++) {
      at = value(RECIPIENT, e.recipient(i, slice), at);
    }
    return at;
  }

  private int children(MailEvent e, int start) {
    int count = e.childCount();
    int at = room(count, start);
    for (int i = 0; i < count; i++) {
      at = value(CHILD, e.child(i, slice), at);
    }
    return at;
  }

  private int attributes(MailEvent e, int start) {
    int count = e.attributeCount();
    int at = room(2 * count, start);
    for (int i = 0; i < count; i++) {
      at = attribute(e.attributeKey(i, slice), e.attributeValue(i, attributeValue), at);
    }
    return at;
  }

  private int attribute(ByteSlice key, ByteSlice value, int at) {
    int offset = key.from() - lineFrom;
    int gap = value.from() - key.to();
    if (isInLine(key)
        && isInLine(value)
        && PartOutput.isShortPair(key.length(), offset, gap, value.length())) {
      return PartOutput.pair(key.length(), offset, gap, value.length(), out.bytes, at);
    }
    int behindKey = value(KEY, key, at);
    return value(FieldNumbers.ATTRIBUTE_VALUE, value, behindKey);
  }

  private void text(Field field, @Nullable String text) {
    if (text != null) {
      text(FieldNumbers.of(field), text, out);
    }
  }

  private static void text(byte number, String text, PartOutput out) {
    int length = PartOutput.utf8Length(text);
    out.ensure(SMALL + length);
    out.bytes[out.length++] = number;
    out.count((long) length << 1 | INLINE);
    out.utf8(text);
  }

  private void number(Field field, long value) {
    out.ensure(SMALL);
    out.length = number(field, value, 1, out.length);
  }

  private void time(long second, int nano, int offset, int digits) {
    out.ensure(SMALL);
    int at = out.beginShort(FieldNumbers.of(Field.TIME));
    PartOutput.time(second, nano, offset, digits, out.bytes, at);
    out.length += PartOutput.TIME_BYTES;
    endShort(at);
  }

  private void endShort(int at) {
    out.bytes[at - 1] = (byte) ((out.length - at) << 1 | INLINE);
  }

  // --- a record, which has no line: every text has its own bytes

  void write(MailEventRecord r) {
    out.ensure(SMALL);
    out.count(0);
    text(Field.KIND, r.fields().getOrDefault(Field.KIND, r.kind().key()));
    for (Map.Entry<Field, String> entry : r.fields().entrySet()) {
      Field field = entry.getKey();
      String text = entry.getValue();
      switch (field) {
        case KIND, TIME, ATTRIBUTES -> {
          // Written beside these.
        }
        case COPY -> text(field, "");
        case TO -> texts(field, text, r.recipients());
        case CHILD_QUEUE_ID -> texts(field, text, r.children());
        case N, REPEAT -> number(field, r.number(field));
        default -> text(field, text);
      }
    }
    LogTime time = r.time();
    if (time != null) {
      time(time.epochSecond(), time.nano(), time.offsetSeconds(), time.fractionDigits());
    }
    r.attributes()
        .forEach(
            (key, value) -> {
              text(Field.ATTRIBUTES, key);
              text(FieldNumbers.ATTRIBUTE_VALUE, value, out);
            });
  }

  private void texts(Field field, String only, Iterable<String> texts) {
    boolean none = true;
    for (String text : texts) {
      text(field, text);
      none = false;
    }
    if (none) {
      text(field, only);
    }
  }
}
