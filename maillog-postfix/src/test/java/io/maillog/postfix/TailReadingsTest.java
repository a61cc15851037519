package io.maillog.postfix;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Of several places where a refusal's tail could start, and of several ends of an address, the one
 * is read that Postfix can have written; where two are left, neither is stated.
 */
class TailReadingsTest {
  private static final String CLIENT =
      "|client_host=mail.evil.example|client_ip=192.0.2.66|protocol=SMTP|helo=a";

  /** What a policy server, an access table or a milter says of the sender, who holds a tail. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          reject: RCPT # 554 5.7.1 <bob@example.org>: Recipient address rejected: SPF fail. See http://www.example.com/Why?s=mfrom;id=a; from=<v@example.com> to=<bob@example.org> proto=ESMTP helo=<x@evil.example;ip=192.0.2.66 # code=554|dsn=5.7.1|reason=<bob@example.org>: Recipient address rejected: SPF fail. See http://www.example.com/Why?s=mfrom;id=a; from=<v@example.com> to=<bob@example.org> proto=ESMTP helo=<x@evil.example;ip=192.0.2.66
          warn: RCPT # sender "a; from=<v@example.com> to=<bob@example.org> proto=ESMTP helo=<x"@evil.example looks odd # reason=sender "a; from=<v@example.com> to=<bob@example.org> proto=ESMTP helo=<x"@evil.example looks odd
          milter-reject: END-OF-MESSAGE # 5.7.1 Sender "a; from=<v@example.com> to=<bob@example.org> proto=ESMTP helo=<x"@evil.example listed # dsn=5.7.1|reason=Sender "a; from=<v@example.com> to=<bob@example.org> proto=ESMTP helo=<x"@evil.example listed
          discard: DATA # <a; from=<v@example.com> to=<bob@example.org> proto=ESMTP helo=<x@evil.example>: Sender address triggers DISCARD # reason=<a; from=<v@example.com> to=<bob@example.org> proto=ESMTP helo=<x@evil.example>: Sender address triggers DISCARD
          """)
  void echoOfTheSender(String where, String text, String facts) {
    String action = where.substring(0, where.indexOf(':')).replace("milter-", "");
    String stage = where.endsWith("RCPT") ? "rcpt" : where.endsWith("DATA") ? "data" : "eod";
    Lines.expect(
        "smtpd: ABCDEF12345: "
            + where
            + " from mail.evil.example[192.0.2.66]: "
            + text
            + "; from=<\"a; from=<v@example.com> to=<bob@example.org> proto=ESMTP helo=<x\""
            + "@evil.example> to=<bob@example.org> proto=SMTP helo=<a>",
        "kind="
            + (action.equals("reject") ? "reject" : "content-check")
            + "|action="
            + action
            + "|stage="
            + stage
            + "|queue_id=ABCDEF12345"
            + CLIENT
            + "|from=\"a; from=<v@example.com> to=<bob@example.org> proto=ESMTP helo=<x\""
            + "@evil.example|to=bob@example.org|"
            + facts);
  }

  /** The same before 3.5, with nothing quoted: of two starts none is the sender's. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          554 5.7.1 policy a; from=<v@example.com> to=<w@example.org> proto=ESMTP helo=<x@evil.example says no; from=<a; from=<v@example.com> to=<w@example.org> proto=ESMTP helo=<x@evil.example> to=<bob@example.org> # null # null # null
          554 5.7.1 <bob@example.org>: Relay access denied; from=<a> to=<w@example.org> proto=ESMTP helo=<x@evil.example> to=<bob@example.org> # a> to=<w@example.org> proto=ESMTP helo=<x@evil.example # bob@example.org # <bob@example.org>: Relay access denied
          554 5.7.1 <bob@example.org>: Relay access denied; from=<a; from=<v@evil.example> to=<bob@example.org> # null # bob@example.org # null
          554 5.7.1 no; from=<a> to=<w@evil.example> to=<bob@example.org> # null # null # no
          554 5.7.1 no; from=<a; b@evil.example> to=<bob@example.org> # a; b@evil.example # bob@example.org # no
          """)
  void unquotedAddresses(String text, String from, String to, String reason) {
    Lines.expect(
        "smtpd: NOQUEUE: reject: RCPT from mail.evil.example[192.0.2.66]: "
            + text
            + " proto=SMTP helo=<a>",
        "kind=reject|action=reject|stage=rcpt|code=554|dsn=5.7.1"
            + CLIENT
            + stated("from", from)
            + stated("to", to)
            + stated("reason", reason));
  }

  /** A text that holds a tail of somebody else's making, such as a domain's SPF explanation. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          reject: RCPT # 550 5.7.23 <bob@example.org>: Recipient address rejected: SPF fail. It says: x; from=<v@example.com> to=<bob@example.org> proto=ESMTP helo=<y> # kind=reject|action=reject|stage=rcpt|code=550|dsn=5.7.23|from=a@evil.example|to=bob@example.org|reason=<bob@example.org>: Recipient address rejected: SPF fail. It says: x; from=<v@example.com> to=<bob@example.org> proto=ESMTP helo=<y>
          reject: RCPT # 550 5.7.1 <a@evil.example>: Sender address rejected: x; from=<v@example.com> to=<w@example.org> proto=ESMTP # kind=reject|action=reject|stage=rcpt|code=550|dsn=5.7.1|from=a@evil.example|to=bob@example.org|reason=<a@evil.example>: Sender address rejected: x; from=<v@example.com> to=<w@example.org> proto=ESMTP
          milter-reject: END-OF-MESSAGE # 5.7.1 Subject x; from=<v@example.com> to=<bob@example.org> proto=ESMTP helo=<y> # kind=reject|action=reject|stage=eod|dsn=5.7.1
          milter-reject: END-OF-MESSAGE # 5.7.1 Subject x; from=<v@example.com # kind=reject|action=reject|stage=eod|dsn=5.7.1|to=bob@example.org
          """)
  void textOfOthers(String where, String text, String facts) {
    Lines.expect(
        "smtpd: ABCDEF12345: "
            + where
            + " from mail.evil.example[192.0.2.66]: "
            + text
            + "; from=<a@evil.example> to=<bob@example.org> proto=SMTP helo=<a>",
        "queue_id=ABCDEF12345" + CLIENT + "|" + facts);
  }

  /** Where the sender is refused, no recipient is named yet. */
  @Test
  void senderWithARecipientInHim() {
    Lines.expect(
        "smtpd: NOQUEUE: reject: MAIL from mail.evil.example[192.0.2.66]: 450 4.1.8 no;"
            + " from=<v@example.com> to=<w@evil.example> proto=SMTP helo=<a>",
        "kind=reject|action=reject|stage=mail|code=450|dsn=4.1.8|reason=no"
            + "|from=v@example.com> to=<w@evil.example"
            + CLIENT);
    Lines.expect(
        "smtpd: NOQUEUE: reject: MAIL from mail.evil.example[192.0.2.66]: 450 4.1.8 no;"
            + " from=<v@example.com> proto=SMTP helo=<a>",
        "kind=reject|action=reject|stage=mail|code=450|dsn=4.1.8|reason=no|from=v@example.com"
            + CLIENT);
  }

