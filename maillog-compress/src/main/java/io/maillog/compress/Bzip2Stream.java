package io.maillog.compress;

import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/** What names the library's classes: a class of its own, so that the provider loads without. */
final class Bzip2Stream {
  private Bzip2Stream() {}

  static InputStream open(InputStream compressed) throws IOException {
    return new BZip2CompressorInputStream(compressed, true);
  }
}
