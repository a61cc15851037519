package io.maillog.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.maillog.MailLog;
import io.maillog.event.EventKind;
import io.maillog.event.Field;
import io.maillog.ndjson.EventJson;
import io.maillog.ndjson.JsonBuffer;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether the events of some kinds, of a host, of a span of time are those that a filter by hand
 * leaves of all. The log is read as one of three days that are months apart, so that lines are
 * passed over unread.
 */
final class ChoiceCheck {
  private static final Pattern YEARLESS = Pattern.compile("(?m)^[A-Z][a-z]{2} [ 0-9][0-9]");
  private static final Pattern DATED = Pattern.compile("(?m)^([0-9]{4})-[0-9]{2}-[0-9]{2}");

  private final Supplier<MailLog.Builder> options;
  private final byte[] log;
  private final List<Told> all = new ArrayList<>();

  /**
   * An event as it was given, with what a choice asks of it; its time may be that of one before.
   */
  private record Told(String json, EventKind kind, @Nullable String host, Instant time) {}

  /**
   * A check.
   *
   * @param options without an input
   * @param log the lines of one day
   */
  ChoiceCheck(Supplier<MailLog.Builder> options, byte[] log) {
    this.options = options;
    this.log = threeDays(new String(log, ISO_8859_1)).getBytes(ISO_8859_1);
  }

  private static String threeDays(String day) {
    return onDay(day, "Mar  3", "03-03") + day + onDay(day, "Dec 30", "12-30");
  }

  private static String onDay(String lines, String yearless, String dated) {
    String moved = YEARLESS.matcher(lines).replaceAll(yearless);
    return DATED.matcher(moved).replaceAll("$1-" + dated);
  }

  /** Asserts it. */
  void run() {
    read(options.get(), all);
    if (all.get(0).time.equals(all.get(all.size() - 1).time)) {
      throw new AssertionError("the log has no time");
    }
    EnumSet<EventKind> kinds = EnumSet.of(EventKind.REJECT, EventKind.DELIVERY, EventKind.REMOVED);
    check("kinds " + kinds, told -> kinds.contains(told.kind), options -> options.kinds(kinds));
    all.stream()
        .map(Told::host)
        .filter(Objects::nonNull)
        .distinct()
        .sorted()
        .limit(4)
        .forEach(
            host -> check("host " + host, t -> host.equals(t.host), options -> options.host(host)));
    for (int part = 0; part < 6; part++) {
      Instant since = all.get(part * all.size() / 6).time;
      Instant until = all.get(Math.min(all.size() - 1, (part + 1) * all.size() / 6)).time;
      check(
          since + " to " + until,
          told -> !told.time.isBefore(since) && told.time.isBefore(until),
          options -> options.since(since).until(until));
    }
  }

  private void check(
      String choice, Predicate<Told> wanted, UnaryOperator<MailLog.Builder> choosing) {
    List<String> byHand = all.stream().filter(wanted).map(Told::json).toList();
    for (int threads = 1; threads <= 2; threads++) {
      List<Told> given = new ArrayList<>();
      read(choosing.apply(options.get().threads(threads)), given);
      List<String> chosen = given.stream().map(Told::json).toList();
      if (!chosen.equals(byHand)) {
        throw new AssertionError(
            choice + " gives others (- by hand, + chosen):\n" + LineDiff.of(byHand, chosen));
      }
    }
  }

  private void read(MailLog.Builder builder, List<Told> into) {
    EventJson json = new EventJson();
    JsonBuffer buffer = new JsonBuffer();
    Instant[] time = {Instant.MIN};
    builder.stream(new ByteArrayInputStream(log), "log")
        .build()
        .events(
            event -> {
              json.write(event, buffer);
              if (event.timed()) {
                time[0] = Instant.ofEpochSecond(event.epochSecond(), event.nano());
              }
              into.add(new Told(buffer.toString(), event.kind(), event.text(Field.HOST), time[0]));
              buffer.clear();
            });
  }
}
