package io.maillog.correlate;

import io.maillog.bytes.ByteScan;
import java.util.SplittableRandom;

/**
 * A hash of texts that strangers choose, such as Message-IDs and addresses. A number that nobody
 * can know goes into every step, so that nobody can choose texts of the same hash, which would make
 * a list of a table.
 *
 * <p>Each step multiplies with the secret and folds the 128 bits of the product: a change of a bit
 * changes the hash by what only the secret tells. Adding a secret to a known product would not do:
 * what differs in two texts could then be made up for by what follows, whatever the secret is.
 * Hashes do not outlast the process: nothing that is saved depends on them. Immutable.
 */
final class TextHash {
  /** Of this process. */
  static final TextHash OF_PROCESS = new TextHash(new SplittableRandom().nextLong());

  private final long secret;

  /** The hash of a secret, whatever number that is. */
  TextHash(long seed) {
    // A factor like 1 would mix nothing; an odd one loses nothing.
    this.secret = new SplittableRandom(seed).nextLong() | 1;
  }

  /** The hash of {@code b[from, to)}, all bits of which are alike good. */
  int of(byte[] b, int from, int to) {
    long h = fold(secret ^ (to - from));
    int i = from;
    for (int last = to - Long.BYTES; i <= last; i += Long.BYTES) {
      h = fold(h ^ ByteScan.word(b, i));
    }
    if (i < to) {
      h = fold(h ^ ByteScan.word(b, i, to - i));
    }
    return (int) (h ^ h >>> 32);
  }

  /** The hash of a number. */
  int of(long number) {
    long h = fold(secret ^ number);
    return (int) (h ^ h >>> 32);
  }

  private long fold(long h) {
    return h * secret ^ Math.multiplyHigh(h, secret);
  }
}
