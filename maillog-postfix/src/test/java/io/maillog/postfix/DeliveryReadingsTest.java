package io.maillog.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.event.Field;
import io.maillog.event.MailEventRecord;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A delivery's line with addresses that are not quoted (before 3.5, and with
 * info_log_address_format = internal), and with a next hop that answers what looks like a line.
 */
class DeliveryReadingsTest {
  private static final String END =
      ", relay=mx.example.org[192.0.2.2]:25, delay=1, delays=0/0/0/1, dsn=5.1.1, status=bounced"
          + " (host mx.example.org[192.0.2.2] said: 550 5.1.1 no (in reply to RCPT TO command))";
  private static final String FACTS =
      "|relay_host=mx.example.org|relay_ip=192.0.2.2|relay_port=25|delay=1|delay_before_queue=0"
          + "|delay_queue=0|delay_connect=0|delay_transmit=1|dsn=5.1.1|status=bounced|code=550|reply=host"
          + " mx.example.org[192.0.2.2] said: 550 5.1.1 no (in reply to RCPT TO command)";

  /** Behind a recipient stand its original one and the relay, and nothing else. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "b>, size=1, nrcpt=1 (queue active)@evil.example",
        "b>, status=sent (250 ok)@evil.example",
        "b>, delay=1, status=sent (250 ok)@evil.example",
        "b>, dsn=2.0.0, status=sent (250 ok)@evil.example",
        "<<>>@evil.example",
        "a b@evil.example",
      })
  void recipient(String to) {
    Lines.expect(
        "smtp: 4F1AB18C3E9: to=<" + to + ">" + END,
        "kind=delivery|queue_id=4F1AB18C3E9|to=" + to + FACTS);
    // Both together can be one address.
    Lines.expect(
        "smtp: 4F1AB18C3E9: to=<" + to + ">, orig_to=<" + to + ">" + END,
        "kind=delivery|queue_id=4F1AB18C3E9" + FACTS);
    Lines.expect(
        "smtp: 4F1AB18C3E9: to=<" + to + ">, orig_to=<root>" + END,
        "kind=delivery|queue_id=4F1AB18C3E9|to=" + to + "|orig_to=root" + FACTS);
  }

  /** A recipient with a whole line in him, who has no domain but at his end. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "a>, relay=mx.example.com[192.0.2.1]:25, delay=0, delays=0/0/0/0, dsn=2.0.0, status=sent"
            + " (250 ok)@evil.example",
        "a>, relay=none, delay=0, status=deferred (x)@evil.example",
        // smtp(8) names no service, and delivers to none.
        "a@example.com>, relay=local, delay=0, status=sent (250 ok)@evil.example",
        "a@example.com>, relay=none, delay=0, delays=0/0/0/0, dsn=2.0.0, status=sent (250 ok)@evil"
            + ".example",
      })
  void recipientWithALine(String to) {
    Lines.expect(
        "smtp: 4F1AB18C3E9: to=<" + to + ">" + END,
        "kind=delivery|queue_id=4F1AB18C3E9|to=" + to + FACTS);
  }

  /** It is his, or the next hop's: neither is stated. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "a@example.com>, relay=mx.example.com[192.0.2.1]:25, delay=0, delays=0/0/0/0, dsn=2.0.0,"
            + " status=sent (250 ok)@evil.example",
        "a@example.com>, relay=none, delay=0, status=deferred (x)@evil.example",
        "\"a@example.com>, relay=mx.example.com[192.0.2.1]:25, delay=0, delays=0/0/0/0, dsn=2.0.0,"
            + " status=sent (250 ok\"@evil.example",
      })
  void recipientWithALineOrReplyWithOne(String to) {
    Lines.expect("smtp: 4F1AB18C3E9: to=<" + to + ">" + END, "kind=delivery|queue_id=4F1AB18C3E9");
  }

  /** A next hop's long reply has the line cut: its status is not what the recipient holds. */
  @ParameterizedTest
  @ValueSource(strings = {"a", "a@example.com"})
  void recipientWithALineThatWasCut(String name) {
    String to =
        name
            + ">, relay=mx.example.com[192.0.2.1]:25, delay=0, delays=0/0/0/0, dsn=2.0.0,"
            + " status=sent (250 ok)@evil.example";
    String head = "smtp: 4F1AB18C3E9: to=<" + to + ">, relay=";
    String line = "smtp: 4F1AB18C3E9: to=<" + to + ">" + END;
    for (int end = head.length(); end < line.length(); end++) {
      MailEventRecord e = Lines.read(line.substring(0, end));

      assertThat(e.fields().get(Field.STATUS)).as(line.substring(0, end)).isIn(null, "bounced");
      assertThat(e.fields().get(Field.TO)).as(line.substring(0, end)).isIn(null, to);
    }
  }

