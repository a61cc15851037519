package io.maillog.correlate;

import java.io.IOException;

/** A saved state cannot be read: it is cut or damaged, or of another version. */
public final class StateFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong with the state. */
  public StateFormatException(String message) {
    super(message);
  }

  /** Says what is wrong with the state, and what told so. */
  public StateFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
