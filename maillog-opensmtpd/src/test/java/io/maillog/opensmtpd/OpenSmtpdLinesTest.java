package io.maillog.opensmtpd;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.testkit.StatedFacts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines as OpenSMTPD writes them, of every family and of old releases, and all that they state. */
class OpenSmtpdLinesTest {
  /** A client's session since 6.0 (smtp_session.c). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          fd5c0f06aba7f70e smtp connected address=192.0.2.10 host=mail.example.net # kind=connect|client_host=mail.example.net|client_ip=192.0.2.10|session_id=fd5c0f06aba7f70e
          fd5c0f06aba7f70e smtp connected address=192.0.2.10 host=<unknown> # kind=connect|client_ip=192.0.2.10|session_id=fd5c0f06aba7f70e
          fd5c0f06aba7f70e smtp connected address=[2001:db8::10] host=mail6.example.net # kind=connect|client_host=mail6.example.net|client_ip=2001:db8::10|session_id=fd5c0f06aba7f70e
          fd5c0f06aba7f70e smtp connected address=[fe80::1%em0] host=mail6.example.net # kind=connect|client_host=mail6.example.net|client_ip=fe80::1%em0|session_id=fd5c0f06aba7f70e
          fd5c0f06aba7f70e smtp connected address=local host=mx1.example.org # kind=connect|attr.address=local|session_id=fd5c0f06aba7f70e
          fd5c0f06aba7f70e smtp event=connected address=192.0.2.10 host=mail.example.net # kind=connect|client_host=mail.example.net|client_ip=192.0.2.10|session_id=fd5c0f06aba7f70e
          fd5c0f06aba7f70e smtp disconnected reason=quit # kind=disconnect|reason=quit|session_id=fd5c0f06aba7f70e
          fd5c0f06aba7f70e smtp disconnected reason=disconnect # kind=connection-lost|reason=disconnect|session_id=fd5c0f06aba7f70e
          fd5c0f06aba7f70e smtp disconnected reason=timeout # kind=connection-lost|reason=timeout|session_id=fd5c0f06aba7f70e
          fd5c0f06aba7f70e smtp disconnected  reason=done # kind=connection-lost|reason=done|session_id=fd5c0f06aba7f70e
          fd5c0f06aba7f70e smtp disconnected reason="io-error: Connection reset by peer" # kind=connection-lost|reason=io-error: Connection reset by peer|session_id=fd5c0f06aba7f70e
          fd5c0f06aba7f70e smtp disconnected reason=tls-accept-failed # kind=connection-lost|reason=tls-accept-failed|session_id=fd5c0f06aba7f70e
          fd5c0f06aba7f70e smtp disconnected address=192.0.2.10 host=mail.example.net reason=quit # kind=disconnect|client_host=mail.example.net|client_ip=192.0.2.10|reason=quit|session_id=fd5c0f06aba7f70e
          fd5c0f06aba7f70e smtp event=closed address=192.0.2.10 host=mail.example.net reason=quit # kind=disconnect|client_host=mail.example.net|client_ip=192.0.2.10|reason=quit|session_id=fd5c0f06aba7f70e
          fd5c0f06aba7f70e smtp event=closed address=192.0.2.10 host=<unknown> reason="io-error: Connection reset by peer" # kind=connection-lost|client_ip=192.0.2.10|reason=io-error: Connection reset by peer|session_id=fd5c0f06aba7f70e
          fd5c0f06aba7f70e smtp authentication user=ann result=ok # kind=auth-success|sasl_username=ann|session_id=fd5c0f06aba7f70e
          fd5c0f06aba7f70e smtp authentication user=ann result=permfail # kind=auth-failure|reason=permfail|sasl_username=ann|session_id=fd5c0f06aba7f70e
          fd5c0f06aba7f70e smtp authentication user=ann\\^I\\040x\\040result=ok result=tempfail # kind=auth-failure|reason=tempfail|sasl_username=ann<TAB> x result=ok|session_id=fd5c0f06aba7f70e
          fd5c0f06aba7f70e smtp authentication user=ann address=192.0.2.10 host=mail.example.net result=ok # kind=auth-success|client_host=mail.example.net|client_ip=192.0.2.10|sasl_username=ann|session_id=fd5c0f06aba7f70e
          fd5c0f06aba7f70e smtp event=authentication user=ann@example.net address=192.0.2.10 host=mail.example.net result=permfail # kind=auth-failure|client_host=mail.example.net|client_ip=192.0.2.10|reason=permfail|sasl_username=ann@example.net|session_id=fd5c0f06aba7f70e
          fd5c0f06aba7f70e smtp tls ciphers=TLSv1.3:TLS_AES_256_GCM_SHA384:256 # kind=tls|session_id=fd5c0f06aba7f70e|tls_bits=256|tls_cipher=TLS_AES_256_GCM_SHA384|tls_protocol=TLSv1.3
          fd5c0f06aba7f70e smtp event=starttls address=192.0.2.10 host=mail.example.net ciphers="version=TLSv1.2, cipher=ECDHE-RSA-AES256-GCM-SHA384, bits=256" # kind=tls|client_host=mail.example.net|client_ip=192.0.2.10|session_id=fd5c0f06aba7f70e|tls_bits=256|tls_cipher=ECDHE-RSA-AES256-GCM-SHA384|tls_protocol=TLSv1.2
          fd5c0f06aba7f70e smtp starttls address=192.0.2.10 host=mail.example.net ciphers="TLSv1.2:ECDHE-RSA-AES256-GCM-SHA384:256" # kind=tls|client_host=mail.example.net|client_ip=192.0.2.10|session_id=fd5c0f06aba7f70e|tls_bits=256|tls_cipher=ECDHE-RSA-AES256-GCM-SHA384|tls_protocol=TLSv1.2
          fd5c0f06aba7f70e smtp client-cert-check result="success" # kind=tls|session_id=fd5c0f06aba7f70e|tls_trust=success
          fd5c0f06aba7f70e smtp event=client-cert-check address=192.0.2.10 host=mail.example.net result="failure" # kind=tls|client_host=mail.example.net|client_ip=192.0.2.10|session_id=fd5c0f06aba7f70e|tls_trust=failure
          fd5c0f06aba7f70e smtp cert-check result="verified" fingerprint="SHA256:5f1b" # kind=tls|attr.fingerprint=SHA256:5f1b|session_id=fd5c0f06aba7f70e|tls_trust=verified
          fd5c0f06aba7f70e smtp cert-check result="no certificate presented" # kind=tls|session_id=fd5c0f06aba7f70e|tls_trust=no certificate presented
          fd5c0f06aba7f70e smtp something new # kind=other|session_id=fd5c0f06aba7f70e
          """)
  void sessions(String line, String facts) {
    assertThat(StatedFacts.of(Lines.read(line.strip())))
        .containsExactlyInAnyOrderEntriesOf(StatedFacts.parse(facts));
  }

  /**
   * How messages come in, since 6.0: a line for each recipient, then one for all and one for each.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          fd5c0f06aba7f70e smtp message msgid=446ba043 size=517 nrcpt=1 proto=ESMTP # kind=received|nrcpt=1|protocol=ESMTP|queue_id=446ba043|session_id=fd5c0f06aba7f70e|size=517
          fd5c0f06aba7f70e smtp message msgid=00a97925 size=1587 nrcpt=12 proto=SMTP # kind=received|nrcpt=12|protocol=SMTP|queue_id=00a97925|session_id=fd5c0f06aba7f70e|size=1587
          fd5c0f06aba7f70e smtp message address=192.0.2.10 host=mail.example.net msgid=446ba043 from=<ann@example.net> to=<bob@example.org> size=517 ndest=1 proto=ESMTP # kind=received|client_host=mail.example.net|client_ip=192.0.2.10|from=ann@example.net|nrcpt=1|protocol=ESMTP|queue_id=446ba043|session_id=fd5c0f06aba7f70e|size=517|to=bob@example.org
          fd5c0f06aba7f70e smtp event=message address=192.0.2.10 host=mail.example.net msgid=446ba043 from=<> to=<bob@example.org> size=517 ndest=3 proto=ESMTP # kind=received|client_host=mail.example.net|client_ip=192.0.2.10|from=|nrcpt=3|protocol=ESMTP|queue_id=446ba043|session_id=fd5c0f06aba7f70e|size=517|to=bob@example.org
          fd5c0f06aba7f70e smtp envelope evpid=446ba0436cb6f806 from=<ann@example.net> to=<bob@example.org> # kind=queued|envelope_id=446ba0436cb6f806|from=ann@example.net|queue_id=446ba043|session_id=fd5c0f06aba7f70e|to=bob@example.org
          fd5c0f06aba7f70e smtp envelope evpid=446ba0436cb6f806 from=<> to=<bob@example.org> # kind=queued|envelope_id=446ba0436cb6f806|from=|queue_id=446ba043|session_id=fd5c0f06aba7f70e|to=bob@example.org
          fd5c0f06aba7f70e smtp envelope evpid=446ba0436cb6f806 from=<ann@example.net> to=<bob@exam # kind=other|envelope_id=446ba0436cb6f806|from=ann@example.net|queue_id=446ba043|session_id=fd5c0f06aba7f70e
          fd5c0f06aba7f70e smtp envelope evpid=446ba043 from=<ann@example.net> to=<bob@example.org> # kind=other|session_id=fd5c0f06aba7f70e
          fd5c0f06aba7f70e smtp message msgid=446ba04 size=517 nrcpt=1 proto=ESMTP # kind=other|session_id=fd5c0f06aba7f70e
          fd5c0f06aba7f70e smtp message size=517 nrcpt=1 proto=ESMTP # kind=other|nrcpt=1|protocol=ESMTP|session_id=fd5c0f06aba7f70e|size=517
          fd5c0f06aba7f70e smtp message msgid=446ba043 size=517 odd=1 # kind=other|queue_id=446ba043|session_id=fd5c0f06aba7f70e|size=517
          """)
  void arrivals(String line, String facts) {
    assertThat(StatedFacts.of(Lines.read(line.strip())))
        .containsExactlyInAnyOrderEntriesOf(StatedFacts.parse(facts));
  }

  /** What the server refused, and its reply; the command is the client's text (smtp_reply). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          fd5c0f06aba7f70e smtp failed-command command="RCPT TO:<eve@example.org>" result="550 Invalid recipient: <eve@example.org>" # kind=reject|code=550|reason=Invalid recipient: <eve@example.org>|session_id=fd5c0f06aba7f70e|stage=rcpt|to=eve@example.org
          fd5c0f06aba7f70e smtp failed-command command="rcpt TO:<eve@example.org> NOTIFY=NEVER" result="524 5.2.4 Mailing list expansion problem: <eve@example.org>" # kind=reject|code=524|dsn=5.2.4|reason=Mailing list expansion problem: <eve@example.org>|session_id=fd5c0f06aba7f70e|stage=rcpt|to=eve@example.org
          fd5c0f06aba7f70e smtp failed-command command="RCPT TO:<a b@example.org>" result="501 5.1.3 Recipient address syntax error" # kind=reject|code=501|dsn=5.1.3|reason=Recipient address syntax error|session_id=fd5c0f06aba7f70e|stage=rcpt|to=a b@example.org
          fd5c0f06aba7f70e smtp failed-command command="RCPT TO:<@relay.example,@b:eve@example.org>" result="550 Invalid recipient: <eve@example.org>" # kind=reject|code=550|reason=Invalid recipient: <eve@example.org>|session_id=fd5c0f06aba7f70e|stage=rcpt|to=@relay.example,@b:eve@example.org
          fd5c0f06aba7f70e smtp failed-command command="RCPT TO: <eve@example.org>" result="451 5.4.6 Routing loop detected: Too many recipients" # kind=reject|code=451|dsn=5.4.6|reason=Routing loop detected: Too many recipients|session_id=fd5c0f06aba7f70e|stage=rcpt|to=eve@example.org
          fd5c0f06aba7f70e smtp failed-command command="RCPT TO:eve@example.org" result="501 5.1.3 Recipient address syntax error" # kind=reject|code=501|dsn=5.1.3|reason=Recipient address syntax error|session_id=fd5c0f06aba7f70e|stage=rcpt
          fd5c0f06aba7f70e smtp failed-command command="RCPT TO:<\\"e\\\\ve\\"@example.org>" result="501 5.1.3 Recipient address syntax error" # kind=reject|code=501|dsn=5.1.3|reason=Recipient address syntax error|session_id=fd5c0f06aba7f70e|stage=rcpt|to=\\"e\\ve\\"@example.org
          fd5c0f06aba7f70e smtp failed-command command="mail FROM:<x@bad.example> size=96" result="550 5.7.1 sender refused by filter" # kind=reject|code=550|dsn=5.7.1|from=x@bad.example|reason=sender refused by filter|session_id=fd5c0f06aba7f70e|stage=mail
          fd5c0f06aba7f70e smtp failed-command command="MAIL FROM:<>" result="421 4.3.0 Temporary Error" # kind=reject|code=421|dsn=4.3.0|from=|reason=Temporary Error|session_id=fd5c0f06aba7f70e|stage=mail
          fd5c0f06aba7f70e smtp failed-command command="MAIL FROM:<a" result="553 5.1.0 Sender address syntax error" # kind=reject|code=553|dsn=5.1.0|reason=Sender address syntax error|session_id=fd5c0f06aba7f70e|stage=mail
          fd5c0f06aba7f70e smtp failed-command command="MAIL FROM:<ann@example.net>" result="530 5.5.1 Invalid command: Must issue an AUTH command first" # kind=reject|code=530|dsn=5.5.1|from=ann@example.net|reason=Invalid command: Must issue an AUTH command first|session_id=fd5c0f06aba7f70e|stage=mail
          fd5c0f06aba7f70e smtp failed-command command="data" result="550 5.7.1 data refused by filter" # kind=reject|code=550|dsn=5.7.1|reason=data refused by filter|session_id=fd5c0f06aba7f70e|stage=data
          fd5c0f06aba7f70e smtp failed-command command="DATA" result="500 5.4.6 Routing loop detected: Loop detected" # kind=reject|code=500|dsn=5.4.6|reason=Routing loop detected: Loop detected|session_id=fd5c0f06aba7f70e|stage=data
          fd5c0f06aba7f70e smtp failed-command command="HELO evil" result="550 5.7.1 helo refused" # kind=reject|code=550|dsn=5.7.1|reason=helo refused|session_id=fd5c0f06aba7f70e|stage=helo
          fd5c0f06aba7f70e smtp failed-command command="EHLO \\^A\\^B\\M^?<>" result="501 5.5.4 Invalid command arguments: Invalid domain name" # kind=protocol-error|code=501|dsn=5.5.4|reason=Invalid command arguments: Invalid domain name|session_id=fd5c0f06aba7f70e|stage=helo
          fd5c0f06aba7f70e smtp failed-command command="AUTH PLAIN (...)" result="535 Authentication failed" # kind=reject|code=535|reason=Authentication failed|session_id=fd5c0f06aba7f70e|stage=auth
          fd5c0f06aba7f70e smtp failed-command command="AUTH LOGIN (username)" result="501 5.5.2 Syntax error: Syntax error" # kind=protocol-error|code=501|dsn=5.5.2|reason=Syntax error: Syntax error|session_id=fd5c0f06aba7f70e|stage=auth
          fd5c0f06aba7f70e smtp failed-command command="AUTH CRAM-MD5" result="504 5.7.4 Security features not supported: AUTH method "CRAM-MD5" not supported" # kind=reject|code=504|dsn=5.7.4|reason=Security features not supported: AUTH method "CRAM-MD5" not supported|session_id=fd5c0f06aba7f70e|stage=auth
          fd5c0f06aba7f70e smtp failed-command command="STARTTLS now" result="501 5.5.4 Invalid command arguments: No parameters allowed" # kind=protocol-error|code=501|dsn=5.5.4|reason=Invalid command arguments: No parameters allowed|session_id=fd5c0f06aba7f70e|stage=starttls
          fd5c0f06aba7f70e smtp failed-command command="FROB "x" result="250 y"" result="500 5.5.1 Invalid command: Command unrecognized" # kind=protocol-error|code=500|dsn=5.5.1|reason=Invalid command: Command unrecognized|session_id=fd5c0f06aba7f70e|stage=other
          fd5c0f06aba7f70e smtp failed-command command="FROB" result="550 5.7.1 x" result="500 5.5.1 Invalid command: Command unrecognized" # kind=protocol-error|code=500|dsn=5.5.1|reason=Invalid command: Command unrecognized|session_id=fd5c0f06aba7f70e|stage=other
          fd5c0f06aba7f70e smtp failed-command command="FROB" result="550 5.7.1 forged xxxxxxxx # kind=protocol-error|session_id=fd5c0f06aba7f70e|stage=other
          fd5c0f06aba7f70e smtp failed-command command="RCPT TO:<eve@example.org>" result="550 Invalid reci # kind=reject|session_id=fd5c0f06aba7f70e|stage=rcpt|to=eve@example.org
          fd5c0f06aba7f70e smtp failed-command command="RCPT TO:<eve@exam # kind=reject|session_id=fd5c0f06aba7f70e|stage=rcpt
          fd5c0f06aba7f70e smtp failed-command command="RCPT TO:<x" result="550 5.7.1 y>" result="550 Invalid recipient: <x" result="550 5.7.1 y@mx1.example.org>" # kind=reject|session_id=fd5c0f06aba7f70e|stage=rcpt
          fd5c0f06aba7f70e smtp failed-command command="VRFY x" result="500 5.5.1 Invalid command: Command unrecognized" # kind=protocol-error|code=500|dsn=5.5.1|reason=Invalid command: Command unrecognized|session_id=fd5c0f06aba7f70e|stage=vrfy
          fd5c0f06aba7f70e smtp failed-command command="RCPT TO:<x@example.org>" result="503 5.5.1 Invalid command: Command not allowed at this point." # kind=protocol-error|code=503|dsn=5.5.1|reason=Invalid command: Command not allowed at this point.|session_id=fd5c0f06aba7f70e|stage=rcpt
          fd5c0f06aba7f70e smtp failed-command address=192.0.2.10 host=mail.example.net command="RCPT TO:<eve@example.org>" result="550 Invalid recipient" # kind=reject|client_host=mail.example.net|client_ip=192.0.2.10|code=550|reason=Invalid recipient|session_id=fd5c0f06aba7f70e|stage=rcpt|to=eve@example.org
          fd5c0f06aba7f70e smtp event=failed-command address=192.0.2.10 host=mail.example.net command="RCPT TO:<eve@example.org>" result="550 Invalid recipient" # kind=reject|client_host=mail.example.net|client_ip=192.0.2.10|code=550|reason=Invalid recipient|session_id=fd5c0f06aba7f70e|stage=rcpt|to=eve@example.org
          fd5c0f06aba7f70e smtp bad-input result="500 5.5.1 Invalid command: Pipelining not supported" # kind=protocol-error|code=500|dsn=5.5.1|reason=Invalid command: Pipelining not supported|session_id=fd5c0f06aba7f70e
          fd5c0f06aba7f70e smtp event=bad-input address=192.0.2.10 host=mail.example.net result="500 5.0.0 Line too long" # kind=protocol-error|client_host=mail.example.net|client_ip=192.0.2.10|code=500|dsn=5.0.0|reason=Line too long|session_id=fd5c0f06aba7f70e
          """)
  void refusals(String line, String facts) {
    assertThat(StatedFacts.of(Lines.read(line.strip())))
        .containsExactlyInAnyOrderEntriesOf(StatedFacts.parse(facts));
  }

  /** What became of envelopes, since 6.0 (mda_log, mta_log). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          fd5c0f06aba7f70e mda delivery evpid=446ba0436cb6f806 from=<ann@example.net> to=<bob@example.org> rcpt=<bob@example.org> user=bob delay=0s result=Ok stat=Delivered # kind=delivery|attr.user=bob|delay=0|envelope_id=446ba0436cb6f806|from=ann@example.net|queue_id=446ba043|reply=Delivered|session_id=fd5c0f06aba7f70e|status=sent|to=bob@example.org
          fd5c0f06aba7f70e mda delivery evpid=446ba0436cb6f806 from=<ann@example.net> to=<bob@example.org> rcpt=<team@example.org> user=bob delay=1m3s result=TempFail stat=Error (temporary failure: "mailbox busy") # kind=delivery|attr.user=bob|delay=63|envelope_id=446ba0436cb6f806|from=ann@example.net|orig_to=team@example.org|queue_id=446ba043|reply=Error (temporary failure: "mailbox busy")|session_id=fd5c0f06aba7f70e|status=deferred|to=bob@example.org
          fd5c0f06aba7f70e mda delivery evpid=446ba0436cb6f806 from=<> to=<bob@example.org> user=bob delay=2d3h result=PermFail stat=Error ("mail.lmtp: LMTP server error: 552 5.2.2 over quota") # kind=delivery|attr.user=bob|delay=183600|envelope_id=446ba0436cb6f806|from=|queue_id=446ba043|reply=Error ("mail.lmtp: LMTP server error: 552 5.2.2 over quota")|session_id=fd5c0f06aba7f70e|status=bounced|to=bob@example.org
          0000000000000000 mda event=delivery evpid=446ba0436cb6f806 from=<ann@example.net> to=<bob@example.org> user=bob method=mbox delay=0s result=Ok stat=Delivered # kind=delivery|attr.method=mbox|attr.user=bob|delay=0|envelope_id=446ba0436cb6f806|from=ann@example.net|queue_id=446ba043|reply=Delivered|status=sent|to=bob@example.org
          fd5c0f06aba7f70e mta delivery evpid=446ba0436cb6f806 from=<ann@example.net> to=<joe@example.com> rcpt=<-> source="192.0.2.25" relay="198.51.100.25 (mx.example.com)" delay=1s result="Ok" stat="250 2.0.0 Ok: queued as 4F1AB18C3E9" # kind=delivery|attr.source=192.0.2.25|code=250|delay=1|dsn=2.0.0|envelope_id=446ba0436cb6f806|from=ann@example.net|queue_id=446ba043|relay_host=mx.example.com|relay_ip=198.51.100.25|remote_queue_id=4F1AB18C3E9|reply=250 2.0.0 Ok: queued as 4F1AB18C3E9|session_id=fd5c0f06aba7f70e|status=sent|to=joe@example.com
          fd5c0f06aba7f70e mta delivery evpid=446ba0436cb6f806 from=<ann@example.net> to=<joe@example.com> rcpt=<team@example.org> source="[2001:db8::25]" relay="[2001:db8::1] (mx.example.com)" delay=1h0m result="Ok" stat="250 OK id=1xVhPF-0005wl-2E" # kind=delivery|attr.source=[2001:db8::25]|code=250|delay=3600|envelope_id=446ba0436cb6f806|from=ann@example.net|orig_to=team@example.org|queue_id=446ba043|relay_host=mx.example.com|relay_ip=2001:db8::1|remote_queue_id=1xVhPF-0005wl-2E|reply=250 OK id=1xVhPF-0005wl-2E|session_id=fd5c0f06aba7f70e|status=sent|to=joe@example.com
          fd5c0f06aba7f70e mta delivery evpid=446ba0436cb6f806 from=<ann@example.net> to=<joe@example.com> rcpt=<-> source="192.0.2.25" relay="198.51.100.25" delay=-1s result="TempFail" stat="450-4.2.0 mailbox full, try later" # kind=delivery|attr.source=192.0.2.25|code=450|dsn=4.2.0|envelope_id=446ba0436cb6f806|from=ann@example.net|queue_id=446ba043|relay_ip=198.51.100.25|reply=450-4.2.0 mailbox full, try later|session_id=fd5c0f06aba7f70e|status=deferred|to=joe@example.com
          fd5c0f06aba7f70e mta delivery evpid=446ba0436cb6f806 from=<ann@example.net> to=<joe@example.com> rcpt=<-> source="192.0.2.25" relay="198.51.100.25 (mx.example.com)" delay=0s result="PermFail" stat="550 5.1.1 <joe@example.com>: no such user, relay="mx" result="Ok"" # kind=delivery|attr.source=192.0.2.25|code=550|delay=0|dsn=5.1.1|envelope_id=446ba0436cb6f806|from=ann@example.net|queue_id=446ba043|relay_host=mx.example.com|relay_ip=198.51.100.25|reply=550 5.1.1 <joe@example.com>: no such user, relay="mx" result="Ok"|session_id=fd5c0f06aba7f70e|status=bounced|to=joe@example.com
          0000000000000000 mta delivery evpid=446ba0436cb6f806 from=<ann@example.net> to=<joe@example.com> rcpt=<-> source="-" relay="example.com" delay=12s result="TempFail" stat="Network error on destination MXs" # kind=delivery|delay=12|envelope_id=446ba0436cb6f806|from=ann@example.net|queue_id=446ba043|relay_host=example.com|reply=Network error on destination MXs|status=deferred|to=joe@example.com
          fd5c0f06aba7f70e mta event=delivery evpid=446ba0436cb6f806 from=<ann@example.net> to=<joe@example.com> rcpt=<-> source="192.0.2.25" relay="198.51.100.25 (mx.example.com)" delay=1s result="Ok" stat="250 ok" # kind=delivery|attr.source=192.0.2.25|code=250|delay=1|envelope_id=446ba0436cb6f806|from=ann@example.net|queue_id=446ba043|relay_host=mx.example.com|relay_ip=198.51.100.25|reply=250 ok|session_id=fd5c0f06aba7f70e|status=sent|to=joe@example.com
          fd5c0f06aba7f70e mta delivery evpid=446ba0436cb6f806 from=<ann@example.net> to=<joe@example.com> rcpt=<-> source="192.0.2.25" relay="198.51.100.25 (mx.example.com)" delay=1s result="Ok" stat="250 2.0.0 Ok: queued as 4F1 # kind=delivery|attr.source=192.0.2.25|code=250|delay=1|dsn=2.0.0|envelope_id=446ba0436cb6f806|from=ann@example.net|queue_id=446ba043|relay_host=mx.example.com|relay_ip=198.51.100.25|reply=250 2.0.0 Ok: queued as 4F1|session_id=fd5c0f06aba7f70e|status=sent|to=joe@example.com
          fd5c0f06aba7f70e mta delivery evpid=446ba0436cb6f806 from=<ann@example.net> to=<joe@example.com> rcpt=<-> source="192.0.2.25" relay="198.51.100.25 (mx.exa # kind=other|attr.source=192.0.2.25|envelope_id=446ba0436cb6f806|from=ann@example.net|queue_id=446ba043|relay_ip=198.51.100.25|session_id=fd5c0f06aba7f70e|to=joe@example.com
          fd5c0f06aba7f70e mda delivery evpid=446ba0436cb6f806 from=<ann@example.net> to=<bob@example.org> user=bob delay=0s result=Odd stat=Delivered # kind=other|attr.user=bob|delay=0|envelope_id=446ba0436cb6f806|from=ann@example.net|queue_id=446ba043|reply=Delivered|session_id=fd5c0f06aba7f70e|to=bob@example.org
          fd5c0f06aba7f70e mda something # kind=other|session_id=fd5c0f06aba7f70e
          """)
  void deliveries(String line, String facts) {
    assertThat(StatedFacts.of(Lines.read(line.strip())))
        .containsExactlyInAnyOrderEntriesOf(StatedFacts.parse(facts));
  }

  /** What the queue says of envelopes, and before 5.7 a delivery (queue_log). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          relay: Remove for 446ba0436cb6f806: from=<@>, to=<joe@example.com>, rcpt=<->, delay=46s, stat=Removed by administrator # kind=queue-action|action=delete|delay=46|envelope_id=446ba0436cb6f806|from=|queue_id=446ba043|reason=Removed by administrator|to=joe@example.com
          delivery: Remove for 446ba0436cb6f806: from=<ann@example.net>, to=<bob@example.org>, rcpt=<team@example.org>, delay=46s, stat=Removed by administrator # kind=queue-action|action=delete|delay=46|envelope_id=446ba0436cb6f806|from=ann@example.net|orig_to=team@example.org|queue_id=446ba043|reason=Removed by administrator|to=bob@example.org
          delivery: Expire for 446ba0436cb6f806: from=<ann@example.net>, to=<bob@example.org>, rcpt=<->, delay=4d, stat=Envelope expired # kind=delivery|delay=345600|envelope_id=446ba0436cb6f806|from=ann@example.net|queue_id=446ba043|reply=Envelope expired|status=expired|to=bob@example.org
          delivery: Ok for 446ba0436cb6f806: from=<ann@example.net>, to=<bob@example.org>, rcpt=<team@example.org>, user=bob, method=mbox, delay=0s, stat=Delivered # kind=delivery|attr.method=mbox|attr.user=bob|delay=0|envelope_id=446ba0436cb6f806|from=ann@example.net|orig_to=team@example.org|queue_id=446ba043|reply=Delivered|status=sent|to=bob@example.org
          delivery: TempFail for 446ba0436cb6f806: from=<>, to=<bob@example.org>, user=bob, method=mda, delay=1m, stat=Error (temporary failure: "mailbox busy") # kind=delivery|attr.method=mda|attr.user=bob|delay=60|envelope_id=446ba0436cb6f806|from=|queue_id=446ba043|reply=Error (temporary failure: "mailbox busy")|status=deferred|to=bob@example.org
          relay: Ok for 446ba0436cb6f806: session=fd5c0f06aba7f70e, from=<ann@example.net>, to=<joe@example.com>, rcpt=<->, source=192.0.2.25, relay=198.51.100.25 (mx.example.com), delay=1s, stat=250 2.0.0 Ok: queued as 4F1AB18C3E9 # kind=delivery|attr.source=192.0.2.25|code=250|delay=1|dsn=2.0.0|envelope_id=446ba0436cb6f806|from=ann@example.net|queue_id=446ba043|relay_host=mx.example.com|relay_ip=198.51.100.25|remote_queue_id=4F1AB18C3E9|reply=250 2.0.0 Ok: queued as 4F1AB18C3E9|session_id=fd5c0f06aba7f70e|status=sent|to=joe@example.com
          relay: PermFail for 446ba0436cb6f806: session=0000000000000000, from=<ann@example.net>, to=<joe@example.com>, rcpt=<->, source=-, relay=example.com, delay=1s, stat=Domain does not exist # kind=delivery|delay=1|envelope_id=446ba0436cb6f806|from=ann@example.net|queue_id=446ba043|relay_host=example.com|reply=Domain does not exist|status=bounced|to=joe@example.com
          relay: Ok for 446ba0436cb6f806: session=fd5c0f06aba7f70e, from=<ann@example.net>, to=<joe@example.com>, rcpt=<->, source=2001:db8::25, relay=2001:db8::1 (mx.example.com), delay=1s, stat=250 ok # kind=delivery|attr.source=2001:db8::25|code=250|delay=1|envelope_id=446ba0436cb6f806|from=ann@example.net|queue_id=446ba043|relay_host=mx.example.com|relay_ip=2001:db8::1|reply=250 ok|session_id=fd5c0f06aba7f70e|status=sent|to=joe@example.com
          smtp-out: session fd5c0f06aba7f70e: evpid=446ba0436cb6f806, status=TempFail, from=<ann@example.net>, to=<joe@example.com>, rcpt=<team@example.org>, source=192.0.2.25, relay=198.51.100.25 (mx.example.com), delay=1s, stat=451 4.7.1 greylisted # kind=delivery|attr.source=192.0.2.25|code=451|delay=1|dsn=4.7.1|envelope_id=446ba0436cb6f806|from=ann@example.net|orig_to=team@example.org|queue_id=446ba043|relay_host=mx.example.com|relay_ip=198.51.100.25|reply=451 4.7.1 greylisted|session_id=fd5c0f06aba7f70e|status=deferred|to=joe@example.com
          relay: Odd for 446ba0436cb6f806: from=<@>, to=<joe@example.com>, rcpt=<->, delay=46s, stat=odd # kind=other|delay=46|envelope_id=446ba0436cb6f806|from=|queue_id=446ba043|reply=odd|to=joe@example.com
          relay: Remove for 446ba0436cb6f806 # kind=other
          relay: Remove for 446ba0436cb6f806: from=<@>, to=<joe@exam # kind=other|envelope_id=446ba0436cb6f806|from=|queue_id=446ba043
          """)
  void queue(String line, String facts) {
    assertThat(StatedFacts.of(Lines.read(line.strip())))
        .containsExactlyInAnyOrderEntriesOf(StatedFacts.parse(facts));
  }

  /** Sessions with next hops, and routes to them (mta_session.c, mta.c). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          fd5c0f06aba7f70e mta connecting address=smtp+notls://198.51.100.25:25 host=mx.example.com # kind=statistics|relay_host=mx.example.com|relay_ip=198.51.100.25|relay_port=25|session_id=fd5c0f06aba7f70e
          fd5c0f06aba7f70e mta event=connecting address=smtp+tls://[2001:db8::1]:25 host=mx.example.com # kind=statistics|relay_host=mx.example.com|relay_ip=2001:db8::1|relay_port=25|session_id=fd5c0f06aba7f70e
          fd5c0f06aba7f70e mta connecting address=smtps://2001:db8::1:465 host=mx.example.com # kind=statistics|relay_host=mx.example.com|relay_ip=2001:db8::1|relay_port=465|session_id=fd5c0f06aba7f70e
          fd5c0f06aba7f70e mta connecting address=odd host=mx.example.com # kind=other|session_id=fd5c0f06aba7f70e
          fd5c0f06aba7f70e mta connected # kind=statistics|session_id=fd5c0f06aba7f70e
          fd5c0f06aba7f70e mta event=connected # kind=statistics|session_id=fd5c0f06aba7f70e
          fd5c0f06aba7f70e mta disconnected reason=quit messages=14 # kind=statistics|session_id=fd5c0f06aba7f70e
          fd5c0f06aba7f70e mta event=closed reason=quit messages=1 # kind=statistics|session_id=fd5c0f06aba7f70e
          fd5c0f06aba7f70e mta tls ciphers=TLSv1.3:TLS_AES_256_GCM_SHA384:256 # kind=tls|session_id=fd5c0f06aba7f70e|tls_bits=256|tls_cipher=TLS_AES_256_GCM_SHA384|tls_protocol=TLSv1.3
          fd5c0f06aba7f70e mta event=starttls ciphers=version=TLSv1.2, cipher=ECDHE-RSA-AES256-GCM-SHA384, bits=256 # kind=tls|session_id=fd5c0f06aba7f70e|tls_bits=256|tls_cipher=ECDHE-RSA-AES256-GCM-SHA384|tls_protocol=TLSv1.2
          fd5c0f06aba7f70e mta server-cert-check result="failure" # kind=tls|session_id=fd5c0f06aba7f70e|tls_trust=failure
          fd5c0f06aba7f70e mta cert-check result="valid" fingerprint="SHA256:5f1b" # kind=tls|attr.fingerprint=SHA256:5f1b|session_id=fd5c0f06aba7f70e|tls_trust=valid
          fd5c0f06aba7f70e mta ssl_check_name: no match for 'mx.example.com' in cert # kind=tls|reason=no match for 'mx.example.com' in cert|session_id=fd5c0f06aba7f70e
          fd5c0f06aba7f70e mta error reason=BANNER rejected: 554 5.7.1 go away # kind=attempt-failed|reason=BANNER rejected: 554 5.7.1 go away|session_id=fd5c0f06aba7f70e
          fd5c0f06aba7f70e mta closing reason=ca-failure # kind=attempt-failed|reason=ca-failure|session_id=fd5c0f06aba7f70e
          fd5c0f06aba7f70e mta host-rejects-all-mails # kind=attempt-failed|reason=host-rejects-all-mails|session_id=fd5c0f06aba7f70e
          fd5c0f06aba7f70e mta something # kind=other|session_id=fd5c0f06aba7f70e
          smtp-out: Error on session fd5c0f06aba7f70e after 4 messages sent: Connection closed unexpectedly # kind=attempt-failed|reason=Connection closed unexpectedly|session_id=fd5c0f06aba7f70e
          smtp-out: Error on session fd5c0f06aba7f70e: opportunistic TLS failed, downgrading to plain # kind=attempt-failed|reason=opportunistic TLS failed, downgrading to plain|session_id=fd5c0f06aba7f70e
          smtp-out: TLS Error on session fd5c0f06aba7f70e: TLS failed, downgrading to plain # kind=attempt-failed|reason=TLS failed, downgrading to plain|session_id=fd5c0f06aba7f70e
          smtp-out: Error on 192.0.2.25 <-> 198.51.100.25 (mx.example.com): Connection refused # kind=attempt-failed|reason=Connection refused|relay_host=mx.example.com|relay_ip=198.51.100.25
          smtp-out: Error on [] <-> 198.51.100.25: Connection timeout # kind=attempt-failed|reason=Connection timeout|relay_ip=198.51.100.25
          smtp-out: routing: Error on 192.0.2.25 <-> 2001:db8::1 (mx.example.com): Connection refused # kind=attempt-failed|reason=Connection refused|relay_host=mx.example.com|relay_ip=2001:db8::1
          smtp-out: Failed to resolve MX for [relay:example.com,smtp]: Domain does not exist # kind=attempt-failed|reason=Domain does not exist|relay_host=example.com
          smtp-out: No valid route for [connector:[]->[relay:198.51.100.25,port=2530,smtp+notls,mx],0x0] # kind=attempt-failed|reason=No valid route|relay_ip=198.51.100.25
          smtp-out: Address family mismatch on [connector:[]->[relay:example.com,smtp],0x0] # kind=attempt-failed|reason=Address family mismatch|relay_host=example.com
          smtp-out: No MX found for [connector:[]->[relay:example.com,smtp],0x0] # kind=attempt-failed|reason=No MX found|relay_host=example.com
          smtp-out: Enabling route [] <-> 198.51.100.25 (mx.example.com) # kind=diagnostic
          smtp-out: Disabling route [] <-> 198.51.100.25 (mx.example.com) for 15s # kind=diagnostic
          smtp-out: hiwat reached on [relay:example.com,smtp]: holding envelopes # kind=diagnostic
          smtp-out: session fd5c0f06aba7f70e: connecting to smtp+tls://198.51.100.25:25 (mx.example.com) # kind=statistics|relay_host=mx.example.com|relay_ip=198.51.100.25|relay_port=25|session_id=fd5c0f06aba7f70e
          smtp-out: session fd5c0f06aba7f70e: TLS started version=TLSv1.2 (TLSv1/SSLv3), cipher=ECDHE-RSA-AES256-GCM-SHA384, bits=256 # kind=tls|session_id=fd5c0f06aba7f70e|tls_bits=256|tls_cipher=ECDHE-RSA-AES256-GCM-SHA384|tls_protocol=TLSv1.2
          smtp-out: session fd5c0f06aba7f70e: server certificate verification failed # kind=tls|session_id=fd5c0f06aba7f70e|tls_trust=failed
          smtp-out: session fd5c0f06aba7f70e: connection closed, 2 messages sent. # kind=statistics|session_id=fd5c0f06aba7f70e
          smtp-out: session fd5c0f06aba7f70e: error: Connection refused # kind=attempt-failed|reason=Connection refused|session_id=fd5c0f06aba7f70e
          smtp-out: session fd5c0f06aba7f70e: error after 2 messages sent: Connection closed unexpectedly # kind=attempt-failed|reason=Connection closed unexpectedly|session_id=fd5c0f06aba7f70e
          smtp-out: session fd5c0f06aba7f70e: something # kind=other|session_id=fd5c0f06aba7f70e
          smtp-out: Connecting to smtp+tls://198.51.100.25:25 (mx.example.com) on session fd5c0f06aba7f70e... # kind=statistics|relay_host=mx.example.com|relay_ip=198.51.100.25|relay_port=25|session_id=fd5c0f06aba7f70e
          smtp-out: Connected on session fd5c0f06aba7f70e # kind=statistics|session_id=fd5c0f06aba7f70e
          smtp-out: Started TLS on session fd5c0f06aba7f70e: version=TLSv1.2, cipher=ECDHE-RSA-AES256-GCM-SHA384, bits=256 # kind=tls|session_id=fd5c0f06aba7f70e|tls_bits=256|tls_cipher=ECDHE-RSA-AES256-GCM-SHA384|tls_protocol=TLSv1.2
          smtp-out: Server certificate verification failed on session fd5c0f06aba7f70e # kind=tls|session_id=fd5c0f06aba7f70e|tls_trust=failed
          smtp-out: Closing session fd5c0f06aba7f70e: 2 messages sent. # kind=statistics|session_id=fd5c0f06aba7f70e
          smtp-out: Disconnecting session fd5c0f06aba7f70e: CA failure # kind=attempt-failed|reason=CA failure|session_id=fd5c0f06aba7f70e
          smtp-out: Remote host seems to reject all mails on session fd5c0f06aba7f70e # kind=attempt-failed|reason=Remote host seems to reject all mails|session_id=fd5c0f06aba7f70e
          """)
  void nextHops(String line, String facts) {
    assertThat(StatedFacts.of(Lines.read(line.strip())))
        .containsExactlyInAnyOrderEntriesOf(StatedFacts.parse(facts));
  }

  /** A client's session in 5.4 and 5.9, and in 5.7 (smtp_session.c). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          smtp-in: New session fd5c0f06aba7f70e from host mail.example.net [192.0.2.10] # kind=connect|client_host=mail.example.net|client_ip=192.0.2.10|session_id=fd5c0f06aba7f70e
          smtp-in: New session fd5c0f06aba7f70e from host mail6.example.net [2001:db8::10] # kind=connect|client_host=mail6.example.net|client_ip=2001:db8::10|session_id=fd5c0f06aba7f70e
          smtp-in: New session fd5c0f06aba7f70e from host localhost [local] # kind=connect|attr.address=local|session_id=fd5c0f06aba7f70e
          smtp-in: Accepted message 446ba043 on session fd5c0f06aba7f70e: from=<ann@example.net>, to=<bob@example.org>, size=517, ndest=1, proto=ESMTP # kind=received|from=ann@example.net|nrcpt=1|protocol=ESMTP|queue_id=446ba043|session_id=fd5c0f06aba7f70e|size=517|to=bob@example.org
          smtp-in: Accepted authentication for user ann on session fd5c0f06aba7f70e # kind=auth-success|sasl_username=ann|session_id=fd5c0f06aba7f70e
          smtp-in: Authentication failed for user ann\\040on on session fd5c0f06aba7f70e # kind=auth-failure|sasl_username=ann on|session_id=fd5c0f06aba7f70e
          smtp-in: Authentication temporarily failed for user ann on session fd5c0f06aba7f70e # kind=auth-failure|sasl_username=ann|session_id=fd5c0f06aba7f70e
          smtp-in: Started TLS on session fd5c0f06aba7f70e: version=TLSv1.2, cipher=ECDHE-RSA-AES256-GCM-SHA384, bits=256 # kind=tls|session_id=fd5c0f06aba7f70e|tls_bits=256|tls_cipher=ECDHE-RSA-AES256-GCM-SHA384|tls_protocol=TLSv1.2
          smtp-in: Client certificate verification succeeded on session fd5c0f06aba7f70e # kind=tls|session_id=fd5c0f06aba7f70e|tls_trust=succeeded
          smtp-in: Closing session fd5c0f06aba7f70e # kind=disconnect|session_id=fd5c0f06aba7f70e
          smtp-in: Disconnecting session fd5c0f06aba7f70e: session timeout # kind=connection-lost|reason=session timeout|session_id=fd5c0f06aba7f70e
          smtp-in: Received disconnect from session fd5c0f06aba7f70e # kind=connection-lost|session_id=fd5c0f06aba7f70e
          smtp-in: Ending session fd5c0f06aba7f70e: too many failed RCPT # kind=connection-lost|reason=too many failed RCPT|session_id=fd5c0f06aba7f70e
          smtp-in: Bad input on session fd5c0f06aba7f70e: 500 5.0.0 Line too long # kind=protocol-error|code=500|dsn=5.0.0|reason=Line too long|session_id=fd5c0f06aba7f70e
          smtp-in: Failed command on session fd5c0f06aba7f70e: "RCPT TO:<eve@example.org>" => 550 5.1.1 Invalid recipient # kind=reject|code=550|dsn=5.1.1|reason=Invalid recipient|session_id=fd5c0f06aba7f70e|stage=rcpt|to=eve@example.org
          smtp-in: Failed command on session fd5c0f06aba7f70e: "AUTH [...]" => 535 5.7.8 Authentication failed # kind=reject|code=535|dsn=5.7.8|reason=Authentication failed|session_id=fd5c0f06aba7f70e|stage=auth
          smtp-in: Failed command on session fd5c0f06aba7f70e: "x" => 250 y" => 500 5.5.1 Invalid command # kind=protocol-error|code=500|dsn=5.5.1|reason=Invalid command|session_id=fd5c0f06aba7f70e|stage=other
          smtp-in: session fd5c0f06aba7f70e: connection from host mail.example.net [192.0.2.10] established # kind=connect|client_host=mail.example.net|client_ip=192.0.2.10|session_id=fd5c0f06aba7f70e
          smtp-in: session fd5c0f06aba7f70e: connection from host mail.example.net [192.0.2.10] closed (client sent QUIT) # kind=disconnect|client_host=mail.example.net|client_ip=192.0.2.10|reason=client sent QUIT|session_id=fd5c0f06aba7f70e
          smtp-in: session fd5c0f06aba7f70e: connection from host mail.example.net [192.0.2.10] closed (IO error: Connection reset by peer) # kind=connection-lost|client_host=mail.example.net|client_ip=192.0.2.10|reason=IO error: Connection reset by peer|session_id=fd5c0f06aba7f70e
          smtp-in: session fd5c0f06aba7f70e: msgid=446ba043, status=Ok, from=<ann@example.net>, to=<bob@example.org>, size=517, ndest=1, proto=ESMTP # kind=received|from=ann@example.net|nrcpt=1|protocol=ESMTP|queue_id=446ba043|session_id=fd5c0f06aba7f70e|size=517|to=bob@example.org
          smtp-in: session fd5c0f06aba7f70e: authentication successful for user ann # kind=auth-success|sasl_username=ann|session_id=fd5c0f06aba7f70e
          smtp-in: session fd5c0f06aba7f70e: authentication failure for user ann # kind=auth-failure|sasl_username=ann|session_id=fd5c0f06aba7f70e
          smtp-in: session fd5c0f06aba7f70e: authentication temporary failure for user ann # kind=auth-failure|sasl_username=ann|session_id=fd5c0f06aba7f70e
          smtp-in: session fd5c0f06aba7f70e: TLS started version=TLSv1.2 (TLSv1/SSLv3), cipher=ECDHE-RSA-AES256-GCM-SHA384, bits=256 # kind=tls|session_id=fd5c0f06aba7f70e|tls_bits=256|tls_cipher=ECDHE-RSA-AES256-GCM-SHA384|tls_protocol=TLSv1.2
          smtp-in: session fd5c0f06aba7f70e: client certificate verification failed # kind=tls|session_id=fd5c0f06aba7f70e|tls_trust=failed
          smtp-in: session fd5c0f06aba7f70e: received invalid input: 500 5.0.0 Line too long # kind=protocol-error|code=500|dsn=5.0.0|reason=Line too long|session_id=fd5c0f06aba7f70e
          smtp-in: session fd5c0f06aba7f70e: received invalid command: "RCPT TO:<eve@example.org>" # kind=reject|session_id=fd5c0f06aba7f70e|stage=rcpt|to=eve@example.org
          smtp-in: session fd5c0f06aba7f70e: received invalid command: "FROB" # kind=protocol-error|session_id=fd5c0f06aba7f70e|stage=other
          smtp-in: session fd5c0f06aba7f70e: closing, too many failed RCPT # kind=connection-lost|reason=too many failed RCPT|session_id=fd5c0f06aba7f70e
          smtp-in: session fd5c0f06aba7f70e: something # kind=other|session_id=fd5c0f06aba7f70e
          smtp-in: something # kind=other
          """)
  void sentences(String line, String facts) {
    assertThat(StatedFacts.of(Lines.read(line.strip())))
        .containsExactlyInAnyOrderEntriesOf(StatedFacts.parse(facts));
  }

  /** What is told by its first words. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          info: OpenSMTPD 6.8.0p2 starting # kind=process
          info: mda paused # kind=process
          info: Table "aliases" successfully updated # kind=process
          Exiting # kind=process
          queue: queue compression enabled # kind=process
          info: forward file is empty # kind=diagnostic
          warn: queue: no return path! # kind=diagnostic|reason=queue: no return path!|severity=warning
          warn: TempFail injecting failure report on message 446ba043 to <ann@example.net> for 1 envelope: 421 later # kind=diagnostic|reason=TempFail injecting failure report on message 446ba043 to <ann@example.net> for 1 envelope: 421 later|severity=warning
          fatal: exiting # kind=diagnostic|reason=exiting|severity=crit
          debug: control -> client: pipe closed # kind=diagnostic|reason=control -> client: pipe closed|severity=debug
          commands executed from aliases run with opensmtpd privileges # kind=diagnostic
          smtp: 0x55efcd651de0: >>> 220 mx1.example.org ESMTP OpenSMTPD # kind=diagnostic
          filter-rspamd: something # kind=other
          fd5c0f06aba7f70e # kind=other
          fd5c0f06aba7f70e other x # kind=other
          """)
  void others(String line, String facts) {
    assertThat(StatedFacts.of(Lines.read(line.strip())))
        .containsExactlyInAnyOrderEntriesOf(StatedFacts.parse(facts));
  }
}
