package io.maillog.postfix;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/**
 * {@code MAP map lookup problem[ for ADDR] -- message not accepted, try again later} and {@code
 * unreasonable MAP map nesting for ADDR -- …}: cleanup(8) defers the message (cleanup_map11.c,
 * cleanup_map1n.c, cleanup_addr.c). The map's name tells whose address it is.
 */
final class MapProblem {
  private static final Literal NOT_ACCEPTED = Literal.of("message not accepted, try again later");
  private static final Literal DASHES = Literal.of(" -- ");
  private static final Literal UNREASONABLE = Literal.of("unreasonable ");
  private static final Literal[] PROBLEMS = {
    Literal.of(" map lookup problem for "),
    Literal.of(" map nesting for "),
    Literal.of(" map expansion size for "),
  };
  private static final Literal[] OF_RECIPIENTS = {
    Literal.of("virtual_alias_maps"),
    Literal.of("virtual_maps"),
    Literal.of("recipient_canonical_maps"),
  };
  private static final Literal OF_SENDERS = Literal.of("sender_canonical_maps");

  private MapProblem() {}

  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    if (!NOT_ACCEPTED.endsAt(b, from, to)) {
      return false;
    }
    e.kind(EventKind.REJECT);
    e.span(Field.REASON, from, to);
    int end = to - NOT_ACCEPTED.length();
    if (DASHES.endsAt(b, from, end)) {
      address(b, from, end - DASHES.length(), e);
    }
    return true;
  }

  private static void address(byte[] b, int from, int to, EventWriter e) {
    int map = UNREASONABLE.startsAt(b, from, to) ? from + UNREASONABLE.length() : from;
    int mapEnd = ByteScan.endOfWord(b, map, to);
    for (Literal problem : PROBLEMS) {
      int address = mapEnd + problem.length();
      if (problem.startsAt(b, mapEnd, to) && address < to) {
        if (OF_SENDERS.equalsAt(b, map, mapEnd)) {
          e.span(Field.FROM, address, to);
        } else if (isOfRecipients(b, map, mapEnd)) {
          e.span(Field.TO, address, to);
        }
        return;
      }
    }
  }

  private static boolean isOfRecipients(byte[] b, int from, int to) {
    for (Literal map : OF_RECIPIENTS) {
      if (map.equalsAt(b, from, to)) {
        return true;
      }
    }
    return false;
  }
}
