package io.maillog.header.parse;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.maillog.event.LogTime;
import java.util.ArrayList;
import java.util.List;

/** Stamps of lines, for tests. */
final class Stamps {
  private static final HeaderParser PARSER = new HeaderParser();

  private Stamps() {}

  /** The header of a line with this stamp. */
  static ParsedHeader header(String stamp) {
    byte[] line = (stamp + " mx1 demo[1]: text").getBytes(US_ASCII);
    ParsedHeader h = new ParsedHeader();
    PARSER.parse(line, 0, line.length, h);
    return h;
  }

  /** The times that a policy gives these stamps, in their order. */
  static List<String> complete(TimePolicy policy, String... stamps) {
    List<String> times = new ArrayList<>();
    for (String stamp : stamps) {
      ParsedHeader h = header(stamp);
      policy.complete(h);
      times.add(h.timed() ? LogTime.of(h).toString() : "");
    }
    return times;
  }
}
