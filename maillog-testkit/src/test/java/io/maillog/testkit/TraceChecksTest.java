package io.maillog.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maillog.bytes.Literal;
import io.maillog.dialect.CorrelationRules;
import io.maillog.dialect.Dialect;
import io.maillog.dialect.LineParser;
import io.maillog.event.DeliveryStatus;
import io.maillog.event.EventKind;
import io.maillog.event.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each check of traces lets a good dialect pass, and fails for one that breaks its rule. */
class TraceChecksTest {
  private static final String HEAD = "Sep 12 10:15:30 mx1 demo[1]: A1: to=";
  private static final List<String> LOG =
      List.of(HEAD + "<received@example.org>", HEAD + "<ann@example.org>");
  private static final List<String> LONG_LOG =
      List.of(
          HEAD + "<received@example.org>",
          HEAD + "<removed@example.org>",
          "Sep 12 10:45:30 mx1 demo[1]: A1: to=<joe@example.org>");

  /** The names of the checks that a dialect fails. */
  private static Set<String> failures(Dialect dialect, List<String> log) {
    TraceChecks checks = new TraceChecks(dialect, log);
    Map<String, Runnable> all = new LinkedHashMap<>();
    all.put("nameNobodyElse", checks::nameNobodyElse);
    all.put("areTheSameWhenRestored", checks::areTheSameWhenRestored);
    all.put("areTheSameOnSeveralThreads", checks::areTheSameOnSeveralThreads);
    all.put("endOnce", checks::endOnce);
    Set<String> failed = new TreeSet<>();
    all.forEach(
        (name, check) -> {
          try {
            check.run();
          } catch (AssertionError e) {
            failed.add(name);
          }
        });
    return failed;
  }

  @Test
  void goodDialectPassesEveryCheck() {
    assertThat(failures(new Telling(), LOG)).isEmpty();
  }

  @Test
  void dialectWhoseParsersDifferFailsWhatCompares() {
    assertThat(failures(new Inventing(Field.TO), LOG))
        .containsExactly("areTheSameOnSeveralThreads", "areTheSameWhenRestored", "nameNobodyElse");
  }

  /** Whatever it is that a parser of its own invents: a name in a trace comes from a line. */
  @ParameterizedTest
  @EnumSource(names = {"FROM", "USER", "CLIENT_IP", "RELAY_HOST", "RELAY_IP", "REMOTE_QUEUE_ID"})
  void inventedNameIsFound(Field field) {
    assertThat(failures(new Inventing(field), LOG)).contains("nameNobodyElse");
  }

  @Test
  void dialectWithoutTracesFailsThat() {
    assertThat(failures(new DialectChecksTest.Good(), LOG)).containsExactly("nameNobodyElse");
  }

  @Test
  void dialectWhoseRulesCountIsAnotherOneWhenItIsRestored() {
    assertThat(failures(new Counting(), LOG)).containsExactly("areTheSameWhenRestored");
  }

  /** It says that the message has left the queue, though a delivery follows. */
  @Test
  void dialectThatEndsMessagesTooEarlyFailsThat() {
    assertThat(failures(new Telling(), LONG_LOG)).containsExactly("endOnce");
  }

  @Test
  void failureSaysWhatIsWrong() {
    assertThatThrownBy(() -> new TraceChecks(new Inventing(Field.TO), LOG).nameNobodyElse())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no line states somebody");
    assertThatThrownBy(() -> new TraceChecks(new Telling(), LONG_LOG).endOnce())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("it goes on behind the end of its trace")
        .hasMessageContaining("joe@example.org");
    assertThatThrownBy(() -> new TraceChecks(new Counting(), LOG).areTheSameWhenRestored())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("other traces saved and restored behind each line:\nline 1:");
  }

  /** Takes the first address for the line's meaning: {@code received}, {@code removed}. */
  static class Telling extends DialectChecksTest.Good {
    private static final Literal RECEIVED = Literal.of("received");
    private static final Literal REMOVED = Literal.of("removed");

    @Override
    public LineParser newLineParser() {
      LineParser parser = super.newLineParser();
      return (b, from, to, header, event) -> {
        parser.parse(b, from, to, header, event);
        if (!event.has(Field.TO)) {
          return;
        }
        event.span(Field.QUEUE_ID, from, Math.min(to, from + 2));
        int address = event.from(Field.TO);
        if (RECEIVED.startsAt(b, address, to)) {
          event.kind(EventKind.RECEIVED);
          event.decimal(Field.NRCPT, 1);
        } else if (REMOVED.startsAt(b, address, to)) {
          event.kind(EventKind.REMOVED);
        } else {
          event.status(DeliveryStatus.SENT);
        }
      };
    }

    @Override
    public CorrelationRules correlationRules() {
      return rules(() -> true);
    }

    static CorrelationRules rules(BooleanSupplier logsRemoval) {
      return new CorrelationRules() {
        @Override
        public boolean logsRemoval() {
          return logsRemoval.getAsBoolean();
        }

        @Override
        public @Nullable Field sessionKey() {
          return null;
        }
      };
    }
  }

  /** Each of its parsers names another recipient, say. */
  private static final class Inventing extends Telling {
    private final Field field;
    private int parsers;

    Inventing(Field field) {
      this.field = field;
    }

    @Override
    public LineParser newLineParser() {
      LineParser parser = super.newLineParser();
      Literal name = Literal.of("somebody" + ++parsers);
      return (b, from, to, header, event) -> {
        parser.parse(b, from, to, header, event);
        event.literal(field, name);
      };
    }
  }

  /** Counts how often it is asked, which is in no saved state. */
  private static final class Counting extends Telling {
    @Override
    public CorrelationRules correlationRules() {
      int[] asked = new int[1];
      return rules(() -> ++asked[0] < 3);
    }
  }
}
