package io.maillog.sendmail;

import static java.util.Map.entry;

import io.maillog.testkit.RestoreKit;
import java.util.List;
import java.util.Map;

class StoryRestoreProperties extends RestoreKit {
  StoryRestoreProperties() {
    super(
        new SendmailDialect(),
        "mx1 sm-mta[{pid}]: ",
        List.of(
            "NOQUEUE: connect from pc.example.net [{ip}]",
            "STARTTLS=server, relay=pc.example.net [{ip}], version=TLSv1.3, verify=NO,"
                + " cipher=TLS_AES_256_GCM_SHA384, bits=256/256",
            "AUTH=server, relay=pc.example.net [{ip}], authid={user}, mech=PLAIN, bits=0",
            "{id}: from=<{user}@example.net>, size={size}, class=0, nrcpts={nrcpts},"
                + " msgid={message-id}, proto={proto}, daemon=MTA, relay=pc.example.net [{ip}]",
            "{id}: from=<{user}@example.net>, size=0, class=0, nrcpts={nrcpts},"
                + " proto={proto}, daemon=MTA, relay=pc.example.net [{ip}]",
            "{id}: to=<{user}@example.com>, delay=00:00:01, mailer=esmtp, pri=30482,"
                + " relay=mx.example.com. [192.0.2.9], dsn=2.0.0, stat=Sent ({id} Message accepted"
                + " for delivery)",
            "{id}: to=<{user}@example.com>, delay=00:00:01, mailer=esmtp, pri=30482,"
                + " relay=mx.example.com., dsn={dsn}, stat={stat}",
            "{id}: to=<{user}@example.com>,<joe@example.com>, delay=00:00:01, pri=30482,"
                + " stat={drop}",
            "{id}: to=<{user}@example.com>, delay=00:00:01, mailer=esmtp, pri=30482,"
                + " stat=queued",
            "{id}: {id}: {notification}",
            "{id}: {id}: clone: owner=owner-list",
            "{id}: split: count=2, ids={id}; {id}",
            "{id}: alias <{user}@example.com> => {user}, {user}",
            "{id}: alias {user} => {user}",
            "{id}: pc.example.net [{ip}]: VRFY {user}",
            "{id}: to={user}, delay=00:00:01, mailer=local, pri=30482, dsn={dsn}," + " stat={stat}",
            "{id}: Saved message in /var/tmp/dead.letter",
            "{id}[1]: to=<{user}@example.com>,  ...",
            "{id}[2]: mailer=esmtp, pri=30482, dsn={dsn}, stat={stat}",
            "{id}: to=<{user}@example.com>, [more]",
            "{id}: to=<{user}@example.com>",
            "{id}: delay=00:00:01, xdelay=00:00:01, mailer=esmtp",
            "{id}: stat={stat}",
            "{id}: {operation}",
            "{id}: <{user}@example.com>... User unknown",
            "{id}: ruleset={ruleset}, arg1=<{user}@example.net>, relay=pc.example.net [{ip}],"
                + " {verdict}",
            "{id}: ruleset=check_compat, arg1=<{user}@example.net>,"
                + " arg2=<{user}@example.com>, relay=pc.example.net [{ip}], {verdict}",
            "ruleset=check_relay, arg1=pc, arg2={ip}, relay=pc.example.net [{ip}], {verdict}",
            "{id}: Milter: data, {verdict}",
            "{id}: Milter (m) add: rcpt: <{user}@example.com>",
            "{id}: Milter delete: rcpt <{user}@example.com>",
            "{id}: Milter (m) delete: rcpt <{user}@example.com>, naddrs={nrcpts}",
            "{id}: lost input channel from pc.example.net [{ip}] to MTA after rcpt",
            "{id}: collect: premature EOM: unexpected close",
            "{id}: pc.example.net [{ip}] did not issue MAIL/EXPN/VRFY/ETRN during connection"
                + " to MTA"),
        Map.ofEntries(
            entry("pid", List.of("10", "11")),
            entry("ip", List.of("192.0.2.1", "192.0.2.2")),
            entry("id", List.of("68CAFUaa000010", "68CAFUab000010", "68CAFUac000011")),
            entry("message-id", List.of("<1@example.net>", "<2@example.net>")),
            entry("user", List.of("ann", "bob", "joe")),
            entry("size", List.of("0", "99")),
            entry("nrcpts", List.of("0", "1", "2")),
            entry("proto", List.of("ESMTP", "ESMTPSA")),
            entry("dsn", List.of("4.0.0", "5.1.1")),
            entry("stat", List.of("Deferred", "User unknown")),
            entry("drop", List.of("discarded", "a virus", "aborted by sender")),
            entry(
                "notification",
                List.of("DSN: User unknown", "sender notify: Cannot send message for 5 days")),
            entry(
                "operation",
                List.of(
                    "quarantine=odd",
                    "unquarantine",
                    "discarded",
                    "done; delay=00:00:01, ntries=1")),
            entry("ruleset", List.of("check_mail", "check_rcpt", "check_eom")),
            entry("verdict", List.of("reject=550 5.7.1 no", "discard", "quarantine=odd"))));
  }
}
