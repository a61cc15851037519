package io.maillog.cli;

import io.maillog.cli.FoundPlace.State;
import io.maillog.ndjson.JsonBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes where logs are as JSON: one object, or one for each place. */
final class WhereJson {
  private WhereJson() {}

  static void writeLines(List<FoundPlace> places, @Nullable Path journal, JsonBuffer out) {
    for (FoundPlace found : places) {
      place(found, out);
      out.endLine();
    }
    if (journal != null) {
      journal(journal, out).endLine();
    }
  }

  static void writeOne(List<FoundPlace> places, @Nullable Path journal, JsonBuffer out) {
    out.beginObject().name("places").beginArray();
    places.forEach(found -> place(found, out));
    out.endArray();
    if (journal != null) {
      out.name("journal");
      journal(journal, out);
    }
    out.endObject().endLine();
  }

  private static void place(FoundPlace found, JsonBuffer out) {
    out.beginObject().name("path").value(found.shown());
    out.name("servers").beginArray();
    found.place().servers().forEach(out::value);
    out.endArray().name("systems").value(found.place().systems());
    out.name("state").value(found.state().key());
    if (found.is(State.EXISTS)) {
      facts(found, out);
    }
    if (found.place().shared()) {
      out.name("shared").value(true);
    }
    if (!found.also().isEmpty()) {
      out.name("also").beginArray();
      found.also().forEach(other -> out.value(other.toString()));
      out.endArray();
    }
    out.endObject();
  }

  /** What is not known is not stated. */
  private static void facts(FoundPlace found, JsonBuffer out) {
    if (found.logs() == 0) {
      return;
    }
    out.name("logs").value(found.logs()).name("size").value(found.size());
    Instant changed = found.changed();
    if (changed != null) {
      out.name("changed").value(changed.truncatedTo(ChronoUnit.SECONDS).toString());
    }
    out.name("rotated").value(found.rotated());
  }

  private static JsonBuffer journal(Path journal, JsonBuffer out) {
    out.beginObject().name("path").value(journal + "/").name("state").value("journal");
    return out.name("command").value(Journal.COMMAND).endObject();
  }
}
