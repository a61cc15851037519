package io.maillog.sendmail;

import io.maillog.dialect.Dialect;
import io.maillog.testkit.DialectCompatibilityKit;
import java.util.List;

class SendmailCompatibilityTest extends DialectCompatibilityKit {
  @Override
  protected Dialect dialect() {
    return new SendmailDialect();
  }

  @Override
  protected List<String> sampleLines() {
    return List.of(
        "Sep 12 10:15:30 mx1 sm-mta[123]: 68CAFUxy012345: from=<alice@example.org>, size=1");
  }
}
