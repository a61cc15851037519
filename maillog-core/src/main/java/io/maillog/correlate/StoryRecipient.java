package io.maillog.correlate;

import io.maillog.event.DeliveryStatus;
import io.maillog.trace.Attempt;
import io.maillog.trace.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One recipient of an open message. */
final class StoryRecipient {
  final String to;
  final @Nullable String origTo;
  final List<Attempt> attempts = new ArrayList<>(1);
  int attemptsCut;

  /** What the server decided of this recipient beside its attempts, such as a refusal. */
  @Nullable Outcome decided;

  StoryRecipient(String to, @Nullable String origTo) {
    this.to = to;
    this.origTo = origTo;
  }

  /** Whether it is this address, or what became of it. */
  boolean isOf(String address) {
    return same(to, address) || (origTo != null && same(origTo, address));
  }

  /** A domain's case does not matter, a local part's does (RFC 5321, 2.4). */
  private static boolean same(String one, String other) {
    int domain = one.lastIndexOf('@') + 1;
    return one.length() == other.length()
        && one.regionMatches(0, other, 0, domain)
        && one.regionMatches(domain > 0, domain, other, domain, one.length() - domain);
  }

  @Nullable Attempt last() {
    return attempts.isEmpty() ? null : attempts.get(attempts.size() - 1);
  }

  /** Whether no further attempt will be made. */
  boolean isSettled() {
    Attempt last = last();
    if (decided != null) {
      return decided != Outcome.DEFERRED;
    }
    return last != null && last.status() != DeliveryStatus.DEFERRED;
  }

  /** Adds an attempt; beyond the limit the latest one takes the place of the one before it. */
  boolean add(Attempt attempt, int maxAttempts) {
    decided = null;
    if (attempts.size() < maxAttempts) {
      attempts.add(attempt);
      return true;
    }
    attempts.set(attempts.size() - 1, attempt);
    attemptsCut++;
    return false;
  }
}
