package io.maillog.correlate;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.ByteSlice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The texts that a message has for itself: host and queue id, Message-ID, sender. They stand one
 * behind the other in one array, as the log has them, since a String of each takes two objects and
 * three times the memory. A superclass of {@link Story}, and no part of it, for the same reason.
 */
abstract class StoryTexts {
  private static final byte[] NOTHING = new byte[0];
  private static final int ABSENT = -1;

  private byte[] texts = NOTHING;
  private int idFrom;
  private int keyLength;
  private int messageIdLength = ABSENT;
  private int fromLength = ABSENT;
  private int weight = HeldBytes.STORY;
  private @Nullable HeldBytes heldBy;

  /** About how many bytes of the heap it takes: see {@link HeldBytes}. */
  final int weight() {
    return weight;
  }

  /** It takes so many bytes more, or less. */
  final void weigh(int bytes) {
    weight += bytes;
    HeldBytes holder = heldBy;
    if (holder != null) {
      holder.add(bytes);
    }
  }

  /** It is held by a table, which counts its bytes; {@code null} if by none any more. */
  final void heldBy(@Nullable HeldBytes holder) {
    HeldBytes before = heldBy;
    if (before != null) {
      before.add(-weight);
    }
    heldBy = holder;
    if (holder != null) {
      holder.add(weight);
    }
  }

  /** Forgets all texts. */
  void forgetContent() {
    texts = NOTHING;
    idFrom = 0;
    keyLength = 0;
    messageIdLength = ABSENT;
    fromLength = ABSENT;
  }

  /** Sets host and queue id, before anything else is set. */
  final void setKey(@Nullable ByteSlice host, ByteSlice queueId) {
    int idAt = host == null ? 1 : host.length() + 1;
    byte[] key = new byte[idAt + queueId.length()];
    if (host != null) {
      System.arraycopy(host.array(), host.from(), key, 0, host.length());
    }
    System.arraycopy(queueId.array(), queueId.from(), key, idAt, queueId.length());
    setKey(key, idAt);
  }

  /** Sets host and queue id as one, with a NUL between them. */
  final void setKey(byte[] key, int idAt) {
    weigh(2 * key.length); // and the host as a string
    texts = key;
    idFrom = idAt;
    keyLength = key.length;
  }

  /** Whether there is a queue id; a refusal may have none. */
  final boolean hasQueueId() {
    return keyLength > 0;
  }

  final @Nullable String queueId() {
    return hasQueueId() ? string(idFrom, keyLength) : null;
  }

  final boolean isQueueId(ByteSlice id) {
    return hasQueueId() && isText(idFrom, keyLength, id);
  }

  final boolean sameQueueId(StoryTexts other) {
    return ByteScan.equal(texts, idFrom, keyLength, other.texts, other.idFrom, other.keyLength);
  }

  /** The host's and the queue id's bytes; empty for a refusal without an id. */
  final byte[] key() {
    return Arrays.copyOf(texts, keyLength);
  }

  final boolean hasKey(@Nullable ByteSlice host, ByteSlice queueId) {
    return isQueueId(queueId) && isOfServer(host);
  }

  /** Whether it is in the server that has this in the keys of tables. */
  final boolean isOfServer(@Nullable ByteSlice server) {
    return server == null ? idFrom <= 1 : isText(0, idFrom - 1, server);
  }

  /** What its server has in the keys of tables; {@code null} if nothing tells which it is. */
  final @Nullable ByteSlice serverBytes() {
    return idFrom <= 1 ? null : new ByteSlice().wrap(texts, 0, idFrom - 1);
  }

  final boolean sameKey(StoryTexts other) {
    return ByteScan.equal(texts, 0, keyLength, other.texts, 0, other.keyLength);
  }

  final boolean hasMessageId() {
    return messageIdLength != ABSENT;
  }

  final @Nullable String messageId() {
    return hasMessageId() ? string(keyLength, fromAt()) : null;
  }

