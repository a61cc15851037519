package io.maillog.correlate;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.ByteSlice;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The open sessions, by host and pid; beyond the limit the one that was silent longest is closed.
 */
final class SessionTable {
  private final int maxSessions;
  private final Consumer<Session> onClose;
  private final Map<Key, Session> sessions = new LinkedHashMap<>(256, 0.75f, true);
  private final Key probe = new Key(new byte[128], 0);

  SessionTable(int maxSessions, Consumer<Session> onClose) {
    this.maxSessions = maxSessions;
    this.onClose = onClose;
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

  void put(Key key, Session session) {
    if (sessions.size() >= maxSessions) {
      Map.Entry<Key, Session> eldest = sessions.entrySet().iterator().next();
      sessions.remove(eldest.getKey());
      onClose.accept(eldest.getValue());
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

  void closeAll() {
    sessions.values().forEach(onClose);
    sessions.clear();
  }

  int size() {
    return sessions.size();
  }

  /** Visits all, the one that was silent longest first. */
  void forEach(BiConsumer<Key, Session> visitor) {
    sessions.forEach(visitor);
  }

  /** A host and a pid, as bytes. */
  static final class Key {
    private byte[] bytes;
    private int length;

    Key(byte[] bytes, int length) {
      this.bytes = bytes;
      this.length = length;
    }

    Key fill(@Nullable ByteSlice host, ByteSlice pid) {
      int hostLength = host == null ? 0 : host.length();
      length = hostLength + 1 + pid.length();
      if (bytes.length < length) {
        bytes = new byte[2 * length];
      }
      if (host != null) {
        System.arraycopy(host.array(), host.from(), bytes, 0, hostLength);
      }
      bytes[hostLength] = 0;
      System.arraycopy(pid.array(), pid.from(), bytes, hostLength + 1, pid.length());
      return this;
    }

    Key copy() {
      return new Key(toBytes(), length);
    }

    byte[] toBytes() {
      return Arrays.copyOf(bytes, length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key that
          && ByteScan.equal(bytes, 0, length, that.bytes, 0, that.length);
    }

    @Override
    public int hashCode() {
      return ByteScan.hash(bytes, 0, length);
    }
  }
}