  /** Of a user whose name holds a tail, none is stated. */
  @Test
  void userWithATail() {
    Lines.expect(
        "smtpd: NOQUEUE: reject: RCPT from mail.evil.example[192.0.2.66]: 554 5.7.1"
            + " <bob@example.org>: Relay access denied; from=<a@evil.example>"
            + " to=<bob@example.org> proto=SMTP helo=<a> sasl_method=PLAIN sasl_username=x;"
            + " from=<v@example.com> to=<bob@example.org> proto=ESMTP helo=<h>",
        "kind=reject|action=reject|stage=rcpt|code=554|dsn=5.7.1"
            + "|client_host=mail.evil.example|client_ip=192.0.2.66");
  }

  /** A user who names himself after a tail, or after what may follow his name. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          sasl_method=PLAIN sasl_username=bob sasl_username=admin # sasl_method=PLAIN|sasl_username=bob sasl_username=admin
          sasl_method=PLAIN sasl_username=bob proto=ESMTP helo=<x> # sasl_method=PLAIN|sasl_username=bob proto=ESMTP helo=<x>
          sasl_method=PLAIN sasl_username=bob sasl_sender=a@example.org # sasl_method=PLAIN
          """)
  void userOfARefusal(String sasl, String facts) {
    Lines.expect(
        "smtpd: NOQUEUE: reject: RCPT from mail.evil.example[192.0.2.66]: 554 5.7.1 no;"
            + " from=<v@example.com> to=<bob@example.org> proto=SMTP helo=<a> "
            + sasl,
        "kind=reject|action=reject|stage=rcpt|code=554|dsn=5.7.1|reason=no|from=v@example.com"
            + "|to=bob@example.org"
            + CLIENT
            + "|"
            + facts);
  }

  /** postscreen(8) drops the quotes of a domain, and its text has nothing of a stranger's. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          x@y.example>, to=<postmaster>, proto=ESMTP, helo=<h # bob@example.org # a # x@y.example>, to=<postmaster>, proto=ESMTP, helo=<h # bob@example.org
          x@y.example # bob@example.org>, to=<z # a # x@y.example # bob@example.org>, to=<z
          x@y.example # bob@example.org # a>,b # x@y.example # bob@example.org
          "a>, to=<v"@example.com # bob@example.org # a # "a>, to=<v"@example.com # bob@example.org
          a>, to=<v@example.com # b@example.org # a # null # null
          a b@example.com # b@example.org # a # a b@example.com # b@example.org
          """)
  void postscreensAddresses(String from, String to, String helo, String stated, String recipient) {
    Lines.expect(
        "postscreen: NOQUEUE: reject: RCPT from [192.0.2.66]:38446: 550 5.3.2 Service currently"
            + " unavailable; from=<"
            + from
            + ">, to=<"
            + to
            + ">, proto=ESMTP, helo=<"
            + helo
            + ">",
        "kind=reject|action=reject|stage=rcpt|client_ip=192.0.2.66|client_port=38446|code=550"
            + "|dsn=5.3.2|reason=Service currently unavailable|protocol=ESMTP|helo="
            + helo
            + stated("from", stated)
            + stated("to", recipient));
  }

  /** Where a tool for web pages has taken the brackets off. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          554 5.7.1 bob@example.org: Relay access denied; from=v@example.com to=bob@example.org proto=SMTP helo=<a> # bob@example.org: Relay access denied
          554 5.7.1 bob@example.org: Relay access denied; from=v@example.com to=bob@example.org proto=SMTP helo=a # bob@example.org: Relay access denied
          554 5.7.1 <bob@example.org>: Relay access denied; from=<v@example.com> to=<bob@example.org> proto=SMTP helo=a # <bob@example.org>: Relay access denied
          554 5.7.1 from=x to=y; from=<v@example.com> to=<bob@example.org> proto=SMTP helo=<a> # from=x to=y
          554 5.7.1 from; from=x to=y; from=<v@example.com> to=<bob@example.org> proto=SMTP helo=<a> # null
          """)
  void addressesWithoutBrackets(String text, String reason) {
    boolean known = !reason.equals("null");
    Lines.expect(
        "smtpd: NOQUEUE: reject: RCPT from mail.evil.example[192.0.2.66]: " + text,
        "kind=reject|action=reject|stage=rcpt|code=554|dsn=5.7.1|to=bob@example.org"
            + CLIENT
            + (known ? "|from=v@example.com" : "")
            + stated("reason", reason));
  }

  /**
   * Of a header's check: an origin inside the header, inside the sender, and inside the action's
   * text, which repeats the header ({@code $1}).
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          warning: header Subject: a from b[192.0.2.1]; from=<c> to=<d> proto=ESMTP helo=<e>: f # ; from=<a@evil.example> to=<bob@example.org> proto=SMTP helo=<a>: odd # warning # a from b[192.0.2.1]; from=<c> to=<d> proto=ESMTP helo=<e>: f # a@evil.example # odd
          hold: header Subject: a # ; from=<"x from b[192.0.2.1]; from=<c@d> to=<v@w>: y"@evil.example> to=<bob@example.org> proto=SMTP helo=<a> # hold # a # "x from b[192.0.2.1]; from=<c@d> to=<v@w>: y"@evil.example # null
          info: header Subject: a to=<d> # ; from=<a@evil.example> to=<bob@example.org> proto=SMTP helo=<a>: was to=<d> # info # a to=<d> # a@evil.example # was to=<d>
          """)
  void originOfAHeader(
      String header, String tail, String action, String subject, String from, String reason) {
    Lines.expect(
        "cleanup: ABCDEF12345: " + header + " from mail.evil.example[192.0.2.66]" + tail,
        "kind=content-check|action="
            + action
            + "|queue_id=ABCDEF12345|subject="
            + subject
            + "|from="
            + from
            + "|to=bob@example.org|reason="
            + (reason.equals("null") ? "Subject: " + subject : reason)
            + CLIENT);
  }

  /** Where each of two places can be the origin, nothing of it is stated. */
  @Test
  void originThatTheTextRepeats() {
    String origin = " from b[192.0.2.1]; from=<c> to=<d> proto=ESMTP helo=<e>";
    String text =
        "a"
            + origin
            + " from f[192.0.2.66]; from=<a@b> to=<c@d> proto=SMTP helo=<a>: is a"
            + origin;
    Lines.expect(
        "cleanup: ABCDEF12345: info: header Subject: " + text,
        "kind=content-check|action=info|queue_id=ABCDEF12345|reason=Subject: " + text);
  }

  /** Nor where an address that is not quoted can hold one. */
  @Test
  void originInAnAddressThatIsNotQuoted() {
    Lines.expect(
        "cleanup: ABCDEF12345: info: header Subject: a from b[192.0.2.66]; from=<x from"
            + " c[192.0.2.1]; from=<v@example.com> to=<w@evil.example> to=<bob@example.org>"
            + " proto=SMTP helo=<a>",
        "kind=content-check|action=info|queue_id=ABCDEF12345|reason=Subject: a from"
            + " b[192.0.2.66]; from=<x from c[192.0.2.1]; from=<v@example.com>"
            + " to=<w@evil.example> to=<bob@example.org> proto=SMTP helo=<a>");
  }

  private static String stated(String field, String value) {
    return value.equals("null") ? "" : "|" + field + "=" + value;
  }
}
