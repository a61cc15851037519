package io.maillog.correlate;

import io.maillog.trace.Client;
import io.maillog.trace.Note;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes the stories or sessions of a table take of the heap, about. What is counted
 * depends on the log alone, not on what is shared at the moment: so a limit cuts the same on each
 * run, and after a restore.
 */
final class HeldBytes {
  // What one of each takes beside its texts, its share of tables and lists included; measured.
  static final int STORY = 216;
  static final int SESSION = 200;
  static final int RECIPIENT = 84;
  static final int ENVELOPE = 32;
  static final int ATTEMPT = 48;
  static final int ANSWER = 100;
  static final int NOTE = 128;
  static final int LINK = 184;
  static final int MENTION = 72;
  static final int EXTRAS = 64;
  static final int CUT_RECIPIENT = 32;

  /** What a client may have of texts without being counted: messages share it. */
  private static final int PLAIN_CLIENT = 256;

  private long sum;

  /** All together. */
  long sum() {
    return sum;
  }

  void add(long bytes) {
    sum += bytes;
  }

  /** The length of a text; 0 for none. */
  static int of(@Nullable String text) {
    return text == null ? 0 : text.length();
  }

  /** What a client takes that is unlike others. */
  static int of(Client c) {
    int texts = of(c.host()) + of(c.ip()) + of(c.helo()) + of(c.protocol());
    texts += of(c.tls()) + of(c.saslMethod()) + of(c.saslUsername());
    return Math.max(0, texts - PLAIN_CLIENT);
  }

  /** What a note takes. */
  static int of(Note note) {
    return NOTE + of(note.action()) + of(note.reason());
  }
}
