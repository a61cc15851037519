package io.maillog.opensmtpd;

import static java.util.Map.entry;

import io.maillog.testkit.RestoreKit;
import java.util.List;
import java.util.Map;

class StoryRestoreProperties extends RestoreKit {
  StoryRestoreProperties() {
    super(
        new OpenSmtpdDialect(),
        "mx1 smtpd[10]: ",
        List.of(
            "{session} smtp connected address={ip} host=client.example.net",
            "{session} smtp connected address=local host=mx1.example.org",
            "{session} smtp tls ciphers=TLSv1.3:TLS_AES_256_GCM_SHA384:256",
            "{session} smtp authentication user=ann result=ok",
            "{session} smtp authentication user=ann result=permfail",
            "{session} smtp message msgid={id} size=517 nrcpt={count} proto=ESMTP",
            "{session} smtp message address={ip} host=x msgid={id} from=<{from}> to=<{to}> size=517"
                + " ndest=1 proto=ESMTP",
            "{session} smtp envelope evpid={id}{n} from=<{from}> to=<{to}>",
            "{session} smtp failed-command command=\"RCPT TO:<{to}>\" result=\"550 no\"",
            "{session} smtp failed-command command=\"MAIL FROM:<{from}>\" result=\"550 no\"",
            "{session} smtp failed-command command=\"DATA\" result=\"550 no\"",
            "{session} smtp failed-command command=\"AUTH PLAIN (...)\" result=\"535 no\"",
            "{session} smtp disconnected reason={reason}",
            "{session} mda delivery evpid={id}{n} from=<{from}> to=<{to}> rcpt=<{to}> user=bob"
                + " delay=0s result={result} stat=text",
            "{session} mta delivery evpid={id}{n} from=<{from}> to=<{to}> rcpt=<{to}>"
                + " source=\"192.0.2.25\" relay=\"198.51.100.25 (mx.example.com)\" delay=1s"
                + " result=\"{result}\" stat=\"250 2.0.0 Ok: queued as 4F1AB18C3E9\"",
            "relay: {action} for {id}{n}: from=<{from}>, to=<{to}>, rcpt=<->, delay=4d, stat=text"),
        Map.ofEntries(
            entry("session", List.of("fd5c0f06aba7f70e", "fd5c0f07aba7f70f", "fd5c0f08aba7f710")),
            entry("ip", List.of("192.0.2.1", "192.0.2.2")),
            entry("id", List.of("446ba043", "446ba044")),
            entry("n", List.of("00000001", "00000002", "00000003")),
            entry("count", List.of("1", "2", "0")),
            entry("from", List.of("ann@example.net", "joe@example.net", "")),
            entry("to", List.of("bob@example.org", "eve@example.org")),
            entry("reason", List.of("quit", "timeout")),
            entry("result", List.of("Ok", "TempFail", "PermFail")),
            entry("action", List.of("Remove", "Expire"))));
  }
}
