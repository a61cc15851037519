package io.maillog.postfix;

import io.maillog.event.Field;
import io.maillog.testkit.ForgeableLine;
import java.util.List;
import java.util.stream.Stream;

/** Postfix's lines, with each place that a stranger fills. */
final class ForgeableLines {
  private static final String HEADER = "Sep 12 10:15:30 mx1 postfix/";
  private static final String REFUSED =
      "kind=reject|action=reject|client_ip=192.0.2.7|client_host=client.example.net";
  private static final String DELIVERED =
      "kind=delivery|queue_id=4F1AB18C3E9|relay_host=mx.example.com|relay_ip=198.51.100.25"
          + "|relay_port=25|delay=1.5|delay_before_queue=0.2|delay_queue=0.1|delay_connect=0.2"
          + "|delay_transmit=1";
  private static final String RELAY =
      "relay=mx.example.com[198.51.100.25]:25, delay=1.5, delays=0.2/0.1/0.2/1, ";

  private ForgeableLines() {}

  static List<ForgeableLine> all() {
    return Stream.of(heloNames(), addresses(), messages(), replies(), users(), commands())
        .flatMap(List::stream)
        .toList();
  }

  private static List<ForgeableLine> heloNames() {
    return List.of(
            line(
                "smtpd[1]: NOQUEUE: reject: RCPT from client.example.net[192.0.2.7]: 554 5.7.1"
                    + " <bob@example.com>: Relay access denied; from=<alice@example.net>"
                    + " to=<bob@example.com> proto=ESMTP helo=<pc {} end>",
                REFUSED
                    + "|code=554|dsn=5.7.1|from=alice@example.net|to=bob@example.com"
                    + "|protocol=ESMTP|helo=pc {written} end|stage=rcpt"
                    + "|reason=<bob@example.com>: Relay access denied"),
            line(
                "smtpd[1]: NOQUEUE: reject: EHLO from client.example.net[192.0.2.7]: 504 5.5.2"
                    + " <pc{}>: Helo command rejected: need fully-qualified hostname; proto=SMTP"
                    + " helo=<pc{}>",
                REFUSED
                    + "|code=504|dsn=5.5.2|protocol=SMTP|helo=pc{written}|stage=helo|reason=<pc{written}>:"
                    + " Helo command rejected: need fully-qualified hostname"))
        .stream()
        .map(line -> line.writtenAs(ForgeableLines::neutered))
        .toList();
  }

  private static List<ForgeableLine> addresses() {
    return List.of(
        address(
            "smtpd[1]: NOQUEUE: reject: RCPT from client.example.net[192.0.2.7]: 550 5.1.1 <{}>:"
                + " Recipient address rejected: User unknown; from=<{}> to=<{}> proto=ESMTP"
                + " helo=<pc>",
            REFUSED
                + "|code=550|dsn=5.1.1|from={}|to={}|protocol=ESMTP|helo=pc|stage=rcpt"
                + "|reason=<{}>: Recipient address rejected: User unknown"),
        address(
            "smtp[1]: 4F1AB18C3E9: to=<{}>, orig_to=<{}>, "
                + RELAY
                + "dsn=4.2.1, status=deferred (host mx.example.com[198.51.100.25] said: 450 4.2.1"
                + " busy)",
            DELIVERED
                + "|to={}|orig_to={}|dsn=4.2.1|status=deferred|code=450"
                + "|reply=host mx.example.com[198.51.100.25] said: 450 4.2.1 busy"),
        address(
            "qmgr[1]: 4F1AB18C3E9: from=<{}>, size=432, nrcpt=1 (queue active)",
            "kind=queued|queue_id=4F1AB18C3E9|from={}|size=432|nrcpt=1"));
  }

  private static List<ForgeableLine> messages() {
    return List.of(
        line(
            "cleanup[1]: 4F1AB18C3E9: message-id=<one{}@example.net>",
            "kind=message-id|queue_id=4F1AB18C3E9|message_id=one{}@example.net"),
        line(
            "cleanup[1]: 4F1AB18C3E9: info: header Subject: hello {} you from"
                + " client.example.net[192.0.2.7]; from=<alice@example.net> to=<bob@example.com>"
                + " proto=ESMTP helo=<pc>",
            "kind=content-check|queue_id=4F1AB18C3E9|client_host=client.example.net"
                + "|client_ip=192.0.2.7|from=alice@example.net|to=bob@example.com|protocol=ESMTP"
                + "|helo=pc|subject=hello {} you|reason=Subject: hello {} you|action=info"));
  }

  private static List<ForgeableLine> replies() {
    return List.of(
        line(
                "smtp[1]: 4F1AB18C3E9: to=<bob@example.com>, "
                    + RELAY
                    + "dsn=5.1.1, status=bounced (550 5.1.1 no {} such user)",
                DELIVERED
                    + "|to=bob@example.com|dsn=5.1.1|status=bounced|code=550"
                    + "|reply=550 5.1.1 no {} such user")
            .mayState(Field.STAGE),
        line(
                "smtp[1]: 4F1AB18C3E9: to=<bob@example.com>, "
                    + RELAY
                    + "dsn=2.0.0, status=sent (250 2.0.0 Ok {} end)",
                DELIVERED
                    + "|to=bob@example.com|dsn=2.0.0|status=sent|code=250"
                    + "|reply=250 2.0.0 Ok {} end")
            .mayState(Field.REMOTE_QUEUE_ID));
  }

  private static List<ForgeableLine> users() {
    return List.of(
        line(
            "smtpd[1]: warning: unknown[192.0.2.7]: SASL LOGIN authentication failed: Invalid"
                + " credentials, sasl_username=bob{}x",
            "kind=auth-failure|severity=warning|client_ip=192.0.2.7|sasl_method=LOGIN"
                + "|reason=Invalid credentials|sasl_username=bob{}x"),
        line(
                "smtpd[1]: 4F1AB18C3E9: client=client.example.net[192.0.2.7], sasl_sender=bob{}x",
                "kind=received|queue_id=4F1AB18C3E9|client_host=client.example.net"
                    + "|client_ip=192.0.2.7|sasl_sender=bob{}x")
            .sentAs(ForgeableLines::oneWord));
  }

  private static List<ForgeableLine> commands() {
    return List.of(
        line(
            "smtpd[1]: warning: non-SMTP command from unknown[192.0.2.7]: GET /{}x",
            "kind=protocol-error|severity=warning|client_ip=192.0.2.7|reason=GET /{}x"),
        line(
            "postscreen[1]: PREGREET 14 after 0.08 from [192.0.2.7]:54321: GET /{}x",
            "kind=protocol-error|client_ip=192.0.2.7|client_port=54321|reason=GET /{}x"));
  }

  private static ForgeableLine address(String text, String facts) {
    return line(text, facts).sentAs(ForgeableLines::quoted);
  }

  private static ForgeableLine line(String text, String facts) {
    return ForgeableLine.of(HEADER + text, facts);
  }

  /** What smtpd takes for the end of a parameter to MAIL ends it (smtpd_token.c). */
  private static String oneWord(String text) {
    return text.replaceAll("[\\s<>\"\\\\]", "_");
  }

  /** What smtpd logs of a HELO name (smtpd.c, helo_cmd): signs that could end it are lost. */
  private static String neutered(String text) {
    return text.replaceAll("[ <>()\\\\\";@]", "?");
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"@example.net";
  }
}
