package io.maillog.opensmtpd;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.dialect.Dialect;
import io.maillog.dialect.Dialect.Claim;
import io.maillog.dialect.Dialects;
import io.maillog.event.EventKind;
import io.maillog.event.MailEventRecord;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenSmtpdDialectTest {
  private final Dialect dialect = new OpenSmtpdDialect();

  @Test
  void isFoundByTheServiceLoader() {
    assertThat(Dialects.load().named("opensmtpd")).isPresent();
  }

  /** A name with a slash is Postfix's: {@code postfix/smtpd}, or another {@code syslog_name}. */
  @ParameterizedTest
  @CsvSource({
    "smtpd, WEAK",
    "opensmtpd, STRONG",
    "postfix/smtpd, NONE",
    "postfix-out/smtpd, NONE",
    "mail/smtpd, NONE",
    "smtpd/smtpd, NONE",
    "smtp, NONE",
    "smtpd2, NONE",
    "xsmtpd, NONE"
  })
  void programIsClaimed(String program, Claim claim) {
    byte[] name = program.getBytes(StandardCharsets.UTF_8);
    assertThat(dialect.claimProgram(name, 0, name.length)).isEqualTo(claim);
  }

  /** What Postfix's smtpd writes before it knows its full name, and what only looks like ours. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "fatal: open database /etc/aliases.db: No such file or directory",
        "warning: not enough free space in mail queue",
        "error: open database /etc/aliases.db",
        "connect from client.example.net[192.0.2.1]",
        "4F1AB18C3E9: client=client.example.net[192.0.2.1]",
        "fd5c0f06aba7f70e: client=client.example.net[192.0.2.1]",
        "fd5c0f06aba7f70 smtp connected address=192.0.2.1 host=x",
        "fd5c0f06aba7f70e smtpd connected",
        ""
      })
  void textOfAnotherServerIsNotClaimed(String text) {
    byte[] line = text.getBytes(StandardCharsets.UTF_8);
    assertThat(dialect.claimText(line, 0, line.length)).isEqualTo(Claim.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fd5c0f06aba7f70e smtp connected address=192.0.2.1 host=x",
        "0000000000000000 mta delivery evpid=446ba0436cb6f806",
        "0000000000000000 mda delivery evpid=446ba0436cb6f806",
        "smtp-in: New session fd5c0f06aba7f70e from host x [192.0.2.1]",
        "smtp-out: x",
        "relay: Ok for 446ba0436cb6f806: x",
        "delivery: Ok for 446ba0436cb6f806: x",
        "warn: x",
        "info: x",
        "debug: x",
        "Exiting"
      })
  void ownTextIsClaimed(String text) {
    byte[] line = text.getBytes(StandardCharsets.UTF_8);
    assertThat(dialect.claimText(line, 0, line.length)).isEqualTo(Claim.STRONG);
  }

  @Test
  void emptyTextIsOfKindOther() {
    MailEventRecord e = Lines.whole("Sep 12 10:15:30 mx1 smtpd[1]:");
    assertThat(e.kind()).isEqualTo(EventKind.OTHER);
  }
}
