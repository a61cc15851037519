package io.maillog.trace;

import io.maillog.event.LogTime;
import io.maillog.grammar.AddressPattern;
import io.maillog.grammar.IpAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * The traces of late, to be found by address, client, Message-ID or queue id: what answers "where
 * is my mail" without reading the log again.
 *
 * <pre>{@code
 * TraceIndex index = TraceIndex.builder().maxAge(Duration.ofDays(7)).build();
 * LiveLog log = LiveLog.builder().onTrace(index::add).build();
 * …
 * List<MessageTrace> found = index.find(TraceIndex.By.RECIPIENT, "*@example.org", 100);
 * }</pre>
 *
 * <p>It holds what its limits allow, and forgets the oldest first, in the order in which they were
 * added; {@link #forgotten()} counts those. A search takes time by what it finds, not by what is
 * held.
 *
 * <p>Thread-safe: any threads may add and search. Those who search wait for one who adds only as
 * long as one trace takes.
 */
public final class TraceIndex {
  private static final long DEFAULT_BYTES = 256 << 20;

  // About what one takes of the heap beside its texts.
  private static final int TRACE_BYTES = 250;
  private static final int PART_BYTES = 110;
  private static final int KEY_BYTES = 150;

  private static final long MOST_SECONDS = Long.MAX_VALUE / 2;
  private static final long UNKNOWN = Long.MIN_VALUE;

  /** So many traces in a row tell that it is another time by more than an age. */
  private static final int CONFIRMED_BY = 8;

  /** What traces are found by. */
  public enum By {
    /**
     * The envelope sender: exact, but for the case of its domain; {@code *@domain} finds all of a
     * domain, and {@code <>} those without a sender.
     */
    SENDER,
    /** A recipient, as it was delivered to or as it was first addressed; else as the sender. */
    RECIPIENT,
    /** The sender or a recipient. */
    ADDRESS,
    /** The client's IP address, of version 6 in any spelling, or its host name in any case. */
    CLIENT,
    /** The Message-ID, with its angle brackets or without. */
    MESSAGE_ID,
    /** The queue id, exactly; of all servers whose traces are held. */
    QUEUE_ID
  }

  /** One way to find traces. */
  private record Key(By by, String text) {}

  /**
   * A trace that is held, and the keys that find it.
   *
   * @param ended the second of its end, by its own log
   * @param added the second in which the index was when it was added
   */
  private record Held(
      MessageTrace trace, Set<Key> keys, long bytes, long ended, long added, long number) {}

  private final int maxTraces;
  private final long maxBytes;
  private final long maxAgeSeconds;
  private final Map<Key, ArrayDeque<Held>> index = new HashMap<>();
  private final ArrayDeque<Held> oldest = new ArrayDeque<>();
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final Lock reading = lock.readLock();
  private final Lock writing = lock.writeLock();
  private long bytes;
  private long added;
  private long forgotten;
  private long now = UNKNOWN;
  private int astray;

  /** What was added before this number came with another time, and counts as if with this one. */
  private long corrected;

  private long correctedTo = UNKNOWN;

  private TraceIndex(Builder options) {
    this.maxTraces = options.maxTraces;
    this.maxBytes = options.maxBytes;
    this.maxAgeSeconds = options.maxAgeSeconds;
  }

  /** Starts from the default limits. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Adds a trace, and forgets the oldest beyond the limits. One that has more bytes than all may
   * have is not held.
   */
  public void add(MessageTrace trace) {
    Set<Key> keys = keys(trace);
    long weight = weight(trace, keys);
    LogTime last = trace.ended();
    long ended = last == null ? UNKNOWN : last.epochSecond();
    writing.lock();
    try {
      moveOn(ended);
      Held held = new Held(trace, keys, weight, ended, now, added++);
      if (weight > maxBytes) {
        forgotten++;
      } else {
        oldest.add(held);
        bytes += weight;
        for (Key key : keys) {
          // Nearly all keys find one trace or two.
          index.computeIfAbsent(key, k -> new ArrayDeque<>(2)).add(held);
        }
      }
      limit();
    } finally {
      writing.unlock();
    }
  }

  private void moveOn(long second) {
    if (now == UNKNOWN) {
      correct(second);
    } else if (second >= now - maxAgeSeconds && second <= now + maxAgeSeconds) {
      now = Math.max(now, second);
      astray = 0;
    } else if (second != UNKNOWN && ++astray == CONFIRMED_BY) {
      if (second < now) {
        correct(second);
      }
      now = second;
      astray = 0;
    }
  }

  private void correct(long second) {
    now = second;
    correctedTo = second;
    corrected = added;
  }

  private void limit() {
    Held first = oldest.peek();
    while (first != null && (oldest.size() > maxTraces || bytes > maxBytes || isOld(first))) {
      forget(oldest.remove());
      first = oldest.peek();
    }
  }

  /** Whether it is too old; one of no time, or of one to come, is as old as what came with it. */
  private boolean isOld(Held held) {
    boolean told = held.ended != UNKNOWN && held.ended <= now + maxAgeSeconds;
    long neighbours = held.number < corrected ? correctedTo : held.added;
    long ended = told ? held.ended : neighbours;
    return now != UNKNOWN && ended < now - maxAgeSeconds;
  }

  private void forget(Held held) {
    forgotten++;
    bytes -= held.bytes;
    for (Key key : held.keys) {
      ArrayDeque<Held> found = index.get(key);
      if (found != null) {
        found.remove(); // the oldest of all is the oldest of its key
        if (found.isEmpty()) {
          index.remove(key);
        }
      }
    }
  }

  /**
   * The traces that are held and found by a text, the latest added first.
   *
   * @param by what the text is
   * @param most how many at most
   * @throws IllegalArgumentException if {@code most} is below 1
   */
  public List<MessageTrace> find(By by, String text, int most) {
    if (most < 1) {
      throw new IllegalArgumentException("at most " + most + " traces");
    }
    reading.lock();
    try {
      return by == By.ADDRESS
          ? either(held(By.SENDER, text), held(By.RECIPIENT, text), most)
          : either(held(by, text), List.<Held>of().iterator(), most);
    } finally {
      reading.unlock();
    }
  }

  private Iterator<Held> held(By by, String text) {
    ArrayDeque<Held> held = index.get(wanted(by, text));
    return held == null ? List.<Held>of().iterator() : held.descendingIterator();
  }

  /** Those of two sides, each once, the latest added first. */
  private static List<MessageTrace> either(Iterator<Held> one, Iterator<Held> other, int most) {
    List<MessageTrace> found = new ArrayList<>();
    Held a = next(one);
    Held b = next(other);
    while (found.size() < most) {
      long first = Math.max(number(a), number(b));
      if (a != null && a.number == first) {
        found.add(a.trace);
        b = number(b) == first ? next(other) : b;
        a = next(one);
      } else if (b != null) {
        found.add(b.trace);
        b = next(other);
      } else {
        break;
      }
    }
    return List.copyOf(found);
  }

  private static @Nullable Held next(Iterator<Held> held) {
    return held.hasNext() ? held.next() : null;
  }

  private static long number(@Nullable Held held) {
    return held == null ? -1 : held.number;
  }

  /** All traces that are held and found by a text, the latest added first. */
  public List<MessageTrace> find(By by, String text) {
    return find(by, text, Integer.MAX_VALUE);
  }

  /** How many traces are held. */
  public int size() {
    reading.lock();
    try {
      return oldest.size();
    } finally {
      reading.unlock();
    }
  }

  /** About how many bytes of the heap those that are held take. */
  public long bytes() {
    reading.lock();
    try {
      return bytes;
    } finally {
      reading.unlock();
    }
  }

  /** How many traces were added and are not held any more, or never were for their size. */
  public long forgotten() {
    reading.lock();
    try {
      return forgotten;
    } finally {
      reading.unlock();
    }
  }

  // --- keys

  private static Key wanted(By by, String text) {
    return switch (by) {
      case SENDER, RECIPIENT, ADDRESS -> new Key(by, AddressPattern.of(text).key());
      case CLIENT -> new Key(by, IpAddress.key(text));
      case MESSAGE_ID -> new Key(by, AddressPattern.withoutBrackets(text));
      case QUEUE_ID -> new Key(by, text);
    };
  }

  private static Set<Key> keys(MessageTrace t) {
    Set<Key> keys = new LinkedHashSet<>();
    address(By.SENDER, t.from(), keys);
    for (Recipient recipient : t.recipients()) {
      address(By.RECIPIENT, recipient.to(), keys);
      address(By.RECIPIENT, recipient.origTo(), keys);
    }
    Client client = t.client();
    if (client != null) {
      key(By.CLIENT, client.ip() == null ? null : IpAddress.key(client.ip()), keys);
      key(By.CLIENT, client.host() == null ? null : client.host().toLowerCase(Locale.ROOT), keys);
    }
    String id = t.messageId();
    key(By.MESSAGE_ID, id == null ? null : AddressPattern.withoutBrackets(id), keys);
    key(By.QUEUE_ID, t.queueId(), keys);
    return keys;
  }

  private static void address(By by, @Nullable String address, Set<Key> keys) {
    if (address == null) {
      return;
    }
    keys.add(new Key(by, AddressPattern.key(address)));
    keys.add(new Key(by, AddressPattern.domainKey(address)));
  }

  private static void key(By by, @Nullable String text, Set<Key> keys) {
    if (text != null) {
      keys.add(new Key(by, text));
    }
  }

  // --- bytes

  private static long weight(MessageTrace t, Set<Key> keys) {
    long sum =
        (long) TRACE_BYTES + of(t.messageId()) + of(t.subject()) + of(t.from()) + of(t.queueId());
    for (Recipient recipient : t.recipients()) {
      sum += PART_BYTES + of(recipient.to()) + of(recipient.origTo());
      for (Attempt attempt : recipient.attempts()) {
        sum += PART_BYTES + of(attempt.reply()) + of(attempt.relayHost()) + of(attempt.dsn());
        sum += of(attempt.relayIp()) + of(attempt.remoteQueueId());
      }
    }
    for (Link link : t.links()) {
      sum += PART_BYTES + of(link.queueId()) + of(link.host());
    }
    for (Note note : t.notes()) {
      sum += PART_BYTES + of(note.action()) + of(note.reason());
    }
    Client client = t.client();
    if (client != null) {
      sum += PART_BYTES + of(client.host()) + of(client.helo()) + of(client.saslUsername());
    }
    for (Key key : keys) {
      sum += KEY_BYTES + of(key.text);
    }
    return sum;
  }

  private static int of(@Nullable String text) {
    return text == null ? 0 : text.length();
  }

  /** The limits of an index. Not thread-safe. */
  public static final class Builder {
    private int maxTraces = Integer.MAX_VALUE;
    private long maxBytes = Math.min(DEFAULT_BYTES, Runtime.getRuntime().maxMemory() / 4);
    private long maxAgeSeconds = MOST_SECONDS;

    private Builder() {}

    /**
     * How many traces are held at most; default: as many as bytes allow.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public Builder maxTraces(int traces) {
      if (traces < 1) {
        throw new IllegalArgumentException("an index holds at least 1 trace: " + traces);
      }
      this.maxTraces = traces;
      return this;
    }

    /**
     * How many bytes of the heap all may take, about; default: 256 MiB, or a quarter of a smaller
     * heap. A trace of one recipient takes some 2,000.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public Builder maxBytes(long bytes) {
      if (bytes < 1) {
        throw new IllegalArgumentException("an index holds at least 1 byte: " + bytes);
      }
      this.maxBytes = bytes;
      return this;
    }

    /**
     * How long a trace is held after its end, by the time of the log: that of the latest trace that
     * was added. One that is away from it by more than the age may be a wrong clock's, and changes
     * it only as the eighth such in a row. Of parts of a second nothing is asked. Default: without
     * limit.
     *
     * @throws IllegalArgumentException if it is below a second
     */
    public Builder maxAge(Duration age) {
      if (age.toSeconds() < 1) {
        throw new IllegalArgumentException("an index holds traces for a second at least: " + age);
      }
      this.maxAgeSeconds = Math.min(MOST_SECONDS, age.toSeconds());
      return this;
    }

    /** Makes an empty index. */
    public TraceIndex build() {
      return new TraceIndex(this);
    }
  }
}
