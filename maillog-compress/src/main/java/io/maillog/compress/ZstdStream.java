package io.maillog.compress;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;

/** What names the library's classes: a class of its own, so that the provider loads without. */
final class ZstdStream extends InputStream {
  /** The binary logarithm of 128 MiB. */
  static final int MOST_WINDOW_LOG = 27;

  /** ZSTD_error_frameParameter_windowTooLarge of zstd_errors.h. */
  private static final long WINDOW_TOO_LARGE = 16;

  private final ZstdInputStreamNoFinalizer in;

  ZstdStream(InputStream compressed) throws IOException {
    in = new ZstdInputStreamNoFinalizer(compressed);
    in.setLongMax(MOST_WINDOW_LOG);
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
    } catch (ZstdIOException e) {
      if (e.getErrorCode() == WINDOW_TOO_LARGE) {
        throw new UnsupportedOperationException("needs a window of more than 128 MiB", e);
      }
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
