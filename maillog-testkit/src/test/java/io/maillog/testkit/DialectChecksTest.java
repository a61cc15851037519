package io.maillog.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maillog.bytes.Literal;
import io.maillog.dialect.CorrelationRules;
import io.maillog.dialect.Dialect;
import io.maillog.dialect.Dialect.Claim;
import io.maillog.dialect.LineParser;
import io.maillog.event.EventKind;
import io.maillog.event.Field;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Each guard of the kit lets a good dialect pass, and it alone fails for one that breaks its rule.
 */
class DialectChecksTest {
  private static final String SAMPLE = "Sep 12 10:15:30 mx1 demo[1]: ABC123: to=<bob@example.org>";

  /** The names of the checks that a dialect fails. */
  private static Set<String> failures(Dialect dialect) {
    DialectChecks checks =
        new DialectChecks(dialect, List.of(SAMPLE.getBytes(StandardCharsets.UTF_8)));
    Map<String, Runnable> all = new LinkedHashMap<>();
    all.put("claimsItsSamples", checks::claimsItsSamples);
    all.put("neverThrows", checks::neverThrows);
    all.put("readsInsideTheLineOnly", checks::readsInsideTheLineOnly);
    all.put("pointsInsideTheLineOnly", checks::pointsInsideTheLineOnly);
    all.put("remembersNothing", checks::remembersNothing);
    all.put("allocatesNothing", checks::allocatesNothing);
    all.put("eventsCanBeShipped", checks::eventsCanBeShipped);
    all.put("worksInLinearTime", checks::worksInLinearTime);
    all.put("unknownTextIsOther", checks::unknownTextIsOther);
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
    assertThat(failures(new Good())).isEmpty();
  }

  @Test
  void dialectThatDoesNotClaimItsLinesFailsThat() {
    assertThat(failures(new Shy())).containsExactly("claimsItsSamples");
  }

  @Test
  void dialectThatThrowsFailsThat() {
    assertThat(failures(new Throwing())).containsExactly("neverThrows");
    assertThat(failures(new ThrowingWhenAsked())).containsExactly("neverThrows");
  }

  @Test
  void dialectThatReadsBehindTheLineFailsThat() {
    assertThat(failures(new Curious())).containsExactly("readsInsideTheLineOnly");
    assertThat(failures(new ReadingOn())).containsExactly("readsInsideTheLineOnly");
    assertThat(failures(new GuessingArrival())).containsExactly("readsInsideTheLineOnly");
  }

  @Test
  void dialectThatSearchesBeforeTheLineFailsThat() {
    assertThat(failures(new SearchingBackwards())).containsExactly("readsInsideTheLineOnly");
    assertThat(failures(new SearchingFromMinusOne())).containsExactly("readsInsideTheLineOnly");
    byte[] line = SAMPLE.getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(
            () ->
                new DialectChecks(new SearchingFromMinusOne(), List.of(line))
                    .readsInsideTheLineOnly(List.of(line)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("but in a buffer:")
        .hasMessageContaining("\nof: Sep 12");
  }

  @Test
  void dialectThatPointsElsewhereFailsThat() {
    assertThat(failures(new PointingAtTheStamp())).containsExactly("pointsInsideTheLineOnly");
    // An end behind the line depends on what is there.
    assertThat(failures(new PointingBehind()))
        .containsExactly("pointsInsideTheLineOnly", "readsInsideTheLineOnly");
  }

  @Test
  void dialectThatRemembersFailsThat() {
    assertThat(failures(new Remembering())).contains("remembersNothing");
  }

  @Test
  void dialectThatAllocatesFailsThat() {
    assertThat(failures(new Allocating())).containsExactly("allocatesNothing");
  }

  @Test
  void dialectWhoseEventsCannotBeShippedFailsThat() {
    byte[] line = (SAMPLE + " ".repeat(4000) + ">").getBytes(StandardCharsets.UTF_8);
    assertThatCode(() -> new DialectChecks(new Good(), List.of(line)).eventsCanBeShipped())
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> new DialectChecks(new Repeating(), List.of(line)).eventsCanBeShipped())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no binary form of Sep 12");
  }

  @Test
  void dialectWhoseWorkGrowsTooFastFailsThat() {
    assertThat(failures(new Quadratic())).containsExactly("worksInLinearTime");
    assertThat(failures(new QuadraticBeforeABracket())).containsExactly("worksInLinearTime");
    assertThat(failures(new Recursive())).containsExactly("worksInLinearTime");
  }

  @Test
  void dialectThatKnowsEverythingFailsThat() {
    assertThat(failures(new Knowing())).containsExactly("unknownTextIsOther");
  }

  @Test
  void failureShowsTheLine() {
    DialectChecks checks =
        new DialectChecks(new Shy(), List.of(SAMPLE.getBytes(StandardCharsets.UTF_8)));
    assertThatThrownBy(checks::claimsItsSamples)
        .isInstanceOf(AssertionError.class)
        .hasMessage("not claimed: " + SAMPLE);
    assertThatThrownBy(() -> new DialectChecks(new Good(), List.of()))
        .hasMessageContaining("sample lines");
  }

  @Test
  void workThatDoesNotEndIsBrokenOff() {
    byte[] line = SAMPLE.getBytes(StandardCharsets.UTF_8);
    assertThat(new LoopCounter(new Endless()).steps(line, 1000)).isGreaterThan(1000);
    LoopCounter good = new LoopCounter(new Good());
    good.steps(line, 1000); // classes are initialised
    assertThat(good.steps(line, 1000)).isBetween(20L, 300L).isEqualTo(good.steps(line, 1000));
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
      return TraceChecksTest.Telling.rules(() -> true);
    }
  }

