package org.example.mailcount;

import io.maillog.MailLog;
import io.maillog.trace.Outcome;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** Counts the messages of a log by what became of them. */
final class Mailcount {
  private Mailcount() {}

  public static void main(String[] args) {
    Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    MailLog.of(Path.of(args[0])).traces(trace -> counts.merge(trace.outcome(), 1, Integer::sum));
    counts.forEach((outcome, count) -> System.out.println(count + " " + outcome.key()));
  }
}
