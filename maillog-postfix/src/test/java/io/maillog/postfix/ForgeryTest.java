package io.maillog.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.event.Field;
import io.maillog.event.MailEventRecord;
import io.maillog.testkit.ForgeableLine;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Text that strangers write into a line, and that looks like fields, is taken for what it is: a
 * part of the HELO name, the address, the subject, the reply.
 */
class ForgeryTest {
  private static final String TAIL =
      "; from=<evil@example.net> to=<victim@example.org> proto=SMTP helo=<x>";
  private static final String DONE =
      ", relay=evil[192.0.2.66]:25, delay=0, dsn=2.0.0, status=sent (250 ok)";

  /** What strangers write. */
  static final List<String> FORGERIES =
      List.of(
          "status=sent (250 ok)",
          " status=sent (250 ok)",
          DONE,
          "to=<victim@example.org>, status=sent (250 ok)",
          "]: 4FAB18C3E90: removed",
          "Sep 12 10:15:31 mx1 postfix/qmgr[1]: 4FAB18C3E90: removed",
          TAIL,
          "x> from=<evil@example.net> to=<victim@example.org>",
          "[192.0.2.66]",
          " from evil[192.0.2.66]; from=<evil@example.net> to=<victim@example.org> proto=SMTP",
          ", sasl_username=evil",
          "\"quoted\" 'too' (so) [it] {is}",
          "550 5.7.1 <victim@example.org>: no; ",
          "?\u0007?\u001b[31m?",
          "NOQUEUE: reject: RCPT from evil[192.0.2.66]: 554 5.7.1 no; from=<> to=<>",
          "queued as 4FAB18C3E90",
          "message repeated 3 times: [ ",
          "((((((((((",
          "))))))))))",
          "<<<<<<",
          ">>>>>>");

  static List<ForgeableLine> lines() {
    return ForgeableLines.all();
  }

  @ParameterizedTest
  @MethodSource("lines")
  void textOfAStrangerIsTakenForNoFact(ForgeableLine line) {
    line.assertStates(new PostfixDialect(), FORGERIES);
  }

  @ParameterizedTest
  @MethodSource
  void specialPlaces(String line, String facts) {
    expect(Lines.read(line), facts.split("\\|", -1));
  }

  static Stream<Arguments> specialPlaces() {
    return Stream.of(
        // A HELO name that quotes its own refusal.
        Arguments.of(
            "smtpd: NOQUEUE: reject: EHLO from client.example.net[192.0.2.7]: 504 5.5.2 <a>: x;"
                + " from=<f@example.net> to=<t@example.net> proto=ESMTP helo=<b>: Helo command"
                + " rejected: no; from=<real@example.org> to=<bob@example.org> proto=ESMTP"
                + " helo=<a>: x; from=<f@example.net> to=<t@example.net> proto=ESMTP helo=<b>",
            "kind=reject|action=reject|client_ip=192.0.2.7|client_host=client.example.net|code=504|dsn=5.5.2|stage=helo|from=real@example.org|to=bob@example.org|protocol=ESMTP|helo=a>:"
                + " x; from=<f@example.net> to=<t@example.net> proto=ESMTP helo=<b|reason=<a>: x;"
                + " from=<f@example.net> to=<t@example.net> proto=ESMTP helo=<b>: Helo command"
                + " rejected: no"),
        // A DNS list's text with semicolons.
        Arguments.of(
            "smtpd: NOQUEUE: reject: RCPT from unknown[192.0.2.7]: 554 5.7.1 Service unavailable;"
                + " Client host [192.0.2.7] blocked using dnsbl.example.org; see"
                + " https://example.org/; from=<a@example.net> to=<b@example.org> proto=ESMTP"
                + " helo=<pc>",
            "kind=reject|action=reject|client_ip=192.0.2.7|code=554|dsn=5.7.1|stage=rcpt|from=a@example.net|to=b@example.org|protocol=ESMTP|helo=pc|reason=Service"
                + " unavailable; Client host [192.0.2.7] blocked using dnsbl.example.org; see"
                + " https://example.org/"),
        // Words that look like ids.
        Arguments.of(
            "smtpd: warning: DEADBEEF is no id",
            "kind=diagnostic|severity=warning|reason=DEADBEEF is no id"),
        Arguments.of("smtpd: connect from 4F1AB18C3E9: removed[192.0.2.7]", "kind=connect"),
        // The address of a relay in a reply is not the relay.
        Arguments.of(
            "smtp: 4F1AB18C3E9: to=<b@example.com>, relay=none, delay=1, delays=0/0/1/0, dsn=4.4.1,"
                + " status=deferred (connect to mx.example.com[198.51.100.25]:25: Connection timed"
                + " out)",
            "kind=delivery|queue_id=4F1AB18C3E9|to=b@example.com|relay_host=none|delay=1|delay_before_queue=0"
                + "|delay_queue=0|delay_connect=1|delay_transmit=0|dsn=4.4.1|status=deferred|reply=connect"
                + " to mx.example.com[198.51.100.25]:25: Connection timed out"),
        // An unknown user's reply that says "queued as" in its middle.
        Arguments.of(
            "smtp: 4F1AB18C3E9: to=<b@example.com>, relay=mx.example.com[198.51.100.25]:25,"
                + " delay=1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 4FAB18C3E90 or not)",
            "kind=delivery|queue_id=4F1AB18C3E9|to=b@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|relay_port=25|delay=1|dsn=2.0.0|status=sent|code=250|reply=250"
                + " 2.0.0 Ok: queued as 4FAB18C3E90 or not"));
  }

