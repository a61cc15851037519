package io.maillog.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.dialect.Dialect;
import io.maillog.testkit.DialectCompatibilityKit;
import io.maillog.testkit.ForgeableLine;
import io.maillog.testkit.SampleLines;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The kit, with a line of every daemon, and every line of the tables of other tests. */
class PostfixCompatibilityTest extends DialectCompatibilityKit {
  private static final Pattern DAEMON = Pattern.compile("([\\w/.-]+): (.*)");

  /** Daemon and text. */
  private static final String SAMPLES =
      """
      smtp: 4F1AB18C3E9: to=<bob@example.com>, orig_to=<info@example.org>, relay=mx.example.com[198.51.100.25]:25, conn_use=2, delay=1.5, delays=0.1/0.2/0.3/0.9, tls=may, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 9ZZAA)
      smtpd: NOQUEUE: reject: RCPT from client.example.net[192.0.2.7]: 554 5.7.1 <bob@example.com>: Relay access denied; from=<alice@example.net> to=<bob@example.com> proto=ESMTP helo=<pc> sasl_method=PLAIN sasl_username=alice
      smtpd: NOQUEUE: reject: RCPT from client.example.net[192.0.2.7]: 550 5.1.1 <bob@example.com>: Recipient address rejected: undeliverable address: host mx.example.com[198.51.100.25] said: 550 5.1.1 no (in reply to RCPT TO command); from=<alice@example.net> to=<bob@example.com> proto=ESMTP helo=<pc>
      smtpd: NOQUEUE: reject: RCPT from client.example.net[192.0.2.7]: 554 5.7.1 Service unavailable; Sender address [a > b@example.net] blocked using dbl.example.org; from=<"a > b"@example.net> to=<bob@example.com> proto=ESMTP helo=<pc>
      cleanup: 4F1AB18C3E9: reject: header Subject: hello from client.example.net[192.0.2.7]; from=<alice@example.net> to=<bob@example.com> proto=ESMTP helo=<pc>: 5.7.1 no
      cleanup: 4F1AB18C3E9: warning: header Subject: hello from client.example.net[192.0.2.7]; from=<alice@example.net> to=<bob@example.com> proto=ESMTP helo=<pc>: seen
      smtpd: Anonymous TLS connection established from client.example.net[192.0.2.7]: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits) key-exchange X25519 server-signature ECDSA (prime256v1) server-digest SHA256
      smtpd: disconnect from client.example.net[192.0.2.7] ehlo=1 auth=0/1 commands=1/2
      smtpd: 4F1AB18C3E9: client=client.example.net[192.0.2.7]:41516, sasl_method=PLAIN, sasl_username=alice, sasl_sender=alice@example.net
      qmgr: 4F1AB18C3E9: from=<alice@example.net>, size=432, nrcpt=1 (queue active)
      smtpd: warning: unknown[192.0.2.7]: SASL LOGIN authentication failed: Invalid, sasl_username=alice
      postscreen: PREGREET 14 after 0.08 from [192.0.2.7]:54321: EHLO x\\\\r\\\\n
      smtp: 4F1AB18C3E9: host mx.example.com[198.51.100.25] said: 450 4.2.0 Greylisted (in reply to RCPT TO command)
      bounce: 4F1AB18C3E9: sender non-delivery notification: 5A1AB18C3E9
      smtpd: lost connection after DATA (0 bytes) from client.example.net[192.0.2.7]
      cleanup: 4F1AB18C3E9: message-id=<one@example.net>
      pickup: 4F1AB18C3E9: uid=1000 from=<alice>
      postsuper: 4F1AB18C3E9: placed on hold
      anvil: statistics: max connection rate 1/60s for (smtp:192.0.2.7) at Sep 12 10:15:30
      qmgr: 4gF7Qx3kKcz9rZt: removed
      postscreen: CONNECT from [192.0.2.7]:54321 to [198.51.100.1]:25
      postscreen: PASS NEW [192.0.2.7]:54321
      postscreen: PASS OLD [2001:db8::7]:54321
      postscreen: ALLOWLISTED [192.0.2.7]:54321
      postscreen: WHITELISTED [192.0.2.7]:54321
      postscreen: DENYLISTED [192.0.2.7]:54321
      postscreen: BLACKLISTED [192.0.2.7]:54321
      postscreen: ALLOWLIST VETO [192.0.2.7]:54321
      postscreen: DNSBL rank 7 for [192.0.2.7]:54321
      postscreen: HANGUP after 0.2 from [192.0.2.7]:54321 in tests before SMTP handshake
      postscreen: PREGREET 11 after 0.05 from [192.0.2.7]:54321: EHLO User\\r\\n
      postscreen: COMMAND PIPELINING from [192.0.2.7]:54321 after EHLO: MAIL FROM:<a@example.net>\\r\\n
      postscreen: COMMAND COUNT LIMIT from [192.0.2.7]:54321 after RCPT
      postscreen: COMMAND LENGTH LIMIT from [192.0.2.7]:54321 after HELO: aaaa
      postscreen: COMMAND TIME LIMIT from [192.0.2.7]:54321 after CONNECT
      postscreen: NON-SMTP COMMAND from [192.0.2.7]:54321 after CONNECT: GET / HTTP/1.1
      postscreen: BARE NEWLINE from [192.0.2.7]:54321 after DATA
      postscreen: BDAT without valid RCPT from [192.0.2.7]:54321
      postscreen: DISCONNECT [192.0.2.7]:54321
      postscreen: NOQUEUE: reject: CONNECT from [192.0.2.7]:54321: too many connections
      postscreen: NOQUEUE: reject: CONNECT from [192.0.2.7]:54321: all server ports busy
      postscreen: NOQUEUE: reject: RCPT from [192.0.2.7]:54321: 550 5.7.1 Service unavailable; client [192.0.2.7] blocked using dnsbl.example.org; from=<a@example.net>, to=<bob@example.org>, proto=ESMTP, helo=<pc>
      postscreen: NOQUEUE: reject: RCPT from [192.0.2.7]:54321: 450 4.3.2 Service currently unavailable; from=<a@example.net>, to=<bob@example.org>, proto=ESMTP, helo=<pc>
      postscreen: cache btree:/var/lib/postfix/postscreen_cache full cleanup: retained=12 dropped=3 entries
      postscreen: warning: getpeername: Transport endpoint is not connected -- dropping this connection
      postscreen: warning: dnsblog reply timeout 10s for dnsbl.example.org
      dnsblog: addr 192.0.2.7 listed by domain dnsbl.example.org as 127.0.0.4
      dnsblog: addr 2001:db8::7 listed by domain dnsbl.example.org as 127.0.0.2
      dnsblog: warning: dnsblog_query: lookup error for DNS query 7.2.0.192.dnsbl.example.org: Host or domain name not found. Name service error for name=7.2.0.192.dnsbl.example.org type=A: Host not found, try again
      tlsproxy: CONNECT from [192.0.2.7]:54321
      tlsproxy: DISCONNECT [192.0.2.7]:54321
      tlsproxy: TLS handshake failed for service=smtpd peer=[192.0.2.7]:54321
      tlsproxy: Anonymous TLS connection established from [192.0.2.7]:54321: TLSv1.2 with cipher ECDHE-RSA-AES256-GCM-SHA384 (256/256 bits)
      smtp: Trusted TLS connection established to mx.example.com[198.51.100.25]:25: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits) key-exchange X25519 server-signature RSA-PSS (2048 bits) server-digest SHA256
      smtp: Verified TLS connection reused to mx.example.com[198.51.100.25]:25: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)
      smtp: certificate verification failed for mx.example.com[198.51.100.25]:25: untrusted issuer /C=US/O=Example/CN=Example CA
      smtp: certificate verification failed for mx.example.com[198.51.100.25]:25: self-signed certificate
      smtp: server certificate verification failed for mx.example.com[198.51.100.25]:25: num=62:hostname mismatch
      smtp: mx.example.com[198.51.100.25]:25: certificate verification depth=0 verify=1 subject=/CN=mx.example.com
      smtp: mx.example.com[198.51.100.25]:25: subject_CN=mx.example.com, issuer=Example CA, fingerprint=AA:BB, pkey_fingerprint=CC:DD
      smtp: SSL_connect error to mx.example.com[198.51.100.25]:25: -1
      smtp: warning: TLS library problem: error:0A000086:SSL routines::certificate verify failed:../ssl/statem/statem_clnt.c:1889:
      smtpd: SSL_accept error from mail.example.net[192.0.2.7]: lost connection
      smtpd: SSL_accept error from unknown[192.0.2.7]: -1
      smtpd: warning: TLS library problem: error:1408F10B:SSL routines:ssl3_get_record:wrong version number:../ssl/record/ssl3_record.c:332:
      smtpd: setting up TLS connection from mail.example.net[192.0.2.7]
      smtpd: connect from unknown[unknown]
      smtpd: connect from mail.example.net[192.0.2.7]
      smtpd: lost connection after CONNECT from unknown[192.0.2.7]
      smtpd: timeout after END-OF-MESSAGE from mail.example.net[192.0.2.7]
      smtpd: too many errors after AUTH from unknown[192.0.2.7]
      smtpd: improper command pipelining after EHLO from unknown[192.0.2.7]: QUIT\\r\\n
      smtpd: warning: hostname mail.example.net does not resolve to address 192.0.2.7: Name or service not known
      smtpd: warning: hostname mail.example.net does not resolve to address 192.0.2.7
      smtpd: warning: numeric hostname: 192.0.2.7
      smtpd: warning: Illegal address syntax from unknown[192.0.2.7] in MAIL command: <a b@example.net>
      smtpd: warning: Connection rate limit exceeded: 31 from unknown[192.0.2.7] for service smtp
      smtpd: warning: Connection concurrency limit exceeded: 51 from unknown[192.0.2.7] for service smtp
      smtpd: warning: Message delivery request rate limit exceeded: 101 from mail.example.net[192.0.2.7] for service submission
      smtpd: warning: Recipient address rate limit exceeded: 301 from mail.example.net[192.0.2.7] for service smtp
      smtpd: warning: unknown[192.0.2.7]: SASL PLAIN authentication failed: UGFzc3dvcmQ6
      smtpd: warning: SASL authentication failure: Password verification failed
      smtpd: warning: SASL: Connect to private/auth failed: No such file or directory
      smtpd: fatal: no SASL authentication mechanisms
      smtpd: warning: non-SMTP command from unknown[192.0.2.7]: GET / HTTP/1.1
      smtpd: warning: restriction `reject_unknown' after `permit' is ignored
      smtpd: warning: milter unix:/run/milter.sock: can't read SMFIC_MAIL reply packet header: Success
      smtpd: warning: connect to Milter service inet:127.0.0.1:8891: Connection refused
      smtpd: warning: problem talking to server 127.0.0.1:10023: Connection timed out
      smtpd: warning: connect to 127.0.0.1:10023: Connection refused
      smtpd: warning: lookup error for DNS query 7.2.0.192.dnsbl.example.org: Host not found, try again
      smtpd: warning: 7.2.0.192.dnsbl.example.org: RBL lookup error: Host or domain name not found
      smtpd: warning: table hash:/etc/postfix/access: lookup error for "bob@example.org"
      smtpd: warning: queue file size limit exceeded
      smtpd: NOQUEUE: filter: RCPT from mail.example.net[192.0.2.7]: <mail.example.net[192.0.2.7]>: Client host triggers FILTER smtp:[127.0.0.1]:10024; from=<a@example.net> to=<bob@example.org> proto=ESMTP helo=<pc>
      smtpd: NOQUEUE: warn: RCPT from mail.example.net[192.0.2.7]: 450 4.1.8 <a@example.net>: Sender address rejected: Domain not found; from=<a@example.net> to=<bob@example.org> proto=ESMTP helo=<pc>
      smtpd: NOQUEUE: hold: RCPT from mail.example.net[192.0.2.7]: <bob@example.org>: Recipient address triggers HOLD action; from=<a@example.net> to=<bob@example.org> proto=ESMTP helo=<pc>
      smtpd: NOQUEUE: reject: MAIL from mail.example.net[192.0.2.7]: 552 5.3.4 Message size exceeds fixed limit; proto=ESMTP helo=<pc>
      smtpd: NOQUEUE: reject: VRFY from mail.example.net[192.0.2.7]: 550 5.1.1 <bob>: Recipient address rejected: User unknown in local recipient table; to=<bob> proto=SMTP helo=<pc>
      smtpd: NOQUEUE: reject: CONNECT from mail.example.net[192.0.2.7]: 554 5.7.1 <mail.example.net[192.0.2.7]>: Client host rejected: Access denied; proto=SMTP
      smtpd: NOQUEUE: reject: AUTH from mail.example.net[192.0.2.7]: 503 5.5.1 <AUTH>: AUTH command rejected: no; proto=ESMTP helo=<pc>
      smtpd: NOQUEUE: milter-reject: RCPT from mail.example.net[192.0.2.7]: 451 4.7.1 Service unavailable - try again later; from=<a@example.net> to=<bob@example.org> proto=ESMTP helo=<pc>
      smtpd: 4F1AB18C3E9: reject: DATA from mail.example.net[192.0.2.7]: 550 5.5.3 <DATA>: Data command rejected: Multi-recipient bounce; from=<> proto=ESMTP helo=<pc>
      smtpd: 4F1AB18C3E9: client=localhost[127.0.0.1]:41516, orig_queue_id=5F1AB18C3E9, orig_client=mail.example.net[192.0.2.7]
      smtpd: proxy-accept: END-OF-MESSAGE: 250 2.0.0 Ok: queued as 4F1AB18C3E9; from=<a@example.net> to=<bob@example.org> proto=ESMTP helo=<pc>
      smtpd: proxy-reject: END-OF-MESSAGE: 554 5.7.0 Reject, id=1-01 - SPAM; from=<a@example.net> to=<bob@example.org> proto=ESMTP helo=<pc>
      cleanup: 4F1AB18C3E9: message-id=<>
      cleanup: 4F1AB18C3E9: resent-message-id=<one@example.net>
      cleanup: 4F1AB18C3E9: hold: header X-Spam: yes from mail.example.net[192.0.2.7]; from=<a@example.net> to=<bob@example.org> proto=ESMTP helo=<pc>: seen
      cleanup: 4F1AB18C3E9: milter-reject: END-OF-MESSAGE from mail.example.net[192.0.2.7]: 5.7.1 Command rejected; from=<a@example.net> to=<bob@example.org> proto=ESMTP helo=<pc>
      cleanup: 4F1AB18C3E9: milter-hold: END-OF-MESSAGE from mail.example.net[192.0.2.7]: milter triggers HOLD action; from=<a@example.net> to=<bob@example.org> proto=ESMTP helo=<pc>
      cleanup: 4F1AB18C3E9: replace: header Subject: a from mail.example.net[192.0.2.7]; from=<a@example.net> to=<bob@example.org> proto=ESMTP helo=<pc>: Subject: b
      cleanup: 4F1AB18C3E9: discard: body viagra from mail.example.net[192.0.2.7]; from=<a@example.net> to=<bob@example.org> proto=ESMTP helo=<pc>: gone
      cleanup: 4F1AB18C3E9: redirect: header From: x from local; from=<alice@example.org> to=<bob@example.org>: carol@example.org
      cleanup: 4F1AB18C3E9: warning: bad hop count 51 (max 50)
      cleanup: warning: 4F1AB18C3E9: write queue file: No space left on device
      cleanup: warning: 4F1AB18C3E9: virtual_alias_maps map lookup problem for bob@example.org -- message not accepted, try again later
      trivial-rewrite: warning: virtual_mailbox_domains: hash:/etc/postfix/domains: table lookup problem
      trivial-rewrite: warning: do not list domain example.org in BOTH mydestination and virtual_mailbox_domains
      proxymap: warning: connect to mysql server 127.0.0.1: Can't connect to MySQL server on '127.0.0.1' (111)
      proxymap: fatal: open /etc/postfix/main.cf: Permission denied
      qmgr: 4F1AB18C3E9: from=<>, size=2890, nrcpt=1 (queue active)
      qmgr: 4F1AB18C3E9: from=<a@example.net>, status=expired, returned to sender
      qmgr: 4F1AB18C3E9: from=<a@example.net>, status=force-expired, returned to sender
      qmgr: 4F1AB18C3E9: skipped, still being delivered
      qmgr: warning: mail for [127.0.0.1]:10024 is using up 2001 of 2002 active queue entries
      qmgr: warning: connect to transport private/amavis: Connection refused
      qmgr: warning: 4F1AB18C3E9: queue file has no sender
      oqmgr: 4F1AB18C3E9: removed
      smtp: connect to mx.example.com[198.51.100.25]:25: Connection timed out
      smtp: connect to mx.example.com[2001:db8::25]:25: Network is unreachable
      smtp: 4F1AB18C3E9: lost connection with mx.example.com[198.51.100.25] while receiving the initial server greeting
      smtp: 4F1AB18C3E9: conversation with mx.example.com[198.51.100.25] timed out while sending message body
      smtp: 4F1AB18C3E9: enabling PIX workarounds: disable_esmtp delay_dotcrlf for mx.example.com[198.51.100.25]:25
      smtp: 4F1AB18C3E9: to=<bob@example.com>, relay=none, delay=30, delays=0/0/30/0, dsn=4.4.1, status=deferred (connect to mx.example.com[198.51.100.25]:25: Connection timed out)
      smtp: 4F1AB18C3E9: to=<bob@example.com>, relay=none, delay=0.1, delays=0/0/0.1/0, dsn=5.4.4, status=bounced (Host or domain name not found. Name service error for name=example.com type=AAAA: Host not found)
      smtp: warning: no MX host for example.com has a valid address record
      smtp: warning: numeric domain name in resource data of MX record for example.com: 192.0.2.7
      smtp: warning: host mx.example.com[198.51.100.25]:25 replied to HELO/EHLO with my own hostname mx1.example.org
      smtp: warning: mailer loop: best MX host for example.com is local
      lmtp: 4F1AB18C3E9: to=<bob@example.org>, relay=mx1.example.org[private/dovecot-lmtp], delay=0.1, delays=0/0/0/0.1, dsn=2.0.0, status=sent (250 2.0.0 <bob@example.org> x7AbC Saved)
      local: 4F1AB18C3E9: to=<bob@example.org>, orig_to=<root>, relay=local, delay=0.1, delays=0/0/0/0.1, dsn=2.0.0, status=sent (delivered to mailbox)
      local: 4F1AB18C3E9: to=<bob@example.org>, relay=local, delay=0.1, delays=0/0/0/0.1, dsn=2.0.0, status=sent (forwarded as 5F1AB18C3E9)
      local: 4F1AB18C3E9: to=<bob@example.org>, relay=local, delay=0.1, delays=0/0/0/0.1, dsn=5.1.1, status=bounced (unknown user: "bob")
      local: warning: maildir access problem for UID/GID=1000/1000: create maildir file /home/bob/Maildir/tmp/1: Permission denied
      local: warning: database /etc/aliases.db is older than source file /etc/aliases
      virtual: 4F1AB18C3E9: to=<bob@example.org>, relay=virtual, delay=0.1, delays=0/0/0/0.1, dsn=2.0.0, status=sent (delivered to maildir)
      pipe: 4F1AB18C3E9: to=<bob@example.org>, relay=spamassassin, delay=1, delays=0.1/0/0/0.9, dsn=2.0.0, status=sent (delivered via spamassassin service)
      pipe: 4F1AB18C3E9: to=<bob@example.org>, relay=dovecot, delay=1, delays=0.1/0/0/0.9, dsn=4.3.0, status=deferred (temporary failure. Command output: lda(bob): Fatal: no )
      error: 4F1AB18C3E9: to=<bob@example.org>, relay=none, delay=1, delays=1/0/0/0, dsn=4.4.2, status=deferred (delivery temporarily suspended: lost connection with mx.example.com[198.51.100.25] while sending RCPT TO)
      discard: 4F1AB18C3E9: to=<bob@example.org>, relay=none, delay=0, delays=0/0/0/0, dsn=2.0.0, status=sent (example.org)
      verify: 4F1AB18C3E9: to=<bob@example.org>, relay=mx.example.com[198.51.100.25]:25, delay=0, delays=0/0/0/0, dsn=2.1.5, status=deliverable (250 2.1.5 Ok)
      verify: cache btree:/var/lib/postfix/verify_cache full cleanup: retained=0 dropped=0 entries
      verify: close database /var/lib/postfix/verify_cache.db: No such file or directory (possible Berkeley DB bug)
      bounce: 4F1AB18C3E9: sender delay notification: 5A1AB18C3E9
      bounce: 4F1AB18C3E9: sender delivery status notification: 5A1AB18C3E9
      bounce: 4F1AB18C3E9: postmaster non-delivery notification: 5A1AB18C3E9
      bounce: warning: 4F1AB18C3E9: undeliverable postmaster notification discarded
      pickup: 4F1AB18C3E9: uid=0 from=<root>
      pickup: warning: 4F1AB18C3E9: message has been queued for 2 days
      pickup: warning: maildrop/4F1AB18C3E9: error writing 5F1AB18C3E9: queue file write error
      sendmail: fatal: alice(1000): No recipient addresses found in message header
      sendmail: warning: the Postfix sendmail command has set-uid root file permissions
      postdrop: warning: mail_queue_enter: create file maildrop/1.1: Permission denied
      postdrop: warning: uid=1000: File too large
      postsuper: 4F1AB18C3E9: removed
      postsuper: 4F1AB18C3E9: released from hold
      postsuper: 4F1AB18C3E9: requeued
      postsuper: Deleted: 3 messages
      postsuper: Placed on hold: 1 message
      postqueue: warning: Mail system is down -- accessing queue directly
      anvil: statistics: max connection count 1 for (smtp:192.0.2.7) at Sep 12 10:15:30
      anvil: statistics: max cache size 3 at Sep 12 10:15:30
      anvil: statistics: max message rate 2/60s for (submission:192.0.2.7) at Sep 12 10:15:30
      scache: statistics: domain lookup hits=1 miss=2 success=33%
      scache: statistics: start interval Sep 12 10:15:30
      master: daemon started -- version 3.7.11, configuration /etc/postfix
      master: terminating on signal 15
      master: reload -- version 3.7.11, configuration /etc/postfix
      master: warning: process /usr/lib/postfix/sbin/smtpd pid 4242 exit status 1
      master: warning: /usr/lib/postfix/sbin/smtpd: bad command startup -- throttling
      master: warning: service "smtp" (25) has reached its process limit "100": new clients may experience noticeable delays
      master: fatal: bind 0.0.0.0 port 25: Address already in use
      master: panic: unexpected state
      postfix-script: starting the Postfix mail system
      postfix-script: stopping the Postfix mail system
      postfix-script: fatal: the Postfix mail system is not running
      postfix-script: warning: symlink leaves directory: /etc/postfix/./makedefs.out
      postlog: warning: logging
      postalias: warning: /etc/aliases, line 12: record is in "key: value" format; is this an alias file?
      postmap: fatal: open database /etc/postfix/access.db: No such file or directory
      showq: warning: 4F1AB18C3E9: envelope records out of order
      flush: warning: unexpected record
      spawn: warning: command /usr/bin/policyd exit status 1
      """;

