package io.maillog.cli;

import io.maillog.event.EventKind;
import io.maillog.event.LogTime;
import io.maillog.trace.Outcome;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Writes a summary for people. */
final class SummaryText {
  private static final int WIDTH = 12;

  private SummaryText() {}

  static void write(LogSummary s, int top, SafeText out) {
    LogTime first = s.first;
    LogTime last = s.last;
    if (first != null && last != null) {
      out.plain("From ").plain(first.toString()).plain(" to ").plain(last.toString()).line().line();
    }
    List<TopCounts.Count> kinds = new ArrayList<>();
    for (EventKind kind : EventKind.values()) {
      kinds.add(new TopCounts.Count(kind.key(), s.linesByKind[kind.ordinal()]));
    }
    table("Lines", s.lines, kinds, out);
    list("Lines by program", s.programs(), top, out);
    table("Messages", s.messages.total, outcomes(s.messages.byOutcome), out);
    passes(s.messages.passes, out);
    table("Recipients", s.recipientsCounted, outcomes(s.recipientsByOutcome), out);
    list("Senders", s.senders, top, out);
    list("Sender domains", s.senderDomains, top, out);
    list("Recipients", s.recipients, top, out);
    list("Recipient domains", s.recipientDomains, top, out);
    list("Clients", s.clients, top, out);
    list("Relays", s.relays, top, out);
    list("Refused, because", s.rejectReasons, top, out);
    list("Bounced, because", s.bounceReasons, top, out);
    list("Deferred, because", s.deferralReasons, top, out);
    delays(s.delays, out);
  }

  private static List<TopCounts.Count> outcomes(long[] counts) {
    List<TopCounts.Count> list = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      list.add(new TopCounts.Count(outcome.key(), counts[outcome.ordinal()]));
    }
    return list;
  }

  private static void passes(long[] counts, SafeText out) {
    List<TopCounts.Count> list = new ArrayList<>();
    long total = 0;
    for (Pass pass : Pass.values()) {
      list.add(new TopCounts.Count(pass.key(), counts[pass.ordinal()]));
      total += counts[pass.ordinal()];
    }
    if (total > 0) {
      table("Beside them, second passes and the server's own", total, list, out);
    }
  }

  private static void table(String title, long total, List<TopCounts.Count> counts, SafeText out) {
    out.plain(title).plain(": ").plain(total).line();
    counts.stream()
        .filter(count -> count.count() > 0)
        .sorted(Comparator.comparingLong((TopCounts.Count count) -> -count.count()))
        .forEach(
            count -> {
              String share = String.format(Locale.ROOT, "%5.1f %%", 100.0 * count.count() / total);
              right(count.count(), out).plain("  ").plain(share).plain("  ");
              out.text(count.value()).line();
            });
    out.line();
  }

  private static void list(String title, TopCounts counts, int top, SafeText out) {
    List<TopCounts.Count> most = counts.top(top);
    if (most.isEmpty()) {
      return;
    }
    out.plain(title).plain(":");
    if (counts.error() > 0) {
      out.plain(" (more than 10000: a count may be too high by ").plain(counts.error()).plain(")");
    }
    out.line();
    for (TopCounts.Count count : most) {
      right(count.count(), out).plain("  ").text(count.value()).line();
    }
    out.line();
  }

  private static SafeText right(long number, SafeText out) {
    String digits = Long.toString(number);
    return out.plain(" ".repeat(Math.max(1, WIDTH - digits.length()))).plain(digits);
  }

  private static void delays(DelayHistogram delays, SafeText out) {
    if (delays.count() == 0) {
      return;
    }
    out.plain("Delay to delivery, in seconds (")
        .plain(delays.count())
        .plain(" deliveries):")
        .line();
    for (double percent : SummaryJson.PERCENTILES) {
      String label =
          percent == 100
              ? "at most"
              : BigDecimal.valueOf(percent).stripTrailingZeros().toPlainString() + " % within";
      long micros = percent == 100 ? delays.max() : delays.percentile(percent);
      out.plain(" ".repeat(Math.max(1, WIDTH - label.length()))).plain(label).plain("  ");
      out.plain(seconds(micros)).line();
    }
  }

  private static String seconds(long micros) {
    return BigDecimal.valueOf(micros, 6).setScale(3, RoundingMode.HALF_UP).toPlainString();
  }
}
