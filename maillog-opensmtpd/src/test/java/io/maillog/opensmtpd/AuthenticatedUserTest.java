package io.maillog.opensmtpd;

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
          fd5c0f06aba7f70e smtp authentication user=ann result=ok # ann
          fd5c0f06aba7f70e smtp authentication user=ann address=192.0.2.10 host=mail.example.net result=ok # ann
          fd5c0f06aba7f70e smtp authentication user=ann result=permfail #
""")
  void userIsNamedWhomTheServerHasChecked(String text, String user) {
    assertThat(Lines.read(text).authenticatedUser()).isEqualTo(user);
  }
}
