package io.maillog.cli;

import io.maillog.cli.FoundPlace.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The logs of this machine that a command reads if it is told none.
 *
 * @param taken those that can be read
 * @param denied those that are there, but may not be read
 */
record UsualLogs(List<FoundPlace> taken, List<FoundPlace> denied) {
  UsualLogs {
    taken = List.copyOf(taken);
    denied = List.copyOf(denied);
  }

  /** Those of a machine; a log that mail shares with others only if there is none of mail alone. */
  static UsualLogs of(Machine machine) {
    List<FoundPlace> all = PlaceSearch.on(machine);
    UsualLogs mail = choose(all, false);
    return mail.none() ? choose(all, true) : mail;
  }

  private static UsualLogs choose(List<FoundPlace> all, boolean shared) {
    List<FoundPlace> here = all.stream().filter(f -> f.place().shared() == shared).toList();
    return new UsualLogs(
        here.stream().filter(found -> found.is(State.EXISTS)).toList(),
        here.stream().filter(found -> found.is(State.PERMISSION_DENIED)).toList());
  }

  /** Whether there is none at all. */
  boolean none() {
    return taken.isEmpty() && denied.isEmpty();
  }

  /** The paths to follow: what logs were rotated into is found from them. */
  List<Path> followed() {
    return taken.stream().map(FoundPlace::path).toList();
  }

  /** Says which are followed, and how to follow something else. */
  String followedSentence() {
    String names = taken.stream().map(FoundPlace::shown).collect(Collectors.joining(", "));
    return "no FILE was given: following " + names + "; give - to read standard input";
  }

  /** The paths to read. */
  List<Path> paths() {
    return taken.stream().flatMap(found -> found.read().stream()).toList();
  }

  /** Says which are read, and how to read something else. */
  String sentence() {
    String names = taken.stream().map(UsualLogs::name).collect(Collectors.joining(", "));
    return "no FILE was given: reading " + names + "; give - to read standard input";
  }

  private static String name(FoundPlace found) {
    int rotated = found.directory() ? 0 : found.rotated();
    String files = rotated == 1 ? " rotated file" : " rotated files";
    return rotated == 0 ? found.shown() : found.shown() + " and " + rotated + files;
  }

  /** Says which may not be read, and what to do. */
  String deniedSentence() {
    List<String> groups = new ArrayList<>();
    for (FoundPlace found : denied) {
      String group = group(found.path());
      if (group != null && !groups.contains(group)) {
        groups.add(group);
      }
    }
    String names = denied.stream().map(FoundPlace::shown).collect(Collectors.joining(", "));
    String member =
        groups.isEmpty() ? "" : ", or as a member of the group " + String.join(" and ", groups);
    return names + ": permission denied; run maillog with sudo" + member;
  }

  /** The group that may read a path, or enter the directory that is in the way of it. */
  private static @Nullable String group(Path path) {
    for (Path at = path; at != null; at = at.getParent()) {
      try {
        PosixFileAttributes attributes = Files.readAttributes(at, PosixFileAttributes.class);
        boolean may = attributes.permissions().contains(PosixFilePermission.GROUP_READ);
        return may ? attributes.group().getName() : null;
      } catch (IOException e) {
        // The directory that hides it tells.
      } catch (UnsupportedOperationException e) {
        return null; // no Unix
      }
    }
    return null;
  }
}
