package io.maillog.cli;

import io.maillog.event.EventKind;
import io.maillog.event.Field;
import io.maillog.event.LogTime;
import io.maillog.event.MailEvent;
import io.maillog.trace.Attempt;
import io.maillog.trace.Client;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Outcome;
import io.maillog.trace.Recipient;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Counts a log's events and traces, in bounded memory. */
final class LogSummary {
  final long[] linesByKind = new long[EventKind.values().length];
  private final ProgramCounts programs = new ProgramCounts();
  final MessageCounts messages = new MessageCounts();
  final long[] recipientsByOutcome = new long[Outcome.values().length];
  final TopCounts senders = new TopCounts();
  final TopCounts recipients = new TopCounts();
  final TopCounts senderDomains = new TopCounts();
  final TopCounts recipientDomains = new TopCounts();
  final TopCounts clients = new TopCounts();
  final TopCounts relays = new TopCounts();
  final TopCounts rejectReasons = new TopCounts();
  final TopCounts bounceReasons = new TopCounts();
  final TopCounts deferralReasons = new TopCounts();
  final DelayHistogram delays = new DelayHistogram();
  @Nullable LogTime first;
  @Nullable LogTime last;
  long lines;
  long recipientsCounted;

  /** Counts an event. */
  void add(MailEvent e) {
    if (e.copy()) {
      return;
    }
    lines++;
    linesByKind[e.kind().ordinal()]++;
    programs.add(e);
    if (e.timed()) {
      span(e);
    }
    if (e.kind() == EventKind.REJECT) {
      rejectReasons.add(Reasons.of(e.text(Field.CODE), e.text(Field.DSN), e.text(Field.REASON)));
    }
  }

  private void span(MailEvent e) {
    LogTime earliest = first;
    LogTime latest = last;
    if (earliest == null || e.epochSecond() < earliest.epochSecond()) {
      first = e.time();
    }
    if (latest == null || e.epochSecond() > latest.epochSecond()) {
      last = e.time();
    }
  }

  /** Counts a trace. */
  void add(MessageTrace t) {
    if (messages.add(t)) {
      origin(t);
    }
    Pass pass = Pass.of(t);
    boolean ofUser = pass == null || pass == Pass.CLONE;
    Predicate<Recipient> isHandedOn = MessageCounts.handedOn(t);
    for (Recipient r : t.recipients()) {
      boolean handedOn = isHandedOn.test(r);
      if (ofUser && !handedOn) {
        recipient(r);
      }
      List<Attempt> attempts = r.attempts();
      // Of a hand-over to itself, what the next pass says is what counts.
      attempts(handedOn ? attempts.subList(0, Math.max(0, attempts.size() - 1)) : attempts);
    }
  }

  private void origin(MessageTrace t) {
    Client client = t.client();
    if (client != null && (client.ip() != null || client.host() != null)) {
      clients.add(peer(client.host(), client.ip()));
    }
    String from = t.from();
    if (t.outcome() != Outcome.REJECTED && from != null) {
      senders.add("<" + from + ">");
      addDomain(from, senderDomains);
    }
  }

  private void recipient(Recipient r) {
    recipientsCounted++;
    recipientsByOutcome[r.outcome().ordinal()]++;
    if (r.outcome() != Outcome.REJECTED) {
      recipients.add(r.to());
      addDomain(r.to(), recipientDomains);
    }
  }

  private void attempts(List<Attempt> attempts) {
    for (Attempt a : attempts) {
      if (a.relayHost() != null || a.relayIp() != null) {
        relays.add(peer(a.relayHost(), a.relayIp()));
      }
      switch (a.status()) {
        case SENT -> {
          Long delay = a.delayMicros();
          if (delay != null) {
            delays.add(delay);
          }
        }
        case BOUNCED, EXPIRED -> bounceReasons.add(reason(a));
        case DEFERRED -> deferralReasons.add(reason(a));
        default -> {
          // No reason that a list is kept of.
        }
      }
    }
  }

  TopCounts programs() {
    return programs.counts();
  }

  private static String reason(Attempt a) {
    Integer code = a.code();
    return Reasons.of(code == null ? null : code.toString(), a.dsn(), a.reply());
  }

  private static String peer(@Nullable String host, @Nullable String ip) {
    return (host == null ? "" : host) + (ip == null ? "" : "[" + ip + "]");
  }

  private static void addDomain(String address, TopCounts target) {
    int at = address.lastIndexOf('@');
    if (at >= 0) {
      target.add(address.substring(at + 1).toLowerCase(Locale.ROOT));
    }
  }
}
