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
 * <p>{@code java -cp benchmarks.jar io.maillog.benchmarks.HostileLog lines|ids|recipients OUT
 * MEGABYTES}
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

  /** Writes the log. */
  public static void main(String[] args) throws IOException {
    if (args.length != 3) {
      System.err.println("HostileLog lines|ids|recipients OUT MEGABYTES");
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
              default -> throw new IllegalArgumentException(args[0]);
            };
        byte[] ascii = line.getBytes(StandardCharsets.US_ASCII);
        out.write(ascii);
        written += ascii.length;
      }
    }
  }
}
