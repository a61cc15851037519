package io.maillog.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.event.Field;
import io.maillog.event.MailEventRecord;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Lines as the daemons put them together, with addresses, texts and replies of pieces that look
 * like their own. Quoted addresses are read as they are; of others nothing is stated that is not
 * so.
 */
class AddressForgeryProperties {
  private static final String[] PIECES = {
    "a",
    "b; ",
    " ",
    ", ",
    "; ",
    ": ",
    ">: ",
    "@",
    ">",
    "<",
    "\\",
    "; from=<",
    "> to=<",
    ">, to=<",
    "; to=<",
    "v@bank.example",
    "from=<v@bank.example>",
    " to=<w@bank.example>",
    " proto=SMTP",
    " helo=<h>",
    "; proto=ESMTP helo=<x>",
    " sasl_username=<u>",
    " sasl_method=PLAIN sasl_username=u",
    "Relay access denied",
    ", relay=x[192.0.2.9]:25",
    ", relay=none",
    ", delay=1",
    ", dsn=2.0.0",
    ", status=sent (250 ok)",
    ">, relay=mx.bank.example[192.0.2.9]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (ok)",
    ", size=1",
    ">, size=1, nrcpt=1 (queue active)",
    ">, status=expired, returned to sender",
    " from evil[192.0.2.9]; from=<c@bank.example>",
    " (in reply to RCPT TO command)",
    "queued as 4FAB18C3E90",
  };

  // --- as since 3.5

  @Property(tries = 500)
  void tailOfARefusal(
      @ForAll("locals") String sender,
      @ForAll("locals") String recipient,
      @ForAll("texts") String text,
      @ForAll("tails") String tail) {
    String from = quoted(sender);
    String to = quoted(recipient);
    MailEventRecord e = Lines.read(refusal(text, sender, recipient, from, to, tail));
    assertThat(e.text(Field.FROM)).isEqualTo(from);
    assertThat(e.text(Field.TO)).isEqualTo(to);
    assertThat(e.text(Field.HELO)).isEqualTo("pc");
    assertThat(e.text(Field.PROTOCOL)).isEqualTo("ESMTP");
    assertThat(e.text(Field.SASL_USERNAME)).isEqualTo(tail.endsWith(">") ? null : "bob");
  }

  @Property(tries = 500)
  void tailOfPostscreen(
      @ForAll("locals") String sender,
      @ForAll("locals") String recipient,
      @ForAll("pieces") String domain) {
    String unquoted = domain.replaceAll("[\"\\\\@]", "") + "evil.example";
    String from = quoted(sender).replace("@example.org", "@" + unquoted);
    String to = quoted(recipient).replace("@example.org", "@" + unquoted);
    MailEventRecord e =
        Lines.read(
            "postscreen: NOQUEUE: reject: RCPT from [192.0.2.7]:54321: 550 5.3.2 Service currently"
                + " unavailable; from=<%s>, to=<%s>, proto=ESMTP, helo=<pc>".formatted(from, to));
    assertThat(e.text(Field.FROM)).isEqualTo(from);
    assertThat(e.text(Field.TO)).isEqualTo(to);
    assertThat(e.text(Field.HELO)).isEqualTo("pc");
  }

  @Property(tries = 500)
  void originOfAHeader(
      @ForAll("locals") String sender,
      @ForAll("locals") String recipient,
      @ForAll("pieces") String subject) {
    String content = subject.substring(0, Math.min(subject.length(), 150)) + "z";
    String from = quoted(sender);
    MailEventRecord e =
        Lines.read(
            "cleanup: 4F1AB18C3E9: info: header Subject: %s from pc[192.0.2.7]; from=<%s> to=<%s> proto=ESMTP helo=<pc>: seen"
                .formatted(content, from, quoted(recipient)));
    assertThat(e.text(Field.CLIENT_IP)).isEqualTo("192.0.2.7");
    assertThat(e.text(Field.FROM)).isEqualTo(from);
    assertThat(e.text(Field.SUBJECT)).isEqualTo(content);
  }

  // --- as before 3.5, and as a next hop answers

