package io.maillog.follow.file;

import io.maillog.framing.LogStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * The bytes of an open file, decoded if it is compressed. Held open, they stay whatever becomes of
 * the file's name.
 */
abstract sealed class Content implements FileMark.Bytes, Closeable {
  /**
   * Reads at a place.
   *
   * @return how many bytes; 0 at the end
   */
  abstract int read(long at, byte[] into, int from, int length) throws IOException;

  /** How many bytes it has now; of a compressed file -1, since that is known at its end only. */
  abstract long size() throws IOException;

  final boolean compressed() {
    return this instanceof Compressed;
  }

  @Override
  public byte[] read(long at, int length) throws IOException {
    byte[] b = new byte[length];
    int count = 0;
    for (int n = 1; n > 0 && count < length; count += n) {
      n = read(at + count, b, count, length - count);
    }
    return count == length ? b : Arrays.copyOf(b, count);
  }

  static Content open(Path file) throws IOException {
    Content raw =
        file.getFileSystem() == FileSystems.getDefault()
            ? new Plain(new RandomAccessFile(file.toFile(), "r"))
            : new PlainElsewhere(FileChannel.open(file, StandardOpenOption.READ));
    try {
      LogStream stream = LogStream.open(new RawInput(raw), false);
      return stream.compressed() ? new Compressed(raw, stream) : raw;
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  /** The bytes of a file as they lie there, from its beginning. */
  private static final class RawInput extends InputStream {
    private final Content raw;
    private long place;

    RawInput(Content raw) {
      this.raw = raw;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] b, int from, int length) throws IOException {
      int count = raw.read(place, b, from, length);
      place += count;
      return count == 0 && length > 0 ? -1 : count;
    }
  }

  /**
   * A file that is read as it is, at any place. A channel would be closed for good if its thread is
   * interrupted.
   */
  private static final class Plain extends Content {
    private final RandomAccessFile file;

    Plain(RandomAccessFile file) {
      this.file = file;
    }

    @Override
    int read(long at, byte[] into, int from, int length) throws IOException {
      file.seek(at);
      return Math.max(0, file.read(into, from, length));
    }

    @Override
    long size() throws IOException {
      return file.length();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  /** A file of a file system that Java code makes, which has channels only. */
  private static final class PlainElsewhere extends Content {
    private final SeekableByteChannel channel;

    PlainElsewhere(SeekableByteChannel channel) {
      this.channel = channel;
    }

    @Override
    int read(long at, byte[] into, int from, int length) throws IOException {
      channel.position(at);
      return Math.max(0, channel.read(ByteBuffer.wrap(into, from, length)));
    }

    @Override
    long size() throws IOException {
      return channel.size();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /**
   * A file that is decoded from its beginning. To go back, that is begun anew, in the same file: it
   * may have another name by then.
   */
  private static final class Compressed extends Content {
    private final Content raw;
    private LogStream stream;
    private long place;

    Compressed(Content raw, LogStream stream) {
      this.raw = raw;
      this.stream = stream;
    }

    @Override
    int read(long at, byte[] into, int from, int length) throws IOException {
      if (at < place) {
        stream.close();
        stream = LogStream.open(new RawInput(raw), false);
        place = 0;
      }
      byte[] skipped = new byte[at > place ? 64 * 1024 : 0];
      while (at > place) {
        int n = stream.read(skipped, 0, (int) Math.min(skipped.length, at - place));
        if (n < 0) {
          return 0;
        }
        place += n;
      }
      int n = Math.max(0, stream.read(into, from, length));
      place += n;
      return n;
    }

    @Override
    long size() {
      return -1;
    }

    @Override
    public void close() throws IOException {
      try {
        stream.close();
      } finally {
        raw.close();
      }
    }
  }
}
