package io.maillog.exim;

import io.maillog.event.Field;
import io.maillog.testkit.ForgeableLine;
import java.util.List;
import java.util.stream.Stream;

/** Exim's lines, with each place that a stranger fills. */
final class ForgeableLines {
  private static final String HEADER = "2026-09-12 10:15:30 ";
  private static final String MESSAGE = "kind=%s|queue_id=1vNMFN-0002BN-1x|flag=%s";
  private static final String RECEIVED =
      MESSAGE.formatted("received", "<=") + "|client_ip=192.0.2.7|protocol=esmtp|size=432";
  private static final String DELIVERED =
      MESSAGE.formatted("delivery", "%s")
          + "|router=dnslookup|transport=remote_smtp|relay_host=mx.example.com"
          + "|relay_ip=198.51.100.25|status=%s";
  private static final String RCPT_TO =
      "SMTP error from remote mail server after RCPT TO:<{written}>: host mx.example.com"
          + " [198.51.100.25]: 550 5.1.1 no";

  private ForgeableLines() {}

  static List<ForgeableLine> all() {
    return Stream.of(arrivals(), deliveries(), replies(), refusals(), heloNames(), sessions())
        .flatMap(List::stream)
        .toList();
  }

  /** Lines where nothing may decide between two readings, so that what is in doubt is absent. */
  static List<ForgeableLine> inDoubt() {
    return Stream.of(texts(), commands(), addresses()).flatMap(List::stream).toList();
  }

  private static List<ForgeableLine> arrivals() {
    return List.of(
        message(
                "<= {} H=(pc) [192.0.2.7] P=esmtp S=432 id=a@example.net for b@example.org",
                RECEIVED + "|from={}|helo=pc|message_id=a@example.net|to=b@example.org")
            .sentAs(ForgeableLines::quoted),
        message(
                "<= a@example.net H=(pc) [192.0.2.7] P=esmtp S=432 for {} b@example.org",
                RECEIVED + "|from=a@example.net|helo=pc|to={}|recipients={} b@example.org")
            .sentAs(ForgeableLines::quoted),
        message(
                "<= a@example.net H=(pc) [192.0.2.7] P=esmtp S=432 id={} T=\"hi\" for"
                    + " b@example.org",
                RECEIVED + "|from=a@example.net|helo=pc|message_id={}|subject=hi|to=b@example.org")
            .sentAs(ForgeableLines::quoted),
        message(
                "<= a@example.net H=(pc) [192.0.2.7] P=esmtp S=432 id={}",
                RECEIVED + "|from=a@example.net|helo=pc|message_id={}")
            .sentAs(ForgeableLines::quoted),
        message(
                "<= a@example.net H=(pc) [192.0.2.7] P=esmtp S=432 id=a@example.net T=\"hi {}\" for"
                    + " b@example.org",
                RECEIVED
                    + "|from=a@example.net|helo=pc|message_id=a@example.net|to=b@example.org"
                    + "|subject=hi {}")
            .writtenAs(ForgeableLines::escaped));
  }

  private static List<ForgeableLine> deliveries() {
    return List.of(
        message(
                "=> bob@example.com <{}> R=dnslookup T=remote_smtp H=mx.example.com"
                    + " [198.51.100.25] C=\"250 OK\" QT=2s",
                DELIVERED.formatted("=>", "sent")
                    + "|code=250|reply=250 OK|delay=2|to=bob@example.com|orig_to={}")
            .sentAs(ForgeableLines::quoted),
        message(
                "** bob@example.com <{}> F=<{}> R=dnslookup T=remote_smtp: "
                    + RCPT_TO.replace("{written}", "{}"),
                DELIVERED.formatted("**", "bounced")
                    + "|code=550|dsn=5.1.1|stage=rcpt|to=bob@example.com|orig_to={}|from={}|reply="
                    + RCPT_TO)
            .sentAs(text -> quoted(unprinted(text))),
        message(
                "== bob@example.com <{}> R=dnslookup T=remote_smtp defer (111): Connection refused"
                    + " H=mx.example.com [198.51.100.25]",
                DELIVERED.formatted("==", "deferred")
                    + "|reason=Connection refused|reply=Connection refused|to=bob@example.com"
                    + "|orig_to={}")
            .sentAs(ForgeableLines::quoted));
  }

