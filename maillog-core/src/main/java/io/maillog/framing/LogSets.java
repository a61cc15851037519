package io.maillog.framing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the logs that paths name, and the order of their files. */
public final class LogSets {
  // Files that were copied or unpacked without their time have one of the first days of an epoch.
  private static final Instant FIRST_CREDIBLE = Instant.parse("1995-01-01T00:00:00Z");

  private static final Duration YEAR = Duration.ofDays(365);
  private static final Duration HALF_A_YEAR = Duration.ofDays(183);

  private LogSets() {}

  /** Why something in a directory is left out. */
  public enum Skip {
    /** A directory, where those are not looked into. */
    DIRECTORY,
    /** A link to a directory. */
    LINK,
    /** A directory in too many others. */
    TOO_DEEP,
    /** Its name begins with a dot. */
    HIDDEN,
    /** Its name tells that it is no text. */
    NO_TEXT,
    /** A pipe, a socket, a device, or a link that leads nowhere. */
    NO_FILE,
    /** Another name of a file that is read, or the copy of one that is being compressed. */
    TWICE
  }

  /** What a search tells beside what it finds. */
  public interface Notes {
    /**
     * A directory cannot be listed.
     *
     * @param given the path for which it was to be
     * @param why says it in its message, without the path
     */
    void failed(Path given, IOException why);

    /** Something in a directory is left out. */
    void skipped(Path path, Skip why);
  }

  /**
   * The logs of these paths.
   *
   * <p>Files that belong to one rotated log are read oldest first, whatever the order in which they
   * are given (a shell's {@code mail.log*} gives the youngest first); the log has the place of the
   * first of them. A pipe or a device is a log of its own.
   *
   * <p>A directory stands for the plain files in it, and for links to such, by name, each log with
   * its rotated files; then, where asked for, for the directories in it, but not for links to such.
   * Left out by their names are what is hidden, and what is known to be no text: {@code wtmp},
   * {@code btmp}, {@code lastlog}, {@code faillog} and {@code tallylog}, and what ends with {@code
   * .db}, {@code .journal}, {@code .tar}, {@code .tgz}, {@code .zip}, {@code .pid}, {@code .lock},
   * {@code .swp}, {@code .tmp} or {@code ~}. Left out too are pipes, sockets, devices, and links
   * that lead nowhere. Everything else is read, whatever its name: servers are told to log to any.
   * What is in a file is not asked, since a log may begin with zeros where it was truncated under
   * its writer.
   *
   * <p>Of a rotated file and its {@code .gz} only the former is read, since the latter is still
   * being made. No file is read twice because a directory or {@code rotated} names it again, as by
   * a link; the file goes before the link. What is given twice by itself is read twice.
   *
   * @param rotated whether a file stands for all files of its rotated log
   * @param recursive whether a directory stands for those in it too
   * @param notes gets the directories that cannot be listed, and what a directory has that is left
   *     out; a file that is missing is found out when it is opened
   */
  public static List<LogSet> find(
      List<Path> given, boolean rotated, boolean recursive, Notes notes) {
    LogSetFinder finder = new LogSetFinder(recursive, notes);
    for (Path path : given) {
      if (Files.isDirectory(path)) {
        finder.addDirectory(path);
      } else if (rotated) {
        finder.addRotated(path);
      } else {
        finder.add(path);
      }
    }
    return finder.found();
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
    Path name = path == null ? null : path.getFileName();
    Instant named = name == null ? null : RotationName.of(name.toString()).rotatedBy();
    return named == null || (changed != null && changed.isBefore(named.plus(YEAR)))
        ? changed
        : named.plus(HALF_A_YEAR);
  }
}
