package io.maillog.correlate;

import io.maillog.trace.Client;
import io.maillog.trace.Note;
import org.jspecify.annotations.Nullable;

/** One client session: what its own lines say, until it hands over a message. */
final class Session {
  /** Its host, and what tells it from the others there: the process that serves it, or its id. */
  final HostKey key;

  /** Where it stands in the table of open sessions. */
  int place = Places.NONE;

  private Client client = ClientFacts.NONE;
  private @Nullable Story refusal;
  private @Nullable EarlyLines early;
  private final HeldBytes held;
  private int weight;
  private int clientWeight;

  /** The message that was handed over last, while it may still fail with the session. */
  @Nullable Story current;

  /** {@link #current}, unless its trace was given since: then nothing may change it any more. */
  @Nullable Story open() {
    return current == null || current.given ? null : current;
  }

  /** How many messages the client began to hand over. */
  int begun;

  /** A session of this key, whose bytes are counted in {@code held} as long as it is open. */
  Session(HostKey key, HeldBytes held) {
    this.key = key;
    this.held = held;
    weigh(HeldBytes.SESSION + key.length());
  }

  private void weigh(int bytes) {
    weight += bytes;
    held.add(bytes);
  }

  /** It is out of the table: what it still has is not counted any more. */
  void closed() {
    weigh(-weight);
  }

  /** What is known of the client. */
  Client client() {
    return client;
  }

  @SuppressWarnings("ReferenceEquality") // most lines say nothing new of it
  void setClient(Client facts) {
    if (facts != client) {
      int before = clientWeight;
      clientWeight = HeldBytes.of(facts);
      weigh(clientWeight - before);
      client = facts;
    }
  }

  /** The refusals of the present sender, as one story; {@code null} if there is none. */
  @Nullable Story refusal() {
    return refusal;
  }

  void setRefusal(@Nullable Story story) {
    if (story != refusal && story != null) {
      story.heldBy(held);
    }
    refusal = story;
  }

  /** What was said of the next message; {@code null} if nothing was. */
  @Nullable EarlyLines early() {
    return early;
  }

  /** Forgets what was said of the next message. */
  void forgetEarly() {
    if (early != null) {
      weigh(-early.weight());
      early = null;
    }
  }

  /** Begins with what is said of the next message, or goes on from a saved state. */
  void setEarly(@Nullable EarlyLines lines) {
    forgetEarly();
    early = lines;
    weigh(lines == null ? 0 : lines.weight());
  }

  /** A further line of the next message. */
  void addEarly(Note note, @Nullable String from, @Nullable String to) {
    EarlyLines lines = early;
    if (lines != null) {
      int before = lines.weight();
      lines.add(note, from, to);
      weigh(lines.weight() - before);
    }
  }
}
