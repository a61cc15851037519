package io.maillog.cli;

import io.maillog.LiveLog;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import io.maillog.trace.MessageTrace;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Prints the stories of the messages that are asked for as they grow: of each what is new, below
 * its title. What is remembered of those that are not over is bounded.
 */
final class GrowingStories {
  private static final int MOST_TOUCHED = 10_000;
  private static final int MOST_STORIES = 10_000;

  /** That a message is not over goes without saying. */
  private static final String REMARK = "  remark";

  private final TraceFilter filter;
  private final FollowOutput target;
  private final SafeText text = new SafeText();

  /** The queue ids of which lines have come since stories were told. */
  private final Set<String> touched = new LinkedHashSet<>();

  /** What was printed of each message that is not over. */
  private final Map<String, Set<String>> printed = new LinkedHashMap<>();

  GrowingStories(TraceFilter filter, FollowOutput target) {
    this.filter = filter;
    this.target = target;
  }

  /** A line has come. */
  void event(MailEvent event) {
    String id = event.text(Field.QUEUE_ID);
    if (id != null && touched.size() < MOST_TOUCHED) {
      touched.add(id);
    }
  }

  /** A message is over. */
  void trace(MessageTrace trace) {
    if (filter.matches(trace)) {
      print(trace);
    }
    printed.remove(key(trace));
  }

  /** Tells what is new of those that are not over. */
  void tell(LiveLog log) {
    for (String id : touched) {
      List<MessageTrace> found = log.find(id);
      for (MessageTrace trace : found) {
        if (filter.matches(trace)) {
          print(trace);
        }
      }
    }
    touched.clear();
  }

  private static String key(MessageTrace t) {
    return t.host() + " " + t.source() + " " + t.file() + " " + t.lineNumber() + " " + t.queueId();
  }

  private void print(MessageTrace trace) {
    Set<String> before = printed.computeIfAbsent(key(trace), any -> new LinkedHashSet<>());
    TraceText.write(trace, text);
    StringBuilder told = new StringBuilder();
    String title = null;
    for (String line : text.take().lines().toList()) {
      boolean isNew = !line.isEmpty() && !line.startsWith(REMARK) && before.add(line);
      if (title == null) {
        title = line;
        told.append(isNew ? line + "\n" : "");
      } else if (isNew) {
        told.append(told.isEmpty() ? title + "\n" : "").append(line).append('\n');
      }
    }
    if (!told.isEmpty()) {
      byte[] bytes = told.append('\n').toString().getBytes(StandardCharsets.UTF_8);
      target.lines().write(bytes, bytes.length);
    }
    if (printed.size() > MOST_STORIES) {
      printed.remove(printed.keySet().iterator().next());
    }
  }
}
