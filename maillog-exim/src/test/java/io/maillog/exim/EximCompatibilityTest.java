package io.maillog.exim;

import io.maillog.dialect.Dialect;
import io.maillog.testkit.DialectCompatibilityKit;
import java.util.List;

class EximCompatibilityTest extends DialectCompatibilityKit {
  @Override
  protected Dialect dialect() {
    return new EximDialect();
  }

  @Override
  protected List<String> sampleLines() {
    return List.of(
        "2026-09-12 10:15:30 1vNMFN-0002BN-1x <= alice@example.org H=mail.example.net [192.0.2.7] P=esmtp S=432",
        "Sep 12 10:15:30 mx1 exim[8001]: 1vNMFN-000000005Qd-0Ikb Completed");
  }
}
