package io.maillog.follow.stream;

import io.maillog.follow.stream.JournalPosition.Order;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of one run of journalctl are new: those behind the last that was given. Where they
 * begin, journalctl cannot be trusted to know (a file may have been vacuumed): see {@link
 * JournalCommand}. Not thread-safe.
 */
final class JournalFilter {
  /** What becomes of an entry. */
  enum Verdict {
    GIVE,
    DROP,
    /** The run does not start where it was to: end it, and search. */
    SEARCH
  }

  private enum Mode {
    ALL,
    /** The first entry has to be the one behind which to go on. */
    AT_CURSOR,
    /** The same, but it may be hidden, as one of an earlier boot is. */
    NEAR_CURSOR,
    /** It is searched for among those of a time, or all. */
    SEARCHING,
    /** From a time on. */
    SINCE
  }

  private final @Nullable JournalPosition behind;
  private final long since;
  private final boolean trustClock;
  private Mode mode;
  private boolean found;

  private JournalFilter(
      Mode mode, @Nullable JournalPosition behind, long since, boolean trustClock) {
    this.mode = mode;
    this.behind = behind;
    this.since = since;
    this.trustClock = trustClock;
  }

  /** All are new. */
  static JournalFilter all() {
    return new JournalFilter(Mode.ALL, null, 0, false);
  }

  /** Those from a time on, in microseconds since 1970, and what follows the first. */
  static JournalFilter since(long micros) {
    return new JournalFilter(Mode.SINCE, null, micros, true);
  }

  /** Those behind the first, which is that entry. */
  static JournalFilter atCursor(JournalPosition behind) {
    return new JournalFilter(Mode.AT_CURSOR, behind, 0, false);
  }

  /** Those behind the first, which is that entry, or for certain a later one. */
  static JournalFilter nearCursor(JournalPosition behind) {
    return new JournalFilter(Mode.NEAR_CURSOR, behind, 0, false);
  }

  /**
   * Those that are not before that entry, nor the entry itself. In no case is one dropped that
   * sequence or boot tell to be later.
   *
   * @param trustClock whether what was earlier by the clock was before
   */
  static JournalFilter searching(JournalPosition behind, boolean trustClock) {
    return new JournalFilter(Mode.SEARCHING, behind, 0, trustClock);
  }

  /** Judges the next entry; one without a position is new. */
  Verdict judge(@Nullable JournalPosition entry) {
    if (entry == null || mode == Mode.ALL) {
      return Verdict.GIVE;
    }
    if (mode == Mode.SINCE || behind == null) {
      return entry.realtime() < since ? Verdict.DROP : giveAll();
    }
    Order order = entry.to(behind);
    if (order == Order.SAME) {
      mode = Mode.ALL;
      found = true;
      return Verdict.DROP;
    }
    return switch (mode) {
      case NEAR_CURSOR -> near(order);
      case SEARCHING -> search(order);
      default -> Verdict.SEARCH;
    };
  }

  /** Whether the entry was there behind which to go on. */
  boolean found() {
    return found;
  }

  private Verdict near(Order order) {
    return switch (order) {
      case AFTER -> giveAll();
      case BEFORE -> Verdict.DROP;
      default -> Verdict.SEARCH;
    };
  }

  private Verdict search(Order order) {
    return switch (order) {
      case BEFORE -> Verdict.DROP;
      case PERHAPS_BEFORE -> trustClock ? Verdict.DROP : Verdict.GIVE;
      case PERHAPS_AFTER -> trustClock ? giveAll() : Verdict.GIVE;
      default -> Verdict.GIVE; // in another file there may be more that were before
    };
  }

  private Verdict giveAll() {
    mode = Mode.ALL;
    return Verdict.GIVE;
  }
}
