package io.maillog.opensmtpd;

import io.maillog.dialect.Dialect;
import io.maillog.testkit.DialectCompatibilityKit;
import io.maillog.testkit.ForgeableLine;
import io.maillog.testkit.SampleLines;
import java.nio.file.Path;
import java.util.List;

/** The kit, with every line of the tables of {@link OpenSmtpdLinesTest}. */
class OpenSmtpdCompatibilityTest extends DialectCompatibilityKit {
  @Override
  protected Dialect dialect() {
    return new OpenSmtpdDialect();
  }

  @Override
  protected List<String> sampleLines() {
    return SampleLines.ofTables(OpenSmtpdLinesTest.class).stream()
        .map(text -> "Sep 12 10:15:30 mx1 smtpd[8001]: " + text)
        .toList();
  }

  @Override
  protected List<ForgeableLine> forgeableLines() {
    return ForgeableLines.all();
  }

  @Override
  protected List<List<String>> stories() {
    return List.of(SampleLines.all(Path.of("src/test/resources/recorded/sample.log")));
  }

  @Override
  protected List<String> recordedLines() {
    return SampleLines.ofEachShape(Path.of("src/test/resources/recorded/opensmtpd-6.8-maillog.gz"));
  }
}
