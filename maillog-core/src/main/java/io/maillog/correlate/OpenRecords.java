package io.maillog.correlate;

import io.maillog.bytes.ByteSlice;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The messages whose refusal may be told in further lines, which name no id: by host and process,
 * the last {@value #MAX}.
 */
final class OpenRecords {
  static final int MAX = 256;
  private static final ByteSlice NONE = new ByteSlice();

  private final Map<HostKey, Story> records = new LinkedHashMap<>();
  private final HostKey probe = new HostKey();

  /** A refusal of a message was logged by this process. */
  void open(@Nullable ByteSlice host, @Nullable ByteSlice pid, Story story) {
    HostKey key = probe.fill(host, pid == null ? NONE : pid);
    if (records.remove(key) == null && records.size() >= MAX) {
      records.remove(records.keySet().iterator().next());
    }
    put(key.copy(), story);
  }

  void put(HostKey key, Story story) {
    records.put(key, story);
  }

  /** The message that a process's further line is about; {@code null} if there is none. */
  @Nullable Story get(@Nullable ByteSlice host, @Nullable ByteSlice pid) {
    Story story = records.get(probe.fill(host, pid == null ? NONE : pid));
    return story == null || story.given ? null : story;
  }

  /** Visits those whose message is still here. */
  void forEach(BiConsumer<HostKey, Story> visitor) {
    records.forEach(
        (key, story) -> {
          if (!story.given) {
            visitor.accept(key, story);
          }
        });
  }
}
