package io.maillog.sendmail;

import io.maillog.event.Field;
import io.maillog.testkit.ForgeableLine;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Sendmail's lines, with each place that a stranger fills. */
final class ForgeableLines {
  private static final String HEADER = "Sep 12 10:15:30 mx1 sm-mta[8001]: ";
  private static final String RECEIVED =
      "kind=received|queue_id=68CAFUxy012345|size=432|attr.class=0|nrcpt=1|protocol=ESMTP"
          + "|attr.daemon=MTA|client_host=mail.example.net|client_ip=192.0.2.7";
  private static final String DELIVERED =
      "kind=delivery|queue_id=68CAFUxy012345|status=%s|delay=5|mailer=esmtp|attr.pri=30432"
          + "|relay_host=mx.example.com|relay_ip=198.51.100.25|dsn=%s";
  private static final String RELAY =
      "delay=00:00:05, mailer=esmtp, pri=30432, relay=mx.example.com. [198.51.100.25], ";
  private static final int MAX_SENDER = 200;

  private ForgeableLines() {}

  static List<ForgeableLine> all() {
    return Stream.of(arrivals(), deliveries(), replies(), refusals(), users(), milters(), texts())
        .flatMap(List::stream)
        .map(line -> line.writtenAs(ForgeableLines::printed))
        .toList();
  }

  /** Those of whose kind no text leaves a doubt: a header may read as if it had been refused. */
  static List<ForgeableLine> settled() {
    return all().stream()
        .filter(line -> !line.toString().contains("ruleset=CheckSubject"))
        .toList();
  }

  private static List<ForgeableLine> arrivals() {
    String client = ", proto=ESMTP, daemon=MTA, relay=mail.example.net [192.0.2.7]";
    String sender = "from=<{}>, size=432, class=0, nrcpts=1, msgid=<a@example.net>" + client;
    String id = "from=<a@example.net>, size=432, class=0, nrcpts=1, msgid=<{}>" + client;
    return List.of(
        address(sender, RECEIVED + "|message_id=a@example.net|from={}"),
        message(sender.replace("{}>", "{}"), RECEIVED + "|message_id=a@example.net|from={}")
            .sentAs(ForgeableLines::cutSender),
        message(id, RECEIVED + "|from=a@example.net|message_id={}")
            .sentAs(text -> "a" + text + "x@example.net"),
        // One that was cut; with a closing bracket inside its opening one would be of the value.
        message(id.replace("{}>", "{}"), RECEIVED + "|from=a@example.net|message_id={}")
            .sentAs(text -> "a".repeat(60) + text.replace('>', ')')));
  }

  private static List<ForgeableLine> deliveries() {
    return List.of(
        address(
            "to=<{}>, ctladdr=<a@example.org> (1000/1000), delay=00:00:05, xdelay=00:00:02,"
                + " mailer=esmtp, pri=30432, relay=mx.example.com. [198.51.100.25], dsn=5.1.1,"
                + " reply=550 5.1.1 no such user, stat=User unknown",
            DELIVERED.formatted("bounced", "5.1.1")
                + "|attr.ctladdr=<a@example.org> (1000/1000)|uid=1000|attr.xdelay=00:00:02|code=550"
                + "|reply=550 5.1.1 no such user|to={}"),
        address(
            "to=<{}>,<carol@example.com>, " + RELAY + "dsn=2.0.0, stat=Sent (ok)",
            DELIVERED.formatted("sent", "2.0.0")
                + "|reply=Sent (ok)|to={}|recipients={} carol@example.com"),
        address(
            "to=\"|/usr/bin/handler\", ctladdr=<{}> (8/12), delay=00:00:05, mailer=prog, pri=30432,"
                + " dsn=2.0.0, stat=Sent",
            "kind=delivery|queue_id=68CAFUxy012345|status=sent|to=\"|/usr/bin/handler\"|uid=8"
                + "|delay=5|mailer=prog|attr.pri=30432|dsn=2.0.0|reply=Sent"
                + "|attr.ctladdr=<{written}> (8/12)|orig_to={}"));
  }