  /** Claims nothing. */
  public static class Shy extends Good {
    @Override
    public Claim claimProgram(byte[] line, int from, int to) {
      return Claim.NONE;
    }
  }

  /** Throws for a byte that only random texts have. */
  public static class Throwing extends Good {
    @Override
    public LineParser newLineParser() {
      return (b, from, to, header, event) -> {
        if (from < to && b[from] == 7) {
          throw new IllegalStateException("bell");
        }
      };
    }
  }

  /** Throws when it is asked for the time of an id that is none. */
  public static class ThrowingWhenAsked extends Good {
    @Override
    public long arrival(byte[] line, int from, int to) {
      if (from < to && line[from] == 7) {
        throw new IllegalStateException("bell");
      }
      return UNKNOWN_TIME;
    }
  }

  /** Looks at the byte behind the line. */
  public static class Curious extends Good {
    @Override
    public LineParser newLineParser() {
      return (b, from, to, header, event) -> {
        if (from < to && b[from] == 'A' && to < b.length && b[to] == '>') {
          event.kind(EventKind.DELIVERY);
        }
      };
    }
  }

  /** Reads a word to its end, be it outside. */
  public static class ReadingOn extends Good {
    private static final Literal WORD = Literal.of("bob@example.org");

    @Override
    public LineParser newLineParser() {
      return (b, from, to, header, event) -> {
        if (from + 12 < to && WORD.startsAt(b, from + 12, b.length)) {
          event.kind(EventKind.DELIVERY);
        }
      };
    }
  }

  /** Looks for the last bracket, and does not stop at the line's start. */
  public static class SearchingBackwards extends Good {
    @Override
    public LineParser newLineParser() {
      return (b, from, to, header, event) -> {
        int i = to - 1;
        while (i >= 0 && b[i] != '<') {
          i--;
        }
        if (i >= 0) {
          event.kind(EventKind.CONNECT);
        }
      };
    }
  }

  /** Takes the -1 of a search that found nothing for a place. */
  public static class SearchingFromMinusOne extends Good {
    @Override
    public LineParser newLineParser() {
      return (b, from, to, header, event) -> {
        int at = -1;
        for (int i = from; i < to; i++) {
          at = b[i] == '<' ? i : at;
        }
        for (int i = at + 1; i < to && i < from; i++) {
          if (b[i] == ')') {
            event.kind(EventKind.DELIVERY);
          }
        }
      };
    }
  }

  /** Tells an id's time by what follows it. */
  public static class GuessingArrival extends Good {
    @Override
    public long arrival(byte[] line, int from, int to) {
      return to < line.length ? line[to] : UNKNOWN_TIME;
    }
  }

  /** Points at the line's stamp. */
  public static class PointingAtTheStamp extends Good {
    @Override
    public LineParser newLineParser() {
      return (b, from, to, header, event) -> event.span(Field.TO, header.lineFrom(), from);
    }
  }

  /** Points at the byte behind the line. */
  public static class PointingBehind extends Good {
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

  /** States the whole line so often that no reader of the binary form would take it. */
  public static class Repeating extends Good {
    @Override
    public LineParser newLineParser() {
      LineParser good = super.newLineParser();
      return (b, from, to, header, event) -> {
        good.parse(b, from, to, header, event);
        for (int i = 0; i < 300 && event.has(Field.TO); i++) {
          event.recipient(from, to);
        }
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

  /** Counts, before a bracket, how many brackets follow. */
  public static class QuadraticBeforeABracket extends Good {
    @Override
    public LineParser newLineParser() {
      return (b, from, to, header, event) -> {
        int count = 0;
        for (int i = from; i < to; i++) {
          for (int k = i; b[i] == '[' && k < to; k++) {
            count += b[k] == ']' ? 1 : 0;
          }
        }
        event.kind(count < 0 ? EventKind.DELIVERY : EventKind.OTHER);
      };
    }
  }

  /** Sums, for each comma, what follows it, without a loop; not deep, but often. */
  public static class Recursive extends Good {
    @Override
    public LineParser newLineParser() {
      return (b, from, to, header, event) -> {
        int sum = 0;
        for (int i = from; i < to; i += 10) {
          sum += halves(b, from, to);
        }
        event.kind(sum == Integer.MIN_VALUE ? EventKind.DELIVERY : EventKind.OTHER);
      };
    }

    private static int halves(byte[] b, int from, int to) {
      if (to - from < 2) {
        return from < to ? b[from] : 0;
      }
      int middle = (from + to) >>> 1;
      return halves(b, from, middle) + halves(b, middle, to);
    }
  }

  /** Waits for a byte that does not come. */
  public static class Endless extends Good {
    @Override
    public LineParser newLineParser() {
      return (b, from, to, header, event) -> {
        int i = from;
        while (b[i] != 0) {
          i = i + 1 < to ? i + 1 : from;
        }
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
