package io.maillog.exim;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.event.EventKind;
import io.maillog.event.Field;
import io.maillog.event.MailEventRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A refusal shows a hundred bytes of what a client gave to a command (smtp_in.c,
 * smtp_handle_acl_fail): what may go on there is nobody's address.
 */
class CutArgumentTest {
  private static final String CLIENT = "H=(pc) [192.0.2.7] ";
  private static final String RCPT = CLIENT + "F=<ann@example.net> rejected RCPT ";

  /** Each {@code {N}} stands for an address of that length. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          <{99} # # cut before its bracket
          <{98}> # 98 # whole
          {100} # # nothing tells whether it goes on
          {99} # 99 # whole
          {60} (a comment that is cut after a hundred b # 60 # whole, and a comment
          Ann <{95} # # a name, and an address that is cut
          a@example.org <{85} # # a name, and an address that is cut
          (x) <{95}> # # a comment, and an address that is cut
          <"x> {95} # # quotes that are cut
          (see victim@example.org or victim@example.org or victim@example.org or victim@example.org or more of # # a comment that is cut
          <{100}> # 100 # shown whole, as before Exim 4.95
          """)
  void recipientIsWholeOrNone(String written, Integer length, String why) {
    String argument = filled(written);
    String shown = length != null && length == 100 ? argument : cut(argument);
    for (String text : new String[] {": see <https://example.org/help>", ""}) {
      MailEventRecord event = Lines.read(RCPT + shown + text);
      assertThat(event.text(Field.TO)).as(why).isEqualTo(length == null ? null : address(length));
      assertThat(event.text(Field.FROM)).isEqualTo("ann@example.net");
      assertThat(event.text(Field.REASON))
          .isEqualTo(text.isEmpty() ? null : "see <https://example.org/help>");
    }
  }

  @Test
  void senderIsWholeOrNone() {
    MailEventRecord cut = Lines.read(CLIENT + "rejected MAIL <" + address(99) + ": no");
    assertThat(cut.text(Field.FROM)).isNull();
    assertThat(cut.text(Field.REASON)).isEqualTo("no");
    MailEventRecord whole = Lines.read(CLIENT + "rejected MAIL <" + address(98) + ">: no");
    assertThat(whole.text(Field.FROM)).isEqualTo(address(98));
  }

  @ParameterizedTest
  @CsvSource({"VRFY", "EXPN"})
  void whoIsAskedForIsWholeOrNone(String command) {
    String head = CLIENT + "rejected " + command + " ";
    for (String cut : new String[] {address(100), "<" + address(98) + ">", "<" + address(99)}) {
      MailEventRecord event = Lines.read(head + cut + ": no");
      assertThat(event.text(Field.TO)).isNull();
      assertThat(event.text(Field.REASON)).isEqualTo("no");
    }
    assertThat(Lines.read(head + address(99) + ": no").text(Field.TO)).isEqualTo(address(99));
    assertThat(Lines.read(head + cut("x: a lie" + address(95)) + ": no").text(Field.REASON))
        .isNull();
  }

  @Test
  void nameOfAGreetingIsWholeOrNone() {
    String refused = "H=[192.0.2.7] rejected EHLO or HELO ";
    assertThat(Lines.read(refused + "h".repeat(100) + ": no").text(Field.HELO)).isNull();
    assertThat(Lines.read(refused + "h".repeat(100)).text(Field.HELO)).isNull();
    assertThat(Lines.read(refused + "h".repeat(99) + ": no").text(Field.HELO)).hasSize(99);
    String name = "h".repeat(50) + ": a lie" + "h".repeat(80);
    MailEventRecord both =
        Lines.read("H=(" + name + ") [192.0.2.7] rejected EHLO or HELO " + cut(name) + ": no");
    assertThat(both.text(Field.HELO)).isEqualTo(name);
    assertThat(both.text(Field.REASON)).isEqualTo("no");
  }

  /** What an ACL discards is shown whole (smtp_in.c, smtp_setup_msg). */
  @Test
  void recipientThatIsDiscardedIsNotCut() {
    String line = CLIENT + "F=<ann@example.net> RCPT %s: discarded by RCPT ACL: no";
    assertThat(Lines.read(line.formatted(address(100))).text(Field.TO)).isEqualTo(address(100));
  }

  /** Where a line does not fit in the log's buffer, Exim says so in the midst of it (log.c). */
  @Test
  void whatTheLogsBufferCutIsNotStated() {
    String overflowed = "**** log string overflowed log buffer ****";
    MailEventRecord refused =
        Lines.read("rejected MAIL FROM:<" + "a".repeat(8000) + "@exa" + overflowed);
    assertThat(refused.kind()).isEqualTo(EventKind.REJECT);
    assertThat(refused.text(Field.FROM)).isNull();
    String reply = "250 " + "x".repeat(8000);
    MailEventRecord sent =
        Lines.read(
            "1vNMFN-0002BN-1x => bob@example.com R=r T=t H=mx [198.51.100.25] C=\""
                + reply
                + overflowed);
    assertThat(sent.text(Field.TO)).isEqualTo("bob@example.com");
    assertThat(sent.text(Field.REPLY)).isEqualTo(reply);
    MailEventRecord said =
        Lines.read("1vNMFN-0002BN-1x ** bob@example.com R=r T=t: 550 " + overflowed);
    assertThat(said.text(Field.REPLY)).as("a next hop may say so").endsWith(overflowed);
  }

  private static String filled(String written) {
    int open = written.indexOf('{');
    if (open < 0) {
      return written;
    }
    int close = written.indexOf('}');
    String address = address(Integer.parseInt(written.substring(open + 1, close)));
    return written.substring(0, open) + address + written.substring(close + 1);
  }

  private static String cut(String argument) {
    return argument.substring(0, Math.min(100, argument.length()));
  }

  private static String address(int length) {
    String domain = "@example.org";
    return "a".repeat(length - domain.length()) + domain;
  }
}
