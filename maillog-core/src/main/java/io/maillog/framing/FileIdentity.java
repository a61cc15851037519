package io.maillog.framing;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a plain file was when it was found: its key (an inode), its size, and how it begins.
 *
 * <p>The key alone does not tell a file: its number is given to a new file as soon as the old one
 * is deleted, as a rotation does that compresses. A log only grows, so the same one is not smaller,
 * and begins as it did. Immutable.
 */
final class FileIdentity {
  /** The first line of a log, with its stamp, is rarely longer. */
  private static final int HEAD_BYTES = 256;

  private final @Nullable Object key;
  private final long size;
  // As stored, not decoded. Empty if the file is empty, or cannot be read.
  private final byte[] head;

  private FileIdentity(@Nullable Object key, long size, byte[] head) {
    this.key = key;
    this.size = size;
    this.head = head;
  }

  static FileIdentity of(Path file, BasicFileAttributes attributes) {
    return new FileIdentity(attributes.fileKey(), attributes.size(), head(file, HEAD_BYTES));
  }

  /** The file's key; {@code null} if the file system has none. */
  @Nullable Object key() {
    return key;
  }

  /** Whether what has the file's name now is the file, as it was or with more lines. */
  boolean isFile(Path named) {
    BasicFileAttributes now = attributes(named);
    return now != null
        && now.isRegularFile()
        && (key == null || key.equals(now.fileKey()))
        && now.size() >= size
        && beginsAlike(named);
  }

  /** Whether what has another name now is the file. */
  boolean wasMovedTo(Path other) {
    return (key != null || head.length > 0) && isFile(other);
  }

  /** Whether another file has the file's lines: a copy, or what it was compressed to. */
  boolean wasCopiedTo(Path other) {
    BasicFileAttributes now = attributes(other);
    if (head.length == 0 || now == null || !now.isRegularFile()) {
      return false;
    }
    return beginsAlike(other) ? now.size() >= size : beginsAlikeDecoded(other);
  }

  private boolean beginsAlike(Path file) {
    return Arrays.equals(head(file, head.length), head);
  }

  private boolean beginsAlikeDecoded(Path file) {
    try (LogStream stream = LogStream.open(open(file), true)) {
      return stream.compressed() && Arrays.equals(stream.readNBytes(head.length), head);
    } catch (IOException e) {
      return false;
    }
  }

  private static byte[] head(Path file, int length) {
    if (length == 0) {
      return new byte[0];
    }
    try (InputStream in = open(file)) {
      return in.readNBytes(length);
    } catch (IOException e) {
      return new byte[0]; // opening it to read will say why
    }
  }

  static InputStream open(Path file) throws IOException {
    // Not a channel where that can be helped: an interrupt would close it in the middle of the log.
    return file.getFileSystem() == FileSystems.getDefault()
        ? new FileInputStream(file.toFile())
        : Files.newInputStream(file);
  }

  /** What the system says of a file, or of what a link leads to; {@code null} if nothing. */
  static @Nullable BasicFileAttributes attributes(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class);
    } catch (IOException e) {
      return null; // opening the file will say why
    }
  }
}
