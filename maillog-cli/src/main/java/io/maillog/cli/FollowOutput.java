package io.maillog.cli;

import io.maillog.follow.CheckpointPayload;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where {@code follow} writes: standard output, or a file to which is appended.
 *
 * <p>How long the file is, is kept in the checkpoint, after it is on the disk. At a start the file
 * is cut back to that length: what came later is written again, so each trace is in it once. While
 * the disk is full it is tried again and again, and nothing else is done: no line is lost by that,
 * since the follower holds its files open.
 */
final class FollowOutput implements CheckpointPayload, AutoCloseable {
  private static final byte VERSION = 1;
  private static final long RETRY_MILLIS = 1000;

  private final @Nullable Path path;
  private final @Nullable FileChannel file;
  private final Streams streams;
  private final Output lines;
  private BooleanSupplier ends = () -> false;
  private long length;
  private boolean failing;

  private FollowOutput(@Nullable Path path, @Nullable FileChannel file, Streams streams)
      throws IOException {
    this.path = path;
    this.file = file;
    this.streams = streams;
    this.length = file == null ? 0 : file.size();
    this.lines = file == null ? new Output(streams.out()) : new Output(new Appending(), true);
  }

  /**
   * The output.
   *
   * @param path the file; {@code null} for standard output
   * @throws OutputException if the file cannot be opened
   */
  static FollowOutput open(@Nullable Path path, Streams streams) {
    try {
      FileChannel file =
          path == null
              ? null
              : FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      return new FollowOutput(path, file, streams);
    } catch (NoSuchFileException e) {
      throw new OutputException(new IOException(path + ": there is no such folder", e), true);
    } catch (AccessDeniedException e) {
      throw new OutputException(new IOException(path + ": permission denied", e), true);
    } catch (IOException e) {
      throw new OutputException(e, true);
    }
  }

  /** What is written, through a buffer. */
  Output lines() {
    return lines;
  }

  void flush() {
    lines.flush();
  }

  /** A file that cannot be written is not waited for any more when this says so. */
  void stopWaitingWhen(BooleanSupplier ended) {
    ends = ended;
  }

  // --- the checkpoint's part

  @Override
  public void write(OutputStream target) throws IOException {
    lines.flush();
    FileChannel open = file;
    if (open != null) {
      open.force(false);
    }
    DataOutputStream out = new DataOutputStream(target);
    out.writeByte(VERSION);
    out.writeUTF(path == null ? "" : path.toAbsolutePath().normalize().toString());
    out.writeLong(length);
  }

  @Override
  public void read(InputStream source) throws IOException {
    DataInputStream in = new DataInputStream(source);
    if (in.readByte() != VERSION) {
      throw new IOException("it is of another program");
    }
    String known = in.readUTF();
    long kept = in.readLong();
    FileChannel open = file;
    if (open == null || path == null) {
      return;
    }
    if (!known.equals(path.toAbsolutePath().normalize().toString())) {
      streams.say(
          path
              + " gets what comes from now on: what came before was written to "
              + (known.isEmpty() ? "standard output" : known));
      return;
    }
    if (open.size() < kept) {
      throw new OutputException(
          new IOException(
              path
                  + " has "
                  + open.size()
                  + " bytes, and "
                  + kept
                  + " by the checkpoint: it is not the file that was written"),
          true);
    }
    open.truncate(kept);
    length = kept;
  }

  @Override
  public void close() throws IOException {
    FileChannel open = file;
    if (open != null) {
      open.close();
    }
  }

  /** Writes at the end, and goes on where it could not. */
  private final class Appending extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] b, int from, int count) throws IOException {
      FileChannel open = file;
      ByteBuffer rest = ByteBuffer.wrap(b, from, count);
      while (open != null && rest.hasRemaining()) {
        try {
          length += open.write(rest, length);
          recovered();
        } catch (IOException e) {
          await(e);
        }
      }
    }

    private void await(IOException e) throws IOException {
      if (!failing) {
        failing = true;
        streams.say(path + " cannot be written, and is tried again: " + e.getMessage());
      }
      if (ends.getAsBoolean()) {
        throw e;
      }
      try {
        Thread.sleep(RETRY_MILLIS);
      } catch (InterruptedException interrupt) {
        Thread.currentThread().interrupt();
        throw e;
      }
    }

    private void recovered() {
      if (failing) {
        failing = false;
        streams.say(path + " is written again");
      }
    }
  }
}
