package io.maillog.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.event.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The user that a client has authenticated as, wherever the server puts it; and no other name. */
class AuthenticatedUserTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
"""
          smtpd: 4F1AB18C3E9: client=pc.example.org[192.0.2.7], sasl_method=PLAIN, sasl_username=bob@example.org # bob@example.org
          smtpd: 4F1AB18C3E9: client=pc.example.org[192.0.2.7], sasl_method=PLAIN, sasl_username=bob, sasl_sender=carol #
          smtpd: 4F1AB18C3E9: client=pc.example.org[192.0.2.7], sasl_method=PLAIN, sasl_username=bob, orig_queue_id=5A1AB18C3E9 #
          smtpd: 4F1AB18C3E9: client=pc.example.org[192.0.2.7] #
          smtpd: NOQUEUE: reject: RCPT from pc.example.org[192.0.2.7]: 550 5.1.1 <x@example.org>: Recipient address rejected: User unknown; from=<bob@example.org> to=<x@example.org> proto=ESMTP helo=<pc> sasl_username=bob # bob
          smtpd: warning: pc.example.org[192.0.2.7]: SASL LOGIN authentication failed: (reason unavailable), sasl_username=bob #
          pickup: 4F1AB18C3E9: uid=1000 from=<bob> #
""")
  void userIsNamedWhomTheServerHasChecked(String text, String user) {
    assertThat(Lines.read(text).authenticatedUser()).isEqualTo(user);
  }

  @Test
  void noNameIsNone() {
    String line =
        "smtpd: warning: unknown[192.0.2.9]: SASL PLAIN authentication failed: Invalid base64 data"
            + " in initial response, sasl_username=(unavailable)";
    assertThat(Lines.read(line).fields())
        .containsEntry(Field.REASON, "Invalid base64 data in initial response")
        .doesNotContainKey(Field.SASL_USERNAME);
  }
}
