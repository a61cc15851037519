package io.maillog.testkit;

import io.maillog.LiveLog;
import io.maillog.correlate.MessageCorrelator.StateFormatException;
import io.maillog.ndjson.JsonBuffer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The state of a log's first half as an earlier build saved it: this one reads on from it, or, if
 * it writes another version, refuses it as such.
 */
final class StoredState {
  private final LiveLog.Builder options;
  private final JsonBuffer output;
  private final List<byte[]> second;
  private final byte[] fresh;
  private final String expected;

  /**
   * Reads the log in one go.
   *
   * @param options their handlers write to {@code output}
   */
  StoredState(LiveLog.Builder options, JsonBuffer output, List<byte[]> lines) throws IOException {
    this.options = options;
    this.output = output;
    this.second = lines.subList(lines.size() / 2, lines.size());
    LiveLog log = options.build();
    lines.subList(0, lines.size() / 2).forEach(line -> log.line(line, 0, line.length));
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    log.save(saved);
    this.fresh = saved.toByteArray();
    this.expected = rest(log);
  }

  /** What the second half gives. */
  private String rest(LiveLog log) {
    output.clear();
    second.forEach(line -> log.line(line, 0, line.length));
    log.finish();
    return output.toString();
  }

  /**
   * Writes this build's state, unless the stored one may stay: an old one tells more than a new.
   */
  void update(Path stored) throws IOException {
    if (!Files.exists(stored)
        || !isOfThisVersion(Files.readAllBytes(stored))
        || !read(Files.readAllBytes(stored)).equals(expected)) {
      Files.write(stored, fresh);
    }
  }

  /**
   * Asserts that the stored state is read on, or refused because of its version.
   *
   * @throws AssertionError if it is not, with the lines that differ
   */
  void check(byte[] stored) throws IOException {
    if (isOfThisVersion(stored)) {
      String read = read(stored);
      if (!read.equals(expected)) {
        throw new AssertionError(
            "another result from the stored state on (- in one go, + from the state):\n"
                + LineDiff.of(expected.lines().toList(), read.lines().toList())
                + "A state that is written otherwise needs another version. "
                + GoldenRunner.UPDATE_IF_RIGHT);
      }
      return;
    }
    try {
      options.restore(new ByteArrayInputStream(stored));
    } catch (StateFormatException e) {
      if (!String.valueOf(e.getMessage()).startsWith("the saved state is of version ")) {
        throw new AssertionError("another version is refused for another reason: " + e, e);
      }
      return;
    }
    throw new AssertionError(
        "a state of the versions "
            + StateFrame.versions(stored)
            + " is read, and written are "
            + StateFrame.versions(fresh));
  }

  private boolean isOfThisVersion(byte[] stored) {
    return StateFrame.versions(stored).equals(StateFrame.versions(fresh));
  }

  private String read(byte[] stored) throws IOException {
    try {
      return rest(options.restore(new ByteArrayInputStream(stored)));
    } catch (StateFormatException e) {
      return "refused: " + e.getMessage();
    }
  }
}
