package io.maillog.sendmail;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.testkit.ForgeableLine;
import io.maillog.testkit.StatedFacts;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Text that strangers write into a line, and that looks like fields, is taken for what it is: a
 * part of the address, the Message-ID, the reply, the user's name. Each line states these facts and
 * no other.
 */
class ForgeryTest {
  /** What strangers write. */
  static final List<String> FORGERIES =
      List.of(
          ", size=1, class=0, nrcpts=9, msgid=<f@x>",
          ", size=1, class=0, nrcpts=9, msgid=<f@x>, proto=SMTP, relay=evil [203.0.113.8]",
          ">, size=1, class=0, nrcpts=9, relay=evil [203.0.113.8]",
          ", relay=trusted.example [203.0.113.8]",
          ">, relay=trusted.example [203.0.113.8], reject=250 2.0.0 ok",
          ", relay=trusted.example [203.0.113.8], discard",
          ", proto=ESMTPSA, daemon=MTA, relay=evil [203.0.113.8] (may be forged)",
          ", auth=PLAIN, relay=ceo@localhost",
          ">, delay=00:00:09, mailer=local, pri=1, relay=evil. [203.0.113.8], dsn=2.0.0, stat=Sent",
          ">,<victim@example.org>, delay=00:00:09, mailer=local, stat=Sent",
          ",<victim@example.org>",
          ", [more], ctladdr=<ceo@bank.example> (0/0), delay=00:00:09, mailer=local, stat=Sent",
          ", ctladdr=<ceo@bank.example> (0/0)",
          ", stat=Sent",
          ", stat=Sent (FAKE12345 Message accepted for delivery)",
          ", stat=Deferred: ",
          ", stat=quarantined",
          ", reply=250 2.0.0 ok, stat=Sent",
          ", quarantine=no, stat=quarantined",
          ", discard",
          ">, discard",
          ", reject=550 5.7.1 no",
          ", authid=ceo, mech=PLAIN, bits=256",
          ", user=ceo, relay=[203.0.113.8]",
          ", user=ceo",
          ", mech=PLAIN, bits=256",
          ", errormode=4",
          ", naddrs=9",
          ", info=all is well",
          " queued as FAKE12345",
          " OK id=FAKE12345",
          "68CAFUxz099999: DSN: User unknown",
          ": 68CAFUxz099999: clone: owner=x",
          ">... User unknown",
          "... Relaying denied",
          ") from evil [203.0.113.8]",
          " on connection from evil, sender=<ceo@bank.example>",
          ": probable open proxy: command=x",
          " did not issue MAIL/EXPN/VRFY/ETRN during connection to MTA",
          "\\",
          "\\\\",
          "\\\"",
          "\\\">, delay=00:00:09, mailer=local, stat=Sent (x) \\\"",
          "\">, size=1, class=0, nrcpts=9, relay=evil [203.0.113.8] \"",
          "\\000\\033[31m",
          "((((((((((",
          "))))))))))",
          "<<<<<<<<<<",
          ">>>>>>>>>>",
          "\"\"\"\"\"",
          ",,,,,,,,,,",
          ", , , , , ",
          "==========",
          "\u0007\u001b[31m\t\r\n",
          "\u00fc\u20ac");

  static List<ForgeableLine> lines() {
    return ForgeableLines.all();
  }

  @ParameterizedTest
  @MethodSource("lines")
  void textOfAStrangerIsTakenForNoFact(ForgeableLine line) {
    line.assertStates(new SendmailDialect(), FORGERIES);
  }

