package io.maillog.postfix;

import static java.util.Map.entry;

import io.maillog.testkit.RestoreKit;
import java.util.List;
import java.util.Map;

class StoryRestoreProperties extends RestoreKit {
  StoryRestoreProperties() {
    super(
        new PostfixDialect(),
        "{host} ",
        List.of(
            "postfix/smtpd[{pid}]: connect from pc.example.net[{ip}]",
            "postfix/smtpd[{pid}]: disconnect from pc.example.net[{ip}] ehlo=1 quit=1 commands=2",
            "postfix/smtpd[{pid}]: disconnect from pc.example.net[{ip}] ehlo=1 mail=2 rcpt=2"
                + " data={data} quit=1 commands=8",
            "postfix/smtpd[{pid}]: lost connection after {stage} from pc.example.net[{ip}]",
            "postfix/smtpd[{pid}]: Anonymous TLS connection established from pc.example.net[{ip}]:"
                + " TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)",
            "{service}/smtpd[{pid}]: {id}: client=pc.example.net[{ip}], sasl_method=PLAIN,"
                + " sasl_username={user}",
            "postfix/pickup[3]: {id}: uid=1000 from=<{user}>",
            "{queue}/cleanup[4]: {id}: message-id={message-id}",
            "{queue}/qmgr[5]: {id}: from=<{user}@example.net>, size=99, nrcpt={nrcpt} (queue"
                + " active)",
            "postfix/smtp[6]: {id}: to=<{user}@example.com>, relay={host}[192.0.2.9]:25, delay=1,"
                + " delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as {id})",
            "postfix/smtp[6]: {id}: to=<{user}@example.com>, relay=none, delay=1, delays=0/0/0/1,"
                + " dsn=4.4.1, status={status} (later)",
            "{queue}/qmgr[5]: {id}: removed",
            "postfix/qmgr[5]: {id}: from=<{user}@example.net>, status=expired, returned to sender",
            "postfix/bounce[7]: {id}: sender non-delivery notification: {id}",
            "postfix/cleanup[4]: {id}: {action}: header Subject: x from pc.example.net[{ip}];"
                + " from=<{user}@example.net> to=<{user}@example.com> proto=ESMTP helo=<pc>:"
                + " checked",
            "postfix/smtpd[{pid}]: {NOQUEUE}: {action}: RCPT from pc.example.net[{ip}]: 550 5.1.1"
                + " <{user}@example.com>: User unknown; from=<{user}@example.net>"
                + " to=<{user}@example.com> proto=ESMTP helo=<pc>",
            "postfix/smtpd[{pid}]: NOQUEUE: {action}: RCPT from pc.example.net[{ip}]:"
                + " <{user}@example.net>: Sender address triggers {action};"
                + " from=<{user}@example.net> to=<{user}@example.com> proto=ESMTP helo=<pc>",
            "postfix/postsuper[8]: {id}: {operation}"),
        Map.ofEntries(
            entry("pid", List.of("10", "11")),
            entry("ip", List.of("192.0.2.1", "192.0.2.2")),
            entry("host", List.of("mx1", "mx2")),
            entry("id", List.of("4F1AB18C3E1", "4F1AB18C3E2", "4F1AB18C3E3")),
            entry("NOQUEUE", List.of("NOQUEUE", "NOQUEUE", "4F1AB18C3E1")),
            entry("message-id", List.of("<1@example.net>", "<2@example.net>", "<>")),
            entry("user", List.of("ann", "bob", "joe")),
            entry("service", List.of("postfix", "postfix/submission", "postfix-submit")),
            entry("queue", List.of("postfix", "postfix", "postfix-out")),
            entry("nrcpt", List.of("1", "2", "3")),
            entry("data", List.of("0/1", "1", "1/2", "2")),
            entry("status", List.of("deferred", "bounced", "undeliverable")),
            entry("stage", List.of("RCPT", "DATA (5 bytes)", "END-OF-MESSAGE")),
            entry("action", List.of("hold", "discard", "reject", "warn")),
            entry("operation", List.of("placed on hold", "released from hold", "requeued"))));
  }
}
