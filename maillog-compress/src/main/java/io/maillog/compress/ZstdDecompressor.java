package io.maillog.compress;

import io.maillog.bytes.Decompressor;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Decodes zstd by {@code com.github.luben:zstd-jni}, which brings its native library.
 *
 * <p>A stream holds its window outside the heap: 8 MiB by default, 128 MiB at most, which is what
 * {@code zstd -d} takes too. What asks for more ({@code --long=28}) is not decoded.
 */
public final class ZstdDecompressor implements Decompressor {
  /** For {@link java.util.ServiceLoader}. */
  public ZstdDecompressor() {}

  @Override
  public String name() {
    return "zstd";
  }

  /** That of a frame, and that of the frame with a size which pzstd puts before each. */
  @Override
  public List<byte[]> magicNumbers() {
    return List.of(
        new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd},
        new byte[] {0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0});
  }

  @Override
  public InputStream open(InputStream compressed) throws IOException {
    return new ZstdStream(compressed);
  }
}
