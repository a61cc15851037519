package io.maillog.postfix;

import io.maillog.dialect.Dialect;
import io.maillog.testkit.DialectCompatibilityKit;
import java.util.List;

class PostfixCompatibilityTest extends DialectCompatibilityKit {
  private static final String HEADER = "Sep 12 10:15:30 mx1 postfix/";

  @Override
  protected Dialect dialect() {
    return new PostfixDialect();
  }

  @Override
  protected List<String> sampleLines() {
    return List.of(
        HEADER
            + "smtp[1]: 4F1AB18C3E9: to=<bob@example.com>, orig_to=<info@example.org>, relay=mx.example.com[198.51.100.25]:25, conn_use=2, delay=1.5, delays=0.1/0.2/0.3/0.9, tls=may, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 9ZZAA)",
        HEADER
            + "smtpd[1]: NOQUEUE: reject: RCPT from client.example.net[192.0.2.7]: 554 5.7.1 <bob@example.com>: Relay access denied; from=<alice@example.net> to=<bob@example.com> proto=ESMTP helo=<pc> sasl_method=PLAIN sasl_username=alice",
        HEADER
            + "smtpd[1]: NOQUEUE: reject: RCPT from client.example.net[192.0.2.7]: 550 5.1.1 <bob@example.com>: Recipient address rejected: undeliverable address: host mx.example.com[198.51.100.25] said: 550 5.1.1 no (in reply to RCPT TO command); from=<alice@example.net> to=<bob@example.com> proto=ESMTP helo=<pc>",
        HEADER
            + "smtpd[1]: NOQUEUE: reject: RCPT from client.example.net[192.0.2.7]: 554 5.7.1 Service unavailable; Sender address [a > b@example.net] blocked using dbl.example.org; from=<\"a > b\"@example.net> to=<bob@example.com> proto=ESMTP helo=<pc>",
        HEADER
            + "cleanup[1]: 4F1AB18C3E9: reject: header Subject: hello from client.example.net[192.0.2.7]; from=<alice@example.net> to=<bob@example.com> proto=ESMTP helo=<pc>: 5.7.1 no",
        HEADER
            + "cleanup[1]: 4F1AB18C3E9: warning: header Subject: hello from client.example.net[192.0.2.7]; from=<alice@example.net> to=<bob@example.com> proto=ESMTP helo=<pc>: seen",
        HEADER
            + "smtpd[1]: Anonymous TLS connection established from client.example.net[192.0.2.7]: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits) key-exchange X25519 server-signature ECDSA (prime256v1) server-digest SHA256",
        HEADER
            + "smtpd[1]: disconnect from client.example.net[192.0.2.7] ehlo=1 auth=0/1 commands=1/2",
        HEADER
            + "smtpd[1]: 4F1AB18C3E9: client=client.example.net[192.0.2.7]:41516, sasl_method=PLAIN, sasl_username=alice, sasl_sender=alice@example.net",
        HEADER + "qmgr[1]: 4F1AB18C3E9: from=<alice@example.net>, size=432, nrcpt=1 (queue active)",
        HEADER
            + "smtpd[1]: warning: unknown[192.0.2.7]: SASL LOGIN authentication failed: Invalid, sasl_username=alice",
        HEADER + "postscreen[1]: PREGREET 14 after 0.08 from [192.0.2.7]:54321: EHLO x\\r\\n",
        HEADER
            + "smtp[1]: 4F1AB18C3E9: host mx.example.com[198.51.100.25] said: 450 4.2.0 Greylisted (in reply to RCPT TO command)",
        HEADER + "bounce[1]: 4F1AB18C3E9: sender non-delivery notification: 5A1AB18C3E9",
        HEADER
            + "smtpd[1]: lost connection after DATA (0 bytes) from client.example.net[192.0.2.7]",
        HEADER + "cleanup[1]: 4F1AB18C3E9: message-id=<one@example.net>",
        HEADER + "pickup[1]: 4F1AB18C3E9: uid=1000 from=<alice>",
        HEADER + "postsuper[1]: 4F1AB18C3E9: placed on hold",
        HEADER
            + "anvil[1]: statistics: max connection rate 1/60s for (smtp:192.0.2.7) at Sep 12 10:15:30",
        HEADER + "qmgr[1]: 4gF7Qx3kKcz9rZt: removed");
  }
}
