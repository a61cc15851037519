package io.maillog.correlate;

import io.maillog.trace.Client;
import org.jspecify.annotations.Nullable;

/**
 * Whether the message of an id is the one that a next hop means by it. The answer is a stranger's
 * text: he may name any id, and know the Message-ID too, since both stand in the header of what he
 * received. What he cannot choose is when our servers took a message in, and from where.
 */
final class Hop {
  /** How much, in seconds, the stamps of one host may differ from the order of what happened. */
  private static final int SLACK = 1;

  /** How much the clocks of two hosts may differ. */
  private static final int CLOCKS = 10;

  private Hop() {}

  /** Whether {@code next} is what became of the message that was offered. */
  static boolean led(Offer offer, Story next) {
    Story story = offer.story();
    if (next == story || next.given || !next.started) {
      return false;
    }
    boolean sameHost = story.server.same(next.server);
    return isSameMessage(offer, next, sameHost)
        && isInTime(offer, next, sameHost ? SLACK : CLOCKS)
        && (sameHost ? begins(story, next) && cameFromRelay(offer, next) : wasBetween(offer, next));
  }

  /**
   * Only the Message-ID makes sure. Where the log begins too late to tell it, or there is none, a
   * next hop of this very machine does: a content filter, or the server itself.
   */
  private static boolean isSameMessage(Offer offer, Story next, boolean sameHost) {
    Story story = offer.story();
    if (story.tellsMessageId() && next.tellsMessageId()) {
      return story.sharesMessageId(next);
    }
    Client from = next.handedOverBy();
    return sameHost
        && isLoopback(offer.relayIp(), offer.relayHost())
        && isLoopback(from.ip(), from.host());
  }

  /** A next hop has a message from when it was offered until it says so. */
  private static boolean isInTime(Offer offer, Story next, int slack) {
    long taken = next.receivedSecond();
    long answered = offer.answered();
    if (answered == Offer.UNKNOWN || taken == Offer.UNKNOWN) {
      return !next.done;
    }
    if (taken > answered + slack
        || (offer.offered() != Offer.UNKNOWN && taken < offer.offered() - slack)) {
      return false;
    }
    long begun = offer.story().started ? offer.story().receivedSecond() : Offer.UNKNOWN;
    if (begun != Offer.UNKNOWN && taken < begun - slack) {
      return false;
    }
    // It goes on after the answer; or ends with it, where that takes no time.
    return !next.done
        || (next.completed != null && next.completed.epochSecond() >= answered - slack);
  }

  /**
   * Whether one message of a host was taken in before another; the lines of one second may be in
   * any order.
   */
  private static boolean begins(Story story, Story next) {
    long begun = story.receivedSecond();
    long taken = next.receivedSecond();
    if (!story.started) {
      return true; // the log begins later
    }
    boolean timed = begun != Offer.UNKNOWN && taken != Offer.UNKNOWN;
    return timed ? begun <= taken : story.serial < next.serial;
  }

  /** Whether a message of the same host came from the next hop, as far as the log says. */
  private static boolean cameFromRelay(Offer offer, Story next) {
    String relayIp = offer.relayIp();
    String relayHost = offer.relayHost();
    Client from = next.handedOverBy();
    boolean ofUser = from.ip() == null && from.host() == null && next.submitter() != null;
    if (isLoopback(relayIp, relayHost)) {
      return ofUser || isLoopback(from.ip(), from.host()) || isUntold(from);
    }
    if (ofUser || isUntold(from)) { // it may be anybody's: a stranger's word is not enough
      return relayIp == null && relayHost == null;
    }
    if (relayIp != null && from.ip() != null) {
      return relayIp.equalsIgnoreCase(from.ip());
    }
    if (relayHost != null && from.host() != null) {
      return relayHost.equalsIgnoreCase(from.host());
    }
    return relayHost == null || from.ip() == null || relayHost.equalsIgnoreCase(from.ip());
  }

  private static boolean isUntold(Client from) {
    return from.ip() == null && from.host() == null;
  }

  /**
   * Whether a message of another host came from this one, as far as names tell: the next hop has
   * the host's name, or its client has ours. Addresses tell nothing, since no log says a host's
   * own.
   */
  private static boolean wasBetween(Offer offer, Story next) {
    Client from = next.handedOverBy();
    String client = isLoopback(from.ip(), from.host()) ? null : from.host(); // by its own filter
    boolean untold =
        (isAddress(offer.relayHost()) || next.server.host() == null)
            && (isAddress(client) || offer.story().server.host() == null);
    return untold
        || isName(offer.relayHost(), next.server.host())
        || isName(client, offer.story().server.host());
  }

  private static boolean isAddress(@Nullable String name) {
    return name == null
        || name.startsWith("[")
        || name.indexOf(':') >= 0
        || name.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
  }

  /** Whether two names are the same, or one is the first part of the other. */
  private static boolean isName(@Nullable String dns, @Nullable String host) {
    if (dns == null || host == null || dns.isEmpty() || host.isEmpty()) {
      return false;
    }
    int length = Math.min(dns.length(), host.length());
    return dns.regionMatches(true, 0, host, 0, length) && isEnd(dns, length) && isEnd(host, length);
  }

  private static boolean isEnd(String name, int at) {
    return at == name.length() || name.charAt(at) == '.';
  }

  private static boolean isLoopback(@Nullable String ip, @Nullable String host) {
    String address = ip == null ? host : ip;
    return address != null
        && (address.startsWith("127.")
            || address.equals("::1")
            || address.startsWith("::ffff:127.")
            || address.equals("[127.0.0.1]")
            || (ip == null && address.equalsIgnoreCase("localhost")));
  }
}
