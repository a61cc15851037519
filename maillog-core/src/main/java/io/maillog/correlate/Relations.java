package io.maillog.correlate;

import io.maillog.bytes.ByteSlice;
import io.maillog.event.DeliveryStatus;
import io.maillog.event.EventKind;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import io.maillog.trace.Link;
import io.maillog.trace.LinkType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The links between stories. */
final class Relations {
  private final StoryTable stories;
  // Stories whose next hop gave an id that no story here has yet, by that id. Each such story has a
  // link with the id; so the map is bounded as the links are, and forget() finds what to remove.
  final Map<String, Story> awaited = new LinkedHashMap<>();
  private final ByteSlice id = new ByteSlice();
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
      case BOUNCE -> pair(story, LinkType.NOTIFICATION, child, LinkType.NOTIFICATION_OF);
      case DELIVERY -> pair(story, LinkType.FORWARDED_AS, child, LinkType.FORWARDED_FROM);
      case QUEUE_ACTION, REMOVED ->
          pair(story, LinkType.REINJECTED_AS, child, LinkType.REINJECTED_FROM);
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
      pair(parent, LinkType.NOTIFICATION, story, LinkType.NOTIFICATION_OF);
    } else if (e.kind() == EventKind.EXPANDED) {
      story.started = true; // this line is the first of its own
      copied(parent, story);
    } else {
      pair(parent, LinkType.REINJECTED_AS, story, LinkType.REINJECTED_FROM);
    }
  }

  /** A clone is the same message for others of its recipients, so it has the same Message-ID. */
  private void copied(Story story, Story clone) {
    pair(story, LinkType.CLONE, clone, LinkType.CLONE_OF);
    clone.takeMessageId(story);
  }

  private static void pair(Story a, LinkType toB, Story b, LinkType toA) {
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
    String remoteId = remote.toString();
    String relay = names.of(e.slice(Field.RELAY_HOST));
    Link link = new Link(LinkType.NEXT_HOP, remoteId, relay);
    // An id may be the same by accident: only the Message-ID makes sure.
    Story next = stories.findSame(remote, story);
    if (next != null) {
      join(story, link, next);
    } else if (story.link(link)) {
      awaited.put(remoteId, story);
    }
  }

  /** A message's Message-ID is known now: it may be the next hop of one that awaits it. */
  void identified(Story story) {
    String queueId = awaited.isEmpty() ? null : story.queueId();
    Story before = queueId == null ? null : awaited.get(queueId);
    if (before == null || before == story || !before.sharesMessageId(story)) {
      return;
    }
    for (Link link : before.links()) {
      if (link.type() == LinkType.NEXT_HOP && link.queueId().equals(queueId)) {
        join(before, link, story);
        return;
      }
    }
  }

  private void join(Story story, Link link, Story next) {
    String nextId = next.queueId();
    if (nextId == null) {
      return;
    }
    story.unlink(link);
    awaited.remove(nextId, story); // an earlier delivery may have had the same id in its reply
    boolean sameServer = Objects.equals(story.host, next.host);
    if (sameServer) {
      pair(story, LinkType.REINJECTED_AS, next, LinkType.REINJECTED_FROM);
    } else {
      story.link(new Link(LinkType.NEXT_HOP, nextId, next.host));
    }
  }

  /** A story was given as a trace: nothing can be added to it any more. */
  void forget(Story story) {
    for (Link link : story.links()) {
      if (link.type() == LinkType.NEXT_HOP) {
        awaited.remove(link.queueId(), story);
      }
    }
  }
}
