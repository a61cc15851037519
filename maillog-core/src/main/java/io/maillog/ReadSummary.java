package io.maillog;

import io.maillog.correlate.CorrelationCounters;
import io.maillog.event.EventKind;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was read. Immutable.
 *
 * @param inputs how many files and streams were opened
 * @param lines how many lines they had, each of which was one event
 * @param bytes how many bytes they had, after decoding, with line ends
 * @param cutLines how many lines were longer than the limit, and cut
 * @param copies how many of them repeat one that was given before ({@link
 *     io.maillog.event.MailEvent#copy()})
 * @param kinds how many events there were of each kind, copies too; a kind without any is not in it
 * @param correlation what the correlator did; {@code null} if no traces were asked for
 * @param errors what could not be read, in the order in which it was met
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
    @Nullable CorrelationCounters correlation,
    List<InputError> errors,
    boolean stopped) {

  /** Copies the collections. */
  public ReadSummary {
    Map<EventKind, Long> copy = new EnumMap<>(EventKind.class);
    copy.putAll(kinds);
    kinds = Collections.unmodifiableMap(copy);
    errors = List.copyOf(errors);
  }

  /** How many events there were of a kind. */
  public long count(EventKind kind) {
    return kinds.getOrDefault(kind, 0L);
  }
}