  /** Where one of two ends is not known. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "a b>, orig_to=<c@example.com>, orig_to=<d@example.org",
        ">, orig_to=<c@example.com>@example.org",
        "v@example.com>, orig_to=<b@c@evil.example",
        "v@example.com>, orig_to=<b c@evil.example",
      })
  void recipientAndOriginalOne(String addresses) {
    Lines.expect(
        "smtp: 4F1AB18C3E9: to=<" + addresses + ">" + END,
        "kind=delivery|queue_id=4F1AB18C3E9" + FACTS);
  }

  /** A relay's key in an address that is not quoted. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "a>, relay=x[192.0.2.9]:25<@evil.example",
        "a, relay=none>, status=expired, returned to sender@evil.example",
        "a>, relay=none, delay=0, what=x, status=sent (250 ok)@evil.example",
      })
  void recipientWithARelay(String to) {
    Lines.expect(
        "smtp: 4F1AB18C3E9: to=<" + to + ">" + END,
        "kind=delivery|queue_id=4F1AB18C3E9|to=" + to + FACTS);
  }

  /** A reply that cannot be the end of a line. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "550 5.1.1 to=<v@example.com>, relay=evil[192.0.2.66]:25, delay=0.1, delays=0/0/0/0,"
            + " dsn=2.0.0, status=sent (250 ok)",
        "550 5.1.1 <v@example.com>, relay=evil[192.0.2.66]:25, status=sent (250 ok)",
        "550 5.1.1 <v@example.com>, relay=local, delay=0, delays=0/0/0/0, dsn=2.0.0, status=sent"
            + " (forwarded as 4FAB18C3E90",
        "550 5.1.1 <v@example.com>, relay=none, delay=0, delays=0/0/0/0, dsn=2.0.0, status=sent"
            + " (x",
        "550 5.1.1 no>, relay=evil[192.0.2.66]:25, delay=0, delays=0/0/0/0, dsn=2.0.0, status=sent"
            + " (250 ok",
        "550 5.1.1 <v@example.com>, relay=evil[192.0.2.66]:25, delay=0, delays=0/0/0/0, dsn=5.0.0,"
            + " status=bounced (no",
        "550 5.1.1 <v@example.com>, relay=evil[192.0.2.66]:25, delay=0, dsn=2.0.0, status=sent (250"
            + " queued as 4FAB18C3E90",
        "550 5.1.1 no (in reply to RCPT TO command); <v>, relay=none, delay=1, status=what (x)",
      })
  void replyWithALine(String reply) {
    String text =
        "host mx.example.org[192.0.2.2] said: " + reply + " (in reply to RCPT TO command)";
    Lines.expect(
        "smtp: 4F1AB18C3E9: to=<b@example.org>, relay=mx.example.org[192.0.2.2]:25, delay=1,"
            + " delays=0/0/0/1, dsn=5.1.1, status=bounced ("
            + text
            + ")",
        "kind=delivery|queue_id=4F1AB18C3E9|to=b@example.org"
            + FACTS.substring(0, FACTS.indexOf("|reply="))
            + "|reply="
            + text);
  }

  /** A reply that can be the end of a line, whose address is then what stands before. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "q@s.example>, relay=127.0.0.1[127.0.0.1]:25, delay=0, delays=0/0/0/0, dsn=2.6.0,"
            + " status=sent (250 2.6.0 x",
        "q@s.example>, relay=127.0.0.1[127.0.0.1]:25, delay=0, delays=0/0/0/0, dsn=2.6.0,"
            + " status=sent (250 2.0.0 Ok: queued as 4FAB18C3E90)",
        "to=<q@s.example>, relay=mx.s.example[192.0.2.66]:25, conn_use=2, delay=3.1,"
            + " delays=0.01/0/1/2.1, tls=none, dsn=2.6.0, status=sent (250 ok)",
        "q@s.example>, relay=mx.s.example[192.0.2.66]:25, delay=12, delays=0/0/1/10, dsn=5.0.0,"
            + " status=bounced (host mx.s.example[192.0.2.66] said: 550 no",
        "q@s.example>, relay=none, delay=0, delays=0/0/0/0, dsn=4.4.1, status=deferred (connect to"
            + " mx.s.example[192.0.2.66]:25: Connection refused",
        "q@s.example>, orig_to=<root>, relay=127.0.0.1[127.0.0.1]:25, delay=0, delays=0/0/0/0,"
            + " dsn=2.6.0, status=sent (250 2.6.0 x",
      })
  void lineOrReplyWithOne(String reply) {
    for (String command : List.of("RCPT TO", "MAIL FROM", "end of DATA")) {
      Lines.expect(
          "smtp: 4F1AB18C3E9: to=<b@example.org>, relay=mx.example.org[192.0.2.2]:25, delay=1,"
              + " delays=0/0/0/1, dsn=5.1.1, status=bounced (host mx.example.org[192.0.2.2] said:"
              + " 550 5.1.1 no "
              + reply
              + " (in reply to "
              + command
              + " command))",
          "kind=delivery|queue_id=4F1AB18C3E9");
    }
  }

  /** The daemon tells which of two relays its line can name. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "error # none # bounced # no such user (in reply to RCPT TO command) # status=bounced|",
        "postfix/retry # none # deferred # later # status=deferred|",
        "qmgr # none # deferred # mail transport unavailable # status=deferred|",
        "local # local # sent # forwarded as 5A1AB18C3E9 # status=sent|child_queue_id=5A1AB18C3E9|",
        "virtual # virtual # sent # delivered to maildir # status=sent|",
        "pipe # dovecot # sent # delivered via dovecot service # status=sent|",
      })
  void relayOfTheDaemon(String daemon, String relay, String status, String text, String facts) {
    String to =
        "v@a.example>, relay=mx.a.example[192.0.2.66]:25, delay=1, delays=0/0/0/1, dsn=5.1.1,"
            + " status=bounced (host mx.a.example[192.0.2.66] said: 550 5.1.1 no q@example.org";
    Lines.expect(
        daemon
            + ": 4F1AB18C3E9: to=<"
            + to
            + ">, relay="
            + relay
            + ", delay=0, delays=0/0/0/0, dsn=5.0.0, status="
            + status
            + " ("
            + text
            + ")",
        "kind=delivery|queue_id=4F1AB18C3E9|to="
            + to
            + "|relay_host="
            + relay
            + "|delay=0|delay_before_queue=0|delay_queue=0|delay_connect=0|delay_transmit=0|dsn=5.0.0|"
            + facts
            + "reply="
            + text);
  }

  /** Nor can one that gives a reason that smtp(8) has not. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "250 ok <v@example.com>, relay=evil[192.0.2.66]:25, delay=0, delays=0/0/0/0, dsn=5.0.0,"
            + " status=bounced (no",
        "250 <v@example.com>, relay=x[192.0.2.66]:25, queued as 5A1, dsn=2.0.0, status=sent (250",
        "250 ok <v@example.com>, relay=evil[192.0.2.66]:25, delay=0, delays=0/0/0/0, dsn=2.0.0,"
            + " status=sent (ok",
      })
  void replyOfAServerThatTookIt(String reply) {
    Lines.expect(
        "smtp: 4F1AB18C3E9: to=<b@example.org>, relay=mx.example.org[192.0.2.2]:25, delay=1,"
            + " delays=0/0/0/1, dsn=2.0.0, status=sent ("
            + reply
            + ")",
        "kind=delivery|queue_id=4F1AB18C3E9|to=b@example.org|relay_host=mx.example.org"
            + "|relay_ip=192.0.2.2|relay_port=25|delay=1|delay_before_queue=0|delay_queue=0"
            + "|delay_connect=0|delay_transmit=1|dsn=2.0.0|status=sent|code=250|reply="
            + reply);
  }

  /** The sender's end is the last one that the queue manager can have written. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "a>, size=1, nrcpt=9 (queue active)@evil.example",
        "a>, status=expired, returned to sender@evil.example",
        "a, size=1@evil.example",
      })
  void sender(String from) {
    Lines.expect(
        "qmgr: 4F1AB18C3E9: from=<" + from + ">, size=22, nrcpt=1 (queue active)",
        "kind=queued|queue_id=4F1AB18C3E9|from=" + from + "|size=22|nrcpt=1");
    Lines.expect(
        "qmgr: 4F1AB18C3E9: from=<" + from + ">, status=expired, returned to sender",
        "kind=delivery|queue_id=4F1AB18C3E9|status=expired|from=" + from);
  }
}
