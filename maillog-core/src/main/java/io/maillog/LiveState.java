package io.maillog;

import io.maillog.correlate.MessageCorrelator.StateFormatException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
