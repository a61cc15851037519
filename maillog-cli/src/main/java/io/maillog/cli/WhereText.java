package io.maillog.cli;

import io.maillog.cli.FoundPlace.State;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes for people where logs are. */
final class WhereText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX", Locale.ROOT);
  private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

  private WhereText() {}

  static void write(List<FoundPlace> places, @Nullable Path journal, ZoneId zone, SafeText out) {
    int paths =
        places.stream().mapToInt(found -> SafeText.of(found.shown()).length()).max().orElse(0);
    int servers = places.stream().mapToInt(found -> servers(found).length()).max().orElse(0);
    for (FoundPlace found : places) {
      column(found.shown(), paths, out);
      column(servers(found), servers, out);
      out.plain(found.state().words());
      if (found.is(State.EXISTS)) {
        facts(found, zone, out);
      }
      for (Path other : found.also()) {
        out.plain(", also ").text(other.toString());
      }
      out.line();
    }
    if (journal != null) {
      out.plain("Mail may be in the journal, ").text(journal.toString()).plain("/; to read it: ");
      out.plain(Journal.COMMAND).line();
    }
  }

  private static String servers(FoundPlace found) {
    String names = String.join(", ", found.place().servers());
    return found.place().shared() ? names + ", others" : names;
  }

  private static void column(String text, int width, SafeText out) {
    String safe = SafeText.of(text);
    out.text(text).plain(" ".repeat(width - safe.length() + 2));
  }

  private static void facts(FoundPlace found, ZoneId zone, SafeText out) {
    if (found.logs() == 0) {
      out.plain(", with very many files");
      return;
    }
    if (found.directory()) {
      out.plain(", ").plain(found.logs()).plain(found.logs() == 1 ? " log" : " logs");
    }
    out.plain(", ").plain(size(found.size()));
    Instant changed = found.changed();
    if (changed != null) {
      out.plain(", last change ");
      out.plain(TIME.format(changed.truncatedTo(ChronoUnit.SECONDS).atZone(zone)));
    }
    if (found.rotated() > 0) {
      out.plain(", ").plain(found.rotated());
      out.plain(found.rotated() == 1 ? " rotated file" : " rotated files");
    }
  }

  private static String size(long bytes) {
    if (bytes < 1000) {
      return bytes + (bytes == 1 ? " byte" : " bytes");
    }
    double value = bytes / 1000.0;
    int unit = 0;
    while (value >= 999.95 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
  }
}
