package io.maillog.correlate;

import io.maillog.bytes.ByteSlice;
import io.maillog.event.MailEvent;
import io.maillog.trace.MessageTrace;
import java.util.ArrayDeque;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives the traces: of messages that have ended and waited for late lines, of those that a limit
 * ends, and at the end of the log of all others.
 */
final class TraceGiver {
  private static final int MAX_LINGERING = 50_000;

  /** How many failures of one line are kept beside the first. */
  private static final int MAX_SUPPRESSED = 8;

  private final CorrelationLimits limits;
  private final long maxAgeSeconds;
  private final ObjLongConsumer<Supplier<MessageTrace>> taker;
  private final StoryTable stories;
  private final Relations relations;
  private final LogClock clock;
  private final TraceMaker maker = new TraceMaker();
  private final ByteSlice hostSlice = new ByteSlice();

  /** The stories that have ended, in that order; some of them went on since, or were given. */
  final ArrayDeque<Story> ended = new ArrayDeque<>();

  /** Those that have ended, and wait longer. */
  final ArrayDeque<Story> patient = new ArrayDeque<>();

  /** Those that have ended without reaching all, and wait for a notification. */
  final ArrayDeque<Story> failed = new ArrayDeque<>();

  // While a line is taken, what the handler throws waits until the line has been told.
  private boolean taking;
  private @Nullable Throwable failure;

  long traces;
  long evicted;
  long notesCut;
  long probes;

  TraceGiver(
      CorrelationLimits limits,
      ObjLongConsumer<Supplier<MessageTrace>> taker,
      StoryTable stories,
      Relations relations,
      LogClock clock) {
    this.limits = limits;
    this.maxAgeSeconds = limits.maxAge().toSeconds();
    this.taker = taker;
    this.stories = stories;
    this.relations = relations;
    this.clock = clock;
  }

  /** A line is taken: what the taker throws waits for {@link #endLine}, so that nothing is lost. */
  void beginLine() {
    taking = true;
  }

  /** A line was taken: throws what the taker threw meanwhile. */
  void endLine() {
    taking = false;
    Throwable thrown = failure;
    failure = null;
    if (thrown instanceof RuntimeException runtime) {
      throw runtime;
    } else if (thrown instanceof Error error) {
      throw error;
    }
  }

  private void take(EndedMessage message) {
    try {
      taker.accept(message, message.weight());
    } catch (RuntimeException | Error thrown) {
      if (!taking) {
        throw thrown;
      }
      Throwable first = failure;
      if (first == null) {
        failure = thrown;
      } else if (first != thrown && first.getSuppressed().length < MAX_SUPPRESSED) {
        first.addSuppressed(thrown);
      }
    }
  }

  /** A story has ended: its trace is given when it has waited. */
  void ended(Story story) {
    waitingWith(story).add(story);
  }

  /** Those that wait as long as this one. */
  private ArrayDeque<Story> waitingWith(Story story) {
    return switch (story.lingers()) {
      case MessageCorrelator.LINGER_SECONDS -> ended;
      case MessageCorrelator.PATIENCE_SECONDS -> patient;
      default -> failed;
    };
  }

  /**
   * The log goes on: gives what has waited long enough, or is too old.
   *
   * @param e the line that is taken next; {@code null} at the end of the log
   */
  void giveEnded(@Nullable MailEvent e) {
    giveWaited(ended, e);
    giveWaited(patient, e);
    giveWaited(failed, e);
    if (clock.now == LogClock.UNKNOWN) {
      return;
    }
    Story oldest = stories.oldest();
    while (oldest != null && oldest.lastSeen < clock.now - maxAgeSeconds) {
      evict(oldest);
      oldest = stories.oldest();
    }
    if (oldest != null && oldest.lastSeen - maxAgeSeconds > clock.now) {
      oldest.lastSeen = clock.now; // the log's time was set back by far: it ages from here
    }
  }

