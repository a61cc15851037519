package io.maillog.benchmarks;

import io.maillog.MailLogParser;
import io.maillog.correlate.CorrelationLimits;
import io.maillog.correlate.MessageCorrelator;
import io.maillog.dialect.Dialects;
import io.maillog.event.EventWriter;
import io.maillog.event.MailEvent;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;

/**
 * What an open message takes of the heap: a full queue, each message of two recipients that a next
 * hop has put off. Messages have ids, Message-IDs and addresses of their own; clients and next hops
 * come again, and so do their replies, half of which name the recipient.
 *
 * <p>{@code java -cp benchmarks.jar io.maillog.benchmarks.OpenMessages [NUMBER [SERVER]]}: a
 * million of Postfix, if nothing else is said.
 */
public final class OpenMessages {
  private static final int CLIENTS = 500;
  private static final int NEXT_HOPS = 200;

  private final MailLogParser parser = LogScan.parser(Dialects.load());
  private final MailEvent event = new MailEvent();
  private final EventWriter writer = new EventWriter(event);
  private final MessageCorrelator correlator;
  private final Random random = new Random(20260912);

  private final MailServer server;

  private OpenMessages(int messages, MailServer server) {
    this.server = server;
    CorrelationLimits limits = CorrelationLimits.DEFAULT.withMaxOpenMessages(messages);
    this.correlator = new MessageCorrelator(Dialects.load(), limits, trace -> {});
  }

  /** Prints the bytes of heap a message. */
  public static void main(String[] args) {
    int messages = args.length == 0 ? 1_000_000 : Integer.parseInt(args[0]);
    MailServer server =
        args.length < 2 ? MailServer.POSTFIX : MailServer.valueOf(args[1].toUpperCase(Locale.ROOT));
    new OpenMessages(100, server).open(100); // classes and constants
    long before = usedHeap();
    OpenMessages queue = new OpenMessages(messages, server);
    queue.open(messages);
    long each = (usedHeap() - before) / messages;
    System.out.printf(
        Locale.ROOT, "%d open messages, %d B each%n", queue.correlator.counters().open(), each);
  }

  private static long usedHeap() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  private void open(int messages) {
    for (int i = 0; i < messages; i++) {
      switch (server) {
        case POSTFIX -> postfix(i);
        case EXIM -> exim(i);
        case SENDMAIL -> sendmail(i);
      }
    }
  }

  private void exim(int i) {
    int from = random.nextInt(CLIENTS);
    int next = random.nextInt(NEXT_HOPS);
    String id = format("1wiQ2K-%06d-%02d", i, random.nextInt(100));
    line(
        "%s <= %s@site%03d.example H=client%03d.example.net [192.0.2.%d] P=esmtp S=4321"
            + " id=%s.%08X@client%03d.example.net",
        id, word(11), from, from, from % 250, word(14), i, from);
    for (int recipient = 0; recipient < 2; recipient++) {
      String to = format("%s@dest%03d.example", word(10), next);
      line(
          "%s == %s R=dnslookup T=remote_smtp defer (-44) H=mx%d.dest%03d.example [198.51.100.%d]:"
              + " SMTP error from remote mail server after RCPT TO:<%s>: %s",
          id, to, recipient, next, next, to, reply(next, to));
    }
  }

  private void sendmail(int i) {
    int from = random.nextInt(CLIENTS);
    int next = random.nextInt(NEXT_HOPS);
    String id = format("68CAFU%s%06d", word(2), i % 1_000_000);
    line(
        "%s: from=<%s@site%03d.example>, size=4321, class=0, nrcpts=2,"
            + " msgid=<%s.%08X@client%03d.example.net>, proto=ESMTP, daemon=MTA,"
            + " relay=client%03d.example.net [192.0.2.%d]",
        id, word(11), from, word(14), i, from, from, from % 250);
    for (int recipient = 0; recipient < 2; recipient++) {
      String to = format("%s@dest%03d.example", word(10), next);
      String reply = reply(next, to);
      line(
          "%s: to=<%s>, delay=00:00:01, xdelay=00:00:01, mailer=esmtp, pri=120000,"
              + " relay=mx%d.dest%03d.example. [198.51.100.%d], dsn=4.7.1, reply=%s,"
              + " stat=Deferred: %s",
          id, to, recipient, next, next, reply, reply);
    }
  }

  private static String reply(int next, String to) {
    return next % 2 == 0
        ? "451 4.7.1 Greylisted, please try again later"
        : format("450 4.7.1 <%s>: mailbox busy", to);
  }

  private void postfix(int i) {
    int from = random.nextInt(CLIENTS);
    int next = random.nextInt(NEXT_HOPS);
    String client = format("client%03d.example.net[192.0.2.%d]", from, from % 250);
    String id = format("%05X%05X", random.nextInt(1_000_000), i & 0xfffff);
    line("postfix/smtpd[9001]: connect from %s", client);
    line("postfix/smtpd[9001]: %s: client=%s", id, client);
    line(
        "postfix/cleanup[9002]: %s: message-id=<%s.%08X@client%03d.example.net>",
        id, word(14), i, from);
    line(
        "postfix/qmgr[9003]: %s: from=<%s@site%03d.example>, size=4321, nrcpt=2 (queue active)",
        id, word(11), from);
    line(
        "postfix/smtpd[9001]: disconnect from %s ehlo=1 mail=1 rcpt=2 data=1 quit=1 commands=6",
        client);
    for (int recipient = 0; recipient < 2; recipient++) {
      String to = format("%s@dest%03d.example", word(10), next);
      String relay = format("mx%d.dest%03d.example[198.51.100.%d]", recipient, next, next);
      String reply = reply(next, to);
      line(
          "postfix/smtp[9004]: %s: to=<%s>, relay=%s:25, delay=1.3, delays=0.1/0/0.7/0.5,"
              + " dsn=4.7.1, status=deferred (host %s said: %s (in reply to RCPT TO command))",
          id, to, relay, relay, reply);
    }
  }

  private String word(int length) {
    StringBuilder word = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      word.append((char) ('a' + random.nextInt(26)));
    }
    return word.toString();
  }

  private static String format(String text, Object... values) {
    return String.format(Locale.ROOT, text, values);
  }

  private void line(String text, Object... values) {
    byte[] line =
        (server == MailServer.EXIM
                ? "2026-09-12 10:15:30 " + format(text, values)
                : "2026-09-12T10:15:30.123456+02:00 mx1 "
                    + (server == MailServer.SENDMAIL ? "sm-mta[9001]: " : "")
                    + format(text, values))
            .getBytes(StandardCharsets.US_ASCII);
    parser.parse(line, 0, line.length, writer);
    correlator.onEvent(event);
  }
}
