package io.maillog;

import io.maillog.correlate.MessageCorrelator.StateFormatException;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/** The frame of a {@link LiveLog}'s own state: mark, version, length and checksum. */
final class LiveState {
  private static final long MAGIC = 0x4d41494c4c495645L; // MAILLIVE
  private static final int VERSION = 4;
  private static final int MAX_BYTES = 1 << 29;

  private LiveState() {}

  static void write(byte[] body, OutputStream target) throws IOException {
    DataOutputStream out = new DataOutputStream(target);
    out.writeLong(MAGIC);
    out.writeInt(VERSION);
    out.writeInt(body.length);
    out.write(body);
    out.writeLong(checksum(body));
    out.flush();
  }

  /** Writes a state. */
  interface Content {
    void writeTo(OutputStream target) throws IOException;
  }

  /** Puts a state in the place of the one that a file has, at once; what fails leaves that one. */
  static void replace(Path file, Content content) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    try {
      try (channel;
          OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel))) {
        content.writeTo(out);
        out.flush();
        channel.force(true); // before its name is there: else a crash may leave it empty
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException | Error e) {
      remove(fresh, e); // where the disk is full, it would stay so
      throw e;
    }
  }

  private static void remove(Path fresh, Throwable failure) {
    try {
      Files.deleteIfExists(fresh);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** Reads what {@link #write} wrote, and not a byte more. */
  static byte[] read(InputStream source) throws IOException {
    DataInputStream in = new DataInputStream(source);
    try {
      if (in.readLong() != MAGIC) {
        throw new StateFormatException("this is no saved state of a live log");
      }
      int version = in.readInt();
      if (version != VERSION) {
        throw new StateFormatException(
            "the saved state is of version " + version + ", not " + VERSION);
      }
      int length = in.readInt();
      if (length < 0 || length > MAX_BYTES) {
        throw new StateFormatException("the saved state is damaged");
      }
      byte[] body = in.readNBytes(length); // as it comes: the length may be a lie
      if (body.length < length) {
        throw new EOFException();
      }
      if (in.readLong() != checksum(body)) {
        throw new StateFormatException("the saved state is damaged: its checksum is wrong");
      }
      return body;
    } catch (EOFException e) {
      throw new StateFormatException("the saved state is cut", e);
    }
  }

  /**
   * A number of a state that none can be below 0.
   *
   * @throws IllegalArgumentException if it is
   */
  static long positive(long number) {
    if (number < 0) {
      throw new IllegalArgumentException("a number below 0: " + number);
    }
    return number;
  }

  private static long checksum(byte[] body) {
    CRC32C checksum = new CRC32C();
    checksum.update(body, 0, body.length);
    return checksum.getValue();
  }
}
