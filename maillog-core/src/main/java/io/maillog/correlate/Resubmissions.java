package io.maillog.correlate;

import io.maillog.bytes.ByteSlice;
import io.maillog.event.DeliveryStatus;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import io.maillog.trace.Link;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Messages that a program handed back to the server that ran it as a delivery, by host and
 * Message-ID, the last {@value #MAX}. No line names both ids: what was handed back is taken in
 * first, and then the delivery is over. So a delivery to a program of the same message, from the
 * same sender, that ends a few seconds behind is the one; if two end, neither is.
 */
final class Resubmissions {
  static final int MAX = 256;

  /** How long, in seconds, a program may go on when it has handed its message back. */
  private static final int SECONDS = MessageCorrelator.LINGER_SECONDS;

  /** One message that was handed back. */
  static final class Resubmission {
    final Story story;

    /** Whose delivery ended behind it. */
    @Nullable Story from;

    /** The one of the same Message-ID that was handed back before it, and whose that was. */
    @Nullable Story earlier;

    @Nullable Story earlierFrom;

    /** Nothing tells whose it is. */
    boolean doubtful;

    Resubmission(Story story) {
      this.story = story;
    }
  }

  private final Map<HostKey, Resubmission> resubmissions = new LinkedHashMap<>();
  private final HostKey probe = new HostKey();

  /** A message was handed back. */
  void add(@Nullable ByteSlice host, Story story) {
    ByteSlice id = story.messageIdBytes();
    if (id == null || !story.tellsMessageId() || story.receivedSecond() == Offer.UNKNOWN) {
      return;
    }
    HostKey key = probe.fill(host, id);
    Resubmission before = resubmissions.remove(key);
    if (before == null && resubmissions.size() >= MAX) {
      resubmissions.remove(resubmissions.keySet().iterator().next());
    }
    Resubmission made = new Resubmission(story);
    if (before != null && isNear(before.story, story.receivedSecond())) {
      made.earlier = before.story;
      made.earlierFrom = before.from;
      made.doubtful = before.doubtful || live(before.from) == null;
    }
    resubmissions.put(key.copy(), made);
  }

  /** Adds one of a saved state. */
  void put(HostKey key, Resubmission resubmission) {
    resubmissions.put(key, resubmission);
  }

  /** A delivery was made: that of a program may have handed its message back. */
  void delivered(MailEvent e, Story story, @Nullable ByteSlice host) {
    if (resubmissions.isEmpty()
        || e.status() != DeliveryStatus.SENT
        || e.has(Field.RELAY_HOST)
        || e.has(Field.RELAY_IP)
        || !e.timed()) {
      return;
    }
    ByteSlice id = story.messageIdBytes();
    Resubmission made = id == null ? null : resubmissions.get(probe.fill(host, id));
    if (made != null && mayBeOf(made.story, story) && isNear(made.story, e.epochSecond())) {
      claim(made, story);
    }
  }

  private static boolean isNear(Story story, long second) {
    long behind = second - story.receivedSecond();
    return !story.given && behind >= 0 && behind <= SECONDS;
  }

  /** Whether a message may be another as it was before: a program is run once for each. */
  private static boolean mayBeOf(Story story, Story before) {
    String protocol = story.client().protocol();
    return before.started
        && before.serial < story.serial
        && before.receivedSecond() <= story.receivedSecond()
        && story.isFrom(before.fromBytes())
        && protocol != null
        && !protocol.equals(before.client().protocol());
  }

  private static void claim(Resubmission made, Story by) {
    Story from = live(made.from);
    if (made.doubtful || from == by) {
      return;
    }
    if (from != null) {
      made.doubtful = true;
      unlink(from, made.story);
      return;
    }
    Story earlier = live(made.earlier);
    Story earlierFrom = live(made.earlierFrom);
    if (earlier != null && earlierFrom != null && by != earlierFrom && by != earlier) {
      made.doubtful = true;
      unlink(earlierFrom, earlier);
      return;
    }
    made.from = by;
    String id = by.queueId();
    String next = made.story.queueId();
    if (id != null && next != null) {
      by.link(new Link(Link.Type.REINJECTED_AS, next, null));
      made.story.link(new Link(Link.Type.REINJECTED_FROM, id, null));
    }
  }

  private static void unlink(Story from, Story story) {
    String id = from.queueId();
    String next = story.queueId();
    if (id != null && next != null) {
      from.unlink(new Link(Link.Type.REINJECTED_AS, next, null));
      story.unlink(new Link(Link.Type.REINJECTED_FROM, id, null));
    }
  }

  /** A story that may still be changed. */
  static @Nullable Story live(@Nullable Story story) {
    return story == null || story.given ? null : story;
  }

  /** Visits those whose message is still here. */
  void forEach(BiConsumer<HostKey, Resubmission> visitor) {
    resubmissions.forEach(
        (key, resubmission) -> {
          if (!resubmission.story.given) {
            visitor.accept(key, resubmission);
          }
        });
  }
}
