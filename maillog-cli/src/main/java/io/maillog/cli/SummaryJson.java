package io.maillog.cli;

import io.maillog.event.EventKind;
import io.maillog.event.LogTime;
import io.maillog.ndjson.JsonBuffer;
import io.maillog.trace.Outcome;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes a summary as one JSON object, in one line. */
final class SummaryJson {
  /** The percentiles that are written; 100 is the maximum. */
  static final double[] PERCENTILES = {50, 90, 95, 99, 100};

  private static final String[] PERCENTILE_NAMES = {"p50", "p90", "p95", "p99", "max"};

  private SummaryJson() {}

  static void write(LogSummary s, int top, JsonBuffer out) {
    out.beginObject();
    time("first", s.first, out);
    time("last", s.last, out);
    out.name("lines").beginObject().name("total").value(s.lines);
    out.name("by_kind").beginObject();
    for (EventKind kind : EventKind.values()) {
      positive(kind.key(), s.linesByKind[kind.ordinal()], out);
    }
    out.endObject();
    list("by_program", s.programs(), top, out);
    out.endObject();
    outcomes("messages", s.messages.total, s.messages.byOutcome, out);
    passes(s.messages.passes, out);
    outcomes("recipients", s.recipientsCounted, s.recipientsByOutcome, out);
    list("senders", s.senders, top, out);
    list("sender_domains", s.senderDomains, top, out);
    list("top_recipients", s.recipients, top, out);
    list("recipient_domains", s.recipientDomains, top, out);
    list("clients", s.clients, top, out);
    list("relays", s.relays, top, out);
    list("reject_reasons", s.rejectReasons, top, out);
    list("bounce_reasons", s.bounceReasons, top, out);
    list("deferral_reasons", s.deferralReasons, top, out);
    delays(s.delays, out);
    out.endObject().endLine();
  }

  private static void time(String name, @Nullable LogTime time, JsonBuffer out) {
    if (time != null) {
      out.name(name).time(time);
    }
  }

  private static void outcomes(String name, long total, long[] counts, JsonBuffer out) {
    out.name(name).beginObject().name("total").value(total).name("by_outcome").beginObject();
    for (Outcome outcome : Outcome.values()) {
      positive(outcome.key(), counts[outcome.ordinal()], out);
    }
    out.endObject().endObject();
  }

  /** What no user sent as such: there only if there is any. */
  private static void passes(long[] counts, JsonBuffer out) {
    long total = Arrays.stream(counts).sum();
    if (total == 0) {
      return;
    }
    out.name("passes").beginObject().name("total").value(total).name("by_kind").beginObject();
    for (Pass pass : Pass.values()) {
      positive(pass.key(), counts[pass.ordinal()], out);
    }
    out.endObject().endObject();
  }

  private static void positive(String name, long count, JsonBuffer out) {
    if (count > 0) {
      out.name(name).value(count);
    }
  }

  /** A list, and after it how much too high its counts may be, if they may. */
  private static void list(String name, TopCounts counts, int top, JsonBuffer out) {
    out.name(name).beginArray();
    for (TopCounts.Count count : counts.top(top)) {
      out.beginObject().name("value").value(count.value());
      out.name("count").value(count.count()).endObject();
    }
    out.endArray();
    positive(name + "_error", counts.error(), out);
  }

  private static void delays(DelayHistogram delays, JsonBuffer out) {
    out.name("delay").beginObject().name("deliveries").value(delays.count());
    for (int i = 0; i < PERCENTILES.length && delays.count() > 0; i++) {
      double percent = PERCENTILES[i];
      long micros = percent == 100 ? delays.max() : delays.percentile(percent);
      out.name(PERCENTILE_NAMES[i]).seconds(micros);
    }
    out.endObject();
  }
}