  private void giveWaited(ArrayDeque<Story> waiting, @Nullable MailEvent e) {
    Story story = waiting.peek();
    while (story != null) {
      boolean over = story.given || !story.done; // given, or going on
      ArrayDeque<Story> own = over ? waiting : waitingWith(story);
      if (!over && own != waiting) {
        own.add(story); // a line that came since has it wait with others
      } else if (!over && (waiting.size() > MAX_LINGERING || hasWaited(story, e))) {
        give(story);
      } else if (!over) {
        return;
      }
      waiting.remove();
      story = waiting.peek();
    }
  }

  /** Whether the log's time has gone on, or was set back, so that no late line is waited for. */
  private boolean hasWaited(Story story, @Nullable MailEvent e) {
    if (clock.now == LogClock.UNKNOWN) {
      return false;
    }
    return story.lastSeen < clock.now - story.lingers()
        || story.lastSeen > clock.now + MessageCorrelator.LINGER_SECONDS
        // After a silence: while the time is in doubt, the clock of the story's own host will do.
        || (e != null && clock.isInDoubt() && IdReuse.apart(story, e) && isOfHost(story, e));
  }

  private boolean isOfHost(Story story, MailEvent e) {
    return story.isOfServer(Server.key(e, hostSlice));
  }

  /**
   * The stories of the lines from this one on were seen now, by the log's time as it is known now.
   */
  void stampSince(long line) {
    for (Story s = stories.newest(); s != null && s.lastLine >= line; s = stories.older(s)) {
      s.lastSeen = clock.now;
    }
  }

  /** Evicts one that takes more than a message may, as it stands. */
  void limitBytes(Story story) {
    story.weighClient();
    if (story.weight() > limits.maxMessageBytes() && !story.given) {
      evict(story);
    }
  }

  /** Gives what is open beyond the limits: those that have ended first. */
  void limitOpen() {
    Story oldest = stories.oldest();
    while ((stories.size() > limits.maxOpenMessages()
            || stories.held.sum() > limits.maxMessagesBytes())
        && oldest != null) {
      Story first = ended.poll();
      first = first == null ? patient.poll() : first;
      first = first == null ? failed.poll() : first;
      if (first == null) {
        evict(oldest);
      } else if (first.done && !first.given) {
        give(first);
      }
      oldest = stories.oldest();
    }
  }

  /** A limit ends a story: gives it as it stands. */
  void evict(Story story) {
    if (!story.done && story.seen) {
      story.evicted = true;
      evicted++;
    }
    give(story);
  }

  /** Gives the trace of a story of the table, which leaves it. */
  void give(Story story) {
    stories.remove(story);
    relations.forget(story);
    story.given = true;
    if (!story.seen || story.probe) {
      probes += story.seen ? 1 : 0; // else only named by another message's line
      story.forgetContent();
      return;
    }
    giveTrace(story);
  }

  /**
   * Gives the trace of a story that is in no table, as a refusal's. Its trace may be made by
   * another thread: the story must not be changed from here on.
   */
  void giveTrace(Story story) {
    if (story.early() != null) {
      story.takeEarly(story.from());
    }
    story.given = true;
    story.heldBy(null);
    traces++;
    notesCut += story.notesCut();
    take(new EndedMessage(story, maker));
  }

  private void giveDone(ArrayDeque<Story> waiting) {
    for (Story s = waiting.poll(); s != null; s = waiting.poll()) {
      if (s.done && !s.given) {
        give(s);
      }
    }
  }

  /** The log has ended: gives the traces of all stories that are still held. */
  void giveAll() {
    if (clock.end()) {
      stampSince(clock.stepFrom);
      giveEnded(null);
    }
    giveDone(ended);
    giveDone(patient);
    giveDone(failed);
    for (Story s = stories.oldest(); s != null; s = stories.oldest()) {
      give(s);
    }
  }
}
