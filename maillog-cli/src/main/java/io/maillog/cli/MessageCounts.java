package io.maillog.cli;

import io.maillog.trace.Attempt;
import io.maillog.trace.Link;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Outcome;
import io.maillog.trace.Recipient;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Counts messages as users sent them. One that goes through a server several times, since a content
 * filter hands it back, is counted with its first pass, by the outcome of its last; the others, and
 * what the server made by itself, are counted beside.
 *
 * <p>Of a message with several passes the traces come in any order. So many such messages are
 * remembered as the limit says; of one that is forgotten the outcome may be that of its first pass.
 */
final class MessageCounts {
  private static final int MAX_REMEMBERED = 10_000;
  private static final int MAX_KEY = 256;

  long total;
  final long[] byOutcome = new long[Outcome.values().length];
  final long[] passes = new long[Pass.values().length];

  private final Map<String, Family> families =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Family> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  /** The passes of one message. */
  private final class Family {
    private boolean counted;
    private boolean told;
    private Outcome outcome = Outcome.UNKNOWN;

    /** The first pass is known, which a user sent. */
    void count(Outcome ofFirst) {
      outcome = told ? outcome : ofFirst;
      counted = true;
      byOutcome[outcome.ordinal()]++;
    }

    /** A pass tells how it ended for recipients that it did not hand on. */
    void tell(Outcome ended) {
      Outcome common = told && outcome != ended ? Outcome.MIXED : ended;
      if (counted) {
        byOutcome[outcome.ordinal()]--;
        byOutcome[common.ordinal()]++;
      }
      told = true;
      outcome = common;
    }
  }

  /** Counts a trace. True if a user sent it, and this is the first pass. */
  boolean add(MessageTrace t) {
    Pass pass = Pass.of(t);
    Link before = Pass.link(t, Link.Type.REINJECTED_FROM);
    boolean handedOn = Pass.link(t, Link.Type.REINJECTED_AS) != null;
    boolean first = before == null && pass == null;
    if (pass != null) {
      passes[pass.ordinal()]++;
    }
    total += first ? 1 : 0;
    if (before == null && !handedOn) {
      byOutcome[t.outcome().ordinal()] += first ? 1 : 0;
      return first;
    }
    Family family = before == null ? family(t, t.queueId()) : family(t, before.queueId());
    if (handedOn) {
      passes[Pass.after(t).ordinal()] +=
          t.links().stream().filter(link -> link.type() == Link.Type.REINJECTED_AS).count();
      if (before != null) {
        remember(t, family);
      }
    }
    Outcome own = handedOn ? ownOutcome(t) : t.outcome();
    if (own != null) {
      family.tell(own);
    }
    if (first) {
      family.count(t.outcome());
    }
    return first;
  }

  /** The family that a message belongs to; a new one if none is remembered. */
  private Family family(MessageTrace t, @Nullable String queueId) {
    String key = key(t, queueId);
    return key == null ? new Family() : families.computeIfAbsent(key, k -> new Family());
  }

  private void remember(MessageTrace t, Family family) {
    String key = key(t, t.queueId());
    Family other = key == null ? null : families.put(key, family);
    if (other != null && other != family && other.told) {
      family.tell(other.outcome);
    }
  }

  private static @Nullable String key(MessageTrace t, @Nullable String queueId) {
    String key = t.host() + '\0' + queueId;
    return queueId == null || key.length() > MAX_KEY ? null : key;
  }

  /** How it ended for the recipients that stayed; {@code null} if there is none. */
  private static @Nullable Outcome ownOutcome(MessageTrace t) {
    Predicate<Recipient> handedOn = handedOn(t);
    Outcome own = null;
    for (Recipient r : t.recipients()) {
      if (!handedOn.test(r)) {
        own = own == null || own == r.outcome() ? r.outcome() : Outcome.MIXED;
      }
    }
    return own;
  }

  /** Tells of which recipients another pass of the message tells how it ended. */
  static Predicate<Recipient> handedOn(MessageTrace t) {
    Set<String> ids = new HashSet<>();
    for (Link link : t.links()) {
      if (link.type() == Link.Type.REINJECTED_AS) {
        ids.add(link.queueId());
      }
    }
    if (ids.isEmpty()) {
      return r -> false;
    }
    Predicate<Recipient> gaveAnId = r -> ids.contains(lastId(r));
    // Else the id is told otherwise: by the filter, or as the message was requeued.
    return t.recipients().stream().anyMatch(gaveAnId) ? gaveAnId : MessageCounts::mayGoOn;
  }

  /** The id that the last attempt was answered with; empty if there is none. */
  private static String lastId(Recipient r) {
    List<Attempt> attempts = r.attempts();
    String id = attempts.isEmpty() ? null : attempts.get(attempts.size() - 1).remoteQueueId();
    return id == null ? "" : id;
  }

  private static boolean mayGoOn(Recipient r) {
    return switch (r.outcome()) {
      case SENT, DEFERRED, UNKNOWN -> true;
      default -> false;
    };
  }
}