  private static List<ForgeableLine> replies() {
    return List.of(
        message(
                "=> bob@example.com R=dnslookup T=remote_smtp H=mx.example.com [198.51.100.25]"
                    + " C=\"250 yes {} indeed\" QT=2s",
                DELIVERED.formatted("=>", "sent")
                    + "|code=250|delay=2|to=bob@example.com|reply=250 yes {} indeed")
            .sentAs(ForgeableLines::unprinted)
            .writtenAs(ForgeableLines::escaped)
            .mayState(Field.REMOTE_QUEUE_ID),
        message(
                "** bob@example.com R=dnslookup T=remote_smtp H=mx.example.com [198.51.100.25]:"
                    + " SMTP error from remote mail server after RCPT TO:<bob@example.com>: 550 no"
                    + " {} x",
                DELIVERED.formatted("**", "bounced")
                    + "|code=550|stage=rcpt|to=bob@example.com|reply=SMTP error from remote mail"
                    + " server after RCPT TO:<bob@example.com>: 550 no {} x")
            .sentAs(ForgeableLines::unprinted));
  }

  private static List<ForgeableLine> refusals() {
    return List.of(
        line(
                "H=mail.example.net (pc) [192.0.2.7] F=<{}> rejected RCPT <{}>: relay not"
                    + " permitted",
                "kind=reject|client_host=mail.example.net|client_ip=192.0.2.7|helo=pc|stage=rcpt"
                    + "|reason=relay not permitted|from={}|to={}")
            .sentAs(text -> quoted(text.substring(0, Math.min(60, text.length())))),
        line(
            "login authenticator failed for mail.example.net (pc) [192.0.2.7]:41516: 535 Incorrect"
                + " authentication data (set_id=bob{}x)",
            "kind=auth-failure|client_host=mail.example.net|client_ip=192.0.2.7|client_port=41516"
                + "|helo=pc|sasl_method=login|code=535|reason=535 Incorrect authentication data"
                + "|sasl_username=bob{}x"));
  }

  /** Any text may be a HELO name where {@code helo_accept_junk_hosts} says so. */
  private static List<ForgeableLine> heloNames() {
    return List.of(
        message(
            "<= a@example.net H=mail.example.net (pc{}x) [192.0.2.7]:41516 P=esmtp S=432"
                + " id=a@example.net T=\"hi\" for b@example.org",
            RECEIVED
                + "|from=a@example.net|client_host=mail.example.net|client_port=41516"
                + "|message_id=a@example.net|subject=hi|to=b@example.org|helo=pc{}x"),
        line(
                "H=(pc{}x) [192.0.2.7] F=<a@example.net> rejected RCPT <b@example.org>: relay not"
                    + " permitted",
                "kind=reject|client_ip=192.0.2.7|stage=rcpt|reason=relay not permitted"
                    + "|from=a@example.net|to=b@example.org|helo=pc{}x")
            // A warning, whose text may be a stranger's too, is told by its first words.
            .mayState(Field.KIND, Field.ACTION));
  }

  private static List<ForgeableLine> sessions() {
    return List.of(
        line(
            "SMTP connection from (pc{}x) [192.0.2.7] lost D=5s",
            "kind=connection-lost|client_ip=192.0.2.7|reason=lost D=5s|helo=pc{}x"),
        line(
            "login authenticator failed for (pc{}x) [192.0.2.7]: 535 Incorrect authentication data"
                + " (set_id=bob)",
            "kind=auth-failure|client_ip=192.0.2.7|sasl_method=login|code=535|reason=535 Incorrect"
                + " authentication data|sasl_username=bob|helo=pc{}x"));
  }

  /** Idents, users, names in certificates, and what an administrator's warning repeats. */
  private static List<ForgeableLine> texts() {
    String tls = "|tls_protocol=TLS1.3|tls_cipher=AES|tls_bits=256|tls_trust=yes";
    String refused =
        "kind=reject|client_ip=192.0.2.7|helo=pc|stage=rcpt|reason=no|from=a@example.net"
            + "|to=b@example.org";
    return List.of(
        message(
            "<= a@example.net H=(pc) [192.0.2.7] U=x{}y P=esmtp S=432 for b@example.org",
            RECEIVED + "|from=a@example.net|helo=pc|to=b@example.org|attr.U=x{}y"),
        message(
                "<= a@example.net H=(pc) [192.0.2.7] P=esmtp X=TLS1.3:AES:256 CV=yes"
                    + " DN=\"/CN=x{}y\" S=432 id=a@example.net",
                RECEIVED
                    + tls
                    + "|from=a@example.net|helo=pc|message_id=a@example.net|attr.DN=/CN=x{}y")
            .sentAs(text -> text.replace(" SNI=", " Y=")), // as written before Exim 4.95
        message(
                "<= a@example.net H=(pc) [192.0.2.7] P=esmtp A=plain:bob{}y S=432 id=a@example.net",
                RECEIVED
                    + "|from=a@example.net|helo=pc|message_id=a@example.net|sasl_method=plain"
                    + "|sasl_username=bob{}y")
            .sentAs(text -> text.replace(" DSH=", " Y=").replace(" PRX=", " Y="))
            .mayState(Field.SASL_SENDER),
        line(
                "H=(pc) [192.0.2.7] X=TLS1.3:AES:256 CV=yes DN=\"/CN=x{}y\" F=<a@example.net>"
                    + " rejected RCPT <b@example.org>: no",
                refused + tls + "|attr.DN=/CN=x{}y")
            .sentAs(text -> text.replace(" SNI=", " Y="))
            .mayState(Field.KIND, Field.ACTION, Field.REASON),
        line(
            "H=(pc) [192.0.2.7] Warning: subject {} x",
            "kind=content-check|client_ip=192.0.2.7|helo=pc|action=warn|reason=subject {} x"),
        message(
            "H=(pc) [192.0.2.7] U=root Warning: subject {} x",
            "kind=content-check|queue_id=1vNMFN-0002BN-1x|client_ip=192.0.2.7|helo=pc|action=warn"
                + "|attr.U=root|reason=subject {} x"),
        line(
            "U=alice Warning: subject {} x",
            "kind=content-check|user=alice|action=warn|reason=subject {} x"),
        line(
                "F=a@example.net H=(pc{}x) [192.0.2.7] P=esmtp rejected by local_scan(): no",
                "kind=reject|from=a@example.net|client_ip=192.0.2.7|helo=pc{}x|protocol=esmtp|stage=eod"
                    + "|reason=no")
            .mayState(Field.KIND, Field.ACTION));
  }

