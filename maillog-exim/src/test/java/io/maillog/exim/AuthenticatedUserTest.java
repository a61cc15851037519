package io.maillog.exim;

import static org.assertj.core.api.Assertions.assertThat;

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
          1vNMFN-0002BN-1x <= alice@example.org H=(pc) [192.0.2.7] P=esmtpsa A=plain:bob S=432 # bob
          1vNMFN-0002BN-1x <= alice@example.org H=(pc) [192.0.2.7] P=esmtpsa A=plain:bob:carol@example.org S=432 #
          1vNMFN-0002BN-1x <= alice@example.org H=(pc) [192.0.2.7] P=esmtpsa A=external S=432 #
          1vNMFN-0002BN-1x <= alice@example.org U=alice P=local S=432 #
          H=(pc) [192.0.2.7] F=<ann@example.net> A=login:bob rejected RCPT <b@example.org>: no # bob
          H=(pc) [192.0.2.7] F=<ann@example.net> A=login:bob:carol@example.org rejected RCPT <b@example.org>: no # bob:carol@example.org
          login authenticator failed for (pc) [192.0.2.7]: 535 Incorrect authentication data (set_id=bob) #
          1vNMFN-0002BN-1x => b@example.net R=smarthost T=smtp H=mail.example.net [198.51.100.7] A=plain:us C="250 OK" #
""")
  void userIsNamedWhomTheServerHasChecked(String text, String user) {
    assertThat(Lines.read(text).authenticatedUser()).isEqualTo(user);
  }
}
