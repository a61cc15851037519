package io.maillog.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.event.Field;
import io.maillog.event.MailEventRecord;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines as Postfix writes them, of every family and of old releases, and what they state. */
class PostfixLinesTest {

  @Test
  void deliveryGivesExactlyItsFacts() {
    String text =
        "3B2E160C2A: to=<empfaenger@example.com>, relay=smtp.example.com[192.168.1.100]:25,"
            + " delay=0.45, delays=0.1/0.02/0.2/0.13, dsn=2.0.0, status=sent (250 2.0.0 OK)";
    MailEventRecord e = Lines.whole("Sep 12 10:15:30 mailserver postfix/smtp[1234]: " + text);

    assertThat(e.fields())
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry(Field.HOST, "mailserver"),
                Map.entry(Field.PROGRAM, "postfix/smtp"),
                Map.entry(Field.PID, "1234"),
                Map.entry(Field.DIALECT, "postfix"),
                Map.entry(Field.KIND, "delivery"),
                Map.entry(Field.QUEUE_ID, "3B2E160C2A"),
                Map.entry(Field.TO, "empfaenger@example.com"),
                Map.entry(Field.RELAY_HOST, "smtp.example.com"),
                Map.entry(Field.RELAY_IP, "192.168.1.100"),
                Map.entry(Field.RELAY_PORT, "25"),
                Map.entry(Field.DELAY, "0.45"),
                Map.entry(Field.DELAY_BEFORE_QUEUE, "0.1"),
                Map.entry(Field.DELAY_QUEUE, "0.02"),
                Map.entry(Field.DELAY_CONNECT, "0.2"),
                Map.entry(Field.DELAY_TRANSMIT, "0.13"),
                Map.entry(Field.STATUS, "sent"),
                Map.entry(Field.DSN, "2.0.0"),
                Map.entry(Field.CODE, "250"),
                Map.entry(Field.REPLY, "250 2.0.0 OK"),
                Map.entry(Field.TEXT, text)));
    assertThat(e.attributes()).isEmpty();
    assertThat(e.recipients()).containsExactly("empfaenger@example.com");
  }

  /** A line, and some of what it states: {@code field=value} with {@code |} between. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          smtpd: connect from mail.example.org[192.0.2.10]:41516 # kind=connect|client_host=mail.example.org|client_ip=192.0.2.10|client_port=41516
          smtpd: connect from unknown[2001:db8::25] # kind=connect|client_host=null|client_ip=2001:db8::25
          smtpd: connect from unknown[unknown] # kind=connect|client_host=null|client_ip=null
          smtpd: disconnect from mail.example.org[192.0.2.10] ehlo=1 auth=0/1 commands=1/2 # kind=disconnect|client_ip=192.0.2.10|attr.auth=0/1|attr.commands=1/2
          smtpd: lost connection after DATA (0 bytes) from unknown[192.0.2.10] # kind=connection-lost|stage=data|client_ip=192.0.2.10
          smtpd: NOQUEUE: lost connection after CONNECT from unknown[192.0.2.10] # kind=connection-lost|stage=connect|queue_id=null
          smtpd: 4F1AB18C3E9: timeout after END-OF-MESSAGE from unknown[192.0.2.10] # kind=connection-lost|stage=eod|queue_id=4F1AB18C3E9
          smtpd: too many errors after AUTH from unknown[192.0.2.10] # kind=protocol-error|stage=auth
          smtpd: NOQUEUE: client=unknown[192.0.2.10] # kind=received|queue_id=null|client_ip=192.0.2.10
          smtpd: 4F1AB18C3E9: client=localhost[127.0.0.1], orig_queue_id=5A1AB18C3E9, orig_client=mail.example.org[192.0.2.10] # kind=received|client_ip=127.0.0.1|parent_queue_id=5A1AB18C3E9|attr.orig_client=mail.example.org[192.0.2.10]
          smtpd: NOQUEUE: reject: RCPT from unknown[192.0.2.10]: 450 4.2.0 <b@example.org>: Recipient address rejected: Greylisted; from=<> to=<b@example.org> proto=SMTP helo=<> # kind=reject|code=450|dsn=4.2.0|from=|to=b@example.org|helo=|reason=<b@example.org>: Recipient address rejected: Greylisted
          smtpd: NOQUEUE: reject: CONNECT from unknown[192.0.2.10]: 554 5.7.1 <unknown[192.0.2.10]>: Client host rejected: Access denied; proto=SMTP # kind=reject|stage=connect|protocol=SMTP|from=null
          smtpd: 4F1AB18C3E9: milter-reject: END-OF-MESSAGE from unknown[192.0.2.10]: 4.7.1 Service unavailable; from=<a@example.net> to=<b@example.org> proto=ESMTP helo=<pc> # kind=reject|stage=eod|code=null|dsn=4.7.1|action=reject
          smtpd: proxy-reject: END-OF-MESSAGE: 550 5.7.1 Spam; from=<a@example.net> to=<b@example.org> proto=ESMTP helo=<pc> # kind=reject|stage=eod|code=550|to=b@example.org
          smtpd: warning: hostname bogus.example.net does not resolve to address 2001:db8::7 # kind=diagnostic|severity=warning|client_ip=2001:db8::7|reason=hostname bogus.example.net does not resolve to address 2001:db8::7
          smtpd: warning: 192.0.2.10: address not listed for hostname bogus.example.net # kind=diagnostic|severity=warning|client_ip=192.0.2.10|reason=192.0.2.10: address not listed for hostname bogus.example.net
          smtpd: warning: 192.0.2.10: hostname bogus.example.net verification failed: Host not found # kind=diagnostic|severity=warning|client_ip=192.0.2.10|reason=Host not found
          smtpd: warning: hostname bogus.example.net does not resolve to address 192.0.2.10: Name or service not known # kind=diagnostic|severity=warning|client_ip=192.0.2.10
          smtpd: warning: Connection rate limit exceeded: 61 from unknown[192.0.2.10] for service smtp # kind=reject|stage=connect|client_ip=192.0.2.10
          smtpd: warning: unknown[192.0.2.10]: SASL LOGIN authentication failed: UGFzc3dvcmQ6 # kind=auth-failure|sasl_method=LOGIN|reason=UGFzc3dvcmQ6|client_ip=192.0.2.10
          cleanup: 4F1AB18C3E9: message-id=<> # kind=message-id|message_id=
          cleanup: 4F1AB18C3E9: resent-message-id=<a@example.net> # kind=message-id|message_id=a@example.net
          cleanup: 4F1AB18C3E9: hold: header Subject: x from local; from=<a@example.net> to=<b@example.org>: looked at # kind=content-check|action=hold|subject=x|reason=looked at|to=b@example.org
          pickup: 4F1AB18C3E9: uid=1000 from=<alice> # kind=received|uid=1000|from=alice
          pickup: 4F1AB18C3E9: uid=89 from=<alice@example.org> orig_id=5A1AB18C3E9 # kind=queue-action|parent_queue_id=5A1AB18C3E9
          qmgr: 4gF7Qx3kKcz9rZt: from=<>, size=2666, nrcpt=2 (queue active) # kind=queued|queue_id=4gF7Qx3kKcz9rZt|from=|size=2666|nrcpt=2
          qmgr: 4F1AB18C3E9: from=<a@example.net>, status=expired, returned to sender # kind=delivery|status=expired|to=null|from=a@example.net
          qmgr: 4F1AB18C3E9: removed # kind=removed
          cleanup: 4F1AB18C3E9: removed (canceled) # kind=removed|action=canceled
          postsuper: 4F1AB18C3E9: removed # kind=queue-action|action=delete
          postsuper: 4F1AB18C3E9: released from hold # kind=queue-action|action=release
          postsuper: Deleted: 3 messages # kind=queue-action|action=delete|queue_id=null
          bounce: 4F1AB18C3E9: sender non-delivery notification: 5A1AB18C3E9 # kind=bounce|child_queue_id=5A1AB18C3E9
          bounce: warning: 4F1AB18C3E9: sender notification failed to <b@example.org>: queue file write error # kind=bounce|queue_id=4F1AB18C3E9|to=b@example.org
          local: 4F1AB18C3E9: to=<b@example.org>, orig_to=<root>, relay=local, delay=0.1, delays=0/0/0/0.1, dsn=2.0.0, status=sent (forwarded as 5A1AB18C3E9) # kind=delivery|orig_to=root|relay_host=local|relay_ip=null|child_queue_id=5A1AB18C3E9
          lmtp: 4F1AB18C3E9: to=<b@example.org>, relay=mx1.example.org[private/dovecot-lmtp], delay=0.1, delays=0/0/0/0.1, dsn=2.0.0, status=sent (250 2.0.0 <b@example.org> Saved) # relay_host=mx1.example.org|relay_ip=null|code=250|remote_queue_id=null
          smtp: 4F1AB18C3E9: to=<b@example.org>, relay=mx.example.com[2001:db8::25]:25, conn_use=3, delay=0.1, delays=0/0/0/0.1, tls=dane, dsn=2.0.0, status=sent (250 OK id=1vNMFN-0002BN-1x) # relay_ip=2001:db8::25|conn_use=3|tls_policy=dane|remote_queue_id=1vNMFN-0002BN-1x
          smtp: 4F1AB18C3E9: status=sent (x), to=<b@example.org> # kind=bounce|to=null
          smtp: 4F1AB18C3E9: dsn=2.0.0, to=<b@example.org>, extra=<y>, status=sent (250 ok) # dsn=2.0.0|to=b@example.org|attr.extra=<y>|status=sent
          smtp: 4F1AB18C3E9: to=<b@example.org>, relay=mx.example.com[198.51.100.25], delay=9, status=deferred (host mx.example.com[198.51.100.25] said: 450 <b@example.org>: busy # relay_ip=198.51.100.25|relay_port=null|dsn=null|code=450|reply=host mx.example.com[198.51.100.25] said: 450 <b@example.org>: busy
          smtp: 4F1AB18C3E9: to=<b@example.org>, relay=mx.example.com[198.51.100.25]:25, delay=9, dsn=5.1.1, status=SOFTBOUNCE (host mx.example.com[198.51.100.25] said: 550 5.1.1 no) # status=deferred|code=550
          verify: 4F1AB18C3E9: to=<b@example.org>, relay=none, delay=9, dsn=5.1.1, status=undeliverable-but-not-cached (x) # status=undeliverable
          discard: 4F1AB18C3E9: to=<b@example.org>, relay=none, delay=0, delays=0/0/0/0, dsn=2.0.0, status=sent (example.org) # status=discarded
          smtp: 4F1AB18C3E9: to=<b@example.org>, relay=127.0.0.1[127.0.0.1]:10024, delay=0, dsn=2.7.0, status=sent (250 2.7.0 Ok, discarded, id=15303-02 - spam) # status=discarded
          smtp: 4F1AB18C3E9: to=<"a>, relay=x[192.0.2.66]:25, status=sent (y"@example.org>, relay=none, delay=1, dsn=4.4.1, status=deferred (later) # status=deferred|relay_ip=null|relay_host=none
          smtp: connect to mx.example.com[198.51.100.25]:25: Connection refused # kind=attempt-failed|relay_port=25|reason=Connection refused
          smtp: connect to mx.example.com[198.51.100.25]: Connection refused (port 25) # kind=attempt-failed|relay_port=25|reason=Connection refused
          smtp: 4F1AB18C3E9: host mx.example.com[198.51.100.25] said: 450 4.2.0 busy (in reply to RCPT TO command) # kind=attempt-failed|code=450|dsn=4.2.0|stage=rcpt|reply=450 4.2.0 busy
          smtp: 4F1AB18C3E9: lost connection with mx.example.com[198.51.100.25] while sending RCPT TO # kind=attempt-failed|relay_ip=198.51.100.25
          smtp: Verified TLS connection established to mx.example.com[198.51.100.25]:25: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits) key-exchange X25519 server-signature ECDSA (prime256v1) # kind=tls|tls_trust=Verified|tls_protocol=TLSv1.3|tls_bits=256|relay_port=25|attr.key-exchange=X25519|attr.server-signature=ECDSA (prime256v1)
          smtpd: SSL_accept error from unknown[192.0.2.10]: lost connection # kind=tls|client_ip=192.0.2.10|reason=lost connection
          smtp: TLSRPT: status=failure, domain=example.com, receiving_mx=mx.example.com[198.51.100.25], failure_type=validation-failure, failure_reason=a, b=c # kind=tls|relay_ip=198.51.100.25|attr.domain=example.com|attr.failure_type=validation-failure|reason=a, b=c|attr.b=null
          smtpd: 0000 - 16 03 01 00 f4 01 # kind=tls
          smtp: 4F1AB18C3E9: Server certificate not trusted # kind=attempt-failed|reason=Server certificate not trusted
          smtp: 4F1AB18C3E9: TLS is required, but our TLS engine is unavailable # kind=attempt-failed|relay_host=null
          qmqpd: 4F1AB18C3E9: mail.example.org[192.0.2.10]: lost connection while receiving message content # kind=connection-lost|client_ip=192.0.2.10|stage=other
          qmqpd: warning: NOQUEUE: unknown[192.0.2.10]: access denied # kind=reject|client_ip=192.0.2.10|client_host=null|queue_id=null|severity=warning|reason=access denied
          smtpd: NOQUEUE: delay: RCPT from unknown[192.0.2.10]: <b@example.org>: Recipient address triggers DELAY 1h; from=<> to=<b@example.org> proto=SMTP helo=<pc> # kind=content-check|action=delay|to=b@example.org
          cleanup: warning: 4F1AB18C3E9: virtual_alias_maps map lookup problem for b@example.org -- message not accepted, try again later # kind=reject|queue_id=4F1AB18C3E9
          postfix-script: warning: stopping the Postfix mail system with force # kind=process|severity=warning
          master: /etc/postfix/master.cf: line 72: using backwards-compatible default setting chroot=y # kind=process
          qmgr: warning: qmgr_move: ignored: queue active id 4F1AB18C3E9 # kind=diagnostic|queue_id=4F1AB18C3E9
          qmgr: fatal: qmgr_active_feed: 4F1AB18C3E9: rename from incoming to active: Input/output error # kind=diagnostic|queue_id=4F1AB18C3E9
          bounce: warning: bounce_cleanup: removed spurious 4F1AB18C3E9 log # kind=diagnostic|queue_id=4F1AB18C3E9
          smtpd: warning: SASL authentication failure: no secret in database for 4F1AB18C3E9 # kind=diagnostic|queue_id=null
          qmgr: from=<a@example.net>, size=849, nrcpt=1 (queue active) # kind=queued|queue_id=null|from=a@example.net|size=849
          smtpd: STATISTICS1: nothing that a message's line says # kind=other|queue_id=null
          qmgr: 4F1AB18C3E9: from=<a>, size=1, nrcpt=9 (queue active)@example.net>, size=432, nrcpt=1 (queue active) # kind=queued|from=a>, size=1, nrcpt=9 (queue active)@example.net|size=432|nrcpt=1
          pickup: 4F1AB18C3E9: uid=1000 from=<a> orig_id=5A1AB18C3E9@example.net> # kind=received|from=a> orig_id=5A1AB18C3E9@example.net|parent_queue_id=null
          postscreen: COMMAND PIPELINING from [192.0.2.10]:54321 after .: \\n # kind=protocol-error|stage=eod|client_port=54321
          postscreen: CONNECT from [192.0.2.10]:54321 to [192.0.2.25]:25 # kind=connect|client_ip=192.0.2.10|client_port=54321
          postscreen: DENYLISTED [192.0.2.10]:54321 # kind=policy|action=DENYLISTED
          postscreen: BLACKLISTED [192.0.2.10]:54321 # kind=policy|action=BLACKLISTED
          postscreen: DNSBL rank 7 for [192.0.2.10]:54321 # kind=dnsbl|client_ip=192.0.2.10
          postscreen: HANGUP after 0.5 from [192.0.2.10]:54321 in tests before SMTP handshake # kind=connection-lost|client_ip=192.0.2.10
          postscreen: NOQUEUE: reject: RCPT from [192.0.2.10]:54321: 550 5.7.1 Service unavailable; client [192.0.2.10] blocked using zen.example.org; from=<a@example.net>, to=<b@example.org>, proto=ESMTP, helo=<pc> # kind=reject|from=a@example.net|to=b@example.org|protocol=ESMTP|helo=pc|reason=Service unavailable; client [192.0.2.10] blocked using zen.example.org
          dnsblog: addr 192.0.2.10 listed by domain zen.example.org as 127.0.0.4 # kind=dnsbl|client_ip=192.0.2.10|attr.domain=zen.example.org|reason=127.0.0.4
          anvil: statistics: max connection rate 1/60s for (127.0.0.1:2525:192.0.2.10) at Sep 12 10:15:30 # kind=statistics|client_ip=192.0.2.10
          anvil: statistics: max connection count 1 for ([::1]:2525:2001:db8::25) at Sep 12 10:15:30 # kind=statistics|client_ip=2001:db8::25
          anvil: statistics: max connection count 1 for (smtp:2001:db8::25) at Sep 12 10:15:30 # kind=statistics|client_ip=2001:db8::25
          anvil: statistics: max cache size 3 at Sep 12 10:15:30 # kind=statistics|client_ip=null
          anvil: statistics: max connection rate 1/60s for (submission:192.0.2.10) at Sep 12 10:15:30 # kind=statistics|client_ip=192.0.2.10
          scache: statistics: address lookup hits=1 miss=2 success=33% # kind=statistics|attr.hits=1
          master: daemon started -- version 3.7.11, configuration /etc/postfix # kind=process
          smtpd: fatal: unexpected failure # kind=diagnostic|severity=crit
          smtpd: error: open database /etc/aliases.db: No such file or directory # kind=diagnostic|severity=err
          smtpd: warning: Connection concurrency limit exceeded: 51 from unknown[192.0.2.10] for service smtp # kind=reject|stage=connect|client_ip=192.0.2.10|reason=Connection concurrency limit exceeded: 51
          smtpd: warning: Message delivery request rate limit exceeded: 61 from unknown[192.0.2.10] for service smtp # kind=reject|stage=mail|client_ip=192.0.2.10
          smtpd: warning: Recipient address rate limit exceeded: 61 from unknown[192.0.2.10] for service smtp # kind=reject|stage=rcpt|client_ip=192.0.2.10
          smtpd: warning: New TLS session rate limit exceeded: 61 from unknown[192.0.2.10] for service smtp # kind=reject|stage=starttls|client_ip=192.0.2.10
          smtpd: warning: AUTH command rate limit exceeded: 61 from unknown[192.0.2.10] for service smtp # kind=reject|stage=auth|client_ip=192.0.2.10
          smtpd: warning: Refusing STARTTLS request from unknown[192.0.2.10] for service smtp # kind=reject|stage=starttls|client_ip=192.0.2.10
          smtpd: warning: Refusing TLS service request from unknown[192.0.2.10] for service smtps # kind=tls|stage=null|client_ip=192.0.2.10
          smtpd: warning: NOQUEUE: queue file size limit exceeded # kind=reject|queue_id=null|reason=queue file size limit exceeded
          smtpd: warning: NOQUEUE: BDAT request from unknown[192.0.2.10] exceeds message size limit # kind=reject|stage=data|client_ip=192.0.2.10|queue_id=null
          smtpd: warning: 4F1AB18C3E9: malformed BDAT command syntax from unknown[192.0.2.10]: BDAT ten LAST # kind=protocol-error|stage=data|client_ip=192.0.2.10|queue_id=4F1AB18C3E9|reason=BDAT ten LAST
          smtpd: warning: NOQUEUE: null BDAT request from unknown[192.0.2.10] # kind=protocol-error|client_ip=192.0.2.10
          smtpd: warning: NOQUEUE: too much BDAT content -- disabling further input from unknown[192.0.2.10] # kind=protocol-error|client_ip=192.0.2.10
          smtpd: warning: mail.example.net[192.0.2.10]: request longer than 2048: RCPT TO:<aaaa... # kind=protocol-error|client_host=mail.example.net|client_ip=192.0.2.10|reason=request longer than 2048: RCPT TO:<aaaa...
          smtp: warning: mx.example.com[198.51.100.25]:25: response longer than 2048: 250-a... # kind=diagnostic|relay_host=mx.example.com|relay_ip=198.51.100.25|client_ip=null
          smtpd: warning: reject: ETRN x from evil[192.0.2.66]... from unknown[192.0.2.10] # kind=reject|stage=etrn|client_ip=192.0.2.10
          smtpd: warning: bad ETRN x... from unknown[192.0.2.10] # kind=protocol-error|stage=etrn|client_ip=192.0.2.10
          cleanup: warning: 4F1AB18C3E9: unreasonable virtual_alias_maps map nesting for b@example.org -- message not accepted, try again later # kind=reject|queue_id=4F1AB18C3E9|to=b@example.org
          cleanup: warning: 4F1AB18C3E9: recipient_canonical_maps map lookup problem for b -- c@example.org -- message not accepted, try again later # kind=reject|to=b -- c@example.org
          cleanup: warning: 4F1AB18C3E9: sender_canonical_maps map lookup problem for a@example.net -- message not accepted, try again later # kind=reject|to=null|from=a@example.net
          cleanup: warning: 4F1AB18C3E9: canonical_maps map lookup problem for a@example.net -- message not accepted, try again later # kind=reject|to=null|from=null
          cleanup: warning: 4F1AB18C3E9: header_checks map lookup problem -- message not accepted, try again later # kind=reject|to=null
          smtpd: proxy-accept: END-OF-MESSAGE: 250 2.0.0 Ok: queued as 5A1AB18C3E9; from=<a@example.net> to=<b@example.org> proto=ESMTP helo=<pc> # kind=policy|stage=eod|code=250|dsn=2.0.0|remote_queue_id=5A1AB18C3E9|from=a@example.net|to=b@example.org|helo=pc
          smtpd: proxy-reject: END-OF-MESSAGE: 550 5.7.1 Spam: queued as 5A1AB18C3E9; from=<a@example.net> to=<b@example.org> proto=ESMTP helo=<pc> # kind=reject|remote_queue_id=null
          cleanup: 4F1AB18C3E9: reject: body buy now from unknown[192.0.2.10]; from=<a@example.net> to=<b@example.org> proto=ESMTP helo=<pc>: 5.7.1 message content rejected # kind=reject|dsn=5.7.1|reason=message content rejected
          postscreen: DNSBL rank 7 for [192.0.2.10]:54321 # kind=dnsbl|attr.rank=7
          smtpd: disconnect from unknown[192.0.2.10] =1 commands=2 # kind=disconnect|attr.commands=null
          smtpd: 4F1AB18C3E9: client=unknown[192.0.2.10], sasl_method=PLAIN, sasl_username=bob, sasl_username=admin # sasl_method=PLAIN|sasl_username=bob, sasl_username=admin
          smtpd: 4F1AB18C3E9: client=unknown[192.0.2.10], sasl_method=PLAIN, sasl_username=bob, sasl_sender=x, sasl_sender=a@example.org # client_ip=192.0.2.10|sasl_method=PLAIN|sasl_username=null|sasl_sender=null
          smtpd: 4F1AB18C3E9: client=unknown[192.0.2.10], sasl_method=PLAIN, sasl_username=bob, orig_client=evil[192.0.2.66], orig_client=mail.example.org[192.0.2.7] # client_ip=192.0.2.10|sasl_method=PLAIN|sasl_username=null|attr.orig_client=null
          smtpd: 4F1AB18C3E9: client=unknown[192.0.2.10], sasl_method=PLAIN, sasl_username=bob, orig_queue_id=5A1AB18C3E9, orig_client=mail.example.org[192.0.2.7] # client_ip=192.0.2.10|sasl_method=PLAIN|sasl_username=null|parent_queue_id=null|attr.orig_client=null
          smtp: 4F1AB18C3E9: passing <a> to transport=x@example.net> to transport=lmtp # kind=expanded|to=a> to transport=x@example.net|transport=lmtp
          smtp: warning: host mx.example.com[198.51.100.25]:25 said: 501 5.5.4 no (in reply to XFORWARD NAME ADDR) # kind=diagnostic|relay_host=mx.example.com|relay_port=25|code=501|dsn=5.5.4
          smtp: warning: 4F1AB18C3E9: non-ESMTP response from mx.example.com[198.51.100.25]:25: 250ok # kind=diagnostic|queue_id=4F1AB18C3E9|relay_host=mx.example.com
          smtp: mx.example.com[198.51.100.25]:25: replacing server reply "550 x" with "450 x" # kind=diagnostic|relay_host=mx.example.com|relay_ip=198.51.100.25|client_host=null
          postscreen: [192.0.2.10]54321: discarding EHLO keywords: CHUNKING # kind=diagnostic|client_ip=null
          smtpd: warning: proxy 127.0.0.1:10024 rejected "MAIL FROM:<a@example.net>": "451 4.5.0 Error in processing" # kind=diagnostic|relay_ip=127.0.0.1|relay_port=10024|stage=mail|code=451|dsn=4.5.0|reason=Error in processing
          smtpd: warning: proxy filter.example.org:10024 rejected "MAIL FROM:<a": "250 ok@example.net>": "451 4.5.0 no" # kind=diagnostic|relay_host=filter.example.org|code=null|stage=null
          smtpd: warning: proxy private/scan rejected "connection request": "451 4.5.0 no" # relay_host=null|code=451|stage=other
          smtpd: wholly new words of a release to come # kind=other
          """)
  void lineStates(String line, String facts) {
    MailEventRecord e = Lines.read(line.strip());
    for (String fact : facts.strip().split("\\|", -1)) {
      int equals = fact.indexOf('=');
      String key = fact.substring(0, equals);
      String value = fact.substring(equals + 1);
      String stated =
          key.startsWith("attr.")
              ? e.attributes().get(key.substring(5))
              : e.text(Field.valueOf(key.toUpperCase(Locale.ROOT)));
      assertThat(String.valueOf(stated)).as(key).isEqualTo(value);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "postfix/smtp, null", "postfix-out/smtp, postfix-out", "postfix/submission/smtpd, null",
    "relay/smtp, null", "postfix-192.0.2.1/smtpd, postfix-192.0.2.1", "postfix, null"
  })
  void anySyslogNameIsPostfixs(String program, String instance) {
    MailEventRecord e =
        Lines.whole("Sep 12 10:15:30 mx1 " + program + "[1]: connect from unknown[192.0.2.10]");
    assertThat(e.text(Field.DIALECT)).isEqualTo("postfix");
    assertThat(String.valueOf(e.text(Field.INSTANCE))).isEqualTo(instance);
  }

  @ParameterizedTest
  @CsvSource({
    "cyrus/master",
    "cyrus/lmtp",
    "cyrus/smtpd",
    "dovecot/lmtp",
    "courier/smtpd",
    "opensmtpd/smtpd"
  })
  void othersDaemonsOfTheSameNamesAreNot(String program) {
    MailEventRecord e =
        Lines.whole("Sep 12 10:15:30 mx1 " + program + "[1]: connect from unknown[192.0.2.10]");
    assertThat(e.text(Field.DIALECT)).isNull();
    assertThat(e.text(Field.KIND)).isEqualTo("foreign");
  }
}
