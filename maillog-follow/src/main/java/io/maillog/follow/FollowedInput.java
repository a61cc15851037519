package io.maillog.follow;

import io.maillog.LiveLog;
import io.maillog.follow.file.FileInput;
import io.maillog.follow.input.Beginning;
import io.maillog.follow.input.LineInput;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An input, and where in the live log its lines go. */
final class FollowedInput {
  /** What tells in a checkpoint which class has saved. */
  enum Kind {
    FILE,
    FIFO,
    STREAM,
    JOURNAL,
    UDP,
    TCP
  }

  private final Kind kind;
  private final String name;
  private final LineInput input;
  private final LiveLog log;
  private final LiveLog.@Nullable Source source;
  private boolean begun;

  FollowedInput(Kind kind, String name, LineInput input, LiveLog log) {
    this.kind = kind;
    this.name = name;
    this.input = input;
    this.log = log;
    this.source = source(input, log);
  }

  private static LiveLog.@Nullable Source source(LineInput input, LiveLog log) {
    String label = input.label();
    if (input instanceof FileInput file) {
      Path path = file.path();
      return label == null ? log.file(path) : log.file(label, path);
    }
    return label == null ? null : log.source(label);
  }

  Kind kind() {
    return kind;
  }

  /** What a checkpoint calls it. */
  String name() {
    return name;
  }

  LineInput input() {
    return input;
  }

  /** Gives the lines of the window up to a place; they count as taken when that is done. */
  void give(int to, @Nullable Instant firstYear) {
    LiveLog.Source known = source;
    byte[] bytes = input.window().bytes();
    int from = input.window().from();
    if (known == null) {
      log.lines(bytes, from, to);
    } else {
      begin(known, firstYear);
      known.lines(bytes, from, to);
    }
    input.taken(to);
  }

  private void begin(LiveLog.Source known, @Nullable Instant firstYear) {
    if (begun) {
      return;
    }
    begun = true;
    if (known.lines() > 0) {
      return; // before a restart
    }
    Beginning beginning = input.beginning();
    if (firstYear != null) {
      known.beginsAbout(firstYear);
    } else if (beginning.file() != null) {
      known.beginsWith(beginning.file());
    } else if (beginning.about() != null) {
      known.beginsAbout(beginning.about());
    }
  }

  InputStatus status() {
    LiveLog.Source known = source;
    return new InputStatus(
        input.name(), input.label(), known == null ? log.lines() : known.lines(), input.behind());
  }
}
