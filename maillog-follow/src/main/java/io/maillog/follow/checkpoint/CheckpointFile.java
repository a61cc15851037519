package io.maillog.follow.checkpoint;

import io.maillog.follow.CheckpointException;
import io.maillog.framing.FileReplacement;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UTFDataFormatException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The file that a follower's checkpoint is in: one for all, so that positions, open messages and
 * the caller's payload are always of the same moment.
 *
 * <pre>
 * 8 bytes  MAILFOLW
 * 4 bytes  version
 * 4 bytes  how many inputs; of each: kind, name, and what it saved, with its length
 * 4 bytes  length of the payload, or -1 if there is none; then the payload
 * …        the state of the live log, as that writes it
 * 8 bytes  CRC-32C of all before
 * </pre>
 *
 * <p>Used by one thread. The lock beside it keeps other processes away.
 */
public final class CheckpointFile implements AutoCloseable {
  private static final long MAGIC = 0x4d41494c464f4c57L; // MAILFOLW
  private static final int VERSION = 1;
  private static final int MOST_INPUTS = 1 << 16;
  private static final int CHECKSUM_BYTES = 8;

  private final Path file;
  private final FileChannel lockFile;

  private CheckpointFile(Path file, FileChannel lockFile) {
    this.file = file;
    this.lockFile = lockFile;
  }

  /** What an input has saved. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares two
  public record SavedInput(String kind, String name, byte[] state) {}

  /** What is to be written. */
  public interface Content {
    /** What the inputs save. */
    List<SavedInput> inputs() throws IOException;

    /** What the caller keeps; {@code null} if nothing. */
    byte @Nullable [] payload() throws IOException;

    /** Writes the state of the live log. */
    void writeLog(java.io.OutputStream target) throws IOException;
  }

  /** Takes what was read, part by part, in this order. */
  public interface Reader {
    /** Takes what the inputs had saved. */
    void inputs(List<SavedInput> inputs) throws IOException;

    /** Takes what the caller had kept. */
    void payload(byte[] payload) throws IOException;

    /** Reads the state of the live log. */
    void readLog(InputStream source) throws IOException;
  }

  /**
   * The checkpoint of this name, for this process alone.
   *
   * @throws CheckpointException if another follower uses it, or it is no plain file
   * @throws IOException if nothing can be written there
   */
  public static CheckpointFile lock(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new CheckpointException(file + " is no plain file");
    }
    FileChannel channel = lockFile(file);
    try {
      FileLock held = channel.tryLock();
      if (held != null) {
        return new CheckpointFile(file, channel);
      }
    } catch (OverlappingFileLockException e) {
      // by this process: said below
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    throw new CheckpointException(file + " is used by another follower");
  }