  @ParameterizedTest
  @MethodSource
  void readingsThatTheGrammarDecides(String line, String facts) {
    expect(Lines.read(line), facts.split("\\|", -1));
  }

  @Test
  void replyWithAsManyTailsAsItHasRoomFor() {
    String reason =
        "<carol@example.com>: Recipient address rejected: undeliverable address: host"
            + " mx.evil.example[203.0.113.9] said: 550 5.1.1 no"
            + "; from=<".repeat(40)
            + "ceo@bank.example> to=<carol@example.com> (in reply to RCPT TO command)";
    MailEventRecord e =
        Lines.read(
            "smtpd: NOQUEUE: reject: RCPT from client.example.net[192.0.2.7]: 550 5.1.1 "
                + reason
                + "; from=<bob@listed.example> to=<carol@example.com> proto=ESMTP helo=<pc>");
    expect(
        e,
        "kind=reject",
        "action=reject",
        "client_ip=192.0.2.7",
        "client_host=client.example.net",
        "code=550",
        "dsn=5.1.1",
        "from=bob@listed.example",
        "to=carol@example.com",
        "protocol=ESMTP",
        "helo=pc",
        "reason=" + reason,
        "stage=rcpt");
  }

  static Stream<Arguments> readingsThatTheGrammarDecides() {
    return Stream.of(
        // A HELO name has no bracket in it: what follows its own are SASL facts.
        Arguments.of(
            "smtpd: NOQUEUE: reject: RCPT from client.example.net[192.0.2.7]: 554 5.7.1"
                + " <bob@x>: Relay access denied; from=<a@b> to=<c@d> proto=ESMTP helo=<pc>"
                + " sasl_method=PLAIN sasl_username=<ceo>",
            "kind=reject|action=reject|stage=rcpt|client_ip=192.0.2.7|client_host=client.exam"
                + "ple.net|code=554|dsn=5.7.1|reason=<bob@x>: Relay access"
                + " denied|from=a@b|to=c@d|protocol=ESMTP|helo=pc|sasl_method=PLAIN"
                + "|sasl_username=<ceo>"),
        Arguments.of(
            "smtpd: NOQUEUE: reject: RCPT from client.example.net[192.0.2.7]: 554 5.7.1"
                + " <bob@x>: Relay access denied; from=<a@b> to=<c@d> proto=ESMTP helo=<pc>"
                + " sasl_sender=x>",
            "kind=reject|action=reject|stage=rcpt|client_ip=192.0.2.7|client_host=client.exam"
                + "ple.net|code=554|dsn=5.7.1|reason=<bob@x>: Relay access"
                + " denied|from=a@b|to=c@d|protocol=ESMTP|helo=pc|sasl_sender=x>"),
        // A user whose name holds further ones, or what follows his name.
        Arguments.of(
            "smtpd: NOQUEUE: reject: RCPT from client.example.net[192.0.2.7]: 554 5.7.1"
                + " <bob@x>: Relay access denied; from=<a@b> to=<c@d> proto=ESMTP helo=<pc>"
                + " sasl_method=PLAIN sasl_username=ceo> sasl_method=LOGIN sasl_username=alice"
                + " sasl_sender=<alice@b>x",
            "kind=reject|action=reject|stage=rcpt|client_ip=192.0.2.7|client_host=client.example.net|code=554|dsn=5.7.1|reason=<bob@x>:"
                + " Relay access denied|from=a@b|to=c@d|protocol=ESMTP|helo=pc|sasl_method=PLAIN"),
        // The user's name in brackets, after the HELO name alone, is a milter's line.
        Arguments.of(
            "smtpd: 4F1AB18C3E9: milter-reject: END-OF-MESSAGE from"
                + " client.example.net[192.0.2.7]: 5.7.1 Spam; from=<a@b> to=<c@d> proto=ESMTP"
                + " helo=<pc> sasl_username=<alice>",
            "kind=reject|action=reject|queue_id=4F1AB18C3E9|stage=eod|client_ip=192.0.2.7|cli"
                + "ent_host=client.example.net|dsn=5.7.1|reason=Spam|from=a@b|to=c@d|protocol=ESMTP"
                + "|helo=pc|sasl_username=alice"),
        // A next hop's reply.
        Arguments.of(
            "smtpd: NOQUEUE: reject: RCPT from client.example.net[192.0.2.7]: 550 5.1.1"
                + " <carol@example.com>: Recipient address rejected: undeliverable address: host"
                + " mx.evil.example[203.0.113.9] said: 550 5.1.1 no; from=<ceo@bank.example>"
                + " to=<victim@example.org> proto=ESMTP helo=<x> (in reply to RCPT TO command);"
                + " from=<bob@listed.example> to=<carol@example.com> proto=ESMTP helo=<pc>",
            "kind=reject|action=reject|stage=rcpt|client_ip=192.0.2.7|client_host=client.exam"
                + "ple.net|code=550|dsn=5.1.1|reason=<carol@example.com>: Recipient address"
                + " rejected: undeliverable address: host mx.evil.example[203.0.113.9] said: 550"
                + " 5.1.1 no; from=<ceo@bank.example> to=<victim@example.org> proto=ESMTP helo=<x>"
                + " (in reply to RCPT TO"
                + " command)|from=bob@listed.example|to=carol@example.com|protocol=ESMTP|helo=pc"),
        Arguments.of(
            "smtpd: NOQUEUE: reject: RCPT from client.example.net[192.0.2.7]: 550 5.1.1"
                + " <carol@example.com>: Recipient address rejected: undeliverable address: host"
                + " mx.evil.example[203.0.113.9] said: 550 5.1.1 no (in reply to RCPT TO command);"
                + " from=<ceo@bank.example> to=<victim@example.org> proto=ESMTP helo=<x> (in reply"
                + " to RCPT TO command); from=<bob@listed.example> to=<carol@example.com>"
                + " proto=ESMTP helo=<pc>",
            "kind=reject|action=reject|stage=rcpt|client_ip=192.0.2.7|client_host=client.exam"
                + "ple.net|code=550|dsn=5.1.1|reason=<carol@example.com>: Recipient address"
                + " rejected: undeliverable address: host mx.evil.example[203.0.113.9] said: 550"
                + " 5.1.1 no (in reply to RCPT TO command); from=<ceo@bank.example>"
                + " to=<victim@example.org> proto=ESMTP helo=<x> (in reply to RCPT TO"
                + " command)|from=bob@listed.example|to=carol@example.com|protocol=ESMTP|helo=pc"),
        // A next hop's reply.
        Arguments.of(
            "smtpd: NOQUEUE: reject: RCPT from client.example.net[192.0.2.7]: 550 5.1.1"
                + " <carol@example.com>: Recipient address rejected: undeliverable address: host"
                + " mx.evil.example[203.0.113.9] said: 550 5.1.1 no; from=<ceo@bank.example>"
                + " to=<carol@example.com> proto=ESMTP helo=<x> (in reply to RCPT TO command);"
                + " from=<bob@listed.example> to=<carol@example.com> proto=ESMTP helo=<pc>",
            "kind=reject|action=reject|stage=rcpt|client_ip=192.0.2.7|client_host=client.exam"
                + "ple.net|code=550|dsn=5.1.1|reason=<carol@example.com>: Recipient address"
                + " rejected: undeliverable address: host mx.evil.example[203.0.113.9] said: 550"
                + " 5.1.1 no; from=<ceo@bank.example> to=<carol@example.com> proto=ESMTP helo=<x>"
                + " (in reply to RCPT TO"
                + " command)|from=bob@listed.example|to=carol@example.com|protocol=ESMTP|helo=pc"),
        Arguments.of(
            "smtpd: NOQUEUE: reject: RCPT from client.example.net[192.0.2.7]: 550 5.1.1"
                + " <carol@example.com>: Recipient address rejected: undeliverable address: host"
                + " mx.evil.example[203.0.113.9] said: 550 5.1.1 no (in reply to RCPT TO command);"
                + " from=<ceo@bank.example> to=<carol@example.com> proto=ESMTP helo=<x> (in reply"
                + " to RCPT TO command); from=<bob@listed.example> to=<carol@example.com>"
                + " proto=ESMTP helo=<pc>",
            "kind=reject|action=reject|stage=rcpt|client_ip=192.0.2.7|client_host=client.exam"
                + "ple.net|code=550|dsn=5.1.1|reason=<carol@example.com>: Recipient address"
                + " rejected: undeliverable address: host mx.evil.example[203.0.113.9] said: 550"
                + " 5.1.1 no (in reply to RCPT TO command); from=<ceo@bank.example>"
                + " to=<carol@example.com> proto=ESMTP helo=<x> (in reply to RCPT TO"
                + " command)|from=bob@listed.example|to=carol@example.com|protocol=ESMTP|helo=pc"),
        // A next hop's reply.
        Arguments.of(
            "smtpd: NOQUEUE: reject: RCPT from client.example.net[192.0.2.7]: 550 5.1.1"
                + " <bob@listed.example>: Sender address rejected: undeliverable address: host"
                + " mx.evil.example[203.0.113.9] said: 550 5.1.1 no; from=<ceo@bank.example>"
                + " to=<victim@example.org> proto=ESMTP helo=<x> (in reply to RCPT TO command);"
                + " from=<bob@listed.example> to=<carol@example.com> proto=ESMTP helo=<pc>",
            "kind=reject|action=reject|stage=rcpt|client_ip=192.0.2.7|client_host=client.exam"
                + "ple.net|code=550|dsn=5.1.1|reason=<bob@listed.example>: Sender address"
                + " rejected: undeliverable address: host mx.evil.example[203.0.113.9] said: 550"
                + " 5.1.1 no; from=<ceo@bank.example> to=<victim@example.org> proto=ESMTP helo=<x>"
                + " (in reply to RCPT TO"
                + " command)|from=bob@listed.example|to=carol@example.com|protocol=ESMTP|helo=pc"),
        Arguments.of(
            "smtpd: NOQUEUE: reject: RCPT from client.example.net[192.0.2.7]: 550 5.1.1"
                + " <bob@listed.example>: Sender address rejected: undeliverable address: host"
                + " mx.evil.example[203.0.113.9] said: 550 5.1.1 no (in reply to RCPT TO command);"
                + " from=<ceo@bank.example> to=<victim@example.org> proto=ESMTP helo=<x> (in reply"
                + " to RCPT TO command); from=<bob@listed.example> to=<carol@example.com>"
                + " proto=ESMTP helo=<pc>",
            "kind=reject|action=reject|stage=rcpt|client_ip=192.0.2.7|client_host=client.exam"
                + "ple.net|code=550|dsn=5.1.1|reason=<bob@listed.example>: Sender address"
                + " rejected: undeliverable address: host mx.evil.example[203.0.113.9] said: 550"
                + " 5.1.1 no (in reply to RCPT TO command); from=<ceo@bank.example>"
                + " to=<victim@example.org> proto=ESMTP helo=<x> (in reply to RCPT TO"
                + " command)|from=bob@listed.example|to=carol@example.com|protocol=ESMTP|helo=pc"),
        // A next hop's reply.
        Arguments.of(
            "smtpd: NOQUEUE: reject: RCPT from client.example.net[192.0.2.7]: 550 5.1.1"
                + " <bob@listed.example>: Sender address rejected: undeliverable address: host"
                + " mx.evil.example[203.0.113.9] said: 550 5.1.1 no; from=<ceo@bank.example>"
                + " to=<carol@example.com> proto=ESMTP helo=<x> (in reply to RCPT TO command);"
                + " from=<bob@listed.example> to=<carol@example.com> proto=ESMTP helo=<pc>",
            "kind=reject|action=reject|stage=rcpt|client_ip=192.0.2.7|client_host=client.exam"
                + "ple.net|code=550|dsn=5.1.1|reason=<bob@listed.example>: Sender address"
                + " rejected: undeliverable address: host mx.evil.example[203.0.113.9] said: 550"
                + " 5.1.1 no; from=<ceo@bank.example> to=<carol@example.com> proto=ESMTP helo=<x>"
                + " (in reply to RCPT TO"
                + " command)|from=bob@listed.example|to=carol@example.com|protocol=ESMTP|helo=pc"),
        Arguments.of(
            "smtpd: NOQUEUE: reject: RCPT from client.example.net[192.0.2.7]: 550 5.1.1"
                + " <bob@listed.example>: Sender address rejected: undeliverable address: host"
                + " mx.evil.example[203.0.113.9] said: 550 5.1.1 no (in reply to RCPT TO command);"
                + " from=<ceo@bank.example> to=<carol@example.com> proto=ESMTP helo=<x> (in reply"
                + " to RCPT TO command); from=<bob@listed.example> to=<carol@example.com>"
                + " proto=ESMTP helo=<pc>",
            "kind=reject|action=reject|stage=rcpt|client_ip=192.0.2.7|client_host=client.exam"
                + "ple.net|code=550|dsn=5.1.1|reason=<bob@listed.example>: Sender address"
                + " rejected: undeliverable address: host mx.evil.example[203.0.113.9] said: 550"
                + " 5.1.1 no (in reply to RCPT TO command); from=<ceo@bank.example>"
                + " to=<carol@example.com> proto=ESMTP helo=<x> (in reply to RCPT TO"
                + " command)|from=bob@listed.example|to=carol@example.com|protocol=ESMTP|helo=pc"),
        // A next hop's long reply, which smtpd(8) cuts.
        Arguments.of(
            "smtpd: NOQUEUE: reject: RCPT from client.example.net[192.0.2.7]: 450 4.1.1"
                + " <carol@example.com>: Recipient address rejected: unverified address: host"
                + " mx.evil.example[203.0.113.9] said: 450 4.1.1 no; from=<ceo@bank.example>"
                + " to=<carol@example.com> proto=ESMTP helo=<x>"
                + " ..............................................................................."
                + ".................................................; from=<bob@listed.example>"
                + " to=<carol@example.com> proto=ESMTP helo=<pc>",
            "kind=reject|action=reject|stage=rcpt|client_ip=192.0.2.7|client_host=client.exam"
                + "ple.net|code=450|dsn=4.1.1|reason=<carol@example.com>: Recipient address"
                + " rejected: unverified address: host mx.evil.example[203.0.113.9] said: 450"
                + " 4.1.1 no; from=<ceo@bank.example> to=<carol@example.com> proto=ESMTP helo=<x>"
                + " ..............................................................................."
                + ".................................................|from=bob@listed.example|to=car"
                + "ol@example.com|protocol=ESMTP|helo=pc"),
        // A recipient's name, which the reason has without its quotes.
        Arguments.of(
            "smtpd: NOQUEUE: reject: RCPT from client.example.net[192.0.2.7]: 550 5.1.1 <a>"
                + " b; from=<ceo@bank.example> to=<victim@example.org> proto=ESMTP"
                + " helo=<y@example.com>: Recipient address rejected: User unknown in virtual"
                + " mailbox table; from=<mallory@evil.example> to=<\"a> b; from=<ceo@bank.example>"
                + " to=<victim@example.org> proto=ESMTP helo=<y\"@example.com> proto=ESMTP"
                + " helo=<pc>",
            "kind=reject|action=reject|stage=rcpt|client_ip=192.0.2.7|client_host=client.exam"
                + "ple.net|code=550|dsn=5.1.1|reason=<a> b; from=<ceo@bank.example>"
                + " to=<victim@example.org> proto=ESMTP helo=<y@example.com>: Recipient address"
                + " rejected: User unknown in virtual mailbox"
                + " table|from=mallory@evil.example|to=\"a> b; from=<ceo@bank.example>"
                + " to=<victim@example.org> proto=ESMTP"
                + " helo=<y\"@example.com|protocol=ESMTP|helo=pc"),
        // And one that names itself.
        Arguments.of(
            "smtpd: NOQUEUE: reject: RCPT from client.example.net[192.0.2.7]: 550 5.1.1 <a>:"
                + " Relay access denied; from=<ceo@bank.example> to=<a> proto=ESMTP"
                + " helo=<y\\z@example.com>: Recipient address rejected: User unknown;"
                + " from=<mallory@evil.example> to=<\"a>: Relay access denied;"
                + " from=<ceo@bank.example> to=<a> proto=ESMTP helo=<y\\\\z\"@example.com>"
                + " proto=ESMTP helo=<pc>",
            "kind=reject|action=reject|stage=rcpt|client_ip=192.0.2.7|client_host=client.exam"
                + "ple.net|code=550|dsn=5.1.1|reason=<a>: Relay access denied;"
                + " from=<ceo@bank.example> to=<a> proto=ESMTP helo=<y\\z@example.com>: Recipient"
                + " address rejected: User unknown|from=mallory@evil.example|to=\"a>: Relay access"
                + " denied; from=<ceo@bank.example> to=<a> proto=ESMTP"
                + " helo=<y\\\\z\"@example.com|protocol=ESMTP|helo=pc"),
        // The same two with nothing quoted.
        Arguments.of(
            "smtpd: NOQUEUE: reject: RCPT from client.example.net[192.0.2.7]: 550 5.1.1 <a>"
                + " b; from=<ceo@bank.example> to=<victim@example.org> proto=ESMTP"
                + " helo=<y@example.com>: Recipient address rejected: User unknown;"
                + " from=<mallory@evil.example> to=<a> b; from=<ceo@bank.example>"
                + " to=<victim@example.org> proto=ESMTP helo=<y@example.com> proto=ESMTP helo=<pc>",
            "kind=reject|action=reject|stage=rcpt|client_ip=192.0.2.7|client_host=client.exam"
                + "ple.net|code=550|dsn=5.1.1|reason=<a> b; from=<ceo@bank.example>"
                + " to=<victim@example.org> proto=ESMTP helo=<y@example.com>: Recipient address"
                + " rejected: User unknown|from=mallory@evil.example|to=a> b;"
                + " from=<ceo@bank.example> to=<victim@example.org> proto=ESMTP"
                + " helo=<y@example.com|protocol=ESMTP|helo=pc"),
        Arguments.of(
            "smtpd: NOQUEUE: reject: RCPT from client.example.net[192.0.2.7]: 550 5.7.1 <x>"
                + " to=<victim@example.org> proto=ESMTP helo=<y@listed.example>: Sender address"
                + " rejected: no; from=<x> to=<victim@example.org> proto=ESMTP"
                + " helo=<y@listed.example> to=<carol@example.com> proto=ESMTP helo=<pc>",
            "kind=reject|action=reject|stage=rcpt|client_ip=192.0.2.7|client_host=client.exam"
                + "ple.net|code=550|dsn=5.7.1|reason=<x> to=<victim@example.org> proto=ESMTP"
                + " helo=<y@listed.example>: Sender address rejected: no|from=x>"
                + " to=<victim@example.org> proto=ESMTP"
                + " helo=<y@listed.example|to=carol@example.com|protocol=ESMTP|helo=pc"),
        // A listed sender, and a listed HELO name.
        Arguments.of(
            "smtpd: NOQUEUE: reject: RCPT from client.example.net[192.0.2.7]: 554 5.7.1"
                + " Service unavailable; Sender address [x; from=<ceo@bank.example>"
                + " to=<victim@example.org> proto=ESMTP helo=<y@listed.example] blocked using"
                + " dbl.spamhaus.org; from=<\"x; from=<ceo@bank.example> to=<victim@example.org>"
                + " proto=ESMTP helo=<y\"@listed.example> to=<carol@example.com> proto=ESMTP"
                + " helo=<pc>",
            "kind=reject|action=reject|stage=rcpt|client_ip=192.0.2.7|client_host=client.exam"
                + "ple.net|code=554|dsn=5.7.1|reason=Service unavailable; Sender address [x;"
                + " from=<ceo@bank.example> to=<victim@example.org> proto=ESMTP"
                + " helo=<y@listed.example] blocked using dbl.spamhaus.org|from=\"x;"
                + " from=<ceo@bank.example> to=<victim@example.org> proto=ESMTP"
                + " helo=<y\"@listed.example|to=carol@example.com|protocol=ESMTP|helo=pc"),
        Arguments.of(
            "smtpd: NOQUEUE: reject: EHLO from client.example.net[192.0.2.7]: 554 5.7.1"
                + " Service unavailable; Helo command [y] blocked using z; from=<ceo@bank.example>"
                + " to=<victim@example.org> proto=ESMTP helo=<y] blocked using dbl.spamhaus.org;"
                + " listed; from=<a@b> to=<carol@example.com> proto=ESMTP helo=<y] blocked using"
                + " z; from=<ceo@bank.example> to=<victim@example.org> proto=ESMTP helo=<y>",
            "kind=reject|action=reject|stage=helo|client_ip=192.0.2.7|client_host=client.exam"
                + "ple.net|code=554|dsn=5.7.1|reason=Service unavailable; Helo command [y] blocked"
                + " using z; from=<ceo@bank.example> to=<victim@example.org> proto=ESMTP helo=<y]"
                + " blocked using dbl.spamhaus.org;"
                + " listed|from=a@b|to=carol@example.com|protocol=ESMTP|helo=y] blocked using z;"
                + " from=<ceo@bank.example> to=<victim@example.org> proto=ESMTP helo=<y"),
        // A subject with an origin, where a HELO name can hold none.
        Arguments.of(
            "cleanup: 4F1AB18C3E9: info: header Subject: hi from"
                + " client.example.net[192.0.2.7]; from=<alice@example.net> to=<bob@example.com>"
                + " proto=ESMTP helo=<h from evil[203.0.113.66]; from=<ceo@bank.example>"
                + " to=<victim@example.org> proto=ESMTP helo=<z>",
            "kind=content-check|action=info|queue_id=4F1AB18C3E9|subject=hi from"
                + " client.example.net[192.0.2.7]; from=<alice@example.net> to=<bob@example.com>"
                + " proto=ESMTP helo=<h|reason=Subject: hi from client.example.net[192.0.2.7];"
                + " from=<alice@example.net> to=<bob@example.com> proto=ESMTP helo=<h"
                + "|client_host=evil|client_ip=203.0.113.66|from=ceo@bank.example"
                + "|to=victim@example.org|protocol=ESMTP|helo=z"),
        // A subject with a whole origin, after which a text seems to follow.
        Arguments.of(
            "cleanup: 4F1AB18C3E9: info: header Subject: hi from b.example[203.0.113.66];"
                + " from=<ceo@bank.example> to=<v@d> proto=ESMTP helo=<x>: bar from"
                + " client.example.net[192.0.2.7]; from=<alice@example.net> to=<bob@example.com>"
                + " proto=ESMTP helo=<pc>",
            "kind=content-check|action=info|queue_id=4F1AB18C3E9|subject=hi from"
                + " b.example[203.0.113.66]; from=<ceo@bank.example> to=<v@d> proto=ESMTP"
                + " helo=<x>: bar|reason=Subject: hi from b.example[203.0.113.66];"
                + " from=<ceo@bank.example> to=<v@d> proto=ESMTP helo=<x>:"
                + " bar|client_host=client.example.net|client_ip=192.0.2.7|from=alice@example.net|t"
                + "o=bob@example.com|protocol=ESMTP|helo=pc"),
        // Nor where the text repeats the subject.
        Arguments.of(
            "cleanup: 4F1AB18C3E9: info: header Subject: a from b[192.0.2.66]; from=<c> from"
                + " d[192.0.2.7]; from=<a@b> to=<c@d> proto=ESMTP helo=<pc>: is a from"
                + " b[192.0.2.66]; from=<c>",
            "kind=content-check|action=info|queue_id=4F1AB18C3E9|client_host=d|client_ip=192.0.2.7"
                + "|from=a@b|to=c@d|protocol=ESMTP|helo=pc|subject=a from b[192.0.2.66]; from=<c>"
                + "|reason=is a from b[192.0.2.66]; from=<c>"),
        // The content is cut at 200 bytes: the origin starts there, and no later.
        Arguments.of(
            "cleanup: 4F1AB18C3E9: info: header Subject:"
                + " sssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss"
                + "ssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss"
                + "ssssssssssssssssssssssssssssssss from client.example.net[192.0.2.7];"
                + " from=<alice@example.net> to=<bob@example.com> proto=ESMTP helo=<pc>: from"
                + " evil[203.0.113.66]; from=<ceo@bank.example>",
            "kind=content-check|action=info|queue_id=4F1AB18C3E9|client_ip=192.0.2.7|client_h"
                + "ost=client.example.net|from=alice@example.net|to=bob@example.com|protocol=ESMTP|"
                + "subject=ssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss"
                + "ssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss"
                + "sssssssssssssssssssssssssssssssssssssss|reason=from"
                + " evil[203.0.113.66]; from=<ceo@bank.example>|helo=pc"),
        Arguments.of(
            "cleanup: 4F1AB18C3E9: info: header Subject:"
                + " sssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss"
                + "ssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss"
                + "sssssssssssssssssssssssssssssssss from evil[203.0.113.66];"
                + " from=<ceo@bank.example> to=<v@d>",
            "kind=content-check|action=info|queue_id=4F1AB18C3E9|reason=Subject:"
                + " sssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss"
                + "ssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss"
                + "sssssssssssssssssssssssssssssssss from evil[203.0.113.66];"
                + " from=<ceo@bank.example> to=<v@d>"),
        // smtp(8) states no origin.
        Arguments.of(
            "smtp: 4F1AB18C3E9: info: header Subject: hi from evil[203.0.113.66];"
                + " from=<ceo@bank.example> to=<v@d>",
            "kind=content-check|action=info|queue_id=4F1AB18C3E9|subject=hi from"
                + " evil[203.0.113.66]; from=<ceo@bank.example> to=<v@d>|reason=Subject: hi from"
                + " evil[203.0.113.66]; from=<ceo@bank.example> to=<v@d>"),
        Arguments.of(
            "relay/lmtp: 4F1AB18C3E9: info: header Subject: hi from evil[203.0.113.66];"
                + " from=<ceo@bank.example> to=<v@d>",
            "kind=content-check|action=info|queue_id=4F1AB18C3E9|subject=hi from"
                + " evil[203.0.113.66]; from=<ceo@bank.example> to=<v@d>|reason=Subject: hi from"
                + " evil[203.0.113.66]; from=<ceo@bank.example> to=<v@d>"),
        // Nor where its text starts.
        Arguments.of(
            "smtp: 4F1AB18C3E9: warning: header Subject: hi: found spam",
            "kind=content-check|action=warning|queue_id=4F1AB18C3E9|reason=Subject: hi:"
                + " found spam"),
        // A quote inside an address.
        Arguments.of(
            "smtpd: NOQUEUE: reject: RCPT from client.example.net[192.0.2.7]: 554 5.7.1"
                + " Access denied; from=<a\"b@evil.example> to=<bob@example.com> proto=ESMTP"
                + " helo=<\"z>",
            "kind=reject|action=reject|stage=rcpt|client_ip=192.0.2.7|client_host=client.exam"
                + "ple.net|code=554|dsn=5.7.1|reason=Access"
                + " denied|from=a\"b@evil.example|to=bob@example.com|protocol=ESMTP|helo=\"z"),
        Arguments.of(
            "smtpd: NOQUEUE: reject: RCPT from client.example.net[192.0.2.7]: 554 5.7.1"
                + " Access denied; from=<\"a@evil.example> to=<bob@example.com> proto=ESMTP"
                + " helo=<\"z>",
            "kind=reject|action=reject|stage=rcpt|client_ip=192.0.2.7|client_host=client.exam"
                + "ple.net|code=554|dsn=5.7.1|reason=Access"
                + " denied|from=\"a@evil.example|to=bob@example.com|protocol=ESMTP|helo=\"z"),
        // A sender that holds a recipient: the reason names the true one.
        Arguments.of(
            "smtpd: NOQUEUE: reject: RCPT from client.example.net[192.0.2.7]: 554 5.7.1"
                + " <bob@example.com>: Relay access denied; from=<a> to=<victim@example.org>"
                + " proto=ESMTP helo=<pc@evil.example> to=<bob@example.com> proto=SMTP helo=<x>",
            "kind=reject|action=reject|stage=rcpt|client_ip=192.0.2.7|client_host=client.exam"
                + "ple.net|code=554|dsn=5.7.1|reason=<bob@example.com>: Relay access"
                + " denied|from=a> to=<victim@example.org> proto=ESMTP"
                + " helo=<pc@evil.example|to=bob@example.com|protocol=SMTP|helo=x"),
        // A refusal's text with brackets.
        Arguments.of(
            "cleanup: 4F1AB18C3E9: reject: header Subject: hi from"
                + " client.example.net[192.0.2.7]; from=<alice@example.net> to=<bob@example.com>"
                + " proto=ESMTP helo=<pc>: 5.7.1 see <https://example.org/help>",
            "kind=reject|action=reject|queue_id=4F1AB18C3E9|subject=hi|client_ip=192.0.2.7|cl"
                + "ient_host=client.example.net|from=alice@example.net|to=bob@example.com|protocol="
                + "ESMTP|helo=pc|dsn=5.7.1|reason=see <https://example.org/help>"),
        // And with what looks like a name's end.
        Arguments.of(
            "cleanup: 4F1AB18C3E9: reject: header Subject: hi from"
                + " client.example.net[192.0.2.7]; from=<alice@example.net> to=<bob@example.com>"
                + " proto=ESMTP helo=<pc>: forged reason>: 5.7.1 No spam",
            "kind=reject|action=reject|queue_id=4F1AB18C3E9|subject=hi|client_ip=192.0.2.7|cl"
                + "ient_host=client.example.net|from=alice@example.net|to=bob@example.com|protocol="
                + "ESMTP|helo=pc|reason=forged reason>: 5.7.1 No spam"),
        // A warning's text with brackets.
        Arguments.of(
            "cleanup: 4F1AB18C3E9: info: header Subject: hi from"
                + " client.example.net[192.0.2.7]; from=<alice@example.net> to=<bob@example.com>"
                + " proto=ESMTP helo=<pc>: see <https://example.org/help>",
            "kind=content-check|action=info|queue_id=4F1AB18C3E9|subject=hi|client_ip=192.0.2"
                + ".7|client_host=client.example.net|from=alice@example.net|to=bob@example.com|prot"
                + "ocol=ESMTP|helo=pc|reason=see <https://example.org/help>"),
        // Lines that syslog has cut.
        Arguments.of(
            "smtpd: NOQUEUE: reject: RCPT from client.example.net[192.0.2.7]: 554 5.7.1"
                + " <bob@example.com>: Relay access denied; from=<alice@example.net> to=<bob@exam",
            "kind=reject|action=reject|stage=rcpt|client_ip=192.0.2.7|client_host=client.exam"
                + "ple.net|code=554|dsn=5.7.1|reason=<bob@example.com>: Relay access"
                + " denied|from=alice@example.net"),
        Arguments.of(
            "smtpd: NOQUEUE: reject: RCPT from client.example.net[192.0.2.7]: 554 5.7.1"
                + " <bob@example.com>: Relay access denied; from=<alice@example.net> to=<",
            "kind=reject|action=reject|stage=rcpt|client_ip=192.0.2.7|client_host=client.exam"
                + "ple.net|code=554|dsn=5.7.1|reason=<bob@example.com>: Relay access"
                + " denied|from=alice@example.net"),
        Arguments.of(
            "smtpd: NOQUEUE: reject: RCPT from client.example.net[192.0.2.7]: 554 5.7.1"
                + " <bob@example.com>: Relay access denied; from=<alice@example.net>"
                + " to=<bob@example.com> pro",
            "kind=reject|action=reject|stage=rcpt|client_ip=192.0.2.7|client_host=client.exam"
                + "ple.net|code=554|dsn=5.7.1|reason=<bob@example.com>: Relay access"
                + " denied|from=alice@example.net|to=bob@example.com"),
        Arguments.of(
            "smtpd: NOQUEUE: reject: RCPT from client.example.net[192.0.2.7]: 554 5.7.1"
                + " <bob@example.com>: Relay access denied; from=<alice@example.net>"
                + " to=<bob@example.com> proto=ESMTP he",
            "kind=reject|action=reject|stage=rcpt|client_ip=192.0.2.7|client_host=client.exam"
                + "ple.net|code=554|dsn=5.7.1|reason=<bob@example.com>: Relay access"
                + " denied|from=alice@example.net|to=bob@example.com|protocol=ESMTP"),
        Arguments.of(
            "smtpd: NOQUEUE: reject: RCPT from client.example.net[192.0.2.7]: 554 5.7.1"
                + " <bob@example.com>: Relay access denied; from=<alice@example.net>"
                + " to=<bob@example.com> proto=ESMTP helo=<pc.exam",
            "kind=reject|action=reject|stage=rcpt|client_ip=192.0.2.7|client_host=client.exam"
                + "ple.net|code=554|dsn=5.7.1|reason=<bob@example.com>: Relay access"
                + " denied|from=alice@example.net|to=bob@example.com|protocol=ESMTP"),
        Arguments.of(
            "smtpd: NOQUEUE: reject: RCPT from client.example.net[192.0.2.7]: 554 5.7.1"
                + " <bob@example.com>: Relay access denied; from=<alice@example.net>"
                + " to=<bob@example.com> proto=ESMTP helo=<pc> sasl_method=PLAIN sasl_us",
            "kind=reject|action=reject|stage=rcpt|client_ip=192.0.2.7|client_host=client.exam"
                + "ple.net|code=554|dsn=5.7.1|reason=<bob@example.com>: Relay access"
                + " denied|from=alice@example.net|to=bob@example.com|protocol=ESMTP|helo=pc|sasl_me"
                + "thod=PLAIN"),
        // Replies to no command that is told.
        Arguments.of(
            "smtp: 4F1AB18C3E9: host mx.evil[203.0.113.9] refused to talk to me: 421 4.7.0"
                + " go away (in reply to end of DATA command)",
            "kind=attempt-failed|queue_id=4F1AB18C3E9|relay_host=mx.evil|relay_ip=203.0.113.9"
                + "|code=421|dsn=4.7.0|reply=421 4.7.0 go away (in reply to end of DATA command)"),
        Arguments.of(
            "smtp: 4F1AB18C3E9: TLS is required, but host mx.evil[203.0.113.9] refused to"
                + " start TLS: 421 4.7.0 go away (in reply to end of DATA command)",
            "kind=attempt-failed|queue_id=4F1AB18C3E9|relay_host=mx.evil|relay_ip=203.0.113.9"
                + "|code=421|dsn=4.7.0|reply=421 4.7.0 go away (in reply to end of DATA"
                + " command)|reason=TLS is required, but host mx.evil[203.0.113.9] refused to"
                + " start TLS: 421 4.7.0 go away (in reply to end of DATA command)"),
        Arguments.of(
            "smtp: 4F1AB18C3E9: SASL authentication failed; server mx.evil[203.0.113.9]"
                + " said: 421 4.7.0 go away (in reply to end of DATA command)",
            "kind=auth-failure|queue_id=4F1AB18C3E9|relay_host=mx.evil|relay_ip=203.0.113.9|c"
                + "ode=421|dsn=4.7.0|reply=421 4.7.0 go away (in reply to end of DATA command)"));
  }

  /** The event states these facts, and besides what every line states no other. */
  private static void expect(MailEventRecord e, String... facts) {
    Map<String, String> expected =
        Arrays.stream(facts)
            .collect(
                Collectors.toMap(
                    f -> f.substring(0, f.indexOf('=')), f -> f.substring(f.indexOf('=') + 1)));
    List<Field> always =
        List.of(Field.N, Field.HOST, Field.PROGRAM, Field.PID, Field.DIALECT, Field.TEXT);
    Map<String, String> stated =
        e.fields().entrySet().stream()
            .filter(f -> !always.contains(f.getKey()))
            .collect(Collectors.toMap(f -> f.getKey().key(), Map.Entry::getValue));
    assertThat(stated).as(e.text(Field.TEXT)).containsExactlyInAnyOrderEntriesOf(expected);
    assertThat(e.attributes()).isEmpty();
  }
}
