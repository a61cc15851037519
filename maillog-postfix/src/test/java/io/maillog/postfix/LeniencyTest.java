package io.maillog.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.event.Field;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that somebody has cut, or from which a tool has taken brackets or an id. */
class LeniencyTest {
  private static final Set<Field> BY_THEIR_START =
      EnumSet.complementOf(
          EnumSet.of(
              Field.SUBJECT,
              Field.TEXT,
              Field.KIND,
              Field.STAGE,
              Field.STATUS,
              Field.REASON,
              Field.REPLY));

  /** Something follows in every line. */
  private static final Set<Field> CLOSED =
      EnumSet.of(
          Field.FROM,
          Field.TO,
          Field.ORIG_TO,
          Field.HELO,
          Field.PROTOCOL,
          Field.RELAY_HOST,
          Field.RELAY_IP,
          Field.RELAY_PORT,
          Field.CONN_USE,
          Field.DELAY,
          Field.DELAY_TRANSMIT,
          Field.TLS_POLICY,
          Field.TLS_PROTOCOL,
          Field.TLS_CIPHER,
          Field.TLS_BITS,
          Field.REMOTE_QUEUE_ID,
          Field.CHILD_QUEUE_ID,
          Field.SIZE,
          Field.NRCPT,
          Field.UID);

