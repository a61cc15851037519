package io.maillog.correlate;

import java.time.Duration;
import java.util.Objects;

/**
 * What a {@link MessageCorrelator} may hold. What a limit cuts is counted, and said in the trace.
 *
 * <p>Beside these, some limits are fixed. Of a message: 200 notes, 200 links, 200 addresses that
 * lines name without saying what became of them, 50 lines from before its id (these four are
 * counted in {@link io.maillog.trace.MessageTrace#notesCut}), and 16,384 recipients beyond {@code
 * maxRecipients} that are told from each other, so as to count each once. Of a queue id: 64 open
 * messages, of as many hosts or instances (beyond, the first of them is evicted). Of a text, such
 * as an address or a reply: {@value #MAX_TEXT_BYTES} bytes (what is shortened is counted as a note
 * that is cut). In all: 50,000 sessions (counted in {@link MessageCorrelator.Counters#sessionsCut};
 * the one that was silent longest is dropped), and 50,000 ended messages that wait for late lines
 * (beyond, the first is given without waiting).
 *
 * @param maxOpenMessages how many messages are held at once; beyond, the one that was silent
 *     longest is evicted
 * @param maxRecipients how many recipients of a message are kept
 * @param maxAttempts how many attempts of a recipient are kept: the first ones, and the latest
 * @param maxAge how long, in log time, a message may be silent before it is evicted; log time is
 *     that of {@link MessageCorrelator}, which a line with a wrong clock does not move
 * @param maxBytes how many bytes of the heap all that is held may take, about: messages three
 *     quarters of it, sessions with their refusals one. Beyond, the message that was silent longest
 *     is evicted, or the session dropped; a message that takes a quarter for itself is evicted
 *     before the others. At least {@value #LEAST_BYTES}
 */
public record CorrelationLimits(
    int maxOpenMessages, int maxRecipients, int maxAttempts, Duration maxAge, long maxBytes) {

  /** How many bytes are kept of a text: an address, a Message-ID, a reply. */
  public static final int MAX_TEXT_BYTES = 4096;

  /** The least {@link #maxBytes}: 64 KiB. */
  public static final long LEAST_BYTES = 64 << 10;

  private static final long MOST_BY_DEFAULT = 256 << 20;

  /**
   * 250,000 messages, 10,000 recipients, 200 attempts, 10 days; and a quarter of the heap that this
   * JVM may have, but no more than 256 MiB.
   */
  public static final CorrelationLimits DEFAULT =
      new CorrelationLimits(250_000, 10_000, 200, Duration.ofDays(10));

  /** With {@link #maxBytes} as by {@link #DEFAULT}. */
  public CorrelationLimits(
      int maxOpenMessages, int maxRecipients, int maxAttempts, Duration maxAge) {
    this(maxOpenMessages, maxRecipients, maxAttempts, maxAge, bytesByDefault());
  }

  private static long bytesByDefault() {
    long quarter = Runtime.getRuntime().maxMemory() / 4;
    return Math.max(LEAST_BYTES, Math.min(MOST_BY_DEFAULT, quarter));
  }

  /** Checks the ranges. */
  public CorrelationLimits {
    Objects.requireNonNull(maxAge, "maxAge");
    if (maxOpenMessages < 1 || maxRecipients < 1 || maxAttempts < 2) {
      throw new IllegalArgumentException(
          "at least 1 message, 1 recipient, 2 attempts: "
              + maxOpenMessages
              + ", "
              + maxRecipients
              + ", "
              + maxAttempts);
    }
    if (maxAge.isNegative() || maxAge.isZero()) {
      throw new IllegalArgumentException("maxAge must be positive: " + maxAge);
    }
    if (maxBytes < LEAST_BYTES) {
      throw new IllegalArgumentException(
          "maxBytes must be at least " + LEAST_BYTES + ": " + maxBytes);
    }
  }

  /** These limits with another number of messages. */
  public CorrelationLimits withMaxOpenMessages(int messages) {
    return new CorrelationLimits(messages, maxRecipients, maxAttempts, maxAge, maxBytes);
  }

  /** These limits with another age. */
  public CorrelationLimits withMaxAge(Duration age) {
    return new CorrelationLimits(maxOpenMessages, maxRecipients, maxAttempts, age, maxBytes);
  }

  /** These limits with another number of bytes. */
  public CorrelationLimits withMaxBytes(long bytes) {
    return new CorrelationLimits(maxOpenMessages, maxRecipients, maxAttempts, maxAge, bytes);
  }

  /** What all messages may take. */
  long maxMessagesBytes() {
    return maxBytes - maxBytes / 4;
  }

  /** What one message may take. */
  long maxMessageBytes() {
    return Math.min(maxBytes / 4, 1 << 30);
  }

  /** What all sessions may take. */
  long maxSessionBytes() {
    return maxBytes / 4;
  }
}