  /**
   * Fields that stand behind a text of the client are read from the end, in the order of the
   * server.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          68CAFUxy012345: from=<alice@example.org>, size=432, class=0, nrcpts=1, msgid=<a@example.net>, proto=ESMTP, daemon=MTA, relay=IDENT:x,relay=evil@mail.example.net [192.0.2.7] # kind=received|queue_id=68CAFUxy012345|message_id=a@example.net|from=alice@example.org|client_host=mail.example.net|client_ip=192.0.2.7|protocol=ESMTP|size=432|nrcpt=1|attr.class=0|attr.daemon=MTA|attr.ident=x,relay=evil
          68CAFUxy012345: from=<alice@example.org>, size=432, class=0, nrcpts=1, msgid=<a@example.net>, proto=ESMTP, daemon=MTA, relay=IDENT:[203.0.113.8]@mail.example.net [192.0.2.7] # kind=received|queue_id=68CAFUxy012345|message_id=a@example.net|from=alice@example.org|client_host=mail.example.net|client_ip=192.0.2.7|protocol=ESMTP|size=432|nrcpt=1|attr.class=0|attr.daemon=MTA|attr.ident=[203.0.113.8]
          68CAFUxy012345: from=<alice@example.org>, size=432, class=0, nrcpts=1, msgid=<a@example.net>, proto=ESMTP, daemon=MTA, relay=IDENT:root@localhost@mail.example.net [192.0.2.7] (may be forged) # kind=received|queue_id=68CAFUxy012345|message_id=a@example.net|from=alice@example.org|client_host=mail.example.net|client_ip=192.0.2.7|protocol=ESMTP|size=432|nrcpt=1|attr.class=0|attr.daemon=MTA|attr.ident=root@localhost
          68CAFUxy012345: from=<alice@example.org>, size=432, class=0, nrcpts=1, msgid=<>, relay=evil [203.0.113.8]>, relay=alice@localhost # kind=received|queue_id=68CAFUxy012345|message_id=>, relay=evil [203.0.113.8]|from=alice@example.org|user=alice|size=432|nrcpt=1|attr.class=0
          68CAFUxy012345: from=<alice@example.org>, size=432, class=0, nrcpts=1, msgid=<a, proto=ESMTPSA, daemon=evil, tls_verify=OK, auth=PLAIN>, proto=SMTP, daemon=MTA, relay=mail.example.net [192.0.2.7] # kind=received|queue_id=68CAFUxy012345|message_id=a, proto=ESMTPSA, daemon=evil, tls_verify=OK, auth=PLAIN|from=alice@example.org|client_host=mail.example.net|client_ip=192.0.2.7|protocol=SMTP|size=432|nrcpt=1|attr.class=0|attr.daemon=MTA
          68CAFUxy012345: from=<alice@example.org>, size=432, class=0, nrcpts=1, msgid=<a, daemon=evil, proto=ESMTP, daemon=MTA, relay=mail.example.net [192.0.2.7] # kind=received|queue_id=68CAFUxy012345|message_id=a, daemon=evil|from=alice@example.org|client_host=mail.example.net|client_ip=192.0.2.7|protocol=ESMTP|size=432|nrcpt=1|attr.class=0|attr.daemon=MTA
          68CAFUxy012345: from=<alice@example.org>, size=432, class=0, nrcpts=1, relay=trusted [203.0.113.8], relay=mail.example.net [192.0.2.7] # kind=received|queue_id=68CAFUxy012345|from=alice@example.org|client_host=mail.example.net|client_ip=192.0.2.7|size=432|nrcpt=1|attr.class=0
          68CAFUxy012345: from=<a@example.org>, size=432, class=0, nrcpts=1, msgid=<a@example.net>, relay=mail.example.net [192.0.2.7], relay= # kind=received|queue_id=68CAFUxy012345|message_id=<a@example.net>, relay=mail.example.net [192.0.2.7]|from=a@example.org|size=432|nrcpt=1|attr.class=0
          68CAFUxy012345: from=<a@example.org>, size=432, class=0, nrcpts=1, msgid=<a, nrcpts=7, size=9@example.net>, relay=mail.example.net [192.0.2.7] # kind=received|queue_id=68CAFUxy012345|message_id=a, nrcpts=7, size=9@example.net|from=a@example.org|client_host=mail.example.net|client_ip=192.0.2.7|size=432|nrcpt=1|attr.class=0
          68CAFUxy012345: from=<a@example.org>, size=432, class=0, nrcpts=1, msgid=<a@example.net> (may be forged), relay=[192.0.2.7] # kind=received|queue_id=68CAFUxy012345|message_id=<a@example.net> (may be forged)|from=a@example.org|client_ip=192.0.2.7|size=432|nrcpt=1|attr.class=0
          68CAFUxy012345: from=<a@example.org> (a, size=1, class=0, nrcpts=7), size=432, class=0, nrcpts=1, relay=[192.0.2.7] # kind=received|queue_id=68CAFUxy012345|from=<a@example.org> (a, size=1, class=0, nrcpts=7)|client_ip=192.0.2.7|size=432|nrcpt=1|attr.class=0
          68CAFUxy012345: from="a, size=1, class=0" <a@example.org>, size=432, class=0, nrcpts=1, relay=[192.0.2.7] # kind=received|queue_id=68CAFUxy012345|from="a, size=1, class=0" <a@example.org>|client_ip=192.0.2.7|size=432|nrcpt=1|attr.class=0
          68CAFUxy012345: from=<alice@example.org>, size=432, class=0, nrcpts=1, msgid=<a, bodytype=no word of it, proto=ESMTP, daemon=MTA, relay=mail.example.net [192.0.2.7] # kind=received|queue_id=68CAFUxy012345|message_id=a, bodytype=no word of it|from=alice@example.org|client_host=mail.example.net|client_ip=192.0.2.7|protocol=ESMTP|size=432|nrcpt=1|attr.class=0|attr.daemon=MTA
          68CAFUxy012345[1]: from=<alice@example.org>, size=432, class=0, nrcpts=1, msgid=<a, proto=SMTP, daemon=evil, relay=evil [203.0.113.8], ... # kind=received|queue_id=68CAFUxy012345|from=alice@example.org|size=432|nrcpt=1|attr.class=0
          68CAFUxy012345: from="a, size=1, class=0, nrcpts=9"@y... User unknown # kind=reject|queue_id=68CAFUxy012345|to=from="a, size=1, class=0, nrcpts=9"@y|reason=User unknown|stage=rcpt
          68CAFUxy012345: from="a, size=1, class=0, nrcpts=9"@y... Relaying denied # kind=reject|queue_id=68CAFUxy012345|to=from="a, size=1, class=0, nrcpts=9"@y|reason=Relaying denied|stage=rcpt
          68CAFUxy012345: from=<ceo@bank.example>>, size=1, class=0, nrcpts=9, msgid=<x>, proto=ESMTP, daemon=MTA, relay=evil [203.0.113.8]... Unbalanced '>' # kind=reject|queue_id=68CAFUxy012345|stage=other|reason=from=<ceo@bank.example>>, size=1, class=0, nrcpts=9, msgid=<x>, proto=ESMTP, daemon=MTA, relay=evil [203.0.113.8]... Unbalanced '>'
          68CAFUxy012345: from=evil,size=1,nrcpts=9... User unknown # kind=reject|queue_id=68CAFUxy012345|to=from=evil,size=1,nrcpts=9|reason=User unknown|stage=rcpt
          """)
  void arrivals(String line, String facts) {
    expect(line.strip(), facts);
  }

  /**
   * A next hop says what it likes; what became of the recipient is told by the words of this
   * server.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          68CAFUxy012345: to=<a@example.com> (x, stat=Sent), delay=00:00:05, mailer=esmtp, pri=30432, relay=mx.example.com., dsn=5.1.1, stat=User unknown # kind=delivery|queue_id=68CAFUxy012345|to=<a@example.com> (x, stat=Sent)|relay_host=mx.example.com|delay=5|status=bounced|dsn=5.1.1|reply=User unknown|mailer=esmtp|attr.pri=30432
          68CAFUxy012345: to="|/bin/handler, stat=Sent", delay=00:00:05, mailer=prog, pri=30432, dsn=5.3.0, stat=unknown mailer error 2 # kind=delivery|queue_id=68CAFUxy012345|to="|/bin/handler, stat=Sent"|delay=5|status=bounced|dsn=5.3.0|reply=unknown mailer error 2|mailer=prog|attr.pri=30432
          68CAFUxy012345: to=<bob@example.com>, delay=00:00:05, mailer=esmtp, pri=30432, relay=mx.example.com. [198.51.100.25], dsn=2.0.0, stat=Sent (FAKE12345 Message accepted for delivery, or so) # kind=delivery|queue_id=68CAFUxy012345|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|delay=5|status=sent|dsn=2.0.0|reply=Sent (FAKE12345 Message accepted for delivery, or so)|mailer=esmtp|attr.pri=30432
          68CAFUxy012345: to=<bob@example.com>, delay=00:00:05, mailer=esmtp, pri=30432, relay=mx.example.com. [198.51.100.25], dsn=5.0.0, stat=Sent to nowhere # kind=delivery|queue_id=68CAFUxy012345|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|delay=5|status=bounced|dsn=5.0.0|reply=Sent to nowhere|mailer=esmtp|attr.pri=30432
          68CAFUxy012345: to=<bob@example.com>, delay=00:00:05, mailer=esmtp, pri=30432, relay=mx.example.com. [198.51.100.25], dsn=5.0.0, reply=554 5.0.0 queued, stat=Service unavailable # kind=delivery|queue_id=68CAFUxy012345|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|delay=5|status=bounced|dsn=5.0.0|code=554|reply=554 5.0.0 queued|mailer=esmtp|attr.pri=30432
          68CAFUxy012345: to=<bob@example.com>, delay=00:00:05, mailer=esmtp, pri=30432, relay=mx.example.com. [198.51.100.25], dsn=4.2.1, reply=450 4.2.1 a reply so long that the status has less of it than there is, stat=Sent (x), and more, stat=Deferred: 450 4.2.1 a reply so long that the status has less of it than there is, stat=Sent (x), a # kind=delivery|queue_id=68CAFUxy012345|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|delay=5|status=deferred|dsn=4.2.1|code=450|reply=450 4.2.1 a reply so long that the status has less of it than there is, stat=Sent (x), and more, stat=Deferred: 450 4.2.1 a reply so long that the status has less of it than there is|mailer=esmtp|attr.pri=30432
          68CAFUxy012345: to=<bob@example.com>, delay=00:00:05, mailer=esmtp, pri=30432, relay=mx.example.com. [198.51.100.25], dsn=5.1.1, reply=550 5.1.1 no, stat= # kind=delivery|queue_id=68CAFUxy012345|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|delay=5|status=bounced|dsn=5.1.1|code=550|reply=550 5.1.1 no|mailer=esmtp|attr.pri=30432
          68CAFUxy012345: to=<bob@example.com>, delay=00:00:05, mailer=esmtp, pri=30432, relay=mx.example.com. [198.51.100.25], dsn=5.1.1, reply=550 5.1.1 no, stat=Deferred: 450 4.2.1 later, stat=User unknown # kind=delivery|queue_id=68CAFUxy012345|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|delay=5|status=bounced|dsn=5.1.1|code=550|reply=550 5.1.1 no, stat=Deferred: 450 4.2.1 later|mailer=esmtp|attr.pri=30432
          68CAFUxy012345: to=<bob@example.com>, delay=00:00:05, mailer=esmtp, pri=30432, relay=mx.example.com. [198.51.100.25], dsn=5.1.1, stat=550 5.1.1 no, relay=evil [203.0.113.8], dsn=2.0.0, stat=Sent # kind=delivery|queue_id=68CAFUxy012345|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|delay=5|status=bounced|dsn=5.1.1|code=550|reply=550 5.1.1 no, relay=evil [203.0.113.8], dsn=2.0.0, stat=Sent|mailer=esmtp|attr.pri=30432
          68CAFUxy012345: to=<bob@example.com>, delay=00:00:05, mailer=esmtp, pri=30432, relay=evil,relay.example.com. [198.51.100.25], dsn=5.1.1, stat=User unknown # kind=delivery|queue_id=68CAFUxy012345|to=bob@example.com|relay_host=evil,relay.example.com|relay_ip=198.51.100.25|delay=5|status=bounced|dsn=5.1.1|reply=User unknown|mailer=esmtp|attr.pri=30432
          68CAFUxy012345: to=, delay=00:00:05, mailer=esmtp, pri=30432, relay=mx.example.com., dsn=5.1.1, stat=User unknown # kind=delivery|queue_id=68CAFUxy012345|relay_host=mx.example.com|delay=5|status=bounced|dsn=5.1.1|reply=User unknown|mailer=esmtp|attr.pri=30432
          68CAFUxy012345: to= x"@example.com>, delay=00:00:05, mailer=esmtp, pri=30432, relay=mx.example.com., dsn=5.1.1, stat=User unknown # kind=delivery|queue_id=68CAFUxy012345|to= x"@example.com>|relay_host=mx.example.com|delay=5|status=bounced|dsn=5.1.1|reply=User unknown|mailer=esmtp|attr.pri=30432
          68CAFUxy012345: to="v, delay=00:00:01, mailer=local, stat=Sent"@y... User unknown # kind=reject|queue_id=68CAFUxy012345|to=to="v, delay=00:00:01, mailer=local, stat=Sent"@y|reason=User unknown|stage=rcpt
          68CAFUxy012345: to=v@example.org,"x, stat=Sent"@y... No such user, sorry # kind=reject|queue_id=68CAFUxy012345|to=to=v@example.org,"x, stat=Sent"@y|reason=No such user, sorry|stage=rcpt
          68CAFUxy012345: to=<a<v@example.org>, delay=00:00:01, mailer=local, pri=1, dsn=2.0.0, stat=Sent (x... Unbalanced '<' # kind=reject|queue_id=68CAFUxy012345|stage=other|reason=to=<a<v@example.org>, delay=00:00:01, mailer=local, pri=1, dsn=2.0.0, stat=Sent (x... Unbalanced '<'
          68CAFUxy012345: to=v)@example.org, delay=00:00:01, mailer=local, pri=1, dsn=2.0.0, stat=Sent... Unbalanced ')' # kind=reject|queue_id=68CAFUxy012345|stage=other|reason=to=v)@example.org, delay=00:00:01, mailer=local, pri=1, dsn=2.0.0, stat=Sent... Unbalanced ')'
          68CAFUxy012345: to="v@example.org, delay=00:00:01, mailer=local, pri=1, dsn=2.0.0, stat=Sent... Unbalanced '"' # kind=reject|queue_id=68CAFUxy012345|stage=other|reason=to="v@example.org, delay=00:00:01, mailer=local, pri=1, dsn=2.0.0, stat=Sent... Unbalanced '"'
          68CAFUxy012345: to=<bob@x>(", delay=00:00:09, mailer=local, dsn=2.0.0, stat=Sent), delay=00:00:01, mailer=esmtp, pri=30432, relay=mx.example.com. [198.51.100.25], dsn=5.1.1, stat=User unknown # kind=delivery|queue_id=68CAFUxy012345|to=<bob@x>(", delay=00:00:09, mailer=local, dsn=2.0.0, stat=Sent)|delay=1|mailer=esmtp|attr.pri=30432|relay_host=mx.example.com|relay_ip=198.51.100.25|dsn=5.1.1|status=bounced|reply=User unknown
          68CAFUxy012345: to=<bob@example.com>, delay=00:00:01, mailer=esmtp, pri=30432, relay=mx.example.com. [198.51.100.25], dsn=4.1.1, stat=Deferred: 450 4.1.1 <bob@example.com>... User unknown # kind=delivery|queue_id=68CAFUxy012345|to=bob@example.com|delay=1|mailer=esmtp|attr.pri=30432|relay_host=mx.example.com|relay_ip=198.51.100.25|dsn=4.1.1|status=deferred|code=450|reply=Deferred: 450 4.1.1 <bob@example.com>... User unknown
          68CAFUxy012345: to=victim@example.org,stat=Sent... User unknown # kind=reject|queue_id=68CAFUxy012345|to=to=victim@example.org,stat=Sent|reason=User unknown|stage=rcpt
          68CAFUxy012345: to=<bob@example.com>, delay=00:00:05, mailer=esmtp, pri=30432, relay="evil, stat=Sent", dsn=5.1.2, stat=Host unknown # kind=delivery|queue_id=68CAFUxy012345|to=bob@example.com|relay_host="evil, stat=Sent"|delay=5|status=bounced|dsn=5.1.2|reply=Host unknown|mailer=esmtp|attr.pri=30432
          68CAFUxy012345[1]: to=<bob@example.com>, delay=00:00:05, mailer=esmtp, pri=30432, relay=mx.example.com. [198.51.100.25], dsn=4.2.1, reply=450 4.2.1 long, stat=Sent (FAKE12345 Message accepted for delivery) ... # kind=delivery|queue_id=68CAFUxy012345|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|delay=5|status=deferred|dsn=4.2.1|code=450|reply=450 4.2.1 long, stat=Sent (FAKE12345 Message accepted for delivery)|mailer=esmtp|attr.pri=30432
          68CAFUxy012345: to=<bob@example.com>, delay=00:00:05, mailer=esmtp, pri=30432, relay=mx.example.com. [198.51.100.25], dsn=4.2.1, reply=450 4.2.1 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, stat=Sent (x) b, stat=Deferred: 450 4.2.1 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, stat=Sent (x) b # kind=delivery|queue_id=68CAFUxy012345|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|delay=5|status=deferred|dsn=4.2.1|code=450|reply=450 4.2.1 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, stat=Sent (x) b|mailer=esmtp|attr.pri=30432
          """)
  void deliveries(String line, String facts) {
    expect(line.strip(), facts);
  }

  /** A refusal repeats what it refuses. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          68CAFUxy012345: ruleset=check_rcpt, arg1=<"a>, relay=evil [203.0.113.8], reject=250 2.0.0 ok"@example.com>, relay=mail.example.net [192.0.2.7], reject=550 5.7.1 <"a>, relay=evil [203.0.113.8], reject=250 2.0.0 ok"@example.com>... Relaying denied # kind=reject|queue_id=68CAFUxy012345|to="a>, relay=evil [203.0.113.8], reject=250 2.0.0 ok"@example.com|client_host=mail.example.net|client_ip=192.0.2.7|dsn=5.7.1|code=550|reason=<"a>, relay=evil [203.0.113.8], reject=250 2.0.0 ok"@example.com>... Relaying denied|stage=rcpt|attr.arg1=<"a>, relay=evil [203.0.113.8], reject=250 2.0.0 ok"@example.com>|attr.ruleset=check_rcpt
          ruleset=check_relay, arg1=evil, arg2=203.0.113.8, relay=mail.example.net [192.0.2.7], reject=550 5.7.1 go away, arg2=1.2.3.4, relay=trusted [203.0.113.9], reject=250 ok # kind=reject|client_host=mail.example.net|client_ip=192.0.2.7|dsn=5.7.1|code=550|reason=go away, arg2=1.2.3.4, relay=trusted [203.0.113.9], reject=250 ok|stage=connect|attr.arg1=evil|attr.arg2=203.0.113.8|attr.ruleset=check_relay
          68CAFUxy012345: ruleset=CheckSubject, arg1=x, relay=evil [203.0.113.8], discard, relay=mail.example.net [192.0.2.7], reject=550 5.7.1 no # kind=reject|queue_id=68CAFUxy012345|client_host=mail.example.net|client_ip=192.0.2.7|dsn=5.7.1|code=550|reason=no|stage=eod|attr.arg1=x, relay=evil [203.0.113.8], discard|attr.ruleset=CheckSubject
          68CAFUxy012345: ruleset=CheckSubject, arg1=x, relay=evil [203.0.113.8], reject=550 5.7.1 fine, relay=mail.example.net [192.0.2.7], discard # kind=content-check|queue_id=68CAFUxy012345|stage=eod|attr.ruleset=CheckSubject
          68CAFUxy012345: ruleset=CheckSubject, arg1=x, relay=evil [203.0.113.8], reject=451 4.7.1 fine, relay=mail.example.net [192.0.2.7], reject=550 5.7.1 no # kind=reject|queue_id=68CAFUxy012345|stage=eod|attr.ruleset=CheckSubject
          68CAFUxy012345: ruleset=CheckSubject, arg1=x, relay=alice@localhost, quarantine=y, relay=[203.0.113.8], quarantine=x # kind=content-check|queue_id=68CAFUxy012345|stage=eod|attr.ruleset=CheckSubject
          68CAFUxy012345: ruleset=CheckSubject, arg1=x, relay=not a host, reject=550 no, relay=mail.example.net [192.0.2.7], reject=550 5.7.1 no # kind=reject|queue_id=68CAFUxy012345|client_host=mail.example.net|client_ip=192.0.2.7|dsn=5.7.1|code=550|reason=no|stage=eod|attr.ruleset=CheckSubject|attr.arg1=x, relay=not a host, reject=550 no
          68CAFUxy012345: ruleset=CheckSubject, arg1=x, reject=550 5.7.1 no, reject=451 4.7.1 later # kind=content-check|queue_id=68CAFUxy012345|stage=eod|attr.ruleset=CheckSubject
          68CAFUxy012345[1]: to=<bob@example.com>,<"x, delay=00:00:05, mailer=esmtp, dsn=2.0.0, stat=Sent (ok) ... # kind=delivery|queue_id=68CAFUxy012345|to=bob@example.com
          68CAFUxy012345[1]: ruleset=check_rcpt, arg1=<"x, relay=evil [203.0.113.8], reject=550 5.7.1 fine, ... # kind=content-check|queue_id=68CAFUxy012345|stage=rcpt|attr.ruleset=check_rcpt
          68CAFUxy012345[1]: Milter: to=<"x, reject=550 5.7.1 fine ... # kind=content-check|queue_id=68CAFUxy012345|stage=rcpt
          68CAFUxy012345[1]: ruleset=CheckSubject, arg1=x, relay=evil [203.0.113.8], reject=550 5.7.1 fine, ... # kind=content-check|queue_id=68CAFUxy012345|stage=eod|attr.ruleset=CheckSubject
          68CAFUxy012345: ruleset=CheckSubject, arg1=x # kind=content-check|queue_id=68CAFUxy012345|stage=eod|attr.ruleset=CheckSubject|attr.arg1=x
          NOQUEUE: Milter: helo=x, reject=550 5.7.1 a, reject=451 4.7.1 b # kind=reject|stage=helo
          68CAFUxy012345: Milter: to=<bob@example.com>, reject=550 5.7.1 no, errormode=4 # kind=reject|queue_id=68CAFUxy012345|to=bob@example.com|dsn=5.7.1|code=550|reason=no, errormode=4|stage=rcpt
          68CAFUxy012345: ruleset=CheckSubject, arg1=x, arg2=y, relay=mail.example.net [192.0.2.7], discard # kind=content-check|queue_id=68CAFUxy012345|client_host=mail.example.net|client_ip=192.0.2.7|stage=eod|action=discard|attr.arg1=x, arg2=y|attr.ruleset=CheckSubject
          68CAFUxy012345: ruleset=CheckSubject, arg1=x, reject=250 ok, relay=mail.example.net [192.0.2.7], quarantine=y # kind=queue-action|queue_id=68CAFUxy012345|client_host=mail.example.net|client_ip=192.0.2.7|reason=y|stage=eod|action=hold|attr.arg1=x, reject=250 ok|attr.ruleset=CheckSubject
          68CAFUxy012345: ruleset=evil, from=<a@b>, arg1=x, relay=mail.example.net [192.0.2.7], reject=550 no # kind=other|queue_id=68CAFUxy012345
          68CAFUxy012345: ruleset=check_other, arg1=<x>, relay=evil [203.0.113.8], reject=250 ok, relay=mail.example.net [192.0.2.7], reject=550 5.7.1 no # kind=reject|queue_id=68CAFUxy012345|client_host=mail.example.net|client_ip=192.0.2.7|dsn=5.7.1|code=550|reason=no|stage=other|attr.arg1=<x>, relay=evil [203.0.113.8], reject=250 ok|attr.ruleset=check_other
          68CAFUxy012345: ruleset=check_vrfy, arg1="x, relay=evil [203.0.113.8], discard, relay=mail.example.net [192.0.2.7], reject=550 5.7.1 no # kind=reject|queue_id=68CAFUxy012345|client_host=mail.example.net|client_ip=192.0.2.7|dsn=5.7.1|code=550|reason=no|stage=vrfy|attr.arg1="x, relay=evil [203.0.113.8], discard|attr.ruleset=check_vrfy
          68CAFUxy012345: ruleset=check_compat, arg1=<"a, arg2=x"@example.org>, arg2=<bob@example.com>, relay=mail.example.net [192.0.2.7], reject=550 5.7.1 no # kind=reject|queue_id=68CAFUxy012345|from="a, arg2=x"@example.org|to=bob@example.com|client_host=mail.example.net|client_ip=192.0.2.7|dsn=5.7.1|code=550|reason=no|stage=other|attr.arg1=<"a, arg2=x"@example.org>|attr.arg2=<bob@example.com>|attr.ruleset=check_compat
          68CAFUxy012345: ruleset=check_compat, arg1=<a@example.org>, arg2=<"x>, relay=evil [203.0.113.8], discard"@example.com>, relay=mail.example.net [192.0.2.7], reject=550 5.7.1 no # kind=reject|queue_id=68CAFUxy012345|from=a@example.org|to="x>, relay=evil [203.0.113.8], discard"@example.com|client_host=mail.example.net|client_ip=192.0.2.7|dsn=5.7.1|code=550|reason=no|stage=other|attr.arg1=<a@example.org>|attr.arg2=<"x>, relay=evil [203.0.113.8], discard"@example.com>|attr.ruleset=check_compat
          68CAFUxy012345: ruleset=check_compat, arg1=<a@example.org>, arg2=<bob@example.com>, relay=mail.example.net [192.0.2.7], reject=550 5.7.1 no, discard # kind=reject|queue_id=68CAFUxy012345|from=a@example.org|to=bob@example.com|client_host=mail.example.net|client_ip=192.0.2.7|dsn=5.7.1|code=550|reason=no, discard|stage=other|attr.arg1=<a@example.org>|attr.arg2=<bob@example.com>|attr.ruleset=check_compat
          """)
  void refusals(String line, String facts) {
    expect(line.strip(), facts);
  }

  /** Commands, names and headers are the client's. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          68CAFUxy012345: AUTH failure (LOGIN): authentication failure (-13) SASL(-13): x, user=bob, user=ceo, relay=evil [203.0.113.8], relay=mail.example.net [192.0.2.7] # kind=auth-failure|queue_id=68CAFUxy012345|client_host=mail.example.net|client_ip=192.0.2.7|sasl_method=LOGIN|sasl_username=bob, user=ceo, relay=evil [203.0.113.8]|reason=authentication failure (-13) SASL(-13): x
          68CAFUxy012345: AUTH failure (LOGIN): authentication failure (-13) SASL(-13): x, user=bob, relay=evil [203.0.113.8]x, relay=[192.0.2.7] # kind=auth-failure|queue_id=68CAFUxy012345|client_ip=192.0.2.7|sasl_method=LOGIN|sasl_username=bob, relay=evil [203.0.113.8]x|reason=authentication failure (-13) SASL(-13): x
          68CAFUxy012345: AUTH failure (LOGIN): authentication failure (-13) SASL(-13): x, user=bob, relay=evil [203.0.113.8 # kind=auth-failure|queue_id=68CAFUxy012345|sasl_method=LOGIN|sasl_username=bob|reason=authentication failure (-13) SASL(-13): x
          AUTH=server, relay=mail.example.net [192.0.2.7], authid=bob, mech=PLAIN, bits=256, mech=LOGIN, bits=0 # kind=auth-success|client_host=mail.example.net|client_ip=192.0.2.7|sasl_method=LOGIN|sasl_username=bob, mech=PLAIN, bits=256|attr.bits=0
          68CAFUxy012345: Milter: to=<"a>, discard"@example.com>, reject=550 5.7.1 <"a>, discard"@example.com>... no # kind=reject|queue_id=68CAFUxy012345|to="a>, discard"@example.com|dsn=5.7.1|code=550|reason=<"a>, discard"@example.com>... no|stage=rcpt
          68CAFUxy012345: Milter (x): y) add: rcpt: <victim@example.org> # kind=diagnostic|queue_id=68CAFUxy012345|reason=y) add: rcpt: <victim@example.org>
          68CAFUxy012345: Milter (clmilter) add: header: X: add: rcpt: <victim@example.org> # kind=content-check|queue_id=68CAFUxy012345|action=add
          68CAFUxy012345: Milter (clmilter) add: header: to=<victim@example.org>, delay=00:00:00, mailer=local, stat=Sent # kind=content-check|queue_id=68CAFUxy012345|action=add
          68CAFUxy012345: <-- MAIL FROM:<a@b> 68CAFUxz099999: from=<ceo@bank.example>, size=1 # kind=diagnostic|queue_id=68CAFUxy012345
          68CAFUxy012345: <-- from=<ceo@bank.example>, size=1, class=0, nrcpts=9 # kind=diagnostic|queue_id=68CAFUxy012345
          68CAFUxy012345: --- 250 2.0.0 68CAFUxy012345 Message accepted for delivery # kind=diagnostic|queue_id=68CAFUxy012345
          68CAFUxy012345: POSSIBLE ATTACK from mail.example.net [192.0.2.7]: newline in string "a: newline in string b" # kind=protocol-error|queue_id=68CAFUxy012345|client_host=mail.example.net|client_ip=192.0.2.7|reason=newline in string "a: newline in string b"
          68CAFUxy012345: mail.example.net [192.0.2.7]: possible SMTP attack: command=AUTH: possible SMTP attack: command=x, count=4 # kind=protocol-error|queue_id=68CAFUxy012345|client_host=mail.example.net|client_ip=192.0.2.7|reason=possible SMTP attack: command=AUTH: possible SMTP attack: command=x, count=4
          NOQUEUE: mail.example.net [192.0.2.7]: VRFY x: probable open proxy: command=GET # kind=policy|client_host=mail.example.net|client_ip=192.0.2.7|reason=VRFY x: probable open proxy: command=GET|stage=vrfy
          NOQUEUE: "wiz" command from mail.example.net [192.0.2.7] (203.0.113.8) # kind=protocol-error|client_host=mail.example.net|client_ip=192.0.2.7|reason="wiz" command
          STARTTLS=server, relay=mail.example.net [192.0.2.7], version=TLSv1.3, verify=NO, cipher=x, bits=256/256, note=relay=evil [203.0.113.8] # kind=tls|client_host=mail.example.net|client_ip=192.0.2.7|tls_protocol=TLSv1.3|tls_cipher=x|tls_bits=256|tls_trust=NO|attr.note=relay=evil [203.0.113.8]
          STARTTLS=server, error: accept failed=-1, reason=x, relay=evil [203.0.113.8], SSL_error=1, errno=0, retry=-1, relay=[192.0.2.7] # kind=tls|client_ip=192.0.2.7|reason=accept failed=-1, reason=x, relay=evil [203.0.113.8], SSL_error=1, errno=0, retry=-1
          68CAFUxy012345: lost input channel from joe@[203.0.113.9]@[192.0.2.1] to MTA after rcpt # kind=connection-lost|queue_id=68CAFUxy012345|client_ip=192.0.2.1|stage=rcpt|attr.ident=joe@[203.0.113.9]
          68CAFUxy012345: ruleset=check_rcpt, arg1=<b@example.com>, relay=[203.0.113.9]@[192.0.2.1], reject=550 5.7.1 no relay=joe@[203.0.113.9] # kind=reject|queue_id=68CAFUxy012345|to=b@example.com|client_ip=192.0.2.1|dsn=5.7.1|code=550|reason=no relay=joe@[203.0.113.9]|stage=rcpt|attr.arg1=<b@example.com>|attr.ident=[203.0.113.9]|attr.ruleset=check_rcpt
          68CAFUxy012345: joe x@[203.0.113.9]: VRFY root... Relaying denied # kind=other|queue_id=68CAFUxy012345
          68CAFUxy012345: setsender: <"x: invalid or unparsable, received from evil [203.0.113.9]"@y: invalid or unparsable, received from mail.example.net [192.0.2.7] # kind=reject|queue_id=68CAFUxy012345|from="x: invalid or unparsable, received from evil [203.0.113.9]"@y|client_host=mail.example.net|client_ip=192.0.2.7|reason=invalid or unparsable|stage=mail
          68CAFUxy012345: setsender: x: invalid or unparsable, received from evil [203.0.113.9]... Relaying denied # kind=other|queue_id=68CAFUxy012345
          NOQUEUE: tcpwrappers (unknown, 203.0.113.9) rejection, 192.0.2.7) rejection # kind=reject|stage=connect
          68CAFUxy012345: makeconnection (mx).evil.example.com [192.0.2.5].25 (2)) failed: Connection refused by mx [203.0.113.9].26 (2)) failed: x # kind=attempt-failed|queue_id=68CAFUxy012345|relay_host=mx).evil.example.com|relay_ip=192.0.2.5|relay_port=25|reason=makeconnection (mx).evil.example.com [192.0.2.5].25 (2)) failed: Connection refused by mx [203.0.113.9].26 (2)) failed: x
          68CAFUxy012345: makeconnection (mx.example.com [evil].25 (2)) failed: x # kind=attempt-failed|queue_id=68CAFUxy012345|reason=makeconnection (mx.example.com [evil].25 (2)) failed: x
          68CAFUxy012345: (x [203.0.113.8]: VRFY root)bob... User unknown # kind=reject|queue_id=68CAFUxy012345|to=(x [203.0.113.8]: VRFY root)bob|reason=User unknown|stage=rcpt
          68CAFUxy012345: (x [203.0.113.8]: VRFY root)bob... Sorry, not here # kind=other|queue_id=68CAFUxy012345
          68CAFUxy012345: ruleset=check_rcpt,"x, arg1=<v@example.org>, relay=evil [203.0.113.8], discard"@y... User unknown # kind=reject|queue_id=68CAFUxy012345|to=ruleset=check_rcpt,"x, arg1=<v@example.org>, relay=evil [203.0.113.8], discard"@y|reason=User unknown|stage=rcpt
          68CAFUxy012345: ruleset=check_rcpt), arg1=<v@example.org>, relay=evil [203.0.113.8], discard... Unbalanced ')' # kind=reject|queue_id=68CAFUxy012345|stage=other|reason=ruleset=check_rcpt), arg1=<v@example.org>, relay=evil [203.0.113.8], discard... Unbalanced ')'
          68CAFUxy012345: ruleset="x, arg1=<v@example.org>, relay=evil [203.0.113.8], discard"@y... Sorry, not here # kind=other|queue_id=68CAFUxy012345
          68CAFUxy012345: milter="x, reject=550 5.7.1 no"@y... Relaying denied # kind=reject|queue_id=68CAFUxy012345|to=milter="x, reject=550 5.7.1 no"@y|reason=Relaying denied|stage=rcpt
          68CAFUxy012345: "x\\" command from evil [203.0.113.8]"@y... Sorry, not here # kind=other|queue_id=68CAFUxy012345
          68CAFUxy012345: <a(>... Relaying denied)@b>... User unknown # kind=reject|queue_id=68CAFUxy012345|to=a(>... Relaying denied)@b|reason=User unknown|stage=rcpt
          68CAFUxy012345: <a(>... User unknown)@b>... Relaying denied # kind=reject|queue_id=68CAFUxy012345|to=a(>... User unknown)@b|reason=Relaying denied|stage=rcpt
          68CAFUxy012345: ruleset=x... User unknown # kind=reject|queue_id=68CAFUxy012345|to=ruleset=x|reason=User unknown|stage=rcpt
          68CAFUxy012345: AUTH=server,relay=evil... User unknown # kind=reject|queue_id=68CAFUxy012345|to=AUTH=server,relay=evil|reason=User unknown|stage=rcpt
          NOQUEUE: (x [203.0.113.8]: VRFY root... Unbalanced '(' # kind=reject|stage=other|reason=(x [203.0.113.8]: VRFY root... Unbalanced '('
          NOQUEUE: to="v, delay=00:00:01, stat=Sent"@y... User unknown # kind=reject|to=to="v, delay=00:00:01, stat=Sent"@y|reason=User unknown|stage=rcpt
          NOQUEUE: mail.example.net [192.0.2.7]: Etrn x [rejected] # kind=reject|client_host=mail.example.net|client_ip=192.0.2.7|reason=Etrn x [rejected]|stage=etrn
          NOQUEUE: mail.example.net [192.0.2.7]: ETRN x # kind=queue-run|client_host=mail.example.net|client_ip=192.0.2.7|reason=ETRN x|stage=etrn
          STARTTLS=server, relay=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.example, version=TLSv1.3, verify=NO, cipher=x, bits=256/256 # kind=tls|tls_protocol=TLSv1.3|tls_cipher=x|tls_bits=256|tls_trust=NO
          NOQUEUE: mail.example.net [192.0.2.7]: VrFy x [rejected] # kind=reject|client_host=mail.example.net|client_ip=192.0.2.7|reason=VrFy x [rejected]|stage=vrfy
          """)
  void sessions(String line, String facts) {
    expect(line.strip(), facts);
  }

  /**
   * An id stands at the start of a line, and a second one behind it, only where Sendmail puts them.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          68CAFUxy012345: SYSERR(root): to=<victim@example.org>, delay=00:00:00, mailer=local, stat=Sent # kind=diagnostic|queue_id=68CAFUxy012345|severity=crit|user=root|reason=to=<victim@example.org>, delay=00:00:00, mailer=local, stat=Sent
          68CAFUxy012345: SYSERR(root): Too many hops 26 (25 max): from <"x, to=<y>"@example.net> via mail.example.net, to <bob@example.com> # kind=diagnostic|queue_id=68CAFUxy012345|severity=crit|user=root|reason=Too many hops 26 (25 max): from <"x, to=<y>"@example.net> via mail.example.net, to <bob@example.com>|from="x, to=<y>"@example.net|to=bob@example.com
          68CAFUxy012345: text of a map: to=<victim@example.org>, stat=Sent # kind=other|queue_id=68CAFUxy012345
          68CAFUxy012345: 68CAFUxz099999: to=<victim@example.org>, delay=00:00:00, mailer=local, stat=Sent # kind=other|queue_id=68CAFUxy012345
          68CAFUxy012345: 68CAFUxz099999: DSN: 68CAFUya099998: DSN: Cannot send message for 5 days # kind=bounce|queue_id=68CAFUxy012345|child_queue_id=68CAFUxz099999|status=bounced|reason=68CAFUya099998: DSN: Cannot send message for 5 days|action=DSN
          68CAFUxy012345: 68CAFVab012346: DSN: the user said: Cannot send message for 5 days # kind=bounce|queue_id=68CAFUxy012345|child_queue_id=68CAFVab012346|status=bounced|reason=the user said: Cannot send message for 5 days|action=DSN
          NOQUEUE: 68CAFUxz099999: DSN: User unknown # kind=other
          NOQUEUE: to=<victim@example.org>, delay=00:00:00, mailer=local, stat=Sent # kind=other
          NOQUEUE: from=<ceo@bank.example>, size=1, class=0, nrcpts=9 # kind=other
          to=<victim@example.org>, delay=00:00:00, mailer=local, stat=Sent # kind=other
          the id is 68CAFUxy012345: to=<victim@example.org>, stat=Sent # kind=other
          68CAFUxy012345:to=<victim@example.org>, stat=Sent # kind=other
          68CAFUxy012345[x]: to=<victim@example.org>, stat=Sent # kind=other
          68CAFUxy012345[0]: to=<victim@example.org>, stat=Sent # kind=continuation|queue_id=68CAFUxy012345
          68CAFUxy012345[]: to=<victim@example.org>, stat=Sent # kind=other
          68CAFUxy012345: clone: owner=ceo@bank.example # kind=other|queue_id=68CAFUxy012345
          68CAFUxy012345: split: count=2, ids=68CAFUxz099999; 68CAFUya099999, ids=68CAFUyb099999 # kind=expanded|queue_id=68CAFUxy012345|child_queue_id=68CAFUxz099999|attr.count=2|attr.ids=68CAFUxz099999; 68CAFUya099999, ids=68CAFUyb099999
          68CAFUxy012345: split: count=2, ids=68CAFUxz099999x; 68CAFUya099999 # kind=expanded|queue_id=68CAFUxy012345|attr.count=2|attr.ids=68CAFUxz099999x; 68CAFUya099999
          68CAFUxy012345: split: count=2, ids=; 68CAFUya099999 # kind=expanded|queue_id=68CAFUxy012345|attr.count=2|attr.ids=; 68CAFUya099999
          68CAFUxy012345: text of a map: split: count=2, ids=68CAFUxz099999; 68CAFUya099999 # kind=other|queue_id=68CAFUxy012345
          68CAFUxy012345: split: count=1, id=68CAFUxz099999x # kind=expanded|queue_id=68CAFUxy012345|attr.count=1|attr.id=68CAFUxz099999x
          68CAFUxy012345: done; delay=00:00:03, ntries=1, stat=Sent # kind=removed|queue_id=68CAFUxy012345|delay=3|attr.ntries=1, stat=Sent
          68CAFUxy012345: discarded by a filter of the user # kind=other|queue_id=68CAFUxy012345
          68CAFUxy012345: unquarantined # kind=other|queue_id=68CAFUxy012345
          68CAFUxy012345: alias x, orig=y => to=<victim@example.org> # kind=expanded|queue_id=68CAFUxy012345|to=to=<victim@example.org>|orig_to=x, orig=y
          68CAFUxy012345: alias <"a => victim@example.org"@example.com> => joe # kind=expanded|queue_id=68CAFUxy012345|to=joe|orig_to="a => victim@example.org"@example.com
          68CAFUxy012345: alias "a => victim@example.org"@example.com => joe => jane # kind=expanded|queue_id=68CAFUxy012345|orig_to="a => victim@example.org"@example.com
          68CAFUxy012345: alias <"a => victim@example.orgaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa => joe # kind=expanded|queue_id=68CAFUxy012345|to=joe|orig_to="a => victim@example.orgaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
          68CAFUxy012345: alias <"a => victim@example.org # kind=expanded|queue_id=68CAFUxy012345
          68CAFUxy012345: possible spam from <> to list: x, redirected to y, redirected to z # kind=content-check|attr.owner=z|queue_id=68CAFUxy012345|to=x, redirected to y|action=redirect
          runqueue: Flushing queue from /var/spool/mqueue/68CAFUxy012345 (pri 1) (pri 124821, LA 2, 1 of 20) # kind=queue-run
          """)
  void ids(String line, String facts) {
    expect(line.strip(), facts);
  }

  private static void expect(String line, String facts) {
    assertThat(StatedFacts.of(Lines.read(line)))
        .as(line)
        .containsExactlyInAnyOrderEntriesOf(StatedFacts.parse(facts));
  }
}
