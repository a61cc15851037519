package io.maillog.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Rows of text that a test compares with those of a run before, kept among the resources. */
final class RecordedRows {
  private static final boolean UPDATE = Boolean.getBoolean("io.maillog.golden.update");

  private RecordedRows() {}

  /**
   * Asserts that the rows are those of a record; or makes them the record, where {@code
   * -Dio.maillog.golden.update=true} asks for that.
   *
   * @param record the resource, as {@code /golden/line-sequences.txt}
   */
  static void assertAre(String record, List<String> rows) throws IOException {
    if (UPDATE) {
      Files.write(Path.of("src/test/resources" + record), rows);
      return;
    }
    try (InputStream in = RecordedRows.class.getResourceAsStream(record)) {
      assertThat(rows)
          .isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    }
  }
}
