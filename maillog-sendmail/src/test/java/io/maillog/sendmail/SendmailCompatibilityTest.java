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
        "Sep 12 10:15:30 mx1 sm-mta[123]: 68CAFUxy012345: from=<alice@example.org>, size=432, class=0,"
            + " nrcpts=1, msgid=<one@example.org>, proto=ESMTP, daemon=MTA-v4, relay=mail.example.org"
            + " [192.0.2.7]",
        "<22>Sep 12 10:15:31 mx1 sm-mta[124]: 68CAFUxy012345: to=<bob@example.net>,"
            + " ctladdr=<alice@example.org> (1000/1000), delay=00:00:01, xdelay=00:00:01, mailer=esmtp,"
            + " pri=30432, relay=mx.example.net. [198.51.100.25], dsn=2.0.0, stat=Sent (Ok: queued)",
        "2026-09-12T10:15:30+02:00 mx1 sendmail[125]: STARTTLS=client, relay=[127.0.0.1], version=TLSv1.3,"
            + " verify=NOT, cipher=TLS_AES_256_GCM_SHA384, bits=256/256",
        "Sep 12 10:15:30 mx1 sendmail: h8CAFU012345: clone h8CAFU012346, owner=owner-list",
        "Sep 12 10:15:30 mx1 sm-mta[126]: NOQUEUE: SYSERR(root): opendaemonsocket: cannot bind");
  }
}
