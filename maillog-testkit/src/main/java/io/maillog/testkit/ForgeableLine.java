package io.maillog.testkit;

import io.maillog.dialect.Dialect;
import io.maillog.event.Field;
import io.maillog.event.Field.Author;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A line with a place that a stranger fills: with the name that a client gives, an address, a
 * subject, the next hop's reply. The line is written as <code>{}</code> stands for that text, and
 * so are its facts:
 *
 * <pre>{@code
 * ForgeableLine.of(
 *     "Sep 12 10:15:30 mx1 myd[1]: ABC: from=<{}>, client=[192.0.2.7]",
 *     "kind=received|queue_id=ABC|client_ip=192.0.2.7|from={}")
 * }</pre>
 *
 * <p>Whatever the text is, the line states these facts, and the text is taken for no other. Give
 * with {@link #sentAs} what the protocol lets a stranger send there, and with {@link #writtenAs}
 * what the server makes of it: no more is asked than what can stand in a log. Immutable, and
 * thread-safe if both functions are.
 */
public final class ForgeableLine {
  private static final String TEXT = "{}";
  private static final String WRITTEN = "{written}";
  private static final String HARMLESS = "harmless";

  private final String line;
  private final Map<String, String> facts;
  private final UnaryOperator<String> sent;
  private final UnaryOperator<String> written;
  private final Set<String> others;

  private ForgeableLine(
      String line,
      Map<String, String> facts,
      UnaryOperator<String> sent,
      UnaryOperator<String> written,
      Set<String> others) {
    this.line = line;
    this.facts = facts;
    this.sent = sent;
    this.written = written;
    this.others = others;
  }

  /**
   * A line whose text is written as it is sent, and may be any.
   *
   * @param line a whole line, header and all, without its line end; <code>{}</code> is the place of
   *     the text, which may be in several places
   * @param facts all that the line states, as {@link StatedFacts#parse} reads it; in a value <code>
   *     {}</code> is the text as it was sent, <code>{written}</code> as the line has it
   */
  public static ForgeableLine of(String line, String facts) {
    if (!line.contains(TEXT)) {
      throw new IllegalArgumentException("no {} in " + line);
    }
    return new ForgeableLine(
        line,
        StatedFacts.parse(facts),
        UnaryOperator.identity(),
        UnaryOperator.identity(),
        Set.of());
  }

  /** This line, with what a stranger can send there of a text: quoted, say, as a local part. */
  public ForgeableLine sentAs(UnaryOperator<String> protocol) {
    return new ForgeableLine(
        line, facts, Objects.requireNonNull(protocol, "protocol"), written, others);
  }

  /** This line, with what the server writes for what was sent: escaped, cut, or with signs lost. */
  public ForgeableLine writtenAs(UnaryOperator<String> server) {
    return new ForgeableLine(line, facts, sent, Objects.requireNonNull(server, "server"), others);
  }

  /**
   * This line, whose text may state these as well, such as the id that a next hop's reply gives.
   */
  public ForgeableLine mayState(Field... fields) {
    Set<String> keys = Stream.of(fields).map(Field::key).collect(Collectors.toSet());
    return new ForgeableLine(line, facts, sent, written, Set.copyOf(keys));
  }

  /**
   * Asserts that the line states its facts, all of them and no other, with each of these texts.
   *
   * @throws AssertionError if it does not, with the whole line
   */
  public void assertStates(Dialect dialect, List<String> texts) {
    LineReader reader = new LineReader(dialect);
    for (String text : texts) {
      assertStates(reader, text);
    }
  }

  private void assertStates(LineReader reader, String text) {
    Map<String, String> stated = stated(reader, text);
    Map<String, String> expected = expected(text);
    stated.keySet().removeIf(key -> others.contains(key) && !expected.containsKey(key));
    if (!stated.equals(expected)) {
      throw failure("the line states other facts than it should", text, expected, stated);
    }
  }

  /** As {@link #assertStates} with a text that means nothing. */
  void assertStates(LineReader reader) {
    assertStates(reader, HARMLESS);
  }

  /**
   * Asserts that what the line states is what it states with any text, or absent: where a text
   * leaves two readings that nothing decides, neither is stated.
   */
  void assertNotForged(LineReader reader, String text) {
    Map<String, String> stated = stated(reader, text);
    Map<String, String> expected = expected(text);
    stated.forEach(
        (key, value) -> {
          if (!allows(key, value, expected)) {
            throw failure("a stranger's text changes " + key, text, expected, stated);
          }
        });
  }

  private boolean allows(String key, String value, Map<String, String> expected) {
    String wanted = expected.get(key);
    if (value.equals(wanted) || others.contains(key)) {
      return true;
    }
    if (key.equals(Field.KIND.key())) {
      return value.equals("other");
    }
    // Where it is the stranger's own word, a part of it may be stated, or more than it.
    return wanted != null
        && isOfTheText(key)
        && authorOf(key) != Author.SERVER
        && (wanted.contains(value) || value.contains(wanted));
  }

  private boolean isOfTheText(String key) {
    String value = facts.getOrDefault(key, "");
    return value.contains(TEXT) || value.contains(WRITTEN);
  }

  private static Author authorOf(String key) {
    for (Field field : Field.values()) {
      if (field.key().equals(key)) {
        return field.author();
      }
    }
    return Field.ATTRIBUTES.author();
  }

  /** The line with a text. */
  String with(String text) {
    return line.replace(TEXT, written.apply(sent.apply(text)));
  }

  private Map<String, String> stated(LineReader reader, String text) {
    return StatedFacts.of(reader.record(with(text)));
  }

  private Map<String, String> expected(String text) {
    String asSent = sent.apply(text);
    String asWritten = written.apply(asSent);
    Map<String, String> expected = new TreeMap<>();
    facts.forEach(
        (key, value) -> expected.put(key, value.replace(TEXT, asSent).replace(WRITTEN, asWritten)));
    return expected;
  }

  private AssertionError failure(
      String why, String text, Map<String, String> expected, Map<String, String> stated) {
    Map<String, String> missing = new TreeMap<>(expected);
    missing.entrySet().removeAll(stated.entrySet());
    Map<String, String> beyond = new TreeMap<>(stated);
    beyond.entrySet().removeAll(expected.entrySet());
    return new AssertionError(
        why
            + ":\n"
            + with(text)
            + "\nmissing: "
            + missing
            + "\nstated:  "
            + beyond
            + "\nof "
            + this
            + " with "
            + text);
  }

  /** The line with its place. */
  @Override
  public String toString() {
    return line;
  }
}
