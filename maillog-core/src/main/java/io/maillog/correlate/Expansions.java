package io.maillog.correlate;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What addresses of a message became by aliases and the like, where the server logs it: so a
 * recipient is known by the address that was first given, and one that an alias leads back to is
 * known to be in a loop.
 */
final class Expansions {
  /** How many members are kept. */
  static final int MAX = 200;

  /** Of each member, the address that named it. */
  private final Map<String, String> parents = new LinkedHashMap<>();

  /** The address that was first given of one that leads back to itself. */
  private @Nullable String looping;

  /** The lines are of a client that asked what an address stands for, not of the message. */
  private boolean asked;

  Map<String, String> parents() {
    return parents;
  }

  boolean asked() {
    return asked;
  }

  void setAsked(boolean wasAsked) {
    asked = wasAsked;
  }

  @Nullable String looping() {
    return looping;
  }

  void setLooping(@Nullable String address) {
    looping = address;
  }

  /** Whether an address became others, and came of none: it is no local part of another one. */
  boolean isFirst(String address) {
    return !parents.containsKey(address)
        && parents.values().stream().noneMatch(p -> !p.equals(address) && isSame(p, address));
  }

  /** An address became this member; false if it is none that is kept. */
  boolean add(String address, String member) {
    if (isBefore(member, address)) {
      looping = first(address);
      return false;
    }
    if (parents.size() >= MAX || parents.containsKey(member) || member.equals(address)) {
      return false; // itself: a delivery to the address that has the alias
    }
    parents.put(member, address);
    return true;
  }

  /** The address that was first given of this one; itself, if no line names it as a member. */
  String first(String address) {
    String at = address;
    for (String parent = parents.get(at); parent != null; parent = parents.get(at)) {
      at = parent;
    }
    return at;
  }

  /** Whether one address stands before another one on its way from the first. */
  private boolean isBefore(String one, String other) {
    for (String at = parents.get(other); at != null; at = parents.get(at)) {
      if (isSame(at, one)) {
        return true;
      }
    }
    return false;
  }

  /** A local part alone is of this server. */
  private static boolean isSame(String one, String local) {
    return one.equals(local)
        || (local.indexOf('@') < 0 && one.startsWith(local) && one.startsWith("@", local.length()));
  }
}
