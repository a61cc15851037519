package io.maillog.correlate;

import io.maillog.trace.Client;
import org.jspecify.annotations.Nullable;

/** One client session: what its own lines say, until it hands over a message. */
final class Session {
  /** The host's process that serves it. */
  final HostKey key;

  /** Where it stands in the table of open sessions. */
  int place = Places.NONE;

  Client client = ClientFacts.NONE;

  /** The refusals of the present sender, as one story; {@code null} if there is none. */
  @Nullable Story refusal;

  /** The message that was handed over last, while it may still fail with the session. */
  @Nullable Story current;

  /** {@link #current}, unless its trace was given since: then nothing may change it any more. */
  @Nullable Story open() {
    return current == null || current.given ? null : current;
  }

  /** What was said of the next message; {@code null} if nothing was. */
  @Nullable EarlyLines early;

  Session(HostKey key) {
    this.key = key;
  }
}
