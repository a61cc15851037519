package io.maillog.postfix;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a client states with MAIL FROM … AUTH=, before what a content filter states with XFORWARD.
 * The client's word ends at its first space that is not quoted, bracketed or escaped
 * (smtpd_token.c).
 */
class SaslSenderTest {
  private static final String CLIENT =
      "smtpd: ABCDEF0006: client=filter.example.org[192.0.2.3], sasl_method=PLAIN,"
          + " sasl_username=filter, sasl_sender=";
  private static final String FACTS =
      "kind=received|queue_id=ABCDEF0006|client_host=filter.example.org|client_ip=192.0.2.3"
          + "|sasl_method=PLAIN|sasl_username=filter|sasl_sender=";

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "joe@example.org",
        "<joe@example.org>",
        "joe+20doe@example.org,",
        "\"joe doe\"@example.org",
        "<\"joe> doe\"@example.org>",
        "a\\ b",
        // Words that hold what follows them.
        "\"x, orig_queue_id=FEDCBA0001, orig_client=evil[192.0.2.66]\"",
        "<x, orig_queue_id=FEDCBA0001, orig_client=evil[192.0.2.66]>",
        "<<x>, orig_queue_id=FEDCBA0001>",
        "\"\\\", orig_queue_id=FEDCBA0001\"",
        "x,\\ orig_queue_id=FEDCBA0001",
        "x,orig_queue_id=FEDCBA0001",
        ">\"<, orig_client=evil[192.0.2.66]\"",
      })
  void senderIsOneWord(String sender) {
    Lines.expect(CLIENT + sender, FACTS + sender);
    Lines.expect(
        CLIENT + sender + ", orig_queue_id=ABCDEF0005, orig_client=mail.example.org[192.0.2.1]",
        FACTS
            + sender
            + "|parent_queue_id=ABCDEF0005|attr.orig_client=mail.example.org[192.0.2.1]");
    Lines.expect(
        CLIENT + sender + ", orig_queue_id=ABCDEF0005",
        FACTS + sender + "|parent_queue_id=ABCDEF0005");
    Lines.expect(
        CLIENT + sender + ", orig_client=unknown", FACTS + sender + "|attr.orig_client=unknown");
  }

  /** Where it is not known where the word ends, nothing behind it is stated. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "\"x, orig_queue_id=FEDCBA0001",
        "<x, orig_queue_id=FEDCBA0001, orig_client=evil[192.0.2.66]",
        "x orig_queue_id=FEDCBA0001",
        "x, y, orig_queue_id=FEDCBA0001",
        "x, sasl_username=evil, orig_queue_id=FEDCBA0001",
        "x\\",
      })
  void senderWithoutAnEndIsTheRest(String sender) {
    Lines.expect(CLIENT + sender, FACTS + sender);
  }
}