  /** Sets the Message-ID, which has none yet. */
  final void setMessageId(ByteSlice id) {
    setMessageId(id.array(), id.from(), id.to());
  }

  /** Takes the Message-ID of another one, if it has one and this has none. */
  final void takeMessageId(StoryTexts other) {
    if (other.hasMessageId() && !hasMessageId()) {
      setMessageId(other.texts, other.keyLength, other.fromAt());
    }
  }

  private void setMessageId(byte[] b, int from, int to) {
    int length = to - from;
    byte[] joined = new byte[texts.length + length];
    System.arraycopy(texts, 0, joined, 0, keyLength);
    System.arraycopy(b, from, joined, keyLength, length);
    System.arraycopy(texts, keyLength, joined, keyLength + length, texts.length - keyLength);
    texts = joined;
    messageIdLength = length;
    weigh(length);
  }

  final boolean isMessageId(ByteSlice id) {
    return hasMessageId() && isText(keyLength, fromAt(), id);
  }

  /** Whether there is a Message-ID that tells the message from others. */
  final boolean tellsMessageId() {
    return hasMessageId() && MessageIds.tells(messageIdLength);
  }

  /** Whether both have the same Message-ID, and one that tells a message from others. */
  final boolean sharesMessageId(StoryTexts other) {
    return tellsMessageId()
        && other.hasMessageId()
        && MessageIds.same(
            texts, keyLength, fromAt(), other.texts, other.keyLength, other.fromAt());
  }

  /** The hash of the queue id. */
  final int hashQueueId(TextHash hash) {
    return hash.of(texts, idFrom, keyLength);
  }

  final boolean hasFrom() {
    return fromLength != ABSENT;
  }

  /** The sender; empty for the null sender, {@code null} if it is not known. */
  final @Nullable String from() {
    return hasFrom() ? string(fromAt(), texts.length) : null;
  }

  /** {@link #from()}, as a string that may be shared. */
  final @Nullable String from(Names names) {
    return hasFrom() ? names.of(texts, fromAt(), texts.length) : null;
  }

  /** Whether the sender is this one, or neither is known. */
  final boolean isFrom(@Nullable ByteSlice sender) {
    return sender == null ? !hasFrom() : hasFrom() && isText(fromAt(), texts.length, sender);
  }

  final void setFrom(@Nullable ByteSlice sender) {
    if (!isFrom(sender)) {
      int length = sender == null ? 0 : sender.length();
      weigh(length - Math.max(0, fromLength));
      texts = Arrays.copyOf(texts, fromAt() + length);
      if (sender != null) {
        System.arraycopy(sender.array(), sender.from(), texts, fromAt(), length);
      }
      fromLength = sender == null ? ABSENT : length;
    }
  }

  final void setFrom(@Nullable String sender) {
    setFrom(sender == null ? null : slice(sender.getBytes(StandardCharsets.UTF_8)));
  }

  // The texts as bytes, for saving.

  final @Nullable ByteSlice queueIdBytes() {
    return hasQueueId() ? new ByteSlice().wrap(texts, idFrom, keyLength) : null;
  }

  final @Nullable ByteSlice messageIdBytes() {
    return hasMessageId() ? new ByteSlice().wrap(texts, keyLength, fromAt()) : null;
  }

  final @Nullable ByteSlice fromBytes() {
    return hasFrom() ? new ByteSlice().wrap(texts, fromAt(), texts.length) : null;
  }

  private int fromAt() {
    return keyLength + Math.max(0, messageIdLength);
  }

  private boolean isText(int from, int to, ByteSlice text) {
    return ByteScan.equal(texts, from, to, text.array(), text.from(), text.to());
  }

  private String string(int from, int to) {
    return new String(texts, from, to - from, StandardCharsets.UTF_8);
  }

  private static ByteSlice slice(byte[] bytes) {
    return new ByteSlice().wrap(bytes, 0, bytes.length);
  }
}
