package io.maillog.postfix;

import io.maillog.testkit.OrderKit;
import java.util.List;

class StoryOrderProperties extends OrderKit {
  StoryOrderProperties() {
    super(
        new PostfixDialect(),
        "2026-09-12T10:15:30Z mx1 ",
        List.of(
            // From a client, through a service with a name of its own.
            List.of(
                "postfix/submission/smtpd[10]: connect from pc.example.net[192.0.2.7]",
                "postfix/submission/smtpd[10]: 4F1AB18C3E9: client=pc.example.net[192.0.2.7],"
                    + " sasl_method=PLAIN, sasl_username=ann",
                "postfix/cleanup[11]: 4F1AB18C3E9: message-id=<one@example.net>",
                "postfix/qmgr[12]: 4F1AB18C3E9: from=<ann@example.net>, size=432, nrcpt=2"
                    + " (queue active)",
                "postfix/submission/smtpd[10]: disconnect from pc.example.net[192.0.2.7] ehlo=1"
                    + " mail=1 rcpt=2 data=1 quit=1 commands=6",
                "postfix/relay/smtp[13]: 4F1AB18C3E9: to=<bob@example.com>,"
                    + " relay=mx.example.com[198.51.100.25]:25, delay=0.3, delays=0/0/0/0.3,"
                    + " dsn=2.0.0, status=sent (250 ok)",
                "postfix/local[14]: 4F1AB18C3E9: to=<joe@example.org>, orig_to=<joe>, relay=local,"
                    + " delay=0.1, delays=0/0/0/0.1, dsn=2.0.0, status=sent (delivered to mailbox)",
                "postfix/qmgr[12]: 4F1AB18C3E9: removed"),
            // From a local user, whose address the queue manager completes.
            List.of(
                "postfix/pickup[10]: 4F1AB18C3E9: uid=0 from=<root>",
                "postfix/cleanup[11]: 4F1AB18C3E9: message-id=<one@example.net>",
                "postfix/qmgr[12]: 4F1AB18C3E9: from=<root@example.org>, size=432, nrcpt=1"
                    + " (queue active)",
                "postfix/virtual[14]: 4F1AB18C3E9: to=<joe@example.org>, relay=virtual, delay=0.1,"
                    + " delays=0/0/0/0.1, dsn=2.0.0, status=sent (delivered to maildir)",
                "postfix/qmgr[12]: 4F1AB18C3E9: removed"),
            // One that comes back, and what tells its sender.
            List.of(
                "postfix/smtpd[10]: 4F1AB18C3E9: client=pc.example.net[192.0.2.7]",
                "postfix/cleanup[11]: 4F1AB18C3E9: message-id=<one@example.net>",
                "postfix/qmgr[12]: 4F1AB18C3E9: from=<ann@example.net>, size=432, nrcpt=1"
                    + " (queue active)",
                "postfix/smtp[13]: 4F1AB18C3E9: to=<bob@example.com>,"
                    + " relay=mx.example.com[198.51.100.25]:25, delay=0.3, delays=0/0/0/0.3,"
                    + " dsn=5.1.1, status=bounced (host mx.example.com[198.51.100.25] said: 550"
                    + " 5.1.1 no (in reply to RCPT TO command))",
                "postfix/cleanup[11]: 5A2BC29D4F0: message-id=<two@mx1.example.org>",
                "postfix/bounce[15]: 4F1AB18C3E9: sender non-delivery notification: 5A2BC29D4F0",
                "postfix/qmgr[12]: 5A2BC29D4F0: from=<>, size=900, nrcpt=1 (queue active)",
                "postfix/qmgr[12]: 4F1AB18C3E9: removed",
                "postfix/local[14]: 5A2BC29D4F0: to=<ann@example.net>, relay=local, delay=0.1,"
                    + " delays=0/0/0/0.1, dsn=2.0.0, status=sent (delivered to mailbox)",
                "postfix/qmgr[12]: 5A2BC29D4F0: removed"),
            // One that a content filter hands back.
            List.of(
                "postfix/smtpd[10]: 4F1AB18C3E9: client=pc.example.net[192.0.2.7]",
                "postfix/cleanup[11]: 4F1AB18C3E9: message-id=<one@example.net>",
                "postfix/qmgr[12]: 4F1AB18C3E9: from=<ann@example.net>, size=432, nrcpt=1"
                    + " (queue active)",
                "postfix/smtpd[16]: 5A2BC29D4F0: client=localhost[127.0.0.1]",
                "postfix/cleanup[11]: 5A2BC29D4F0: message-id=<one@example.net>",
                "postfix/smtp[13]: 4F1AB18C3E9: to=<joe@example.org>,"
                    + " relay=127.0.0.1[127.0.0.1]:10024, delay=0.3, delays=0.1/0/0/0.2,"
                    + " dsn=2.0.0, status=sent (250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250"
                    + " 2.0.0 Ok: queued as 5A2BC29D4F0)",
                "postfix/qmgr[12]: 5A2BC29D4F0: from=<ann@example.net>, size=832, nrcpt=1"
                    + " (queue active)",
                "postfix/qmgr[12]: 4F1AB18C3E9: removed",
                "postfix/local[14]: 5A2BC29D4F0: to=<joe@example.org>, relay=local, delay=0.1,"
                    + " delays=0/0/0/0.1, dsn=2.0.0, status=sent (delivered to mailbox)",
                "postfix/qmgr[12]: 5A2BC29D4F0: removed"),
            // One of whose recipients was refused.
            List.of(
                "postfix/smtpd[10]: 4F1AB18C3E9: client=pc.example.net[192.0.2.7]",
                "postfix/smtpd[10]: 4F1AB18C3E9: reject: RCPT from pc.example.net[192.0.2.7]: 550"
                    + " 5.1.1 <eve@example.org>: Recipient address rejected: User unknown;"
                    + " from=<ann@example.net> to=<eve@example.org> proto=ESMTP helo=<pc>",
                "postfix/cleanup[11]: 4F1AB18C3E9: message-id=<one@example.net>",
                "postfix/qmgr[12]: 4F1AB18C3E9: from=<ann@example.net>, size=432, nrcpt=1"
                    + " (queue active)"),
            // Refused as a whole, and put on hold.
            List.of(
                "postfix/smtpd[10]: 4F1AB18C3E9: client=pc.example.net[192.0.2.7]",
                "postfix/cleanup[11]: 4F1AB18C3E9: message-id=<one@example.net>",
                "postfix/cleanup[11]: 4F1AB18C3E9: milter-reject: END-OF-MESSAGE from"
                    + " pc.example.net[192.0.2.7]: 5.7.1 Command rejected; from=<ann@example.net>"
                    + " to=<joe@example.org> proto=ESMTP helo=<pc>"),
            List.of(
                "postfix/smtpd[10]: 4F1AB18C3E9: client=pc.example.net[192.0.2.7]",
                "postfix/cleanup[11]: 4F1AB18C3E9: hold: header Subject: x from"
                    + " pc.example.net[192.0.2.7]; from=<ann@example.net> to=<joe@example.org>"
                    + " proto=ESMTP helo=<pc>",
                "postfix/cleanup[11]: 4F1AB18C3E9: message-id=<one@example.net>")));
  }
}
