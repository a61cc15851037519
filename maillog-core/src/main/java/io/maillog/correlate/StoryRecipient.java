package io.maillog.correlate;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.ByteSlice;
import io.maillog.event.DeliveryStatus;
import io.maillog.trace.Attempt;
import io.maillog.trace.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One recipient of an open message. {@link StoryRecipients} changes it, and counts. */
class StoryRecipient {
  private static final StoryAttempt[] NONE = {};

  /** How many seconds a delivery may take: lines that are closer may be of one. */
  private static final int RUN_SECONDS = 5;

  /** The addresses, as the log has them. */
  byte[] to;

  byte @Nullable [] origTo;

  /** The message's next recipient. */
  @Nullable StoryRecipient next;

  // The latest attempt, without an object of its own: most recipients have one. No answer: none.
  private long second;
  private long rest;
  private long delay;
  private @Nullable Answer answer;

  private StoryAttempt[] before = NONE;
  private int attemptsCut;
  private @Nullable Outcome decided;

  StoryRecipient(ByteSlice to, @Nullable ByteSlice origTo) {
    this.to = bytes(to);
    this.origTo = origTo == null ? null : bytes(origTo);
  }

  static byte[] bytes(ByteSlice text) {
    return Arrays.copyOfRange(text.array(), text.from(), text.to());
  }

  /** Whether it has exactly these addresses. */
  final boolean hasAddresses(ByteSlice otherTo, @Nullable ByteSlice otherOrigTo) {
    byte[] orig = origTo;
    return equal(to, otherTo)
        && (orig == null ? otherOrigTo == null : otherOrigTo != null && equal(orig, otherOrigTo));
  }

  /** Whether exactly these addresses tell it. */
  boolean is(ByteSlice otherTo, @Nullable ByteSlice otherOrigTo) {
    return hasAddresses(otherTo, otherOrigTo);
  }

  /** Whether this is the id of its copy of the message. */
  boolean isEnvelope(ByteSlice id) {
    return false;
  }

  /** The id of its copy of the message; {@code null} if it has none. */
  byte @Nullable [] envelope() {
    return null;
  }

  /** Whether it was this address before any rewriting. */
  boolean wasOrdered(ByteSlice address) {
    byte[] orig = origTo;
    return equal(orig == null ? to : orig, address);
  }

  /** Whether it has this address, whatever that was before, and will be tried again. */
  boolean isWaiting(ByteSlice otherTo) {
    return !isSettled() && wasTried() && equal(to, otherTo);
  }

  /** Whether its address is this local part, and a domain. */
  boolean hasLocalPart(ByteSlice local) {
    int length = local.length();
    return to.length > length
        && to[length] == '@'
        && ByteScan.equal(to, 0, length, local.array(), local.from(), local.to());
  }

  /**
   * Whether it has these addresses, but for the form of the domain, which the log has as it was
   * typed and as the DNS has it.
   */
  boolean isElsewhereWritten(ByteSlice otherTo, @Nullable ByteSlice otherOrigTo) {
    byte[] orig = origTo;
    int domain = ByteScan.lastIndexOf(to, 0, to.length, (byte) '@') + 1;
    return domain > 0
        && otherTo.length() > domain
        && ByteScan.equal(to, 0, domain, otherTo.array(), otherTo.from(), otherTo.from() + domain)
        && (orig == null ? otherOrigTo == null : otherOrigTo != null && equal(orig, otherOrigTo))
        && Mentions.same(new String(to, StandardCharsets.UTF_8), otherTo.toString());
  }

  /** Whether it was this address before any rewriting, which changed no more than its case. */
  boolean isInOtherCase(ByteSlice address) {
    byte[] orig = origTo;
    if (orig == null || orig.length != to.length || !equal(orig, address)) {
      return false;
    }
    for (int i = 0; i < to.length; i++) {
      if (lowerCase(to[i]) != lowerCase(orig[i])) {
        return false;
      }
    }
    return true;
  }

  private static int lowerCase(byte c) {
    return c >= 'A' && c <= 'Z' ? c | ' ' : c;
  }

  /** Whether it waits for another attempt since a delivery before this second. */
  boolean hasWaitedUntil(long line) {
    return !isSettled() && wasTried() && rest != PackedTime.NONE && line - second >= RUN_SECONDS;
  }

