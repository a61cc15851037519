package io.maillog.postfix;

import io.maillog.bytes.Literal;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/** {@code addr ADDR listed by domain DOMAIN as RESULT} (dnsblog.c). */
final class DnsblogLine {
  private static final Literal ADDR = Literal.of("addr ");
  private static final Literal LISTED = Literal.of(" listed by domain ");
  private static final Literal AS = Literal.of(" as ");

  private DnsblogLine() {}

  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    if (!ADDR.startsAt(b, from, to)) {
      return false;
    }
    int address = from + ADDR.length();
    int end = address;
    while (end < to && b[end] != ' ') {
      end++;
    }
    if (!LISTED.startsAt(b, end, to)) {
      return false;
    }
    e.kind(EventKind.DNSBL);
    e.span(Field.CLIENT_IP, address, end);
    int domain = end + LISTED.length();
    int as = AS.indexIn(b, domain, to);
    e.attribute(end + 11, end + 17, domain, as < 0 ? to : as); // "domain"
    if (as > 0) {
      e.span(Field.REASON, as + AS.length(), to);
    }
    return true;
  }
}
