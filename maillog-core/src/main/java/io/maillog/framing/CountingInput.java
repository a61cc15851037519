package io.maillog.framing;

import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes that are read from a stream. Closes it only if it may. */
final class CountingInput extends ArrayReadInput {
  private final InputStream in;
  private final boolean owned;
  // Read by the thread that shows the progress.
  private volatile long count;

  CountingInput(InputStream in, boolean owned) {
    this.in = in;
    this.owned = owned;
  }

  long count() {
    return count;
  }

  @Override
  public int read(byte[] b, int from, int length) throws IOException {
    int n = in.read(b, from, length);
    long sum = count + Math.max(0, n); // one thread reads, so nothing is lost between
    count = sum;
    return n;
  }

  @Override
  public int available() throws IOException {
    return in.available();
  }

  @Override
  public void close() throws IOException {
    if (owned) {
      in.close();
    }
  }
}
