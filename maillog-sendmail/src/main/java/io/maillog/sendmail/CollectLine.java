package io.maillog.sendmail;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.SmtpStage;

/**
 * What went wrong while a message's text was taken in (collect.c): the client went away, or the
 * message is too large.
 */
final class CollectLine {
  private static final Literal COLLECT = Literal.of("collect: ");
  private static final Literal PREMATURE = Literal.of("premature EOM: ");
  private static final Literal RELAY = Literal.of("relay=");
  private static final Literal THEN_FROM = Literal.of(", from=");
  private static final Literal INFO = Literal.of(", info=");
  private static final Literal ON_CONNECTION = Literal.of(" on connection from ");
  private static final Literal ERRNO = Literal.of(": ");
  private static final Literal SENDER = Literal.of(", sender=");
  private static final Literal HEADERS = Literal.of("headers too large (");
  private static final Literal OVERFLOW = Literal.of("header overflow from ");
  private static final Literal MAX_FROM = Literal.of(" max) from ");
  private static final Literal DURING = Literal.of(" during message collect");
  private static final Literal SIZE = Literal.of("message size (");
  private static final Literal EXCEEDS = Literal.of(") exceeds maximum (");

  private CollectLine() {}

  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    return switch (b[from]) {
      case 'c' -> broken(b, from, to, e);
      case 'h' -> headers(b, from, to, e);
      case 'm' -> size(b, from, to, e);
      default -> false;
    };
  }

  /**
   * {@code collect: premature EOM: WHY}, {@code collect: WHY on connection from HOST, sender=ADDR}
   * ({@code from=} in an error), or {@code collect: relay=HOST, from=ADDR, info=WHY} (8.17).
   */
  static boolean broken(byte[] b, int from, int to, EventWriter e) {
    if (!COLLECT.startsAt(b, from, to)) {
      return false;
    }
    int p = from + COLLECT.length();
    if (PREMATURE.startsAt(b, p, to)) {
      lost(e);
      e.span(Field.REASON, p + PREMATURE.length(), to);
      return true;
    }
    if (RELAY.startsAt(b, p, to)) {
      return ofRelay(b, p + RELAY.length(), to, e);
    }
    int connection = ON_CONNECTION.indexIn(b, p, to);
    if (connection < 0) {
      return false;
    }
    lost(e);
    e.span(Field.REASON, p, connection);
    int host = connection + ON_CONNECTION.length();
    int end = Address.endOfValue(b, host, to);
    Host.client(b, host, end, e);
    if (SENDER.startsAt(b, end, to)) {
      Printed.address(Field.FROM, b, end + SENDER.length(), to, e);
    } else if (THEN_FROM.startsAt(b, end, to)) {
      int sender = end + THEN_FROM.length();
      Printed.address(Field.FROM, b, sender, endOfAddress(b, sender, to), e);
    }
    return true;
  }

  private static boolean ofRelay(byte[] b, int from, int to, EventWriter e) {
    int end = Address.endOfValue(b, from, to);
    int info = INFO.lastIndexIn(b, end, to);
    if (info < 0) {
      return false;
    }
    lost(e);
    Host.client(b, from, end, e);
    if (THEN_FROM.startsAt(b, end, info)) {
      Printed.address(Field.FROM, b, end + THEN_FROM.length(), info, e);
    }
    e.span(Field.REASON, info + INFO.length(), to);
    return true;
  }

  /** Where the address ends, behind which an error of the system may be told (err.c, fmtmsg). */
  private static int endOfAddress(byte[] b, int from, int to) {
    int close = from < to && b[from] == '<' ? Address.endOfBracketed(b, from, to) : -1;
    if (close > 0) {
      return close;
    }
    int colon = ERRNO.indexIn(b, from, to);
    return colon < 0 ? to : colon;
  }

  private static void lost(EventWriter e) {
    e.kind(EventKind.CONNECTION_LOST);
    e.stage(SmtpStage.DATA);
  }

  /** {@code headers too large (N max) from HOST during message collect}. */
  private static boolean headers(byte[] b, int from, int to, EventWriter e) {
    int host = -1;
    if (OVERFLOW.startsAt(b, from, to)) {
      host = from + OVERFLOW.length();
    } else if (HEADERS.startsAt(b, from, to)) {
      int max = MAX_FROM.indexIn(b, from, to);
      host = max < 0 ? -1 : max + MAX_FROM.length();
    }
    if (host < 0) {
      return false;
    }
    refused(e);
    e.span(Field.REASON, from, host - 6);
    int end = DURING.endsAt(b, host, to) ? to - DURING.length() : to;
    Host.client(b, host, end, e);
    return true;
  }

  /** {@code message size (N) exceeds maximum (N)}. */
  private static boolean size(byte[] b, int from, int to, EventWriter e) {
    if (!SIZE.startsAt(b, from, to)) {
      return false;
    }
    refused(e);
    int size = from + SIZE.length();
    int end = ByteScan.indexOf(b, size, to, (byte) ')');
    if (end > size && EXCEEDS.startsAt(b, end, to)) {
      e.span(Field.SIZE, size, end);
    }
    e.span(Field.REASON, from, to);
    return true;
  }

  private static void refused(EventWriter e) {
    e.kind(EventKind.REJECT);
    e.stage(SmtpStage.EOD);
  }
}
