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
        "2026-09-12 10:15:31.123 +0200 [8001] 1vNMFN-0002BN-1x => bob <bob@example.com> R=dnslookup"
            + " T=remote_smtp H=mx.example.com [198.51.100.25] X=TLS1.3:TLS_AES_256_GCM_SHA384:256"
            + " CV=yes C=\"250 2.0.0 Ok: queued as 9ZZ\" QT=1s DT=0.5s",
        "2026-09-12 10:15:31 1vNMFN-0002BN-1x ** carol@example.com R=dnslookup T=remote_smtp: SMTP error"
            + " from remote mail server after RCPT TO:<carol@example.com>: 550 5.1.1 No such user",
        "2026-09-12 10:15:32 H=mail.example.net (pc) [192.0.2.7] F=<alice@example.net> rejected RCPT"
            + " <dave@example.org>: relay not permitted",
        "Sep 12 10:15:30 mx1 exim4[8001]: 2026-09-12 10:15:30 [8001] 1vNMFN-0002BN-1x == bob@example.com"
            + " R=dnslookup T=remote_smtp defer (111): Connection refused",
        "Sep 12 10:15:30 mx1 exim[8001]: 1vNMFN-000000005Qd-0Ikb Completed");
  }
}
