package io.maillog.framing;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Gathers the files of logs, as {@link LogSets#find} says, in time linear in their number. */
final class LogSetFinder {
  private static final Set<String> NO_LOGS =
      Set.of("wtmp", "btmp", "lastlog", "faillog", "tallylog");
  private static final List<String> NO_LOG_ENDINGS =
      List.of(".db", ".journal", ".tar", ".tgz", ".zip", ".pid", ".lock", ".swp", ".tmp", "~");

  /** Deeper directories are not looked into. */
  private static final int MAX_DEPTH = 16;

  private final boolean recursive;
  private final LogSets.Notes notes;
  private final List<List<LogFile>> logs = new ArrayList<>();
  private final Map<Path, List<LogFile>> byName = new HashMap<>();
  // Each file, whatever it is called: it has no second place because it is found again.
  private final Set<Object> taken = new HashSet<>();
  private final Map<Path, Map<String, List<Path>>> listed = new HashMap<>();
  // The names of the files of each log that stands for its rotated files.
  private final Map<Path, Set<String>> rotated = new HashMap<>();

  LogSetFinder(boolean recursive, LogSets.Notes notes) {
    this.recursive = recursive;
    this.notes = notes;
  }

  /** A file, or what is to be found out when it is opened. */
  void add(Path path) {
    LogFile file = LogFile.of(path);
    taken.add(file.identity());
    put(file);
  }

  /** A file, and those beside it that were rotated from the same log. */
  void addRotated(Path path) {
    LogFile given = LogFile.of(path);
    if (given.isStream()) {
      add(path);
      return;
    }
    Set<String> names = rotated.get(given.log());
    if (names == null) {
      names = addSiblings(given);
      rotated.put(given.log(), names);
    }
    // Missing, or no plain file: opening it will say so.
    if (!names.contains(given.fileName()) && taken.add(given.identity())) {
      put(given);
    }
  }

  private Set<String> addSiblings(LogFile given) {
    Path parent = given.path().getParent();
    Path directory = parent == null ? Path.of("") : parent;
    List<LogFile> siblings = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      Map<String, List<Path>> files =
          listed.computeIfAbsent(directory, d -> byBase(list(d, given.path())));
      for (Path file : files.getOrDefault(given.name().base(), List.of())) {
        LogFile sibling = LogFile.of(parent == null ? Path.of(LogFile.name(file)) : file);
        if (sibling.isPlain()) {
          siblings.add(sibling);
        }
      }
    }
    takeOnce(siblings).forEach(this::put);
    return names(siblings);
  }

  /** All logs in a directory, by name; then those of the directories in it, where asked for. */
  void addDirectory(Path directory) {
    addDirectory(directory, 0);
  }

  private void addDirectory(Path directory, int depth) {
    List<LogFile> files = new ArrayList<>();
    List<Path> directories = new ArrayList<>();
    for (Path path : list(directory, directory)) {
      LogFile file = LogFile.of(path);
      LogSets.Skip why = whyNot(file, depth);
      if (why != null) {
        notes.skipped(path, why);
      } else if (file.isPlain()) {
        files.add(file);
      } else {
        directories.add(path);
      }
    }
    List<LogFile> once = takeOnce(files);
    Set<String> names = names(once);
    for (LogFile file : files) {
      if (!names.contains(file.fileName())) {
        notes.skipped(file.path(), LogSets.Skip.TWICE);
      }
    }
    Map<String, List<LogFile>> found = new TreeMap<>();
    for (LogFile file : once) {
      found.computeIfAbsent(file.name().base(), base -> new ArrayList<>()).add(file);
    }
    found.values().forEach(log -> log.forEach(this::put));
    directories.forEach(inner -> addDirectory(inner, depth + 1));
  }

  /** Why what a directory has is left out; {@code null} if it is not. */
  private LogSets.@Nullable Skip whyNot(LogFile file, int depth) {
    if (file.fileName().startsWith(".")) {
      return LogSets.Skip.HIDDEN;
    }
    if (file.isDirectory()) {
      if (!recursive) {
        return LogSets.Skip.DIRECTORY;
      }
      // A link may lead back; what it leads to elsewhere can be given by itself.
      return file.isLink() ? LogSets.Skip.LINK : depth == MAX_DEPTH ? LogSets.Skip.TOO_DEEP : null;
    }
    if (!looksLikeLog(file.fileName())) {
      return LogSets.Skip.NO_TEXT;
    }
    return file.isPlain() ? null : LogSets.Skip.NO_FILE;
  }

  /** Those that were not taken before: a file rather than a link to it, not what is being made. */
  private List<LogFile> takeOnce(List<LogFile> files) {
    Set<String> names = names(files);
    List<LogFile> sorted = new ArrayList<>(files);
    sorted.sort(Comparator.comparing(LogFile::isLink)); // stable
    List<LogFile> once = new ArrayList<>();
    for (LogFile file : sorted) {
      if (!file.isBeingCompressed(names) && taken.add(file.identity())) {
        once.add(file);
      }
    }
    return once;
  }

  private void put(LogFile file) {
    if (file.isStream()) {
      logs.add(List.of(file)); // opening it may wait, so in the order given
      return;
    }
    List<LogFile> log = byName.get(file.log());
    if (log == null) {
      log = new ArrayList<>();
      byName.put(file.log(), log);
      logs.add(log);
    }
    log.add(file);
  }

  private static boolean looksLikeLog(String name) {
    String plain = RotationName.unpacked(name).toLowerCase(Locale.ROOT);
    return !NO_LOGS.contains(RotationName.of(name).base())
        && NO_LOG_ENDINGS.stream().noneMatch(plain::endsWith);
  }

  private static Set<String> names(List<LogFile> files) {
    Set<String> names = new HashSet<>();
    files.forEach(file -> names.add(file.fileName()));
    return names;
  }

  private static Map<String, List<Path>> byBase(List<Path> files) {
    Map<String, List<Path>> found = new HashMap<>();
    for (Path file : files) {
      String base = RotationName.of(LogFile.name(file)).base();
      found.computeIfAbsent(base, name -> new ArrayList<>()).add(file);
    }
    return found;
  }

  private List<Path> list(Path directory, Path given) {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      entries.forEach(files::add);
    } catch (IOException | DirectoryIteratorException e) {
      notes.failed(given, whyNotListed(e));
    }
    Collections.sort(files);
    return files;
  }

  /** As an exception that says it in its message, without the directory's name. */
  static IOException whyNotListed(Exception e) {
    IOException thrown =
        e instanceof DirectoryIteratorException late
            ? Objects.requireNonNull(late.getCause())
            : (IOException) e;
    return thrown instanceof AccessDeniedException
        ? LogInput.denied(thrown)
        : new IOException("the directory cannot be listed: " + thrown.getMessage(), thrown);
  }

  // --- order

  List<LogSet> found() {
    return logs.stream().map(LogSetFinder::set).toList();
  }

  private static LogSet set(List<LogFile> files) {
    boolean numbered = files.stream().anyMatch(file -> file.name().number() >= 0);
    boolean dated = files.stream().anyMatch(file -> file.name().date() != null);
    Comparator<LogFile> order = Comparator.comparing(file -> file.name().isLive());
    order =
        numbered && dated
            // The way of rotating was changed, so the names alone do not tell.
            ? order.thenComparing(LogFile::lastModified)
            : order
                .thenComparing(file -> -file.name().number())
                .thenComparing(file -> date(file.name()));
    List<LogFile> sorted = new ArrayList<>(files);
    sorted.sort(order); // stable: what is equal stays as given
    Map<Object, FileIdentity> inputs = new HashMap<>();
    return new LogSet(
        sorted.stream().map(f -> LogInput.of(f.path(), f.attributes(), inputs)).toList());
  }

  private static String date(RotationName name) {
    String date = name.date();
    return date == null ? "" : date;
  }

  /**
   * A file as it was found.
   *
   * @param log its directory, and the name of the log that it belongs to
   * @param attributes its own, or those of what a link leads to; {@code null} if there is none
   */
  private record LogFile(
      Path path, RotationName name, Path log, @Nullable BasicFileAttributes attributes) {

    static LogFile of(Path path) {
      RotationName name = RotationName.of(name(path));
      Path log = path.toAbsolutePath().normalize().resolveSibling(name.base());
      return new LogFile(path, name, log, FileIdentity.attributes(path));
    }

    static String name(Path path) {
      Path name = path.getFileName();
      return name == null ? path.toString() : name.toString();
    }

    String fileName() {
      return name(path);
    }

    boolean isPlain() {
      return attributes != null && attributes.isRegularFile();
    }

    boolean isDirectory() {
      return attributes != null && attributes.isDirectory();
    }

    boolean isStream() {
      return LogInput.isStream(path, attributes);
    }

    boolean isLink() {
      return Files.isSymbolicLink(path);
    }

    /** Equal to that of another name of the same file. */
    Object identity() {
      Object key = attributes == null ? null : attributes.fileKey();
      if (key != null) {
        return key;
      }
      try {
        return path.toRealPath();
      } catch (IOException e) {
        return path.toAbsolutePath().normalize();
      }
    }

    boolean isBeingCompressed(Set<String> names) {
      String plain = RotationName.unpacked(fileName());
      return !plain.equals(fileName()) && names.contains(plain);
    }

    Instant lastModified() {
      return attributes == null ? Instant.MAX : attributes.lastModifiedTime().toInstant();
    }
  }
}
