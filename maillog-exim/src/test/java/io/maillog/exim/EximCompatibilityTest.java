package io.maillog.exim;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.dialect.Dialect;
import io.maillog.testkit.DialectCompatibilityKit;
import io.maillog.testkit.ForgeableLine;
import io.maillog.testkit.SampleLines;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The kit, with every line of the tables of {@link EximLinesTest} and {@link ForgeryTest}. */
class EximCompatibilityTest extends DialectCompatibilityKit {
  private static final List<String> HEADERS =
      List.of(
          "2026-09-12 10:15:30 1vNMFN-0002BN-1x <= alice@example.org H=mail.example.net [192.0.2.7]"
              + " P=esmtp S=432",
          "2026-09-12 10:15:31.123 +0200 [8001] 1vNMFN-0002BN-1x => bob <bob@example.com>"
              + " R=dnslookup T=remote_smtp H=mx.example.com [198.51.100.25]"
              + " X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=yes C=\"250 2.0.0 Ok: queued as 9ZZ\""
              + " QT=1s DT=0.5s",
          "Sep 12 10:15:30 mx1 exim4[8001]: 2026-09-12 10:15:30 [8001] 1vNMFN-0002BN-1x =="
              + " bob@example.com R=dnslookup T=remote_smtp defer (111): Connection refused",
          "Sep 12 10:15:30 mx1 exim[8001]: [1/3] 1vNMFN-0002BN-1x ** carol@example.com R=dnslookup:"
              + " no",
          "Sep 12 10:15:30 mx1 exim[8001]: [1/2] 2026-09-12 10:15:30 1vNMFN-0002BN-1x <="
              + " alice@example.org H=mail.example.net [192.0.2.7] P=esmtp S=432 id=1@example.org"
              + " for bob@example.com carol@exa",
          "Sep 12 10:15:30 mx1 exim[8001]: [2/2] mple.com dave@example.com",
          "Sep 12 10:15:30 mx1 exim[8001]: \"a@example.com\" from env-to rewritten as"
              + " \"b@example.com\" by rule 1",
          "Sep 12 10:15:30 mx1 exim[8001]: 1vNMFN-000000005Qd-0Ikb Completed");

  @Override
  protected Dialect dialect() {
    return new EximDialect();
  }

  @Override
  protected List<String> sampleLines() {
    return Stream.concat(HEADERS.stream(), tables()).toList();
  }

  @Override
  protected List<ForgeableLine> forgeableLines() {
    return Stream.concat(ForgeableLines.all().stream(), ForgeableLines.inDoubt().stream()).toList();
  }

  @Override
  protected List<List<String>> stories() {
    return List.of(SampleLines.all(Path.of("src/test/resources/recorded/sample.log")));
  }

  @Override
  protected List<String> recordedLines() {
    return SampleLines.ofEachShape(Path.of("src/test/resources/recorded/exim-4.96-mainlog.gz"));
  }

  private static Stream<String> tables() {
    return SampleLines.ofTables(EximLinesTest.class, ForgeryTest.class).stream()
        .map(line -> "2026-09-12 10:15:30 " + line);
  }

  @Test
  void samplesAreThose() {
    assertThat(sampleLines()).hasSizeGreaterThan(300);
  }
}
