package io.maillog.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes a log that is meant to cost more than its length.
 *
 * <p>{@code java -cp benchmarks.jar io.maillog.benchmarks.HostileLog
 * lines|ids|recipients|message-ids|replies|values|refusals OUT MEGABYTES}
 */
public final class HostileLog {
  private static final int MEGABYTE = 1_000_000;
  private static final int LINE = 64 * 1024 - 1;
  private static final int RECIPIENTS = 100_000;

  // Each of what a parser may look for again and again: openings that do not close, and keys.
  private static final String[] FILLINGS = {
    "<", "(", "[", "\"", "\\\"", "to=<", "], ", ">, relay=", ") [192.0.2.1", " status=sent (", ","
  };

  private HostileLog() {}

  private static String header(String daemon, long second) {
    long s = second % 86_400;
    return String.format(
        "Nov %2d %02d:%02d:%02d mx1 postfix/%s[1234]: ",
        1 + second / 86_400 % 28, s / 3600, s / 60 % 60, s % 60, daemon);
  }

  /** Lines of 64 KiB, of one filling each. */
  private static String line(long i) {
    String filling = FILLINGS[(int) (i % FILLINGS.length)];
    String head = header("smtp", i / 10) + "4A0000001: to=<";
    return head + filling.repeat((LINE - head.length()) / filling.length()) + '\n';
  }

  /** Messages that begin and never end. */
  private static String id(long i) {
    return header("smtpd", i / 100)
        + String.format("%X: client=mail.example.org[192.0.2.1]%n", 0xA000000000L + i);
  }

  /** Messages of a hundred thousand recipients. */
  private static String recipient(long i) {
    long message = i / RECIPIENTS;
    long n = i % RECIPIENTS;
    String id = String.format("%X: ", 0xA000000000L + message);
    if (n == 0) {
      return header("qmgr", i / 1000)
          + id
          + "from=<list@example.org>, size=1000, nrcpt="
          + RECIPIENTS
          + " (queue active)\n";
    }
    if (n == RECIPIENTS - 1) {
      return header("qmgr", i / 1000) + id + "removed\n";
    }
    return header("smtp", i / 1000)
        + id
        + "to=<user"
        + n
        + "@example.net>, relay=mx.example.net[192.0.2.7]:25, delay=1, delays=0.1/0.2/0.3/0.4,"
        + " dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 4F00000001)\n";
  }

  /** Messages that never end, with Message-IDs of 47 KB: 188 MB are four thousand. */
  private static String messageId(long i) {
    String id = String.format("%X: ", 0xA000000000L + i);
    return header("smtpd", i / 10)
        + id
        + "client=mail.example.org[192.0.2.1]\n"
        + header("cleanup", i / 10)
        + id
        + "message-id=<"
        + i
        + "m".repeat(47_000)
        + "@example.org>\n";
  }

  /** One message of ten thousand recipients, whose next hop answers each in other words. */
  private static String reply(long i) {
    return header("smtp", i / 100)
        + "4A0000001: to=<user"
        + i % 10_000
        + "@example.net>, relay=mx.example.net[192.0.2.7]:25, delay=1, delays=0.1/0.2/0.3/0.4,"
        + " dsn=4.7.1, status=deferred (host mx.example.net[192.0.2.7] said: 451 4.7.1 "
        + i
        + "r".repeat(4000)
        + " (in reply to RCPT TO command))\n";
  }

  /** Of everything that a summary lists, another value with each message, long and not Latin. */
  private static String value(long i) {
    String id = String.format("%X: ", 0xA000000000L + i);
    String name = i + "\u0434".repeat(300);
    long second = i / 10;
    return header("smtpd", second)
        + id
        + "client=c"
        + name
        + ".example.org[192.0.2.1]\n"
        + header("qmgr", second)
        + id
        + "from=<"
        + name
        + "@s"
        + name
        + ".example.org>, size=1000, nrcpt=1 (queue active)\n"
        + header("smtp", second)
        + id
        + "to=<"
        + name
        + "@r"
        + name
        + ".example.net>, relay=mx"
        + name
        + ".example.net[192.0.2.7]:25, delay=1, delays=0.1/0.2/0.3/0.4, dsn=5.1.1, status="
        + (i % 2 == 0 ? "bounced" : "deferred")
        + " ("
        + name
        + ")\n"
        + header("qmgr", second)
        + id
        + "removed\n"
        + header("smtpd", second)
        + "NOQUEUE: reject: RCPT from c[192.0.2.1]: 554 5.7.1 <a@example.org>: "
        + name
        + "; from=<a@example.org> to=<b@example.org> proto=ESMTP helo=<x>\n";
  }

  /** Sessions that never end, each with refusals of many senders and long words. */
  private static String refusal(long i) {
    long pid = i / 50 % 30_000 + 2;
    String start =
        String.format("Nov %2d 00:00:00 mx1 postfix/smtpd[%d]: ", 1 + i / 5_000_000 % 28, pid);
    String client = "mail.example.org[192.0.2.1]";
    String connect = i % 50 == 0 ? start + "connect from " + client + "\n" : "";
    return connect
        + start
        + "NOQUEUE: reject: RCPT from "
        + client
        + ": 554 5.7.1 <user"
        + i
        + "@example.net>: "
        + "w".repeat(3000)
        + "; from=<a@example.org> to=<user"
        + i
        + "@example.net> proto=ESMTP helo=<"
        + "h".repeat(3000)
        + i
        + ">\n";
  }

  /** Writes the log. */
  public static void main(String[] args) throws IOException {
    if (args.length != 3) {
      System.err.println(
          "HostileLog lines|ids|recipients|message-ids|replies|values|refusals OUT MEGABYTES");
      System.exit(2);
    }
    long bytes = Long.parseLong(args[2]) * MEGABYTE;
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(Path.of(args[1])), 1 << 20)) {
      long written = 0;
      for (long i = 0; written < bytes; i++) {
        String line =
            switch (args[0]) {
              case "lines" -> line(i);
              case "ids" -> id(i);
              case "recipients" -> recipient(i);
              case "message-ids" -> messageId(i);
              case "replies" -> reply(i);
              case "values" -> value(i);
              case "refusals" -> refusal(i);
              default -> throw new IllegalArgumentException(args[0]);
            };
        byte[] bytesOfLine = line.getBytes(StandardCharsets.UTF_8);
        out.write(bytesOfLine);
        written += bytesOfLine.length;
      }
    }
  }
}
