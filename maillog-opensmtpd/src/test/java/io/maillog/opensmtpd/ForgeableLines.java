package io.maillog.opensmtpd;

import io.maillog.event.Field;
import io.maillog.testkit.ForgeableLine;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** OpenSMTPD's lines, with each place that a stranger fills. */
final class ForgeableLines {
  private static final String HEADER = "Sep 12 10:15:30 mx1 smtpd[8001]: ";
  private static final String SESSION = "|session_id=fd5c0f06aba7f70e";
  private static final String ENVELOPE = "|queue_id=446ba043|envelope_id=446ba0436cb6f806";
  private static final String REFUSED = "kind=%s|code=%s|dsn=%s|reason=%s|stage=%s" + SESSION;
  private static final String RELAYED =
      "kind=delivery|from=ann@example.net|to=joe@example.com|attr.source=192.0.2.25"
          + "|relay_ip=198.51.100.25|relay_host=mx.example.com|delay=1|status=%s"
          + ENVELOPE
          + SESSION;
  private static final String RELAY =
      "mta delivery evpid=446ba0436cb6f806 from=<ann@example.net> to=<joe@example.com> rcpt=<->"
          + " source=\"192.0.2.25\" relay=\"198.51.100.25 (mx.example.com)\" delay=1s ";

  private ForgeableLines() {}

  static List<ForgeableLine> all() {
    return Stream.of(sessions(), commands(), addresses(), replies(), sentences())
        .flatMap(List::stream)
        .toList();
  }

  private static List<ForgeableLine> sessions() {
    return List.of(
        session(
                "smtp connected address=192.0.2.7 host=x{}",
                "kind=connect|client_ip=192.0.2.7|client_host=x{}" + SESSION)
            .sentAs(ForgeableLines::hostName),
        session(
                "smtp authentication user=bob{}x result=permfail",
                "kind=auth-failure|sasl_username=bob{}x|reason=permfail" + SESSION)
            .writtenAs(text -> vis(text, true)),
        session(
                "smtp event=authentication user=bob{}x address=192.0.2.7 host=pc.example.net"
                    + " result=ok",
                "kind=auth-success|client_ip=192.0.2.7|client_host=pc.example.net"
                    + "|sasl_username=bob{}x"
                    + SESSION)
            .writtenAs(text -> vis(text, true)));
  }

  private static List<ForgeableLine> commands() {
    String syntax = "Invalid command: Command unrecognized";
    return List.of(
        session(
                "smtp failed-command command=\"FROB {}\" result=\"500 5.5.1 " + syntax + "\"",
                REFUSED.formatted("protocol-error", "500", "5.5.1", syntax, "other"))
            .writtenAs(text -> vis(text, false)),
        session("smtp failed-command command=\"EHLO {}", "kind=protocol-error|stage=helo" + SESSION)
            .writtenAs(text -> vis(text, false) + "x"), // and there the line was cut
        session(
                "smtp event=failed-command address=192.0.2.7 host=pc.example.net command=\"EHLO"
                    + " {}\" result=\"550 5.7.1 no\"",
                REFUSED.formatted("reject", "550", "5.7.1", "no", "helo")
                    + "|client_ip=192.0.2.7|client_host=pc.example.net")
            .writtenAs(text -> vis(text, false)),
        session(
                "smtp failed-command command=\"RCPT TO:<x{}@example.org>\" result=\"550 5.1.1"
                    + " Invalid recipient\"",
                REFUSED.formatted("reject", "550", "5.1.1", "Invalid recipient", "rcpt")
                    + "|to=x{}@example.org")
            .sentAs(text -> text.replaceAll("[<>]", ""))
            .writtenAs(text -> vis(text, false)),
        session(
                "smtp failed-command command=\"MAIL FROM:<x{}@example.org> SIZE=1\" result=\"550"
                    + " 5.7.1 no\"",
                REFUSED.formatted("reject", "550", "5.7.1", "no", "mail") + "|from=x{}@example.org")
            .sentAs(text -> text.replaceAll("[<>]", ""))
            .writtenAs(text -> vis(text, false)));
  }

  private static List<ForgeableLine> addresses() {
    return List.of(
        address(
            "smtp envelope evpid=446ba0436cb6f806 from=<x{}@example.net> to=<bob@example.org>",
            "kind=queued|from=x{}@example.net|to=bob@example.org" + ENVELOPE + SESSION),
        address(
            "smtp envelope evpid=446ba0436cb6f806 from=<ann@example.net> to=<x{}@example.org>",
            "kind=queued|from=ann@example.net|to=x{}@example.org" + ENVELOPE + SESSION),
        address(
            "smtp message address=192.0.2.7 host=pc.example.net msgid=446ba043"
                + " from=<x{}@example.net> to=<y{}@example.org> size=517 ndest=1 proto=ESMTP",
            "kind=received|queue_id=446ba043|client_ip=192.0.2.7|client_host=pc.example.net"
                + "|from=x{}@example.net|to=y{}@example.org|size=517|nrcpt=1|protocol=ESMTP"
                + SESSION),
        address(
            "mda delivery evpid=446ba0436cb6f806 from=<x{}@example.net> to=<bob@example.org>"
                + " rcpt=<y{}@example.org> user=bob delay=1s result=Ok stat=Delivered",
            "kind=delivery|from=x{}@example.net|to=bob@example.org|orig_to=y{}@example.org"
                + "|attr.user=bob|delay=1|status=sent|reply=Delivered"
                + ENVELOPE
                + SESSION));
  }

