package io.maillog.framing;

import java.io.IOException;

/**
 * Why an input cannot be read, or not to its end, where that is known; the message says it in a few
 * words, without the input's name. What the system threw is the cause, if it threw.
 */
public final class InputFailure extends IOException {
  private static final long serialVersionUID = 1L;

  /** What is wrong. */
  public enum Kind {
    /** There is no such file. */
    NOT_FOUND,
    /** It may not be read. */
    DENIED,
    /** It is a directory, where a file is asked for. */
    DIRECTORY,
    /** Compressed data that was cut or is damaged. */
    DAMAGED,
    /** Compressed in a way that nobody here decodes. */
    UNSUPPORTED,
    /** It was there, and lost lines, or itself, since. */
    CHANGED
  }

  private final Kind kind;

  InputFailure(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  InputFailure(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** What is wrong. */
  public Kind kind() {
    return kind;
  }
}
