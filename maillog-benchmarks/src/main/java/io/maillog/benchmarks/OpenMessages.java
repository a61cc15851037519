package io.maillog.benchmarks;

import io.maillog.MailLogParser;
import io.maillog.correlate.CorrelationLimits;
import io.maillog.correlate.MessageCorrelator;
import io.maillog.dialect.Dialects;
import io.maillog.event.EventWriter;
import io.maillog.event.MailEvent;
import io.maillog.header.TimePolicy;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Random;

/**
 * What an open message takes of the heap: a full Postfix queue, each message of two recipients that
 * a next hop has put off. The argument is their number, 1,000,000 if there is none. Messages have
 * ids, Message-IDs and addresses of their own; clients and next hops come again, and so do their
 * replies, half of which name the recipient.
 */
public final class OpenMessages {
  private static final int CLIENTS = 500;
  private static final int NEXT_HOPS = 200;

  private final MailLogParser parser = new MailLogParser(Dialects.load());
  private final MailEvent event = new MailEvent();
  private final EventWriter writer = new EventWriter(event);
  private final TimePolicy times = TimePolicy.inZone(ZoneOffset.UTC);
  private final MessageCorrelator correlator;
  private final Random random = new Random(20260912);

  private OpenMessages(int messages) {
    CorrelationLimits limits = CorrelationLimits.DEFAULT.withMaxOpenMessages(messages);
    this.correlator = new MessageCorrelator(Dialects.load(), limits, trace -> {});
  }

  /** Prints the bytes of heap a message. */
  public static void main(String[] args) {
    int messages = args.length == 0 ? 1_000_000 : Integer.parseInt(args[0]);
    new OpenMessages(100).open(100); // classes and constants
    long before = usedHeap();
    OpenMessages queue = new OpenMessages(messages);
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
      message(i);
    }
  }

  private void message(int i) {
    int from = random.nextInt(CLIENTS);
    int next = random.nextInt(NEXT_HOPS);
    String client = format("client%03d.example.net[192.0.2.%d]", from, from % 250);
    String id = format("%05X%05X", random.nextInt(1_000_000), i & 0xfffff);
    line("smtpd[9001]: connect from %s", client);
    line("smtpd[9001]: %s: client=%s", id, client);
    line("cleanup[9002]: %s: message-id=<%s.%08X@client%03d.example.net>", id, word(14), i, from);
    line(
        "qmgr[9003]: %s: from=<%s@site%03d.example>, size=4321, nrcpt=2 (queue active)",
        id, word(11), from);
    line("smtpd[9001]: disconnect from %s ehlo=1 mail=1 rcpt=2 data=1 quit=1 commands=6", client);
    for (int recipient = 0; recipient < 2; recipient++) {
      String to = format("%s@dest%03d.example", word(10), next);
      String relay = format("mx%d.dest%03d.example[198.51.100.%d]", recipient, next, next);
      String reply =
          next % 2 == 0
              ? "451 4.7.1 Greylisted, please try again later"
              : format("450 4.7.1 <%s>: mailbox busy", to);
      line(
          "smtp[9004]: %s: to=<%s>, relay=%s:25, delay=1.3, delays=0.1/0/0.7/0.5, dsn=4.7.1,"
              + " status=deferred (host %s said: %s (in reply to RCPT TO command))",
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
        ("2026-09-12T10:15:30.123456+02:00 mx1 postfix/" + format(text, values))
            .getBytes(StandardCharsets.US_ASCII);
    parser.parse(line, 0, line.length, writer);
    times.complete(writer.header());
    correlator.onEvent(event);
  }
}
