package io.maillog.compress;

import io.maillog.bytes.Decompressor;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Decodes xz by {@code org.tukaani:xz}.
 *
 * <p>A stream holds its dictionary in the heap: 8 MiB by default, 64 MiB of {@code xz -9}. What
 * asks for more than 72 MiB, or for more than half of the heap, is not decoded.
 */
public final class XzDecompressor implements Decompressor {
  /** For {@link java.util.ServiceLoader}. */
  public XzDecompressor() {}

  @Override
  public String name() {
    return "xz";
  }

  @Override
  public List<byte[]> magicNumbers() {
    return List.of(new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z', 0});
  }

  @Override
  public InputStream open(InputStream compressed) throws IOException {
    return new XzStream(compressed);
  }
}
