package io.maillog.cli;

import io.maillog.event.LogTime;
import io.maillog.grammar.AddressPattern;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Outcome;
import io.maillog.trace.Recipient;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Chooses traces. What is {@code null} or empty is not asked for; the rest must all hold.
 *
 * @param to a recipient
 * @param from the sender
 * @param messageId without angle brackets
 * @param queueId exactly
 * @param client the client
 * @param outcomes one of these for a recipient (the one of {@code to}), or for the message
 * @param since something of the message was logged then or later; a trace without any time cannot
 *     be said to be
 * @param before something of the message was logged before then; not a trace without any time
 */
record TraceFilter(
    @Nullable AddressPattern to,
    @Nullable AddressPattern from,
    @Nullable String messageId,
    @Nullable String queueId,
    @Nullable ClientPattern client,
    List<Outcome> outcomes,
    @Nullable Instant since,
    @Nullable Instant before) {

  TraceFilter {
    outcomes = List.copyOf(outcomes);
  }

  /** Whether anything is asked for. */
  boolean asks() {
    return to != null
        || from != null
        || messageId != null
        || queueId != null
        || client != null
        || !outcomes.isEmpty()
        || since != null
        || before != null;
  }

  boolean matches(MessageTrace t) {
    return (queueId == null || queueId.equals(t.queueId()))
        && (messageId == null || matchesMessageId(t.messageId()))
        && (from == null || (t.from() != null && from.matches(Objects.requireNonNull(t.from()))))
        && (client == null || client.matches(t.client()))
        && matchesRecipients(t)
        && matchesTime(t);
  }

  private boolean matchesMessageId(@Nullable String id) {
    return id != null && AddressPattern.withoutBrackets(id).equals(messageId);
  }

  private boolean matchesRecipients(MessageTrace t) {
    if (to == null && outcomes.isEmpty()) {
      return true;
    }
    if (to == null && outcomes.contains(t.outcome())) {
      return true;
    }
    for (Recipient r : t.recipients()) {
      if ((to == null || isTo(r, to)) && (outcomes.isEmpty() || outcomes.contains(r.outcome()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTo(Recipient r, AddressPattern wanted) {
    String original = r.origTo();
    return wanted.matches(r.to()) || (original != null && wanted.matches(original));
  }

  private boolean matchesTime(MessageTrace t) {
    if (since == null && before == null) {
      return true;
    }
    LogTime first = t.began();
    LogTime last = t.ended();
    return first != null
        && last != null
        && (since == null || !last.toInstant().isBefore(since))
        && (before == null || first.toInstant().isBefore(before));
  }
}
