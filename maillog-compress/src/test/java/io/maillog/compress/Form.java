package io.maillog.compress;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import io.maillog.framing.LogStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZInputStream;
import org.tukaani.xz.XZOutputStream;

/** What compresses for the tests, and reads as the library itself does. */
enum Form {
  ZSTD(".zst", 4) {
    @Override
    OutputStream compressing(OutputStream out) throws IOException {
      return new ZstdOutputStream(out).setChecksum(true);
    }

    @Override
    InputStream library(InputStream in) throws IOException {
      return new ZstdInputStream(in);
    }
  },
  XZ(".xz", 6) {
    @Override
    OutputStream compressing(OutputStream out) throws IOException {
      // A small dictionary, since each is allocated.
      LZMA2Options options = new LZMA2Options(1);
      options.setDictSize(1 << 16);
      return new XZOutputStream(out, options);
    }

    @Override
    InputStream library(InputStream in) throws IOException {
      return new XZInputStream(in);
    }
  },
  BZIP2(".bz2", 4) {
    @Override
    OutputStream compressing(OutputStream out) throws IOException {
      return new BZip2CompressorOutputStream(out, 1);
    }

    @Override
    InputStream library(InputStream in) throws IOException {
      return new BZip2CompressorInputStream(in, true);
    }
  };

  final String ending;
  final int magicBytes;

  Form(String ending, int magicBytes) {
    this.ending = ending;
    this.magicBytes = magicBytes;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  abstract OutputStream compressing(OutputStream out) throws IOException;

  abstract InputStream library(InputStream in) throws IOException;

  byte[] compress(byte[] text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream compressing = compressing(out)) {
      compressing.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** What the library gives byte by byte before it ends or throws. */
  byte[] byteByByte(byte[] compressed) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (InputStream in = library(new ByteArrayInputStream(compressed))) {
      for (int b = in.read(); b >= 0; b = in.read()) {
        out.write(b);
      }
    } catch (IOException | RuntimeException e) {
      return out.toByteArray();
    }
    return out.toByteArray();
  }

  /** What is read, and the error behind it; {@code null} if there is none. */
  static final class Read {
    private final byte[] text;
    private final IOException error;

    private Read(byte[] text, IOException error) {
      this.text = text;
      this.error = error;
    }

    byte[] text() {
      return text;
    }

    IOException error() {
      return error;
    }

    static Read of(InputStream in) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (LogStream stream = LogStream.open(in, true)) {
        stream.transferTo(out);
        return new Read(out.toByteArray(), null);
      } catch (IOException e) {
        return new Read(out.toByteArray(), e);
      }
    }

    static Read of(byte[] compressed) {
      return of(new ByteArrayInputStream(compressed));
    }
  }
}
