package io.maillog.benchmarks;

import io.maillog.bytes.ByteSlice;
import io.maillog.event.DeliveryStatus;
import io.maillog.event.Field;
import io.maillog.event.FieldSet;
import io.maillog.event.MailEvent;
import io.maillog.event.Severity;
import io.maillog.event.SmtpStage;
import org.jspecify.annotations.Nullable;

/**
 * Reads every present field of an event as a user would who wants no garbage: numbers as numbers,
 * words as constants, texts as slices. It adds up what it reads, so that nothing can be left out: a
 * number, the length of a word; of a text its length, its first and its last byte. Allocates
 * nothing.
 */
final class FieldSum {
  private final ByteSlice slice = new ByteSlice();

  /** The sum of an event. */
  long of(MailEvent e) {
    long sum = 0;
    FieldSet stated = e.fields();
    for (Field field = stated.first(); field != null; field = stated.after(field)) {
      sum +=
          switch (field.type()) {
            case NUMBER -> stated(e.number(field));
            case SECONDS -> stated(e.micros(field));
            case TIME -> e.epochSecond() + e.nano();
            case WORD -> word(e, field);
            case FLAG -> 1;
            case MAP -> attributes(e);
            case TEXT -> field == Field.TO ? recipients(e) : text(e, field);
          };
    }
    return sum;
  }

  private static long stated(long number) {
    return number == MailEvent.ABSENT ? 0 : number;
  }

  private static long word(MailEvent e, Field field) {
    return switch (field) {
      case KIND -> e.kind().key().length();
      case STATUS -> status(e.status());
      case STAGE -> stage(e.stage());
      case SEVERITY -> severity(e.severity());
      default -> length(e.dialect());
    };
  }

  private static long status(@Nullable DeliveryStatus status) {
    return status == null ? 0 : status.key().length();
  }

  private static long stage(@Nullable SmtpStage stage) {
    return stage == null ? 0 : stage.key().length();
  }

  private static long severity(@Nullable Severity severity) {
    return severity == null ? 0 : severity.key().length();
  }

  private static long length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }

  private long text(MailEvent e, Field field) {
    ByteSlice text = e.slice(field, slice);
    return text == null ? length(e.file()) : bytes(text); // the input's name is no part of a line
  }

  private static long bytes(ByteSlice text) {
    int length = text.length();
    return length == 0 ? 0 : length + text.byteAt(0) + text.byteAt(length - 1);
  }

  private long recipients(MailEvent e) {
    long sum = 0;
    for (int i = 0; i < e.recipientCount(); i++) {
      sum += bytes(e.recipient(i, slice));
    }
    return sum;
  }

  private long attributes(MailEvent e) {
    long sum = 0;
    for (int i = 0; i < e.attributeCount(); i++) {
      sum += bytes(e.attributeKey(i, slice));
      sum += bytes(e.attributeValue(i, slice));
    }
    return sum;
  }
}
