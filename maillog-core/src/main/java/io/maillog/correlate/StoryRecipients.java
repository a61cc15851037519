package io.maillog.correlate;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.ByteSlice;
import io.maillog.event.DeliveryStatus;
import io.maillog.trace.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The recipients that are known of a message, in the order of the log, and how many of them wait
 * for a further attempt: counted, since a message may have ten thousand, and a line for each.
 */
abstract class StoryRecipients extends StoryTexts {
  private static final int INDEX_FROM = 16;

  /** How many recipients one is looked for among by a part of its addresses. */
  private static final int MAX_SEARCHED = 256;

  private @Nullable StoryRecipient first;
  private @Nullable StoryRecipient last;
  private @Nullable RecipientIndex index;
  private int count;
  private int unsettled;
  private int rejected;
  private int failed;

  final @Nullable StoryRecipient firstRecipient() {
    return first;
  }

  final int recipientCount() {
    return count;
  }

  /** How many may be tried again. */
  final int unsettled() {
    return unsettled;
  }

  /** Whether one could not be delivered to, so that its sender is told. */
  final boolean hasFailed() {
    return failed > 0;
  }

  /** How many were refused. */
  final int rejected() {
    return rejected;
  }

  /**
   * The recipient of these addresses, made if new; {@code null} if the limit forbids another: then
   * it is one of {@link Story#cut}.
   *
   * @param envelope the id of its copy, which alone tells it; {@code null} if it has none
   */
  final @Nullable StoryRecipient recipient(
      ByteSlice to, @Nullable ByteSlice origTo, @Nullable ByteSlice envelope, int maxRecipients) {
    if (envelope != null) {
      StoryRecipient known = findEnvelope(envelope);
      if (known == null) {
        return count < maxRecipients ? add(new EnvelopeRecipient(to, origTo, envelope)) : null;
      }
      if (!known.hasAddresses(to, origTo)) {
        readdress(known, to, origTo); // an alias has made another of it
      }
      return known;
    }
    StoryRecipient found = find(to, origTo);
    if (found == null || found.isSettled()) {
      // A copy may have gone to the same user already, while this one waited.
      StoryRecipient waiting = findLocal(to, origTo);
      found = waiting == null ? found : waiting;
    }
    found = found == null ? findInternational(to, origTo) : found;
    if (found != null || count >= maxRecipients) {
      return found;
    }
    return addRecipient(to, origTo);
  }

  /** Whether an attempt is known, of any recipient. */
  final boolean hasTried() {
    StoryRecipient r = first;
    while (r != null && !r.wasTried()) {
      r = r.next;
    }
    return r != null;
  }

  /** Whether no recipient is known that was this address first, or became of it. */
  final boolean isUntried(ByteSlice address) {
    for (StoryRecipient r = first; r != null; r = r.next) {
      if (r.wasOrdered(address)) {
        return false;
      }
    }
    return true;
  }

  /** Adds a recipient of these addresses, of which there is none. */
  final StoryRecipient addRecipient(ByteSlice to, @Nullable ByteSlice origTo) {
    return add(new StoryRecipient(to, origTo));
  }

  /** Adds a recipient whose copy has an id that no other one has. */
  final StoryRecipient addRecipient(
      ByteSlice to, @Nullable ByteSlice origTo, @Nullable ByteSlice envelope) {
    return envelope == null
        ? addRecipient(to, origTo)
        : add(new EnvelopeRecipient(to, origTo, envelope));
  }

  private StoryRecipient add(StoryRecipient made) {
    if (last == null) {
      first = made;
    } else {
      last.next = made;
    }
    last = made;
    count++;
    unsettled++;
    weigh(made.weight());
    enter(made);
    return made;
  }

  private void enter(StoryRecipient made) {
    if (index != null) {
      index.add(made);
    } else if (count == INDEX_FROM) {
      index = new RecipientIndex(TextHash.OF_PROCESS);
      for (StoryRecipient r = first; r != null; r = r.next) {
        index.add(r);
      }
    }
  }

  private @Nullable StoryRecipient find(ByteSlice to, @Nullable ByteSlice origTo) {
    if (index != null) {
      return index.find(to, origTo);
    }
    for (StoryRecipient r = first; r != null; r = r.next) {
      if (r.is(to, origTo)) {
        return r;
      }
    }
    return null;
  }

  /** Whether a recipient's copy has this id. */
  final boolean hasEnvelope(ByteSlice envelope) {
    return findEnvelope(envelope) != null;
  }

  private @Nullable StoryRecipient findEnvelope(ByteSlice envelope) {
    if (index != null) {
      return index.findEnvelope(envelope);
    }
    for (StoryRecipient r = first; r != null; r = r.next) {
      if (r.isEnvelope(envelope)) {
        return r;
      }
    }
    return null;
  }

