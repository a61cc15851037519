package io.maillog;

/**
 * Why an input could not be read, or not to its end. What could be read before was given.
 * Immutable.
 *
 * @param input the input's name
 * @param message what is wrong, in a few words that do not repeat the name
 */
public record InputError(String input, String message) {
  /** {@code input: message}. */
  @Override
  public String toString() {
    return input + ": " + message;
  }
}
