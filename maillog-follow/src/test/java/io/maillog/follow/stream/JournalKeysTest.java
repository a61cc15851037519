package io.maillog.follow.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalKeysTest {
  private static final String PLACE = "\"__CURSOR\":\"s=a;i=1\",\"__REALTIME_TIMESTAMP\":\"12\"";

  private static JournalPosition read(String line) {
    JournalKeys keys = new JournalKeys();
    byte[] b = line.getBytes(StandardCharsets.UTF_8);
    keys.accept(b, 0, b.length);
    return keys.position();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{P}",
        "{ P , \"MESSAGE\" : \"x\" }",
        "{\"MESSAGE\":\"x\",P}",
        "{\"MESSAGE\":\"\\\",\\\"__CURSOR\\\":\\\"s=b\\\"\",P}",
        "{\"MESSAGE\":\"\\\\\",P}",
        "{\"MESSAGE\":\"\\\\\\\"}\",P}",
        "{\"MESSAGE\":[34,44,34],P}",
        "{\"MESSAGE\":null,P}",
        "{\"MESSAGE\":[],P}",
        "{\"N\":12,P}",
        "{\"N\":12 , P}",
        "{\"A\":[\"__CURSOR\",\":\",\"s=b\"],P}",
        "{\"A\":[[34,1],null,\"}]\"],P}",
        "{\"A\":{\"__CURSOR\":\"s=b\",\"__REALTIME_TIMESTAMP\":\"9\"},P}",
        "{\"\\u005f_CURSOR\":\"s=b\",P}",
        "{\"__CURSOR2\":\"s=b\",\"_CURSOR\":\"s=b\",\"\":\"s=b\",P}",
        "{\"MESSAGE\":\"__CURSOR\",P,\"__CURSOR\":\"s=b\"}",
        "{P,\"MESSAGE\":\"cut off",
        "{\"MESSAGE\":\"\u00e4\u20ac\",P}",
      })
  void isOfTheObjectItself(String line) {
    assertThat(read(line.replace("P", PLACE))).isEqualTo(new JournalPosition("s=a;i=1", 12));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "text",
        "[\"__CURSOR\",\"s=a\"]",
        "\"__CURSOR\":\"s=a\",\"__REALTIME_TIMESTAMP\":\"12\"",
        "{\"__CURSOR\":\"s=a\"}",
        "{\"__CURSOR\":null,\"__REALTIME_TIMESTAMP\":\"12\"}",
        "{\"__CURSOR\":[\"s=a\"],\"__REALTIME_TIMESTAMP\":\"12\"}",
        "{\"__CURSOR\":\"s=a\\nb\",\"__REALTIME_TIMESTAMP\":\"12\"}",
        "{\"__CURSOR\":\"s=\u00e4\",\"__REALTIME_TIMESTAMP\":\"12\"}",
        "{\"__CURSOR\":\"s= a\",\"__REALTIME_TIMESTAMP\":\"12\"}",
        "{\"__CURSOR\":\"\",\"__REALTIME_TIMESTAMP\":\"12\"}",
        "{\"__CURSOR\":\"s=a\",\"__REALTIME_TIMESTAMP\":\"-1\"}",
        "{\"__CURSOR\":\"s=a\",\"__REALTIME_TIMESTAMP\":\"\"}",
        "{\"__CURSOR\":\"s=a\",\"__REALTIME_TIMESTAMP\":\"9999999999999999999\"}",
        "{\"__CURSOR\":\"s=a",
        "{}\"__CURSOR\":\"s=a\",\"__REALTIME_TIMESTAMP\":\"12\"}",
      })
  void orThereIsNone(String line) {
    assertThat(read(line)).isNull();
  }

  @Test
  void aHugeValueIsNone() {
    assertThat(read("{\"__CURSOR\":\"" + "s".repeat(1025) + "\",\"__REALTIME_TIMESTAMP\":\"1\"}"))
        .isNull();
    assertThat(read("{\"A\":\"" + "s".repeat(100_000) + "\"," + PLACE + "}")).isNotNull();
  }
}
