package io.maillog.exim;

import io.maillog.testkit.RestoreKit;
import java.util.List;
import java.util.Map;

class StoryRestoreProperties extends RestoreKit {
  private static final String HEADER = "mx1 exim[{pid}]: ";
  private static final String CLIENT = "H=(pc) [{ip}]:{port} ";

  StoryRestoreProperties() {
    super(
        new EximDialect(),
        List.of(
            HEADER + "SMTP connection from [{ip}]:{port} (TCP/IP connection count = 1)",
            HEADER + "{id} <= {from} " + CLIENT + "P=esmtp S=900 id={message-id} for {typed} {to}",
            HEADER + "{id} <= {from} " + CLIENT + "P=esmtp S=900",
            HEADER + "{id} <= <> R={id} U=exim P=local S=900 for {typed}",
            HEADER + "\"{to}\" from env-to rewritten as \"{to}\" by rule 1",
            HEADER + "{id} => {to} R=dnslookup T=smtp H=mx.example.com [192.0.2.9] C=\"250 OK\"",
            HEADER + "{id} => {local} <{to}> R=user T=mail_spool",
            HEADER + "{id} -> {to} <{to}> R=dnslookup T=smtp H=mx.example.com [192.0.2.9]",
            HEADER + "{id} == {to} R=dnslookup T=smtp defer (111): Connection refused",
            HEADER + "{id} == {to} <{to}> R=dnslookup T=smtp defer (111): Connection refused",
            HEADER + "{id} ** {to}: Unrouteable address",
            HEADER + "{id} ** {to} <{to}>: retry timeout exceeded",
            HEADER + "{id} => blackhole (RCPT ACL discarded recipients): trap",
            HEADER + "{id} {action}",
            HEADER + CLIENT + "F=<{from}> RCPT <{to}>: discarded by RCPT ACL: trap",
            HEADER + CLIENT + "F=<{from}> rejected RCPT <{to}>: no",
            HEADER + CLIENT + "F=<{from}> rejected DATA: no",
            HEADER + CLIENT + "incomplete transaction (QUIT) from <{from}> for {to}",
            HEADER + "{id} " + CLIENT + "F=<{from}> rejected after DATA: no",
            HEADER + "[1\\3] {id} " + CLIENT + "F=<{from}> rejected after DATA: no",
            HEADER + "[1/2] {id} <= {from} " + CLIENT + "P=esmtp S=900 id={message-id} for {to} bo",
            HEADER + "[2/2] b@example.net {to}",
            HEADER + "[2\\3] Envelope-from: <{from}>",
            HEADER + "[3\\3] Envelope-to: <{to}>"),
        Map.of(
            "pid", List.of("10", "11"),
            "ip", List.of("192.0.2.1", "192.0.2.2"),
            "port", List.of("40001", "40002"),
            "id", List.of("1xVhPF-0005wl-2E", "1xVhPG-0005wm-2F"),
            "message-id", List.of("1@example.net", "2@example.net"),
            "from", List.of("ann@example.net", "joe@example.net"),
            "to", List.of("bob@example.org", "bob@example.com", "eve@example.org"),
            "local", List.of("bob", "eve"),
            "typed", List.of("bob", "eve@example.org"),
            "action", List.of("Completed", "Frozen", "Message is frozen", "removed by root")));
  }
}