  /**
   * The recipient that a local delivery names by its user alone: {@code bob} of {@code
   * bob@example.org}, whose whole address stood in the lines before, while it was deferred.
   */
  private @Nullable StoryRecipient findLocal(ByteSlice to, @Nullable ByteSlice origTo) {
    if (origTo == null || ByteScan.indexOf(to.array(), to.from(), to.to(), (byte) '@') >= 0) {
      return null;
    }
    StoryRecipient r = first;
    for (int i = 0; i < MAX_SEARCHED && r != null; i++) {
      if (r.wasOrdered(origTo) && !r.isSettled() && r.hasLocalPart(to)) {
        return r;
      }
      r = r.next;
    }
    return null;
  }

  /** The recipient whose domain the log has in its other form, and that has the same orig_to. */
  private @Nullable StoryRecipient findInternational(ByteSlice to, @Nullable ByteSlice origTo) {
    if (first == null || !DomainNames.mayBeInternational(to)) {
      return null;
    }
    StoryRecipient r = first;
    for (int i = 0; i < MAX_SEARCHED && r != null; i++) {
      if (r.isElsewhereWritten(to, origTo)) {
        return r;
      }
      r = r.next;
    }
    return null;
  }

  /**
   * A line names what an address became. A recipient that has waited under that address until now
   * was redirected: the lookup which it waited for has an answer.
   *
   * @param second the line's time
   */
  final void redirect(ByteSlice to, ByteSlice origTo, long second) {
    StoryRecipient r = find(origTo, null);
    r = r == null ? findOrdered(origTo) : r;
    if (r == null
        || !r.hasWaitedUntil(second)
        || r.hasLocalPart(to)
        || to.equals(origTo)
        || find(to, origTo) != null) {
      return;
    }
    if (index != null) {
      index.remove(r);
    }
    readdress(r, to, origTo);
    if (index != null) {
      index.add(r);
    }
  }

  private void readdress(StoryRecipient r, ByteSlice to, @Nullable ByteSlice origTo) {
    weigh(-r.weight());
    r.redirect(to, origTo);
    weigh(r.weight());
  }

  /** The recipient that was ordered by this address, and has it but for its case. */
  private @Nullable StoryRecipient findOrdered(ByteSlice origTo) {
    StoryRecipient r = first;
    for (int i = 0; i < MAX_SEARCHED && r != null; i++) {
      if (r.isInOtherCase(origTo)) {
        return r;
      }
      r = r.next;
    }
    return null;
  }

  /** Adds an attempt for a recipient; false if it took the place of another. */
  final boolean attempt(StoryRecipient r, StoryAttempt attempt, int maxAttempts) {
    tally(r, -1);
    Answer common = r == first || first == null ? null : first.firstAnswer();
    boolean wasTried = r.wasTried();
    int before = r.weightOfLatest(common);
    boolean added = r.add(attempt, maxAttempts);
    int latest = r.weightOfLatest(common);
    weigh(!added ? latest - before : wasTried ? latest + HeldBytes.ATTEMPT : latest);
    tally(r, 1);
    return added;
  }

  @Override
  void forgetContent() {
    super.forgetContent();
    first = null;
    last = null;
    index = null;
  }

  /**
   * The server gives up a recipient after the last attempt; false if none is known. Beside its
   * address the line may name the one before it in a chain of aliases, where the attempt's line
   * names the first.
   */
  final boolean giveUp(ByteSlice to, @Nullable ByteSlice origTo, @Nullable ByteSlice envelope) {
    StoryRecipient r = envelope == null ? find(to, origTo) : findEnvelope(envelope);
    r = r == null && origTo != null && envelope == null ? findWaiting(to) : r;
    if (r == null
        || (r.status() != DeliveryStatus.DEFERRED && r.status() != DeliveryStatus.BOUNCED)) {
      return false;
    }
    decide(r, Outcome.EXPIRED);
    return true;
  }

  private @Nullable StoryRecipient findWaiting(ByteSlice to) {
    StoryRecipient r = first;
    for (int i = 0; i < MAX_SEARCHED && r != null; i++) {
      if (r.isWaiting(to)) {
        return r;
      }
      r = r.next;
    }
    return null;
  }

  /** The server decides of a recipient, beside its attempts. */
  final void decide(StoryRecipient r, @Nullable Outcome outcome) {
    tally(r, -1);
    r.decide(outcome);
    tally(r, 1);
  }

  private void tally(StoryRecipient r, int by) {
    unsettled += r.isSettled() ? 0 : by;
    rejected += r.decided() == Outcome.REJECTED ? by : 0;
    failed += r.hasFailed() ? by : 0;
  }
}
