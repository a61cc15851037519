package io.maillog.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;

/**
 * A Sendmail log of the shape of a busy server's, the same for the same size: messages that are
 * taken in, deferred, sent and done, refusals, and TLS.
 */
final class GeneratedSendmailLog {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private final Random random = new Random(20260912);
  private final StringBuilder log;
  private int second = 36_930;

  private GeneratedSendmailLog(int size) {
    this.log = new StringBuilder(size + 4096);
  }

  static byte[] maillog(int size) {
    GeneratedSendmailLog generator = new GeneratedSendmailLog(size);
    while (generator.log.length() < size) {
      generator.session();
    }
    return generator.log.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private void session() {
    second += random.nextInt(3) == 0 ? 1 : 0;
    int pid = 10_000 + random.nextInt(80_000);
    int number = random.nextInt(250) + 1;
    String relay = ", relay=client" + number + ".example.net [192.0.2." + number + "]";
    String id = id(pid) + ": ";
    String sender = "<user" + random.nextInt(2000) + "@dom" + random.nextInt(60) + ".example.net>";
    String recipient = "<ok-" + random.nextInt(5000) + "@remote.example.com>";
    String tail = ", proto=ESMTP, daemon=MTA-v4" + relay;
    if (random.nextInt(10) == 0) {
      line(
          pid,
          id
              + "ruleset=check_rcpt, arg1="
              + recipient
              + relay
              + ", reject=550 5.7.1 "
              + recipient
              + "... Relaying denied");
      line(pid, id + "from=" + sender + ", size=0, class=0, nrcpts=0" + tail);
      return;
    }
    int size = 400 + random.nextInt(90_000);
    String msgid = ", msgid=<" + random.nextInt(1_000_000) + "@host.example.net>";
    line(pid, id + "from=" + sender + ", size=" + size + ", class=0, nrcpts=1" + msgid + tail);
    line(
        pid + 1,
        "STARTTLS=client, relay=mx.example.com., version=TLSv1.3, verify=OK,"
            + " cipher=TLS_AES_256_GCM_SHA384, bits=256/256");
    deliver(pid + 1, id, recipient, size);
  }

  private void deliver(int pid, String id, String recipient, int size) {
    String attempt =
        id
            + "to="
            + recipient
            + ", delay=00:00:01, xdelay=00:00:01, mailer=esmtp, pri="
            + (30_000 + size)
            + ", relay=mx.example.com. [198.51.100.25], dsn=";
    while (random.nextInt(8) == 0) {
      String reply = "450 4.2.0 " + recipient + ": Recipient address rejected: Greylisted";
      line(pid, attempt + "4.2.0, reply=" + reply + ", stat=Deferred: " + reply);
    }
    line(pid, attempt + "2.0.0, stat=Sent (Ok: queued as " + (100_000 + size) + "F)");
    line(pid, id + "done; delay=00:00:01, ntries=1");
  }

  private String id(int pid) {
    StringBuilder text = new StringBuilder("68C");
    text.append(DIGITS.charAt(second / 3600 % 24))
        .append(DIGITS.charAt(second / 60 % 60))
        .append(DIGITS.charAt(second % 60));
    for (int i = 0; i < 2; i++) {
      text.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
    }
    return text.append(String.format(Locale.ROOT, "%06d", pid)).toString();
  }

  private void line(int pid, String text) {
    log.append(
            String.format(
                Locale.ROOT,
                "Sep 12 %02d:%02d:%02d mx1 sm-mta[%d]: ",
                second / 3600 % 24,
                second / 60 % 60,
                second % 60,
                pid))
        .append(text)
        .append('\n');
  }
}
