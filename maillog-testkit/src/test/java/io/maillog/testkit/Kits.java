package io.maillog.testkit;

import io.maillog.dialect.CorrelationRules;
import io.maillog.dialect.Dialect;
import io.maillog.dialect.LineParser;
import io.maillog.event.DeliveryStatus;
import io.maillog.event.EventKind;
import io.maillog.event.Field;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Kits that {@link KitRunTest} runs; by themselves they are no tests of the build. */
final class Kits {
  private Kits() {}

  static class Good extends DialectCompatibilityKit {
    @Override
    protected Dialect dialect() {
      return new TraceChecksTest.Telling();
    }

    @Override
    protected List<String> sampleLines() {
      return List.of("Sep 12 10:15:30 mx1 demo[1]: ABC123: to=<bob@example.org>");
    }

    @Override
    protected List<ForgeableLine> forgeableLines() {
      return List.of(
          ForgeableLine.of(
              "Sep 12 10:15:30 mx1 demo[1]: ABC123: to=<x{}@example.org>",
              "kind=delivery|queue_id=AB|status=sent|to=x{}@example.org"));
    }

    @Override
    protected List<List<String>> stories() {
      return List.of(sampleLines());
    }
  }

  static class Bad extends Good {
    @Override
    protected Dialect dialect() {
      return new DialectChecksTest.Throwing();
    }
  }

  private static final List<String> RESTORED =
      List.of("{id}: to=<{user}@example.org>", "{id}: to=<{user}@example.net>");
  private static final Map<String, List<String>> WORDS =
      Map.of("id", List.of("A1", "A2"), "user", List.of("ann", "bob"));

  static class Restoring extends RestoreKit {
    Restoring() {
      super(new GoldenRunnerTest.Correlating(), "mx1 demo[1]: ", RESTORED, WORDS);
    }
  }

  static class RestoringTheCounting extends RestoreKit {
    RestoringTheCounting() {
      super(new Counting(), "mx1 demo[1]: ", RESTORED, WORDS);
    }
  }

  private static final String HEAD = "2026-09-12T10:15:30Z mx1 demo[1]: ";
  private static final List<List<String>> MIXED =
      List.of(List.of("A1: to=<ann@example.org>", "A1: to=<bob@example.org>"));

  static class Ordering extends OrderKit {
    Ordering() {
      super(new GoldenRunnerTest.Correlating(), HEAD, MIXED);
    }
  }

  static class OrderingTheCounting extends OrderKit {
    OrderingTheCounting() {
      super(new Counting(), HEAD, MIXED);
    }
  }

  /** Counts lines, and what it is asked: neither is in a saved state. */
  private static final class Counting extends GoldenRunnerTest.Correlating {
    @Override
    public LineParser newLineParser() {
      LineParser parser = super.newLineParser();
      int[] lines = new int[1];
      return (b, from, to, header, event) -> {
        parser.parse(b, from, to, header, event);
        event.status(++lines[0] == 1 ? DeliveryStatus.SENT : DeliveryStatus.BOUNCED);
        if (b[to - 2] == 't') {
          event.kind(EventKind.RECEIVED);
          event.span(Field.NRCPT, from + 1, from + 2);
        }
      };
    }

    @Override
    public CorrelationRules correlationRules() {
      int[] asked = new int[1];
      return new CorrelationRules() {
        @Override
        public boolean logsRemoval() {
          return ++asked[0] % 2 == 0;
        }

        @Override
        public @Nullable Field sessionKey() {
          return null;
        }
      };
    }
  }
}
