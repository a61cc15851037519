package io.maillog;

import io.maillog.correlate.MessageCorrelator;
import io.maillog.event.EventKind;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was read. Immutable.
 *
 * @param inputs how many files and streams were opened
 * @param lines how many lines they had, each of which was one event
 * @param bytes how many bytes they had, after decoding, with line ends
 * @param cutLines how many lines were longer than the limit, and cut
 * @param copies how many events repeat one that was given before ({@link
 *     io.maillog.event.MailEvent#copy()})
 * @param kinds how many events there were of each kind, copies too; a kind without any is not in
 *     it. Where a choice was made ({@link MailLog.Builder#kinds}, {@link MailLog.Builder#host},
 *     {@link MailLog.Builder#since}, {@link MailLog.Builder#until}), only of those that are wanted,
 *     and so are copies
 * @param correlation what the correlator did; {@code null} if no traces were asked for
 * @param errors what could not be read, in the order in which it was met
 * @param skipped what the directories that were given have and is not read, in the order of the
 *     search: the first {@value #MAX_SKIPPED} of it
 * @param skippedCount how much of it there is, with what {@code skipped} does not name
 * @param stopped whether the reading was ended before all was given: by a handler that wanted no
 *     more ({@link MailLog#eventsWhile}, {@link MailLog#tracesWhile}), or since a reader was
 *     closed. Figures are then of what had been read; with several threads that is more than was
 *     given
 */
public record ReadSummary(
    int inputs,
    long lines,
    long bytes,
    long cutLines,
    long copies,
    Map<EventKind, Long> kinds,
    MessageCorrelator.@Nullable Counters correlation,
    List<InputError> errors,
    List<Skipped> skipped,
    long skippedCount,
    boolean stopped) {

  /** How many paths are named that were skipped: {@value}. */
  public static final int MAX_SKIPPED = 100;

  /**
   * Something in a directory that is not read. Immutable.
   *
   * @param path in its directory's path as that was given
   */
  public record Skipped(Path path, Reason reason) {
    /** Why it is not read. There may be more reasons in later versions. */
    public enum Reason {
      /** A directory: {@link MailLog.Builder#recursive} is not set. */
      DIRECTORY,
      /** A link to a directory; give it by itself, if it is wanted. */
      LINK,
      /** A directory in too many others. */
      TOO_DEEP,
      /** Its name begins with a dot. */
      HIDDEN,
      /** Its name tells that it is no text, such as {@code wtmp}, a database or an archive. */
      NO_TEXT,
      /** A pipe, a socket, a device, or a link that leads nowhere. */
      NO_FILE,
      /** Another name of a file that is read, or the copy of one that is being compressed. */
      TWICE
    }

    /** The path, and why in lower case: {@code /var/log/exim4 (directory)}. */
    @Override
    public String toString() {
      return path + " (" + reason.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")";
    }
  }

  /** Copies the collections. */
  public ReadSummary {
    Map<EventKind, Long> copy = new EnumMap<>(EventKind.class);
    copy.putAll(kinds);
    kinds = Collections.unmodifiableMap(copy);
    errors = List.copyOf(errors);
    skipped = List.copyOf(skipped);
  }

  /** How many events there were of a kind. */
  public long count(EventKind kind) {
    return kinds.getOrDefault(kind, 0L);
  }

  /**
   * This summary, if every input could be read to its end.
   *
   * @throws UncheckedIOException of the first error, with the others as suppressed ones
   */
  public ReadSummary orThrow() {
    if (errors.isEmpty()) {
      return this;
    }
    UncheckedIOException first = errors.get(0).toException();
    errors.stream().skip(1).forEach(error -> first.addSuppressed(error.toException()));
    throw first;
  }
}
