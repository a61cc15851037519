package io.maillog.correlate;

import io.maillog.bytes.ByteSlice;
import io.maillog.event.DeliveryStatus;
import io.maillog.event.EventKind;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import io.maillog.trace.Link;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The links between stories. */
final class Relations {
  /** How many messages await the same id: more than a few is no accident. */
  static final int MAX_SAME_ID = 8;

  /** How many links are followed, so that none leads back. */
  private static final int MAX_STEPS = 500;

  private final StoryTable stories;
  // What was answered with an id that no story here has yet, by that id. Each such story has a link
  // with the id; so the map is bounded as the links are, and forget() finds what to remove.
  final Map<String, Offer> awaited = new LinkedHashMap<>();
  private final ByteSlice id = new ByteSlice();
  private int steps;
  private final Names names;

  Relations(StoryTable stories, Names names) {
    this.stories = stories;
    this.names = names;
  }

  /** A line of {@code story} names {@code child} as a message that it caused. */
  void child(MailEvent e, Story story, Story child) {
    if (child == story || story.given) {
      return;
    }
    child.started = true;
    switch (e.kind()) {
      case BOUNCE -> pair(story, Link.Type.NOTIFICATION, child, Link.Type.NOTIFICATION_OF);
      case DELIVERY -> pair(story, Link.Type.FORWARDED_AS, child, Link.Type.FORWARDED_FROM);
      case QUEUE_ACTION, REMOVED ->
          pair(story, Link.Type.REINJECTED_AS, child, Link.Type.REINJECTED_FROM);
      default -> copied(story, child);
    }
  }

  /** A line of {@code story} names {@code parent} as the message that caused it. */
  void parent(MailEvent e, Story story, Story parent) {
    if (parent == story || story.given) {
      return;
    }
    boolean notification = e.kind() == EventKind.RECEIVED && e.is(Field.FROM, "");
    if (notification || e.kind() == EventKind.BOUNCE) {
      pair(parent, Link.Type.NOTIFICATION, story, Link.Type.NOTIFICATION_OF);
    } else if (e.kind() == EventKind.EXPANDED) {
      story.started = true; // this line is the first of its own
      copied(parent, story);
    } else {
      pair(parent, Link.Type.REINJECTED_AS, story, Link.Type.REINJECTED_FROM);
    }
  }

  /** A clone is the same message for others of its recipients, so it has the same Message-ID. */
  private void copied(Story story, Story clone) {
    pair(story, Link.Type.CLONE, clone, Link.Type.CLONE_OF);
    clone.takeMessageId(story);
    clone.takeExpansions(story);
  }

  private static void pair(Story a, Link.Type toB, Story b, Link.Type toA) {
    String idOfA = a.queueId();
    String idOfB = b.queueId();
    if (idOfA != null && idOfB != null) {
      a.link(new Link(toB, idOfB, null));
      b.link(new Link(toA, idOfA, null));
    }
  }

  /** The next hop gave an id: of a message that is known here, or may yet be. */
  void delivered(MailEvent e, Story story) {
    ByteSlice remote = e.slice(Field.REMOTE_QUEUE_ID, id);
    if (remote == null || e.status() != DeliveryStatus.SENT) {
      return;
    }
    Offer offer = Offer.of(e, story, names);
    Story next = ledTo(offer, remote);
    String remoteId = remote.toString();
    Link link = new Link(Link.Type.NEXT_HOP, remoteId, offer.relayHost());
    if (next != null) {
      join(offer, link, next);
    } else if (story.link(link)) {
      await(remoteId, offer);
    }
  }

  /** Adds an offer whose message is not known yet; beyond the limit the oldest is forgotten. */
  void await(String remoteId, Offer offer) {
    Offer others = awaited.get(remoteId);
    if (Offer.find(offer.story(), others) != null) {
      return;
    }
    int count = 0;
    Offer oldest = others;
    for (Offer o = others; o != null; o = o.earlier()) {
      oldest = o;
      count++;
    }
    if (oldest != null && count == MAX_SAME_ID) {
      others = Offer.without(oldest.story(), others);
    }
    awaited.put(remoteId, offer.after(others));
  }

