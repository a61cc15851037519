package io.maillog.sendmail;

import io.maillog.testkit.OrderKit;
import java.util.List;

class StoryOrderProperties extends OrderKit {
  StoryOrderProperties() {
    super(
        new SendmailDialect(),
        "2026-09-12T10:15:30Z mx1 ",
        List.of(
            List.of(
                "sm-mta[100]: 68CAFUaa000010: from=<ann@example.net>, size=482, class=0, nrcpts=2,"
                    + " msgid=<one@example.net>, proto=ESMTP, daemon=MTA-v4,"
                    + " relay=client.example.net [192.0.2.7]",
                "sm-mta[101]: 68CAFUaa000010: to=<bob@example.com>, delay=00:00:00,"
                    + " xdelay=00:00:00, mailer=esmtp, pri=30482, relay=mx.example.com."
                    + " [198.51.100.25], dsn=2.0.0, stat=Sent (ok)",
                "sm-mta[101]: 68CAFUaa000010: to=<joe@example.org>, delay=00:00:00,"
                    + " xdelay=00:00:00, mailer=local, pri=30482, dsn=2.0.0, stat=Sent"),
            List.of(
                "sm-mta[100]: 68CAFUaa000010: from=<ann@example.net>, size=482, class=0, nrcpts=1,"
                    + " msgid=<one@example.net>, proto=ESMTP, daemon=MTA-v4,"
                    + " relay=client.example.net [192.0.2.7]",
                "sm-mta[100]: 68CAFUaa000010: <eve@example.org>... User unknown",
                "sm-mta[101]: 68CAFUaa000010: to=<bob@example.com>, delay=00:00:00,"
                    + " xdelay=00:00:00, mailer=esmtp, pri=30482, relay=mx.example.com."
                    + " [198.51.100.25], dsn=4.0.0, stat=Deferred: Connection refused by"
                    + " mx.example.com."),
            List.of(
                "sm-mta[100]: 68CAFUaa000010: from=<ann@example.net>, size=482, class=0, nrcpts=3,"
                    + " msgid=<one@example.net>, proto=ESMTP, daemon=MTA-v4,"
                    + " relay=client.example.net [192.0.2.7]",
                "sm-mta[100]: 68CAFUaa000010: Milter (m) delete: rcpt <eve@example.org>, naddrs=1",
                "sm-mta[100]: 68CAFUaa000010: Milter (m) delete: rcpt <joe@example.org>, naddrs=1",
                "sm-mta[100]: 68CAFUaa000010: Milter (m) add: rcpt: <joe@example.org>",
                "sm-mta[100]: 68CAFUaa000010: Milter (m) add: rcpt: <log@example.org>",
                "sm-mta[101]: 68CAFUaa000010: to=<joe@example.org>,<log@example.org>,"
                    + " delay=00:00:00, xdelay=00:00:00, mailer=local, pri=30482, dsn=2.0.0,"
                    + " stat=Sent",
                "sm-mta[101]: 68CAFUaa000010: to=<bob@example.com>, delay=00:00:00,"
                    + " xdelay=00:00:00, mailer=esmtp, pri=30482, relay=mx.example.com."
                    + " [198.51.100.25], dsn=2.0.0, stat=Sent (ok)"),
            List.of(
                "sm-mta[100]: 68CAFUaa000010: from=<ann@example.net>, size=482, class=0, nrcpts=1,"
                    + " msgid=<one@example.net>, proto=ESMTP, daemon=MTA-v4,"
                    + " relay=client.example.net [192.0.2.7]",
                "sm-mta[100]: 68CAFUaa000010: Milter delete: rcpt <bob@example.com>"),
            List.of(
                "sendmail[100]: 68CAFUaa000010: from=ann, size=482, class=0, nrcpts=1,"
                    + " msgid=<one@example.net>, relay=ann@localhost",
                "sendmail[100]: 68CAFUaa000010: to=bob@example.com, ctladdr=ann (1000/1000),"
                    + " delay=00:00:00, xdelay=00:00:00, mailer=relay, pri=30482,"
                    + " relay=[127.0.0.1] [127.0.0.1], dsn=2.0.0, stat=Sent (68CAFUab000011 Message"
                    + " accepted for delivery)",
                "sendmail[100]: 68CAFUaa000010: done; delay=00:00:00, ntries=1")));
  }
}
