package io.maillog.follow;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/** Reads a checkpoint's parts, and forges checkpoints. */
final class Checkpoints {
  static final long MAGIC = 0x4d41494c464f4c57L;

  private Checkpoints() {}

  /** The payload of a checkpoint that somebody else has; {@code null} if there is none yet. */
  static byte[] payload(Path file) throws IOException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return null;
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    in.readLong();
    in.readInt();
    for (int i = in.readInt(); i > 0; i--) {
      in.readUTF();
      in.readUTF();
      in.skipNBytes(in.readInt());
    }
    int length = in.readInt();
    return length < 0 ? null : in.readNBytes(length);
  }

  /** Writes the parts of a checkpoint. */
  interface Body {
    void writeTo(DataOutputStream out) throws IOException;
  }

  /** A checkpoint with any content, and the checksum that belongs to it. */
  static void forge(Path file, int version, Body body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(MAGIC);
    out.writeInt(version);
    body.writeTo(out);
    CRC32C sum = new CRC32C();
    sum.update(bytes.toByteArray());
    out.writeLong(sum.getValue());
    Files.write(file, bytes.toByteArray());
  }
}
