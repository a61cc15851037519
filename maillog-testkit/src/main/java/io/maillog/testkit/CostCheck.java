package io.maillog.testkit;

import io.maillog.dialect.Dialect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Work grows with the line's length, and no faster: a stranger's text of four times the length
 * makes four times the steps at most, not sixteen times.
 */
final class CostCheck {
  // Long enough that a parser which tries a limited number of places has come to its limit.
  private static final int SHORT = 8_000;
  private static final int LONG = 4 * SHORT;
  private static final int MAX_LINES = 4_000;
  private static final int MIN_PER_SAMPLE = 6;
  // Nothing that ends takes so many steps for a byte of a short line.
  private static final long ENDLESS = 50_000;
  private static final String[] NESTED = {"<>", "[]", "()", "\"\"", "{}", ",:", " =", "=,"};

  private final LoopCounter counter;
  private final Random random = new Random(5424);

  CostCheck(Dialect dialect) {
    this.counter = new LoopCounter(dialect);
  }

  /**
   * Checks samples, each with every hostile text at its message's start, somewhere, and at its end.
   *
   * @param heads where the samples' message parts start
   */
  void check(List<byte[]> samples, int[] heads) {
    int perSample = Math.max(MIN_PER_SAMPLE, MAX_LINES / samples.size());
    for (int i = 0; i < samples.size(); i++) {
      byte[] sample = samples.get(i);
      List<Stretch> stretches = stretches(sample, heads[i]);
      for (int k = 0; k < perSample && !stretches.isEmpty(); k++) {
        check(sample, heads[i], stretches.remove(random.nextInt(stretches.size())));
      }
    }
  }

  /** A text of any length, to be put into a line at a place. */
  private static final class Stretch {
    final byte[] first;
    final byte[] second;
    final int place;

    Stretch(byte[] first, byte[] second, int place) {
      this.first = first;
      this.second = second;
      this.place = place;
    }

    byte[] in(byte[] sample, int length) {
      byte[] text =
          second.length == 0
              ? HostileLines.repeated(first, length)
              : HostileLines.join(
                  HostileLines.repeated(first, length / 2),
                  HostileLines.repeated(second, length / 2));
      return HostileLines.insert(sample, text, place);
    }
  }

  private List<Stretch> stretches(byte[] sample, int head) {
    List<Stretch> all = new ArrayList<>();
    byte[] none = {};
    int somewhere = head + random.nextInt(sample.length - head + 1);
    for (int place : new int[] {head, somewhere, sample.length}) {
      for (byte[] text : HostileLines.INSERTIONS) {
        all.add(new Stretch(text, none, place));
      }
      for (String pair : NESTED) {
        byte[] b = pair.getBytes(StandardCharsets.US_ASCII);
        all.add(new Stretch(Arrays.copyOf(b, 1), Arrays.copyOfRange(b, 1, 2), place));
      }
    }
    // The line's own text, over and over: its whole message, and what follows each space of it.
    for (int at = head; at < sample.length; at++) {
      if (at == head || sample[at] == ' ') {
        all.add(new Stretch(Arrays.copyOfRange(sample, at, sample.length), none, at));
      }
    }
    return all;
  }

  /** Whether four times the length again does it too: once may be a limit that was come to late. */
  private boolean growsOn(byte[] sample, Stretch stretch, byte[] four) {
    byte[] sixteen = stretch.in(sample, 4 * LONG);
    long before = counter.steps(four, ENDLESS * four.length);
    long allowed = 7 * before + 4 * LONG;
    return counter.steps(sixteen, allowed) > allowed;
  }

  private void check(byte[] sample, int head, Stretch stretch) {
    byte[] one = stretch.in(sample, SHORT);
    byte[] four = stretch.in(sample, LONG);
    long before = counter.steps(one, ENDLESS * one.length);
    if (before > ENDLESS * one.length) {
      throw new AssertionError("does not end: " + EventText.readable(one));
    }
    long allowed = 7 * before + LONG;
    if (counter.steps(four, allowed) > allowed && growsOn(sample, stretch, four)) {
      throw new AssertionError(
          "more than "
              + allowed
              + " steps for "
              + four.length
              + " bytes, after "
              + before
              + " for "
              + one.length
              + ", with "
              + EventText.readable(stretch.first)
              + EventText.readable(stretch.second)
              + " repeated at "
              + (stretch.place - head)
              + " of the message of: "
              + EventText.readable(sample));
    }
  }
}