  /** The message of an id that a next hop's answer means; the last one, if there are several. */
  private @Nullable Story ledTo(Offer offer, ByteSlice remoteId) {
    Story last = null;
    for (Story s = stories.firstOf(remoteId); s != null; s = stories.nextOf(s, remoteId)) {
      last = led(offer, s) ? s : last;
    }
    return last;
  }

  /** Whether an offer led to a message. Nothing goes round in a circle. */
  private boolean led(Offer offer, Story next) {
    if (!Hop.led(offer, next)) {
      return false;
    }
    steps = 0;
    return !leadsTo(offer.story(), next);
  }

  /** Whether what became of a message is this one, or that cannot be told in a few steps. */
  private boolean leadsTo(Story wanted, Story from) {
    for (Link link : from.links()) {
      if (link.type() == Link.Type.REINJECTED_AS || link.type() == Link.Type.NEXT_HOP) {
        boolean there =
            link.host() == null
                ? from.server.same(wanted.server)
                : link.host().equals(wanted.server.name());
        if (++steps > MAX_STEPS || (there && link.queueId().equals(wanted.queueId()))) {
          return true;
        }
        boolean here = link.type() == Link.Type.REINJECTED_AS;
        Story next = here ? stories.first(from.serverBytes(), slice(link.queueId())) : null;
        if (next != null && leadsTo(wanted, next)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * A message's Message-ID is known now: it may be the next hop of one that awaits it, or have been
   * offered to a next hop that is known.
   */
  void identified(Story story) {
    String queueId = awaited.isEmpty() ? null : story.queueId();
    if (queueId == null) {
      return;
    }
    Offer offer = awaited.get(queueId);
    while (offer != null && !led(offer, story)) {
      offer = offer.earlier();
    }
    if (offer != null) {
      join(offer, nextHop(offer.story(), queueId), story);
    }
    for (Link link : List.copyOf(story.links())) {
      Offer own = link.type() == Link.Type.NEXT_HOP ? awaiting(story, link) : null;
      Story next = own == null ? null : ledTo(own, slice(link.queueId()));
      if (own != null && next != null) {
        join(own, link, next);
      }
    }
  }

  private @Nullable Offer awaiting(Story story, Link link) {
    return Offer.find(story, awaited.get(link.queueId()));
  }

  private static @Nullable Link nextHop(Story story, String queueId) {
    for (Link link : story.links()) {
      if (link.type() == Link.Type.NEXT_HOP && link.queueId().equals(queueId)) {
        return link;
      }
    }
    return null;
  }

  private static ByteSlice slice(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new ByteSlice().wrap(bytes, 0, bytes.length);
  }

  private void join(Offer offer, @Nullable Link link, Story next) {
    Story story = offer.story();
    String nextId = next.queueId();
    if (nextId == null) {
      return;
    }
    if (link != null) {
      story.unlink(link);
    }
    forget(story, nextId); // an earlier delivery may have had the same id in its reply
    boolean sameServer = story.server.same(next.server);
    if (sameServer) {
      pair(story, Link.Type.REINJECTED_AS, next, Link.Type.REINJECTED_FROM);
    } else {
      String name = next.server.name();
      String hop = name == null && link != null ? link.host() : name; // as the delivery has it
      story.link(new Link(Link.Type.NEXT_HOP, nextId, hop));
      String storyId = story.queueId();
      if (storyId != null) {
        next.link(new Link(Link.Type.PREVIOUS_HOP, storyId, story.server.name()));
      }
    }
  }

  /** A story was given as a trace: nothing can be added to it any more. */
  void forget(Story story) {
    for (Link link : story.links()) {
      if (link.type() == Link.Type.NEXT_HOP) {
        forget(story, link.queueId());
      }
    }
  }

  private void forget(Story story, String queueId) {
    awaited.computeIfPresent(queueId, (key, offers) -> Offer.without(story, offers));
  }
}
