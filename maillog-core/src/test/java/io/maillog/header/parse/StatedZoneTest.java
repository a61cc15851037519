package io.maillog.header.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.event.LogTime;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A zone that a stamp states goes before the log's own, which is far from it here. */
class StatedZoneTest {
  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          Sat 2026-09-12 10:15:30 UTC mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30Z
          Sat 2026-09-12 10:15:30 +03 mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30+03:00
          Sat 2026-09-12 10:15:30 -03 mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30-03:00
          Sat 2026-09-12 10:15:30 +14 mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30+14:00
          2026-09-12T10:15:30Z mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30Z
          2026-09-12T10:15:30-05:30 mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30-05:30
          2026-09-12T10:15:30+0200 mx1 postfix/smtpd[12]: text # 2026-09-12T10:15:30+02:00
          """)
  void zoneOfTheStampIsTaken(String line, String time) {
    assertThat(time(line)).isEqualTo(time);
  }

  /** These leave it to the log's zone: what they mean depends on where they are used. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          Sat 2026-09-12 10:15:30 CEST mx1 postfix/smtpd[12]: text
          Sat 2026-09-12 10:15:30 UTX mx1 postfix/smtpd[12]: text
          Sat 2026-09-12 10:15:30 UXC mx1 postfix/smtpd[12]: text
          Sat 2026-09-12 10:15:30 XTC mx1 postfix/smtpd[12]: text
          Sat 2026-09-12 10:15:30 UTCX mx1 postfix/smtpd[12]: text
          Sat 2026-09-12 10:15:30 mx1 postfix/smtpd[12]: text
          Sep 12 10:15:30 mx1 postfix/smtpd[12]: text
          """)
  void otherStampsAreOfTheLogsZone(String line) {
    assertThat(time(line)).isEqualTo("2026-09-12T10:15:30+09:00");
  }

  private static String time(String line) {
    byte[] bytes = line.strip().getBytes(StandardCharsets.ISO_8859_1);
    ParsedHeader header = new ParsedHeader();
    new HeaderParser().parse(bytes, 0, bytes.length, header);
    TimePolicy policy = TimePolicy.inZone(TOKYO);
    policy.anchorYear(2026);
    policy.complete(header);
    return header.timed() ? LogTime.of(header).toString() : "none";
  }
}
