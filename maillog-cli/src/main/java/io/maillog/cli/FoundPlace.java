package io.maillog.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A usual place of a log, as it is on this machine.
 *
 * @param path the place
 * @param directory whether it is a directory there
 * @param logs how many logs it has; 0 if that is not known
 * @param size of all files together, in bytes; 0 if there are none
 * @param changed the last change of a file; {@code null} if none is known
 * @param rotated how many files the logs were rotated into; 0 if that is not known
 * @param read the paths to read, to read all of it
 * @param also other places that lead to the same
 */
record FoundPlace(
    LogPlace place,
    Path path,
    State state,
    boolean directory,
    int logs,
    long size,
    @Nullable Instant changed,
    int rotated,
    List<Path> read,
    List<Path> also) {

  /** What is there. */
  enum State {
    EXISTS("exists"),
    NOT_THERE("not there"),
    PERMISSION_DENIED("permission denied"),
    /** As where a container writes its log to standard output. */
    NO_FILE("a pipe or a device, and no log"),
    /** A directory without any file that may be a log. */
    EMPTY("a directory without a log"),
    BROKEN_LINK("a link that leads nowhere");

    private final String words;
    private final String key = name().toLowerCase(Locale.ROOT).replace('_', '-');

    State(String words) {
      this.words = words;
    }

    /** For people. */
    String words() {
      return words;
    }

    /** The name in JSON: lower case, with hyphens. */
    String key() {
      return key;
    }
  }

  FoundPlace {
    read = List.copyOf(read);
    also = List.copyOf(also);
  }

  /** A place that has nothing to read. */
  static FoundPlace without(LogPlace place, Path path, State state, boolean directory) {
    return new FoundPlace(place, path, state, directory, 0, 0, null, 0, List.of(), List.of());
  }

  boolean is(State other) {
    return state == other;
  }

  /** The path, with a slash at its end if it is a directory. */
  String shown() {
    boolean slash = directory || place.path().endsWith("/");
    return slash && !path.toString().endsWith("/") ? path + "/" : path.toString();
  }

  FoundPlace withAlso(List<Path> paths) {
    return new FoundPlace(place, path, state, directory, logs, size, changed, rotated, read, paths);
  }
}
