package io.maillog.binary;

import io.maillog.binary.BinaryReader.FormatException;
import io.maillog.event.EventKind;
import io.maillog.event.Field;
import io.maillog.event.LogTime;
import io.maillog.event.MailEventRecord;
import io.maillog.event.SmtpStage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the parts of an event that {@link EventOutput} has written, or another version of it. */
final class EventInput {
  /**
   * How many bytes of text all fields together may have, times those of the event. A text may lie
   * in another one, but an event whose fields are the whole line each, again and again, nobody
   * writes: a few bytes would ask for gigabytes.
   */
  private static final long MOST_TEXT = 128;

  private final PartInput in;
  private final int lineFrom;
  private final int lineLength;
  private long textLeft;

  // The value that was read last.
  private int from;
  private int to;
  private boolean inline;

  private final Map<Field, String> fields = new EnumMap<>(Field.class);
  private final List<String> recipients = new ArrayList<>();
  private final List<String> children = new ArrayList<>();
  private final Map<String, String> attributes = new LinkedHashMap<>();
  private @Nullable LogTime time;

  EventInput(byte[] bytes, int from, int to) throws FormatException {
    this.in = new PartInput(bytes, from, to);
    this.textLeft = MOST_TEXT * (to - from);
    this.lineLength = in.length(in.count());
    this.lineFrom = in.at();
    in.skip(lineLength);
  }

  MailEventRecord read() throws FormatException {
    String key = null;
    while (in.hasMore()) {
      int number = in.number();
      value();
      Field field = FieldNumbers.field(number);
      if (field != null) {
        key = field == Field.ATTRIBUTES ? text() : null;
        take(field);
      } else if (number == FieldNumbers.ATTRIBUTE_VALUE) {
        attributes.put(PartInput.required(key), text());
        key = null;
      } else if (number == FieldNumbers.ATTRIBUTE) {
        PartInput.check(key == null);
        pair(own());
      }
    }
    PartInput.check(key == null);
    return new MailEventRecord(
        Form.KINDS.getOrDefault(
            PartInput.required(fields.get(Field.KIND)), EventKind.OTHER), // of a later version
        time,
        Form.SEVERITIES.get(fields.getOrDefault(Field.SEVERITY, "")),
        Form.STATUSES.get(fields.getOrDefault(Field.STATUS, "")),
        stage(fields.get(Field.STAGE)),
        fields,
        recipients,
        children,
        attributes);
  }

  private static @Nullable SmtpStage stage(@Nullable String word) {
    return word == null ? null : Form.STAGES.getOrDefault(word, SmtpStage.OTHER);
  }

  private void take(Field field) throws FormatException {
    switch (field) {
      case TIME -> {
        time = own().time();
        fields.put(field, time.toString());
      }
      case N, REPEAT -> {
        long number = own().signed();
        PartInput.check(number > 0);
        fields.put(field, Long.toString(number));
      }
      case COPY -> fields.put(field, "true");
      case TO -> several(field, recipients);
      case CHILD_QUEUE_ID -> several(field, children);
      case ATTRIBUTES -> {
        // The key of a pair.
      }
      default -> fields.put(field, text());
    }
  }

  private void several(Field field, List<String> values) throws FormatException {
    String value = text();
    values.add(value);
    fields.putIfAbsent(field, value);
  }

  /** Reads where a value is: in the line, or behind its head. */
  private void value() throws FormatException {
    long head = in.count();
    inline = (head & EventOutput.INLINE) != 0;
    long length = head >>> 1;
    if (inline) {
      int count = in.length(length);
      from = in.at();
      to = from + count;
      in.skip(count);
    } else {
      refer(in.count(), length);
    }
  }

  /** A value of the line. */
  private void refer(long offset, long length) throws FormatException {
    PartInput.check(offset >= 0 && offset <= lineLength);
    PartInput.check(length >= 0 && length <= lineLength - offset);
    from = lineFrom + (int) offset;
    to = from + (int) length;
  }

  /** An attribute of the line; what a later version has behind its four counts is passed over. */
  private void pair(PartInput counts) throws FormatException {
    long keyLength = counts.count();
    refer(counts.count(), keyLength);
    String key = text();
    long gap = counts.count();
    refer(to - lineFrom + gap, counts.count());
    attributes.put(key, text());
  }

  /** The value's own bytes, which are no text. */
  private PartInput own() throws FormatException {
    PartInput.check(inline);
    return new PartInput(in.bytes, from, to);
  }

  private String text() throws FormatException {
    textLeft -= to - from;
    PartInput.check(textLeft >= 0);
    return new String(in.bytes, from, to - from, StandardCharsets.UTF_8);
  }
}