  @Property(tries = 500, seed = "20261130")
  void unquotedTailOfARefusal(
      @ForAll("locals") String sender,
      @ForAll("locals") String recipient,
      @ForAll("texts") String text,
      @ForAll("tails") String tail) {
    String from = sender + "@example.org";
    String to = recipient + "@example.org";
    MailEventRecord e = Lines.read(refusal(text, sender, recipient, from, to, tail));
    assertThat(e.text(Field.FROM)).isIn(null, from);
    assertThat(e.text(Field.TO)).isIn(null, to);
    assertThat(e.text(Field.HELO)).isIn(null, "pc");
    assertThat(e.text(Field.PROTOCOL)).isIn(null, "ESMTP");
  }

  @Property(tries = 500)
  void unquotedSenderInTheQueue(@ForAll("locals") String sender) {
    String from = sender + "@example.org";
    assertThat(
            Lines.read("qmgr: 4F1AB18C3E9: from=<" + from + ">, size=22, nrcpt=1 (queue active)")
                .text(Field.FROM))
        .isEqualTo(from);
    assertThat(
            Lines.read("qmgr: 4F1AB18C3E9: from=<" + from + ">, status=expired, returned to sender")
                .text(Field.FROM))
        .isEqualTo(from);
    assertThat(Lines.read("pickup: 4F1AB18C3E9: uid=7 from=<" + from + ">").text(Field.FROM))
        .isEqualTo(from);
  }

  @Property(tries = 500, seed = "20261130")
  void recipientOfADelivery(
      @ForAll("locals") String recipient,
      @ForAll("pieces") String reply,
      @ForAll boolean isQuoted) {
    String to = isQuoted ? quoted(recipient) : recipient + "@example.org";
    String text = isQuoted ? reply : " no ";
    MailEventRecord e =
        Lines.read(
            "smtp: 4F1AB18C3E9: to=<%s>, relay=mx[192.0.2.7]:25, delay=2, delays=0/0/0/2, dsn=5.1.1, status=bounced (host mx[192.0.2.7] said: 550 5.1.1 %s (in reply to RCPT TO command))"
                .formatted(to, text));
    assertThat(e.text(Field.TO)).isIn(null, to);
    assertThat(e.text(Field.RELAY_IP)).isIn(null, "192.0.2.7");
    assertThat(e.text(Field.STATUS)).isIn(null, "bounced");
    assertThat(e.text(Field.DELAY)).isIn(null, "2");
  }

  @Provide
  Arbitrary<String> pieces() {
    return Arbitraries.of(PIECES).list().ofMaxSize(6).map(p -> String.join("", p));
  }

  @Provide
  Arbitrary<String> locals() {
    return Arbitraries.of(PIECES).list().ofMinSize(1).ofMaxSize(6).map(p -> String.join("", p));
  }

  /** With the sender, and the recipient. */
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
        List.of(
            "reject: RCPT|554 5.7.1 <%2$s>: Relay access denied",
            "reject: RCPT|554 5.7.1 <%2$s>: Recipient address rejected: says %1$s no",
            "reject: RCPT|554 5.7.1 <%1$s>: Sender address rejected: Access denied",
            "warn: RCPT|sender %1$s of %2$s is odd",
            "milter-reject: END-OF-MESSAGE|5.7.1 listed: %1$s"));
  }

  @Provide
  Arbitrary<String> tails() {
    return Arbitraries.of("helo=<pc>", "helo=<pc> sasl_method=PLAIN sasl_username=bob");
  }

  private static String refusal(
      String text, String sender, String recipient, String from, String to, String tail) {
    int bar = text.indexOf('|');
    String says =
        text.substring(bar + 1).formatted(sender + "@example.org", recipient + "@example.org");
    return "smtpd: NOQUEUE: %s from pc[192.0.2.7]: %s; from=<%s> to=<%s> proto=ESMTP %s"
        .formatted(text.substring(0, bar), says, from, to, tail);
  }

  /** As quote_822_local.c does. */
  private static String quoted(String local) {
    boolean atom = local.chars().noneMatch(c -> "()<>@,;:\\\"[] ".indexOf(c) >= 0);
    return atom
        ? local + "@example.org"
        : "\"" + local.replace("\\", "\\\\").replace("\"", "\\\"") + "\"@example.org";
  }
}
