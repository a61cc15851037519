package io.maillog.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maillog.bytes.Literal;
import io.maillog.dialect.Claim;
import io.maillog.dialect.CorrelationRules;
import io.maillog.dialect.Dialect;
import io.maillog.dialect.LineParser;
import io.maillog.event.EventKind;
import io.maillog.event.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Each guard of the kit lets a good dialect pass, and fails for one that breaks just its rule. */
class DialectChecksTest {
  private static final String SAMPLE = "Sep 12 10:15:30 mx1 demo[1]: ABC123: to=<bob@example.org>";

  private static DialectChecks checks(Dialect dialect) {
    return new DialectChecks(dialect, List.of(SAMPLE.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void goodDialectPassesEveryCheck() {
    DialectChecks checks = checks(new Good());
    assertThatCode(checks::claimsItsSamples).doesNotThrowAnyException();
    assertThatCode(checks::neverThrows).doesNotThrowAnyException();
    assertThatCode(checks::readsInsideTheLineOnly).doesNotThrowAnyException();
    assertThatCode(checks::pointsInsideTheLineOnly).doesNotThrowAnyException();
    assertThatCode(checks::remembersNothing).doesNotThrowAnyException();
    assertThatCode(checks::allocatesNothing).doesNotThrowAnyException();
    assertThatCode(checks::worksInLinearTime).doesNotThrowAnyException();
    assertThatCode(checks::unknownTextIsOther).doesNotThrowAnyException();
  }

  @Test
  void dialectThatDoesNotClaimItsLinesFails() {
    fails(checks(new Shy())::claimsItsSamples, "not claimed");
  }

  @Test
  void dialectThatThrowsFails() {
    fails(checks(new Throwing())::neverThrows, "throws");
  }

  @Test
  void dialectThatReadsBehindTheLineFails() {
    fails(checks(new Curious())::readsInsideTheLineOnly, "among other bytes");
  }

  @Test
  void dialectThatPointsBehindTheLineFails() {
    fails(checks(new Pointing())::pointsInsideTheLineOnly, "points outside");
  }

  @Test
  void dialectThatRemembersFails() {
    fails(checks(new Remembering())::remembersNothing, "after others");
  }

  @Test
  void dialectThatAllocatesFails() {
    fails(checks(new Allocating())::allocatesNothing, "allocates");
  }

  @Test
  void dialectWhoseWorkIsQuadraticFails() {
    fails(checks(new Quadratic())::worksInLinearTime, "steps for");
  }

  @Test
  void dialectThatKnowsEverythingFails() {
    fails(checks(new Knowing())::unknownTextIsOther, "nobody writes");
  }

  private static void fails(ThrowingCallable check, String why) {
    assertThatThrownBy(check).isInstanceOf(AssertionError.class).hasMessageContaining(why);
  }

  /** Reads {@code ID: to=<ADDR>}. */
  public static class Good implements Dialect {
    private static final Literal DEMO = Literal.of("demo");

    @Override
    public String name() {
      return "demo";
    }

    @Override
    public Claim claimProgram(byte[] line, int from, int to) {
      return DEMO.equalsAt(line, from, to) ? Claim.STRONG : Claim.NONE;
    }

    @Override
    public LineParser newLineParser() {
      return (b, from, to, header, event) -> {
        for (int i = from; i + 1 < to; i++) {
          if (b[i] == '<' && b[to - 1] == '>') {
            event.kind(EventKind.DELIVERY);
            event.span(Field.TO, i + 1, to - 1);
            return;
          }
        }
      };
    }

    @Override
    public CorrelationRules correlationRules() {
      throw new IllegalStateException("no test asks for it");
    }
  }

  /** Claims nothing. */
  public static class Shy extends Good {
    @Override
    public Claim claimProgram(byte[] line, int from, int to) {
      return Claim.NONE;
    }
  }

  /** Throws for a line that ends too early. */
  public static class Throwing extends Good {
    @Override
    public LineParser newLineParser() {
      return (b, from, to, header, event) -> event.span(Field.UID, b[from + 1], b[from + 1]);
    }
  }

  /** Looks at the byte behind the line. */
  public static class Curious extends Good {
    @Override
    public LineParser newLineParser() {
      return (b, from, to, header, event) -> {
        if (to < b.length && b[to] == '>') {
          event.kind(EventKind.DELIVERY);
        }
      };
    }
  }

  /** Points at the byte behind the line. */
  public static class Pointing extends Good {
    @Override
    public LineParser newLineParser() {
      return (b, from, to, header, event) -> event.span(Field.TO, from, Math.min(b.length, to + 1));
    }
  }

  /** Counts lines. */
  public static class Remembering extends Good {
    @Override
    public LineParser newLineParser() {
      int[] lines = new int[1];
      return (b, from, to, header, event) ->
          event.kind(lines[0]++ == 0 ? EventKind.CONNECT : EventKind.DISCONNECT);
    }
  }

  /** Makes a String of each line. */
  public static class Allocating extends Good {
    @Override
    public LineParser newLineParser() {
      Object[] last = new Object[1];
      return (b, from, to, header, event) -> {
        last[0] = new String(b, from, to - from, StandardCharsets.ISO_8859_1);
        Objects.requireNonNull(last[0]);
      };
    }
  }

  /** Looks for each byte's like in the rest of the line. */
  public static class Quadratic extends Good {
    @Override
    public LineParser newLineParser() {
      return (b, from, to, header, event) -> {
        int pairs = 0;
        for (int i = from; i < to; i++) {
          for (int k = i + 1; k < to; k++) {
            pairs += b[i] == b[k] ? 1 : 0;
          }
        }
        event.kind(pairs < 0 ? EventKind.DELIVERY : EventKind.OTHER);
      };
    }
  }

  /** Takes every text for a delivery. */
  public static class Knowing extends Good {
    @Override
    public LineParser newLineParser() {
      return (b, from, to, header, event) -> event.kind(EventKind.DELIVERY);
    }
  }
}
