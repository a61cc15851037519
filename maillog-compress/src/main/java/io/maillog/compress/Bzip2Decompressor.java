package io.maillog.compress;

import io.maillog.bytes.Decompressor;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Decodes bzip2 by {@code org.apache.commons:commons-compress}.
 *
 * <p>A stream holds a block of the text in the heap, with an index into it: 5 MiB, never more.
 */
public final class Bzip2Decompressor implements Decompressor {
  /** For {@link java.util.ServiceLoader}. */
  public Bzip2Decompressor() {}

  @Override
  public String name() {
    return "bzip2";
  }

  /** With each level; without one it would be a text that begins with BZh. */
  @Override
  public List<byte[]> magicNumbers() {
    List<byte[]> magic = new ArrayList<>();
    for (byte level = '1'; level <= '9'; level++) {
      magic.add(new byte[] {'B', 'Z', 'h', level});
    }
    return magic;
  }

  @Override
  public InputStream open(InputStream compressed) throws IOException {
    return Bzip2Stream.open(compressed);
  }
}
