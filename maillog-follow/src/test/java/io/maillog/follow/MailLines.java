package io.maillog.follow;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Lines of a server that moves mail, several messages at a time, with time going on in them. The
 * same seed gives the same lines.
 */
final class MailLines {
  /** Whose log it is. */
  enum Server {
    POSTFIX,
    EXIM
  }

  private static final DateTimeFormatter EXIM =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter BSD =
      DateTimeFormatter.ofPattern("MMM d HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Server server;
  private final String host;
  private final Random random;
  private final List<Deque<String>> open = new ArrayList<>();
  private Instant now = Instant.parse("2026-12-01T10:00:00Z");
  private long messages;
  private int lines;

  MailLines(Server server, String host, Random random) {
    this.server = server;
    this.host = host;
    this.random = random;
  }

  /** The next line, with its line feed. */
  byte[] next() {
    if (open.isEmpty() || (open.size() < 5 && random.nextInt(3) == 0)) {
      open.add(message());
    }
    return take(random.nextInt(open.size()));
  }

  private byte[] take(int index) {
    Deque<String> message = open.get(index);
    String text = message.removeFirst();
    if (message.isEmpty()) {
      open.remove(index);
    }
    now = now.plusMillis(random.nextInt(1500));
    return line(text);
  }

  /** What makes all messages end. */
  List<byte[]> last() {
    List<byte[]> last = new ArrayList<>();
    while (!open.isEmpty()) {
      last.add(take(0));
    }
    return last;
  }

  /** A line that is logged ten minutes later. */
  byte[] later() {
    now = now.plusSeconds(600);
    return other("the end draws near");
  }

  /** A line that is of no message, and of which there is no second one. */
  byte[] other(String text) {
    return line(server == Server.POSTFIX ? "anvil[1]: " + text : text);
  }

  byte[] line(String text) {
    lines++;
    String line =
        server == Server.EXIM
            ? EXIM.format(now) + " [" + lines + "] " + text
            : (random.nextInt(8) == 0 ? BSD.format(now) : now.toString())
                + " "
                + host
                + " postfix/"
                + text.replaceFirst("\\[1]", "[" + (1000 + lines) + "]");
    return (line + "\n").getBytes(UTF_8);
  }

  private Deque<String> message() {
    long number = ++messages;
    return server == Server.POSTFIX ? postfix(number) : exim(number);
  }

  private Deque<String> postfix(long number) {
    String id =
        "%010X".formatted(0x3B2E160C2AL + (long) host.hashCode() * 10_000_000 + 7919 * number);
    Deque<String> m = new ArrayDeque<>();
    m.add("smtpd[1]: " + id + ": client=client.example.org[192.0.2." + number % 250 + "]");
    m.add("cleanup[1]: " + id + ": message-id=<m" + number + "@" + host + ".example.org>");
    int recipients = 1 + random.nextInt(3);
    m.add(
        "qmgr[1]: "
            + id
            + ": from=<alice@example.org>, size="
            + (400 + number)
            + ", nrcpt="
            + recipients
            + " (queue active)");
    for (int i = 0; i < recipients; i++) {
      String to = ": to=<bob" + i + "@example.net>, relay=mx.example.net[198.51.100.7]:25, ";
      m.add(
          random.nextInt(4) == 0
              ? "smtp[1]: "
                  + id
                  + to
                  + "delay=0.9, delays=0.1/0/0.4/0.4, dsn=5.1.1, status=bounced (host"
                  + " mx.example.net[198.51.100.7] said: 550 5.1.1 no such user (in reply to RCPT"
                  + " TO command))"
              : "smtp[1]: "
                  + id
                  + to
                  + "delay=0.5, delays=0.1/0/0.2/0.2, dsn=2.0.0, status=sent (250 2.0.0 OK)");
    }
    m.add("qmgr[1]: " + id + ": removed");
    return m;
  }

  private Deque<String> exim(long number) {
    String id =
        base62(now.getEpochSecond(), 6) + "-" + base62(1000L * host.hashCode() + number, 6) + "-AB";
    Deque<String> m = new ArrayDeque<>();
    m.add(
        id
            + " <= alice@example.org H=client.example.org [192.0.2.1] P=esmtp S="
            + (400 + number)
            + " id=m"
            + number
            + "@"
            + host
            + ".example.org");
    for (int i = random.nextInt(3); i >= 0; i--) {
      m.add(
          random.nextInt(4) == 0
              ? id
                  + " ** bob"
                  + i
                  + "@example.net R=dnslookup T=remote_smtp: retry timeout exceeded"
              : id
                  + " => bob"
                  + i
                  + "@example.net R=dnslookup T=remote_smtp H=mx.example.net [198.51.100.7]"
                  + " C=\"250 OK\"");
    }
    m.add(id + " Completed");
    return m;
  }

  private static String base62(long value, int digits) {
    String all = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    StringBuilder s = new StringBuilder();
    for (long v = value; s.length() < digits; v /= 62) {
      s.insert(0, all.charAt((int) (v % 62)));
    }
    return s.toString();
  }
}
