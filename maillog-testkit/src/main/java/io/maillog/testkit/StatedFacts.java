package io.maillog.testkit;

import io.maillog.event.Field;
import io.maillog.event.MailEventRecord;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * All that a line states, as keys and values, so that a test can ask for the whole of it: what is
 * stated beyond what is expected is an error too. Thread-safe.
 */
public final class StatedFacts {
  private static final Set<Field> OF_EVERY_LINE =
      EnumSet.of(
          Field.N, Field.TIME, Field.HOST, Field.PROGRAM, Field.PID, Field.DIALECT, Field.TEXT);

  private StatedFacts() {}

  /**
   * What an event states, but for what every line does (number, time, host, program, process id,
   * dialect and text): its fields by {@link Field#key()}, its attributes as {@code attr.KEY}, and
   * {@code recipients} and {@code children}, with spaces between, where it has more than {@code to}
   * and {@code child_queue_id}.
   */
  public static Map<String, String> of(MailEventRecord e) {
    Map<String, String> stated = new TreeMap<>();
    e.fields()
        .forEach(
            (field, value) -> {
              if (!OF_EVERY_LINE.contains(field)) {
                stated.put(field.key(), value);
              }
            });
    e.attributes().forEach((key, value) -> stated.put("attr." + key, value));
    if (e.recipients().size() > 1) {
      stated.put("recipients", String.join(" ", e.recipients()));
    }
    if (e.children().size() > 1) {
      stated.put("children", String.join(" ", e.children()));
    }
    return stated;
  }

  /**
   * Facts that a test writes as {@code key=value|key=value}. In a value, line feed, tab, escape and
   * NUL are {@code <LF>}, {@code <TAB>}, {@code <ESC>} and {@code <NUL>}.
   */
  public static Map<String, String> parse(String text) {
    Map<String, String> facts = new TreeMap<>();
    Arrays.stream(text.split("\\|(?=[a-z_]+(\\.[\\w-]+)?=)", -1))
        .forEach(
            fact -> {
              int equals = fact.indexOf('=');
              String value =
                  fact.substring(equals + 1)
                      .replace("<LF>", "\n")
                      .replace("<TAB>", "\t")
                      .replace("<ESC>", "\033")
                      .replace("<NUL>", "\0");
              facts.put(fact.substring(0, equals), value);
            });
    return facts;
  }
}
