package io.maillog.framing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RotationNameTest {
  @ParameterizedTest
  @CsvSource({
    "mail.log, mail.log, -1, ",
    "mail.log.1, mail.log, 1, ",
    "mail.log.12.gz, mail.log, 12, ",
    "mail.log.gz, mail.log, -1, ",
    "mail.log.3.bz2, mail.log, 3, ",
    "mail.log-20260912.xz, mail.log, -1, 2026-09-12.",
    "mail.log.4.zst, mail.log, 4, ",
    "maillog.0, maillog, 0, ",
    "mainlog.01, mainlog, 1, ",
    "mainlog-20260912, mainlog, -1, 2026-09-12.",
    "mail.log-20260912.gz, mail.log, -1, 2026-09-12.",
    "mail.log-2026-09-12, mail.log, -1, 2026-09-12.",
    "mail.log-20260912-1789200930, mail.log, -1, 2026-09-12.1789200930",
    "maillog.20260912T101530, maillog, -1, 2026-09-12.101530",
    "mail-20260912.log, mail.log, -1, 2026-09-12.",
    "mail-20260912.log.gz, mail.log, -1, 2026-09-12.",
    "mail.1.log, mail.log, 1, ",
    "mail.log-20261332, mail.log-20261332, -1, ",
    "mail.log.2026, mail.log.2026, -1, ",
    "192.0.2.1, 192.0.2.1, -1, ",
    "192.0.2.1.log, 192.0.2.1.log, -1, ",
    "192.0.2.1.log.3, 192.0.2.1.log, 3, ",
    "mx1.example.org, mx1.example.org, -1, ",
    ".gz, .gz, -1, ",
  })
  void nameIsTakenApart(String name, String base, int number, String date) {
    RotationName rotation = RotationName.of(name);
    assertThat(rotation.base()).isEqualTo(base);
    assertThat(rotation.number()).isEqualTo(number);
    assertThat(rotation.date()).isEqualTo(date);
    assertThat(rotation.isLive()).isEqualTo(number < 0 && date == null);
  }

  @Test
  void dateBoundsTheLines() {
    assertThat(RotationName.of("mail.log-20260912").rotatedBy())
        .isEqualTo(Instant.parse("2026-09-14T00:00:00Z"));
  }
}
