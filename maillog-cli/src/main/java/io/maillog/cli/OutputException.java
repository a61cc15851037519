package io.maillog.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Standard output, or the file in its place, cannot be written. */
final class OutputException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final Path STANDARD_OUTPUT = Path.of("/dev/stdout");
  private static final int FILE_TYPE = 0170000;
  private static final int FIFO = 0010000;
  private static final int SOCKET = 0140000;

  private final boolean isFile;

  /** Standard output cannot be written. */
  OutputException(IOException cause) {
    this(cause, false);
  }

  /**
   * An output cannot be written.
   *
   * @param isFile whether it is a file, which has no reader that could go
   */
  OutputException(IOException cause, boolean isFile) {
    super(cause.getMessage(), cause);
    this.isFile = isFile;
  }

  /** Whether the reader has gone, as {@code head} does when it has enough. */
  boolean readerHasGone() {
    if (isFile) {
      return false;
    }
    String message = getMessage();
    // The system's message is in the user's language; "pipe" stands in that of many.
    return (message != null && message.toLowerCase(Locale.ROOT).contains("pipe")) || isPipe();
  }

  private static boolean isPipe() {
    try {
      int type = (int) Files.getAttribute(STANDARD_OUTPUT, "unix:mode") & FILE_TYPE;
      return type == FIFO || type == SOCKET;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return false; // no Unix
    }
  }
}