  private static List<ForgeableLine> replies() {
    String to = "to=<bob@example.com>, " + RELAY;
    return List.of(
        message(
            to + "dsn=5.1.1, reply=550 5.1.1 no {} x, stat=User unknown",
            DELIVERED.formatted("bounced", "5.1.1")
                + "|to=bob@example.com|code=550|reply=550 5.1.1 no {} x"),
        message(
            to + "dsn=4.2.1, reply=450 4.2.1 busy {} x, stat=Deferred: 450 4.2.1 busy {} x",
            DELIVERED.formatted("deferred", "4.2.1")
                + "|to=bob@example.com|code=450|reply=450 4.2.1 busy {} x"),
        message(
                to + "dsn=2.0.0, stat=Sent (yes {} indeed)",
                DELIVERED.formatted("sent", "2.0.0")
                    + "|to=bob@example.com|reply=Sent (yes {} indeed)")
            .mayState(Field.REMOTE_QUEUE_ID),
        message(
            to + "dsn=4.2.1, stat=Deferred: 450 4.2.1 later{} x",
            DELIVERED.formatted("deferred", "4.2.1")
                + "|to=bob@example.com|code=450|reply=Deferred: 450 4.2.1 later{} x"),
        message(
            "to=<bob@example.com>, delay=00:00:05, pri=30432, stat=a virus {} x",
            "kind=reject|queue_id=68CAFUxy012345|to=bob@example.com|delay=5|attr.pri=30432"
                + "|stage=eod|reason=a virus {} x"));
  }

  private static List<ForgeableLine> refusals() {
    String refused = "kind=reject|queue_id=68CAFUxy012345|client_host=mail.example.net";
    return List.of(
        address(
            "ruleset=check_rcpt, arg1=<{}>, relay=mail.example.net [192.0.2.7], reject=550 5.7.1"
                + " <{}>... Relaying denied",
            refused
                + "|client_ip=192.0.2.7|attr.ruleset=check_rcpt|code=550|dsn=5.7.1|stage=rcpt|to={}"
                + "|attr.arg1=<{written}>|reason=<{}>... Relaying denied"),
        address(
            "ruleset=check_mail, arg1=<{}>, relay=[192.0.2.7], discard",
            "kind=content-check|action=discard|queue_id=68CAFUxy012345|attr.ruleset=check_mail"
                + "|client_ip=192.0.2.7|stage=mail|from={}|attr.arg1=<{written}>"),
        message(
                "ruleset=CheckSubject, arg1=hi {} x, relay=mail.example.net [192.0.2.7], reject=550"
                    + " 5.7.1 not here",
                refused
                    + "|client_ip=192.0.2.7|attr.ruleset=CheckSubject|code=550|dsn=5.7.1|stage=eod"
                    + "|reason=not here|attr.arg1=hi {written} x")
            .mayState(Field.KIND), // a check of content, where its verdict is in doubt
        address(
            "<{}>... User unknown",
            "kind=reject|queue_id=68CAFUxy012345|stage=rcpt|reason=User unknown|to={}"));
  }

  private static List<ForgeableLine> users() {
    String reason =
        "authentication failure (-13) SASL(-13): authentication failure: checkpass failed";
    return List.of(
        message(
            "AUTH failure (LOGIN): " + reason + ", user=bob{}x, relay=mail.example.net [192.0.2.7]",
            "kind=auth-failure|queue_id=68CAFUxy012345|sasl_method=LOGIN"
                + "|client_host=mail.example.net|client_ip=192.0.2.7|sasl_username=bob{}x|reason="
                + reason),
        line(
            "AUTH=server, relay=mail.example.net [192.0.2.7], authid=bob{}x, mech=LOGIN, bits=0",
            "kind=auth-success|sasl_method=LOGIN|client_host=mail.example.net|client_ip=192.0.2.7"
                + "|attr.bits=0|sasl_username=bob{}x"));
  }

  private static List<ForgeableLine> milters() {
    return List.of(
        address(
            "Milter: to=<{}>, reject=550 5.7.1 no",
            "kind=reject|queue_id=68CAFUxy012345|code=550|dsn=5.7.1|reason=no|stage=rcpt|to={}"),
        address(
            "Milter: from=<{}>, discard",
            "kind=content-check|action=discard|queue_id=68CAFUxy012345|stage=mail|from={}"),
        line(
                "NOQUEUE: Milter: helo=pc{}x, reject=550 5.7.1 no",
                "kind=reject|code=550|dsn=5.7.1|reason=no|stage=helo|helo=pc{}x")
            .sentAs(name -> name.replaceAll("[^]\\w\\[.#:-]", "")), // unless AllowBogusHELO
        message(
            "Milter (clmilter) add: header: X-Spam: yes{}",
            "kind=content-check|queue_id=68CAFUxy012345|action=add"),
        message(
            "Milter (clmilter) change: header X-Spam: yes{}",
            "kind=content-check|queue_id=68CAFUxy012345|action=change"),
        message(
            "Milter (clmilter) insert (1): header: X-Spam: yes{}",
            "kind=content-check|queue_id=68CAFUxy012345|action=insert"),
        address(
            "Milter (clmilter) delete: rcpt <{}>, naddrs=1",
            "kind=content-check|queue_id=68CAFUxy012345|action=delete|attr.naddrs=1|to={}"));
  }

