package io.maillog.postfix;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose certificate it is: a client's or a next hop's (tls_verify.c says the same of both). */
class TlsPeersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          smtpd: certificate verification failed for mail.example.org[192.0.2.1]: untrusted issuer /CN=x # client_host=mail.example.org|client_ip=192.0.2.1|reason=untrusted issuer /CN=x
          submission/smtpd: certificate verification failed for unknown[192.0.2.1]:4711: self-signed certificate # client_ip=192.0.2.1|client_port=4711|reason=self-signed certificate
          smtpd: certificate verification failed for mail.example.org[2001:db8::1]: not designated for use as a client certificate # client_host=mail.example.org|client_ip=2001:db8::1|reason=not designated for use as a client certificate
          smtpd: CA certificate verification failed for mail.example.org[192.0.2.1]: certificate has expired # client_host=mail.example.org|client_ip=192.0.2.1|reason=certificate has expired
          smtpd: client certificate verification failed for mail.example.org[192.0.2.1]: num=3:x # client_host=mail.example.org|client_ip=192.0.2.1|reason=num=3:x
          smtp: certificate verification failed for mx.example.com[192.0.2.5]:25: untrusted issuer /CN=x # relay_host=mx.example.com|relay_ip=192.0.2.5|relay_port=25|reason=untrusted issuer /CN=x
          relay/smtp: CA certificate verification failed for mx.example.com[192.0.2.5]:25: certificate not yet valid # relay_host=mx.example.com|relay_ip=192.0.2.5|relay_port=25|reason=certificate not yet valid
          lmtp: server certificate verification failed for mx.example.com[192.0.2.5]:24: certificate has expired # relay_host=mx.example.com|relay_ip=192.0.2.5|relay_port=24|reason=certificate has expired
          smtp: mx.example.com[192.0.2.5]:25: certificate verification failed for mx.example.com[192.0.2.5]:25: self-signed certificate # relay_host=mx.example.com|relay_ip=192.0.2.5|relay_port=25|reason=self-signed certificate
          smtp: certificate peer name verification failed for mx.example.com[192.0.2.5]:25: CommonName mis-match: mx # relay_host=mx.example.com|relay_ip=192.0.2.5|relay_port=25|reason=CommonName mis-match: mx
          tlsproxy: certificate verification failed for [192.0.2.1]:44: self-signed certificate # client_ip=192.0.2.1|client_port=44|reason=self-signed certificate
          tlsproxy: certificate verification failed for [2001:db8::1]:44: not trusted by local or TLSA policy # client_ip=2001:db8::1|client_port=44|reason=not trusted by local or TLSA policy
          tlsproxy: certificate verification failed for mx.example.com[192.0.2.5]:25: self-signed certificate # relay_host=mx.example.com|relay_ip=192.0.2.5|relay_port=25|reason=self-signed certificate
          tlsproxy: client certificate verification failed for [192.0.2.1]:44: certificate has expired # client_ip=192.0.2.1|client_port=44|reason=certificate has expired
          """)
  void certificateIsOf(String line, String facts) {
    Lines.expect(line.strip(), "kind=tls|" + facts.strip());
  }

  /** An issuer may be called anything. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          smtp # relay_host # relay_ip # untrusted issuer /CN=x: not designated for use as a client certificate
          smtp # relay_host # relay_ip # untrusted issuer /CN=client certificate verification failed for evil[192.0.2.66]: x
          smtpd # client_host # client_ip # untrusted issuer /CN=x: not designated for use as a server certificate
          smtpd # client_host # client_ip # untrusted issuer /CN=server certificate verification failed for evil[192.0.2.66]: x
          """)
  void issuerDoesNotTell(String daemon, String host, String ip, String reason) {
    Lines.expect(
        daemon + ": certificate verification failed for mail.example.org[192.0.2.1]: " + reason,
        "kind=tls|" + host + "=mail.example.org|" + ip + "=192.0.2.1|reason=" + reason);
  }

  /** Where syslog cut the daemon's name, only the text can tell. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          certificate verification failed for mail.example.org[192.0.2.1]: self-signed certificate # reason=self-signed certificate
          CA certificate verification failed for mail.example.org[192.0.2.1]: certificate has expired # reason=certificate has expired
          certificate verification failed for [192.0.2.1]:44: self-signed certificate # client_ip=192.0.2.1|client_port=44|reason=self-signed certificate
          client certificate verification failed for mail.example.org[192.0.2.1]: num=3:x # client_host=mail.example.org|client_ip=192.0.2.1|reason=num=3:x
          server certificate verification failed for mx.example.com[192.0.2.5]:25: num=3:x # relay_host=mx.example.com|relay_ip=192.0.2.5|relay_port=25|reason=num=3:x
          certificate verification failed for mail.example.org[192.0.2.1]: not designated for use as a client certificate # client_host=mail.example.org|client_ip=192.0.2.1|reason=not designated for use as a client certificate
          certificate verification failed for mx.example.com[192.0.2.5]:25: not designated for use as a server certificate # relay_host=mx.example.com|relay_ip=192.0.2.5|relay_port=25|reason=not designated for use as a server certificate
          """)
  void certificateInALogWithoutDaemons(String text, String facts) {
    Lines.expectWhole(
        "Sep 12 10:15:30 mx1 postfix[1234]: " + text.strip(), "kind=tls|" + facts.strip());
  }

  /** Lines of tls_loglevel 2 (tls_client.c, tls_server.c, tls_verify.c, tls_dane.c). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          smtp: looking for session smtp&example.com&mx.example.com&192.0.2.5&&0A1B in smtp cache
          smtp: reloaded session smtp&example.com&mx.example.com&192.0.2.5&&0A1B from smtp cache
          smtp: save session smtp&example.com&mx.example.com&192.0.2.5&&0A1B to smtp cache
          smtp: remove session smtp&example.com&mx.example.com&192.0.2.5&&0A1B from client cache
          smtpd: mail.example.org[192.0.2.1]: looking up session 0A1B&s=smtp in smtpd cache
          smtpd: mail.example.org[192.0.2.1]: reloaded session 0A1B&s=smtp from smtpd cache
          smtpd: mail.example.org[192.0.2.1]: save session 0A1B&s=smtp to smtpd cache
          smtpd: mail.example.org[192.0.2.1]: remove session 0A1B&s=smtp from smtpd cache
          smtpd: mail.example.org[192.0.2.1]: Decrypting session ticket, key expiration: 1789
          smtp: mx.example.com[192.0.2.5]:25: SNI hostname: mx.example.com
          smtp: mx.example.com[192.0.2.5]:25: depth=0 verify=1 subject=/CN=mx.example.com
          smtp: mx.example.com[192.0.2.5]:25: depth=0 verify=1
          smtp: mx.example.com[192.0.2.5]:25: raw public key fingerprint=0A:1B
          smtpd: subject=/CN=mail.example.org
          smtpd: issuer=/CN=x
          smtp: using DANE RR: _25._tcp.mx.example.com IN TLSA 3 1 1 0A:1B
          """)
  void detailsAreOfTls(String line) {
    String peer =
        line.contains(": mail.example.org[")
            ? "|client_host=mail.example.org|client_ip=192.0.2.1"
            : line.contains(": mx.example.com[")
                ? "|relay_host=mx.example.com|relay_ip=192.0.2.5|relay_port=25"
                : "";
    Lines.expect(line.strip(), "kind=tls" + peer);
  }
}
