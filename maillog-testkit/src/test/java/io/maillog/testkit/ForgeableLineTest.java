package io.maillog.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maillog.bytes.Literal;
import io.maillog.dialect.LineParser;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The guard against forging lets pass who reads by the grammar, and fails who searches. */
class ForgeableLineTest {
  private static final String HEADER = "Sep 12 10:15:30 mx1 demo[1]: ";
  private static final String SAMPLE =
      HEADER + "ABC123: client=[192.0.2.7], status=sent, to=<bob@example.org>";
  private static final ForgeableLine LINE =
      ForgeableLine.of(
          HEADER + "ABC123: client=[192.0.2.7], to=<{}@example.org>",
          "kind=delivery|to={}@example.org");

  private static void check(DialectChecksTest.Good dialect, ForgeableLine... lines) {
    new DialectChecks(dialect, List.of(SAMPLE.getBytes(StandardCharsets.UTF_8)))
        .statesNothingThatAStrangerWrote(List.of(lines));
  }

  @Test
  void dialectThatReadsByTheGrammarPasses() {
    assertThatCode(() -> check(new DialectChecksTest.Good(), LINE)).doesNotThrowAnyException();
  }

  @Test
  void dialectThatSearchesForTextFails() {
    assertThatThrownBy(() -> check(new Searching(), LINE))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("a stranger's text changes kind:\n" + HEADER + "ABC123: client=[192.")
        .hasMessageContaining("status=sent")
        .hasMessageContaining("\nof " + LINE + " with ");
  }

  @Test
  void dialectThatTakesTheLastOfTwoFails() {
    assertThatThrownBy(() -> check(new TakingTheLast(), clientLine()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("a stranger's text changes client_ip:")
        .hasMessageContaining("203.0.113.66");
  }

  @Test
  void dialectThatStatesNeitherOfTwoPasses() {
    assertThatCode(() -> check(new StatingNone(), clientLine())).doesNotThrowAnyException();
  }

  @Test
  void whatTheServerCannotWriteIsNotTried() {
    ForgeableLine neutered = LINE.writtenAs(text -> text.replaceAll("[^a-z]", "?"));
    assertThatThrownBy(() -> check(new Searching(), neutered.sentAs(text -> "status=sent")))
        .as("it writes another text than it states")
        .hasMessageContaining("the line states other facts")
        .hasMessageContaining("missing: {to=status=sent@example.org}");
    assertThatCode(
            () -> check(new Searching(), LINE.sentAs(text -> text.replaceAll("[^a-z]", "?"))))
        .doesNotThrowAnyException();
  }

  @Test
  void whatTheTextMayStateIsNoForgery() {
    assertThatCode(() -> check(new TakingTheLast(), clientLine().mayState(Field.CLIENT_IP)))
        .doesNotThrowAnyException();
  }

  @Test
  void lineHasToStateItsFacts() {
    ForgeableLine wrong = ForgeableLine.of(LINE.toString(), "kind=delivery|to={}");
    assertThatThrownBy(() -> check(new DialectChecksTest.Good(), wrong))
        .hasMessageContaining("the line states other facts")
        .hasMessageContaining("missing: {to=harmless}\nstated:  {to=harmless@example.org}");
    assertThatThrownBy(
            () -> wrong.assertStates(new DialectChecksTest.Good(), List.of("first", "second")))
        .hasMessageContaining("with first");
    assertThatCode(
            () -> LINE.assertStates(new DialectChecksTest.Good(), List.of("a> status=sent", "<b")))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> check(new DialectChecksTest.Good()))
        .hasMessageContaining("lines that a stranger can write into");
    assertThatThrownBy(() -> ForgeableLine.of(SAMPLE, "kind=delivery"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(SAMPLE);
  }

  private static ForgeableLine clientLine() {
    return ForgeableLine.of(
        HEADER + "ABC123: client [192.0.2.7], helo={}", "kind=connect|client_ip=192.0.2.7");
  }

  /** Takes a line for a bounce that has a word anywhere. */
  private static final class Searching extends DialectChecksTest.Good {
    private static final Literal STATUS = Literal.of("status=sent");

    @Override
    public LineParser newLineParser() {
      LineParser good = super.newLineParser();
      return (b, from, to, header, event) -> {
        good.parse(b, from, to, header, event);
        if (STATUS.indexIn(b, from, to) >= 0) {
          event.kind(EventKind.BOUNCE);
        }
      };
    }
  }

  /** Takes the last thing in brackets for the client. */
  private static final class TakingTheLast extends DialectChecksTest.Good {
    @Override
    public LineParser newLineParser() {
      return (b, from, to, header, event) -> {
        String text = new String(b, from, to - from, StandardCharsets.ISO_8859_1);
        event.kind(EventKind.CONNECT);
        client(text, text.lastIndexOf('['), from, event);
      };
    }
  }

  /** States the client only where one thing is in brackets. */
  private static final class StatingNone extends DialectChecksTest.Good {
    @Override
    public LineParser newLineParser() {
      return (b, from, to, header, event) -> {
        String text = new String(b, from, to - from, StandardCharsets.ISO_8859_1);
        event.kind(EventKind.CONNECT);
        if (text.indexOf('[') == text.lastIndexOf('[')) {
          client(text, text.indexOf('['), from, event);
        }
      };
    }
  }

  private static void client(String text, int open, int from, EventWriter event) {
    int close = text.indexOf(']', open);
    if (open >= 0 && close > 0) {
      event.span(Field.CLIENT_IP, from + open + 1, from + close);
    }
  }
}
