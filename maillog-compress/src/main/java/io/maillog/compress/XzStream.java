package io.maillog.compress;

import java.io.IOException;
import java.io.InputStream;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.UnsupportedOptionsException;
import org.tukaani.xz.XZInputStream;

/** What names the library's classes: a class of its own, so that the provider loads without. */
final class XzStream extends InputStream {
  private static final int MOST_KIB = 72 * 1024;

  /** The most bytes that a block's header and a chunk's have (xz-file-format.txt, 3.1). */
  private static final int MOST_HEADER_BYTES = 1024 + 6;

  /** A chunk that was not compressed takes so many bytes for one of the text, with its header. */
  private static final int MOST_BYTES_OF_ONE = 4;

  private final InputStream compressed;
  private final XZInputStream in;

  XzStream(InputStream compressed) throws IOException {
    this(compressed, limitKib(Runtime.getRuntime().maxMemory()));
  }

  XzStream(InputStream compressed, int limitKib) throws IOException {
    this.compressed = compressed;
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
      return in.read(b, from, Math.min(length, harmless()));
    } catch (MemoryLimitException e) {
      throw new UnsupportedOperationException(
          "needs %d MiB of memory, and may have %d"
              .formatted(e.getMemoryNeeded() / 1024, e.getMemoryLimit() / 1024),
          e);
    } catch (UnsupportedOptionsException e) {
      throw new UnsupportedOperationException(e.getMessage(), e);
    }
  }

  /**
   * How much can be asked for without coming to the file's end within it: of a chunk that was not
   * compressed, and is cut, the library would give nothing of what was asked for.
   */
  private int harmless() throws IOException {
    return Math.max(1, (compressed.available() - MOST_HEADER_BYTES) / MOST_BYTES_OF_ONE);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
