package io.maillog.framing;

import java.io.IOException;
import java.io.InputStream;

/** A stream that is read by arrays: a single byte is an array of one. */
abstract class ArrayReadInput extends InputStream {
  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) == 1 ? one[0] & 0xff : -1;
  }

  @Override
  public abstract int read(byte[] b, int from, int length) throws IOException;
}
