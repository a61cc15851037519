package io.maillog.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;

/**
 * An Exim main log of the shape of a busy server's, the same for the same size: sessions, messages
 * that are taken in, delivered, deferred and completed, and refusals.
 */
final class GeneratedEximLog {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private final Random random = new Random(20260912);
  private final StringBuilder log;
  private int second = 36_930;

  private GeneratedEximLog(int size) {
    this.log = new StringBuilder(size + 4096);
  }

  static byte[] mainlog(int size) {
    GeneratedEximLog generator = new GeneratedEximLog(size);
    while (generator.log.length() < size) {
      generator.session();
    }
    return generator.log.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private void session() {
    second += random.nextInt(3) == 0 ? 1 : 0;
    int number = random.nextInt(250) + 1;
    String client = "client" + number + ".example.net (pc" + number + ") [192.0.2." + number + "]";
    line("SMTP connection from [192.0.2." + number + "] (TCP/IP connection count = 3)");
    String sender = "user" + random.nextInt(2000) + "@dom" + random.nextInt(60) + ".example.net";
    String recipient = "ok-" + random.nextInt(5000) + "@remote.example.com";
    if (random.nextInt(10) == 0) {
      line(
          "H="
              + client
              + " F=<"
              + sender
              + "> rejected RCPT <"
              + recipient
              + ">: relay not permitted");
    } else {
      message(client, sender, recipient);
    }
    line("SMTP connection from " + client + " D=0.3s closed by QUIT");
  }

  private void message(String client, String sender, String recipient) {
    String id = digits(6) + "-" + digits(6) + "-" + digits(2);
    line(
        id
            + " <= "
            + sender
            + " H="
            + client
            + " P=esmtps X=TLS1.3:ECDHE_X25519__ECDSA_SECP256R1_SHA256__AES_256_GCM:256 CV=no S="
            + (400 + random.nextInt(90_000))
            + " id="
            + random.nextInt(1_000_000)
            + "@host.example.net for "
            + recipient);
    String target = recipient + " R=dnslookup T=remote_smtp";
    String hop = " H=mx" + random.nextInt(8) + ".example.com [198.51.100.25]";
    while (random.nextInt(8) == 0) {
      line(
          id
              + " == "
              + target
              + " defer (-44)"
              + hop
              + ": SMTP error from remote mail server after RCPT TO:<"
              + recipient
              + ">: 450 4.2.0 Greylisted");
      line(id + " Spool file is locked (another process is handling this message)");
    }
    line(
        id
            + " => "
            + target
            + hop
            + " X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=yes C=\"250 2.0.0 Ok: queued as "
            + random.nextInt(1_000_000_000)
            + "\"");
    line(id + " Completed");
  }

  private String digits(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
    }
    return text.toString();
  }

  private void line(String text) {
    log.append(
            String.format(
                Locale.ROOT,
                "2026-09-12 %02d:%02d:%02d ",
                second / 3600 % 24,
                second / 60 % 60,
                second % 60))
        .append(text)
        .append('\n');
  }
}
