package io.maillog.testkit;

import io.maillog.dialect.Dialect;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
  @DisplayName("a text that its grammar does not know is of kind other")
  void unknownTextIsOther() {
    checks().unknownTextIsOther();
  }
}
