package io.maillog.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;

/**
 * A Postfix log of the shape of a busy server's, the same for the same size: sessions that connect,
 * hand over a message and disconnect, deliveries by smtp and local, deferrals, refusals, and lost
 * connections.
 */
final class GeneratedLog {
  private final Random random = new Random(20260912);
  private final StringBuilder log;
  private final int size;
  private int second = 36_930;
  private int message;

  private GeneratedLog(int size) {
    this.size = size;
    this.log = new StringBuilder(size + 4096);
  }

  static byte[] postfix(int size) {
    GeneratedLog generator = new GeneratedLog(size);
    while (generator.log.length() < size) {
      generator.session();
    }
    return generator.log.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private void session() {
    second += random.nextInt(3) == 0 ? 1 : 0;
    int pid = 9000 + random.nextInt(800);
    int host = random.nextInt(250) + 1;
    String client = "client" + host + ".example.net[192.0.2." + host + "]";
    line("smtpd", pid, "connect from " + client);
    int fate = random.nextInt(10);
    if (fate == 0) {
      line("smtpd", pid, "lost connection after EHLO from " + client);
      line("smtpd", pid, "disconnect from " + client + " ehlo=1 commands=1");
      return;
    }
    String sender = "user" + random.nextInt(2000) + "@dom" + random.nextInt(60) + ".example.net";
    String recipient = "ok-" + random.nextInt(5000) + "@remote.example.com";
    if (fate == 1) {
      line(
          "smtpd",
          pid,
          "NOQUEUE: reject: RCPT from "
              + client
              + ": 554 5.7.1 <"
              + recipient
              + ">: Relay access denied; from=<"
              + sender
              + "> to=<"
              + recipient
              + "> proto=ESMTP helo=<client.example.net>");
      line("smtpd", pid, "disconnect from " + client + " ehlo=1 mail=1 rcpt=0/1 commands=2/3");
      return;
    }
    message++;
    String id = String.format(Locale.ROOT, "%05X18C%03X", random.nextInt(1 << 20), message & 0xfff);
    line("smtpd", pid, id + ": client=" + client);
    line("cleanup", pid + 1, id + ": message-id=<" + message + "." + host + "@dom.example.net>");
    line(
        "qmgr",
        8999,
        id
            + ": from=<"
            + sender
            + ">, size="
            + (400 + random.nextInt(90_000))
            + ", nrcpt=1 (queue active)");
    line(
        "smtpd",
        pid,
        "disconnect from " + client + " ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5");
    delivery(id, pid, recipient, fate);
    line("qmgr", 8999, id + ": removed");
  }

  private void delivery(String id, int pid, String recipient, int fate) {
    String times =
        ", delay=0." + random.nextInt(90) + ", delays=0.01/0.0" + random.nextInt(9) + "/0.2/0.1";
    if (fate == 2) {
      line(
          "smtp",
          pid + 2,
          id
              + ": to=<"
              + recipient
              + ">, relay=mx1.example.com[198.51.100.25]:25"
              + times
              + ", dsn=4.2.1, status=deferred (host mx1.example.com[198.51.100.25] said: 450 4.2.1 <"
              + recipient
              + ">: Recipient address rejected: mailbox busy (in reply to RCPT TO command))");
    }
    if (fate < 6) {
      line(
          "smtp",
          pid + 2,
          id
              + ": to=<"
              + recipient
              + ">, relay=mx1.example.com[198.51.100.25]:25"
              + times
              + ", dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 4F1ABC"
              + pid
              + ")");
    } else {
      line(
          "local",
          pid + 3,
          id
              + ": to=<bob@example.org>, relay=local"
              + times
              + ", dsn=2.0.0, status=sent (delivered to mailbox)");
    }
  }

  private void line(String program, int pid, String text) {
    if (log.length() >= size) {
      return;
    }
    int s = second % 86_400;
    log.append("Nov 24 ");
    two(s / 3600).append(':');
    two(s / 60 % 60).append(':');
    two(s % 60).append(" mx1 postfix/").append(program).append('[').append(pid).append("]: ");
    log.append(text).append('\n');
  }

  private StringBuilder two(int value) {
    return log.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
  }
}
