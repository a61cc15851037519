package io.maillog.correlate;

/**
 * What a {@link MessageCorrelator} has done so far.
 *
 * @param events how many events it took
 * @param traces how many traces it gave
 * @param open how many messages it holds now
 * @param evicted how many messages a limit ended
 * @param recipientsCut how many recipients a limit cut; of a message, the first 16,384 are counted
 * @param attemptsCut how many attempts a limit cut
 * @param notesCut how many notes, links and addresses without an outcome a limit cut from the
 *     traces that were given, and how many texts it shortened
 * @param sessionsCut how many open sessions a limit dropped; what they knew is not in the messages
 *     that followed
 * @param probes how many address probes it saw; they are no messages
 */
public record CorrelationCounters(
    long events,
    long traces,
    long open,
    long evicted,
    long recipientsCut,
    long attemptsCut,
    long notesCut,
    long sessionsCut,
    long probes) {}
