package io.maillog;

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

/** The sources of a live log: the one without a label, and those that have one. */
final class LiveSources {
  private final ZoneId zone;
  private final RecordLines sharing;
  private final @Nullable LateLines late;
  private final Map<String, LiveSource> labelled = new HashMap<>();
  private LiveSource unlabelled;

  /**
   * Sources before their first lines.
   *
   * @param late where their lines wait; {@code null} if they do not
   */
  LiveSources(ZoneId zone, RecordLines sharing, @Nullable LateLines late) {
    this.zone = zone;
    this.sharing = sharing;
    this.late = late;
    this.unlabelled = made(LogSource.NONE);
  }

  private LiveSource made(LogSource from) {
    return new LiveSource(from, zone, sharing, late != null);
  }

  /** Where lines wait; {@code null} if they do not. */
  @Nullable LateLines late() {
    return late;
  }

  LiveSource unlabelled() {
    return unlabelled;
  }

  /** The source of a label; {@code null} if it has given no line, or is forgotten. */
  @Nullable LiveSource find(String label) {
    return labelled.get(label);
  }

  /** The source of a label; where there is no room for it, the one that was silent longest goes. */
  LiveSource of(LogSource from, String label) {
    LiveSource known = labelled.get(label);
    if (known != null) {
      return known;
    }
    if (labelled.size() >= LiveLog.MAX_SOURCES) {
      forgetSilent();
    }
    LiveSource source = made(from);
    labelled.put(label, source);
    return source;
  }

  private void forgetSilent() {
    String label = "";
    LiveSource silent = null;
    for (Map.Entry<String, LiveSource> entry : labelled.entrySet()) {
      if (silent == null || entry.getValue().lastLine < silent.lastLine) {
        label = entry.getKey();
        silent = entry.getValue();
      }
    }
    if (silent != null) {
      labelled.remove(label);
      silent.forgotten = true;
      if (late != null) {
        late.forgotten(silent);
      }
    }
  }

  // --- saving and restoring

  void save(DataOutput out) throws IOException {
    List<LiveSource> all = new ArrayList<>();
    all.add(unlabelled);
    all.addAll(labelled.values());
    if (late != null) {
      late.sources().stream().filter(source -> source.forgotten).forEach(all::add);
    }
    out.writeBoolean(late != null && late.waiting() > 0);
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
    List<LiveSource> all = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      LiveSource source = LiveSource.restore(in, zone, sharing, late != null);
      sources.put(source, all.isEmpty());
      all.add(source);
    }
    LateLines lines = late == null ? new LateLines(Duration.ZERO) : late;
    lines.restore(all, in);
    check(!all.isEmpty() && (lines.waiting() > 0) == waited);
    return sources;
  }

  private void put(LiveSource source, boolean first) {
    String label = source.from.label();
    check((label == null) == first && (label != null || !source.forgotten));
    if (label == null) {
      unlabelled = source;
    } else if (!source.forgotten) {
      check(labelled.put(label, source) == null && labelled.size() <= LiveLog.MAX_SOURCES);
    }
  }

  private static void check(boolean possible) {
    if (!possible) {
      throw new IllegalArgumentException("these are no sources of a log");
    }
  }
}
