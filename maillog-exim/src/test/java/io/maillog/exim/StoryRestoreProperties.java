package io.maillog.exim;

import static java.util.Map.entry;

import io.maillog.testkit.RestoreKit;
import java.util.List;
import java.util.Map;

class StoryRestoreProperties extends RestoreKit {
  private static final String CLIENT = "H=(pc) [{ip}]:{port} ";

  StoryRestoreProperties() {
    super(
        new EximDialect(),
        "mx1 exim[{pid}]: ",
        List.of(
            "SMTP connection from [{ip}]:{port} (TCP/IP connection count = 1)",
            "{id} <= {from} " + CLIENT + "P=esmtp S=900 id={message-id} for {typed} {to}",
            "{id} <= {from} " + CLIENT + "P=esmtp S=900",
            "{id} <= {from} U=mail P={scanned} S=900 id={message-id}",
            "{id} <= <> R={id} U=exim P=local S=900 for {typed}",
            "\"{to}\" from env-to rewritten as \"{to}\" by rule 1",
            "{id} => {to} R=dnslookup T=smtp H=mx.example.com [192.0.2.9] C=\"250 OK\"",
            "{id} => {local} <{to}> R=user T=mail_spool",
            "{id} -> {to} <{to}> R=dnslookup T=smtp H=mx.example.com [192.0.2.9]",
            "{id} == {to} R=dnslookup T=smtp defer (111): Connection refused",
            "{id} == {to} <{to}> R=dnslookup T=smtp defer (111): Connection refused",
            "{id} ** {to}: Unrouteable address",
            "{id} ** {to} <{to}>: retry timeout exceeded",
            "{id} => blackhole (RCPT ACL discarded recipients): trap",
            "{id} {action}",
            CLIENT + "F=<{from}> RCPT <{to}>: discarded by RCPT ACL: trap",
            CLIENT + "F=<{from}> rejected RCPT <{to}>: no",
            CLIENT + "F=<{from}> rejected DATA: no",
            CLIENT + "incomplete transaction (QUIT) from <{from}> for {to}",
            "{id} " + CLIENT + "F=<{from}> rejected after DATA: no",
            "[1\\3] {id} " + CLIENT + "F=<{from}> rejected after DATA: no",
            "[1/2] {id} <= {from} " + CLIENT + "P=esmtp S=900 id={message-id} for {to} bo",
            "[2/2] b@example.net {to}",
            "[2\\3] Envelope-from: <{from}>",
            "[3\\3] Envelope-to: <{to}>"),
        Map.ofEntries(
            entry("pid", List.of("10", "11")),
            entry("ip", List.of("192.0.2.1", "192.0.2.2")),
            entry("port", List.of("40001", "40002")),
            entry("id", List.of("1xVhPF-0005wl-2E", "1xVhPG-0005wm-2F", "1xVhPH-0005wn-30")),
            entry("scanned", List.of("spam-scanned", "virus-scanned", "local")),
            entry("message-id", List.of("1@example.net", "2@example.net")),
            entry("from", List.of("ann@example.net", "joe@example.net")),
            entry("to", List.of("bob@example.org", "bob@example.com", "eve@example.org")),
            entry("local", List.of("bob", "eve")),
            entry("typed", List.of("bob", "eve@example.org")),
            entry(
                "action", List.of("Completed", "Frozen", "Message is frozen", "removed by root"))));
  }
}
