package io.maillog;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import io.maillog.dialect.CorrelationRules;
import io.maillog.dialect.Dialect;
import io.maillog.dialect.Dialect.Claim;
import io.maillog.dialect.Dialects;
import io.maillog.dialect.LineParser;
import io.maillog.event.DeliveryStatus;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.header.LineHeader;
import org.jspecify.annotations.Nullable;

/**
 * A small mail server for tests: {@code ID: client=HOST}, {@code ID: from=<A>}, {@code ID: to=<B>},
 * {@code ID: removed}. An id {@code T1789200930} tells the second of its message's arrival.
 */
final class DemoDialect implements Dialect {
  static final Dialects ALONE = Dialects.of(new DemoDialect());

  private static final Literal NAME = Literal.of("demo");
  private static final Literal CLIENT = Literal.of("client=");
  private static final Literal FROM = Literal.of("from=<");
  private static final Literal TO = Literal.of("to=<");
  private static final Literal REMOVED = Literal.of("removed");
  private static final Literal BUG = Literal.of("bug");

  @Override
  public String name() {
    return "demo";
  }

  @Override
  public Claim claimProgram(byte[] line, int from, int to) {
    return NAME.equalsAt(line, from, to) ? Claim.STRONG : Claim.NONE;
  }

  @Override
  public LineParser newLineParser() {
    return DemoDialect::parse;
  }

  private static void parse(byte[] b, int from, int to, LineHeader header, EventWriter e) {
    int colon = ByteScan.indexOf(b, from, to, (byte) ':');
    if (colon < 0 || colon + 2 > to) {
      if (from < to && ByteScan.indexOf(b, from, to, (byte) ' ') < 0) {
        e.span(Field.QUEUE_ID, from, to); // nothing but an id
      }
      return;
    }
    int p = colon + 2;
    if (CLIENT.startsAt(b, p, to)) {
      e.kind(EventKind.RECEIVED);
      e.span(Field.CLIENT_HOST, p + CLIENT.length(), to);
    } else if (FROM.startsAt(b, p, to)) {
      e.kind(EventKind.QUEUED);
      address(b, p + FROM.length(), to, Field.FROM, e);
    } else if (TO.startsAt(b, p, to)) {
      e.kind(EventKind.DELIVERY);
      e.status(DeliveryStatus.SENT);
      address(b, p + TO.length(), to, Field.TO, e);
    } else if (REMOVED.equalsAt(b, p, to)) {
      e.kind(EventKind.REMOVED);
    } else if (BUG.equalsAt(b, p, to)) {
      throw new UnsupportedOperationException("a bug in a dialect");
    } else {
      return;
    }
    e.span(Field.QUEUE_ID, from, colon);
  }

  private static void address(byte[] b, int from, int to, Field field, EventWriter e) {
    int end = ByteScan.indexOf(b, from, to, (byte) '>');
    e.span(field, from, end < 0 ? to : end);
  }

  @Override
  public long arrival(byte[] line, int from, int to) {
    return from < to && line[from] == 'T' ? Decimal.parse(line, from + 1, to) : UNKNOWN_TIME;
  }

  @Override
  public CorrelationRules correlationRules() {
    return new CorrelationRules() {
      @Override
      public boolean logsRemoval() {
        return true;
      }

      @Override
      public @Nullable Field sessionKey() {
        return null;
      }
    };
  }
}
