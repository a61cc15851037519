package io.maillog.benchmarks;

import io.maillog.MailLogParser;
import io.maillog.benchmarks.LogScan.Counts;
import io.maillog.bytes.ByteScan;
import io.maillog.dialect.Dialects;
import io.maillog.event.DeliveryStatus;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.MailEvent;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads every line to an event, and gives it to a handler, which counts as {@link LogScan#parse}
 * does.
 *
 * <p>The handlers are of different classes, and take turns, line by line: there is one call a line
 * however many they are, and what grows is what the call site has to expect.
 */
final class HandlerScan {
  private final MailLogParser parser = new MailLogParser(Dialects.load());
  private final MailEvent event = new MailEvent();
  private final EventWriter writer = new EventWriter(event);
  private final Tally tally = new Tally();
  private final Handler[] handlers;

  /**
   * With handlers of so many classes.
   *
   * @param classes 1, 2 or 4
   */
  HandlerScan(int classes) {
    List<Handler> all =
        List.of(new First(tally), new Second(tally), new Third(tally), new Fourth(tally));
    this.handlers = all.subList(0, classes).toArray(Handler[]::new);
  }

  /** The classes that take turns. */
  List<Class<?>> classes() {
    return Arrays.stream(handlers).<Class<?>>map(Object::getClass).toList();
  }

  Counts parse(byte[] b, int length) {
    tally.clear();
    int turns = handlers.length - 1; // a power of two, less one
    int turn = 0;
    int from = 0;
    while (true) {
      int end = ByteScan.indexOfFar(b, from, length, (byte) '\n');
      if (end < 0) {
        return tally.counts();
      }
      parser.parseUntimed(b, from, end, writer);
      handlers[turn++ & turns].accept(event);
      from = end + 1;
    }
  }

  /** What the handlers have counted together. */
  private static final class Tally {
    private long lines;
    private long received;
    private long sent;
    private long removed;

    void clear() {
      lines = 0;
      received = 0;
      sent = 0;
      removed = 0;
    }

    void add(MailEvent event) {
      lines++;
      EventKind kind = event.kind();
      received += kind == EventKind.RECEIVED ? 1 : 0;
      sent += kind == EventKind.DELIVERY && event.status() == DeliveryStatus.SENT ? 1 : 0;
      removed += kind == EventKind.REMOVED ? 1 : 0;
    }

    Counts counts() {
      return new Counts(lines, received, sent, removed);
    }
  }

  /** As users write one. */
  private interface Handler extends Consumer<MailEvent> {}

  private record First(Tally tally) implements Handler {
    @Override
    public void accept(MailEvent event) {
      tally.add(event);
    }
  }

  private record Second(Tally tally) implements Handler {
    @Override
    public void accept(MailEvent event) {
      tally.add(event);
    }
  }

  private record Third(Tally tally) implements Handler {
    @Override
    public void accept(MailEvent event) {
      tally.add(event);
    }
  }

  private record Fourth(Tally tally) implements Handler {
    @Override
    public void accept(MailEvent event) {
      tally.add(event);
    }
  }
}
