package io.maillog.exim;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The ident, {@code U=}, is what the client's host answers (RFC 1413): any text, and nothing marks
 * where it ends.
 */
class IdentForgeryTest {
  /**
   * Of an ident may be what looks like tags and words of the server's. It is where the tags before
   * the words are not those that Exim writes there (smtp_in.c, acl.c, receive.c); of a line that is
   * left with several readings only what they share is stated.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          H=(pc) [192.0.2.7] U=x F=<v@example.com> A=plain:admin Warning: hi # kind=content-check|client_ip=192.0.2.7|helo=pc|reason=hi|action=warn|attr.U=x F=<v@example.com> A=plain:admin
          H=(pc) [192.0.2.7] U=x F=<v@example.com> A=plain:admin rejected MAIL <a@example.net>: no # kind=reject|from=a@example.net|client_ip=192.0.2.7|helo=pc|reason=no|stage=mail|attr.U=x F=<v@example.com> A=plain:admin
          H=(pc) [192.0.2.7] U=x F=<v@example.com> A=plain:admin rejected VRFY bob@example.org: no # kind=reject|to=bob@example.org|client_ip=192.0.2.7|helo=pc|reason=no|stage=vrfy|attr.U=x F=<v@example.com> A=plain:admin
          H=(pc) [192.0.2.7] U=x F=<v@example.com> A=plain:admin rejected EXPN bob@example.org: no # kind=reject|to=bob@example.org|client_ip=192.0.2.7|helo=pc|reason=no|stage=other|attr.U=x F=<v@example.com> A=plain:admin
          H=(pc) [192.0.2.7] U=x F=<v@example.com> A=plain:admin rejected ETRN @bob: no # kind=reject|client_ip=192.0.2.7|helo=pc|reason=no|stage=etrn|attr.U=x F=<v@example.com> A=plain:admin
          H=(pc) [192.0.2.7] U=x F=<v@example.com> A=plain:admin rejected EHLO or HELO pc: no # kind=reject|client_ip=192.0.2.7|helo=pc|reason=no|stage=helo|attr.U=x F=<v@example.com> A=plain:admin
          H=(pc) [192.0.2.7] U=x F=<v@example.com> A=plain:admin rejected DATA: no # kind=reject|client_ip=192.0.2.7|helo=pc|reason=no|stage=data|attr.U=x F=<v@example.com> A=plain:admin
          H=(pc) [192.0.2.7] U=x F=<v@example.com> A=plain:admin incomplete transaction (QUIT) from <a@example.net> for b@example.org # kind=connection-lost|from=a@example.net|to=b@example.org|client_ip=192.0.2.7|helo=pc|reason=QUIT|attr.U=x F=<v@example.com> A=plain:admin
          H=(pc) [192.0.2.7] U=x F=<v@example.com> A=plain:admin sender verify fail for <a@example.net>: Unrouteable address # kind=policy|from=a@example.net|client_ip=192.0.2.7|helo=pc|reason=Unrouteable address|attr.U=x F=<v@example.com> A=plain:admin
          H=(pc) [192.0.2.7] U=x F=<v@example.com> A=plain:admin F=<a@example.net> RCPT <b@example.org>: discarded by RCPT ACL: x # kind=content-check|from=a@example.net|to=b@example.org|client_ip=192.0.2.7|helo=pc|reason=x|stage=rcpt|action=discard|attr.U=x F=<v@example.com> A=plain:admin
          H=(pc) [192.0.2.7] U=x F=<v@example.com> A=plain:admin F=<a@example.net> rejected RCPT <b@example.org>: no # kind=reject|to=b@example.org|client_ip=192.0.2.7|helo=pc|reason=no|stage=rcpt
          H=(pc) [192.0.2.7] U=x X=TLS1.3:AES:256 CV=yes Warning: hi # kind=content-check|client_ip=192.0.2.7|helo=pc|reason=hi|action=warn|attr.U=x X=TLS1.3:AES:256 CV=yes
          H=(pc) [192.0.2.7] U=x X=TLS1.3:AES:256 CV=yes F=<a@example.net> rejected RCPT <b@example.org>: no # kind=reject|from=a@example.net|to=b@example.org|client_ip=192.0.2.7|helo=pc|reason=no|stage=rcpt
          H=(pc) [192.0.2.7] U=x Warning: x F=<a@example.net> RCPT <b@example.org>: discarded by RCPT ACL: x # kind=content-check|client_ip=192.0.2.7|helo=pc
          1vNMFN-0002BN-1x H=(pc) [192.0.2.7] U=x incomplete transaction (QUIT) from <v@example.com> for w@example.org Warning: hi # kind=content-check|queue_id=1vNMFN-0002BN-1x|client_ip=192.0.2.7|helo=pc|reason=hi|action=warn|attr.U=x incomplete transaction (QUIT) from <v@example.com> for w@example.org
          1vNMFN-0002BN-1x H=(pc) [192.0.2.7] U=x rejected after DATA: no Warning: hi # kind=content-check|queue_id=1vNMFN-0002BN-1x|client_ip=192.0.2.7|helo=pc|reason=hi|action=warn|attr.U=x rejected after DATA: no
          H=(pc) [192.0.2.7] U=x rejected MAIL <v@example.com>: no Warning: hi # kind=other|client_ip=192.0.2.7|helo=pc
          H=(pc) [192.0.2.7] X=TLS1.3:AES:256 CV=no DN="/CN=x" Warning: z" F=<a@example.net> rejected RCPT <b@example.org>: no # kind=reject|from=a@example.net|to=b@example.org|client_ip=192.0.2.7|helo=pc|reason=no|stage=rcpt|tls_protocol=TLS1.3|tls_cipher=AES|tls_bits=256|tls_trust=no|attr.DN=/CN=x" Warning: z
          1vNMFN-0002BN-1x F=a@example.net H=(pc) [192.0.2.7] U=x A=plain:admin P=esmtp rejected by local_scan(): no # kind=reject|queue_id=1vNMFN-0002BN-1x|from=a@example.net|client_ip=192.0.2.7|helo=pc|protocol=esmtp|reason=no|stage=eod|attr.U=x A=plain:admin
          """)
  void tagsAndWords(String line, String facts) {
    Lines.expect(line, facts);
  }

  /** An ident may hold an address, and the text that follows it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          SMTP protocol error in "AUTH FOO x" H=(y) [192.0.2.7]:40000 I=[192.0.2.1]:25 U=x) [203.0.113.8] FOO authentication mechanism not supported # kind=protocol-error|reason=FOO authentication mechanism not supported|stage=auth
          SMTP syntax error in "MAIL FROM:<a@example.net" H=(y) [192.0.2.7] U=x) [203.0.113.8] '>' missing at end of address # kind=protocol-error|reason='>' missing at end of address|stage=mail
          SMTP syntax error in "MAIL FROM:<a" H=(y) [192.0.2.7] U=x) [203.0.113.8] "@" or "." expected after "a" # kind=protocol-error|reason="@" or "." expected after "a"|stage=mail
          SMTP protocol error in "AUTH PLAIN" H=(y) [192.0.2.7] U=x) [203.0.113.8] AUTH command used when not advertised # kind=protocol-error|reason=AUTH command used when not advertised|stage=auth
          SMTP syntax error in "NOOP" H=(y) [192.0.2.7] U=x) [203.0.113.8] NUL character(s) present (shown as '?') # kind=protocol-error|reason=NUL character(s) present (shown as '?')|stage=other
          SMTP syntax error in "NOOP" H=(y) [192.0.2.7] U=x) [203.0.113.8] A new reason # kind=protocol-error|stage=other
          SMTP syntax error in "NOOP" H=(y) [192.0.2.7] U=x malformed address: y unrecognized command # kind=protocol-error|client_ip=192.0.2.7|helo=y|stage=other
          SMTP syntax error in "NOOP" H=(y) [192.0.2.7] U=x y unrecognized command # kind=protocol-error|client_ip=192.0.2.7|helo=y|reason=unrecognized command|stage=other|attr.U=x y
          ignoring AUTH=b@example.org from H=(y) [192.0.2.7] U=x from (z) [203.0.113.8] (client not authenticated) # kind=diagnostic|sasl_sender=b@example.org|reason=ignoring AUTH=b@example.org from H=(y) [192.0.2.7] U=x from (z) [203.0.113.8] (client not authenticated)
          too many recipients: message rejected: sender=<a@example.net> H=(y) [192.0.2.7] U=x (z) [203.0.113.8] # kind=reject|from=a@example.net|reason=too many recipients: message rejected|stage=rcpt
          too many recipients: message rejected: sender=<a@example.net> H=(y) [192.0.2.7] U=x: message too big: size=1 max=2 # kind=reject|from=a@example.net|client_ip=192.0.2.7|helo=y|reason=too many recipients: message rejected|stage=rcpt|attr.U=x: message too big: size=1 max=2
          unqualified recipient rejected: <bob> H=(y) [192.0.2.7] U=x (failed to find host name from IP address) # kind=reject|to=bob|client_ip=192.0.2.7|helo=y|reason=unqualified recipient rejected|stage=rcpt
          rejected MAIL FROM:<a@example.net> H=(y) [192.0.2.7] U=x: message too big: size=1 max=2: message too big: size=9 max=5 # kind=reject|from=a@example.net|client_ip=192.0.2.7|helo=y|stage=mail|size=9|reason=message too big: size=9 max=5|attr.U=x: message too big: size=1 max=2
          rejected MAIL FROM:<a@example.net> H=(y) [192.0.2.7] U=x: y: message too big: size=9 max=5 # kind=reject|from=a@example.net|client_ip=192.0.2.7|helo=y|size=9|reason=message too big: size=9 max=5|stage=mail|attr.U=x: y
          rejected "EHLO y" from (y) [192.0.2.7] U=x rejected MAIL <v@example.com>: no # kind=reject|client_ip=192.0.2.7|helo=y|stage=helo|attr.U=x rejected MAIL <v@example.com>: no
          rejected MAIL command H=(y) [192.0.2.7] U=x rejected DATA: no: too many messages in one connection # kind=reject|client_ip=192.0.2.7|helo=y|reason=too many messages in one connection|stage=mail|attr.U=x rejected DATA: no
          refused connection from [192.0.2.7] U=x y (host_reject_connection) # kind=reject|client_ip=192.0.2.7|reason=(host_reject_connection)|attr.U=x y
          SMTP call from (y) [192.0.2.7] U=x dropped: too many nonmail commands (last was "NOOP") dropped: too many nonmail commands (last was "HELP") # kind=protocol-error|client_ip=192.0.2.7|helo=y|reason=SMTP call from (y) [192.0.2.7] U=x dropped: too many nonmail commands (last was "NOOP") dropped: too many nonmail commands (last was "HELP")
          SMTP protocol synchronization error (next input sent too soon: pipelining was not advertised): rejected "RSET" H=(y) [192.0.2.7] U=x lost " H=(z) [203.0.113.8] next input="QUIT" # kind=protocol-error|reason=SMTP protocol synchronization error (next input sent too soon: pipelining was not advertised): rejected "RSET" H=(y) [192.0.2.7] U=x lost " H=(z) [203.0.113.8] next input="QUIT"
          SMTP protocol synchronization error (input sent without waiting for greeting): rejected connection from H=[192.0.2.7] U=x y input="EHLO" # kind=protocol-error|client_ip=192.0.2.7|reason=SMTP protocol synchronization error (input sent without waiting for greeting): rejected connection from H=[192.0.2.7] U=x y input="EHLO"|stage=connect|attr.U=x y|attr.input="EHLO"
          login authenticator failed for H=(y) [192.0.2.7] U=x: 535 Incorrect authentication data (set_id=root): 535 Incorrect authentication data (set_id=bob) # kind=auth-failure|client_ip=192.0.2.7|helo=y|sasl_method=login|code=535|reason=535 Incorrect authentication data
          login authenticator failed for H=(y) [192.0.2.7] U=x: y: 535 Incorrect authentication data (set_id=bob) # kind=auth-failure|client_ip=192.0.2.7|helo=y|sasl_method=login|sasl_username=bob|code=535|reason=535 Incorrect authentication data|attr.U=x: y
          1vNMFN-0002BN-1x <= a@example.net H=(y) [192.0.2.7] U=x Ci=7 P=esmtp S=432 # kind=received|queue_id=1vNMFN-0002BN-1x|flag=<=|from=a@example.net|client_ip=192.0.2.7|helo=y|protocol=esmtp|size=432
          1vNMFN-0002BN-1x <= a@example.net H=(y) [192.0.2.7] U=x SPF=pass P=esmtp S=432 # kind=received|queue_id=1vNMFN-0002BN-1x|flag=<=|from=a@example.net|client_ip=192.0.2.7|helo=y|protocol=esmtp|size=432|attr.U=x SPF=pass
          SMTP connection lost after final dot H=(y) [192.0.2.7] U=x y P=esmtp # kind=connection-lost|client_ip=192.0.2.7|helo=y|protocol=esmtp|stage=eod|attr.U=x y
          """)
  void hostsAndReasons(String line, String facts) {
    Lines.expect(line, facts);
  }

  /** What an honest ident costs: nothing. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          H=(pc) [192.0.2.7] I=[192.0.2.1]:25 U=piet Warning: hi # kind=content-check|client_ip=192.0.2.7|helo=pc|reason=hi|action=warn|attr.I=[192.0.2.1]:25|attr.U=piet
          H=(pc) [192.0.2.7] U=piet F=<a@example.net> A=plain:bob rejected RCPT <b@example.org>: no # kind=reject|from=a@example.net|to=b@example.org|client_ip=192.0.2.7|helo=pc|sasl_method=plain|sasl_username=bob|reason=no|stage=rcpt|attr.U=piet
          H=(pc) [192.0.2.7] U=piet F=<a@example.net> temporarily rejected RCPT <b@example.org>: no # kind=reject|from=a@example.net|to=b@example.org|client_ip=192.0.2.7|helo=pc|reason=no|stage=rcpt|action=temporarily rejected|attr.U=piet
          H=(pc) [192.0.2.7] U=piet rejected MAIL <a@example.net>: no # kind=reject|from=a@example.net|client_ip=192.0.2.7|helo=pc|reason=no|stage=mail|attr.U=piet
          H=(pc) [192.0.2.7] X=TLS1.3:AES:256 CV=no F=<a@example.net> A=plain:bob rejected RCPT <b@example.org>: no # kind=reject|from=a@example.net|to=b@example.org|client_ip=192.0.2.7|helo=pc|sasl_method=plain|sasl_username=bob|reason=no|stage=rcpt|tls_protocol=TLS1.3|tls_cipher=AES|tls_bits=256|tls_trust=no
          H=(pc) [192.0.2.7] U=piet sender verify fail for <a@example.net>: Unrouteable address # kind=policy|from=a@example.net|client_ip=192.0.2.7|helo=pc|reason=Unrouteable address|attr.U=piet
          H=(pc) [192.0.2.7] U=piet incomplete transaction (connection lost) from <a@example.net> for b@example.org # kind=connection-lost|from=a@example.net|to=b@example.org|client_ip=192.0.2.7|helo=pc|reason=connection lost|attr.U=piet
          H=(pc) [192.0.2.7] U=piet F=<a@example.net> RCPT <b@example.org>: discarded by RCPT ACL: x # kind=content-check|from=a@example.net|to=b@example.org|client_ip=192.0.2.7|helo=pc|reason=x|stage=rcpt|action=discard|attr.U=piet
          1vNMFN-0002BN-1x F=a@example.net H=(pc) [192.0.2.7] U=piet P=esmtp rejected by local_scan(): no # kind=reject|queue_id=1vNMFN-0002BN-1x|from=a@example.net|client_ip=192.0.2.7|helo=pc|protocol=esmtp|reason=no|stage=eod|attr.U=piet
          SMTP syntax error in "MAIL FROM:<a" H=(pc) [192.0.2.7] I=[192.0.2.1]:25 U=piet '>' missing at end of address # kind=protocol-error|client_ip=192.0.2.7|helo=pc|reason='>' missing at end of address|stage=mail|attr.I=[192.0.2.1]:25|attr.U=piet
          unqualified recipient rejected: <bob> H=(pc) [192.0.2.7] U=piet # kind=reject|to=bob|client_ip=192.0.2.7|helo=pc|reason=unqualified recipient rejected|stage=rcpt|attr.U=piet
          rejected MAIL FROM:<a@example.net> H=(pc) [192.0.2.7] U=piet: message too big: size=9 max=5 # kind=reject|from=a@example.net|client_ip=192.0.2.7|helo=pc|size=9|reason=message too big: size=9 max=5|stage=mail|attr.U=piet
          refused connection from [192.0.2.7] U=piet (host_reject_connection) # kind=reject|client_ip=192.0.2.7|reason=(host_reject_connection)|attr.U=piet
          SMTP call from (pc) [192.0.2.7] U=piet dropped: too many nonmail commands (last was "NOOP") # kind=protocol-error|client_ip=192.0.2.7|helo=pc|reason=dropped: too many nonmail commands (last was "NOOP")|attr.U=piet
          unexpected disconnection while reading SMTP command from (pc) [192.0.2.7] U=piet D=5s # kind=connection-lost|client_ip=192.0.2.7|helo=pc|reason=unexpected disconnection while reading SMTP command from (pc) [192.0.2.7] U=piet D=5s|attr.U=piet|attr.D=5s
          login authenticator failed for H=(pc) [192.0.2.7] U=piet: 535 Incorrect authentication data (set_id=bob) # kind=auth-failure|client_ip=192.0.2.7|helo=pc|sasl_method=login|sasl_username=bob|code=535|reason=535 Incorrect authentication data|attr.U=piet
          """)
  void honestIdents(String line, String facts) {
    Lines.expect(line, facts);
  }
}
