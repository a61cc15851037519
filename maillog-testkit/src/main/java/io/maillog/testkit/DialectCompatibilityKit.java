package io.maillog.testkit;

import io.maillog.dialect.Dialect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every dialect must hold, whoever writes it. A dialect's test extends this class:
 *
 * <pre>{@code
 * class MyDialectCompatibilityTest extends DialectCompatibilityKit {
 *   protected Dialect dialect() {
 *     return new MyDialect();
 *   }
 *
 *   protected List<String> sampleLines() {
 *     return List.of("Sep 12 10:15:30 mx1 myd[1]: ABC: to=<bob@example.org>, status=sent");
 *   }
 *
 *   protected List<ForgeableLine> forgeableLines() {
 *     return List.of(
 *         ForgeableLine.of(
 *             "Sep 12 10:15:30 mx1 myd[1]: ABC: to=<{}@example.org>, status=sent",
 *             "kind=delivery|queue_id=ABC|status=sent|to={}@example.org"));
 *   }
 *
 *   protected List<List<String>> stories() {
 *     return List.of(SampleLines.all(Path.of("src/test/resources/recorded/sample.log")));
 *   }
 * }
 * }</pre>
 *
 * <p>The more kinds of lines the samples have, the more is tested: each is cut, flipped, glued and
 * given a stranger's text.
 */
public abstract class DialectCompatibilityKit {

  /** Creates the kit; JUnit does so for each test. */
  protected DialectCompatibilityKit() {}

  /** The dialect; its class is public and has a public constructor without parameters. */
  protected abstract Dialect dialect();

  /** Whole lines of this dialect, header and all, as the server writes them, without line ends. */
  protected abstract List<String> sampleLines();

  /**
   * Lines of this dialect with a place for a stranger's text, one for each place that there is: the
   * name that a client gives, each address, a subject, a reply, the user who logs in. Pieces of the
   * samples are put there, as far as the server can have written them; none may become a field.
   */
  protected abstract List<ForgeableLine> forgeableLines();

  /**
   * Further lines, as many as there are: those of a recorded log, see {@link SampleLines}. They are
   * read cut at every byte, among other lines' bytes, and no more is asked of them.
   */
  protected List<String> recordedLines() {
    return List.of();
  }

  /**
   * Logs of this dialect, each of whole lines in their order, as the server writes the stories of
   * some messages; a recorded one will do, see {@link SampleLines#all}. Of their traces is asked
   * what holds of any server's: that they name nobody whom no line names, that they are the same
   * with one thread and several, and after saving and restoring, and that a message which has ended
   * does not go on. What the traces should be is for the dialect's own tests ({@link RecordingKit},
   * {@link Traces}).
   */
  protected abstract List<List<String>> stories();

  private void ofEachStory(Consumer<TraceChecks> check) {
    List<List<String>> stories = stories();
    if (stories.isEmpty()) {
      throw new AssertionError("the kit needs stories");
    }
    stories.forEach(log -> check.accept(new TraceChecks(dialect(), log)));
  }

  private DialectChecks checks() {
    return new DialectChecks(dialect(), bytes(sampleLines()));
  }

  private static List<byte[]> bytes(List<String> lines) {
    return lines.stream().map(line -> line.getBytes(StandardCharsets.UTF_8)).toList();
  }

  @Test
  @DisplayName("every sample line is the dialect's own")
  void claimsItsSamples() {
    checks().claimsItsSamples();
  }

  @Test
  @DisplayName("no line makes it throw, whatever its bytes are")
  void neverThrows() {
    checks().neverThrows();
  }

  /** As {@link #neverThrows}, with texts that jqwik makes up, and makes small when one fails. */
  @Property(tries = 100)
  void takesAnyText(@ForAll @Size(max = 100) byte[] text) {
    checks().takes(text);
  }

  @Test
  @DisplayName("what a line says does not depend on the bytes around it")
  void readsInsideTheLineOnly() {
    checks().readsInsideTheLineOnly();
  }

  @Test
  @DisplayName("what a recorded line says, cut at any byte, does not depend on the bytes around it")
  void readsInsideARecordedLineOnly() {
    checks().readsInsideTheLineOnly(bytes(recordedLines()));
  }

  @Test
  @DisplayName("every field lies inside the line")
  void pointsInsideTheLineOnly() {
    checks().pointsInsideTheLineOnly();
  }

  @Test
  @DisplayName("what a stranger wrote into a line is taken for no fact")
  void statesNothingThatAStrangerWrote() {
    checks().statesNothingThatAStrangerWrote(forgeableLines());
  }

  @Test
  @DisplayName("what a line says does not depend on the lines before it")
  void remembersNothing() {
    checks().remembersNothing();
  }

  @Test
  @DisplayName("once warm it allocates 0 bytes a line, hostile lines included")
  void allocatesNothing() {
    checks().allocatesNothing();
  }

  @Test
  @DisplayName("its events come out of the binary form as they went in, which allocates nothing")
  void eventsCanBeShipped() {
    checks().eventsCanBeShipped();
  }

  @Test
  @DisplayName("its work grows with the line's length, and no faster")
  void worksInLinearTime() {
    checks().worksInLinearTime();
  }

  @Test
  @DisplayName("a trace names nobody whom no line names")
  void tracesNameNobodyElse() {
    ofEachStory(TraceChecks::nameNobodyElse);
  }

  @Test
  @DisplayName("traces are the same when their state is saved and restored behind each line")
  void tracesAreTheSameWhenRestored() {
    ofEachStory(TraceChecks::areTheSameWhenRestored);
  }

  @Test
  @DisplayName("traces are the same with one thread and with several")
  void tracesAreTheSameOnSeveralThreads() {
    ofEachStory(TraceChecks::areTheSameOnSeveralThreads);
  }

  @Test
  @DisplayName("a message that has ended does not go on")
  void tracesEndOnce() {
    ofEachStory(TraceChecks::endOnce);
  }

  @Test
  @DisplayName("a text that its grammar does not know is of kind other")
  void unknownTextIsOther() {
    checks().unknownTextIsOther();
  }
}
