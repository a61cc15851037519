package io.maillog.fuzz;

import io.maillog.trace.Outcome;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * A log of any number of messages in three days, made as it is read, so that it takes no room: of
 * three servers, on so many hosts, in bursts whose lines are mixed. Most messages are sent; some
 * bounce, are refused, are deferred for an hour, or for ever.
 */
final class SoakLog extends InputStream {
  private static final long START = Instant.parse("2026-09-12T10:15:30Z").getEpochSecond();
  private static final long SECONDS = Duration.ofDays(3).toSeconds();
  private static final int BURST = 100;
  private static final int BURST_SECONDS = 5;

  /** A line that is due. */
  private record Line(long second, long number, String text) {}

  private final long messages;
  private final int hosts;
  private final PriorityQueue<Line> due =
      new PriorityQueue<>(Comparator.comparingLong(Line::second).thenComparingLong(Line::number));
  private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
  private final Runnable checkpoint;
  private final long checkpointEvery;
  private long begun;
  private long lines;
  private long stampOf = -1;
  private String stamp = "";
  private byte[] rest = new byte[0];
  private int restFrom;

  /**
   * A log before its first line.
   *
   * @param checkpoint is run whenever so many messages have begun
   */
  SoakLog(long messages, int hosts, Runnable checkpoint, long checkpointEvery) {
    this.messages = messages;
    this.hosts = hosts;
    this.checkpoint = checkpoint;
    this.checkpointEvery = checkpointEvery;
  }

  /** How many traces of each outcome the messages so far give when the log has ended. */
  Map<Outcome, Long> outcomes() {
    return outcomes;
  }

  /** The next line without its end; {@code null} after the last. */
  String next() {
    while (begun < messages && (due.isEmpty() || due.peek().second >= second(begun))) {
      begin(begun++);
      if (begun % checkpointEvery == 0) {
        checkpoint.run();
      }
    }
    Line line = due.poll();
    if (line == null) {
      return null;
    }
    if (line.second != stampOf) {
      stampOf = line.second;
      stamp = Instant.ofEpochSecond(line.second).toString();
    }
    return stamp + line.text;
  }

  /** When a message begins: in bursts, which are spread over the whole time. */
  private long second(long message) {
    long bursts = Math.max(1, messages / BURST);
    return START + message / BURST * SECONDS / bursts + message % BURST % BURST_SECONDS;
  }

  private void begin(long number) {
    String host = " mx" + (number / 3 + number / BURST) % hosts + " ";
    long second = second(number);
    SoakMail mail =
        switch ((int) (number % 3)) {
          case 0 -> new SoakMail.Postfix(this, host, second, number);
          case 1 -> new SoakMail.Exim(this, host, second, number);
          default -> new SoakMail.Sendmail(this, host, second, number);
        };
    int kind = (int) (number % 100);
    if (kind < 70) {
      mail.arrives(1);
      mail.sent(0, "bob@example.com");
      ends(mail, Outcome.SENT);
    } else if (kind < 80) {
      mail.arrives(2);
      mail.sent(0, "bob@example.com");
      mail.sent(1, "eve@example.com");
      ends(mail, Outcome.SENT);
    } else if (kind < 86) {
      mail.arrives(1);
      mail.bounced(1, "eve@example.com");
      expect(Outcome.SENT); // of the notification
      ends(mail, Outcome.BOUNCED);
    } else if (kind < 88) {
      mail.arrives(2);
      mail.sent(0, "bob@example.com");
      mail.bounced(1, "eve@example.com");
      expect(Outcome.SENT);
      ends(mail, Outcome.MIXED);
    } else if (kind < 92) {
      mail.arrives(1);
      mail.deferred(1, "bob@example.com");
      mail.deferred(600, "bob@example.com");
      mail.sent(3600, "bob@example.com");
      ends(mail, Outcome.SENT);
    } else if (kind < 98) {
      mail.refused();
      expect(Outcome.REJECTED);
    } else {
      mail.arrives(1);
      mail.deferred(1, "bob@example.com");
      expect(Outcome.DEFERRED);
    }
  }

  private void ends(SoakMail mail, Outcome outcome) {
    mail.ends();
    expect(outcome);
  }

  private void expect(Outcome outcome) {
    outcomes.merge(outcome, 1L, Long::sum);
  }

  /** Has a line written at that second, after those of the same second that are there. */
  void write(long second, String text) {
    due.add(new Line(second, lines++, text));
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (restFrom == rest.length) {
      String line = next();
      if (line == null) {
        return -1;
      }
      rest = (line + "\n").getBytes(StandardCharsets.ISO_8859_1);
      restFrom = 0;
    }
    int count = Math.min(length, rest.length - restFrom);
    System.arraycopy(rest, restFrom, target, offset, count);
    restFrom += count;
    return count;
  }
}
