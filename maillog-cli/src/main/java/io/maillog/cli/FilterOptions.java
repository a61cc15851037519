package io.maillog.cli;

import io.maillog.grammar.AddressPattern;
import io.maillog.trace.Outcome;
import java.time.Clock;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that choose traces. */
final class FilterOptions {
  @Option(
      names = "--to",
      paramLabel = "ADDRESS",
      description =
          "Recipient, as delivered or as first addressed: exact (but for the case of its"
              + " domain), or *@DOMAIN.")
  @Nullable String to;

  @Option(
      names = "--from",
      paramLabel = "ADDRESS",
      description = "Envelope sender, likewise; <> is the null sender, of notifications.")
  List<String> from = new ArrayList<>();

  @Option(
      names = "--message-id",
      paramLabel = "ID",
      description = "Message-ID, with its angle brackets or without.")
  @Nullable String messageId;

  @Option(names = "--queue-id", paramLabel = "ID", description = "Queue id.")
  @Nullable String queueId;

  @Option(
      names = "--client",
      paramLabel = "CLIENT",
      description = "The client's IP address or host name.")
  @Nullable String client;

  @Option(
      names = "--outcome",
      paramLabel = "OUTCOME",
      split = ",",
      converter = OutcomeConverter.class,
      description =
          "How it ended for a recipient (with --to, for that one): sent, bounced, deferred,"
              + " expired, discarded, held, deleted, rejected, unknown; several with commas. mixed:"
              + " for a message whose recipients differ.")
  List<Outcome> outcomes = new ArrayList<>();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "Messages that were still on their way then: 2026-09-12, '2026-09-12 10:15' (in --zone),"
              + " RFC 3339 such as 2026-09-12T10:15:30+02:00, today, yesterday, now, or how long"
              + " ago, as 90s, 30m, 2h, 3d (of 24 hours) or 1w. A message of which no time is"
              + " known is not found by --since or --until.")
  @Nullable String since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "Messages that came in by then; a day or a minute is meant to its end.")
  @Nullable String until;

  /** The filter that was asked for. */
  TraceFilter filter(CommonOptions common, Clock clock) {
    Clock local = clock.withZone(common.zone());
    TimeBound first = bound("--since", since, local, common);
    TimeBound last = bound("--until", until, local, common);
    if (first != null && last != null && !first.first().isBefore(last.after())) {
      throw common.wrong("--since is after --until");
    }
    if (from.size() > 1) {
      throw common.wrong("option '--from' should be specified only once");
    }
    return new TraceFilter(
        to == null ? null : AddressPattern.of(to),
        from.isEmpty() ? null : AddressPattern.of(from.get(0)),
        messageId == null ? null : AddressPattern.withoutBrackets(messageId),
        queueId,
        client == null ? null : new ClientPattern(client),
        outcomes,
        first == null ? null : first.first(),
        last == null ? null : last.after());
  }

  /** Whether one is given that chooses traces by what they are, not by their time. */
  boolean chooseTraces() {
    return to != null
        || !from.isEmpty()
        || messageId != null
        || queueId != null
        || client != null
        || !outcomes.isEmpty();
  }

  /** The instant of {@code --since}; {@code null} if it is not given. */
  @Nullable TimeBound since(CommonOptions common, Clock clock) {
    return bound("--since", since, clock.withZone(common.zone()), common);
  }

  private static @Nullable TimeBound bound(
      String option, @Nullable String text, Clock clock, CommonOptions common) {
    if (text == null) {
      return null;
    }
    try {
      return TimeBound.of(text, clock);
    } catch (DateTimeException e) {
      throw common.wrong(
          "Invalid value for option '"
              + option
              + "': '"
              + text
              + "' is no time such as 2026-09-12,"
              + " '2026-09-12 10:15', 2026-09-12T10:15:30+02:00, yesterday or 2h");
    }
  }

  static final class OutcomeConverter implements ITypeConverter<Outcome> {
    @Override
    public Outcome convert(String text) {
      StringBuilder known = new StringBuilder();
      for (Outcome outcome : Outcome.values()) {
        if (outcome.key().equalsIgnoreCase(text)) {
          return outcome;
        }
        known.append(known.length() == 0 ? "" : ", ").append(outcome.key());
      }
      throw new TypeConversionException("'" + text + "' is none of " + known);
    }
  }
}
