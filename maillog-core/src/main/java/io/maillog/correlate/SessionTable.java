package io.maillog.correlate;

import io.maillog.bytes.ByteSlice;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The open sessions, by their host and what tells them apart there, a process or an id of their
 * own; beyond the limit the one that was silent longest is dropped.
 */
final class SessionTable {
  private final int maxSessions;
  private final long maxBytes;
  private final Consumer<Session> onClose;
  private final Consumer<Session> onCut;
  private final Places places = new Places();
  private @Nullable Session[] sessions = new @Nullable Session[0];
  private final HostKey probe = new HostKey();

  /** What the open sessions take. */
  final HeldBytes held = new HeldBytes();

  /** How many sessions the limit dropped. */
  long cut;

  /**
   * A table of so many sessions at most.
   *
   * @param maxBytes what they may take of the heap, about
   * @param onClose takes a session that ended
   * @param onCut takes a session that was dropped: by the limit, or since the log ended
   */
  SessionTable(int maxSessions, long maxBytes, Consumer<Session> onClose, Consumer<Session> onCut) {
    this.maxSessions = maxSessions;
    this.maxBytes = maxBytes;
    this.onClose = onClose;
    this.onCut = onCut;
  }

  /** The session of a key; {@code null} if there is none. */
  @Nullable Session get(@Nullable ByteSlice host, ByteSlice key) {
    Session session = find(probe.fill(host, key));
    if (session != null) {
      places.touch(session.place);
    }
    return session;
  }

  /** Whether there is a session of this key. */
  boolean has(HostKey key) {
    return find(key) != null;
  }

  private @Nullable Session find(HostKey key) {
    int place = places.first(key.hashCode());
    Session session = at(place);
    while (session != null && !session.key.equals(key)) {
      place = places.next(place);
      session = at(place);
    }
    return session;
  }

  private @Nullable Session at(int place) {
    return place == Places.NONE ? null : sessions[place];
  }

  /** Opens a session in the place of the one that had this key. */
  Session open(@Nullable ByteSlice host, ByteSlice key) {
    close(host, key);
    Session session = new Session(probe.fill(host, key).copy(), held);
    add(session);
    return session;
  }

  /** Adds a session whose key no other one has. */
  void add(Session session) {
    Session silent = oldest();
    if (places.size() >= maxSessions && silent != null) {
      drop(silent);
    }
    session.place = places.add(session.key.hashCode(), Places.NONE);
    if (session.place >= sessions.length) {
      sessions = Arrays.copyOf(sessions, places.capacity());
    }
    sessions[session.place] = session;
  }

  /** Drops those that were silent longest, as far as all take more than they may. */
  void limitBytes() {
    while (held.sum() > maxBytes) { // asked first: the oldest one is far away in memory
      Session silent = oldest();
      if (silent == null) {
        return;
      }
      drop(silent);
    }
  }

  private void drop(Session silent) {
    remove(silent);
    cut++;
    onCut.accept(silent);
  }

  private void remove(Session session) {
    session.closed();
    sessions[session.place] = null;
    places.remove(session.place);
  }

  /** Ends the session of a key, if there is one. */
  void close(@Nullable ByteSlice host, ByteSlice key) {
    Session session = find(probe.fill(host, key));
    if (session != null) {
      remove(session);
      onClose.accept(session);
    }
  }

  /** The log has ended before the sessions did. */
  void dropAll() {
    for (Session s = oldest(); s != null; s = oldest()) {
      remove(s);
      onCut.accept(s);
    }
  }

  int size() {
    return places.size();
  }

  /** The session that was silent longest; {@code null} if there is none. */
  @Nullable Session oldest() {
    return at(places.oldest());
  }

  /** The session that had its last line after this one's. */
  @Nullable Session newer(Session session) {
    return at(places.newer(session.place));
  }
}