  private static List<ForgeableLine> texts() {
    return List.of(
        message(
            "invalid domain name (pc{}x) from mail.example.net [192.0.2.7]",
            "kind=reject|queue_id=68CAFUxy012345|stage=helo|client_host=mail.example.net"
                + "|client_ip=192.0.2.7|helo=pc{}x"),
        message("<-- RCPT TO:<bob@example.com>{}", "kind=diagnostic|queue_id=68CAFUxy012345"),
        message("--- RCPT TO:<bob@example.com>{}", "kind=diagnostic|queue_id=68CAFUxy012345"),
        message(
            "POSSIBLE ATTACK from mail.example.net: newline in string \"{}\"",
            "kind=protocol-error|queue_id=68CAFUxy012345|client_host=mail.example.net"
                + "|reason=newline in string \"{written}\""),
        line(
            "NOQUEUE: mail.example.net [192.0.2.7]: probable open proxy: command=GET {} x",
            "kind=protocol-error|client_host=mail.example.net|client_ip=192.0.2.7"
                + "|reason=probable open proxy: command=GET {written} x"),
        line(
            "NOQUEUE: SMTP MAIL command (FROM:<{}>) from mail.example.net [192.0.2.7] tempfailed"
                + " (due to previous checks)",
            "kind=reject|stage=mail|client_host=mail.example.net|client_ip=192.0.2.7"
                + "|reason=tempfailed (due to previous checks)"),
        message(
            "Authentication-Warning: mx1.example.org: bob set sender to {} using -f",
            "kind=diagnostic|severity=warning|queue_id=68CAFUxy012345"
                + "|reason=mx1.example.org: bob set sender to {written} using -f"),
        address(
            "collect: read timeout on connection from mail.example.net, sender=<{}>",
            "kind=connection-lost|stage=data|queue_id=68CAFUxy012345|client_host=mail.example.net"
                + "|reason=read timeout|from={}"),
        address(
            "collect: relay=mail.example.net [192.0.2.7], from=<{}>, info=read timeout",
            "kind=connection-lost|stage=data|queue_id=68CAFUxy012345|client_host=mail.example.net"
                + "|client_ip=192.0.2.7|reason=read timeout|from={}"),
        message(
            "68CAFVab012346: DSN: 554 5.0.0 {} x",
            "kind=bounce|queue_id=68CAFUxy012345|child_queue_id=68CAFVab012346|action=DSN"
                + "|status=bounced|reason=554 5.0.0 {written} x"),
        message(
            "to=<bob@example.com>, delay=00:00:05, mailer=esmtp, pri=30432, quarantine=odd {} x,"
                + " stat=quarantined",
            "kind=queue-action|action=hold|queue_id=68CAFUxy012345|to=bob@example.com|delay=5"
                + "|mailer=esmtp|attr.pri=30432|reason=odd {written} x"),
        line(
                "STARTTLS=server, cert-subject=/CN+3D{}, cert-issuer=/CN+3Dx, verifymsg=ok",
                "kind=diagnostic|attr.cert-subject=/CN+3D{written}|attr.cert-issuer=/CN+3Dx"
                    + "|attr.verifymsg=ok")
            .sentAs(ForgeableLines::xtext),
        line(
            "68CAFUxy012345[2]: from=<a@example.net>{}",
            "kind=continuation|queue_id=68CAFUxy012345"));
  }

  private static ForgeableLine address(String text, String facts) {
    return message(text, facts).sentAs(ForgeableLines::quoted);
  }

  private static ForgeableLine message(String text, String facts) {
    return line("68CAFUxy012345: " + text, facts);
  }

  private static ForgeableLine line(String text, String facts) {
    return ForgeableLine.of(HEADER + text, facts);
  }

  /** What is logged of a sender is cut, and then has no end (deliver.c, logsender). */
  private static String cutSender(String text) {
    return quoted(text + "a".repeat(MAX_SENDER)).substring(0, MAX_SENDER - 1);
  }

  /** What Sendmail keeps of a certificate's name (RFC 3461, section 4). */
  private static String xtext(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b > ' ' && b < 127 && "+=<>()\"".indexOf(b) < 0) {
        encoded.append((char) b);
      } else {
        encoded.append(String.format("+%02X", b & 0xff));
      }
    }
    return encoded.toString();
  }

  private static String quoted(String localPart) {
    return "\"" + localPart.replace("\\", "\\\\").replace("\"", "\\\"") + "\"@example.net";
  }

  /** What Sendmail logs of a text (libsm/util.c, str2prt). */
  private static String printed(String text) {
    StringBuilder printed = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      switch (b) {
        case '\\' -> printed.append("\\\\");
        case '\t' -> printed.append("\\t");
        case '\r' -> printed.append("\\r");
        case '\n' -> printed.append("\\n");
        default -> {
          if (b >= ' ' && b < 127) {
            printed.append((char) b);
          } else {
            printed.append(String.format("\\%03o", b & 0xff));
          }
        }
      }
    }
    return printed.toString();
  }
}
