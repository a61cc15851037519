package io.maillog.testkit;

import io.maillog.LiveLog;
import io.maillog.correlate.MessageCorrelator.StateFormatException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;

/**
 * Saved states of a log that somebody changed, with right checksums: each is refused when it is
 * restored, or read on like any other, and never fails later.
 */
final class DamagedStates {
  private static final int[] ABSURD = {
    -1, -2, 0, 1, 255, 65_536, Integer.MAX_VALUE, Integer.MIN_VALUE, Integer.MAX_VALUE - 8
  };

  private final LiveLog.Builder options;
  private final byte[] state;
  private final List<byte[]> further;

  /**
   * The states of a log.
   *
   * @param before the lines before the state is saved
   * @param further lines that a restored log gets
   */
  DamagedStates(LiveLog.Builder options, List<byte[]> before, List<byte[]> further)
      throws IOException {
    this.options = options;
    this.further = further;
    LiveLog log = options.build();
    before.forEach(line -> log.line(line, 0, line.length));
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    log.save(saved);
    this.state = saved.toByteArray();
  }

  /**
   * Changes the state in so many ways, one after the other.
   *
   * @return how many were refused
   * @throws AssertionError if one fails in another way than by being refused
   */
  int refused(int tries, long seed) {
    Random random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < tries; i++) {
      byte[] damaged = state.clone();
      int at = damage(damaged, random);
      try {
        refused += isRefused(damaged) ? 1 : 0;
      } catch (IOException | RuntimeException | Error e) {
        throw new AssertionError(
            "a state with another value at byte "
                + at
                + " fails (try "
                + i
                + ", seed "
                + seed
                + ")",
            e);
      }
    }
    return refused;
  }

  /** Changes a byte or a number, and makes the checksums right again. */
  private int damage(byte[] damaged, Random random) {
    ByteBuffer bytes = ByteBuffer.wrap(damaged);
    StateFrame frame = StateFrame.of(damaged);
    boolean isLog = random.nextInt(8) == 0;
    int from = isLog ? frame.bodyFrom() : frame.correlatorFrom();
    int to = isLog ? frame.bodyTo() : frame.correlatorTo();
    int at = from + random.nextInt(to - from - Integer.BYTES);
    if (random.nextBoolean()) {
      damaged[at] ^= (byte) (1 + random.nextInt(255));
    } else {
      bytes.putInt(at, ABSURD[random.nextInt(ABSURD.length)]);
    }
    bytes.putLong(frame.bodyTo(), sum(damaged, frame.bodyFrom(), frame.bodyTo()));
    bytes.putLong(frame.correlatorTo(), sum(damaged, frame.correlatorMark(), frame.correlatorTo()));
    return at;
  }

  private static long sum(byte[] bytes, int from, int to) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, from, to - from);
    return sum.getValue();
  }

  private boolean isRefused(byte[] damaged) throws IOException {
    LiveLog log;
    try {
      log = options.restore(new ByteArrayInputStream(damaged));
    } catch (StateFormatException e) {
      return true;
    }
    further.forEach(line -> log.line(line, 0, line.length));
    log.save(new ByteArrayOutputStream());
    log.finish();
    return false;
  }
}
