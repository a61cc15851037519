package io.maillog.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.dialect.Dialect;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Recipient;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/**
 * Syslog's daemons mix the lines of one second: a message's story is the same whatever their order
 * is. A dialect's test extends this class:
 *
 * <pre>{@code
 * class StoryOrderProperties extends OrderKit {
 *   StoryOrderProperties() {
 *     super(
 *         new MyDialect(),
 *         "2026-09-12T10:15:30Z mx1 my[10]: ",
 *         List.of(List.of("A: from=<ann@example.net>", "A: to=<bob@example.org>", "A: removed")));
 *   }
 * }
 * }</pre>
 */
public abstract class OrderKit {
  private static final int FIRST_YEAR = 2026;

  private final Dialect dialect;
  private final String head;
  private final List<List<String>> messages;

  /**
   * Creates the kit.
   *
   * @param head what each line starts with, its stamp first
   * @param messages the rest of the lines of one message each, or of a few that belong together, as
   *     the server writes them
   */
  protected OrderKit(Dialect dialect, String head, List<List<String>> messages) {
    this.dialect = dialect;
    this.head = head;
    this.messages = List.copyOf(messages);
  }

  /** Lines as the server writes them, and in another order. */
  @Provide
  Arbitrary<Tuple2<List<String>, List<String>>> logs() {
    return Arbitraries.of(messages)
        .flatMap(
            log ->
                Combinators.combine(Arbitraries.just(log), Arbitraries.shuffle(log)).as(Tuple::of));
  }

  @Property(tries = 600)
  void linesOfOneSecondTellTheSameInAnyOrder(
      @ForAll("logs") Tuple2<List<String>, List<String>> log) {
    assertThat(facts(log.get2())).isNotEmpty().isEqualTo(facts(log.get1()));
  }

  private Set<MessageTrace> facts(List<String> lines) {
    Set<MessageTrace> facts = new HashSet<>();
    for (MessageTrace t : Traces.of(dialect, FIRST_YEAR, head + String.join("\n" + head, lines))) {
      assertThat(facts.add(inOrder(t))).as("a trace given twice: %s", t).isTrue();
    }
    return facts;
  }

  /** The trace with its recipients, links and notes in an order of their own. */
  private static MessageTrace inOrder(MessageTrace t) {
    return new MessageTrace(
        t.dialect(),
        t.host(),
        t.source(),
        t.instance(),
        t.queueId(),
        t.messageId(),
        t.from(),
        t.size(),
        t.nrcpt(),
        t.subject(),
        t.received(),
        t.completed(),
        t.client(),
        t.submitter(),
        t.recipients().stream().sorted(Comparator.comparing(Recipient::to)).toList(),
        t.links().stream().sorted(Comparator.comparing(Object::toString)).toList(),
        t.notes().stream().sorted(Comparator.comparing(Object::toString)).toList(),
        t.outcome(),
        t.completeness(),
        t.recipientsCut(),
        t.notesCut(),
        t.began(),
        t.ended(),
        null,
        0);
  }
}
