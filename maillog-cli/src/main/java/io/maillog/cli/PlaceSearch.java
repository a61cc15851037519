package io.maillog.cli;

import io.maillog.cli.FoundPlace.State;
import io.maillog.framing.LogInput;
import io.maillog.framing.LogSet;
import io.maillog.framing.LogSets;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks what is at the usual places of logs.
 *
 * <p>What is one file or directory, by links or by its identity, is found once: under its own name
 * rather than a link's, and as part of its directory if that is a place too.
 */
final class PlaceSearch {
  /** Of a directory with more files not each is looked at. */
  private static final int MOST_FILES = 10_000;

  private final Machine machine;
  private final int mostFiles;
  private final Map<Path, Boolean> listable = new HashMap<>();

  private PlaceSearch(Machine machine, int mostFiles) {
    this.machine = machine;
    this.mostFiles = mostFiles;
  }

  /** What is there, in the order of the table. */
  static List<FoundPlace> on(Machine machine) {
    return on(machine, LogPlace.ALL, MOST_FILES);
  }

  static List<FoundPlace> on(Machine machine, List<LogPlace> places, int mostFiles) {
    PlaceSearch search = new PlaceSearch(machine, mostFiles);
    return once(places.stream().map(search::look).toList());
  }

  private FoundPlace look(LogPlace place) {
    Path path = machine.root().resolve(place.path().substring(1));
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(path, BasicFileAttributes.class);
    } catch (AccessDeniedException e) {
      return FoundPlace.without(place, path, State.PERMISSION_DENIED, false);
    } catch (IOException e) {
      State state = Files.isSymbolicLink(path) ? State.BROKEN_LINK : State.NOT_THERE;
      return FoundPlace.without(place, path, state, false);
    }
    if (attributes.isDirectory()) {
      return lookInto(place, path);
    }
    if (!attributes.isRegularFile()) {
      return FoundPlace.without(place, path, State.NO_FILE, false);
    }
    if (!mayRead(path)) {
      return FoundPlace.without(place, path, State.PERMISSION_DENIED, false);
    }
    Path parent = Objects.requireNonNull(path.getParent(), "each place is in a directory");
    if (!canBeListed(parent)) {
      return new FoundPlace(
          place,
          path,
          State.EXISTS,
          false,
          1,
          attributes.size(),
          attributes.lastModifiedTime().toInstant(),
          0,
          List.of(path),
          List.of());
    }
    List<LogSet> logs = LogSets.find(List.of(path), true, false, new DirectoryNotes());
    List<Path> files = new ArrayList<>();
    inputs(logs).forEach(input -> files.add(input.path() == null ? path : input.path()));
    return exists(place, path, false, logs, files);
  }

  private FoundPlace lookInto(LogPlace place, Path path) {
    if (!mayRead(path) || !Files.isExecutable(path)) {
      return FoundPlace.without(place, path, State.PERMISSION_DENIED, true);
    }
    if (!canBeListed(path)) {
      return new FoundPlace(
          place, path, State.EXISTS, true, 0, 0, null, 0, List.of(path), List.of());
    }
    List<LogSet> logs = LogSets.find(List.of(path), false, false, new DirectoryNotes());
    if (logs.isEmpty()) {
      return FoundPlace.without(place, path, State.EMPTY, true);
    }
    if (inputs(logs).stream().noneMatch(this::mayBeRead)) {
      return FoundPlace.without(place, path, State.PERMISSION_DENIED, true);
    }
    return exists(place, path, true, logs, List.of(path));
  }

  private boolean mayBeRead(LogInput input) {
    Path path = input.path();
    return path != null && mayRead(path);
  }

  private boolean mayRead(Path path) {
    return machine.mayRead().test(path);
  }

  private static FoundPlace exists(
      LogPlace place, Path path, boolean directory, List<LogSet> logs, List<Path> read) {
    List<LogInput> inputs = inputs(logs);
    long size = 0;
    Instant changed = null;
    for (LogInput input : inputs) {
      size += Math.max(0, input.size());
      Instant time = input.lastModified();
      changed = changed == null || (time != null && time.isAfter(changed)) ? time : changed;
    }
    int rotated = inputs.size() - logs.size();
    return new FoundPlace(
        place, path, State.EXISTS, directory, logs.size(), size, changed, rotated, read, List.of());
  }

  private static List<LogInput> inputs(List<LogSet> logs) {
    return logs.stream().flatMap(log -> log.inputs().stream()).toList();
  }

  /** Whether a directory can be listed, and has not so much in it that this takes long. */
  private boolean canBeListed(Path directory) {
    return listable.computeIfAbsent(directory, this::count);
  }

  private boolean count(Path directory) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      Iterator<Path> entry = entries.iterator();
      int count = 0;
      while (count <= mostFiles && entry.hasNext()) {
        entry.next();
        count++;
      }
      return count <= mostFiles;
    } catch (IOException | DirectoryIteratorException e) {
      return false;
    }
  }

  // --- each once

  private static List<FoundPlace> once(List<FoundPlace> all) {
    List<FoundPlace> byRank = new ArrayList<>(all);
    byRank.sort(
        Comparator.comparing((FoundPlace found) -> !found.directory())
            .thenComparing(found -> Files.isSymbolicLink(found.path()))); // stable
    Map<Object, FoundPlace> owners = new HashMap<>();
    Map<FoundPlace, List<Path>> also = new HashMap<>();
    Set<FoundPlace> kept = new HashSet<>();
    for (FoundPlace found : byRank) {
      Object identity = identity(found.path());
      FoundPlace owner = identity == null ? null : owners.get(identity);
      if (owner != null) {
        also.computeIfAbsent(owner, place -> new ArrayList<>()).add(found.path());
        continue;
      }
      kept.add(found);
      if (identity != null) {
        owners.put(identity, found);
        own(found, owners);
      }
    }
    return all.stream()
        .filter(kept::contains)
        .map(found -> found.withAlso(also.getOrDefault(found, List.of())))
        .toList();
  }

  /** A directory that is read stands for the files in it. */
  private static void own(FoundPlace found, Map<Object, FoundPlace> owners) {
    if (!found.directory() || found.logs() == 0) {
      return;
    }
    for (LogInput input :
        inputs(LogSets.find(List.of(found.path()), false, false, new DirectoryNotes()))) {
      Path path = input.path();
      Object identity = path == null ? null : identity(path);
      if (identity != null) {
        owners.putIfAbsent(identity, found);
      }
    }
  }

  private static @Nullable Object identity(Path path) {
    try {
      Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
      return key == null ? path.toRealPath() : key;
    } catch (IOException e) {
      return null;
    }
  }
}