  /** What a client asked for, and the HELO name or ident of who did. */
  private static List<ForgeableLine> commands() {
    return List.of(
        line(
            "ETRN x{}y received from (pc) [192.0.2.7]",
            "kind=queue-run|client_ip=192.0.2.7|helo=pc"),
        line(
            "ETRN #x received from (pc{}y) [192.0.2.7]",
            "kind=queue-run|client_ip=192.0.2.7|helo=pc{}y"),
        line(
                "VRFY failed for x{}y H=(pc) [192.0.2.7]",
                "kind=reject|stage=vrfy|client_ip=192.0.2.7|helo=pc"
                    + "|reason=VRFY failed for x{}y H=(pc) [192.0.2.7]")
            .mayState(Field.TO),
        line(
            "ignoring AUTH=x{}y from H=(pc) [192.0.2.7] (client not authenticated)",
            "kind=diagnostic|client_ip=192.0.2.7|helo=pc|sasl_sender=x{}y"
                + "|reason=ignoring AUTH=x{}y from H=(pc) [192.0.2.7] (client not authenticated)"),
        line(
                "SMTP call from (pc{}x) [192.0.2.7] dropped: too many nonmail commands (last was"
                    + " \"NOOP\")",
                "kind=protocol-error|client_ip=192.0.2.7|helo=pc{}x|reason=dropped: too many"
                    + " nonmail commands (last was \"NOOP\")")
            .mayState(Field.REASON),
        line(
                "SMTP call from (pc) [192.0.2.7] dropped: too many unrecognized commands (last was"
                    + " \"x{}y\")",
                "kind=protocol-error|client_ip=192.0.2.7|helo=pc|reason=dropped: too many"
                    + " unrecognized commands (last was \"x{}y\")")
            .mayState(Field.REASON),
        line(
            "SMTP syntax error in \"EHLO x{}\" H=(pc) [192.0.2.7] unrecognized command",
            "kind=protocol-error|client_ip=192.0.2.7|helo=pc|stage=helo"
                + "|reason=unrecognized command"),
        line(
            "SMTP syntax error in \"RCPT\" H=(pc{}x) [192.0.2.7] unrecognized command",
            "kind=protocol-error|client_ip=192.0.2.7|helo=pc{}x|stage=rcpt"
                + "|reason=unrecognized command"),
        line(
                "TLS error on connection from (pc{}x) [192.0.2.7] (SSL_accept): error:0A00010B",
                "kind=tls|client_ip=192.0.2.7|helo=pc{}x|reason=(SSL_accept): error:0A00010B")
            .mayState(Field.REASON),
        line(
            "rejected EHLO from [192.0.2.7]: syntactically invalid argument(s): x{}y",
            "kind=reject|client_ip=192.0.2.7|stage=helo|reason=syntactically invalid argument(s):"
                + " x{}y"),
        line(
                "rejected \"EHLO x{}y\" from [192.0.2.7]",
                "kind=reject|client_ip=192.0.2.7|stage=helo|helo=x{}y")
            .mayState(Field.REASON),
        told(
            "SMTP protocol synchronization error (next input sent too soon: pipelining was not"
                + " advertised): rejected \"MAIL FROM:<x{}>\" H=(pc) [192.0.2.7] next"
                + " input=\"RCPT\"",
            "kind=protocol-error|client_ip=192.0.2.7|helo=pc"),
        told(
            "SMTP protocol synchronization error (next input sent too soon: pipelining was not"
                + " advertised): rejected \"RSET\" H=(pc) [192.0.2.7] next input=\"x{}y\"",
            "kind=protocol-error|client_ip=192.0.2.7|helo=pc"));
  }

