package io.maillog.correlate;

import io.maillog.bytes.ByteSlice;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The open sessions, by host and pid; beyond the limit the one that was silent longest is dropped.
 */
final class SessionTable {
  private final int maxSessions;
  private final Consumer<Session> onClose;
  private final Consumer<Session> onCut;
  private final Map<HostKey, Session> sessions = new LinkedHashMap<>(256, 0.75f, true);
  private final HostKey probe = new HostKey();

  /** How many sessions the limit dropped. */
  long cut;

  /**
   * A table of so many sessions at most.
   *
   * @param onClose takes a session that ended
   * @param onCut takes a session that was dropped: by the limit, or since the log ended
   */
  SessionTable(int maxSessions, Consumer<Session> onClose, Consumer<Session> onCut) {
    this.maxSessions = maxSessions;
    this.onClose = onClose;
    this.onCut = onCut;
  }

  /** The session of a host's process; {@code null} if there is none. */
  @Nullable Session get(@Nullable ByteSlice host, ByteSlice pid) {
    return sessions.get(probe.fill(host, pid));
  }

  /** Opens a session in the place of the one that the process had. */
  Session open(@Nullable ByteSlice host, ByteSlice pid) {
    close(host, pid);
    Session session = new Session();
    put(probe.fill(host, pid).copy(), session);
    return session;
  }

  void put(HostKey key, Session session) {
    if (sessions.size() >= maxSessions) {
      Map.Entry<HostKey, Session> eldest = sessions.entrySet().iterator().next();
      sessions.remove(eldest.getKey());
      cut++;
      onCut.accept(eldest.getValue());
    }
    sessions.put(key, session);
  }

  /** Ends the session of a host's process, if there is one. */
  void close(@Nullable ByteSlice host, ByteSlice pid) {
    Session session = sessions.remove(probe.fill(host, pid));
    if (session != null) {
      onClose.accept(session);
    }
  }

  /** The log has ended before the sessions did. */
  void dropAll() {
    sessions.values().forEach(onCut);
    sessions.clear();
  }

  int size() {
    return sessions.size();
  }

  /** Visits all, the one that was silent longest first. */
  void forEach(BiConsumer<HostKey, Session> visitor) {
    sessions.forEach(visitor);
  }
}
