package io.maillog.framing;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a file whole or not at all: whoever is killed meanwhile, or has a full disk, finds what
 * was there before.
 */
public final class FileReplacement {
  private FileReplacement() {}

  /** Writes what the file is to have. */
  @FunctionalInterface
  public interface Writer {
    /** Writes all of it. The stream is buffered, and is not to be closed. */
    void writeTo(OutputStream target) throws IOException;
  }

  /**
   * Puts a file in the place of the one that has its name, at once, after what it has is on the
   * disk. It is written beside it first, with {@code .new} behind its name. A symbolic link is
   * replaced, not followed.
   *
   * @throws IOException if it cannot be written; the one before is there yet
   */
  public static void replace(Path file, Writer writer) throws IOException {
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
        writer.writeTo(out);
        out.flush();
        channel.force(true); // before its name is there: else a crash may leave it empty
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException | Error e) {
      remove(fresh, e); // where the disk is full, it would stay so
      throw e;
    }
    forceDirectory(file);
  }

  private static void remove(Path fresh, Throwable failure) {
    try {
      Files.deleteIfExists(fresh);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** The new name is to outlive a power cut too. Where directories cannot be opened, it may not. */
  private static void forceDirectory(Path file) {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null) {
      return;
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      return; // as on Windows, or in file systems without it
    }
  }
}
