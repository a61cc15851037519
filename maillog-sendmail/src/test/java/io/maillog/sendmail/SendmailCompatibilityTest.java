package io.maillog.sendmail;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.dialect.Dialect;
import io.maillog.testkit.DialectCompatibilityKit;
import io.maillog.testkit.ForgeableLine;
import io.maillog.testkit.SampleLines;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The kit, with every line of the tables of {@link SendmailLinesTest} and {@link ForgeryTest}. */
class SendmailCompatibilityTest extends DialectCompatibilityKit {
  private static final List<String> HEADERS =
      List.of(
          "<22>Sep 12 10:15:31 mx1 sm-mta[124]: 68CAFUxy012345: to=<bob@example.net>,"
              + " ctladdr=<alice@example.org> (1000/1000), delay=00:00:01, xdelay=00:00:01,"
              + " mailer=esmtp, pri=30432, relay=mx.example.net. [198.51.100.25], dsn=2.0.0,"
              + " stat=Sent (Ok: queued)",
          "2026-09-12T10:15:30+02:00 mx1 sendmail[125]: STARTTLS=client, relay=[127.0.0.1],"
              + " version=TLSv1.3, verify=NOT, cipher=TLS_AES_256_GCM_SHA384, bits=256/256",
          "Sep 12 10:15:30 mx1 sendmail: h8CAFU012345: clone h8CAFU012346, owner=owner-list",
          "Sep 12 10:15:30 mx1 sm-msp-queue[126]: 68CAFUxy012345: done; delay=00:00:03, ntries=1",
          "Sep 12 10:15:30 mx1 sm-acceptingconnections[126]: NOQUEUE: connect from [192.0.2.7]");

  @Override
  protected Dialect dialect() {
    return new SendmailDialect();
  }

  @Override
  protected List<String> sampleLines() {
    return Stream.concat(HEADERS.stream(), tables()).toList();
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
    return SampleLines.ofEachShape(Path.of("src/test/resources/recorded/sendmail-8.17-maillog.gz"));
  }

  private static Stream<String> tables() {
    return SampleLines.ofTables(SendmailLinesTest.class, ForgeryTest.class).stream()
        .map(line -> "Sep 12 10:15:30 mx1 sm-mta[8001]: " + line);
  }

  @Test
  void samplesAreThose() {
    assertThat(sampleLines()).hasSizeGreaterThan(300);
  }
}