  /** Senders and recipients, in quotes. */
  private static List<ForgeableLine> addresses() {
    return Stream.of(
            told(
                "SMTP data timeout (message abandoned) on connection from (pc) [192.0.2.7] F=<{}>"
                    + " D=5m",
                "kind=connection-lost|client_ip=192.0.2.7|helo=pc|from={}|attr.D=5m"),
            line(
                "rejected MAIL FROM:<{}> H=(pc) [192.0.2.7]: message too big: size=9 max=5",
                "kind=reject|client_ip=192.0.2.7|helo=pc|stage=mail|size=9|from={}"
                    + "|reason=message too big: size=9 max=5"),
            line(
                "H=(pc) [192.0.2.7] incomplete transaction (QUIT) from <{}> for {}",
                "kind=connection-lost|client_ip=192.0.2.7|helo=pc|reason=QUIT|from={}|to={}"),
            line(
                "H=(pc) [192.0.2.7] sender verify fail for <{}>: Unrouteable address",
                "kind=policy|client_ip=192.0.2.7|helo=pc|from={}|reason=Unrouteable address"),
            line(
                "too many recipients: message rejected: sender=<{}> H=(pc) [192.0.2.7]",
                "kind=reject|client_ip=192.0.2.7|helo=pc|stage=rcpt|from={}"
                    + "|reason=too many recipients: message rejected"),
            replied(
                "H=mx.example.com [198.51.100.25]: SMTP error from remote mail server after RCPT"
                    + " TO:<{}>: 450 4.2.0 no",
                "kind=attempt-failed|queue_id=1vNMFN-0002BN-1x|relay_host=mx.example.com"
                    + "|relay_ip=198.51.100.25|code=450|dsn=4.2.0|stage=rcpt"),
            replied(
                "SMTP error from remote mail server after RCPT TO:<{}>: host mx.example.com"
                    + " [198.51.100.25]: 450 4.2.0 no",
                "kind=attempt-failed|queue_id=1vNMFN-0002BN-1x|relay_host=mx.example.com"
                    + "|relay_ip=198.51.100.25|code=450|dsn=4.2.0|stage=rcpt"),
            message(
                "H=(pc) [192.0.2.7] bob@example.com F=<{}> rejected after DATA: R=dnslookup"
                    + " T=remote_smtp H=mx.example.com [198.51.100.25]",
                "kind=reject|queue_id=1vNMFN-0002BN-1x|client_ip=192.0.2.7|helo=pc|stage=eod"
                    + "|to=bob@example.com|from={}|router=dnslookup|transport=remote_smtp"
                    + "|relay_host=mx.example.com|relay_ip=198.51.100.25"),
            toldOfMessage(
                "SA: Action: scanned: score=0.1 (scanned in 2/2 secs | Message-Id: k4@example.net)."
                    + " From <{}> (host=c.example.net [192.0.2.7]) for olga@example.org",
                "kind=policy|queue_id=1vNMFN-0002BN-1x|message_id=k4@example.net|from={}"
                    + "|to=olga@example.org|client_host=c.example.net|client_ip=192.0.2.7"))
        .map(line -> line.sentAs(text -> quoted(text.substring(0, Math.min(60, text.length())))))
        .toList();
  }

  /** A line whose reason is all of it. */
  private static ForgeableLine told(String text, String facts) {
    return line(text, facts + "|reason=" + text).mayState(Field.REASON);
  }

  private static ForgeableLine toldOfMessage(String text, String facts) {
    return message(text, facts + "|reason=" + text).mayState(Field.REASON);
  }

  /** A line of a message whose reply is what stands behind the host, if it starts with one. */
  private static ForgeableLine replied(String text, String facts) {
    String reply = text.substring(Math.max(0, text.indexOf("SMTP error")));
    return message(text, facts + "|reply=" + reply).mayState(Field.REPLY);
  }

  private static ForgeableLine message(String text, String facts) {
    return line("1vNMFN-0002BN-1x " + text, facts);
  }

  private static ForgeableLine line(String text, String facts) {
    return ForgeableLine.of(HEADER + text, facts);
  }

  /** Without what Exim itself would write for bytes: its text does not tell the two apart. */
  private static String unprinted(String text) {
    return text.replaceAll("\\\\(?=[0-7nrtbvf])", "/");
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  static String quoted(String localPart) {
    return "\"" + escaped(localPart) + "\"@example.com";
  }
}