  private static List<ForgeableLine> replies() {
    return List.of(
        session(
            RELAY + "result=\"PermFail\" stat=\"550 5.1.1 no{}\"",
            RELAYED.formatted("bounced") + "|code=550|dsn=5.1.1|reply=550 5.1.1 no{}"),
        session(
                RELAY + "result=\"Ok\" stat=\"250 2.0.0 yes{}\"",
                RELAYED.formatted("sent") + "|code=250|dsn=2.0.0|reply=250 2.0.0 yes{}")
            .mayState(Field.REMOTE_QUEUE_ID),
        session(
                "mta delivery evpid=446ba0436cb6f806 from=<ann@example.net> to=<joe@example.com>"
                    + " rcpt=<-> source=\"192.0.2.25\" relay=\"198.51.100.25 (x{})\" delay=1s"
                    + " result=\"TempFail\" stat=\"450 4.2.1 busy\"",
                RELAYED.formatted("deferred").replace("mx.example.com", "x{}")
                    + "|code=450|dsn=4.2.1|reply=450 4.2.1 busy")
            .sentAs(ForgeableLines::hostName),
        session(
            "mda delivery evpid=446ba0436cb6f806 from=<ann@example.net> to=<bob@example.org>"
                + " user=bob delay=1s result=TempFail stat=Error (\"no {}\")",
            "kind=delivery|from=ann@example.net|to=bob@example.org|attr.user=bob|delay=1"
                + "|status=deferred|reply=Error (\"no {}\")"
                + ENVELOPE
                + SESSION),
        session(
            "mta error reason=BANNER rejected: 554 {}",
            "kind=attempt-failed|reason=BANNER rejected: 554 {}" + SESSION),
        line(
            "smtp-out: Error on session fd5c0f06aba7f70e after 4 messages sent: {}",
            "kind=attempt-failed|reason={}" + SESSION),
        line(
            "relay: TempFail for 446ba0436cb6f806: session=fd5c0f06aba7f70e,"
                + " from=<ann@example.net>, to=<joe@example.com>, rcpt=<->, source=192.0.2.25,"
                + " relay=198.51.100.25 (mx.example.com), delay=1s, stat=451 4.7.1 no{}",
            RELAYED.formatted("deferred") + "|code=451|dsn=4.7.1|reply=451 4.7.1 no{}"));
  }

  private static List<ForgeableLine> sentences() {
    String syntax = "Invalid command";
    return List.of(
        line(
                "smtp-in: Failed command on session fd5c0f06aba7f70e: \"FROB {}\" => 500 5.5.1 "
                    + syntax,
                REFUSED.formatted("protocol-error", "500", "5.5.1", syntax, "other"))
            .writtenAs(text -> vis(text, false)),
        line(
                "smtp-in: session fd5c0f06aba7f70e: received invalid command: \"FROB {}\"",
                "kind=protocol-error|stage=other" + SESSION)
            .writtenAs(text -> vis(text.replace("=> ", "=>"), false)), // 5.7 has no replies there
        line(
                "smtp-in: Authentication failed for user bob{}x on session fd5c0f06aba7f70e",
                "kind=auth-failure|sasl_username=bob{}x" + SESSION)
            .writtenAs(text -> vis(text, true)),
        line(
                "smtp-in: New session fd5c0f06aba7f70e from host x{} [192.0.2.7]",
                "kind=connect|client_host=x{}|client_ip=192.0.2.7" + SESSION)
            .sentAs(ForgeableLines::hostName),
        line("smtp: 0x55efcd651de0: <<< {}", "kind=diagnostic"),
        line(
            "warn: user credentials lookup fail for creds:{}",
            "kind=diagnostic|severity=warning"
                + "|reason=user credentials lookup fail for creds:{}"));
  }

  private static ForgeableLine address(String text, String facts) {
    return session(text, facts).sentAs(ForgeableLines::localPart);
  }

  private static ForgeableLine session(String text, String facts) {
    return line("fd5c0f06aba7f70e " + text, facts);
  }

  private static ForgeableLine line(String text, String facts) {
    return ForgeableLine.of(HEADER + text, facts);
  }

  /** What an address may have before its domain (util.c, valid_localpart). */
  private static String localPart(String text) {
    return text.replaceAll("[^\\w!#$%&'*/?^`{|}~+=.-]", "");
  }

  /** What the resolver takes for a host's name. */
  private static String hostName(String text) {
    return text.replaceAll("[^\\w.-]", "");
  }

  /**
   * A text as strnvis(3) writes it, with VIS_SAFE.
   *
   * @param white whether spaces, too, are written so (VIS_WHITE)
   */
  private static String vis(String text, boolean white) {
    StringBuilder written = new StringBuilder();
    for (byte c : text.getBytes(StandardCharsets.UTF_8)) {
      int low = c & 0x7f;
      if (c == '\\') {
        written.append("\\\\");
      } else if ((c > ' ' && c < 0x7f) || c == '\b' || c == 7 || c == '\r') {
        written.append((char) c);
      } else if (c == ' ' || c == '\t' || c == '\n') {
        written.append(!white ? "" + (char) c : c == ' ' ? "\\040" : "\\^" + (char) (c + '@'));
      } else {
        written.append(c < 0 ? "\\M" : "\\");
        written.append(
            low < ' ' ? "^" + (char) (low + '@') : low == 0x7f ? "^?" : "-" + (char) low);
      }
    }
    return written.toString();
  }
}