  private static FileChannel lockFile(Path file) throws IOException {
    Path lock = file.resolveSibling(file.getFileName() + ".lock");
    try {
      return FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": there is no such folder", e);
    } catch (AccessDeniedException e) {
      throw new IOException(file + ": permission denied to write beside it", e);
    }
  }

  /** Whether a file is this one, or one of those beside it. */
  public static boolean isOf(Path checkpoint, Path file) {
    Path own = checkpoint.toAbsolutePath().normalize();
    Path other = file.toAbsolutePath().normalize();
    for (String ending : List.of("", ".new", ".lock", ".damaged")) {
      if (other.equals(own.resolveSibling(own.getFileName() + ending))) {
        return true;
      }
    }
    return false;
  }

  /** The damaged one that was put aside, if there is one; else {@code null}. */
  public @Nullable Path aside() {
    Path aside = file.resolveSibling(file.getFileName() + ".damaged");
    return Files.exists(aside) ? aside : null;
  }

  /** Lets other processes have it. */
  @Override
  public void close() throws IOException {
    lockFile.close();
  }

  // --- writing

  /** Writes a checkpoint in the place of the one before; if that fails, that one stays. */
  public void write(Content content) throws IOException {
    List<SavedInput> inputs = content.inputs();
    byte[] payload = content.payload();
    FileReplacement.replace(
        file,
        target -> {
          CheckedOutputStream checked = new CheckedOutputStream(target, new CRC32C());
          DataOutputStream out = new DataOutputStream(checked);
          out.writeLong(MAGIC);
          out.writeInt(VERSION);
          out.writeInt(inputs.size());
          for (SavedInput input : inputs) {
            out.writeUTF(input.kind());
            out.writeUTF(input.name());
            out.writeInt(input.state().length);
            out.write(input.state());
          }
          out.writeInt(payload == null ? -1 : payload.length);
          if (payload != null) {
            out.write(payload);
          }
          content.writeLog(out);
          out.writeLong(checked.getChecksum().getValue());
          out.flush();
        });
  }

  // --- reading

  /**
   * Reads the checkpoint.
   *
   * @return false if there is none yet
   * @throws CheckpointException if it is damaged, and was put aside; or is of another version
   * @throws IOException if it cannot be read, or the reader throws that
   */
  public boolean read(Reader reader) throws IOException {
    if (!isWhole()) {
      return false;
    }
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      List<SavedInput> inputs = new ArrayList<>();
      byte @Nullable [] payload;
      try {
        in.skipNBytes(Long.BYTES + Integer.BYTES);
        for (int i = count(in, MOST_INPUTS); i > 0; i--) {
          inputs.add(new SavedInput(in.readUTF(), in.readUTF(), bytes(in, in.readInt())));
        }
        int length = in.readInt();
        payload = length == -1 ? null : bytes(in, length);
      } catch (EOFException | UTFDataFormatException | CheckpointException e) {
        throw damaged("it has no such parts as it says"); // though its checksum is right
      }
      reader.inputs(inputs);
      if (payload != null) {
        reader.payload(payload);
      }
      reader.readLog(in);
      return true;
    }
  }

  /** Reads it once, so that nothing is believed that is damaged. */
  private boolean isWhole() throws IOException {
    long length;
    try {
      length = Files.size(file);
    } catch (NoSuchFileException e) {
      return false;
    }
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        CheckedInputStream checked = new CheckedInputStream(raw, new CRC32C())) {
      DataInputStream in = new DataInputStream(checked);
      byte[] mark = in.readNBytes(Long.BYTES);
      if (!isLike(mark)) {
        throw new CheckpointException(file + " is no checkpoint of a follower"); // whose is it?
      }
      if (length < 3L * CHECKSUM_BYTES || ByteBuffer.wrap(mark).getLong() != MAGIC) {
        throw damaged("its beginning is not that of a checkpoint");
      }
      int version = in.readInt();
      in.skipNBytes(length - Long.BYTES - Integer.BYTES - CHECKSUM_BYTES);
      long checksum = checked.getChecksum().getValue();
      if (in.readLong() != checksum || in.read() >= 0) {
        throw damaged("its checksum is wrong");
      }
      if (version != VERSION) {
        throw new CheckpointException(
            file
                + " is of version "
                + version
                + ", and this program reads version "
                + VERSION
                + ": go on with the program that wrote it, or put the file away to begin anew");
      }
    } catch (EOFException e) {
      throw damaged("it was cut while it was read");
    }
    return true;
  }

  /** Whether most bytes are those of the mark: else the file is somebody else's. */
  private static boolean isLike(byte[] mark) {
    byte[] own = ByteBuffer.allocate(Long.BYTES).putLong(MAGIC).array();
    int alike = 0;
    for (int i = 0; i < mark.length; i++) {
      alike += mark[i] == own[i] ? 1 : 0;
    }
    return 2 * alike >= mark.length;
  }

  /**
   * Puts a checkpoint aside that cannot be gone on from.
   *
   * @return what is to be thrown
   */
  public CheckpointException damaged(String why) {
    Path aside = file.resolveSibling(file.getFileName() + ".damaged");
    try {
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      return new CheckpointException(file + " is damaged: " + why, e);
    }
    return new CheckpointException(
        file
            + " is damaged: "
            + why
            + ". It was renamed to "
            + aside.getFileName()
            + "; without it, following begins anew");
  }

  private static int count(DataInputStream in, int most) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > most) {
      throw new CheckpointException("so many cannot be: " + count);
    }
    return count;
  }

  /** Reads so many bytes, and allocates no more than there are. */
  private static byte[] bytes(DataInputStream in, int length) throws IOException {
    byte[] b = length < 0 ? new byte[0] : in.readNBytes(length);
    if (b.length != length) {
      throw new EOFException();
    }
    return b;
  }
}
