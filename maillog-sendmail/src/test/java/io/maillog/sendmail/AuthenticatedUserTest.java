package io.maillog.sendmail;

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
          AUTH=server, relay=pc.example.org [192.0.2.7], authid=bob@example.org, mech=LOGIN, bits=0 # bob@example.org
          AUTH=server, relay=pc.example.org [192.0.2.7], authid=bob, mech=PLAIN, bits=0 # bob
          AUTH failure (LOGIN): authentication failure (-13) SASL(-13): authentication failure: checkpass failed, user=bob, relay=pc.example.org [192.0.2.7] #
          AUTH=client, relay=mail.example.net [198.51.100.7], mech=PLAIN, bits=0 #
          01AFUEbo012345: from=bob, size=320, class=0, nrcpts=1, msgid=<1@example.org>, relay=bob@localhost #
""")
  void userIsNamedWhomTheServerHasChecked(String text, String user) {
    assertThat(Lines.read(text).authenticatedUser()).isEqualTo(user);
  }
}
