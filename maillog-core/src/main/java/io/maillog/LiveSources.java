package io.maillog;

import io.maillog.event.EventWriter;
import io.maillog.header.parse.LogSource;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sources of a live log: the one without a name, and those that have a label or a file. */
final class LiveSources {
  /**
   * What tells a source from the others.
   *
   * @param from where its lines come from
   * @param file the file that they are of; {@code null} if they are of none that was named
   */
  record Key(LogSource from, @Nullable String file) {
    static final Key NONE = new Key(LogSource.NONE, null);

    void save(DataOutput out) throws IOException {
      write(from.label(), out);
      write(from.directory(), out);
      write(file, out);
    }

    static Key restore(DataInput in) throws IOException {
      String label = read(in);
      String directory = read(in);
      check(label == null || directory == null);
      LogSource from =
          label != null
              ? LogSource.labelled(label)
              : directory != null ? LogSource.in(directory) : LogSource.NONE;
      return new Key(from, read(in));
    }

    private static void write(@Nullable String text, DataOutput out) throws IOException {
      out.writeBoolean(text != null);
      out.writeUTF(text == null ? "" : text);
    }

    private static @Nullable String read(DataInput in) throws IOException {
      boolean there = in.readBoolean();
      String text = in.readUTF();
      return there ? text : null;
    }
  }

  private final ZoneId zone;
  private final RecordLines sharing;
  private final @Nullable LateLines late;
  private final Map<Key, LiveSource> named = new HashMap<>();
  private LineCopies copies = new LineCopies();
  private LiveSource unnamed;
  private int made;

  /**
   * Sources before their first lines.
   *
   * @param late where their lines wait; {@code null} if they do not
   */
  LiveSources(ZoneId zone, RecordLines sharing, @Nullable LateLines late) {
    this.zone = zone;
    this.sharing = sharing;
    this.late = late;
    this.unnamed = made(Key.NONE);
  }

  private LiveSource made(Key key) {
    return new LiveSource(key, made++, zone, sharing, late != null);
  }

  /** Where lines wait; {@code null} if they do not. */
  @Nullable LateLines late() {
    return late;
  }

  /** The source of lines of which nothing is said. */
  LiveSource unnamed() {
    return unnamed;
  }

  /** A source; {@code null} if it has given no line, or is forgotten. */
  @Nullable LiveSource find(Key key) {
    return named.get(key);
  }

  /** A source; where there is no room for it, the one that was silent longest goes. */
  LiveSource of(Key key) {
    LiveSource known = named.get(key);
    if (known != null) {
      return known;
    }
    if (named.size() >= LiveLog.MAX_SOURCES) {
      forgetSilent();
    }
    LiveSource source = made(key);
    named.put(key, source);
    tellSharing(source);
    return source;
  }

  /** Files of one source may have the same lines. */
  private void tellSharing(LiveSource added) {
    for (LiveSource other : named.values()) {
      if (other != added && added.file != null && other.file != null) {
        boolean shares = other.from.equals(added.from);
        other.shares |= shares;
        added.shares |= shares;
      }
    }
  }

  private void forgetSilent() {
    Key key = Key.NONE;
    LiveSource silent = null;
    for (Map.Entry<Key, LiveSource> entry : named.entrySet()) {
      if (silent == null || entry.getValue().lastLine < silent.lastLine) {
        key = entry.getKey();
        silent = entry.getValue();
      }
    }
    if (silent != null) {
      named.remove(key);
      silent.forgotten = true;
      if (late != null) {
        late.forgotten(silent);
      }
    }
  }

  /** Marks a line that another file of its source has given before. */
  void markCopy(LiveSource source, EventWriter event) {
    if (source.shares
        && !event.event().copy()
        && copies.isCopy(event.event(), source.second(), source.order, source.from.hashCode())) {
      event.copy();
    }
  }

  // --- saving and restoring

  void save(DataOutput out) throws IOException {
    List<LiveSource> all = new ArrayList<>();
    all.add(unnamed);
    all.addAll(named.values());
    if (late != null) {
      late.sources().stream().filter(source -> source.forgotten).forEach(all::add);
    }
    out.writeBoolean(late != null && late.waiting() > 0);
    out.writeInt(made);
    copies.save(out);
    out.writeInt(all.size());
    for (LiveSource source : all) {
      source.save(out);
    }
    (late == null ? new LateLines(Duration.ZERO) : late).save(all, out);
  }

  /**
   * Sources as they were saved.
   *
   * @param wait how long their lines are to wait; {@code null} if not at all: those that waited
   *     then are given with the next call
   */
  static LiveSources restore(
      DataInput in, ZoneId zone, RecordLines sharing, @Nullable Duration wait) throws IOException {
    boolean waited = in.readBoolean();
    LateLines late =
        wait != null || waited ? new LateLines(wait == null ? Duration.ZERO : wait) : null;
    LiveSources sources = new LiveSources(zone, sharing, late);
    sources.made = (int) LiveState.positive(in.readInt());
    sources.copies = new LineCopies();
    sources.copies.restore(in);
    List<LiveSource> all = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      LiveSource source = LiveSource.restore(in, zone, sharing, late != null);
      check(source.order < sources.made);
      sources.put(source, all.isEmpty());
      all.add(source);
    }
    LateLines lines = late == null ? new LateLines(Duration.ZERO) : late;
    lines.restore(all, in);
    check(!all.isEmpty() && (lines.waiting() > 0) == waited);
    return sources;
  }

  private void put(LiveSource source, boolean first) {
    Key key = source.key();
    boolean isUnnamed = key.equals(Key.NONE);
    check(isUnnamed == first && (!isUnnamed || !source.forgotten));
    if (isUnnamed) {
      unnamed = source;
    } else if (!source.forgotten) {
      check(named.put(key, source) == null && named.size() <= LiveLog.MAX_SOURCES);
      tellSharing(source);
    }
  }

  private static void check(boolean possible) {
    if (!possible) {
      throw new IllegalArgumentException("these are no sources of a log");
    }
  }
}
