package io.maillog.correlate;

import io.maillog.bytes.ByteSlice;
import org.jspecify.annotations.Nullable;

/**
 * A recipient whose copy of the message has an id of its own, by which it is told from others of
 * the same addresses. A class of its own, so that it costs nothing where servers give no such ids.
 */
final class EnvelopeRecipient extends StoryRecipient {
  private final byte[] envelope;

  EnvelopeRecipient(ByteSlice to, @Nullable ByteSlice origTo, ByteSlice envelope) {
    super(to, origTo);
    this.envelope = bytes(envelope);
  }

  @Override
  boolean is(ByteSlice otherTo, @Nullable ByteSlice otherOrigTo) {
    return false; // addresses alone do not tell it
  }

  @Override
  boolean isEnvelope(ByteSlice id) {
    return equal(envelope, id);
  }

  @Override
  byte[] envelope() {
    return envelope;
  }

  @Override
  int hash(TextHash hash) {
    return hash.of(envelope, 0, envelope.length);
  }

  static int hash(TextHash hash, ByteSlice id) {
    return hash.of(id.array(), id.from(), id.to());
  }

  @Override
  int weight() {
    return super.weight() + HeldBytes.ENVELOPE + envelope.length;
  }
}
