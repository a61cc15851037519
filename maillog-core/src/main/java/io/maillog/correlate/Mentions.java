package io.maillog.correlate;

import io.maillog.trace.Recipient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells which of the addresses that a message's lines named are recipients of their own, and which
 * are others' as they were typed: before rewriting, without the domain, or with the domain in
 * another form.
 */
final class Mentions {
  private final Story story;
  private final List<Recipient> told;

  /** The addresses of recipients, as they were ordered or not, that a mention states in full. */
  private @Nullable Set<String> taken;

  private Mentions(Story story, List<Recipient> told) {
    this.story = story;
    this.told = told;
  }

  /**
   * The mentioned addresses of which no recipient tells.
   *
   * @param told the message's other recipients
   */
  static List<String> untold(Story story, List<Recipient> told) {
    Mentions mentions = new Mentions(story, told);
    List<String> untold = new ArrayList<>();
    for (String address : story.mentioned()) {
      if (!mentions.isTold(address)) {
        untold.add(address);
      }
    }
    return untold;
  }

  private boolean isTold(String address) {
    String rewritten = story.rewritten(address);
    return find(address) != null
        || (rewritten != null && find(rewritten) != null)
        || (address.indexOf('@') < 0 && isOnlyOne(address));
  }

  /** A recipient's own address, or the one before, that is this one; {@code null} if none is. */
  private @Nullable String find(String address) {
    for (Recipient r : told) {
      String origTo = r.origTo();
      if (origTo != null && same(origTo, address)) {
        return origTo;
      }
      if (same(r.to(), address)) {
        return r.to();
      }
    }
    return null;
  }

  /**
   * Whether one recipient is left that was ordered with this local part, or else is of it: the
   * server completes what is typed without a domain.
   */
  private boolean isOnlyOne(String local) {
    Set<String> ordered = new HashSet<>();
    Set<String> others = new HashSet<>();
    for (Recipient r : told) {
      String origTo = r.origTo();
      String first = origTo == null ? r.to() : origTo;
      if (taken().contains(first)) {
        continue;
      }
      if (isOf(first, local)) {
        ordered.add(first);
      } else if (isOf(r.to(), local) && !taken().contains(r.to())) {
        others.add(r.to());
      }
    }
    return ordered.isEmpty() ? others.size() == 1 : ordered.size() == 1;
  }

  private Set<String> taken() {
    Set<String> addresses = taken;
    if (addresses == null) {
      addresses = new HashSet<>();
      for (String address : story.mentioned()) {
        String found = find(address);
        if (found != null) {
          addresses.add(found);
        }
      }
      taken = addresses;
    }
    return addresses;
  }

  private static boolean isOf(String address, String local) {
    return address.length() > local.length()
        && address.charAt(local.length()) == '@'
        && address.startsWith(local);
  }

  /** A domain's case does not matter, a local part's does (RFC 5321, 2.4). */
  static boolean same(String one, String other) {
    if (one.equals(other)) {
      return true;
    }
    int domain = one.lastIndexOf('@') + 1;
    return domain > 0
        && domain == other.lastIndexOf('@') + 1
        && one.regionMatches(0, other, 0, domain)
        && DomainNames.same(one.substring(domain), other.substring(domain));
  }
}
