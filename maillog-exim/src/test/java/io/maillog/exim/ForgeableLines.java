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
                + "|sasl_username=bob{}x"),
        line(
            "SMTP syntax error in \"EHLO x{}\" H=(pc) [192.0.2.7] unrecognized command",
            "kind=protocol-error|client_ip=192.0.2.7|helo=pc|stage=helo"
                + "|reason=unrecognized command"));
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
