package io.maillog.follow;

import java.io.IOException;

/**
 * A checkpoint that cannot be gone on from: damaged, of another version, or used by another
 * process. The message says which, and what became of the file.
 */
public final class CheckpointException extends IOException {
  private static final long serialVersionUID = 1;

  /** A checkpoint is refused. */
  public CheckpointException(String message) {
    super(message);
  }

  /** A checkpoint is refused because of what happened while it was read. */
  public CheckpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
