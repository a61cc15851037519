package io.maillog.framing;

import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes that are read from a stream. Closes it only if it may. */
final class CountingInput extends InputStream {
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
  public int read() throws IOException {
    int b = in.read();
    if (b >= 0) {
      add(1);
    }
    return b;
  }

  @Override
  public int read(byte[] b, int from, int length) throws IOException {
    int n = in.read(b, from, length);
    if (n > 0) {
      add(n);
    }
    return n;
  }

  private void add(int n) {
    long sum = count + n; // one thread reads, so nothing is lost between
    count = sum;
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
