package io.maillog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.maillog.event.EventWriter;
import io.maillog.event.MailEvent;
import io.maillog.header.parse.HeaderParser;
import io.maillog.header.parse.ParsedHeader;
import io.maillog.header.parse.TimePolicy;
import io.maillog.header.parse.YearHint;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SyslogCopiesTest {
  private final EventWriter event = new EventWriter(new MailEvent());
  private final TimePolicy times = TimePolicy.inZone(ZoneOffset.UTC);
  private SyslogCopies copies = new SyslogCopies();

  SyslogCopiesTest() {
    times.startInput(YearHint.given(2026));
  }

  /** Whether a line is a copy; where its text has a {@code #}, it may come twice from there on. */
  private boolean isCopy(String line, boolean stamped) {
    byte[] bytes = line.getBytes(UTF_8);
    new HeaderParser().parse(bytes, 0, bytes.length, ParsedHeader.of(event.header()));
    event.begin(bytes);
    times.complete(ParsedHeader.of(event.header()));
    int mark = line.indexOf('#');
    if (mark >= 0) {
      event.mayRepeat(mark, stamped);
    }
    copies.read(event);
    return event.event().copy();
  }

  private boolean isCopy(String line) {
    return isCopy(line, false);
  }

  @Test
  void sameTextOfOneProcessIsACopy() {
    assertThat(isCopy("Sep 12 10:00:01 a demo[1]: #no")).isFalse();
    assertThat(isCopy("Sep 12 10:00:01 a demo[2]: #no")).as("another process").isFalse();
    assertThat(isCopy("Sep 12 10:00:01 b demo[1]: #no")).as("another host").isFalse();
    assertThat(isCopy("Sep 12 10:00:01 a demo[1]: #No")).as("another text").isFalse();
    assertThat(isCopy("Sep 12 10:00:02 a demo[1]: #no")).as("another second").isFalse();
    assertThat(isCopy("Sep 12 10:00:01 a demo[1]: [1/2] #no")).as("another piece").isTrue();
    assertThat(isCopy("Sep 12 10:00:01 b demo[1]: #no")).isTrue();
    assertThat(isCopy("<20>Sep 12 10:00:01 a other[2]: #no")).as("another log").isTrue();
    assertThat(isCopy("Sep 12 10:00:01 a demo[1]: #no")).as("once more").isTrue();
  }

  @Test
  void lineThatIsWrittenOnceIsNone() {
    assertThat(isCopy("Sep 12 10:00:01 a demo[1]: no")).isFalse();
    assertThat(isCopy("Sep 12 10:00:01 a demo[1]: no")).isFalse();
  }

  @Test
  void textThatStatesItsTimeIsOfOneMoment() {
    assertThat(isCopy("Sep 12 10:00:01 a demo[1]: #10:00:01 no", true)).isFalse();
    assertThat(isCopy("Sep 12 10:00:02 a demo[1]: #10:00:01 no", true)).isTrue();
  }

  @Test
  void anotherLogKnowsNothingOfThisOne() {
    isCopy("Sep 12 10:00:01 a demo[1]: #no");
    copies.start();
    assertThat(isCopy("Sep 12 10:00:01 a demo[1]: #no")).isFalse();
  }

  @Test
  void onlyTheLastLinesAreRemembered() {
    for (int others = SyslogCopies.LINES - 1; others <= SyslogCopies.LINES; others++) {
      isCopy("Sep 12 10:00:01 a demo[1]: #no " + others);
      for (int i = 0; i < others; i++) {
        isCopy("Sep 12 10:00:01 a demo[1]: #" + others + " " + i);
      }
      assertThat(isCopy("Sep 12 10:00:01 a demo[1]: #no " + others))
          .isEqualTo(others < SyslogCopies.LINES);
    }
  }

  @Test
  void onlySoManyBytesAreRemembered() {
    String line = "Sep 12 10:00:01 a demo[1]: #";
    int own = "a1".length() + 2 + 1; // host, pid, two zeros, and the mark
    String longest = line + "x".repeat(SyslogCopies.BYTES - own);
    assertThat(isCopy(longest)).isFalse();
    assertThat(isCopy(longest)).isFalse(); // there is no room to compare them
    assertThat(isCopy(longest + "x")).isFalse();
    String half = "y".repeat(SyslogCopies.BYTES / 2 - own);
    assertThat(isCopy(line + half)).isFalse();
    assertThat(isCopy(line + half)).isTrue();
    assertThat(isCopy(line + "z" + half)).isFalse();
    assertThat(isCopy(line + half)).isFalse();
  }

  @Property(tries = 200)
  void asAListOfLinesSays(@ForAll("texts") List<String> texts) throws IOException {
    copies = new SyslogCopies();
    Deque<String> known = new ArrayDeque<>();
    for (String text : texts) {
      boolean expected = known.contains(text);
      assertThat(isCopy("Sep 12 10:00:01 " + text)).as(text).isEqualTo(expected);
      if (!expected) {
        known.add(text);
        if (known.size() > SyslogCopies.LINES) {
          known.remove();
        }
      }
      if (text.endsWith("x")) {
        copies = restored(copies);
      }
    }
  }

  @Provide
  Arbitrary<List<String>> texts() {
    Arbitrary<String> host = Arbitraries.of("a", "b", "ab");
    Arbitrary<String> text = Arbitraries.strings().withChars("wx").ofMinLength(1).ofMaxLength(8);
    return Combinators.combine(host, Arbitraries.integers().between(1, 3), text)
        .as((h, pid, t) -> h + " demo[" + pid + "]: #" + t)
        .list()
        .ofMaxSize(600);
  }

  private static SyslogCopies restored(SyslogCopies copies) throws IOException {
    ByteArrayOutputStream state = new ByteArrayOutputStream();
    copies.save(new DataOutputStream(state));
    SyslogCopies restored = new SyslogCopies();
    restored.restore(new DataInputStream(new ByteArrayInputStream(state.toByteArray())));
    return restored;
  }

  @Test
  void absurdStateIsRefused() throws IOException {
    ByteArrayOutputStream state = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(state);
    out.writeInt(1);
    out.writeLong(0);
    out.writeInt(SyslogCopies.BYTES + 1);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new SyslogCopies()
                    .restore(new DataInputStream(new ByteArrayInputStream(state.toByteArray()))));
  }
}
