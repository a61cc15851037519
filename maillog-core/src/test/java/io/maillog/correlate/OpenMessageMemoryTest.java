package io.maillog.correlate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

/** What an open message takes of the heap, so that it does not grow unnoticed. */
class OpenMessageMemoryTest {
  private static final int MESSAGES = 40_000;

  static long used() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  /** A full queue: each message has ids and addresses of its own, and one next hop refuses all. */
  private static void open(Lines lines, int messages) {
    for (int i = 0; i < messages; i++) {
      String number = Integer.toHexString(0x100000 + i);
      lines.deferred(
          "4C" + number + "Zz",
          "<20260912101530." + number + ".aBcDeF@client.example.net>",
          "sender" + number + "@example.net",
          "first" + number + "@example.com",
          "second" + number + "@example.com",
          "host mx.dest.example.com[198.51.100.7] said: 451 4.7.1 Greylisted, try again later");
    }
  }

  @Test
  void openMessageOfTwoRecipientsTakesLessThan600Bytes() {
    assumeTrue(Runtime.getRuntime().maxMemory() < 31L << 30, "references of four bytes");
    open(new Lines(CorrelationLimits.DEFAULT), 10); // classes, constants
    Lines lines = new Lines(CorrelationLimits.DEFAULT);
    long before = used();
    open(lines, MESSAGES);
    long each = (used() - before) / MESSAGES;

    assertThat(lines.correlator.counters().open()).isEqualTo(MESSAGES);
    assertThat(each).isBetween(400L, 600L);
    // What the limit counts is about what it takes; an answer counts for each message, though these
    // share it.
    long counted = lines.correlator.stories.held.sum() / MESSAGES;
    assertThat(counted).isBetween(each, each + 240);
  }
}
