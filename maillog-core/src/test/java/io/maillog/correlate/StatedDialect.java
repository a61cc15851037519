package io.maillog.correlate;

import io.maillog.bytes.ByteScan;
import io.maillog.dialect.CorrelationRules;
import io.maillog.dialect.Dialect;
import io.maillog.dialect.LineParser;
import io.maillog.event.DeliveryStatus;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import io.maillog.event.SmtpStage;
import io.maillog.header.LineHeader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A server whose lines say outright what they state: {@code kind field=value field=value …}, with
 * the names of NDJSON; several {@code to} and {@code child_queue_id} are several. Its program has
 * its name.
 *
 * @param name the program
 * @param correlationRules its habits
 */
record StatedDialect(String name, CorrelationRules correlationRules) implements Dialect {
  private static final Map<String, Field> FIELDS = named(Field.values(), Field::key);
  private static final Map<String, EventKind> KINDS = named(EventKind.values(), EventKind::key);

  private static <E> Map<String, E> named(E[] all, Function<E, String> key) {
    return Arrays.stream(all).collect(Collectors.toMap(key, one -> one));
  }

  /** A server that logs removals, and whose sessions have a process each. */
  static StatedDialect logging() {
    return new StatedDialect("logging", new Habits(true, false));
  }

  /** One that knows more of its transactions, and hands on while it receives. */
  static StatedDialect eager() {
    return new StatedDialect(
        "eager",
        new Habits(true, true) {
          @Override
          public boolean tellsTransactionsByClient() {
            return true;
          }

          @Override
          public boolean deliversWhileReceiving() {
            return true;
          }

          @Override
          public boolean isHandedBack(MailEvent received) {
            return received.is(Field.PROTOCOL, "filter");
          }
        });
  }

  /** One that logs no removals, and whose transactions have the ids. */
  static StatedDialect silent() {
    return new StatedDialect(
        "silent",
        new Habits(false, true) {
          @Override
          public boolean transactionsHaveIds() {
            return true;
          }

          @Override
          public boolean announcesSessions() {
            return false;
          }

          @Override
          public int recipientsAdded(MailEvent event) {
            return event.is(Field.ACTION, "add") ? 1 : event.is(Field.ACTION, "remove") ? -1 : 0;
          }
        });
  }

  /** One whose sessions have ids of their own, and which takes a message in by several lines. */
  static StatedDialect single() {
    return new StatedDialect(
        "single",
        new Habits(false, true) {
          @Override
          public Field sessionKey() {
            return Field.SESSION_ID;
          }

          @Override
          public boolean receivesInSeveralLines() {
            return true;
          }
        });
  }

  private static class Habits implements CorrelationRules {
    private final boolean removals;
    private final boolean queued;

    Habits(boolean removals, boolean queued) {
      this.removals = removals;
      this.queued = queued;
    }

    @Override
    public boolean logsRemoval() {
      return removals;
    }

    @Override
    public @Nullable Field sessionKey() {
      return Field.PID;
    }

    @Override
    public boolean receivedIsQueued() {
      return queued;
    }
  }

  @Override
  public Claim claimProgram(byte[] line, int from, int to) {
    return text(line, from, to).equals(name) ? Claim.STRONG : Claim.NONE;
  }

  @Override
  public LineParser newLineParser() {
    return StatedDialect::parse;
  }

  private static String text(byte[] b, int from, int to) {
    return new String(b, from, to - from, StandardCharsets.US_ASCII);
  }

  private static void parse(byte[] b, int from, int to, LineHeader header, EventWriter e) {
    int p = ByteScan.endOfWord(b, from, to);
    e.kind(KINDS.get(text(b, from, p)));
    while (p < to) {
      int word = p + 1;
      p = ByteScan.endOfWord(b, word, to);
      int equals = ByteScan.indexOf(b, word, p, (byte) '=');
      Field field = FIELDS.get(text(b, word, equals));
      int value = equals + 1;
      switch (field) {
        case STATUS -> e.status(DeliveryStatus.valueOf(upper(b, value, p)));
        case STAGE -> e.stage(SmtpStage.valueOf(upper(b, value, p)));
        case TO -> e.recipient(value, p);
        case CHILD_QUEUE_ID -> e.child(value, p);
        default -> e.span(field, value, p);
      }
    }
  }

  private static String upper(byte[] b, int from, int to) {
    return text(b, from, to).toUpperCase(Locale.ROOT);
  }
}
