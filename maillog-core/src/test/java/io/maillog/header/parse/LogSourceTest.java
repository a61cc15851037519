package io.maillog.header.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maillog.bytes.ByteSlice;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LogSourceTest {
  @Test
  void sourcesAreToldByTheirLabelElseByTheirDirectory() {
    assertThat(
            Set.of(
                LogSource.NONE,
                LogSource.labelled("/a"),
                LogSource.in("/a"),
                LogSource.labelled("/b"),
                LogSource.in("/b")))
        .hasSize(5)
        .contains(LogSource.labelled("/a"), LogSource.in("/b"));
    assertThat(LogSource.NONE.server(new ByteSlice())).isNull();
    assertThat(LogSource.labelled("x").server(new ByteSlice())).hasToString("\0x");
    assertThat(LogSource.in("x").server(new ByteSlice())).hasToString("\0\0x");
  }

  @Test
  void labelIsAName() {
    assertThat(LogSource.labelled("é".repeat(127)).label()).hasSize(127);
    for (String bad : new String[] {"", "é".repeat(128), "a\nb", "a\0", "\u0085"}) {
      assertThatThrownBy(() -> LogSource.labelled(bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("255");
    }
  }
}
