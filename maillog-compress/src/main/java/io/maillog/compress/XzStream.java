package io.maillog.compress;

import java.io.IOException;
import java.io.InputStream;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.UnsupportedOptionsException;
import org.tukaani.xz.XZInputStream;

/** What names the library's classes: a class of its own, so that the provider loads without. */
final class XzStream extends InputStream {
  private static final int MOST_KIB = 72 * 1024;

  private final XZInputStream in;

  XzStream(InputStream compressed) throws IOException {
    this(compressed, limitKib(Runtime.getRuntime().maxMemory()));
  }

  XzStream(InputStream compressed, int limitKib) throws IOException {
    try {
      in = new XZInputStream(compressed, limitKib);
    } catch (UnsupportedOptionsException e) {
      throw new UnsupportedOperationException(e.getMessage(), e);
    }
  }

  static int limitKib(long heap) {
    return (int) Math.min(MOST_KIB, heap / 2 / 1024);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] b, int from, int length) throws IOException {
    try {
      return in.read(b, from, length);
    } catch (MemoryLimitException e) {
      throw new UnsupportedOperationException(
          "needs %d MiB of memory, and may have %d"
              .formatted(e.getMemoryNeeded() / 1024, e.getMemoryLimit() / 1024),
          e);
    } catch (UnsupportedOptionsException e) {
      throw new UnsupportedOperationException(e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
