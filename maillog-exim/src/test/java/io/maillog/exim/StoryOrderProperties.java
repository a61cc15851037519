package io.maillog.exim;

import io.maillog.testkit.OrderKit;
import java.util.List;

class StoryOrderProperties extends OrderKit {
  StoryOrderProperties() {
    super(
        new EximDialect(),
        "2026-09-12 10:15:30 ",
        List.of(
            List.of(
                "1xVhPF-0005wl-2E <= ann@example.net H=client.example.net (pc) [192.0.2.7]"
                    + " P=esmtpsa X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=no A=plain:ann S=482"
                    + " id=one@example.net",
                "1xVhPF-0005wl-2E => bob@example.com R=dnslookup T=remote_smtp H=mx.example.com"
                    + " [198.51.100.25] C=\"250 OK\"",
                "1xVhPF-0005wl-2E => joe <joe@example.org> R=localuser T=local_delivery",
                "1xVhPF-0005wl-2E Completed"),
            List.of(
                "1xVhPF-0005wl-2E <= ann@example.net U=ann P=local S=482 id=one@example.net",
                "1xVhPF-0005wl-2E H=mx1.example.com [198.51.100.25] Connection refused",
                "1xVhPF-0005wl-2E == bob@example.com R=dnslookup T=remote_smtp defer (111):"
                    + " Connection refused"),
            List.of(
                "1xVhPF-0005wl-2E <= <> R=1xVhPE-0005wk-1D U=exim P=local S=982",
                "1xVhPF-0005wl-2E ** eve@example.com R=dnslookup T=remote_smtp: no such user",
                "1xVhPF-0005wl-2E Frozen (delivery error message)")));
  }
}
