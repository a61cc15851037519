package io.maillog.trace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened for one recipient of a message.
 *
 * @param to the address that was delivered to
 * @param origTo the address before rewriting and expansion; {@code null} if that is the same
 * @param outcome how it ended
 * @param attempts the attempts, the earliest first; none for a recipient that was refused, whose
 *     reply is in {@link MessageTrace#notes}, or of whom no attempt was logged
 * @param attemptsCut how many attempts a limit cut; the latest is always kept
 */
public record Recipient(
    String to, @Nullable String origTo, Outcome outcome, List<Attempt> attempts, int attemptsCut) {

  /** Copies the list. */
  public Recipient {
    attempts = List.copyOf(attempts);
  }

  /**
   * The latest attempt; {@code null} if there is none. It decided the outcome, but for one that the
   * server or an operator decided afterwards: of an expired recipient it says why the message could
   * not be delivered, of one held or deleted what was tried before.
   */
  public @Nullable Attempt lastAttempt() {
    return attempts.isEmpty() ? null : attempts.get(attempts.size() - 1);
  }

  /**
   * The text with which the latest attempt ended, which has the next hop's reply in it; {@code
   * null} if there is no attempt, as of a recipient who was refused, or if its line has none.
   */
  public @Nullable String lastReply() {
    Attempt last = lastAttempt();
    return last == null ? null : last.reply();
  }
}
