package io.maillog.compress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import io.maillog.bytes.Decompressor;
import io.maillog.framing.InputFailure;
import io.maillog.framing.LogStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompressedInputTest {
  private static final byte[] TEXT = "a line\n".repeat(1000).getBytes(ISO_8859_1);

  @Test
  void eachIsFound() {
    assertThat(ServiceLoader.load(Decompressor.class))
        .extracting(Decompressor::name)
        .contains("zstd", "xz", "bzip2");
  }

  @Test
  void framesOfPzstdAreRead() {
    byte[] frame = Form.ZSTD.compress(TEXT);
    byte[] size = {
      0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, (byte) frame.length, (byte) (frame.length >> 8), 0, 0
    };
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (int i = 0; i < 2; i++) {
      file.writeBytes(size);
      file.writeBytes(frame);
    }
    Form.Read read = Form.Read.of(file.toByteArray());
    assertThat(read.error()).isNull();
    assertThat(read.text()).hasSize(2 * TEXT.length);
  }

  @ParameterizedTest
  @EnumSource
  void otherBytesBehindTheEndAreSaid(Form form) {
    byte[] whole = form.compress(TEXT);
    byte[] more = Arrays.copyOf(whole, whole.length + 40);
    Arrays.fill(more, whole.length, more.length, (byte) 'x');
    Form.Read read = Form.Read.of(more);
    assertThat(read.text()).isEqualTo(TEXT);
    assertThat(read.error()).isInstanceOf(InputFailure.class);
    assertThat(read.error().getMessage()).startsWith("damaged " + form.word() + ": ");
  }

  @ParameterizedTest
  @EnumSource
  void wrongChecksumIsSaid(Form form) {
    byte[] whole = form.compress(TEXT);
    // zstd: the last four bytes; bzip2: of the block, behind both magic numbers.
    int at =
        switch (form) {
          case ZSTD -> whole.length - 1;
          case BZIP2 -> 10;
          case XZ -> whole.length - 12 - 8 - 8; // the check, before index and footer
        };
    whole[at] ^= 0x55;
    Form.Read read = Form.Read.of(whole);
    assertThat(read.error()).isInstanceOf(InputFailure.class);
    assertThat(read.error().getMessage()).startsWith("damaged " + form.word() + ": ");
    assertThat(read.text()).isEqualTo(TEXT);
  }

  // --- memory

  @Test
  void xzThatAsksForTooMuchIsSaid() throws IOException {
    byte[] file = Form.XZ.compress(TEXT);
    InputStream in = new XzStream(new ByteArrayInputStream(file), 10);
    assertThatThrownBy(in::read)
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageMatching("needs \\d+ MiB of memory, and may have 0");
    assertThat(XzStream.limitKib(1L << 40)).isEqualTo(72 * 1024);
    assertThat(XzStream.limitKib(64 << 20)).isEqualTo(32 * 1024);
    assertThat(Form.Read.of(withDictionary(file, 28)).text()).as("64 MiB, xz -9").isEqualTo(TEXT);
    Form.Read read = Form.Read.of(withDictionary(file, 30));
    assertThat(read.error())
        .hasMessageMatching("compressed with xz: needs 12\\d MiB of memory, and may have 72");
    assertThat(((InputFailure) read.error()).kind()).isEqualTo(InputFailure.Kind.UNSUPPORTED);
  }

  /** Changes the size of the dictionary in a block's header (xz-file-format.txt, 3.1 and 5.3.1). */
  private static byte[] withDictionary(byte[] xz, int bits) {
    byte[] changed = xz.clone();
    int header = 12;
    int size = (changed[header] + 1) * 4;
    int filter = header + 2;
    assertThat(changed[filter]).as("LZMA2").isEqualTo((byte) 0x21);
    changed[filter + 2] = (byte) bits;
    CRC32 crc = new CRC32();
    crc.update(changed, header, size - 4);
    for (int i = 0; i < 4; i++) {
      changed[header + size - 4 + i] = (byte) (crc.getValue() >> (8 * i));
    }
    return changed;
  }

  @Test
  void zstdThatAsksForTooMuchIsSaid() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream zstd = new ZstdOutputStream(out)) {
      zstd.write(TEXT);
      zstd.flush(); // so that its size is not known, and the header has a window
    }
    byte[] file = out.toByteArray();
    assertThat(Form.Read.of(file).text()).isEqualTo(TEXT);
    // RFC 8878, 3.1.1.1: no single segment, and its window's exponent behind the descriptor.
    assertThat(file[4] & 0x20).isZero();
    file[5] = (byte) (17 << 3);
    assertThat(Form.Read.of(file).text()).as("2^27").isEqualTo(TEXT);
    file[5] = (byte) (18 << 3);
    Form.Read read = Form.Read.of(file);
    assertThat(read.error())
        .hasMessage("compressed with zstd: needs a window of more than 128 MiB");
    assertThat(((InputFailure) read.error()).kind()).isEqualTo(InputFailure.Kind.UNSUPPORTED);
  }

  @ParameterizedTest
  @EnumSource
  void bombIsReadInFixedMemory(Form form) throws IOException {
    // Members one after the other, of 16 MiB each, are more than the heap of the tests.
    byte[] member = form.compress(new byte[16 << 20]);
    int members = 64;
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    for (int i = 0; i < members; i++) {
      bomb.writeBytes(member);
    }
    long decoded = 0;
    long most = 0;
    byte[] b = new byte[64 * 1024];
    long before = -1;
    try (LogStream in = LogStream.open(new ByteArrayInputStream(bomb.toByteArray()), true)) {
      for (int n = in.read(b, 0, b.length); n >= 0; n = in.read(b, 0, b.length)) {
        if (decoded >> 27 != (decoded + n) >> 27) {
          System.gc();
          long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
          before = before < 0 ? used : before;
          most = Math.max(most, used);
        }
        decoded += n;
      }
    }
    assertThat(decoded).isEqualTo((long) members << 24);
    assertThat(most - before).isLessThan(8 << 20);
  }

  @ParameterizedTest
  @EnumSource
  void streamsCanBeClosedAtAnyTime(Form form) throws IOException {
    byte[] compressed = form.compress(TEXT);
    for (int read : List.of(0, 1, 100, TEXT.length)) {
      LogStream stream = LogStream.open(new ByteArrayInputStream(compressed), true);
      assertThat(stream.readNBytes(read)).hasSize(read);
      stream.close();
      stream.close();
    }
  }
}
