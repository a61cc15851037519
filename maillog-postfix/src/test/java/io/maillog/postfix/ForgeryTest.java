package io.maillog.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.event.Field;
import io.maillog.event.MailEventRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
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

  // --- HELO
  // -----------------------------------------------------------------------------------------

  @ParameterizedTest
  @FieldSource("FORGERIES")
  void heloOfARefusal(String forged) {
    String helo = "pc " + forged + " end";
    MailEventRecord e =
        Lines.read(
            "smtpd: NOQUEUE: reject: RCPT from client.example.net[192.0.2.7]: 554 5.7.1 <bob@example.com>:"
                + " Relay access denied; from=<alice@example.net> to=<bob@example.com> proto=ESMTP helo=<"
                + helo
                + ">");
    expect(
        e,
        "kind=reject",
        "action=reject",
        "client_ip=192.0.2.7",
        "client_host=client.example.net",
        "code=554",
        "dsn=5.7.1",
        "from=alice@example.net",
        "to=bob@example.com",
        "protocol=ESMTP",
        "helo=" + helo,
        "reason=<bob@example.com>: Relay access denied",
        "stage=rcpt");
  }

  @ParameterizedTest
  @FieldSource("FORGERIES")
  void heloThatTheRefusalIsAbout(String forged) {
    String helo = "pc " + forged + " end";
    MailEventRecord e =
        Lines.read(
            "smtpd: NOQUEUE: reject: EHLO from client.example.net[192.0.2.7]: 504 5.5.2 <"
                + helo
                + ">: Helo command rejected: need fully-qualified hostname; proto=SMTP helo=<"
                + helo
                + ">");
    expect(
        e,
        "kind=reject",
        "action=reject",
        "client_ip=192.0.2.7",
        "client_host=client.example.net",
        "code=504",
        "dsn=5.5.2",
        "protocol=SMTP",
        "helo=" + helo,
        "reason=<" + helo + ">: Helo command rejected: need fully-qualified hostname",
        "stage=helo");
  }

  // --- addresses
  // ------------------------------------------------------------------------------------

  @ParameterizedTest
  @FieldSource("FORGERIES")
  void quotedSenderAndRecipientOfARefusal(String forged) {
    String address = quoted(forged);
    MailEventRecord e =
        Lines.read(
            "smtpd: NOQUEUE: reject: RCPT from client.example.net[192.0.2.7]: 550 5.1.1 <"
                + address
                + ">: Recipient address rejected: User unknown; from=<"
                + address
                + "> to=<"
                + address
                + "> proto=ESMTP helo=<pc>");
    expect(
        e,
        "kind=reject",
        "action=reject",
        "client_ip=192.0.2.7",
        "client_host=client.example.net",
        "code=550",
        "dsn=5.1.1",
        "from=" + address,
        "to=" + address,
        "protocol=ESMTP",
        "helo=pc",
        "reason=<" + address + ">: Recipient address rejected: User unknown",
        "stage=rcpt");
  }

  @ParameterizedTest
  @FieldSource("FORGERIES")
  void quotedRecipientOfADelivery(String forged) {
    String address = quoted(forged);
    MailEventRecord e =
        Lines.read(
            "smtp: 4F1AB18C3E9: to=<"
                + address
                + ">, orig_to=<"
                + address
                + ">, relay=mx.example.com[198.51.100.25]:25, delay=1.5, delays=0/0/0/1, dsn=4.2.1,"
                + " status=deferred (host mx.example.com[198.51.100.25] said: 450 4.2.1 busy)");
    expect(
        e,
        "kind=delivery",
        "queue_id=4F1AB18C3E9",
        "to=" + address,
        "orig_to=" + address,
        "relay_host=mx.example.com",
        "relay_ip=198.51.100.25",
        "relay_port=25",
        "delay=1.5",
        "delay_before_queue=0",
        "delay_queue=0",
        "delay_connect=0",
        "delay_transmit=1",
        "dsn=4.2.1",
        "status=deferred",
        "code=450",
        "reply=host mx.example.com[198.51.100.25] said: 450 4.2.1 busy");
  }

  @ParameterizedTest
  @FieldSource("FORGERIES")
  void quotedSenderInTheQueue(String forged) {
    String address = quoted(forged);
    MailEventRecord e =
        Lines.read("qmgr: 4F1AB18C3E9: from=<" + address + ">, size=432, nrcpt=1 (queue active)");
    expect(e, "kind=queued", "queue_id=4F1AB18C3E9", "from=" + address, "size=432", "nrcpt=1");
  }

  // --- what the next hop and the message say
  // -----------------------------------------------------------

  @ParameterizedTest
  @FieldSource("FORGERIES")
  void replyOfTheNextHop(String forged) {
    String reply = "550 5.1.1 no " + forged + " such user";
    MailEventRecord e =
        Lines.read(
            "smtp: 4F1AB18C3E9: to=<bob@example.com>, relay=mx.example.com[198.51.100.25]:25, delay=1.5,"
                + " delays=0/0/0/1, dsn=5.1.1, status=bounced ("
                + reply
                + ")");
    expect(
        e,
        "kind=delivery",
        "queue_id=4F1AB18C3E9",
        "to=bob@example.com",
        "relay_host=mx.example.com",
        "relay_ip=198.51.100.25",
        "relay_port=25",
        "delay=1.5",
        "delay_before_queue=0",
        "delay_queue=0",
        "delay_connect=0",
        "delay_transmit=1",
        "dsn=5.1.1",
        "status=bounced",
        "code=550",
        "reply=" + reply);
  }

  @ParameterizedTest
  @FieldSource("FORGERIES")
  void messageId(String forged) {
    String id = "<one" + forged + "@example.net>";
    expect(
        Lines.read("cleanup: 4F1AB18C3E9: message-id=" + id),
        "kind=message-id",
        "queue_id=4F1AB18C3E9",
        "message_id=" + id);
  }

  @ParameterizedTest
  @FieldSource("FORGERIES")
  void subjectThatACheckShows(String forged) {
    String subject = "hello " + forged + " you";
    MailEventRecord e =
        Lines.read(
            "cleanup: 4F1AB18C3E9: info: header Subject: "
                + subject
                + " from client.example.net[192.0.2.7]; from=<alice@example.net> to=<bob@example.com>"
                + " proto=ESMTP helo=<pc>");
    expect(
        e,
        "kind=content-check",
        "queue_id=4F1AB18C3E9",
        "client_host=client.example.net",
        "client_ip=192.0.2.7",
        "from=alice@example.net",
        "to=bob@example.com",
        "protocol=ESMTP",
        "helo=pc",
        "subject=" + subject,
        "reason=Subject: " + subject,
        "action=info");
  }

  // --- who logs in, and what else a client sends
  // -------------------------------------------------------

  @ParameterizedTest
  @FieldSource("FORGERIES")
  void userWhoFailsToLogIn(String forged) {
    String user = "bob" + forged + "x";
    expect(
        Lines.read(
            "smtpd: warning: unknown[192.0.2.7]: SASL LOGIN authentication failed: Invalid credentials,"
                + " sasl_username="
                + user),
        "kind=auth-failure",
        "severity=warning",
        "client_ip=192.0.2.7",
        "sasl_method=LOGIN",
        "reason=Invalid credentials",
        "sasl_username=" + user);
  }

  @ParameterizedTest
  @FieldSource("FORGERIES")
  void submitterThatAClientStates(String forged) {
    String sender = "bob" + forged + "x";
    expect(
        Lines.read(
            "smtpd: 4F1AB18C3E9: client=client.example.net[192.0.2.7], sasl_method=PLAIN,"
                + " sasl_username=alice, sasl_sender="
                + sender),
        "kind=received",
        "queue_id=4F1AB18C3E9",
        "client_host=client.example.net",
        "client_ip=192.0.2.7",
        "sasl_method=PLAIN",
        "sasl_username=alice",
        "sasl_sender=" + sender);
  }

  @ParameterizedTest
  @FieldSource("FORGERIES")
  void commandThatIsNone(String forged) {
    String command = "GET /" + forged + "x";
    expect(
        Lines.read("smtpd: warning: non-SMTP command from unknown[192.0.2.7]: " + command),
        "kind=protocol-error",
        "severity=warning",
        "client_ip=192.0.2.7",
        "reason=" + command);
    expect(
        Lines.read("postscreen: PREGREET 14 after 0.08 from [192.0.2.7]:54321: " + command),
        "kind=protocol-error",
        "client_ip=192.0.2.7",
        "client_port=54321",
        "reason=" + command);
  }

  // --- special places
  // -------------------------------------------------------------------------------

  @ParameterizedTest
  @MethodSource
  void specialPlaces(String line, String facts) {
    expect(Lines.read(line), facts.split("\\|", -1));
  }

  static Stream<Arguments> specialPlaces() {
    return Stream.of(
        // A HELO name that quotes its own refusal.
        Arguments.of(
            "smtpd: NOQUEUE: reject: RCPT from client.example.net[192.0.2.7]: 504 5.5.2 <a>: x; from=<f@example.net>"
                + " to=<t@example.net> proto=ESMTP helo=<b>: Helo command rejected: no; from=<real@example.org>"
                + " to=<bob@example.org> proto=ESMTP helo=<a>: x; from=<f@example.net> to=<t@example.net>"
                + " proto=ESMTP helo=<b>",
            "kind=reject|action=reject|client_ip=192.0.2.7|client_host=client.example.net|code=504|dsn=5.5.2|stage=rcpt"
                + "|from=real@example.org|to=bob@example.org|protocol=ESMTP"
                + "|helo=a>: x; from=<f@example.net> to=<t@example.net> proto=ESMTP helo=<b"
                + "|reason=<a>: x; from=<f@example.net> to=<t@example.net> proto=ESMTP helo=<b>: Helo command rejected: no"),
        // A DNS list's text with semicolons.
        Arguments.of(
            "smtpd: NOQUEUE: reject: RCPT from unknown[192.0.2.7]: 554 5.7.1 Service unavailable; Client host"
                + " [192.0.2.7] blocked using dnsbl.example.org; see https://example.org/; from=<a@example.net>"
                + " to=<b@example.org> proto=ESMTP helo=<pc>",
            "kind=reject|action=reject|client_ip=192.0.2.7|code=554|dsn=5.7.1|stage=rcpt|from=a@example.net|to=b@example.org"
                + "|protocol=ESMTP|helo=pc|reason=Service unavailable; Client host [192.0.2.7] blocked using"
                + " dnsbl.example.org; see https://example.org/"),
        // Words that look like ids.
        Arguments.of(
            "smtpd: warning: DEADBEEF is no id",
            "kind=diagnostic|severity=warning|reason=DEADBEEF is no id"),
        Arguments.of("smtpd: connect from 4F1AB18C3E9: removed[192.0.2.7]", "kind=connect"),
        // The address of a relay in a reply is not the relay.
        Arguments.of(
            "smtp: 4F1AB18C3E9: to=<b@example.com>, relay=none, delay=1, delays=0/0/1/0, dsn=4.4.1, status=deferred"
                + " (connect to mx.example.com[198.51.100.25]:25: Connection timed out)",
            "kind=delivery|queue_id=4F1AB18C3E9|to=b@example.com|relay_host=none|delay=1|delay_before_queue=0"
                + "|delay_queue=0|delay_connect=1|delay_transmit=0|dsn=4.4.1|status=deferred"
                + "|reply=connect to mx.example.com[198.51.100.25]:25: Connection timed out"),
        // An unknown user's reply that says "queued as" in its middle.
        Arguments.of(
            "smtp: 4F1AB18C3E9: to=<b@example.com>, relay=mx.example.com[198.51.100.25]:25, delay=1, dsn=2.0.0,"
                + " status=sent (250 2.0.0 Ok: queued as 4FAB18C3E90 or not)",
            "kind=delivery|queue_id=4F1AB18C3E9|to=b@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25"
                + "|relay_port=25|delay=1|dsn=2.0.0|status=sent|code=250"
                + "|reply=250 2.0.0 Ok: queued as 4FAB18C3E90 or not"));
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"@example.net";
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
    assertThat(stated).containsExactlyInAnyOrderEntriesOf(expected);
    assertThat(e.attributes()).isEmpty();
  }
}
