package io.maillog.framing;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds the logs that paths name, and the order of their files. */
public final class LogSets {
  private static final Set<String> NO_LOGS =
      Set.of("wtmp", "btmp", "lastlog", "faillog", "tallylog");
  private static final List<String> NO_LOG_ENDINGS =
      List.of(".db", ".journal", ".tar", ".tgz", ".zip", ".pid", ".lock", ".swp", ".tmp", "~");

  // Files that were copied or unpacked without their time have one of the first days of an epoch.
  private static final Instant FIRST_CREDIBLE = Instant.parse("1995-01-01T00:00:00Z");

  private static final Duration YEAR = Duration.ofDays(365);
  private static final Duration HALF_A_YEAR = Duration.ofDays(183);

  private LogSets() {}

  /**
   * The logs of these paths.
   *
   * <p>Files that belong to one rotated log are read oldest first, whatever the order in which they
   * are given (a shell's {@code mail.log*} gives the youngest first); the log has the place of the
   * first of them. A directory stands for all logs in it, by name, each with its rotated files;
   * what has the name of something else (wtmp, databases, archives, hidden files) is left out, and
   * so are its directories. Of a rotated file and its {@code .gz} only the former is read, since
   * the latter is still being made. Nothing is read twice because a directory or {@code rotated}
   * names it again.
   *
   * @param rotated whether a file stands for all files of its rotated log
   * @param errors gets the directories that cannot be listed; a file that is missing is found out
   *     when it is opened
   */
  public static List<LogSet> find(List<Path> given, boolean rotated, Consumer<InputError> errors) {
    // By directory and base name, in the order given.
    Map<Path, List<Path>> sets = new LinkedHashMap<>();
    Set<Path> expanded = new HashSet<>();
    for (Path path : given) {
      if (Files.isDirectory(path)) {
        TreeMap<String, List<Path>> logs = new TreeMap<>();
        for (Path file : list(path, path.toString(), errors)) {
          if (looksLikeLog(file)) {
            logs.computeIfAbsent(base(file), name -> new ArrayList<>()).add(file);
          }
        }
        for (List<Path> files : logs.values()) {
          addAll(sets, expanded, files);
        }
      } else if (rotated) {
        addAll(sets, expanded, siblings(path, errors));
      } else {
        sets.computeIfAbsent(key(path), name -> new ArrayList<>()).add(path);
      }
    }
    List<LogSet> found = new ArrayList<>();
    for (List<Path> files : sets.values()) {
      found.add(new LogSet(ordered(files)));
    }
    return found;
  }

  private static void addAll(Map<Path, List<Path>> sets, Set<Path> expanded, List<Path> files) {
    for (Path file : files) {
      List<Path> set = sets.computeIfAbsent(key(file), name -> new ArrayList<>());
      Path absolute = absolute(file);
      boolean known = set.stream().anyMatch(other -> absolute(other).equals(absolute));
      if (expanded.add(absolute) && !known && !isBeingCompressed(file, files)) {
        set.add(file);
      }
    }
  }

  /** A file and those beside it that were rotated from the same log. */
  private static List<Path> siblings(Path file, Consumer<InputError> errors) {
    Path parent = file.getParent();
    Path directory = parent == null ? Path.of("") : parent;
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      for (Path other : list(directory, file.toString(), errors)) {
        if (base(other).equals(base(file)) && Files.isRegularFile(other)) {
          files.add(parent == null ? Path.of(name(other)) : other);
        }
      }
    }
    if (files.stream().noneMatch(other -> name(other).equals(name(file)))) {
      files.add(file); // missing, or no plain file: opening it will say so
    }
    return files;
  }

  private static List<Path> list(Path directory, String input, Consumer<InputError> errors) {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      entries.forEach(files::add);
    } catch (AccessDeniedException e) {
      errors.accept(new InputError(input, "permission denied"));
    } catch (IOException | DirectoryIteratorException e) {
      errors.accept(new InputError(input, "the directory cannot be listed: " + e.getMessage()));
    }
    Collections.sort(files);
    return files;
  }

  private static boolean looksLikeLog(Path file) {
    String name = name(file);
    String plain = RotationName.withoutGz(name).toLowerCase(Locale.ROOT);
    return !name.startsWith(".")
        && !NO_LOGS.contains(base(file))
        && NO_LOG_ENDINGS.stream().noneMatch(plain::endsWith)
        && Files.isRegularFile(file);
  }

  private static boolean isBeingCompressed(Path file, List<Path> files) {
    String name = name(file);
    String plain = RotationName.withoutGz(name);
    return !plain.equals(name) && files.stream().anyMatch(other -> name(other).equals(plain));
  }

  // --- order

  private static List<LogInput> ordered(List<Path> files) {
    boolean numbered = files.stream().anyMatch(file -> rotation(file).number() >= 0);
    boolean dated = files.stream().anyMatch(file -> rotation(file).date() != null);
    Comparator<Path> order =
        numbered && dated
            // The way of rotating was changed, so the names alone do not tell.
            ? Comparator.comparing(LogSets::isLive).thenComparing(LogSets::lastModified)
            : Comparator.comparing(LogSets::isLive)
                .thenComparing(file -> -rotation(file).number())
                .thenComparing(LogSets::date);
    List<Path> sorted = new ArrayList<>(files);
    sorted.sort(order); // stable: what is equal stays as given
    return sorted.stream().map(LogInput::of).toList();
  }

  private static Instant lastModified(Path file) {
    Instant instant = LogInput.of(file).lastModified();
    return instant == null ? Instant.MAX : instant;
  }

  private static boolean isLive(Path file) {
    return rotation(file).isLive();
  }

  private static String date(Path file) {
    String date = rotation(file).date();
    return date == null ? "" : date;
  }

  private static RotationName rotation(Path file) {
    return RotationName.of(name(file));
  }

  private static String base(Path file) {
    return rotation(file).base();
  }

  private static Path key(Path file) {
    return absolute(file).resolveSibling(base(file));
  }

  private static Path absolute(Path file) {
    return file.toAbsolutePath().normalize();
  }

  private static String name(Path file) {
    Path name = file.getFileName();
    return name == null ? file.toString() : name.toString();
  }

  /**
   * An instant that no line of the file is younger than; {@code null} if none is known.
   *
   * <p>It is the file's last change. If that is a year or more after the date in the file's name,
   * the file was copied or changed later; then, or if the last change is not known, it is half a
   * year after that date. The date may be that of the file's end or, as {@code mail-20260901.log}
   * for September, of its beginning, so the file's last line is rather near it than before it.
   */
  public static @Nullable Instant notAfter(LogInput input) {
    Path path = input.path();
    Instant changed = input.lastModified();
    if (changed != null && changed.isBefore(FIRST_CREDIBLE)) {
      changed = null;
    }
    Instant named = path == null ? null : rotation(path).rotatedBy();
    return named == null || (changed != null && changed.isBefore(named.plus(YEAR)))
        ? changed
        : named.plus(HALF_A_YEAR);
  }
}
