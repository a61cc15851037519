package io.maillog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maillog.dialect.CorrelationRules;
import io.maillog.dialect.Dialect;
import io.maillog.dialect.Dialect.Claim;
import io.maillog.dialect.Dialects;
import io.maillog.dialect.LineParser;
import io.maillog.header.parse.HeaderParser;
import io.maillog.header.parse.ParsedHeader;
import io.maillog.header.parse.ProgramMemory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DialectChooserTest {
  private final ProgramMemory programs = new ProgramMemory();
  private final HeaderParser headers = new HeaderParser(programs);
  private final ParsedHeader header = new ParsedHeader();

  private int choose(DialectChooser chooser, String line) {
    byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
    headers.parse(bytes, 0, bytes.length, header);
    return chooser.choose(bytes, header);
  }

  private int program(DialectChooser chooser, String program) {
    return choose(chooser, "Sep 12 10:15:30 mx1 " + program + "[1]: text");
  }

  /** Claims programs that start with a text, and counts how often it is asked. */
  private static final class Claiming implements Dialect {
    private final String start;
    private final Claim claim;
    private int asked;

    Claiming(String start, Claim claim) {
      this.start = start;
      this.claim = claim;
    }

    @Override
    public String name() {
      return start;
    }

    @Override
    public Claim claimProgram(byte[] line, int from, int to) {
      asked++;
      return text(line, from, to).startsWith(start) ? claim : Claim.NONE;
    }

    @Override
    public Claim claimUntagged(byte[] line, int from, int to) {
      return text(line, from, to).startsWith(start) ? claim : Claim.NONE;
    }

    private static String text(byte[] line, int from, int to) {
      return new String(line, from, to - from, StandardCharsets.ISO_8859_1);
    }

    @Override
    public LineParser newLineParser() {
      return (line, from, to, header, event) -> {};
    }

    @Override
    public CorrelationRules correlationRules() {
      throw new AssertionError("choosing asks for no rules");
    }
  }

  /** Claims one program, and no line without one. */
  private record Exact(String name) implements Dialect {
    @Override
    public Claim claimProgram(byte[] line, int from, int to) {
      return Claiming.text(line, from, to).equals(name) ? Claim.STRONG : Claim.NONE;
    }

    @Override
    public LineParser newLineParser() {
      return (line, from, to, header, event) -> {};
    }

    @Override
    public CorrelationRules correlationRules() {
      throw new AssertionError("choosing asks for no rules");
    }
  }

  @Test
  void surestClaimWinsAndTheFirstOfEqualOnes() {
    DialectChooser chooser =
        new DialectChooser(
            List.of(
                new Claiming("mail", Claim.WEAK),
                new Claiming("maild", Claim.STRONG),
                new Claiming("maildx", Claim.STRONG)),
            programs);
    assertThat(program(chooser, "mail")).isEqualTo(0);
    assertThat(program(chooser, "maild")).isEqualTo(1);
    assertThat(program(chooser, "maildx")).isEqualTo(1);
    assertThat(program(chooser, "cron")).isEqualTo(DialectChooser.FOREIGN);
  }

  /** Uses the name of a program that others use too. */
  private record Sharing(String name, String text, Claim sure) implements Dialect {
    @Override
    public Claim claimProgram(byte[] line, int from, int to) {
      return Claiming.text(line, from, to).equals("smtpd") ? Claim.WEAK : Claim.NONE;
    }

    @Override
    public Claim claimText(byte[] line, int from, int to) {
      return Claiming.text(line, from, to).startsWith(text) ? sure : Claim.NONE;
    }

    @Override
    public LineParser newLineParser() {
      return (line, from, to, header, event) -> {};
    }

    @Override
    public CorrelationRules correlationRules() {
      throw new AssertionError("choosing asks for no rules");
    }
  }

  @Test
  void nameThatSeveralUseIsToldByTheText() {
    DialectChooser chooser =
        new DialectChooser(
            List.of(new Sharing("own", "te", Claim.STRONG), new Claiming("smtpd", Claim.WEAK)),
            programs);
    for (int i = 0; i < 2; i++) {
      assertThat(program(chooser, "smtpd")).isZero();
      assertThat(choose(chooser, "Sep 12 10:15:30 mx1 smtpd[1]: connect from x")).isEqualTo(1);
    }
    // A surer name goes before any text.
    DialectChooser sure =
        new DialectChooser(
            List.of(new Sharing("own", "te", Claim.STRONG), new Claiming("smtpd", Claim.STRONG)),
            new ProgramMemory());
    assertThat(program(sure, "smtpd")).isEqualTo(1);
  }

  @Test
  void nameThatSeveralUseIsNobodysIfNoTextFits() {
    DialectChooser chooser =
        new DialectChooser(
            List.of(new Sharing("a", "x", Claim.STRONG), new Sharing("b", "y", Claim.WEAK)),
            programs);
    assertThat(program(chooser, "smtpd")).isEqualTo(DialectChooser.FOREIGN);
    assertThat(choose(chooser, "Sep 12 10:15:30 mx1 smtpd[1]: y")).isEqualTo(1);
  }

  @Test
  void programIsRemembered() {
    Claiming dialect = new Claiming("smtpd", Claim.STRONG);
    DialectChooser chooser = new DialectChooser(List.of(dialect), programs);
    for (int i = 0; i < 10; i++) {
      assertThat(program(chooser, "smtpd")).isZero();
      assertThat(program(chooser, "cron")).isEqualTo(DialectChooser.FOREIGN);
    }
    assertThat(dialect.asked).isEqualTo(2);
  }

  @Test
  void programsThatShareASlotAreToldApart() {
    DialectChooser chooser = new DialectChooser(List.of(new Claiming("a", Claim.STRONG)), programs);
    // Thousands of names in 256 slots, each asked twice, in an order that lets them push each other
    // out.
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 3000; i++) {
        assertThat(program(chooser, "a" + i)).isZero();
        assertThat(program(chooser, "b" + i)).isEqualTo(DialectChooser.FOREIGN);
      }
    }
  }

  @Test
  void namesThatDifferInTheMiddleAreToldApart() {
    DialectChooser chooser =
        new DialectChooser(List.of(new Claiming("12345678-a-12345678", Claim.STRONG)), programs);
    for (int i = 0; i < 3; i++) {
      assertThat(program(chooser, "12345678-a-12345678")).isZero();
      assertThat(program(chooser, "12345678-b-12345678")).isEqualTo(DialectChooser.FOREIGN);
    }
  }

  @Test
  void nameOfAnyLengthIsAsked() {
    DialectChooser chooser = new DialectChooser(List.of(new Claiming("x", Claim.STRONG)), programs);
    for (int length : new int[] {1, 63, 64, 65, 5000}) {
      assertThat(program(chooser, "x".repeat(length))).as("%d", length).isZero();
      assertThat(program(chooser, "y".repeat(length))).isEqualTo(DialectChooser.FOREIGN);
    }
  }

  @Test
  void lineThatAProgramStampsForItselfIsToldByItsText() {
    DialectChooser chooser =
        new DialectChooser(List.of(new Claiming("text", Claim.WEAK)), programs);
    assertThat(choose(chooser, "2026-09-12 10:15:30 text")).isZero();
    assertThat(choose(chooser, "2026-09-12 10:15:30 [8001] text")).isZero();
    assertThat(choose(chooser, "2026-09-12 10:15:30 other")).isEqualTo(DialectChooser.FOREIGN);
    // A host, and no program: syslogd's own words.
    assertThat(choose(chooser, "Sep 12 10:15:30 mx1 text")).isEqualTo(DialectChooser.FOREIGN);
  }

  @Test
  void unitIsNamedByItsProgram() {
    DialectChooser chooser = new DialectChooser(List.of(new Exact("mail")), programs);
    assertThat(program(chooser, "mail")).isZero();
    assertThat(program(chooser, "mail.service")).isZero();
    assertThat(program(chooser, "mail@-.service")).isZero();
    assertThat(program(chooser, "mails.service")).isEqualTo(DialectChooser.FOREIGN);
    assertThat(program(chooser, "mail@-.socket")).isEqualTo(DialectChooser.FOREIGN);
    assertThat(program(chooser, "@.service")).isEqualTo(DialectChooser.FOREIGN);
  }

  /** A container's name says little; only where it names the server, any text of it will do. */
  @Test
  void wholeLineUnderAContainersName() {
    Dialect strong = new Claiming("text", Claim.STRONG);
    Dialect weak = new Claiming("text", Claim.WEAK);
    String line = "Sep 12 10:15:30 mx1 %s[1]: 2026-09-12 10:15:30 text";
    DialectChooser one = new DialectChooser(List.of(strong), programs);
    assertThat(choose(one, line.formatted("relay"))).isZero();
    assertThat(choose(one, line.formatted("relay") + " more")).isZero();
    assertThat(choose(one, "Sep 12 10:15:30 mx1 relay[1]: 2026-09-12 10:15:30 other"))
        .isEqualTo(DialectChooser.FOREIGN);
    assertThat(choose(one, "Sep 12 10:15:30 mx1 relay[1]: 2026-09-12T10:15:30 text"))
        .isEqualTo(DialectChooser.FOREIGN);
    DialectChooser unsure = new DialectChooser(List.of(weak), new ProgramMemory());
    assertThat(choose(unsure, line.formatted("relay"))).isEqualTo(DialectChooser.FOREIGN);
    DialectChooser two = new DialectChooser(List.of(new Exact("other"), weak), new ProgramMemory());
    assertThat(choose(two, line.formatted("relay"))).isEqualTo(DialectChooser.FOREIGN);
    assertThat(choose(two, line.formatted("mail-text-relay"))).isEqualTo(1);
    assertThat(choose(two, line.formatted("my_text4_1"))).isEqualTo(1);
    assertThat(choose(two, line.formatted("context"))).isEqualTo(DialectChooser.FOREIGN);
    assertThat(choose(two, line.formatted("a-texts"))).isEqualTo(DialectChooser.FOREIGN);
    assertThat(one.stampsItself(0)).isTrue();
    assertThat(two.stampsItself(0)).isFalse();
    assertThat(two.stampsItself(DialectChooser.FOREIGN)).isFalse();
  }

  @Test
  void dialectsAreInTheOrderOfTheirNames() {
    Dialects dialects = Dialects.of(new Claiming("b", Claim.WEAK), new Claiming("a", Claim.WEAK));
    assertThat(dialects.all()).extracting(Dialect::name).containsExactly("a", "b");
    assertThat(dialects.named("b")).isPresent();
    assertThat(dialects.named("c")).isEmpty();
    assertThat(dialects.only("b").all()).extracting(Dialect::name).containsExactly("b");
    assertThatThrownBy(() -> dialects.only("c"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no dialect c among [a, b]");
    assertThatThrownBy(
            () -> Dialects.of(new Claiming("a", Claim.WEAK), new Claiming("a", Claim.WEAK)))
        .hasMessage("two dialects are named a");
  }
}