  /** The server redirected it. {@link StoryRecipients} finds it by its addresses. */
  void redirect(ByteSlice newTo, @Nullable ByteSlice newOrigTo) {
    to = bytes(newTo);
    origTo = newOrigTo == null ? null : bytes(newOrigTo);
  }

  static boolean equal(byte[] a, ByteSlice b) {
    return ByteScan.equal(a, 0, a.length, b.array(), b.from(), b.to());
  }

  /** The hash of its addresses: as {@link #hash(TextHash, ByteSlice, ByteSlice)}. */
  int hash(TextHash hash) {
    int h = hash.of(to, 0, to.length);
    return origTo == null ? h : 31 * h + hash.of(origTo, 0, origTo.length);
  }

  static int hash(TextHash hash, ByteSlice to, @Nullable ByteSlice origTo) {
    int h = hash.of(to.array(), to.from(), to.to());
    return origTo == null ? h : 31 * h + hash.of(origTo.array(), origTo.from(), origTo.to());
  }

  /** How the latest attempt ended; {@code null} if there was none. */
  @Nullable DeliveryStatus status() {
    return answer == null ? null : answer.status();
  }

  boolean wasTried() {
    return answer != null;
  }

  /** How the first attempt ended; {@code null} if there was none. */
  @Nullable Answer firstAnswer() {
    return before.length == 0 ? answer : before[0].answer();
  }

  /** What it takes without its attempts. */
  int weight() {
    return HeldBytes.RECIPIENT + to.length + (origTo == null ? 0 : 24 + origTo.length);
  }

  /**
   * What the latest attempt's answer takes.
   *
   * @param common an answer that costs nothing more, where there is no attempt before to share with
   */
  int weightOfLatest(@Nullable Answer common) {
    Answer latest = answer;
    if (latest == null) {
      return 0;
    }
    return latest.isLike(before.length == 0 ? common : before[before.length - 1].answer())
        ? 0
        : latest.weight();
  }

  int attemptsCut() {
    return attemptsCut;
  }

  void setAttemptsCut(int count) {
    attemptsCut = count;
  }

  /** What the server decided of this recipient beside its attempts, such as a refusal. */
  @Nullable Outcome decided() {
    return decided;
  }

  void decide(@Nullable Outcome outcome) {
    decided = outcome;
  }

  /** Whether it could not be delivered to. */
  boolean hasFailed() {
    return decided == null
        ? answer != null && answer.status() == DeliveryStatus.BOUNCED
        : decided == Outcome.BOUNCED;
  }

  /** Whether no further attempt will be made. */
  boolean isSettled() {
    return decided != null
        ? decided != Outcome.DEFERRED
        : answer != null && answer.status() != DeliveryStatus.DEFERRED;
  }

  /** Adds an attempt; beyond the limit the latest one takes the place of the one before it. */
  boolean add(StoryAttempt attempt, int maxAttempts) {
    boolean fits = answer == null || before.length + 1 < maxAttempts;
    if (!fits) {
      attemptsCut++;
    } else if (answer != null) {
      before = Arrays.copyOf(before, before.length + 1);
      before[before.length - 1] = new StoryAttempt(second, rest, delay, answer);
    }
    decided = null;
    second = attempt.second();
    rest = attempt.rest();
    delay = attempt.delay();
    answer = attempt.answer();
    return fits;
  }

  /** All attempts that are kept, the earliest first, as they are kept. */
  List<StoryAttempt> kept() {
    if (answer == null) {
      return List.of();
    }
    List<StoryAttempt> kept = new ArrayList<>(List.of(before));
    kept.add(new StoryAttempt(second, rest, delay, answer));
    return kept;
  }

  /** All attempts that are kept, the earliest first. */
  List<Attempt> attempts() {
    if (answer == null) {
      return List.of();
    }
    Attempt latest = StoryAttempt.toAttempt(second, rest, delay, answer, to);
    if (before.length == 0) {
      return List.of(latest);
    }
    List<Attempt> attempts = new ArrayList<>(before.length + 1);
    for (StoryAttempt attempt : before) {
      attempts.add(attempt.toAttempt(to));
    }
    attempts.add(latest);
    return attempts;
  }
}
