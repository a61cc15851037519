package io.maillog.binary;

import io.maillog.event.DeliveryStatus;
import io.maillog.event.EventKind;
import io.maillog.event.Field;
import io.maillog.event.LogTime;
import io.maillog.event.MailEventRecord;
import io.maillog.event.Severity;
import io.maillog.event.SmtpStage;
import io.maillog.trace.Attempt;
import io.maillog.trace.Client;
import io.maillog.trace.Completeness;
import io.maillog.trace.Link;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Note;
import io.maillog.trace.Outcome;
import io.maillog.trace.Recipient;
import io.maillog.trace.Submitter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Events and traces of every part, or of some, as a seed has it. */
final class Samples {
  private final Random random;
  private final double present;

  /**
   * Samples of a seed.
   *
   * @param present how likely a part is there that may be absent
   */
  Samples(long seed, double present) {
    this.random = new Random(seed);
    this.present = present;
  }

  private <T> @Nullable T some(Supplier<T> part) {
    return random.nextDouble() < present ? part.get() : null;
  }

  private <T> List<T> several(Supplier<T> part) {
    List<T> list = new ArrayList<>();
    for (T next = some(part); next != null && list.size() < 4; next = some(part)) {
      list.add(next);
    }
    return list;
  }

  private <T> T one(T[] words) {
    return words[random.nextInt(words.length)];
  }

  /** Text of one to four bytes a character, of any length up to some hundred bytes. */
  private String text() {
    int[] points = random.ints(random.nextInt(60), 0, 4).map(this::point).toArray();
    return new String(points, 0, points.length);
  }

  private int point(int bytes) {
    return switch (bytes) {
      case 0 -> random.nextInt(0x80);
      case 1 -> 0x80 + random.nextInt(0x780);
      case 2 -> 0xe000 + random.nextInt(0x1000);
      default -> 0x1f600 + random.nextInt(0x40);
    };
  }

  private int number() {
    return random.nextInt() >>> random.nextInt(32);
  }

  private int atLeastOne() {
    return Math.max(1, number() & Integer.MAX_VALUE);
  }

  LogTime time() {
    return new LogTime(
        random.nextLong(-62_167_219_200L + 86_400, 253_402_300_799L - 86_400),
        random.nextInt(1_000_000_000),
        random.nextInt(-18 * 60, 18 * 60 + 1) * 60,
        random.nextInt(10));
  }

  MailEventRecord event() {
    LogTime time = some(this::time);
    EventKind kind = one(EventKind.values());
    Severity severity = some(() -> one(Severity.values()));
    DeliveryStatus status = some(() -> one(DeliveryStatus.values()));
    SmtpStage stage = some(() -> one(SmtpStage.values()));
    List<String> recipients = several(this::text);
    List<String> children = several(this::text);
    Map<String, String> attributes = new LinkedHashMap<>();
    several(this::text).forEach(key -> attributes.put(key, text()));
    Map<Field, String> fields = new EnumMap<>(Field.class);
    for (Field field : Field.values()) {
      String text =
          switch (field) {
            case KIND -> kind.key();
            case TIME -> time == null ? null : time.toString();
            case SEVERITY -> severity == null ? null : severity.key();
            case STATUS -> status == null ? null : status.key();
            case STAGE -> stage == null ? null : stage.key();
            case TO -> recipients.isEmpty() ? null : recipients.get(0);
            case CHILD_QUEUE_ID -> children.isEmpty() ? null : children.get(0);
            case COPY -> some(() -> "true");
            case N, REPEAT -> some(() -> Integer.toString(atLeastOne()));
            case ATTRIBUTES -> null;
            default -> some(this::text);
          };
      if (text != null) {
        fields.put(field, text);
      }
    }
    return new MailEventRecord(
        kind, time, severity, status, stage, fields, recipients, children, attributes);
  }

  MessageTrace trace() {
    return new MessageTrace(
        text(),
        some(this::text),
        some(this::text),
        some(this::text),
        some(this::text),
        some(this::text),
        some(this::text),
        some(random::nextLong),
        some(this::number),
        some(this::text),
        some(this::time),
        some(this::time),
        some(this::client),
        some(() -> new Submitter(some(this::text), some(random::nextLong))),
        several(this::recipient),
        several(() -> new Link(one(Link.Type.values()), text(), some(this::text))),
        several(
            () ->
                new Note(
                    some(this::time), one(EventKind.values()), some(this::text), some(this::text))),
        one(Outcome.values()),
        one(Completeness.values()),
        random.nextBoolean() ? 0 : atLeastOne(),
        random.nextBoolean() ? 0 : atLeastOne(),
        some(this::time),
        some(this::time),
        some(this::text),
        random.nextBoolean() ? 0 : atLeastOne());
  }

  private Client client() {
    return new Client(
        some(this::text),
        some(this::text),
        some(this::number),
        some(this::text),
        some(this::text),
        some(this::text),
        some(this::text),
        some(this::text));
  }

  private Recipient recipient() {
    return new Recipient(
        text(),
        some(this::text),
        one(Outcome.values()),
        several(this::attempt),
        random.nextBoolean() ? 0 : atLeastOne());
  }

  private Attempt attempt() {
    return new Attempt(
        some(this::time),
        one(DeliveryStatus.values()),
        some(this::text),
        some(this::text),
        some(this::number),
        some(this::text),
        some(this::number),
        some(this::text),
        some(random::nextLong),
        some(this::text));
  }
}
