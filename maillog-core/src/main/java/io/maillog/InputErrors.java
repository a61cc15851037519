package io.maillog;

import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * What to do with inputs that cannot be read: ready-made answers for {@link
 * MailLog.Builder#onInputError}. To read on and ask afterwards there is {@link
 * ReadSummary#orThrow}.
 */
public final class InputErrors {
  /**
   * Logs a warning by slf4j, which shows it only if the program has a provider, and reads on with
   * the next input. The default.
   */
  public static final Consumer<InputError> WARN =
      error -> LoggerFactory.getLogger(MailLog.class).warn("{}", error);

  /**
   * Ends the reading with {@link InputError#toException()}, an {@link
   * java.io.UncheckedIOException}, when it comes to the error: what could be read before was given.
   */
  public static final Consumer<InputError> THROW =
      error -> {
        throw error.toException();
      };

  /** Does nothing, and reads on: the errors are in the {@link ReadSummary}. */
  public static final Consumer<InputError> IGNORE = error -> {};

  private InputErrors() {}
}
