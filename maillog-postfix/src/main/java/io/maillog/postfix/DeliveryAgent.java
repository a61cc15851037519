package io.maillog.postfix;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;

/**
 * Which relay a daemon can name in a delivery's line: so that a text which names another is known
 * to be a stranger's.
 */
enum DeliveryAgent {
  /** smtp(8) and lmtp(8): a next hop, or none (smtp_trouble.c, smtp_rcpt.c). */
  NEXT_HOP,

  /** local(8), virtual(8), pipe(8): the service's own name, or none (local.c, deliver_pass.c). */
  SERVICE,

  /** What delivers nothing: none (error.c, discard.c, qmgr_defer.c, cleanup_bounce.c). */
  NONE,

  /** It is not known who wrote the line: syslog daemons cut the program's name. */
  ANY;

  private static final Literal[] NEXT_HOPS = {Literal.of("smtp"), Literal.of("lmtp")};
  private static final Literal[] SERVICES = {
    Literal.of("local"), Literal.of("virtual"), Literal.of("pipe")
  };
  private static final Literal[] NO_RELAYS = {
    Literal.of("error"),
    Literal.of("retry"),
    Literal.of("discard"),
    Literal.of("qmgr"),
    Literal.of("oqmgr"),
    Literal.of("nqmgr"),
    Literal.of("cleanup")
  };

  /** The agent of the program's name at {@code b[from, to)}, which ends with the daemon's. */
  static DeliveryAgent of(byte[] b, int from, int to) {
    int daemon = ByteScan.lastIndexOf(b, from, to, (byte) '/') + 1;
    int start = Math.max(daemon, from);
    if (isOneOf(NEXT_HOPS, b, start, to)) {
      return NEXT_HOP;
    }
    if (isOneOf(SERVICES, b, start, to)) {
      return SERVICE;
    }
    return isOneOf(NO_RELAYS, b, start, to) ? NONE : ANY;
  }

  private static boolean isOneOf(Literal[] names, byte[] b, int from, int to) {
    for (Literal name : names) {
      if (name.equalsAt(b, from, to)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether it writes such a relay.
   *
   * @param nextHop whether the relay has an address, or a socket's path
   * @param none whether the relay is the word for none
   * @param taken whether the recipient was taken
   */
  boolean writes(boolean nextHop, boolean none, boolean taken) {
    return switch (this) {
      case NEXT_HOP -> nextHop || (none && !taken);
      case SERVICE -> !nextHop;
      case NONE -> none;
      case ANY -> true;
    };
  }
}
