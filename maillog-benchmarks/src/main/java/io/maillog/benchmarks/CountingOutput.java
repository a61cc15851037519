package io.maillog.benchmarks;

import java.io.OutputStream;

/** An output that keeps nothing but the number of its bytes. */
final class CountingOutput extends OutputStream {
  private long count;

  @Override
  public void write(int b) {
    count++;
  }

  @Override
  public void write(byte[] bytes, int from, int size) {
    count += size;
  }

  long count() {
    return count;
  }
}