  @Override
  protected Dialect dialect() {
    return new PostfixDialect();
  }

  @Override
  protected List<String> sampleLines() {
    return Stream.concat(SAMPLES.lines(), tables())
        .distinct()
        .map(DAEMON::matcher)
        .filter(Matcher::matches)
        .map(line -> line.replaceFirst("Sep 12 10:15:30 mx1 postfix/$1[1234]: $2"))
        .toList();
  }

  @Override
  protected List<ForgeableLine> forgeableLines() {
    return ForgeableLines.all();
  }

  @Override
  protected List<List<String>> stories() {
    return List.of(SampleLines.all(Path.of("../examples/postfix.log")));
  }

  @Override
  protected List<String> recordedLines() {
    return SampleLines.ofEachShape(Path.of("src/test/resources/recorded/postfix-3.7.log.gz"));
  }

  /** The tables whose lines are a daemon and its text. */
  private static Stream<String> tables() {
    return Stream.concat(
        SampleLines.ofTables(PostfixLinesTest.class, NextHopReasonsTest.class, TlsPeersTest.class)
            .stream(),
        Stream.concat(ForgeryTest.specialPlaces(), ForgeryTest.readingsThatTheGrammarDecides())
            .map(row -> (String) row.get()[0]));
  }

  @Test
  void samplesAreThose() {
    assertThat(sampleLines()).hasSizeGreaterThan(300);
  }
}