  /** Cut after a comma, or in an address. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          smtp: 4F1AB18C3E9: to=<b@example.org>, # kind=delivery|queue_id=4F1AB18C3E9|to=b@example.org
          smtp: 4F1AB18C3E9: to=<b@example.org>, orig_to=<i@example.org>, # kind=delivery|queue_id=4F1AB18C3E9|to=b@example.org|orig_to=i@example.org
          smtp: 4F1AB18C3E9: to=<b@example.org>, relay=mx.example.com[198.51.100.25]:25, # kind=delivery|queue_id=4F1AB18C3E9|to=b@example.org|relay_host=mx.example.com|relay_ip=198.51.100.25|relay_port=25
          smtp: 4F1AB18C3E9: to=<b@example.org>, relay=none, delay=1, # kind=delivery|queue_id=4F1AB18C3E9|to=b@example.org|relay_host=none|delay=1
          smtp: 4F1AB18C3E9: to=b@example.org, # kind=delivery|queue_id=4F1AB18C3E9|to=b@example.org
          qmgr: 4F1AB18C3E9: from=<a@example.net>, # kind=queued|queue_id=4F1AB18C3E9|from=a@example.net
          smtp: 4F1AB18C3E9: to=<b@example.co # kind=delivery|queue_id=4F1AB18C3E9
          smtp: 4F1AB18C3E9: to=b@example.co # kind=delivery|queue_id=4F1AB18C3E9
          smtp: 4F1AB18C3E9: to=<>, relay=none, delay=1, dsn=5.0.0, status=bounced (no) # kind=delivery|queue_id=4F1AB18C3E9|to=|relay_host=none|delay=1|dsn=5.0.0|status=bounced|reply=no
          smtp: 4F1AB18C3E9: to=<b@example.org>, relay=mx.example.com[198.51.100.25]:25, delay=1, dsn=2.0.0, status=sent (250 Ok: queued as 77AA # kind=delivery|queue_id=4F1AB18C3E9|to=b@example.org|relay_host=mx.example.com|relay_ip=198.51.100.25|relay_port=25|delay=1|dsn=2.0.0|status=sent|code=250|reply=250 Ok: queued as 77AA
          local: 4F1AB18C3E9: to=<b@example.org>, relay=local, delay=1, dsn=2.0.0, status=sent (forwarded as 77AA # kind=delivery|queue_id=4F1AB18C3E9|to=b@example.org|relay_host=local|delay=1|dsn=2.0.0|status=sent|reply=forwarded as 77AA
          smtpd: proxy-accept: END-OF-MESSAGE: 250 Ok: queued as 77AA # kind=policy|action=accept|stage=eod|code=250|reason=Ok: queued as 77AA
          smtpd: warning: hostname x.example.net does not resolve to address 192.0.2.14: # kind=diagnostic|severity=warning|client_ip=192.0.2.14|reason=hostname x.example.net does not resolve to address 192.0.2.14:
          smtpd: warning: hostname x.example.net does not resolve to address 2001:db8:: # kind=diagnostic|severity=warning|client_ip=2001:db8::|reason=hostname x.example.net does not resolve to address 2001:db8::
          qmgr: 4F1AB18C3E9: from=a@example.ne # kind=queued|queue_id=4F1AB18C3E9
          qmgr: 4F1AB18C3E9: from= # kind=queued|queue_id=4F1AB18C3E9
          qmgr: 4F1AB18C3E9: from=<a@example.net>, size=22, nrcpt=1 # kind=queued|queue_id=4F1AB18C3E9|from=a@example.net|size=22
          qmgr: 4F1AB18C3E9: from=a@example.net, # kind=queued|queue_id=4F1AB18C3E9|from=a@example.net
          """)
  void linesThatWereCut(String line, String facts) {
    Lines.expect(line.strip(), facts.strip());
  }

  /** A tool for web pages takes what stands in brackets for its own. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          smtp: 4F1AB18C3E9: to=b@example.org, orig_to=i@example.org, relay=none, delay=1, dsn=4.4.1, status=deferred (later) # kind=delivery|queue_id=4F1AB18C3E9|to=b@example.org|orig_to=i@example.org|relay_host=none|delay=1|dsn=4.4.1|status=deferred|reply=later
          qmgr: 4F1AB18C3E9: from=a@example.net, size=22, nrcpt=1 (queue active) # kind=queued|queue_id=4F1AB18C3E9|from=a@example.net|size=22|nrcpt=1
          qmgr: 4F1AB18C3E9: from=, size=22, nrcpt=1 (queue active) # kind=queued|queue_id=4F1AB18C3E9|from=|size=22|nrcpt=1
          qmgr: 4F1AB18C3E9: from=a@example.net, status=expired, returned to sender # kind=delivery|queue_id=4F1AB18C3E9|from=a@example.net|status=expired
          postscreen: NOQUEUE: reject: RCPT from [192.0.2.7]:543: 550 5.3.2 no; from=a@example.net, to=b@example.org, proto=ESMTP, helo=pc # kind=reject|action=reject|stage=rcpt|client_ip=192.0.2.7|client_port=543|code=550|dsn=5.3.2|reason=no|from=a@example.net|to=b@example.org|protocol=ESMTP|helo=pc
          postscreen: NOQUEUE: reject: RCPT from [192.0.2.7]:543: 550 5.3.2 no; from=, to=b@example.org, proto=ESMTP, helo=pc # kind=reject|action=reject|stage=rcpt|client_ip=192.0.2.7|client_port=543|code=550|dsn=5.3.2|reason=no|from=|to=b@example.org|protocol=ESMTP|helo=pc
          postscreen: NOQUEUE: reject: RCPT from [192.0.2.7]:543: 550 5.3.2 no; from=<"a, to=x"@example.net>, to=<b@example.org>, proto=ESMTP, helo=pc # kind=reject|action=reject|stage=rcpt|client_ip=192.0.2.7|client_port=543|code=550|dsn=5.3.2|reason=no|from="a, to=x"@example.net|to=b@example.org|protocol=ESMTP|helo=pc
          postscreen: NOQUEUE: reject: RCPT from [192.0.2.7]:543: 550 5.3.2 no; from=<x@y.example>, to=<v>, proto=ESMTP, helo=<h>, to=<b@example.org>, proto=ESMTP, helo=pc # kind=reject|action=reject|stage=rcpt|client_ip=192.0.2.7|client_port=543|code=550|dsn=5.3.2
          postscreen: NOQUEUE: reject: RCPT from [192.0.2.7]:543: 550 5.3.2 no; from=<x@y.example>, to=<v>, proto=ESMTP, helo=<h>, to=<b@example.org>, proto=ESM # kind=reject|action=reject|stage=rcpt|client_ip=192.0.2.7|client_port=543|code=550|dsn=5.3.2
          pickup: 4F1AB18C3E9: uid=1004 from=alice # kind=received|queue_id=4F1AB18C3E9|uid=1004|from=alice
          pickup: 4F1AB18C3E9: uid=1004 from=alice orig_id=5A1AB18C3E9 # kind=queue-action|queue_id=4F1AB18C3E9|uid=1004|from=alice|parent_queue_id=5A1AB18C3E9
          pickup: 4F1AB18C3E9: uid=1004 from=<alice@exam # kind=received|queue_id=4F1AB18C3E9|uid=1004
          pickup: 4F1AB18C3E9: uid=1004 from= # kind=received|queue_id=4F1AB18C3E9|uid=1004
          bounce: warning: 4F1AB18C3E9: sender notification failed to b@example.org: queue file write error # kind=bounce|severity=warning|queue_id=4F1AB18C3E9|to=b@example.org|reason=queue file write error
          bounce: warning: 4F1AB18C3E9: sender notification failed to b@example.org # kind=bounce|severity=warning|queue_id=4F1AB18C3E9|to=b@example.org
          bounce: warning: 4F1AB18C3E9: postmaster notification failed: service denied # kind=bounce|severity=warning|queue_id=4F1AB18C3E9|reason=service denied
          bounce: warning: 4F1AB18C3E9: postmaster notice failed while bouncing to b@example.org # kind=bounce|severity=warning|queue_id=4F1AB18C3E9|to=b@example.org
          bounce: warning: 4F1AB18C3E9: postmaster notice failed while warning b@example.org # kind=bounce|severity=warning|queue_id=4F1AB18C3E9|to=b@example.org
          cleanup: 4F1AB18C3E9: hold: header Subject: x from local; from=a@example.net to=b@example.org: looked at # kind=content-check|action=hold|queue_id=4F1AB18C3E9|subject=x|from=a@example.net|to=b@example.org|reason=looked at
          """)
  void addressesWithoutBrackets(String line, String facts) {
    Lines.expect(line.strip(), facts.strip());
  }

  /** What follows an id tells that it is one. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          smtpd: 5C1D2E3F4AXXXX: client=mail.example.net[192.0.2.21] # kind=received|queue_id=5C1D2E3F4AXXXX|client_host=mail.example.net|client_ip=192.0.2.21
          cleanup: xxxxxxxx: message-id=<q@example.net> # kind=message-id|queue_id=xxxxxxxx|message_id=q@example.net
          qmgr: QUEUEID1: from=<a@example.net>, size=22, nrcpt=1 (queue active) # kind=queued|queue_id=QUEUEID1|from=a@example.net|size=22|nrcpt=1
          smtp: 4F1****: to=<b@example.org>, relay=none, delay=1, status=deferred (later) # kind=delivery|queue_id=4F1****|to=b@example.org|relay_host=none|delay=1|status=deferred|reply=later
          qmgr: xxxxxxxx: removed # kind=removed|queue_id=xxxxxxxx
          postsuper: 5C1D2E3F4AXXXX: placed on hold # kind=queue-action|queue_id=5C1D2E3F4AXXXX|action=hold
          cleanup: warning: 5C1DXXXX: queue file size limit exceeded # kind=reject|severity=warning|queue_id=5C1DXXXX|reason=queue file size limit exceeded
          pickup: msg-1: uid=0 from=<root> # kind=received|queue_id=msg-1|uid=0|from=root
          bounce: 5C1DXXXX: sender non-delivery notification: 6D1DXXXX # kind=bounce|queue_id=5C1DXXXX|action=non-delivery notification|child_queue_id=6D1DXXXX
          smtpd: 5C1DXXXX: reject: RCPT from unknown[192.0.2.21]: 550 no; proto=SMTP # kind=reject|action=reject|queue_id=5C1DXXXX|stage=rcpt|client_ip=192.0.2.21|code=550|reason=no|protocol=SMTP
          smtp: 5C1DXXXX: host mx.example.com[198.51.100.25] said: 421 busy (in reply to RCPT TO command) # kind=attempt-failed|queue_id=5C1DXXXX|relay_host=mx.example.com|relay_ip=198.51.100.25|code=421|reply=421 busy|stage=rcpt
          """)
  void idsThatSomebodyChanged(String line, String facts) {
    Lines.expect(line.strip(), facts.strip());
  }

  /** Other words stand before a colon. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          smtpd: warning: from=<x>: bad # kind=diagnostic|severity=warning|reason=from=<x>: bad
          cleanup: warning: file: error writing x # kind=diagnostic|severity=warning|reason=file: error writing x
          smtpd: table: removed # kind=diagnostic
          smtpd: statistics: removed # kind=statistics
          """)
  void wordsThatAreNoIds(String line, String facts) {
    Lines.expect(line.strip(), facts.strip());
  }

  /**
   * However much of a line is there, it states a part of what the whole one does; and nothing of a
   * value that the server always puts something behind, as far as the line does not reach that.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "smtp: 4F1AB18C3E9: to=<bob@example.com>, orig_to=<info@example.org>,"
            + " relay=mx.example.com[198.51.100.25]:25, conn_use=2, delay=1.5,"
            + " delays=0.1/0.2/0.3/0.9, tls=may, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as"
            + " 9ZZAA)",
        "smtpd: NOQUEUE: reject: RCPT from client.example.net[192.0.2.7]: 554 5.7.1"
            + " <bob@example.com>: Relay access denied; from=<alice@example.net>"
            + " to=<bob@example.com> proto=ESMTP helo=<pc> sasl_method=PLAIN sasl_username=alice",
        "postscreen: NOQUEUE: reject: RCPT from [192.0.2.7]:54321: 550 5.3.2 Service currently"
            + " unavailable; from=<alice@example.net>, to=<bob@example.com>, proto=ESMTP,"
            + " helo=<pc>",
        "cleanup: 4F1AB18C3E9: reject: header Subject: hi from client.example.net[192.0.2.7];"
            + " from=<alice@example.net> to=<bob@example.com> proto=ESMTP helo=<pc>: 5.7.1 no",
        "smtpd: 4F1AB18C3E9: client=client.example.net[192.0.2.7]:41516, sasl_method=PLAIN,"
            + " sasl_username=alice",
        "smtpd: 4F1AB18C3E9: client=client.example.net[192.0.2.7]:41516,"
            + " orig_queue_id=5A1AB18C3E9,"
            + " orig_client=mail.example.org[192.0.2.8]",
        "qmgr: 4F1AB18C3E9: from=<alice@example.net>, size=432, nrcpt=12 (queue active)",
        "local: 4F1AB18C3E9: to=<bob@example.com>, relay=local, delay=0.12,"
            + " delays=0.1/0/0/0.02, dsn=2.0.0, status=sent (forwarded as 77AA88BB99)",
        "smtpd: Anonymous TLS connection established from client.example.net[192.0.2.7]: TLSv1.2"
            + " with cipher ECDHE-RSA-AES256-GCM-SHA384 (256/256 bits)",
        "pickup: 4F1AB18C3E9: uid=1000 from=<alice> orig_id=5A1AB18C3E9",
        "bounce: warning: 4F1AB18C3E9: sender notification failed to bob@example.com: queue file"
            + " write error",
      })
  void cutAnywhere(String line) {
    Map<Field, String> whole = Lines.read(line).fields();
    for (int end = line.indexOf(": ") + 2; end < line.length(); end++) {
      Map<Field, String> stated = Lines.read(line.substring(0, end)).fields();
      for (Field field : BY_THEIR_START) {
        String value = stated.get(field);
        if (value != null) {
          assertThat(whole.get(field))
              .as("%s of %s", field, line.substring(0, end))
              .startsWith(value);
          assertThat(value).as("%s of %s", field, line.substring(0, end)).isNotEmpty();
          if (CLOSED.contains(field) && !line.startsWith("bounce")) {
            assertThat(value)
                .as("%s of %s", field, line.substring(0, end))
                .isEqualTo(whole.get(field));
          }
        }
      }
    }
  }
}
