package io.maillog.follow.file;

import io.maillog.framing.LogStream;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
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
    LogStream stream = LogStream.open(input(file), true);
    if (stream.compressed()) {
      return new Compressed(file, stream);
    }
    stream.close();
    return new Plain(FileChannel.open(file, StandardOpenOption.READ));
  }

  private static InputStream input(Path file) throws IOException {
    return file.getFileSystem() == FileSystems.getDefault()
        ? new FileInputStream(file.toFile())
        : Files.newInputStream(file);
  }

  /** A file that is read as it is, at any place. */
  private static final class Plain extends Content {
    private final SeekableByteChannel channel;

    Plain(SeekableByteChannel channel) {
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

  /** A file that is decoded from its beginning; to go back, it is opened again. */
  private static final class Compressed extends Content {
    private final Path file;
    private LogStream stream;
    private long place;

    Compressed(Path file, LogStream stream) {
      this.file = file;
      this.stream = stream;
    }

    @Override
    int read(long at, byte[] into, int from, int length) throws IOException {
      if (at < place) {
        stream.close();
        stream = LogStream.open(input(file), true);
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
      stream.close();
    }
  }
}
