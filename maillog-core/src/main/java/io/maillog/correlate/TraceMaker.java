package io.maillog.correlate;

import io.maillog.event.DeliveryStatus;
import io.maillog.event.EventKind;
import io.maillog.trace.Completeness;
import io.maillog.trace.Link;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Note;
import io.maillog.trace.Outcome;
import io.maillog.trace.Recipient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the trace of a story as it stands, and leaves the story as it is. */
final class TraceMaker {
  /** Addresses that traces share. */
  private final Names addresses = new Names();

  MessageTrace trace(Story story) {
    List<Recipient> recipients = recipients(story);
    TraceTimes times = new TraceTimes(story, recipients);
    return new MessageTrace(
        story.dialect,
        story.server.host(),
        story.server.source().label(),
        story.instance,
        story.queueId(),
        story.messageId(),
        story.from(addresses),
        story.size < 0 ? null : (Long) story.size,
        story.nrcpt < 0 ? null : (Integer) story.nrcpt,
        story.subject(),
        story.started ? story.received() : null, // else the log does not say when
        story.completed,
        ClientFacts.told(story.client()),
        story.submitter(),
        recipients,
        story.links(),
        story.notes(),
        outcome(story, recipients),
        completeness(story),
        story.recipientsCut(),
        story.notesCut(),
        times.earliest(),
        times.latest(),
        story.file,
        story.lineNumber);
  }

  private List<Recipient> recipients(Story story) {
    int count = story.recipientCount();
    StoryRecipient first = story.firstRecipient();
    if (first != null && count == 1 && story.mentioned().isEmpty()) {
      return List.of(recipient(story, first));
    }
    List<Recipient> recipients = new ArrayList<>(count);
    for (StoryRecipient r = first; r != null; r = r.next) {
      recipients.add(recipient(story, r));
    }
    addDeleted(story, recipients);
    // Addresses that only a check named are its recipients where nothing else tells of one.
    // Those of a message that was cloned are told in the clone's lines.
    boolean alone = story.rejected() == count && !wasCloned(story);
    if (!story.mentioned().isEmpty() && (story.addressed || alone)) {
      for (String address : Mentions.untold(story, List.copyOf(recipients))) {
        recipients.add(new Recipient(address, null, unsettled(story, null), List.of(), 0));
      }
    }
    return recipients;
  }

  /** Those that a filter deleted; in a refused message they are refused as all others. */
  private static void addDeleted(Story story, List<Recipient> recipients) {
    RecipientChanges changes = story.recipientChanges();
    if (changes == null || story.refused) {
      return;
    }
    Set<String> told = new HashSet<>();
    recipients.forEach(r -> told.add(r.to()));
    for (String address : changes.deleted()) {
      if (told.add(address)) {
        recipients.add(new Recipient(address, null, Outcome.DELETED, List.of(), 0));
      }
    }
  }

  private Recipient recipient(Story story, StoryRecipient r) {
    String to = addresses.of(r.to, 0, r.to.length);
    String origTo = r.origTo == null ? null : addresses.of(r.origTo, 0, r.origTo.length);
    return new Recipient(to, origTo, outcome(story, r), r.attempts(), r.attemptsCut());
  }

  private static Outcome outcome(Story story, StoryRecipient r) {
    Outcome decided = r.decided();
    if (decided != null) {
      return decided == Outcome.DEFERRED ? unsettled(story, DeliveryStatus.DEFERRED) : decided;
    }
    DeliveryStatus last = r.status();
    if (last == null) {
      return unsettled(story, null);
    }
    return switch (last) {
      case SENT, DELIVERABLE -> Outcome.SENT;
      case BOUNCED, UNDELIVERABLE -> story.frozen && !story.done ? Outcome.HELD : Outcome.BOUNCED;
      case EXPIRED -> Outcome.EXPIRED;
      case DISCARDED -> Outcome.DISCARDED;
      case DEFERRED -> unsettled(story, DeliveryStatus.DEFERRED);
    };
  }

  /** What the message's own fate says of a recipient without a final attempt. */
  private static Outcome unsettled(Story story, @Nullable DeliveryStatus last) {
    if (story.refused) {
      return Outcome.REJECTED;
    }
    if (story.deleted) {
      return Outcome.DELETED;
    }
    if (story.cancelled) {
      return Outcome.BOUNCED;
    }
    if (story.expired) {
      return Outcome.EXPIRED;
    }
    if (story.discarded) {
      return Outcome.DISCARDED;
    }
    // Out of the queue with a recipient that was last deferred, or on hold: the line that says how
    // it ended is missing.
    if (story.removed || story.superseded) {
      return Outcome.UNKNOWN;
    }
    if (story.held) {
      return story.done ? Outcome.UNKNOWN : Outcome.HELD; // what is over is on hold no more
    }
    return last == null ? Outcome.UNKNOWN : Outcome.DEFERRED;
  }

  private static Outcome outcome(Story story, List<Recipient> recipients) {
    if (recipients.isEmpty()) {
      return unsettled(story, null);
    }
    Outcome common = recipients.get(0).outcome();
    for (int i = 1; i < recipients.size(); i++) {
      if (recipients.get(i).outcome() != common) {
        return Outcome.MIXED;
      }
    }
    // What was accepted beside those that were refused has no name yet.
    return common == Outcome.REJECTED && !story.refused && story.hasAccepted()
        ? Outcome.MIXED
        : common;
  }

  static Completeness completeness(Story story) {
    if (story.evicted) {
      return Completeness.EVICTED;
    }
    if (!story.started) {
      return Completeness.NO_START;
    }
    if (story.done) {
      return isPartial(story) ? Completeness.PARTIAL : Completeness.COMPLETE;
    }
    if (story.abandoned && !story.queued && !story.held && !story.mayBeTaken()) {
      return Completeness.COMPLETE; // the session went on, or ended, without it
    }
    return story.superseded ? Completeness.PARTIAL : Completeness.OPEN;
  }

  private static boolean isPartial(Story story) {
    if (!story.removed || story.deleted || story.discarded) {
      return false;
    }
    CutRecipients cut = story.cutRecipients();
    int settled = cut == null ? 0 : cut.settled();
    if (cut != null && cut.unsettled() > 0 && !story.expired) {
      return true;
    }
    boolean counted = cut == null || !cut.isFull();
    for (StoryRecipient r = story.firstRecipient(); r != null; r = r.next) {
      Outcome outcome = outcome(story, r);
      if (outcome == Outcome.UNKNOWN) {
        return true;
      }
      settled += outcome == Outcome.REJECTED ? 0 : 1;
    }
    boolean givenUp = story.expired || (story.cancelled && story.recipientCount() == 0);
    return counted
        && !givenUp
        && !story.isCountedBy(settled)
        && !wasCloned(story)
        && !(settled > 0 && wasRedirected(story));
  }

  /** Whether it went to one recipient, in place of those that were counted. */
  private static boolean wasRedirected(Story story) {
    for (Note note : story.notes()) {
      if (note.kind() == EventKind.CONTENT_CHECK && "redirect".equals(note.action())) {
        return true;
      }
    }
    return false;
  }

  /** Whether recipients went to a copy, which does not say how many. */
  private static boolean wasCloned(Story story) {
    for (Link link : story.links()) {
      if (link.type() == Link.Type.CLONE) {
        return true;
      }
    }
    return false;
  }
}
