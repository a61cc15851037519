package io.maillog.framing;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a decompressor reads: it knows whether it was read to its end, and what failed below the
 * decoder. A decoder that closes it does nothing.
 */
final class CompressedSource extends InputStream {
  private final InputStream in;
  private final byte[] buffer = new byte[64 * 1024];
  private int at;
  private int end;
  private boolean touched;
  private boolean ended;
  private @Nullable IOException failure;
  private @Nullable RuntimeException bug;

  CompressedSource(InputStream in) {
    this.in = in;
  }

  /** Whether something was asked for. */
  boolean touched() {
    return touched;
  }

  /** Whether somebody wanted more than there is. */
  boolean ended() {
    return ended;
  }

  /** Throws what reading below threw, if it did; a decoder may have made something else of it. */
  void throwFailure() throws IOException {
    if (bug != null) {
      throw bug;
    }
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public int read() throws IOException {
    return at == end && !fill() ? -1 : buffer[at++] & 0xff;
  }

  @Override
  public int read(byte[] b, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, b.length);
    if (length == 0) {
      return 0;
    }
    if (at == end && !fill()) {
      return -1;
    }
    int n = Math.min(length, end - at);
    System.arraycopy(buffer, at, b, from, n);
    at += n;
    return n;
  }

  private boolean fill() throws IOException {
    touched = true;
    throwFailure();
    int n = 0;
    try {
      while (n == 0 && !ended) {
        n = in.read(buffer, 0, buffer.length);
        ended = n < 0;
      }
    } catch (IOException e) {
      failure = e;
      throw e;
    } catch (RuntimeException e) {
      bug = e;
      throw e;
    }
    at = 0;
    end = Math.max(0, n);
    return !ended;
  }

  /** What is here already: a decoder that asks gives what it has before it waits for more. */
  @Override
  public int available() {
    return end - at;
  }

  /** At most one: how many bytes the next ones stand for is not known. */
  int availableDecoded() throws IOException {
    return ended || failure != null || bug != null ? 0 : at < end ? 1 : Math.min(1, in.available());
  }

  @Override
  public void close() {
    // It is not the decoder's.
  }
}
