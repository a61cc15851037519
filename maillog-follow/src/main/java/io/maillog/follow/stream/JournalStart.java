package io.maillog.follow.stream;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** From where the journal is read. Immutable. */
public final class JournalStart {
  private static final int VERSION = 1;
  private static final Instant LAST = Instant.ofEpochSecond(Long.MAX_VALUE / 1_000_000_000L);

  /** What is given. */
  enum From {
    BEGINNING,
    END,
    INSTANT,
    POSITION
  }

  private final From from;
  private final @Nullable JournalPosition behind;
  private final long since; // microseconds since 1970

  private JournalStart(From from, @Nullable JournalPosition behind, long since) {
    this.from = from;
    this.behind = behind;
    this.since = since;
  }

  /** All that the journal has. */
  public static JournalStart beginning() {
    return new JournalStart(From.BEGINNING, null, 0);
  }

  /** What comes from now on. */
  public static JournalStart end() {
    return new JournalStart(From.END, null, 0);
  }

  /** What was logged since then, by the journal's clock; a time before 1970 is the beginning. */
  public static JournalStart since(Instant instant) {
    Instant at = instant.isAfter(LAST) ? LAST : instant;
    return at.isBefore(Instant.EPOCH)
        ? beginning()
        : new JournalStart(
            From.INSTANT, null, at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000);
  }

  /** What comes behind an entry. */
  static JournalStart behind(JournalPosition position) {
    return new JournalStart(From.POSITION, position, 0);
  }

  /**
   * Where {@link JournalInput#save} left off.
   *
   * @throws IOException if it is nothing that this version writes
   */
  public static JournalStart restore(DataInput in) throws IOException {
    int version = in.readByte();
    if (version != VERSION) {
      throw new IOException(
          "a saved journal of version " + version + ", where " + VERSION + " is known");
    }
    int from = in.readByte();
    if (from == From.POSITION.ordinal()) {
      return behind(JournalPosition.restore(in));
    }
    if (from == From.INSTANT.ordinal()) {
      long since = in.readLong();
      if (since < 0) {
        throw new IOException("no time of the journal");
      }
      return new JournalStart(From.INSTANT, null, since);
    }
    if (from == From.BEGINNING.ordinal()) {
      return beginning();
    }
    if (from == From.END.ordinal()) {
      return end();
    }
    throw new IOException("no start in the journal: " + from);
  }

  void save(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    out.writeByte(from.ordinal());
    if (behind != null) {
      behind.save(out);
    } else if (from == From.INSTANT) {
      out.writeLong(since);
    }
  }

  From from() {
    return from;
  }

  /** The entry that it is behind; only of {@link From#POSITION}. */
  JournalPosition position() {
    return Objects.requireNonNull(behind);
  }

  /** Microseconds since 1970; only of {@link From#INSTANT}. */
  long since() {
    return since;
  }
}
