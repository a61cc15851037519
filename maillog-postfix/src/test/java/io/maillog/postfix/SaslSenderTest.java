package io.maillog.postfix;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a client states with MAIL FROM … AUTH=, before what a content filter states with XFORWARD.
 * The client's word ends at its first space that is not quoted, bracketed or escaped
 * (smtpd_token.c). It needs no login for that; with one, the user's name may hold all that follows.
 */
class SaslSenderTest {
  private static final String CLIENT =
      "smtpd: ABCDEF0006: client=filter.example.org[192.0.2.3], sasl_sender=";
  private static final String LOGGED_IN =
      "smtpd: ABCDEF0006: client=filter.example.org[192.0.2.3], sasl_method=PLAIN, sasl_username=";
  private static final String FACTS =
      "kind=received|queue_id=ABCDEF0006|client_host=filter.example.org|client_ip=192.0.2.3"
          + "|sasl_sender=";

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

  /** A user's name can be anything that the backend took: where it ends is not known then. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "bob, sasl_sender=v@example.org",
        "bob, orig_queue_id=FEDCBA0001, orig_client=evil[192.0.2.66]",
        "bob, orig_client=evil[192.0.2.66]",
        "bob, sasl_sender=v@example.org, orig_queue_id=FEDCBA0001, orig_client=unknown",
        "bob, sasl_username=x, orig_queue_id=FEDCBA0001",
        "bob, orig_cl",
      })
  void nameThatHoldsWhatFollowsOne(String name) {
    Lines.expect(
        LOGGED_IN + name,
        "kind=received|queue_id=ABCDEF0006|client_host=filter.example.org|client_ip=192.0.2.3"
            + "|sasl_method=PLAIN");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "bob",
        "bob, admin",
        "bob, sasl_username=admin",
        "bob,sasl_sender=v@example.org",
        "bob sasl_sender=v@example.org",
      })
  void nameThatHoldsNone(String name) {
    Lines.expect(
        LOGGED_IN + name,
        "kind=received|queue_id=ABCDEF0006|client_host=filter.example.org|client_ip=192.0.2.3"
            + "|sasl_method=PLAIN|sasl_username="
            + name);
  }

  /** smtpd(8) cuts the name of who failed at 100 bytes (smtpd_sasl_glue.c). */
  @ParameterizedTest
  @CsvSource({"99, true", "100, false"})
  void nameThatWasCut(int length, boolean whole) {
    String name = "x".repeat(length);
    Lines.expect(
        "smtpd: warning: unknown[192.0.2.7]: SASL LOGIN authentication failed: no, sasl_username="
            + name,
        "kind=auth-failure|severity=warning|client_ip=192.0.2.7|sasl_method=LOGIN|reason=no"
            + (whole ? "|sasl_username=" + name : ""));
  }
}
