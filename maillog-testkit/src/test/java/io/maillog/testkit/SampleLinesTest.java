package io.maillog.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.CsvSource;

class SampleLinesTest {
  private static final String LOG =
      """
      Sep 12 10:15:30 mx1 demo[1]: A1: to=<bob@example.org>, status=sent (ok)
      Sep 12 10:15:31 mx1 demo[2]: B22: to=<carol@example.net>, status=sent (yes)
      Sep 12 10:15:32 mx1 demo[2]: B22: to=<carol@example.net>, relay=mx3, status=sent (ok)
      Sep 12 10:15:33 mx1 demo[2]: B22: removed
      """;

  @TempDir Path dir;

  @Test
  void eachShapeIsGivenOnce() throws IOException {
    Path plain = Files.writeString(dir.resolve("log"), LOG);
    Path packed = dir.resolve("log.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(LOG.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(SampleLines.ofEachShape(plain))
        .containsExactly(
            LOG.lines().toList().get(0), LOG.lines().toList().get(2), LOG.lines().toList().get(3))
        .isEqualTo(SampleLines.ofEachShape(packed));
    assertThatThrownBy(() -> SampleLines.ofEachShape(dir.resolve("none")))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void tablesGiveTheirFirstColumns() {
    assertThat(SampleLines.ofTables(Tables.class, Object.class)).containsExactly("a b", "c");
  }

  /** As a test's tables look; no test. */
  static final class Tables {
    @CsvSource(
        delimiter = '#',
        textBlock =
            """
            a b # kind=other
            """)
    void one() {}

    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            c  # kind=other # x
            no row
            """)
    void two() {}

    void three() {}
  }
}
