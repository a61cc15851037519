package io.maillog.sendmail;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.testkit.StatedFacts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines as Sendmail writes them, of every family and of old releases, and all that they state. */
class SendmailLinesTest {
  /** How messages came in (headers.c, logsender); the last lines were cut by syslog. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          68CAFUxy012345: from=<alice@example.org>, size=4821, class=0, nrcpts=1, msgid=<one@mail.example.org>, proto=ESMTP, daemon=MTA-v4, relay=mail.example.org [192.0.2.10] # kind=received|queue_id=68CAFUxy012345|message_id=one@mail.example.org|from=alice@example.org|client_host=mail.example.org|client_ip=192.0.2.10|protocol=ESMTP|size=4821|nrcpt=1|attr.class=0|attr.daemon=MTA-v4
          68CAFUxy012345: from=<alice@example.org>, size=4821, class=0, nrcpts=2, msgid=<one@mail.example.org>, bodytype=8BITMIME, proto=ESMTPS, daemon=MTA, tls_verify=NONE, tls_version=TLSv1.3, cipher=TLS_AES_256_GCM_SHA384, auth=NONE, relay=mail.example.org. [192.0.2.10] (may be forged) # kind=received|queue_id=68CAFUxy012345|message_id=one@mail.example.org|from=alice@example.org|client_host=mail.example.org|client_ip=192.0.2.10|protocol=ESMTPS|sasl_method=NONE|size=4821|nrcpt=2|tls_protocol=TLSv1.3|tls_cipher=TLS_AES_256_GCM_SHA384|tls_trust=NONE|attr.bodytype=8BITMIME|attr.class=0|attr.daemon=MTA
          68CAFUxy012345: from=<alice@example.org>, size=4821, class=-60, nrcpts=12, msgid=<one@mail.example.org>, proto=ESMTPSA, daemon=MSP-v4, tls_verify=OK, auth=PLAIN, relay=[192.0.2.10] # kind=received|queue_id=68CAFUxy012345|message_id=one@mail.example.org|from=alice@example.org|client_ip=192.0.2.10|protocol=ESMTPSA|sasl_method=PLAIN|size=4821|nrcpt=12|tls_trust=OK|attr.class=-60|attr.daemon=MSP-v4
          68CAFUxy012345: from=<alice@example.org>, size=4821, class=0, nrcpts=1, proto=SMTP, relay=IDENT:alice@mail.example.org [192.0.2.10] # kind=received|queue_id=68CAFUxy012345|from=alice@example.org|client_host=mail.example.org|client_ip=192.0.2.10|protocol=SMTP|size=4821|nrcpt=1|attr.class=0|attr.ident=alice
          68CAFUxy012345: from=<alice@example.org>, size=4821, class=0, nrcpts=1, relay=alice@mail.example.org [192.0.2.10] (may be forged) # kind=received|queue_id=68CAFUxy012345|from=alice@example.org|client_host=mail.example.org|client_ip=192.0.2.10|size=4821|nrcpt=1|attr.class=0|attr.ident=alice
          68CAFUxy012345: from=<a@example.org>, size=123, class=0, nrcpts=1, msgid=<x@example.org>, proto=SMTP, daemon=MTA, relay=joe@[192.0.2.1] # kind=received|queue_id=68CAFUxy012345|message_id=x@example.org|from=a@example.org|client_ip=192.0.2.1|protocol=SMTP|size=123|nrcpt=1|attr.class=0|attr.daemon=MTA|attr.ident=joe
          68CAFUxy012345: from=<a@example.org>, size=123, class=0, nrcpts=1, proto=SMTP, daemon=MTA, relay=IDENT:joe@[192.0.2.1] # kind=received|queue_id=68CAFUxy012345|from=a@example.org|client_ip=192.0.2.1|protocol=SMTP|size=123|nrcpt=1|attr.class=0|attr.daemon=MTA|attr.ident=joe
          68CAFUxy012345: from=<a@example.org>, size=123, class=0, nrcpts=1, proto=SMTP, daemon=MTA, relay=joe@[IPv6:2001:db8::1] # kind=received|queue_id=68CAFUxy012345|from=a@example.org|client_ip=2001:db8::1|protocol=SMTP|size=123|nrcpt=1|attr.class=0|attr.daemon=MTA|attr.ident=joe
          68CAFUxy012345: from=<a@example.org>, size=123, class=0, nrcpts=1, proto=SMTP, daemon=MTA, relay=IDENT:@[192.0.2.1] # kind=received|queue_id=68CAFUxy012345|from=a@example.org|client_ip=192.0.2.1|protocol=SMTP|size=123|nrcpt=1|attr.class=0|attr.daemon=MTA
          68CAFUxy012345: from=<alice@example.org>, size=4821, class=0, nrcpts=1, msgid=<one@mail.example.org>, proto=ESMTP, daemon=MTA-v6, relay=mail6.example.org [IPv6:2001:db8:0:0:0:0:0:25] # kind=received|queue_id=68CAFUxy012345|message_id=one@mail.example.org|from=alice@example.org|client_host=mail6.example.org|client_ip=2001:db8:0:0:0:0:0:25|protocol=ESMTP|size=4821|nrcpt=1|attr.class=0|attr.daemon=MTA-v6
          68CAFUxy012345: from=<alice@example.org>, size=4821, class=0, nrcpts=1, msgid=<one@mail.example.org>, proto=ESMTP, daemon=MTA-v6, relay=[IPv6:2001:db8::25] # kind=received|queue_id=68CAFUxy012345|message_id=one@mail.example.org|from=alice@example.org|client_ip=2001:db8::25|protocol=ESMTP|size=4821|nrcpt=1|attr.class=0|attr.daemon=MTA-v6
          68CAFUxy012345: from=<>, size=4821, class=0, nrcpts=1, msgid=<68CAFUxz012346@mx1.example.org>, relay=localhost # kind=received|queue_id=68CAFUxy012345|message_id=68CAFUxz012346@mx1.example.org|from=|client_host=localhost|size=4821|nrcpt=1|attr.class=0
          68CAFUxy012345: from=alice, size=4821, class=0, nrcpts=1, msgid=<one@mail.example.org>, relay=alice@localhost # kind=received|queue_id=68CAFUxy012345|message_id=one@mail.example.org|from=alice|user=alice|size=4821|nrcpt=1|attr.class=0
          68CAFUxy012345: from=root, size=309, class=0, nrcpts=0, relay=root@localhost # kind=received|queue_id=68CAFUxy012345|from=root|user=root|size=309|nrcpt=0|attr.class=0
          68CAFUxy012345: from=Alice Example <alice@example.org>, size=309, class=0, nrcpts=1, relay=mail.example.org [192.0.2.10] # kind=received|queue_id=68CAFUxy012345|from=Alice Example <alice@example.org>|client_host=mail.example.org|client_ip=192.0.2.10|size=309|nrcpt=1|attr.class=0
          68CAFUxy012345: from=alice@example.org, size=309, class=0, nrcpts=1, msgid=one-without-brackets, relay=mail.example.org [192.0.2.10] # kind=received|queue_id=68CAFUxy012345|message_id=one-without-brackets|from=alice@example.org|client_host=mail.example.org|client_ip=192.0.2.10|size=309|nrcpt=1|attr.class=0
          68CAFUxy012345: from=<alice@example.org>, size=309, class=0, nrcpts=1, msgid=<a b@mail.example.org> (added by postmaster@example.org), relay=mail.example.org [192.0.2.10] # kind=received|queue_id=68CAFUxy012345|message_id=<a b@mail.example.org> (added by postmaster@example.org)|from=alice@example.org|client_host=mail.example.org|client_ip=192.0.2.10|size=309|nrcpt=1|attr.class=0
          68CAFUxy012345: from=<alice@example.org>, size=309, class=0, nrcpts=1, msgid=<an-id-of-a-hundred-characters-that-was-cut.before.its.end, proto=ESMTP, daemon=MTA, relay=mail.example.org [192.0.2.10] # kind=received|queue_id=68CAFUxy012345|message_id=an-id-of-a-hundred-characters-that-was-cut.before.its.end|from=alice@example.org|client_host=mail.example.org|client_ip=192.0.2.10|protocol=ESMTP|size=309|nrcpt=1|attr.class=0|attr.daemon=MTA
          68CAFUxy012345: from=<alice@example.org>, size=0, class=0, nrcpts=0, proto=ESMTP, daemon=MTA-v4, relay=mail.example.org [192.0.2.10] # kind=received|queue_id=68CAFUxy012345|from=alice@example.org|client_host=mail.example.org|client_ip=192.0.2.10|protocol=ESMTP|size=0|nrcpt=0|attr.class=0|attr.daemon=MTA-v4
          68CAFUxy012345: from=<alice@example.org>, size=309, class=0, nrcpts=1, msgid=, proto=ESMTP, daemon=MTA, relay=mail.example.org [192.0.2.10] # kind=received|queue_id=68CAFUxy012345|from=alice@example.org|client_host=mail.example.org|client_ip=192.0.2.10|protocol=ESMTP|size=309|nrcpt=1|attr.class=0|attr.daemon=MTA
          68CAFUxy012345: from=<NONE>, size=309, class=0, nrcpts=1, relay=mail.example.org [192.0.2.10] # kind=received|queue_id=68CAFUxy012345|client_host=mail.example.org|client_ip=192.0.2.10|size=309|nrcpt=1|attr.class=0
          68CAFUxy012345: from=<alice@example.org>, size=309, class=0, nrcpts=0, msgid=<one@mail.example.org>, relay=[RESPONSE] # kind=received|queue_id=68CAFUxy012345|message_id=one@mail.example.org|from=alice@example.org|size=309|nrcpt=0|attr.class=0
          68CAFUxy012345: from=<"alice bob"@example.org>, size=309, class=0, nrcpts=1, proto=ESMTP, daemon=MTA, relay=mail.example.org [192.0.2.10] # kind=received|queue_id=68CAFUxy012345|from="alice bob"@example.org|client_host=mail.example.org|client_ip=192.0.2.10|protocol=ESMTP|size=309|nrcpt=1|attr.class=0|attr.daemon=MTA
          68CAFUxy012345: from=<us\\303\\251r@example.org>, size=309, class=0, nrcpts=1, msgid=<caf\\303\\251@mail.example.org>, proto=ESMTP, daemon=MTA, relay=mail.example.org [192.0.2.10] # kind=received|queue_id=68CAFUxy012345|message_id=café@mail.example.org|from=usér@example.org|client_host=mail.example.org|client_ip=192.0.2.10|protocol=ESMTP|size=309|nrcpt=1|attr.class=0|attr.daemon=MTA
          68CAFUxy1234567: from=<alice@example.org>, size=309, class=0, nrcpts=1, relay=mail.example.org [192.0.2.10] # kind=received|queue_id=68CAFUxy1234567|from=alice@example.org|client_host=mail.example.org|client_ip=192.0.2.10|size=309|nrcpt=1|attr.class=0
          h8CAFU012345: from=<alice@example.org>, size=309, class=0, pri=30309, nrcpts=1, msgid=<one@mail.example.org>, proto=ESMTP, daemon=MTA, relay=mail.example.org [192.0.2.10] # kind=received|queue_id=h8CAFU012345|message_id=one@mail.example.org|from=alice@example.org|client_host=mail.example.org|client_ip=192.0.2.10|protocol=ESMTP|size=309|nrcpt=1|attr.class=0|attr.daemon=MTA|attr.pri=30309
          VAA04133: from=<alice@example.org>, size=309, class=0, pri=30309, nrcpts=1, msgid=<one@mail.example.org>, proto=SMTP, relay=mail.example.org [192.0.2.10] # kind=received|queue_id=VAA04133|message_id=one@mail.example.org|from=alice@example.org|client_host=mail.example.org|client_ip=192.0.2.10|protocol=SMTP|size=309|nrcpt=1|attr.class=0|attr.pri=30309
          VAA04133: from=alice, size=309, class=0, pri=0, nrcpts=1, relay=alice@localhost # kind=received|queue_id=VAA04133|from=alice|user=alice|size=309|nrcpt=1|attr.class=0|attr.pri=0
          68CAFUxy012345: from=<an-address-that-was-cut-by-the-server-at-two-hundred-characters-so-that-its-bracket-is-lost, size=309, class=0, nrcpts=1, proto=ESMTP, daemon=MTA, relay=mail.example.org [192.0.2.10] # kind=received|queue_id=68CAFUxy012345|from=an-address-that-was-cut-by-the-server-at-two-hundred-characters-so-that-its-bracket-is-lost|client_host=mail.example.org|client_ip=192.0.2.10|protocol=ESMTP|size=309|nrcpt=1|attr.class=0|attr.daemon=MTA
          68CAFUxy012345: from=<alice@example.org>, size=309, class=0, nrcpts=1, msgid=<one@mail.exa # kind=received|queue_id=68CAFUxy012345|message_id=one@mail.exa|from=alice@example.org|size=309|nrcpt=1|attr.class=0
          68CAFUxy012345: from=<alice@example.org>, size=309, class=0 # kind=received|queue_id=68CAFUxy012345|from=alice@example.org|size=309|attr.class=0
          68CAFUxy012345: from=<alice@exam # kind=received|queue_id=68CAFUxy012345|from=alice@exam
          68CAFUxy012345: from=<alice@example.org> # kind=received|queue_id=68CAFUxy012345|from=alice@example.org
          68CAFUxy012345: from=<alice@example.org>, size=432, class=0, nrcpts=1, msgid=<one@mail.example.org>, bodytype=7BIT, proto=ESMTP, daemon=MTA, relay=mail.example.org (192.0.2.10) # kind=received|queue_id=68CAFUxy012345|message_id=one@mail.example.org|from=alice@example.org|client_host=mail.example.org|client_ip=192.0.2.10|protocol=ESMTP|size=432|nrcpt=1|attr.bodytype=7BIT|attr.class=0|attr.daemon=MTA
          """)
  void arrivals(String line, String facts) {
    assertThat(StatedFacts.of(Lines.read(line.strip())))
        .containsExactlyInAnyOrderEntriesOf(StatedFacts.parse(facts));
  }

  /** What became of recipients (deliver.c, logdelivery). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          68CAFUxy012345: to=<bob@example.com>, delay=00:00:03, xdelay=00:00:02, mailer=esmtp, pri=34821, relay=mx.example.com. [198.51.100.25], dsn=2.0.0, stat=Sent (68CAFVab019876 Message accepted for delivery) # kind=delivery|queue_id=68CAFUxy012345|remote_queue_id=68CAFVab019876|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|delay=3|status=sent|dsn=2.0.0|reply=Sent (68CAFVab019876 Message accepted for delivery)|mailer=esmtp|attr.pri=34821|attr.xdelay=00:00:02
          68CAFUxy012345: to=<bob@example.com>, ctladdr=<alice@example.org> (1000/1000), delay=00:00:03, xdelay=00:00:02, mailer=esmtp, tls_verify=OK, tls_version=TLSv1.3, cipher=TLS_AES_256_GCM_SHA384, pri=34821, relay=mx.example.com. [198.51.100.25], dsn=2.0.0, ntries=3, stat=Sent (Ok: queued as 4B9D2E07F1) # kind=delivery|queue_id=68CAFUxy012345|remote_queue_id=4B9D2E07F1|to=bob@example.com|uid=1000|relay_host=mx.example.com|relay_ip=198.51.100.25|delay=3|status=sent|dsn=2.0.0|reply=Sent (Ok: queued as 4B9D2E07F1)|tls_protocol=TLSv1.3|tls_cipher=TLS_AES_256_GCM_SHA384|tls_trust=OK|mailer=esmtp|attr.ctladdr=<alice@example.org> (1000/1000)|attr.ntries=3|attr.pri=34821|attr.xdelay=00:00:02
          68CAFUxy012345: to=<bob@example.com>, ctladdr=alice (1000/1000), delay=00:00:01, xdelay=00:00:01, mailer=relay, pri=30309, relay=[127.0.0.1] [127.0.0.1], dsn=2.0.0, stat=Sent (68CAFVab019876 Message accepted for delivery) # kind=delivery|queue_id=68CAFUxy012345|remote_queue_id=68CAFVab019876|to=bob@example.com|uid=1000|relay_host=[127.0.0.1]|relay_ip=127.0.0.1|delay=1|status=sent|dsn=2.0.0|reply=Sent (68CAFVab019876 Message accepted for delivery)|mailer=relay|attr.ctladdr=alice (1000/1000)|attr.pri=30309|attr.xdelay=00:00:01
          68CAFUxy012345: to=<bob@example.com>, ctladdr=alice@example.org (0/0), delay=00:00:00, mailer=esmtp, pri=30309, stat=Sent # kind=delivery|queue_id=68CAFUxy012345|to=bob@example.com|uid=0|delay=0|status=sent|reply=Sent|mailer=esmtp|attr.ctladdr=alice@example.org (0/0)|attr.pri=30309
          68CAFUxy012345: to=<bob@example.com>,<carol@example.com>,dave, delay=00:00:03, xdelay=00:00:02, mailer=esmtp, pri=34821, relay=mx.example.com. [198.51.100.25], dsn=2.0.0, stat=Sent (OK 1755770000 a1b2c3d4-5e6f) # kind=delivery|queue_id=68CAFUxy012345|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|delay=3|status=sent|dsn=2.0.0|reply=Sent (OK 1755770000 a1b2c3d4-5e6f)|mailer=esmtp|attr.pri=34821|attr.xdelay=00:00:02|recipients=bob@example.com carol@example.com dave
          68CAFUxy012345: to=<a1@example.com>,<a2@example.com>,<a3@example.com>, [more], delay=00:00:03, xdelay=00:00:02, mailer=esmtp, pri=34821, relay=mx.example.com. [198.51.100.25], dsn=2.0.0, stat=Sent (Ok) # kind=delivery|queue_id=68CAFUxy012345|to=a1@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|delay=3|status=sent|dsn=2.0.0|reply=Sent (Ok)|mailer=esmtp|attr.pri=34821|attr.xdelay=00:00:02|recipients=a1@example.com a2@example.com a3@example.com
          68CAFUxy012345: to=NO-TO-LIST, delay=00:00:03, mailer=esmtp, pri=34821, dsn=5.0.0, stat=Service unavailable # kind=delivery|queue_id=68CAFUxy012345|delay=3|status=bounced|dsn=5.0.0|reply=Service unavailable|mailer=esmtp|attr.pri=34821
          68CAFUxy012345: to=bob, delay=00:00:00, xdelay=00:00:00, mailer=local, pri=30309, dsn=2.0.0, stat=Sent # kind=delivery|queue_id=68CAFUxy012345|to=bob|delay=0|status=sent|dsn=2.0.0|reply=Sent|mailer=local|attr.pri=30309|attr.xdelay=00:00:00
          68CAFUxy012345: to="|/usr/local/bin/handler -x, -y", ctladdr=<ticket@example.org> (8/12), delay=00:00:03, xdelay=00:00:02, mailer=prog, pri=34821, dsn=2.0.0, stat=Sent # kind=delivery|queue_id=68CAFUxy012345|to="|/usr/local/bin/handler -x, -y"|orig_to=ticket@example.org|uid=8|delay=3|status=sent|dsn=2.0.0|reply=Sent|mailer=prog|attr.ctladdr=<ticket@example.org> (8/12)|attr.pri=34821|attr.xdelay=00:00:02
          68CAFUxy012345: to=|/usr/bin/vacation bob, ctladdr=<bob@example.org> (1001/1001), delay=00:00:03, mailer=prog, pri=34821, dsn=2.0.0, stat=Sent # kind=delivery|queue_id=68CAFUxy012345|to=|/usr/bin/vacation bob|orig_to=bob@example.org|uid=1001|delay=3|status=sent|dsn=2.0.0|reply=Sent|mailer=prog|attr.ctladdr=<bob@example.org> (1001/1001)|attr.pri=34821
          68CAFUxy012345: to="|exec /usr/bin/procmail", ctladdr=bob (1001/1001), delay=00:00:03, mailer=prog, pri=34821, dsn=5.3.0, stat=unknown mailer error 1 # kind=delivery|queue_id=68CAFUxy012345|to="|exec /usr/bin/procmail"|orig_to=bob|uid=1001|delay=3|status=bounced|dsn=5.3.0|reply=unknown mailer error 1|mailer=prog|attr.ctladdr=bob (1001/1001)|attr.pri=34821
          68CAFUxy012345: to=/dev/null, ctladdr=<spam@example.org> (8/12), delay=00:00:03, mailer=*file*, pri=34821, dsn=2.0.0, stat=Sent # kind=delivery|queue_id=68CAFUxy012345|to=/dev/null|orig_to=spam@example.org|uid=8|delay=3|status=discarded|dsn=2.0.0|reply=Sent|mailer=*file*|attr.ctladdr=<spam@example.org> (8/12)|attr.pri=34821
          68CAFUxy012345: to=</dev/null@example.org>, delay=00:00:03, mailer=local, pri=34821, dsn=2.0.0, stat=Sent # kind=delivery|queue_id=68CAFUxy012345|to=/dev/null@example.org|delay=3|status=sent|dsn=2.0.0|reply=Sent|mailer=local|attr.pri=34821
          68CAFUxy012345: to=/var/spool/archive, ctladdr=<archive@example.org> (8/12), delay=00:00:03, xdelay=00:00:02, mailer=*file*, pri=34821, dsn=2.0.0, stat=Sent # kind=delivery|queue_id=68CAFUxy012345|to=/var/spool/archive|orig_to=archive@example.org|uid=8|delay=3|status=sent|dsn=2.0.0|reply=Sent|mailer=*file*|attr.ctladdr=<archive@example.org> (8/12)|attr.pri=34821|attr.xdelay=00:00:02
          68CAFUxy012345: to=:include:/etc/mail/list, delay=00:00:00, mailer=*include*, pri=34821, dsn=5.2.4, stat=Can't create output # kind=delivery|queue_id=68CAFUxy012345|to=:include:/etc/mail/list|delay=0|status=bounced|dsn=5.2.4|reply=Can't create output|mailer=*include*|attr.pri=34821
          68CAFUxy012345: to=<bob@example.com>, ctladdr=<owner-list@example.org> (8/12), delay=00:00:00, mailer=esmtp, pri=34821, stat=queued # kind=queued|queue_id=68CAFUxy012345|to=bob@example.com|uid=8|delay=0|mailer=esmtp|attr.ctladdr=<owner-list@example.org> (8/12)|attr.pri=34821
          68CAFUxy012345: to=<bob@example.com>, delay=00:00:00, mailer=esmtp, pri=34821, dsn=4.4.3, stat=queued # kind=queued|queue_id=68CAFUxy012345|to=bob@example.com|delay=0|dsn=4.4.3|mailer=esmtp|attr.pri=34821
          68CAFUxy012345: to=<bob@example.com>, delay=00:00:00, mailer=esmtp, pri=34821, quarantine=virus, suspected, stat=quarantined # kind=queue-action|queue_id=68CAFUxy012345|to=bob@example.com|delay=0|reason=virus, suspected|action=hold|mailer=esmtp|attr.pri=34821
          68CAFUxy012345: to=<bob@example.com>, delay=1+02:03:04, xdelay=00:00:31, mailer=esmtp, pri=124821, relay=mx.example.com. [IPv6:2001:db8:0:0:0:0:0:25], dsn=2.0.0, stat=Sent (250 2.0.0 OK) # kind=delivery|queue_id=68CAFUxy012345|to=bob@example.com|relay_host=mx.example.com|relay_ip=2001:db8:0:0:0:0:0:25|delay=93784|status=sent|dsn=2.0.0|code=250|reply=Sent (250 2.0.0 OK)|mailer=esmtp|attr.pri=124821|attr.xdelay=00:00:31
          68CAFUxy012345: to=<bob@example.com>, delay=120+00:00:00, mailer=esmtp, pri=124821, relay=[IPv6:2001:db8::25], dsn=4.0.0, stat=Deferred: Connection timed out with [IPv6:2001:db8::25] # kind=delivery|queue_id=68CAFUxy012345|to=bob@example.com|relay_ip=2001:db8::25|delay=10368000|status=deferred|dsn=4.0.0|reply=Deferred: Connection timed out with [IPv6:2001:db8::25]|mailer=esmtp|attr.pri=124821
          68CAFUxy012345: to=<bob@example.com>, delay=00:00:03, xdelay=00:00:02, mailer=esmtp, pri=34821, relay=mx.example.com. [198.51.100.25], dsn=4.0.0, stat=Deferred: Connection refused by mx.example.com. # kind=delivery|queue_id=68CAFUxy012345|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|delay=3|status=deferred|dsn=4.0.0|reply=Deferred: Connection refused by mx.example.com.|mailer=esmtp|attr.pri=34821|attr.xdelay=00:00:02
          68CAFUxy012345: to=<bob@example.com>, delay=00:00:03, xdelay=00:00:02, mailer=esmtp, pri=34821, relay=mx.example.com. [198.51.100.25], dsn=4.7.1, reply=451 4.7.1 Greylisted, please try again, stat=Deferred: 451 4.7.1 Greylisted, please try again # kind=delivery|queue_id=68CAFUxy012345|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|delay=3|status=deferred|dsn=4.7.1|code=451|reply=451 4.7.1 Greylisted, please try again|mailer=esmtp|attr.pri=34821|attr.xdelay=00:00:02
          68CAFUxy012345: to=<bob@example.com>, delay=00:00:03, xdelay=00:00:02, mailer=esmtp, pri=34821, relay=mx.example.com. [198.51.100.25], dsn=4.0.0, stage=RCPT, reply=450 4.1.1 try later, stat=Deferred: 450 4.1.1 try later # kind=delivery|queue_id=68CAFUxy012345|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|delay=3|status=deferred|dsn=4.0.0|code=450|reply=450 4.1.1 try later|mailer=esmtp|attr.pri=34821|attr.stage=RCPT|attr.xdelay=00:00:02
          68CAFUxy012345: to=<bob@example.com>, delay=00:00:03, mailer=esmtp, pri=34821, relay=mx.example.com. [198.51.100.25], dsn=4.2.2, stat=Deferred: 450 4.2.2 mailbox full # kind=delivery|queue_id=68CAFUxy012345|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|delay=3|status=deferred|dsn=4.2.2|code=450|reply=Deferred: 450 4.2.2 mailbox full|mailer=esmtp|attr.pri=34821
          68CAFUxy012345: to=<bob@example.com>, delay=00:00:03, mailer=esmtp, pri=34821, relay=mx.example.com., dsn=4.4.3, stat=Deferred: Name server: mx.example.com.: host name lookup failure # kind=delivery|queue_id=68CAFUxy012345|to=bob@example.com|relay_host=mx.example.com|delay=3|status=deferred|dsn=4.4.3|reply=Deferred: Name server: mx.example.com.: host name lookup failure|mailer=esmtp|attr.pri=34821
          68CAFUxy012345: to=bob, delay=00:00:03, mailer=local, pri=34821, dsn=4.2.0, stat=Deferred: local mailer (/usr/bin/procmail) exited with EX_TEMPFAIL # kind=delivery|queue_id=68CAFUxy012345|to=bob|delay=3|status=deferred|dsn=4.2.0|reply=Deferred: local mailer (/usr/bin/procmail) exited with EX_TEMPFAIL|mailer=local|attr.pri=34821
          68CAFUxy012345: to=<bob@example.com>, delay=00:00:03, mailer=esmtp, pri=34821, relay=mx.example.com. [198.51.100.25], dsn=4.7.0, stat=Deferred: 403 4.7.0 TLS handshake failed. # kind=delivery|queue_id=68CAFUxy012345|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|delay=3|status=deferred|dsn=4.7.0|code=403|reply=Deferred: 403 4.7.0 TLS handshake failed.|mailer=esmtp|attr.pri=34821
          68CAFUxy012345: to=<bob@example.com>, delay=00:00:03, mailer=esmtp, pri=34821, relay=mx.example.com., dsn=4.0.0, stat=Operating system error # kind=delivery|queue_id=68CAFUxy012345|to=bob@example.com|relay_host=mx.example.com|delay=3|status=deferred|dsn=4.0.0|reply=Operating system error|mailer=esmtp|attr.pri=34821
          68CAFUxy012345: to=<bob@example.com>, delay=00:00:03, mailer=esmtp, relay=mx.example.com., stat=I/O error # kind=delivery|queue_id=68CAFUxy012345|to=bob@example.com|relay_host=mx.example.com|delay=3|status=deferred|reply=I/O error|mailer=esmtp
          68CAFUxy012345: to=<bob@example.com>, delay=00:00:03, mailer=esmtp, relay=mx.example.com., stat=450 4.2.2 mailbox full # kind=delivery|queue_id=68CAFUxy012345|to=bob@example.com|relay_host=mx.example.com|delay=3|status=deferred|code=450|reply=450 4.2.2 mailbox full|mailer=esmtp
          68CAFUxy012345: to=<bob@example.com>, delay=00:00:03, xdelay=00:00:02, mailer=esmtp, pri=34821, relay=mx.example.com. [198.51.100.25], dsn=5.1.1, reply=550 5.1.1 <bob@example.com>... User unknown, stat=User unknown # kind=delivery|queue_id=68CAFUxy012345|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|delay=3|status=bounced|dsn=5.1.1|code=550|reply=550 5.1.1 <bob@example.com>... User unknown|mailer=esmtp|attr.pri=34821|attr.xdelay=00:00:02
          68CAFUxy012345: to=<bob@example.com>, delay=00:00:03, mailer=esmtp, pri=34821, relay=mx.example.com. [198.51.100.25], dsn=5.7.1, stat=554 5.7.1 <bob@example.com>: Relay access denied # kind=delivery|queue_id=68CAFUxy012345|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|delay=3|status=bounced|dsn=5.7.1|code=554|reply=554 5.7.1 <bob@example.com>: Relay access denied|mailer=esmtp|attr.pri=34821
          68CAFUxy012345: to=<bob@example.com>, delay=00:00:03, mailer=esmtp, pri=34821, relay=nowhere.example.com, dsn=5.1.2, stat=Host unknown (Name server: nowhere.example.com: host not found) # kind=delivery|queue_id=68CAFUxy012345|to=bob@example.com|relay_host=nowhere.example.com|delay=3|status=bounced|dsn=5.1.2|reply=Host unknown (Name server: nowhere.example.com: host not found)|mailer=esmtp|attr.pri=34821
          68CAFUxy012345: to=<bob@example.com>, delay=00:00:03, mailer=esmtp, pri=34821, relay=mx.example.com., dsn=5.1.10, status=550 5.1.10 null MX, stat=Service unavailable # kind=delivery|queue_id=68CAFUxy012345|to=bob@example.com|relay_host=mx.example.com|delay=3|status=bounced|dsn=5.1.10|reply=Service unavailable|mailer=esmtp|attr.pri=34821|attr.status=550 5.1.10 null MX
          68CAFUxy012345: to=<bob@example.com>, delay=00:00:03, mailer=esmtp, pri=34821, relay=mx.example.com. [198.51.100.25], dsn=5.6.0, stat=Data format error # kind=delivery|queue_id=68CAFUxy012345|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|delay=3|status=bounced|dsn=5.6.0|reply=Data format error|mailer=esmtp|attr.pri=34821
          68CAFUxy012345: to=<bob@example.com>, delay=00:00:03, mailer=esmtp, pri=34821, relay=mx.example.com., dsn=5.3.5, stat=Local configuration error # kind=delivery|queue_id=68CAFUxy012345|to=bob@example.com|relay_host=mx.example.com|delay=3|status=bounced|dsn=5.3.5|reply=Local configuration error|mailer=esmtp|attr.pri=34821
          68CAFUxy012345: to=bob, delay=00:00:03, mailer=local, pri=34821, dsn=5.2.2, stat=Can't create output # kind=delivery|queue_id=68CAFUxy012345|to=bob|delay=3|status=bounced|dsn=5.2.2|reply=Can't create output|mailer=local|attr.pri=34821
          68CAFUxy012345: to=<bob@example.com>, delay=00:00:03, mailer=esmtp, pri=34821, relay=mx.example.com. [198.51.100.25], dsn=2.0.0, stat=Sent (250 2.7.0 Ok, discarded, id=01234-05 - spam) # kind=delivery|queue_id=68CAFUxy012345|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|delay=3|status=discarded|dsn=2.0.0|code=250|reply=Sent (250 2.7.0 Ok, discarded, id=01234-05 - spam)|mailer=esmtp|attr.pri=34821
          68CAFUxy012345: to=<bob@example.com>, delay=00:00:03, mailer=esmtp, pri=34821, relay=mx.example.com. [198.51.100.25], dsn=2.0.0, stat=Sent (OK id=1vNMFN-0002BN-1x) # kind=delivery|queue_id=68CAFUxy012345|remote_queue_id=1vNMFN-0002BN-1x|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|delay=3|status=sent|dsn=2.0.0|reply=Sent (OK id=1vNMFN-0002BN-1x)|mailer=esmtp|attr.pri=34821
          68CAFUxy012345: to=<bob@example.com>, delay=00:00:03, mailer=esmtp, pri=34821, relay=mx.example.com. [198.51.100.25], dsn=2.0.0, stat=Sent (a reply that is cut bef # kind=delivery|queue_id=68CAFUxy012345|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|delay=3|status=sent|dsn=2.0.0|reply=Sent (a reply that is cut bef|mailer=esmtp|attr.pri=34821
          68CAFUxy012345: to=<bob@example.com>, delay=00:00:00, pri=34821, stat=discarded # kind=content-check|queue_id=68CAFUxy012345|to=bob@example.com|delay=0|action=discard|attr.pri=34821
          68CAFUxy012345: to=<bob@example.com>, delay=00:00:01, pri=34821, stat=aborted by sender # kind=connection-lost|queue_id=68CAFUxy012345|to=bob@example.com|delay=1|reason=aborted by sender|stage=data|attr.pri=34821
          68CAFUxy012345: to=<bob@example.com>,<carol@example.com>, delay=00:00:00, pri=34821, stat=Virus Example.Test found # kind=reject|queue_id=68CAFUxy012345|to=bob@example.com|delay=0|reason=Virus Example.Test found|stage=eod|attr.pri=34821|recipients=bob@example.com carol@example.com
          68CAFUxy012345: to=<bob@example.com>, delay=00:00:00, pri=34821, stat=550 5.7.1 spam is not wanted # kind=reject|queue_id=68CAFUxy012345|to=bob@example.com|delay=0|dsn=5.7.1|code=550|reason=spam is not wanted|stage=eod|attr.pri=34821
          68CAFUxy012345: to=<bob@example.com>, delay=00:00:00, pri=34821, stat=Please try again later # kind=reject|queue_id=68CAFUxy012345|to=bob@example.com|delay=0|reason=Please try again later|stage=eod|attr.pri=34821
          68CAFUxy012345: to=Bob Example <bob@example.com>, delay=00:00:03, mailer=esmtp, pri=34821, relay=mx.example.com. [198.51.100.25], dsn=2.0.0, stat=Sent # kind=delivery|queue_id=68CAFUxy012345|to=Bob Example <bob@example.com>|relay_host=mx.example.com|relay_ip=198.51.100.25|delay=3|status=sent|dsn=2.0.0|reply=Sent|mailer=esmtp|attr.pri=34821
          68CAFUxy012345: to=<"bob, smith"@example.com>,<carol@example.com>, delay=00:00:03, mailer=esmtp, pri=34821, relay=mx.example.com. [198.51.100.25], dsn=2.0.0, stat=Sent # kind=delivery|queue_id=68CAFUxy012345|to="bob, smith"@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|delay=3|status=sent|dsn=2.0.0|reply=Sent|mailer=esmtp|attr.pri=34821|recipients="bob, smith"@example.com carol@example.com
          68CAFUxy012345: to=<b\\303\\266b@example.com>, delay=00:00:03, mailer=esmtp, pri=34821, relay=mx.example.com. [198.51.100.25], dsn=5.1.1, stat=Kein Postfach f\\303\\274r ihn # kind=delivery|queue_id=68CAFUxy012345|to=böb@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|delay=3|status=bounced|dsn=5.1.1|reply=Kein Postfach für ihn|mailer=esmtp|attr.pri=34821
          h8CAFU012345: to=<bob@example.com>, delay=00:00:03, xdelay=00:00:02, mailer=esmtp, pri=34821, relay=mx.example.com. [198.51.100.25], dsn=2.0.0, stat=Sent (h8CAFV019876 Message accepted for delivery) # kind=delivery|queue_id=h8CAFU012345|remote_queue_id=h8CAFV019876|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|delay=3|status=sent|dsn=2.0.0|reply=Sent (h8CAFV019876 Message accepted for delivery)|mailer=esmtp|attr.pri=34821|attr.xdelay=00:00:02
          VAA04133: to=bob, delay=00:00:03, xdelay=00:00:02, mailer=local, stat=Sent # kind=delivery|queue_id=VAA04133|to=bob|delay=3|status=sent|reply=Sent|mailer=local|attr.xdelay=00:00:02
          VAA04133: to=<bob@example.com>, ctladdr=<alice@example.org> (1000/1000), delay=00:00:03, xdelay=00:00:02, mailer=esmtp, relay=mx.example.com. [198.51.100.25], stat=Sent (VAA19876 Message accepted for delivery) # kind=delivery|queue_id=VAA04133|remote_queue_id=VAA19876|to=bob@example.com|uid=1000|relay_host=mx.example.com|relay_ip=198.51.100.25|delay=3|status=sent|reply=Sent (VAA19876 Message accepted for delivery)|mailer=esmtp|attr.ctladdr=<alice@example.org> (1000/1000)|attr.xdelay=00:00:02
          VAA04133: to=<bob@example.com>, delay=00:00:03, mailer=esmtp, relay=mx.example.com., stat=Deferred: Connection refused by mx.example.com. # kind=delivery|queue_id=VAA04133|to=bob@example.com|relay_host=mx.example.com|delay=3|status=deferred|reply=Deferred: Connection refused by mx.example.com.|mailer=esmtp
          VAA04133: to=<bob@example.com>, delay=00:00:03, mailer=esmtp, relay=mx.example.com. [198.51.100.25], stat=User unknown # kind=delivery|queue_id=VAA04133|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|delay=3|status=bounced|reply=User unknown|mailer=esmtp
          68CAFUxy012345: to=<bob@example.com>, delay=00:00:03, mailer=esmtp, new_key=some, value, stat=Sent # kind=delivery|queue_id=68CAFUxy012345|to=bob@example.com|delay=3|status=sent|reply=Sent|mailer=esmtp|attr.new_key=some
          68CAFUxy012345: to=<bob@exam # kind=delivery|queue_id=68CAFUxy012345|to=bob@exam
          68CAFUxy012345: to=<bob@example.com>, delay=00:00:03, mailer=esm # kind=delivery|queue_id=68CAFUxy012345|to=bob@example.com|delay=3|mailer=esm
          68CAFUxy012345: to=<bob@example.com>, delay=soon, mailer=esmtp, pri=34821, stat=Sent # kind=delivery|queue_id=68CAFUxy012345|to=bob@example.com|status=sent|reply=Sent|mailer=esmtp|attr.pri=34821
          68CAFUxy012345: to=<bob@example.com>, delay=00:00:05, pri=30432, stat=RSET # kind=connection-lost|queue_id=68CAFUxy012345|to=bob@example.com|delay=5|reason=RSET|stage=data|attr.pri=30432
          """)
  void deliveries(String line, String facts) {
    assertThat(StatedFacts.of(Lines.read(line.strip())))
        .containsExactlyInAnyOrderEntriesOf(StatedFacts.parse(facts));
  }

  /** What became of envelopes (envelope.c, queue.c, savemail.c, alias.c, recipient.c). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          68CAFUxy012345: 68CAFUxz012345: clone: owner=owner-list@example.org # kind=expanded|queue_id=68CAFUxy012345|child_queue_id=68CAFUxz012345|attr.owner=owner-list@example.org
          68CAFUxz012345: clone 68CAFUxy012345, owner=owner-list@example.org # kind=expanded|queue_id=68CAFUxz012345|parent_queue_id=68CAFUxy012345|attr.owner=owner-list@example.org
          VAA04133: clone VAA04132, owner=owner-list # kind=expanded|queue_id=VAA04133|parent_queue_id=VAA04132|attr.owner=owner-list
          68CAFUxy012345: 68CAFVab012346: DSN: User unknown # kind=bounce|queue_id=68CAFUxy012345|child_queue_id=68CAFVab012346|status=bounced|reason=User unknown|action=DSN
          68CAFUxy012345: 68CAFVab012346: DSN: Host unknown (Name server: nowhere.example.com: host not found) # kind=bounce|queue_id=68CAFUxy012345|child_queue_id=68CAFVab012346|status=bounced|reason=Host unknown (Name server: nowhere.example.com: host not found)|action=DSN
          68CAFUxy012345: 68CAFVab012346: DSN: Return receipt # kind=bounce|queue_id=68CAFUxy012345|child_queue_id=68CAFVab012346|reason=Return receipt|action=DSN
          68CAFUxy012345: 68CAFVab012346: DSN: Cannot send message for 5 days # kind=bounce|queue_id=68CAFUxy012345|child_queue_id=68CAFVab012346|status=expired|reason=Cannot send message for 5 days|action=DSN
          68CAFUxy012345: 68CAFVab012346: return to sender: User unknown # kind=bounce|queue_id=68CAFUxy012345|child_queue_id=68CAFVab012346|status=bounced|reason=User unknown|action=return to sender
          VAA04133: VAA04134: return to sender: Cannot send message for 5 days # kind=bounce|queue_id=VAA04133|child_queue_id=VAA04134|status=expired|reason=Cannot send message for 5 days|action=return to sender
          68CAFUxy012345: 68CAFVab012346: sender notify: Warning: could not send message for past 4 hours # kind=bounce|queue_id=68CAFUxy012345|child_queue_id=68CAFVab012346|reason=Warning: could not send message for past 4 hours|action=sender notify
          68CAFUxy012345: 68CAFVab012346: sender notify: Cannot send message for 5 days # kind=bounce|queue_id=68CAFUxy012345|child_queue_id=68CAFVab012346|status=expired|reason=Cannot send message for 5 days|action=sender notify
          68CAFUxy012345: 68CAFVab012346: postmaster notify: User unknown # kind=bounce|queue_id=68CAFUxy012345|child_queue_id=68CAFVab012346|reason=User unknown|action=postmaster notify
          68CAFUxy012345: 68CAFVab012346: something else: User unknown # kind=other|queue_id=68CAFUxy012345
          68CAFUxy012345: Saved message in /var/tmp/dead.letter # kind=bounce|queue_id=68CAFUxy012345|reason=Saved message in /var/tmp/dead.letter
          68CAFUxy012345: split: maxrcpts=100, rcpts=250, count=2, ids=68CAFUxz012345; 68CAFUya012345 # kind=expanded|queue_id=68CAFUxy012345|child_queue_id=68CAFUxz012345|nrcpt=250|attr.count=2|attr.maxrcpts=100|children=68CAFUxz012345 68CAFUya012345
          68CAFUxy012345: split: count=3, ids=68CAFUxz012345; 68CAFUya012345; 68CAFUyb012345 # kind=expanded|queue_id=68CAFUxy012345|child_queue_id=68CAFUxz012345|attr.count=3|children=68CAFUxz012345 68CAFUya012345 68CAFUyb012345
          68CAFUxy012345: split: count=3, ids=68CAFUxz012345; 68CAFUya012345; 68CAFUyb0123 # kind=expanded|queue_id=68CAFUxy012345|child_queue_id=68CAFUxz012345|attr.count=3|children=68CAFUxz012345 68CAFUya012345
          68CAFUxy012345[1]: split: count=3, ids=68CAFUxz012345; 68CAFUya012345;  ... # kind=expanded|queue_id=68CAFUxy012345|child_queue_id=68CAFUxz012345|attr.count=3|children=68CAFUxz012345 68CAFUya012345
          68CAFUxy012345: split: maxrcpts=100, rcpts=150, count=1, id=68CAFUxz012345 # kind=expanded|queue_id=68CAFUxy012345|child_queue_id=68CAFUxz012345|nrcpt=150|attr.count=1|attr.maxrcpts=100
          68CAFUxy012345: split: count=1, id=68CAFUxz012345 # kind=expanded|queue_id=68CAFUxy012345|child_queue_id=68CAFUxz012345|attr.count=1
          68CAFUxy012345: done; delay=00:00:03, ntries=1 # kind=removed|queue_id=68CAFUxy012345|delay=3|attr.ntries=1
          68CAFUxy012345: done; delay=3+04:05:06, ntries=17 # kind=removed|queue_id=68CAFUxy012345|delay=273906|attr.ntries=17
          68CAFUxy012345: discarded # kind=content-check|queue_id=68CAFUxy012345|action=discard
          68CAFUxy012345: quarantine=looks odd, ask alice # kind=queue-action|queue_id=68CAFUxy012345|reason=looks odd, ask alice|action=hold
          68CAFUxy012345: unquarantine # kind=queue-action|queue_id=68CAFUxy012345|action=release
          68CAFUxy012345: alias <info@example.org> => bob, carol@example.com # kind=expanded|queue_id=68CAFUxy012345|to=bob|orig_to=info@example.org|recipients=bob carol@example.com
          68CAFUxy012345: alias <list@example.org> => joe,jane # kind=expanded|queue_id=68CAFUxy012345|to=joe|orig_to=list@example.org|recipients=joe jane
          68CAFUxy012345: alias list => "|/usr/bin/handler -a, -b", <caf\\303\\251@example.com>,, :include:/etc/list, # kind=expanded|queue_id=68CAFUxy012345|to="|/usr/bin/handler -a, -b"|orig_to=list|recipients="|/usr/bin/handler -a, -b" café@example.com :include:/etc/list
          68CAFUxy012345: alias list => first@example.com,xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...xample.com,last@example.com,yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy@example.com # kind=expanded|queue_id=68CAFUxy012345|to=first@example.com|orig_to=list|recipients=first@example.com last@example.com yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy@example.com
          68CAFUxy012345: alias <lllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll => joe # kind=expanded|queue_id=68CAFUxy012345|to=joe|orig_to=lllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll
          68CAFUxy012345: alias staff => |/usr/local/bin/handler # kind=expanded|queue_id=68CAFUxy012345|to=|/usr/local/bin/handler|orig_to=staff
          68CAFUxy012345: forward bob => bob@example.com # kind=expanded|queue_id=68CAFUxy012345|to=bob@example.com|orig_to=bob
          68CAFUxy012345: expand bob => bob@host.example.org # kind=expanded|queue_id=68CAFUxy012345|to=bob@host.example.org|orig_to=bob
          68CAFUxy012345: hesiod bob => bob@host.example.org # kind=expanded|queue_id=68CAFUxy012345|to=bob@host.example.org|orig_to=bob
          68CAFUxy012345: forward /home/bob/.forward: Group writable directory # kind=diagnostic|queue_id=68CAFUxy012345
          68CAFUxy012345: forward /home/bob/.forward: transient error: Permission denied # kind=diagnostic|queue_id=68CAFUxy012345
          68CAFUxy012345: possible spam from <> to list: list@example.org, redirected to owner-list@example.org # kind=content-check|attr.owner=owner-list@example.org|queue_id=68CAFUxy012345|to=list@example.org|action=redirect
          68CAFUxy012345: possible spam from <> to list: <list@example.com>, redirected to owner-list@example.com\\n # kind=content-check|queue_id=68CAFUxy012345|to=list@example.com|action=redirect|attr.owner=owner-list@example.com
          68CAFUxy012345: 68CAFVab012346: DSN: delivery time expired 300s # kind=bounce|queue_id=68CAFUxy012345|child_queue_id=68CAFVab012346|status=expired|reason=delivery time expired 300s|action=DSN
          """)
  void envelopes(String line, String facts) {
    assertThat(StatedFacts.of(Lines.read(line.strip())))
        .containsExactlyInAnyOrderEntriesOf(StatedFacts.parse(facts));
  }

  /** What the configuration decided (parseaddr.c, rscheck). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          68CAFUxy012345: ruleset=check_rcpt, arg1=<bob@example.net>, relay=mail.example.org [192.0.2.10], reject=550 5.7.1 <bob@example.net>... Relaying denied # kind=reject|queue_id=68CAFUxy012345|to=bob@example.net|client_host=mail.example.org|client_ip=192.0.2.10|dsn=5.7.1|code=550|reason=<bob@example.net>... Relaying denied|stage=rcpt|attr.arg1=<bob@example.net>|attr.ruleset=check_rcpt
          68CAFUxy012345: ruleset=check_rcpt, arg1=bob@example.net, relay=mail.example.org [192.0.2.10] (may be forged), reject=450 4.7.1 <bob@example.net>... Greylisted, try later # kind=reject|queue_id=68CAFUxy012345|to=bob@example.net|client_host=mail.example.org|client_ip=192.0.2.10|dsn=4.7.1|code=450|reason=<bob@example.net>... Greylisted, try later|stage=rcpt|attr.arg1=bob@example.net|attr.ruleset=check_rcpt
          68CAFUxy012345: ruleset=check_mail, arg1=<alice@nowhere.example>, relay=[192.0.2.10], reject=553 5.1.8 <alice@nowhere.example>... Domain of sender address alice@nowhere.example does not exist # kind=reject|queue_id=68CAFUxy012345|from=alice@nowhere.example|client_ip=192.0.2.10|dsn=5.1.8|code=553|reason=<alice@nowhere.example>... Domain of sender address alice@nowhere.example does not exist|stage=mail|attr.arg1=<alice@nowhere.example>|attr.ruleset=check_mail
          68CAFUxy012345: ruleset=check_mail, arg1=<>, relay=[IPv6:2001:db8::25], reject=550 5.7.1 no bounces here # kind=reject|queue_id=68CAFUxy012345|from=|client_ip=2001:db8::25|dsn=5.7.1|code=550|reason=no bounces here|stage=mail|attr.arg1=<>|attr.ruleset=check_mail
          68CAFUxy012345: ruleset=check_mail, arg1=<spam@example.net>, relay=mail.example.org [192.0.2.10], discard # kind=content-check|queue_id=68CAFUxy012345|from=spam@example.net|client_host=mail.example.org|client_ip=192.0.2.10|stage=mail|action=discard|attr.arg1=<spam@example.net>|attr.ruleset=check_mail
          68CAFUxy012345: ruleset=check_mail, arg1=<x@example.net>, relay=mail.example.org [192.0.2.10], quarantine=suspicious, very # kind=queue-action|queue_id=68CAFUxy012345|from=x@example.net|client_host=mail.example.org|client_ip=192.0.2.10|reason=suspicious, very|stage=mail|action=hold|attr.arg1=<x@example.net>|attr.ruleset=check_mail
          68CAFUxy012345: ruleset=check_mail, arg1=<x@example.net>, relay=mail.example.org [192.0.2.10], status=451 4.7.1 later # kind=policy|queue_id=68CAFUxy012345|from=x@example.net|client_host=mail.example.org|client_ip=192.0.2.10|dsn=4.7.1|code=451|reason=later|stage=mail|attr.arg1=<x@example.net>|attr.ruleset=check_mail
          ruleset=check_relay, arg1=[203.0.113.77], arg2=203.0.113.77, relay=[203.0.113.77], reject=550 5.7.1 Access denied # kind=reject|client_ip=203.0.113.77|dsn=5.7.1|code=550|reason=Access denied|stage=connect|attr.arg1=[203.0.113.77]|attr.arg2=203.0.113.77|attr.ruleset=check_relay
          ruleset=check_relay, arg1=mail.example.org, arg2=127.0.0.4, relay=mail.example.org [192.0.2.10] (may be forged), reject=421 4.3.2 Connection rate limit exceeded. # kind=reject|client_host=mail.example.org|client_ip=192.0.2.10|dsn=4.3.2|code=421|reason=Connection rate limit exceeded.|stage=connect|attr.arg1=mail.example.org|attr.arg2=127.0.0.4|attr.ruleset=check_relay
          NOQUEUE: ruleset=check_relay, arg1=mail.example.org, arg2=192.0.2.10, relay=mail.example.org [192.0.2.10], reject=550 5.7.1 Rejected: 192.0.2.10 listed at dnsbl.example.net # kind=reject|client_host=mail.example.org|client_ip=192.0.2.10|dsn=5.7.1|code=550|reason=Rejected: 192.0.2.10 listed at dnsbl.example.net|stage=connect|attr.arg1=mail.example.org|attr.arg2=192.0.2.10|attr.ruleset=check_relay
          ruleset=check_relay, arg1=mail.example.org, arg2=192.0.2.10, discard # kind=content-check|stage=connect|action=discard|attr.arg1=mail.example.org|attr.arg2=192.0.2.10|attr.ruleset=check_relay
          ruleset=trust_auth, arg1=alice@example.org, relay=mail.example.org [192.0.2.10], reject=550 5.7.1 authentication not trusted # kind=reject|client_host=mail.example.org|client_ip=192.0.2.10|dsn=5.7.1|code=550|reason=authentication not trusted|stage=auth|attr.arg1=alice@example.org|attr.ruleset=trust_auth
          ruleset=tls_client, arg1=NO, arg2=MAIL, relay=mail.example.org [192.0.2.10], reject=403 4.7.0 authentication required # kind=reject|client_host=mail.example.org|client_ip=192.0.2.10|dsn=4.7.0|code=403|reason=authentication required|stage=starttls|attr.arg1=NO|attr.arg2=MAIL|attr.ruleset=tls_client
          ruleset=tls_server, arg1=SOFTWARE, relay=mx.example.com, reject=403 4.7.0 authentication failed # kind=reject|relay_host=mx.example.com|dsn=4.7.0|code=403|reason=authentication failed|stage=starttls|attr.arg1=SOFTWARE|attr.ruleset=tls_server
          68CAFUxy012345: ruleset=tls_rcpt, arg1=bob@example.com, relay=mx.example.com, reject=550 5.7.1 no # kind=reject|queue_id=68CAFUxy012345|relay_host=mx.example.com|dsn=5.7.1|code=550|reason=no|stage=starttls|attr.arg1=bob@example.com|attr.ruleset=tls_rcpt
          68CAFUxy012345: ruleset=try_tls, arg1=mx.example.com, relay=mx.example.com, reject=550 5.7.1 do not try TLS with mx.example.com [198.51.100.25] # kind=reject|queue_id=68CAFUxy012345|relay_host=mx.example.com|dsn=5.7.1|code=550|reason=do not try TLS with mx.example.com [198.51.100.25]|stage=starttls|attr.arg1=mx.example.com|attr.ruleset=try_tls
          68CAFUxy012345: ruleset=check_vrfy, arg1=root, relay=mail.example.org [192.0.2.10], reject=550 5.7.1 no # kind=reject|queue_id=68CAFUxy012345|client_host=mail.example.org|client_ip=192.0.2.10|dsn=5.7.1|code=550|reason=no|stage=vrfy|attr.arg1=root|attr.ruleset=check_vrfy
          68CAFUxy012345: ruleset=check_expn, arg1=staff, relay=mail.example.org [192.0.2.10], reject=550 5.7.1 no # kind=reject|queue_id=68CAFUxy012345|client_host=mail.example.org|client_ip=192.0.2.10|dsn=5.7.1|code=550|reason=no|stage=other|attr.arg1=staff|attr.ruleset=check_expn
          68CAFUxy012345: ruleset=check_etrn, arg1=example.org, relay=mail.example.org [192.0.2.10], reject=550 5.7.1 no # kind=reject|queue_id=68CAFUxy012345|client_host=mail.example.org|client_ip=192.0.2.10|dsn=5.7.1|code=550|reason=no|stage=etrn|attr.arg1=example.org|attr.ruleset=check_etrn
          68CAFUxy012345: ruleset=check_data, arg1=2, relay=mail.example.org [192.0.2.10], reject=554 5.7.1 no # kind=reject|queue_id=68CAFUxy012345|client_host=mail.example.org|client_ip=192.0.2.10|dsn=5.7.1|code=554|reason=no|stage=data|attr.arg1=2|attr.ruleset=check_data
          68CAFUxy012345: ruleset=check_eoh, arg1=12 $| 1234, relay=mail.example.org [192.0.2.10], reject=553 5.7.1 Header error # kind=reject|queue_id=68CAFUxy012345|client_host=mail.example.org|client_ip=192.0.2.10|dsn=5.7.1|code=553|reason=Header error|stage=eod|attr.arg1=12 $| 1234|attr.ruleset=check_eoh
          68CAFUxy012345: ruleset=check_eom, arg1=1234, relay=mail.example.org [192.0.2.10], reject=552 5.2.3 Message too large # kind=reject|queue_id=68CAFUxy012345|client_host=mail.example.org|client_ip=192.0.2.10|dsn=5.2.3|code=552|reason=Message too large|stage=eod|attr.arg1=1234|attr.ruleset=check_eom
          68CAFUxy012345: ruleset=check_compat, arg1=alice@example.org, arg2=bob@example.com, relay=mail.example.org [192.0.2.10], reject=550 5.0.0 not compatible # kind=reject|queue_id=68CAFUxy012345|from=alice@example.org|to=bob@example.com|client_host=mail.example.org|client_ip=192.0.2.10|dsn=5.0.0|code=550|reason=not compatible|stage=other|attr.arg1=alice@example.org|attr.arg2=bob@example.com|attr.ruleset=check_compat
          68CAFUxy012345: ruleset=check_compat, arg1=<alice@example.org>, arg2=<bob@example.com>, relay=mail.example.org [192.0.2.10], discard # kind=content-check|queue_id=68CAFUxy012345|from=alice@example.org|to=bob@example.com|client_host=mail.example.org|client_ip=192.0.2.10|status=discarded|stage=other|action=discard|attr.arg1=<alice@example.org>|attr.arg2=<bob@example.com>|attr.ruleset=check_compat
          68CAFUxy012345: ruleset=check_compat, arg1=<>, arg2=bob, relay=alice@localhost, discard # kind=content-check|queue_id=68CAFUxy012345|from=|to=bob|user=alice|status=discarded|stage=other|action=discard|attr.arg1=<>|attr.arg2=bob|attr.ruleset=check_compat
          68CAFUxy012345: ruleset=check_compat, arg1=<alice@example.org>, arg2=<bob@example.com>, relay=[192.0.2.10], quarantine=odd # kind=content-check|queue_id=68CAFUxy012345|from=alice@example.org|to=bob@example.com|client_ip=192.0.2.10|reason=odd|stage=other|attr.arg1=<alice@example.org>|attr.arg2=<bob@example.com>|attr.ruleset=check_compat
          68CAFUxy012345: ruleset=check_compat, arg1=<alice@example.org>, relay=[192.0.2.10], discard # kind=content-check|queue_id=68CAFUxy012345|from=alice@example.org|client_ip=192.0.2.10|stage=other|action=discard|attr.arg1=<alice@example.org>|attr.ruleset=check_compat
          68CAFUxy012345: ruleset=CheckMessageID, arg1=<x>, relay=mail.example.org [192.0.2.10], reject=550 5.7.1 Header Error # kind=reject|queue_id=68CAFUxy012345|client_host=mail.example.org|client_ip=192.0.2.10|dsn=5.7.1|code=550|reason=Header Error|stage=eod|attr.arg1=<x>|attr.ruleset=CheckMessageID
          68CAFUxy012345: ruleset=CheckSubject, arg1=Buy, now, relay=mail.example.org [192.0.2.10], discard # kind=content-check|queue_id=68CAFUxy012345|client_host=mail.example.org|client_ip=192.0.2.10|stage=eod|action=discard|attr.arg1=Buy, now|attr.ruleset=CheckSubject
          68CAFUxy012345: ruleset=HdrFrom, arg1=alice@example.org, reject=553 5.0.0 Header Error # kind=reject|queue_id=68CAFUxy012345|dsn=5.0.0|code=553|reason=Header Error|stage=eod|attr.arg1=alice@example.org|attr.ruleset=HdrFrom
          VAA04133: ruleset=check_rcpt, arg1=<bob@example.net>, relay=mail.example.org, reject=550 <bob@example.net>... Relaying denied # kind=reject|queue_id=VAA04133|to=bob@example.net|client_host=mail.example.org|code=550|reason=<bob@example.net>... Relaying denied|stage=rcpt|attr.arg1=<bob@example.net>|attr.ruleset=check_rcpt
          68CAFUxy012345: ruleset=check_rcpt, arg1=<bob@example.net>, relay=alice@localhost, reject=550 5.1.1 no # kind=reject|queue_id=68CAFUxy012345|to=bob@example.net|user=alice|dsn=5.1.1|code=550|reason=no|stage=rcpt|attr.arg1=<bob@example.net>|attr.ruleset=check_rcpt
          68CAFUxy012345: ruleset=check_rcpt # kind=other|queue_id=68CAFUxy012345
          """)
  void rulesets(String line, String facts) {
    assertThat(StatedFacts.of(Lines.read(line.strip())))
        .containsExactlyInAnyOrderEntriesOf(StatedFacts.parse(facts));
  }

  /** What filters decided and changed (milter.c, srvrsmtp.c). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          68CAFUxy012345: Milter: to=<bob@example.com>, reject=550 5.7.1 <bob@example.com>... rejected # kind=reject|queue_id=68CAFUxy012345|to=bob@example.com|dsn=5.7.1|code=550|reason=<bob@example.com>... rejected|stage=rcpt
          68CAFUxy012345: Milter: to=<bob@example.com>, reject=421, errormode=4 # kind=reject|queue_id=68CAFUxy012345|to=bob@example.com|code=421|stage=rcpt
          68CAFUxy012345: Milter: to=<bob@example.com>, discard # kind=content-check|queue_id=68CAFUxy012345|to=bob@example.com|stage=rcpt|action=discard
          68CAFUxy012345: Milter: from=<alice@example.org>, reject=451 4.7.1 Please try again later # kind=reject|queue_id=68CAFUxy012345|from=alice@example.org|dsn=4.7.1|code=451|reason=Please try again later|stage=mail
          68CAFUxy012345: Milter: from=<>, tempfail # kind=reject|queue_id=68CAFUxy012345|from=|stage=mail
          NOQUEUE: Milter: helo=mail.example.org, reject=550 5.7.1 bad helo # kind=reject|helo=mail.example.org|dsn=5.7.1|code=550|reason=bad helo|stage=helo
          NOQUEUE: Milter: helo=mail.example.org, reject=Command rejected # kind=reject|helo=mail.example.org|reason=Command rejected|stage=helo
          NOQUEUE: Milter: connect: host=mail.example.org, addr=192.0.2.10, reject=550 5.7.1 no # kind=reject|client_host=mail.example.org|client_ip=192.0.2.10|dsn=5.7.1|code=550|reason=no|stage=connect
          NOQUEUE: Milter: connect: host=[192.0.2.10], addr=192.0.2.10, rejecting commands # kind=reject|client_ip=192.0.2.10|stage=connect
          NOQUEUE: Milter: connect: host=mail.example.org, addr=2001:db8::25, temp failing commands=451 4.7.1 later # kind=reject|client_host=mail.example.org|client_ip=2001:db8::25|dsn=4.7.1|code=451|reason=later|stage=connect
          NOQUEUE: Milter: connect: host=mail.example.org, addr=192.0.2.10, shutdown=421 4.7.0 bye # kind=reject|client_host=mail.example.org|client_ip=192.0.2.10|dsn=4.7.0|code=421|reason=bye|stage=connect
          NOQUEUE: Milter: connect: host=mail.example.org, addr=192.0.2.10, temp failing commands # kind=reject|client_host=mail.example.org|client_ip=192.0.2.10|stage=connect
          68CAFUxy012345: Milter: data, reject=554 5.7.1 virus Example.Test found # kind=reject|queue_id=68CAFUxy012345|dsn=5.7.1|code=554|reason=virus Example.Test found|stage=eod
          68CAFUxy012345: Milter: data, reject=451 4.3.2 Please try again later # kind=reject|queue_id=68CAFUxy012345|dsn=4.3.2|code=451|reason=Please try again later|stage=eod
          68CAFUxy012345: Milter: data, discard # kind=content-check|queue_id=68CAFUxy012345|stage=eod|action=discard
          68CAFUxy012345: Milter: cmd=data, reject=550 5.7.1 Command rejected # kind=reject|queue_id=68CAFUxy012345|dsn=5.7.1|code=550|reason=Command rejected|stage=data
          NOQUEUE: Milter: initialization failed, rejecting commands # kind=reject|stage=connect
          NOQUEUE: Milter: initialization failed, temp failing commands # kind=reject|stage=connect
          68CAFUxy012345: Milter: no active filter # kind=content-check|queue_id=68CAFUxy012345
          68CAFUxy012345: Milter: connect to filters # kind=content-check|queue_id=68CAFUxy012345
          68CAFUxy012345: Milter accept: message # kind=content-check|queue_id=68CAFUxy012345
          68CAFUxy012345: milter=clmilter, action=mail, reject=550 5.7.1 no # kind=reject|queue_id=68CAFUxy012345|dsn=5.7.1|code=550|reason=no|stage=mail|attr.milter=clmilter
          68CAFUxy012345: milter=clmilter, action=rcpt, reject # kind=reject|queue_id=68CAFUxy012345|stage=rcpt|attr.milter=clmilter
          68CAFUxy012345: milter=clmilter, action=header, discard # kind=content-check|queue_id=68CAFUxy012345|stage=eod|action=discard|attr.milter=clmilter
          68CAFUxy012345: milter=clmilter, action=body, tempfail # kind=reject|queue_id=68CAFUxy012345|stage=eod|attr.milter=clmilter
          NOQUEUE: milter=clmilter, action=connect, accepted # kind=content-check|stage=connect|attr.milter=clmilter
          68CAFUxy012345: milter=clmilter, action=helo, continue # kind=content-check|queue_id=68CAFUxy012345|stage=helo|attr.milter=clmilter
          68CAFUxy012345: milter=clmilter, reject=554 5.7.1 virus # kind=reject|queue_id=68CAFUxy012345|dsn=5.7.1|code=554|reason=virus|stage=eod|attr.milter=clmilter
          68CAFUxy012345: milter=clmilter, discard # kind=content-check|queue_id=68CAFUxy012345|stage=eod|action=discard|attr.milter=clmilter
          68CAFUxy012345: milter=clmilter, quarantine=virus, suspected # kind=content-check|queue_id=68CAFUxy012345|reason=virus, suspected|stage=eod|action=quarantine|attr.milter=clmilter
          68CAFUxy012345: Milter (clmilter): timeout before data read, where=rcpt # kind=diagnostic|queue_id=68CAFUxy012345|reason=timeout before data read, where=rcpt
          68CAFUxy012345: Milter (clmilter): to error state # kind=diagnostic|queue_id=68CAFUxy012345|reason=to error state
          NOQUEUE: Milter (clmilter): error connecting to filter: Connection refused by /run/clmilter.sock # kind=diagnostic|reason=error connecting to filter: Connection refused by /run/clmilter.sock
          68CAFUxy012345: Milter (clmilter) add: header: X-Spam: yes, from=<mallory@example.org> # kind=content-check|queue_id=68CAFUxy012345|action=add
          68CAFUxy012345: Milter (clmilter) insert (1): header: DKIM-Signature:  v=1; a=rsa-sha256; d=example.org; s=sel1 # kind=content-check|queue_id=68CAFUxy012345|action=insert
          68CAFUxy012345: Milter insert (0): header: Received-SPF: pass # kind=content-check|queue_id=68CAFUxy012345|action=insert
          68CAFUxy012345: Milter add: header: X-Spam: yes # kind=content-check|queue_id=68CAFUxy012345|action=add
          68CAFUxy012345: Milter (clmilter) change: header Subject: from test to [SPAM] test # kind=content-check|queue_id=68CAFUxy012345|action=change
          68CAFUxy012345: Milter (clmilter) change (add): header: X-Spam: YES # kind=content-check|queue_id=68CAFUxy012345|action=change
          68CAFUxy012345: Milter (clmilter) delete: header Authentication-Results: mx.example.com; spf=pass # kind=content-check|queue_id=68CAFUxy012345|action=delete
          68CAFUxy012345: Milter (clmilter) delete (noop): header: X-Foo # kind=content-check|queue_id=68CAFUxy012345|action=delete
          68CAFUxy012345: Milter (clmilter) chgfrom: <new@example.org> # kind=content-check|queue_id=68CAFUxy012345|from=new@example.org|action=chgfrom
          68CAFUxy012345: Milter (clmilter) add: rcpt: <archive@example.org> # kind=content-check|queue_id=68CAFUxy012345|to=archive@example.org|action=add
          68CAFUxy012345: Milter add: rcpt: archive@example.org # kind=content-check|queue_id=68CAFUxy012345|to=archive@example.org|action=add
          68CAFUxy012345: Milter delete: rcpt <bob@example.com> # kind=content-check|queue_id=68CAFUxy012345|to=bob@example.com|action=delete
          68CAFUxy012345: Milter delete: rcpt <"x, naddrs=0"@example.com> # kind=content-check|queue_id=68CAFUxy012345|to="x, naddrs=0"@example.com|action=delete
          68CAFUxy012345: Milter (clmilter) delete: rcpt <"x, naddrs=0"@example.com>, naddrs=12 # kind=content-check|queue_id=68CAFUxy012345|to="x, naddrs=0"@example.com|action=delete|attr.naddrs=12
          68CAFUxy012345: Milter (clmilter) delete: rcpt <bob@example.com>, naddrs=1 # kind=content-check|queue_id=68CAFUxy012345|to=bob@example.com|action=delete|attr.naddrs=1
          68CAFUxy012345: Milter (clmilter) message: body replaced # kind=content-check|queue_id=68CAFUxy012345|action=message
          """)
  void milters(String line, String facts) {
    assertThat(StatedFacts.of(Lines.read(line.strip())))
        .containsExactlyInAnyOrderEntriesOf(StatedFacts.parse(facts));
  }

  /** How sessions went, and what clients were told (srvrsmtp.c, err.c, util.c). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          NOQUEUE: connect from mail.example.org [192.0.2.10] # kind=connect|client_host=mail.example.org|client_ip=192.0.2.10
          NOQUEUE: connect from IDENT:alice@mail.example.org [192.0.2.10] (may be forged) # kind=connect|client_host=mail.example.org|client_ip=192.0.2.10|attr.ident=alice
          68CAFUxy012345: lost input channel from joe@[192.0.2.1] to MTA after rcpt # kind=connection-lost|queue_id=68CAFUxy012345|client_ip=192.0.2.1|stage=rcpt|attr.ident=joe
          68CAFUxy012345: joe@[192.0.2.1] did not issue MAIL/EXPN/VRFY/ETRN during connection to MTA # kind=disconnect|queue_id=68CAFUxy012345|client_ip=192.0.2.1|reason=did not issue MAIL/EXPN/VRFY/ETRN during connection to MTA|attr.ident=joe
          NOQUEUE: IDENT:joe@[192.0.2.1]: VRFY root # kind=policy|client_ip=192.0.2.1|reason=VRFY root|stage=vrfy|attr.ident=joe
          68CAFUxy012345: setsender: <foo@: invalid or unparsable, received from mail.example.org [192.0.2.10] # kind=reject|queue_id=68CAFUxy012345|from=foo@|client_host=mail.example.org|client_ip=192.0.2.10|reason=invalid or unparsable|stage=mail
          68CAFUxy012345: setsender: foo@bar: invalid or unparsable, received from joe@[192.0.2.1] # kind=reject|queue_id=68CAFUxy012345|from=foo@bar|client_ip=192.0.2.1|reason=invalid or unparsable|stage=mail|attr.ident=joe
          setsender: |/bin/x: invalid or unparsable, received from alice@localhost # kind=diagnostic|from=|/bin/x|user=alice|reason=invalid or unparsable
          NOQUEUE: connect from [IPv6:2001:db8::25] # kind=connect|client_ip=2001:db8::25
          68CAFUxy012345: mail.example.org [192.0.2.10] did not issue MAIL/EXPN/VRFY/ETRN during connection to MTA-v4 # kind=disconnect|queue_id=68CAFUxy012345|client_host=mail.example.org|client_ip=192.0.2.10|reason=did not issue MAIL/EXPN/VRFY/ETRN during connection to MTA-v4
          68CAFUxy012345: [203.0.113.77] did not issue MAIL/EXPN/VRFY/ETRN during connection to TLSMTA # kind=disconnect|queue_id=68CAFUxy012345|client_ip=203.0.113.77|reason=did not issue MAIL/EXPN/VRFY/ETRN during connection to TLSMTA
          NOQUEUE: mail.example.org [IPv6:2001:db8::25] (may be forged) did not issue MAIL/EXPN/VRFY/ETRN during connection to MSP-v4 # kind=disconnect|client_host=mail.example.org|client_ip=2001:db8::25|reason=did not issue MAIL/EXPN/VRFY/ETRN during connection to MSP-v4
          68CAFUxy012345: lost input channel from mail.example.org [192.0.2.10] to MTA-v4 after rcpt # kind=connection-lost|queue_id=68CAFUxy012345|client_host=mail.example.org|client_ip=192.0.2.10|stage=rcpt
          68CAFUxy012345: lost input channel from [203.0.113.77] to MTA after startup # kind=connection-lost|queue_id=68CAFUxy012345|client_ip=203.0.113.77|stage=connect
          68CAFUxy012345: lost input channel from mail.example.org [192.0.2.10] (may be forged) to MTA after data # kind=connection-lost|queue_id=68CAFUxy012345|client_host=mail.example.org|client_ip=192.0.2.10|stage=data
          68CAFUxy012345: timeout waiting for input from mail.example.org during server cmd read # kind=connection-lost|queue_id=68CAFUxy012345|client_host=mail.example.org|reason=timeout waiting for input
          68CAFUxy012345: timeout waiting for input from [203.0.113.77] during message collect # kind=connection-lost|queue_id=68CAFUxy012345|client_ip=203.0.113.77|reason=timeout waiting for input|stage=data
          68CAFUxy012345: timeout waiting for input from mx.example.com. during client greeting # kind=attempt-failed|queue_id=68CAFUxy012345|relay_host=mx.example.com|reason=timeout waiting for input from mx.example.com. during client greeting|stage=other
          68CAFUxy012345: timeout waiting for input from mx.example.com. during client RCPT # kind=attempt-failed|queue_id=68CAFUxy012345|relay_host=mx.example.com|reason=timeout waiting for input from mx.example.com. during client RCPT|stage=rcpt
          68CAFUxy012345: timeout writing message to mx.example.com. # kind=attempt-failed|queue_id=68CAFUxy012345|relay_host=mx.example.com|reason=timeout writing message to mx.example.com.
          NOQUEUE: rejecting commands from mail.example.org [192.0.2.10] due to pre-greeting traffic after 3 seconds # kind=protocol-error|client_host=mail.example.org|client_ip=192.0.2.10|reason=due to pre-greeting traffic after 3 seconds
          NOQUEUE: rejecting commands from  [203.0.113.77] due to pre-greeting traffic after 6 seconds # kind=protocol-error|client_ip=203.0.113.77|reason=due to pre-greeting traffic after 6 seconds
          68CAFUxy012345: rejecting STARTTLS from mail.example.org [192.0.2.10] due to traffic before response # kind=protocol-error|queue_id=68CAFUxy012345|client_host=mail.example.org|client_ip=192.0.2.10|reason=due to traffic before response
          68CAFUxy012345: unauthorized PIPELINING, sleeping, relay=mail.example.org [192.0.2.10] # kind=protocol-error|queue_id=68CAFUxy012345|client_host=mail.example.org|client_ip=192.0.2.10
          NOQUEUE: mail.example.org [192.0.2.10]: SMTP violation, input too long: 2049 # kind=protocol-error|client_host=mail.example.org|client_ip=192.0.2.10|reason=SMTP violation, input too long: 2049
          NOQUEUE: [203.0.113.77]: probable open proxy: command=GET / HTTP/1.0 # kind=protocol-error|client_ip=203.0.113.77|reason=probable open proxy: command=GET / HTTP/1.0
          68CAFUxy012345: mail.example.org [192.0.2.10]: possible SMTP attack: command=AUTH, count=4 # kind=protocol-error|queue_id=68CAFUxy012345|client_host=mail.example.org|client_ip=192.0.2.10|reason=possible SMTP attack: command=AUTH, count=4
          68CAFUxy012345: [IPv6:2001:db8::25]: possible SMTP attack: command=HELO/EHLO, count=3 # kind=protocol-error|queue_id=68CAFUxy012345|client_ip=2001:db8::25|reason=possible SMTP attack: command=HELO/EHLO, count=3
          68CAFUxy012345: mail.example.org [192.0.2.10] (may be forged): Possible SMTP RCPT flood, throttling. # kind=protocol-error|queue_id=68CAFUxy012345|client_host=mail.example.org|client_ip=192.0.2.10|reason=Possible SMTP RCPT flood, throttling.
          68CAFUxy012345: mail.example.org [192.0.2.10]: Possible SMTP RCPT flood, shutting down connection. # kind=protocol-error|queue_id=68CAFUxy012345|client_host=mail.example.org|client_ip=192.0.2.10|reason=Possible SMTP RCPT flood, shutting down connection.
          NOQUEUE: mail.example.org [192.0.2.10]: VRFY root # kind=policy|client_host=mail.example.org|client_ip=192.0.2.10|reason=VRFY root|stage=vrfy
          NOQUEUE: [203.0.113.77]: VRFY admin [rejected] # kind=reject|client_ip=203.0.113.77|reason=VRFY admin [rejected]|stage=vrfy
          NOQUEUE: mail.example.org [192.0.2.10]: expn staff [rejected] # kind=reject|client_host=mail.example.org|client_ip=192.0.2.10|reason=expn staff [rejected]|stage=vrfy
          NOQUEUE: mail.example.org [192.0.2.10]: ETRN example.org # kind=queue-run|client_host=mail.example.org|client_ip=192.0.2.10|reason=ETRN example.org|stage=etrn
          NOQUEUE: "wiz" command from mail.example.org [192.0.2.10] (192.0.2.10) # kind=protocol-error|client_host=mail.example.org|client_ip=192.0.2.10|reason="wiz" command
          NOQUEUE: "debug" command from [203.0.113.77] (203.0.113.77) # kind=protocol-error|client_ip=203.0.113.77|reason="debug" command
          NOQUEUE: SMTP MAIL command (FROM:<alice@example.org>) from mail.example.org [192.0.2.10] tempfailed (due to previous checks) # kind=reject|client_host=mail.example.org|client_ip=192.0.2.10|reason=tempfailed (due to previous checks)|stage=mail
          68CAFUxy012345: SMTP STARTTLS command () from mail.example.org [192.0.2.10] tempfailed (due to previous checks) # kind=reject|queue_id=68CAFUxy012345|stage=starttls|client_host=mail.example.org|client_ip=192.0.2.10|reason=tempfailed (due to previous checks)
          NOQUEUE: SMTP AUTH command (LOGIN) from mail.example.org [192.0.2.10] tempfailed (due to previous checks) # kind=reject|client_host=mail.example.org|client_ip=192.0.2.10|reason=tempfailed (due to previous checks)|stage=auth
          68CAFUxy012345: invalid domain name (bad name) from mail.example.org [192.0.2.10] # kind=reject|queue_id=68CAFUxy012345|client_host=mail.example.org|client_ip=192.0.2.10|helo=bad name|stage=helo
          68CAFUxy012345: POSSIBLE ATTACK from mail.example.org: newline in string "x y" # kind=protocol-error|queue_id=68CAFUxy012345|client_host=mail.example.org|reason=newline in string "x y"
          NOQUEUE: tcpwrappers (unknown, 192.0.2.10) rejection # kind=reject|client_ip=192.0.2.10|stage=connect
          NOQUEUE: tcpwrappers (unknown, 2001:db8::25) rejection # kind=reject|client_ip=2001:db8::25|stage=connect
          NOQUEUE: tcpwrappers (unknown.example.org, 192.0.2.10) rejection # kind=reject|client_host=unknown.example.org|client_ip=192.0.2.10|stage=connect
          NOQUEUE: tcpwrappers (mail.example.org, 192.0.2.10) rejection # kind=reject|client_host=mail.example.org|client_ip=192.0.2.10|stage=connect
          NOQUEUE: tcpwrappers ([203.0.113.77], 203.0.113.77) rejection # kind=reject|client_ip=203.0.113.77|stage=connect
          NOQUEUE: delaying=EHLO, load average=9 >= 8 # kind=diagnostic
          68CAFUxy012345: --- 550 5.7.1 <bob@example.net>... Relaying denied # kind=diagnostic|queue_id=68CAFUxy012345
          68CAFUxy012345: <-- RCPT TO:<bob@example.net> # kind=diagnostic|queue_id=68CAFUxy012345
          68CAFUxy012345: <nobody@example.org>... User unknown # kind=reject|queue_id=68CAFUxy012345|to=nobody@example.org|reason=User unknown|stage=rcpt
          68CAFUxy012345: nobody... User unknown # kind=reject|queue_id=68CAFUxy012345|to=nobody|reason=User unknown|stage=rcpt
          68CAFUxy012345: <bob@example.net>... Relaying denied # kind=reject|queue_id=68CAFUxy012345|to=bob@example.net|reason=Relaying denied|stage=rcpt
          68CAFUxy012345: <alice@nowhere.example>... Domain of sender address alice@nowhere.example does not exist # kind=reject|queue_id=68CAFUxy012345|from=alice@nowhere.example|reason=Domain of sender address alice@nowhere.example does not exist|stage=mail
          68CAFUxy012345: alice... Domain name required for sender address alice # kind=reject|queue_id=68CAFUxy012345|from=alice|reason=Domain name required for sender address alice|stage=mail
          68CAFUxy012345: <bob@example.com>... 550 5.1.1 mailbox is closed # kind=reject|queue_id=68CAFUxy012345|to=bob@example.com|dsn=5.1.1|code=550|reason=mailbox is closed|stage=rcpt
          68CAFUxy012345: Too many recipients # kind=reject|queue_id=68CAFUxy012345|reason=Too many recipients|stage=rcpt
          68CAFUxy012345: <alice@example.org... Unbalanced '<' # kind=reject|queue_id=68CAFUxy012345|reason=<alice@example.org... Unbalanced '<'|stage=other
          68CAFUxy012345: Too many hops 26 (25 max): from <alice@example.org> via mail.example.org, to <bob@example.com> # kind=diagnostic|queue_id=68CAFUxy012345
          68CAFUxy012345: invalid domain name (too long) from mail.example.org [192.0.2.10] # kind=reject|queue_id=68CAFUxy012345|client_host=mail.example.org|client_ip=192.0.2.10|stage=helo
          NOQUEUE: mail.example.org [192.0.2.10]: Expn staff # kind=policy|client_host=mail.example.org|client_ip=192.0.2.10|reason=Expn staff|stage=vrfy
          """)
  void sessions(String line, String facts) {
    assertThat(StatedFacts.of(Lines.read(line.strip())))
        .containsExactlyInAnyOrderEntriesOf(StatedFacts.parse(facts));
  }

  /** What went wrong while a text was taken in (collect.c). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          68CAFUxy012345: collect: unexpected close on connection from mail.example.org, sender=<alice@example.org> # kind=connection-lost|queue_id=68CAFUxy012345|from=alice@example.org|client_host=mail.example.org|reason=unexpected close|stage=data
          68CAFUxy012345: collect: I/O error on connection from mail.example.org, sender=<alice@example.org> # kind=connection-lost|queue_id=68CAFUxy012345|from=alice@example.org|client_host=mail.example.org|reason=I/O error|stage=data
          68CAFUxy012345: collect: read timeout on connection from [203.0.113.77], sender=<> # kind=connection-lost|queue_id=68CAFUxy012345|from=|client_ip=203.0.113.77|reason=read timeout|stage=data
          68CAFUxy012345: collect: premature EOM: Connection reset by mail.example.org # kind=connection-lost|queue_id=68CAFUxy012345|reason=Connection reset by mail.example.org|stage=data
          68CAFUxy012345: collect: premature EOM: unexpected close # kind=connection-lost|queue_id=68CAFUxy012345|reason=unexpected close|stage=data
          68CAFUxy012345: collect: relay=mail.example.org [192.0.2.10], from=<alice@example.org>, info=read timeout # kind=connection-lost|queue_id=68CAFUxy012345|from=alice@example.org|client_host=mail.example.org|client_ip=192.0.2.10|reason=read timeout|stage=data
          68CAFUxy012345: SYSERR(root): collect: I/O error on connection from mail.example.org, from=<alice@example.org> # kind=connection-lost|queue_id=68CAFUxy012345|severity=crit|from=alice@example.org|client_host=mail.example.org|user=root|reason=I/O error|stage=data
          68CAFUxy012345: headers too large (32768 max) from mail.example.org during message collect # kind=reject|queue_id=68CAFUxy012345|client_host=mail.example.org|reason=headers too large (32768 max)|stage=eod
          68CAFUxy012345: header overflow from mail.example.org during message collect # kind=reject|queue_id=68CAFUxy012345|client_host=mail.example.org|reason=header overflow|stage=eod
          68CAFUxy012345: message size (11534336) exceeds maximum (10485760) # kind=reject|queue_id=68CAFUxy012345|size=11534336|reason=message size (11534336) exceeds maximum (10485760)|stage=eod
          68CAFUxy012345: Bare linefeed (LF) not allowed # kind=diagnostic|queue_id=68CAFUxy012345
          68CAFUxy012345: SYSERR(root): collect: read timeout on connection from mail.example.org, from=<alice@example.org>: Connection reset by mail.example.org # kind=connection-lost|queue_id=68CAFUxy012345|severity=crit|from=alice@example.org|client_host=mail.example.org|user=root|reason=read timeout|stage=data
          """)
  void collecting(String line, String facts) {
    assertThat(StatedFacts.of(Lines.read(line.strip())))
        .containsExactlyInAnyOrderEntriesOf(StatedFacts.parse(facts));
  }

  /** TLS, SASL, and who may say what he is (tls.c, srvrsmtp.c, deliver.c, main.c). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          STARTTLS=server, relay=mail.example.org [192.0.2.10], version=TLSv1.3, verify=NO, cipher=TLS_AES_256_GCM_SHA384, bits=256/256 # kind=tls|client_host=mail.example.org|client_ip=192.0.2.10|tls_protocol=TLSv1.3|tls_cipher=TLS_AES_256_GCM_SHA384|tls_bits=256|tls_trust=NO
          STARTTLS=server, relay=[IPv6:2001:db8::25] (may be forged), version=TLSv1.2, verify=OK, cipher=ECDHE-RSA-AES256-GCM-SHA384, bits=256/256 # kind=tls|client_ip=2001:db8::25|tls_protocol=TLSv1.2|tls_cipher=ECDHE-RSA-AES256-GCM-SHA384|tls_bits=256|tls_trust=OK
          STARTTLS=client, relay=mx.example.com., version=TLSv1.3, verify=OK, cipher=TLS_AES_256_GCM_SHA384, bits=256/256 # kind=tls|relay_host=mx.example.com|tls_protocol=TLSv1.3|tls_cipher=TLS_AES_256_GCM_SHA384|tls_bits=256|tls_trust=OK
          STARTTLS=client, relay=mx.example.com., version=TLSv1.3, verify=DANE_FAIL, cipher=TLS_AES_256_GCM_SHA384, bits=256/256, pubkey_fp=AB:CD:EF:01 # kind=tls|relay_host=mx.example.com|tls_protocol=TLSv1.3|tls_cipher=TLS_AES_256_GCM_SHA384|tls_bits=256|tls_trust=DANE_FAIL|attr.pubkey_fp=AB:CD:EF:01
          STARTTLS=client, relay=[127.0.0.1], version=TLSv1.3, verify=NOT, cipher=TLS_AES_256_GCM_SHA384, bits=256/256 # kind=tls|relay_ip=127.0.0.1|tls_protocol=TLSv1.3|tls_cipher=TLS_AES_256_GCM_SHA384|tls_bits=256|tls_trust=NOT
          STARTTLS=server, error: accept failed=0, reason=sslv3 alert certificate unknown, SSL_error=1, errno=0, retry=-1, relay=mail.example.org [192.0.2.10] # kind=tls|client_host=mail.example.org|client_ip=192.0.2.10|reason=accept failed=0, reason=sslv3 alert certificate unknown, SSL_error=1, errno=0, retry=-1
          STARTTLS=server, error: accept failed=-1, SSL_error=5, errno=104, retry=-1, relay=[203.0.113.77] # kind=tls|client_ip=203.0.113.77|reason=accept failed=-1, SSL_error=5, errno=104, retry=-1
          STARTTLS=client, error: connect failed=-1, reason=certificate verify failed, SSL_error=1, errno=0, retry=-1 # kind=tls|reason=connect failed=-1, reason=certificate verify failed, SSL_error=1, errno=0, retry=-1
          STARTTLS=client, relay=mx.example.com, warning=DANE configured in DNS but STARTTLS failed # kind=tls|relay_host=mx.example.com|reason=DANE configured in DNS but STARTTLS failed
          STARTTLS=client: 12345:error:0A000086:SSL routines::certificate verify failed:ssl/statem/statem_clnt.c:1890: # kind=diagnostic
          STARTTLS=server, cert-subject=/CN=client.example.org, cert-issuer=/CN=CA, verifymsg=ok # kind=diagnostic|attr.cert-subject=/CN=client.example.org|attr.cert-issuer=/CN=CA|attr.verifymsg=ok
          STARTTLS=server, cert-subject=/CN=a b, cert-issuer=/CN=CA, verifymsg=ok # kind=diagnostic
          STARTTLS=client, cert-subject=/CN=x # kind=diagnostic
          STARTTLS=client, relay=mx.example.com., field=cn_issuer, status=failed to extract CN # kind=diagnostic|relay_host=mx.example.com|attr.field=cn_issuer|attr.status=failed to extract CN
          STARTTLS=server: file /etc/mail/certs/host.key unsafe: Group readable file # kind=diagnostic
          STARTTLS: read error=timeout (-1), errno=0, retry=1, ssl_err=2 # kind=diagnostic
          AUTH=server, relay=mail.example.org [192.0.2.10], authid=alice@example.org, mech=LOGIN, bits=0 # kind=auth-success|client_host=mail.example.org|client_ip=192.0.2.10|sasl_method=LOGIN|sasl_username=alice@example.org|attr.bits=0
          AUTH=server, relay=mail.example.org [192.0.2.10] (may be forged), authid=bob, mech=CRAM-MD5, bits=0 # kind=auth-success|client_host=mail.example.org|client_ip=192.0.2.10|sasl_method=CRAM-MD5|sasl_username=bob|attr.bits=0
          AUTH=server, relay=[IPv6:2001:db8::25], authid=host/x@EXAMPLE.ORG, mech=GSSAPI, bits=56 # kind=auth-success|client_ip=2001:db8::25|sasl_method=GSSAPI|sasl_username=host/x@EXAMPLE.ORG|attr.bits=56
          AUTH=client, relay=mx.example.com., mech=PLAIN, bits=0 # kind=auth-success|sasl_method=PLAIN|relay_host=mx.example.com|attr.bits=0
          AUTH=client, relay=mx.example.com., temporary failure, connection abort # kind=auth-failure|relay_host=mx.example.com|reason=temporary failure, connection abort
          AUTH=client, relay=mx.example.com. [198.51.100.25], authinfo tempfailed # kind=auth-failure|relay_host=mx.example.com|relay_ip=198.51.100.25|reason=authinfo tempfailed
          AUTH=client, relay=mx.example.com. [IPv6:2001:db8:85], authinfo failed # kind=auth-failure|relay_host=mx.example.com|reason=authinfo failed
          AUTH=client, realm=example.org, available realms=example.com not in list=x # kind=diagnostic|reason=realm=example.org, available realms=example.com not in list=x
          AUTH=client, realm=example.org not in list=example.com # kind=auth-failure|reason=realm=example.org not in list=example.com
          68CAFUxy012345: AUTH failure (PLAIN): generic failure (-1) SASL(-1): generic failure: x, user=, relay=mail.example.org [192.0.2.10] # kind=auth-failure|queue_id=68CAFUxy012345|sasl_method=PLAIN|client_host=mail.example.org|client_ip=192.0.2.10|reason=generic failure (-1) SASL(-1): generic failure: x
          AUTH flags=12, mechs=PLAIN, relay=evil.example.com [203.0.113.8] # kind=diagnostic
          68CAFUxy012345: AUTH=client, available mechanisms=PLAIN LOGIN do not fulfill requirements # kind=auth-failure|queue_id=68CAFUxy012345|reason=available mechanisms=PLAIN LOGIN do not fulfill requirements
          68CAFUxy012345: AUTH failure (LOGIN): authentication failure (-13) SASL(-13): authentication failure: checkpass failed, user=info, relay=[203.0.113.77] # kind=auth-failure|queue_id=68CAFUxy012345|client_ip=203.0.113.77|sasl_method=LOGIN|sasl_username=info|reason=authentication failure (-13) SASL(-13): authentication failure: checkpass failed
          NOQUEUE: AUTH failure (PLAIN): user not found (-20) SASL(-13): user not found: Password verification failed, relay=mail.example.org [192.0.2.10] # kind=auth-failure|client_host=mail.example.org|client_ip=192.0.2.10|sasl_method=PLAIN|reason=user not found (-20) SASL(-13): user not found: Password verification failed
          68CAFUxy012345: AUTH failure (CRAM-MD5): authentication failure (-13) SASL(-13): authentication failure: incorrect digest response, user=bob, relay=mail.example.org [192.0.2.10] (may be forged) # kind=auth-failure|queue_id=68CAFUxy012345|client_host=mail.example.org|client_ip=192.0.2.10|sasl_method=CRAM-MD5|sasl_username=bob|reason=authentication failure (-13) SASL(-13): authentication failure: incorrect digest response
          68CAFUxy012345: AUTH failure (LOGIN): generic failure (-1) , relay=[203.0.113.77] # kind=auth-failure|queue_id=68CAFUxy012345|reason=generic failure (-1) |client_ip=203.0.113.77|sasl_method=LOGIN
          68CAFUxy012345: AUTH decode64 error [-1 for "xyz"], relay=mail.example.org [192.0.2.10] # kind=diagnostic|queue_id=68CAFUxy012345|client_host=mail.example.org|client_ip=192.0.2.10
          68CAFUxy012345: Authentication-Warning: mx1.example.org: www-data set sender to alice@example.org using -f # kind=diagnostic|queue_id=68CAFUxy012345|severity=warning|reason=mx1.example.org: www-data set sender to alice@example.org using -f
          NOQUEUE: Authentication-Warning: mx1.example.org: alice owned process doing -bs # kind=diagnostic|severity=warning|reason=mx1.example.org: alice owned process doing -bs
          """)
  void security(String line, String facts) {
    assertThat(StatedFacts.of(Lines.read(line.strip())))
        .containsExactlyInAnyOrderEntriesOf(StatedFacts.parse(facts));
  }

  /** Errors, warnings, the daemon and its queue runs (err.c, daemon.c, queue.c). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          68CAFUxy012345: SYSERR(root): hash map "Alias0": missing map file /etc/mail/aliases.db: No such file or directory # kind=diagnostic|queue_id=68CAFUxy012345|severity=crit|user=root|reason=hash map "Alias0": missing map file /etc/mail/aliases.db: No such file or directory
          NOQUEUE: SYSERR(root): opendaemonsocket: daemon MTA: cannot bind: Address already in use # kind=diagnostic|severity=crit|user=root|reason=opendaemonsocket: daemon MTA: cannot bind: Address already in use
          68CAFUxy012345: SYSERR(UID33): can not chdir(/var/spool/clientmqueue/): Permission denied # kind=diagnostic|queue_id=68CAFUxy012345|severity=crit|uid=33|reason=can not chdir(/var/spool/clientmqueue/): Permission denied
          68CAFUxy012345: SYSERR(alice): mx.example.com. config error: mail loops back to me (MX problem?) # kind=diagnostic|queue_id=68CAFUxy012345|severity=crit|user=alice|relay_host=mx.example.com|reason=mx.example.com. config error: mail loops back to me (MX problem?)
          68CAFUxy012345: SYSERR(root): timeout writing message to mx.example.com.: Broken pipe # kind=diagnostic|severity=crit|queue_id=68CAFUxy012345|user=root|relay_host=mx.example.com|reason=timeout writing message to mx.example.com.: Broken pipe
          68CAFUxy012345: SYSERR(root): too many hops (26 26 max): from alice@example.org via mail.example.org, to bob@example.com # kind=diagnostic|severity=crit|queue_id=68CAFUxy012345|user=root|from=alice@example.org|to=bob@example.com|reason=too many hops (26 26 max): from alice@example.org via mail.example.org, to bob@example.com
          My unqualified host name (mx1) unknown; sleeping for retry # kind=diagnostic
          FAILED to grow WorkList for mqueue to 3000 # kind=diagnostic
          WorkList for mqueue maxed out at 3000 # kind=diagnostic
          68CAFUxy012345: bogus queue file, uid=1004, gid=1004, mode=100644 # kind=diagnostic|queue_id=68CAFUxy012345
          dangerous permissions=40777 on queue directory /var/spool/mqueue # kind=diagnostic
          queue directory "/var/spool/mqueue": Not safe: Permission denied # kind=diagnostic
          Could not remove control socket: Permission denied # kind=diagnostic
          68CAFUxy012345: include /etc/mail/list: transient error: Permission denied # kind=diagnostic|queue_id=68CAFUxy012345
          68CAFUxy012345: /home/bob/.forward: user bob has bad shell /bin/x, marked unsafe # kind=diagnostic|queue_id=68CAFUxy012345
          /etc/mail/helpfile too old (require version 2) # kind=diagnostic
          server=mx.example.com [198.51.100.25] returned extensions despite HELO command # kind=diagnostic
          68CAFUxy012345: RCPT too long: 2100 # kind=diagnostic|queue_id=68CAFUxy012345
          68CAFUxy012345: 8-bit character in mailbox address "<b\303\274b@example.org>" # kind=diagnostic|queue_id=68CAFUxy012345
          ERROR: srv_features=tempfail, relay=mail.example.org [192.0.2.10], access temporarily disabled # kind=diagnostic|severity=err|client_host=mail.example.org|client_ip=192.0.2.10|reason=srv_features=tempfail, relay=mail.example.org [192.0.2.10], access temporarily disabled
          user 1004 attempted to run daemon # kind=diagnostic|uid=1004|reason=user 1004 attempted to run daemon
          user unknown # kind=diagnostic
          alias database /etc/mail/aliases.db out of date # kind=diagnostic
          daemon invoked without full pathname; kill -1 won't work # kind=diagnostic
          68CAFUxy012345: Truncated long MIME Content-Type header (length = 2450) (possible attack) # kind=content-check|queue_id=68CAFUxy012345
          68CAFUxy012345: Dropped invalid comments from header address # kind=content-check|queue_id=68CAFUxy012345
          68CAFUxy012345: Fixed MIME Content-Type header field (possible attack) # kind=content-check|queue_id=68CAFUxy012345
          NOQUEUE: SYSERR: putoutmsg (mail.example.org): error on output channel sending "220 mail.example.org ESMTP": Broken pipe # kind=diagnostic|severity=crit|reason=putoutmsg (mail.example.org): error on output channel sending "220 mail.example.org ESMTP": Broken pipe
          68CAFUxy012345: SYSERR(root): Too many hops 26 (25 max): from <alice@example.org> via mail.example.org, to <bob@example.com> # kind=diagnostic|queue_id=68CAFUxy012345|severity=crit|user=root|reason=Too many hops 26 (25 max): from <alice@example.org> via mail.example.org, to <bob@example.com>|from=alice@example.org|to=bob@example.com
          68CAFUxy012345: Warning: program /usr/bin/procmail unsafe: Group writable file # kind=diagnostic|queue_id=68CAFUxy012345|severity=warning|reason=program /usr/bin/procmail unsafe: Group writable file
          NOQUEUE: WARNING: local host name (mx1) is not qualified; see cf/README: WHO AM I? # kind=diagnostic|severity=warning|reason=local host name (mx1) is not qualified; see cf/README: WHO AM I?
          68CAFUxy012345: Losing ./qf68CAFUxy012345: savemail panic # kind=diagnostic|queue_id=68CAFUxy012345
          68CAFUxy012345: low on space (mail.example.org needs 4821 bytes + 100 blocks in /var/spool/mqueue), max avail: 12 # kind=diagnostic|queue_id=68CAFUxy012345
          rejecting connections on daemon MTA: load average: 18 # kind=diagnostic
          rejecting new messages: min free: 100 # kind=diagnostic
          accepting new messages (again) # kind=process
          accepting connections again for daemon MTA # kind=process
          starting daemon (8.17.1.9): SMTP+queueing@00:30:00 # kind=process
          NOQUEUE: stopping daemon, reason=signal # kind=process
          restarting /usr/sbin/sendmail due to signal # kind=process
          started as: /usr/sbin/sendmail -bd -q30m # kind=process
          alias database /etc/mail/aliases rebuilt by root # kind=process
          /etc/mail/aliases: 14 aliases, longest 29 bytes, 214 bytes total # kind=process
          runqueue: Flushing queue from /var/spool/mqueue/68CAFUxy012345 (pri 124821, LA 2, 1 of 20) # kind=queue-run|queue_id=68CAFUxy012345
          runqueue: Skipping queue run -- load average too high # kind=queue-run
          persistent queue runner=0 died, pid=4321, signal=11 # kind=queue-run
          68CAFUxy012345: locked # kind=queue-run|queue_id=68CAFUxy012345
          68CAFUxy012345: mx.example.com.: SMTP MAIL protocol error: 554 5.0.0 what? # kind=attempt-failed|queue_id=68CAFUxy012345|relay_host=mx.example.com|reason=mx.example.com.: SMTP MAIL protocol error: 554 5.0.0 what?
          68CAFUxy012345: makeconnection (mx.example.com. [198.51.100.25].25 (2)) failed: Connection timed out with mx.example.com. # kind=attempt-failed|queue_id=68CAFUxy012345|relay_host=mx.example.com|relay_ip=198.51.100.25|relay_port=25|reason=makeconnection (mx.example.com. [198.51.100.25].25 (2)) failed: Connection timed out with mx.example.com.
          68CAFUxy012345: makeconnection (mx.example.com [IPv6:2001:db8::25].587 (10)) failed: Connection refused # kind=attempt-failed|queue_id=68CAFUxy012345|relay_host=mx.example.com|relay_ip=2001:db8::25|relay_port=587|reason=makeconnection (mx.example.com [IPv6:2001:db8::25].587 (10)) failed: Connection refused
          68CAFUxy012345: makeconnection ([127.0.0.1] [127.0.0.1].25 (2)) failed: Connection refused by [127.0.0.1] # kind=attempt-failed|queue_id=68CAFUxy012345|relay_host=[127.0.0.1]|relay_ip=127.0.0.1|relay_port=25|reason=makeconnection ([127.0.0.1] [127.0.0.1].25 (2)) failed: Connection refused by [127.0.0.1]
          68CAFUxy012345: makeconnection (mx.example.com [198.51.100.25].25 (2 # kind=attempt-failed|queue_id=68CAFUxy012345|reason=makeconnection (mx.example.com [198.51.100.25].25 (2
          68CAFUxy012345: makeconnection (mx.example.com # kind=attempt-failed|queue_id=68CAFUxy012345|reason=makeconnection (mx.example.com
          makeconnection: service "smtps" unknown # kind=diagnostic
          NOQUEUE: timeout waiting for input during control command # kind=diagnostic
          uid 1000: attempt to use ; in command: /bin/x; id # kind=reject|uid=1000|reason=attempt to use ; in command: /bin/x; id
          68CAFUxy012345: what a map of the configuration logs # kind=other|queue_id=68CAFUxy012345
          a line of no grammar # kind=other
          """)
  void diagnostics(String line, String facts) {
    assertThat(StatedFacts.of(Lines.read(line.strip())))
        .containsExactlyInAnyOrderEntriesOf(StatedFacts.parse(facts));
  }

  /** A text too long for syslog (conf.c, sm_syslog). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          68CAFUxy012345[1]: from=<alice@example.org>, size=4821, class=0, nrcpts=1, ... # kind=received|queue_id=68CAFUxy012345|from=alice@example.org|size=4821|nrcpt=1|attr.class=0
          68CAFUxy012345[2]: relay=mail.example.org [192.0.2.10] # kind=continuation|queue_id=68CAFUxy012345
          68CAFUxy012345[12]: to=<bob@example.com>, delay=00:00:03, stat=Sent # kind=continuation|queue_id=68CAFUxy012345
          68CAFUxy012345[1]: to=<bob@example.com>,<carol@example.com>, delay=00:00:03, mailer=esmtp, pri=34821 ... # kind=delivery|queue_id=68CAFUxy012345|to=bob@example.com|delay=3|mailer=esmtp|attr.pri=34821|recipients=bob@example.com carol@example.com
          NOQUEUE[1]: SYSERR(root): a long text ... # kind=diagnostic|severity=crit|user=root|reason=a long text
          NOQUEUE[2]: goes on # kind=continuation
          68CAFUxy012345[2]: log terminated, too many parts # kind=continuation|queue_id=68CAFUxy012345
          [1]: SYSERR(root): a long text ... # kind=diagnostic|severity=crit|user=root|reason=a long text
          [2]: goes on # kind=continuation
          68CAFUxy012345[1]: to=<bob@example.com>, delay=00:00:03, mailer=esmtp, pri=34821, relay=mx.example.com. [198.51.100.25], dsn=5.1.1, reply=550 5.1.1 a long text, ... # kind=delivery|queue_id=68CAFUxy012345|to=bob@example.com|relay_host=mx.example.com|relay_ip=198.51.100.25|delay=3|status=bounced|dsn=5.1.1|code=550|reply=550 5.1.1 a long text|mailer=esmtp|attr.pri=34821
          """)
  void pieces(String line, String facts) {
    assertThat(StatedFacts.of(Lines.read(line.strip())))
        .containsExactlyInAnyOrderEntriesOf(StatedFacts.parse(facts));
  }

  /** Of a build for short lines of syslog, each part of a line is one (deliver.c, headers.c). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          68CAFUxy012345: to=<bob@example.com>,<carol@example.com>, [more] # kind=delivery|queue_id=68CAFUxy012345|to=bob@example.com|recipients=bob@example.com carol@example.com
          68CAFUxy012345: to=bob # kind=delivery|queue_id=68CAFUxy012345|to=bob
          68CAFUxy012345: ctladdr=<alice@example.org> (1000/1000) # kind=continuation|queue_id=68CAFUxy012345|attr.ctladdr=<alice@example.org> (1000/1000)
          68CAFUxy012345: delay=00:00:03, xdelay=00:00:02, mailer=esmtp # kind=continuation|queue_id=68CAFUxy012345|delay=3|mailer=esmtp|attr.xdelay=00:00:02
          68CAFUxy012345: relay=mx.example.com. [198.51.100.25] # kind=continuation|queue_id=68CAFUxy012345|relay_host=mx.example.com|relay_ip=198.51.100.25
          68CAFUxy012345: , quarantine=odd # kind=continuation|queue_id=68CAFUxy012345|reason=odd
          68CAFUxy012345: stat=Deferred: Connection refused by mx.example.com. # kind=continuation|queue_id=68CAFUxy012345|reply=Deferred: Connection refused by mx.example.com.
          68CAFUxy012345: from=<alice@example.org> # kind=received|queue_id=68CAFUxy012345|from=alice@example.org
          68CAFUxy012345: size=4821, class=0, nrcpts=2 # kind=continuation|queue_id=68CAFUxy012345|size=4821|nrcpt=2|attr.class=0
          68CAFUxy012345: msgid=<one, relay=evil [203.0.113.8]> # kind=continuation|queue_id=68CAFUxy012345|message_id=one, relay=evil [203.0.113.8]
          68CAFUxy012345: bodytype=8BITMIME, proto=ESMTP, relay=mail.example.org [192.0.2.10] # kind=continuation|queue_id=68CAFUxy012345|protocol=ESMTP|client_host=mail.example.org|client_ip=192.0.2.10|attr.bodytype=8BITMIME
          68CAFUxy012345: relay=alice@localhost # kind=continuation|queue_id=68CAFUxy012345|user=alice
          68CAFUxy012345: relay=[RESPONSE] # kind=continuation|queue_id=68CAFUxy012345
          68CAFUxy012345: stat=Sent... Mailbox disabled # kind=other|queue_id=68CAFUxy012345
          68CAFUxy012345: to=<bob@example.com>... Mailbox disabled # kind=other|queue_id=68CAFUxy012345
          68CAFUxy012345: from=<bob@example.com>... Mailbox disabled # kind=other|queue_id=68CAFUxy012345
          68CAFUxy012345: relay=x... User address required # kind=reject|queue_id=68CAFUxy012345|to=relay=x|reason=User address required|stage=rcpt
          68CAFUxy012345: proto=ESMTP # kind=other|queue_id=68CAFUxy012345
          68CAFUxy012345: done=x # kind=other|queue_id=68CAFUxy012345
          """)
  void fieldsInLinesOfTheirOwn(String line, String facts) {
    assertThat(StatedFacts.of(Lines.read(line.strip())))
        .containsExactlyInAnyOrderEntriesOf(StatedFacts.parse(facts));
  }

  /** What follows an id tells that it is one, where an anonymiser changed it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          68GBVVVVVVV042: to=<bob@example.com>, delay=00:00:01, mailer=local, pri=30217, dsn=2.0.0, stat=Sent # kind=delivery|queue_id=68GBVVVVVVV042|to=bob@example.com|delay=1|mailer=local|dsn=2.0.0|reply=Sent|status=sent|attr.pri=30217
          XXXXXXXXXXXXXX: from=<alice@example.org>, size=812, class=0, nrcpts=1, relay=[192.0.2.10] # kind=received|queue_id=XXXXXXXXXXXXXX|from=alice@example.org|size=812|nrcpt=1|client_ip=192.0.2.10|attr.class=0
          <id-1>: ruleset=check_rcpt, arg1=bob@example.com, relay=[192.0.2.10], reject=550 5.7.1 no # kind=reject|queue_id=<id-1>|to=bob@example.com|client_ip=192.0.2.10|dsn=5.7.1|code=550|reason=no|stage=rcpt|attr.ruleset=check_rcpt|attr.arg1=bob@example.com
          q***: done; delay=00:00:03, ntries=1 # kind=removed|queue_id=q***|delay=3|attr.ntries=1
          q1: milter=spam, quarantine=odd # kind=content-check|queue_id=q1|action=quarantine|reason=odd|stage=eod|attr.milter=spam
          q1: Milter (spam): to error state # kind=diagnostic|queue_id=q1|reason=to error state
          q1: SYSERR(root): no # kind=diagnostic|severity=crit|queue_id=q1|user=root|reason=no
          q1: lost input channel from [192.0.2.10] to MTA after rcpt # kind=connection-lost|queue_id=q1|client_ip=192.0.2.10|stage=rcpt
          SYSERR: to=<bob@example.com> # kind=diagnostic|severity=crit|reason=to=<bob@example.com>
          Warning: alias database x # kind=diagnostic|severity=warning|reason=alias database x
          q1: q2: DSN: User unknown # kind=bounce|queue_id=q1|child_queue_id=q2|status=bounced|action=DSN|reason=User unknown
          Milter: to=<bob@example.com>, reject=550 5.7.1 no # kind=reject|to=bob@example.com|dsn=5.7.1|code=550|reason=no|stage=rcpt
          NOQUEUE: to=<bob@example.com>, reject=550 5.7.1 no # kind=other
          not an id: to=<bob@example.com>, stat=Sent # kind=other
          """)
  void idsThatWereChanged(String line, String facts) {
    assertThat(StatedFacts.of(Lines.read(line.strip())))
        .containsExactlyInAnyOrderEntriesOf(StatedFacts.parse(facts));
  }
}
