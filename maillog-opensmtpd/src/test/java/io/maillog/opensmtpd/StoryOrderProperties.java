package io.maillog.opensmtpd;

import io.maillog.testkit.OrderKit;
import java.util.List;

class StoryOrderProperties extends OrderKit {
  StoryOrderProperties() {
    super(
        new OpenSmtpdDialect(),
        "2026-09-12T10:15:30Z mx1 smtpd[10]: ",
        List.of(
            List.of(
                "fd5c0f06aba7f70e smtp message msgid=446ba043 size=517 nrcpt=2 proto=ESMTP",
                "fd5c0f06aba7f70e smtp envelope evpid=446ba0436cb6f806 from=<ann@example.net>"
                    + " to=<bob@example.org>",
                "fd5c0f06aba7f70e smtp envelope evpid=446ba0432f8223db from=<ann@example.net>"
                    + " to=<joe@example.com>",
                "fd5c0f07aba7f70f mda delivery evpid=446ba0436cb6f806 from=<ann@example.net>"
                    + " to=<bob@example.org> rcpt=<bob@example.org> user=bob delay=0s result=Ok"
                    + " stat=Delivered",
                "fd5c0f08aba7f710 mta delivery evpid=446ba0432f8223db from=<ann@example.net>"
                    + " to=<joe@example.com> rcpt=<-> source=\"192.0.2.25\""
                    + " relay=\"198.51.100.25 (mx.example.com)\" delay=0s result=\"PermFail\""
                    + " stat=\"550 5.1.1 no\""),
            List.of(
                "fd5c0f06aba7f70e smtp event=message address=192.0.2.1 host=x msgid=446ba043"
                    + " from=<ann@example.net> to=<bob@example.org> size=517 ndest=1 proto=ESMTP",
                "fd5c0f06aba7f70e smtp event=message address=192.0.2.1 host=x msgid=446ba043"
                    + " from=<ann@example.net> to=<eve@example.org> size=517 ndest=1 proto=ESMTP",
                "0000000000000000 mda event=delivery evpid=446ba0436cb6f806"
                    + " from=<ann@example.net> to=<bob@example.org> user=bob method=mbox delay=0s"
                    + " result=Ok stat=Delivered")));
  }
}
