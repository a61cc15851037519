package io.maillog.cli;

/** Logs for the tests: a message each, and a refusal. */
final class DemoLogs {
  /** Deferred, then sent. */
  static final String SENT =
      """
      2026-09-12T10:15:30+02:00 mx1 demo[1]: A1: client=client.example.org[192.0.2.1]
      2026-09-12T10:15:30+02:00 mx1 demo[2]: A1: message-id=<m1@example.org>
      2026-09-12T10:15:30+02:00 mx1 demo[3]: A1: from=<alice@example.org>, size=1234, nrcpt=1
      2026-09-12T10:15:31+02:00 mx1 demo[4]: A1: to=<bob@example.net>, orig_to=<info@example.net>, relay=mx.example.net[192.0.2.25]:25, delay=1.25, dsn=4.3.0, status=deferred (451 4.3.0 try again)
      2026-09-12T10:30:31+02:00 mx1 demo[4]: A1: to=<bob@example.net>, orig_to=<info@example.net>, relay=mx.example.net[192.0.2.25]:25, delay=901, dsn=2.0.0, status=sent (250 2.0.0 Ok)
      2026-09-12T10:30:31+02:00 mx1 demo[3]: A1: removed
      """;

  /** Bounced; its sender is the null sender. */
  static final String BOUNCED =
      """
      2026-09-13T08:00:00+02:00 mx1 demo[1]: B2: client=unknown[2001:db8::1]
      2026-09-13T08:00:00+02:00 mx1 demo[2]: B2: message-id=<m2@example.org>
      2026-09-13T08:00:00+02:00 mx1 demo[3]: B2: from=<>, size=99, nrcpt=1
      2026-09-13T08:00:01+02:00 mx1 demo[4]: B2: to=<carol@Example.COM>, relay=mx.example.com[192.0.2.26]:25, delay=0.5, dsn=5.1.1, status=bounced (550 5.1.1 <carol@Example.COM> unknown)
      2026-09-13T08:00:01+02:00 mx1 demo[3]: B2: removed
      """;

  static final String REFUSED =
      """
      2026-09-14T09:00:00+02:00 mx1 demo[1]: NOQUEUE: reject: RCPT from bad.example.org[192.0.2.66]: 554 5.7.1 <dave@example.org>: Relay access denied; from=<spam@example.com> to=<dave@example.org>
      """;

  static final String ALL = SENT + BOUNCED + REFUSED;

  private DemoLogs() {}
}
