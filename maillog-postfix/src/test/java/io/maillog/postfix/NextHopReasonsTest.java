package io.maillog.postfix;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Why smtp(8) goes on to another server (smtp_trouble.c): the reason stands after the queue id
 * where no recipient's fate is decided, and in a delivery's parentheses where it is.
 */
class NextHopReasonsTest {
  private static final String ID = "smtp: 4F1AB18C3E9: ";
  private static final String HOP = "|relay_host=mx.example.com|relay_ip=192.0.2.5";

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          SASL authentication failed; server mx.example.com[192.0.2.5] said: 535 5.7.8 Error: authentication failed # reply=535 5.7.8 Error: authentication failed|code=535|dsn=5.7.8
          SASL [CACHED] authentication failed; server mx.example.com[192.0.2.5] said: 535 5.7.8 Error # reply=535 5.7.8 Error|code=535|dsn=5.7.8
          SASL authentication failed; cannot authenticate to server mx.example.com[192.0.2.5]: no mechanism available # reason=no mechanism available
          SASL authentication failed: server mx.example.com[192.0.2.5] offered no compatible authentication mechanisms for this type of connection security # reason=*
          SASL authentication failed; authentication protocol loop with server mx.example.com[192.0.2.5] # reason=*
          SASL authentication failed; non-empty initial LOGIN challenge from server mx.example.com[192.0.2.5]: am9l # reason=SASL authentication failed; non-empty initial LOGIN challenge from server mx.example.com[192.0.2.5]
          """)
  void authenticationFailed(String text, String facts) {
    Lines.expect(
        ID + text.strip(),
        "kind=auth-failure|queue_id=4F1AB18C3E9" + HOP + "|" + facts.replace("*", text).strip());
  }

  /** A refusal that is remembered names the host alone (smtp_sasl_glue.c). */
  @ParameterizedTest
  @CsvSource({"mx.example.com", "192.0.2.5", "2001:db8::5"})
  void rememberedRefusal(String host) {
    Lines.expect(
        ID + "SASL [CACHED] authentication failed; server " + host + " said: 535 5.7.8 Error",
        "kind=auth-failure|queue_id=4F1AB18C3E9|relay_host="
            + host
            + "|reply=535 5.7.8 Error|code=535|dsn=5.7.8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          SMTPUTF8 is required, but was not offered by host mx.example.com[192.0.2.5] # reason=*
          message requires SMTPUTF8, but no server was found that supports SMTPUTF8. The last attempted server was mx.example.com[192.0.2.5] # reason=*
          message size 100 exceeds size limit 50 of server mx.example.com[192.0.2.5] # reason=*
          TLS is required, but was not offered by host mx.example.com[192.0.2.5] # reason=*
          TLS is required, but host mx.example.com[192.0.2.5] refused to start TLS: 454 4.7.0 TLS not available # reason=*|reply=454 4.7.0 TLS not available|code=454|dsn=4.7.0
          REQUIRETLS Failure: sender requested REQUIRETLS, but host mx.example.com[192.0.2.5] refused to start TLS: 454 4.7.0 x # reason=*|reply=454 4.7.0 x|code=454|dsn=4.7.0
          REQUIRETLS Failure: sender requested REQUIRETLS, but TLS service was not offered by host mx.example.com[192.0.2.5] # reason=*
          REQUIRETLS Failure: sender requested REQUIRETLS, but no server was found that supports REQUIRETLS. The last attempted server was mx.example.com[192.0.2.5] # reason=*
          REQUIRETLS Failure: sender requested REQUIRETLS, but no matching server certificate was found. The last attempted server was mx.example.com[192.0.2.5] # reason=*
          REQUIRETLS Failure: sender requested REQUIRETLS, but no trusted server certificate was found. The last attempted server was mx.example.com[192.0.2.5] # reason=*
          Protocol error: host mx.example.com[192.0.2.5] said: 354 go on (in reply to MAIL FROM command) # reply=354 go on|code=354|stage=mail
          """)
  void attemptFailed(String text, String facts) {
    Lines.expect(
        ID + text.strip(),
        "kind=attempt-failed|queue_id=4F1AB18C3E9" + HOP + "|" + facts.replace("*", text).strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "TLS is required, but our TLS engine is unavailable",
        "TLS is required, but unavailable",
        "client TLS configuration problem",
        "Cannot start TLS: handshake failure",
        "Server certificate not verified",
        "mail for example.com loops back to myself",
        "unexpected server message",
        "unreadable mail queue entry",
        "MIME nesting exceeds safety limit",
        "message header length exceeds safety limit",
        "improper use of 8-bit data in message body",
        "invalid message/* or multipart/* encoding domain",
      })
  void attemptFailedWithoutNextHop(String text) {
    Lines.expect(ID + text, "kind=attempt-failed|queue_id=4F1AB18C3E9|reason=" + text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          Sender requested REQUIRETLS, but REQUIRETLS support was not offered by host mx.example.com[192.0.2.5]
          REQUIRETLS Debug: sender requested REQUIRETLS, but REQUIRETLS support was not offered by host mx.example.com[192.0.2.5]
          """)
  void missingRequireTlsIsNoted(String text) {
    Lines.expect(ID + text.strip(), "kind=diagnostic|queue_id=4F1AB18C3E9" + HOP);
  }

  // --- in a delivery

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          535 # SASL authentication failed; server mx.example.com[192.0.2.5] said: 535 5.7.8 Error
          535 # SASL authentication failed; server mx.example.com[192.0.2.5] said: 535-5.7.8 Error?535 5.7.8 See http://example.com/
          535 # SASL [CACHED] authentication failed; server mx.example.com said: 535 5.7.8 Error
          454 # TLS is required, but host mx.example.com[192.0.2.5] refused to start TLS: 454 4.7.0 x
          454 # REQUIRETLS Failure: sender requested REQUIRETLS, but host mx.example.com[192.0.2.5] refused to start TLS: 454 4.7.0 x
          354 # Protocol error: host mx.example.com[192.0.2.5] said: 354 go on (in reply to MAIL FROM command)
          421 # host mx.example.com[192.0.2.5] refused to talk to me: 421 4.3.2 busy
          421 # delivery temporarily suspended: host mx.example.com[192.0.2.5] refused to talk to me: 421 4.3.2 busy
          450 # delivery temporarily suspended: host mx.example.com[192.0.2.5]:25 said: 450 4.3.2 busy (in reply to MAIL FROM command)
          535 # delivery temporarily suspended: SASL authentication failed; server mx.example.com[192.0.2.5] said: 535 5.7.8 Error
          454 # delivery temporarily suspended: TLS is required, but host mx.example.com[192.0.2.5] refused to start TLS: 454 4.7.0 x
          """)
  void codeOfAQuotedReply(String code, String text) {
    delivery(text.strip(), "|code=" + code.strip());
  }

  /** Digits that no next hop said, or not there. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "SASL authentication failed; cannot authenticate to server mx.example.com[192.0.2.5]: 535 x",
        "SASL authentication failed; non-empty initial LOGIN challenge from server"
            + " mx.example.com[192.0.2.5]: server mx.example.com[192.0.2.5] said: 535 x",
        "SASL [CACHED] authentication failed; server a mx.example.com[192.0.2.5] said: 535 x",
        "SASL authentication failed; server mx.example.com said: 535 x",
        "TLS is required, but host mx.example.com[192.0.2.5] said: 454 x",
        "TLS is required, but was not offered by host mx.example.com[192.0.2.5]",
        "message size 550 exceeds size limit 500 of server mx.example.com[192.0.2.5]",
        "delivery temporarily suspended: connect to mx.example.com[192.0.2.5]:25: Connection refused",
        "delivery temporarily suspended: 421 x",
        "delivery temporarily suspended: delivery temporarily suspended: host"
            + " mx.example.com[192.0.2.5] said: 450 x",
        "delivery temporarily suspended: ",
        "lost connection with mx.example.com[192.0.2.5] while host x[192.0.2.6] said: 450 x",
        "host mx.example.com[192.0.2.5] said: 4500 x",
        "unknown user: \"host mx.example.com[192.0.2.5] said: 550 x\"",
      })
  void otherDigitsAreNoCode(String text) {
    delivery(text, "");
  }

  private static void delivery(String text, String code) {
    Lines.expect(
        ID
            + "to=<b@example.com>, relay=none, delay=1, delays=0.1/0/0.9/0, dsn=4.7.8,"
            + " status=deferred ("
            + text
            + ")",
        "kind=delivery|queue_id=4F1AB18C3E9|to=b@example.com|relay_host=none|delay=1"
            + "|delay_before_queue=0.1|delay_queue=0|delay_connect=0.9|delay_transmit=0|dsn=4.7.8"
            + "|status=deferred|reply="
            + text
            + code);
  }

  // --- what strangers write there

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          SASL authentication failed; server mx.example.com[192.0.2.5] said: 535 5.7.8 no; server evil[192.0.2.66] said: 250 2.0.0 ok # auth-failure|reply=535 5.7.8 no; server evil[192.0.2.66] said: 250 2.0.0 ok|code=535|dsn=5.7.8
          SASL authentication failed; non-empty initial X challenge from server evil[192.0.2.66]: challenge from server mx.example.com[192.0.2.5] # auth-failure|reason=SASL authentication failed; non-empty initial X challenge from server evil[192.0.2.66]|relay_host=evil|relay_ip=192.0.2.66
          host mx.example.com[192.0.2.5] said: 450 SMTPUTF8 is required, but was not offered by host evil[192.0.2.66] # attempt-failed|reply=450 SMTPUTF8 is required, but was not offered by host evil[192.0.2.66]|code=450
          host mx.example.com[192.0.2.5] said: 450 x: message size 1 exceeds size limit 2 of server evil[192.0.2.66] # attempt-failed|reply=450 x: message size 1 exceeds size limit 2 of server evil[192.0.2.66]|code=450
          message size 1 x exceeds size limit 2 of server mx.example.com[192.0.2.5] # other
          """)
  void textsOfStrangers(String text, String facts) {
    String hop = facts.contains("relay_host") || facts.contains("other") ? "" : HOP;
    Lines.expect(ID + text.strip(), "queue_id=4F1AB18C3E9" + hop + "|kind=" + facts.strip());
  }
}
