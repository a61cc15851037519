package io.maillog.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.bytes.ByteSlice;
import io.maillog.event.DeliveryStatus;
import io.maillog.event.LogTime;
import io.maillog.trace.Outcome;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which lines' addresses are those of a recipient. */
class StoryRecipientTest {
  private static ByteSlice slice(String text) {
    byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
    return new ByteSlice().wrap(bytes, 1, bytes.length - 1);
  }

  private static @Nullable ByteSlice sliceOrNull(@Nullable String text) {
    return text == null ? null : slice(text);
  }

  private static StoryRecipient recipient(String to, @Nullable String origTo) {
    return new StoryRecipient(slice(to), sliceOrNull(origTo));
  }

  private static StoryRecipient tried(DeliveryStatus status, @Nullable LogTime time) {
    StoryRecipient recipient = recipient("b@y.example", null);
    Answer answer = new Answer(status, null, null, -1, null, -1, null, false, null);
    recipient.add(StoryAttempt.of(time, null, answer), 10);
    return recipient;
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "b@bücher.example, -, b@xn--bcher-kva.example, -, true",
        "b@bücher.example, o@y, b@xn--bcher-kva.example, o@y, true",
        "b@bücher.example, o@y, b@xn--bcher-kva.example, -, false",
        "b@bücher.example, -, b@xn--bcher-kva.example, o@y, false",
        "b@bücher.example, o@y, b@xn--bcher-kva.example, p@y, false",
        "b@bücher.example, -, c@xn--bcher-kva.example, -, false",
        "b@bücher.example, -, B@xn--bcher-kva.example, -, false", // local parts have a case
        "b@bücher.example, -, b@xn--kva.example, -, false",
        "b@bücher.example, -, b@, -, false",
        "b@x@bücher.example, -, b@x@xn--bcher-kva.example, -, true",
        "@bücher.example, -, @xn--bcher-kva.example, -, true",
        "bücher.example, -, xn--bcher-kva.example, -, false", // no address
        "b, -, b, -, false",
      })
  void isElsewhereWritten(
      String to,
      @Nullable String origTo,
      String otherTo,
      @Nullable String otherOrigTo,
      boolean same) {
    assertThat(recipient(to, origTo).isElsewhereWritten(slice(otherTo), sliceOrNull(otherOrigTo)))
        .isEqualTo(same);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "bob@y, BOB@y, BOB@y, true",
        "azAZ@y, AZaz@y, AZaz@y, true",
        "bob@y, BOB@y, bob@y, false", // not what was ordered
        "bob@y, BOB@yy, BOB@yy, false",
        "bob@y, BOC@y, BOC@y, false",
        "b@x, b`x, b`x, false", // 0x20 away, and no letters
        "b[x, b{x, b{x, false",
        "bob@y, -, bob@y, false",
      })
  void isInOtherCase(String to, @Nullable String origTo, String address, boolean same) {
    assertThat(recipient(to, origTo).isInOtherCase(slice(address))).isEqualTo(same);
  }

  @ParameterizedTest
  @CsvSource({"bob, true", "bo, false", "bob@y, false", "bob@, false", "bop, false"})
  void hasLocalPart(String local, boolean has) {
    assertThat(recipient("bob@y", null).hasLocalPart(slice(local))).isEqualTo(has);
    assertThat(recipient(local, null).hasLocalPart(slice(local))).isFalse();
  }

  @Test
  void waitsWhileItIsDeferred() {
    LogTime time = new LogTime(100, 0, 0, 0);
    StoryRecipient deferred = tried(DeliveryStatus.DEFERRED, time);
    assertThat(deferred.isWaiting(slice("b@y.example"))).isTrue();
    assertThat(deferred.isWaiting(slice("c@y.example"))).isFalse();
    deferred.decide(Outcome.EXPIRED);
    assertThat(deferred.isWaiting(slice("b@y.example"))).isFalse();
    assertThat(tried(DeliveryStatus.SENT, time).isWaiting(slice("b@y.example"))).isFalse();
    assertThat(recipient("b@y.example", null).isWaiting(slice("b@y.example"))).isFalse();
  }

  @Test
  void hasWaitedSomeSeconds() {
    LogTime time = new LogTime(100, 0, 0, 0);
    StoryRecipient deferred = tried(DeliveryStatus.DEFERRED, time);
    assertThat(deferred.hasWaitedUntil(104)).isFalse();
    assertThat(deferred.hasWaitedUntil(105)).isTrue();
    assertThat(tried(DeliveryStatus.DEFERRED, null).hasWaitedUntil(105)).isFalse();
    assertThat(tried(DeliveryStatus.SENT, time).hasWaitedUntil(105)).isFalse();
    assertThat(recipient("b@y.example", null).hasWaitedUntil(105)).isFalse();
  }

  @Test
  void weighsWhatItsAddressesTake() {
    assertThat(recipient("b@y.example", null).weight()).isEqualTo(HeldBytes.RECIPIENT + 11);
    assertThat(recipient("b@y.example", "o@y").weight()).isEqualTo(HeldBytes.RECIPIENT + 11 + 27);
  }

  @Test
  void firstAnswerStaysTheFirst() {
    StoryRecipient recipient = tried(DeliveryStatus.DEFERRED, null);
    Answer first = recipient.firstAnswer();
    Answer sent = new Answer(DeliveryStatus.SENT, null, null, -1, null, -1, null, false, null);
    recipient.add(StoryAttempt.of(null, null, sent), 10);
    assertThat(recipient.firstAnswer()).isSameAs(first).isNotNull();
    assertThat(recipient.attempts())
        .extracting(attempt -> attempt.status())
        .containsExactly(DeliveryStatus.DEFERRED, DeliveryStatus.SENT);
  }
}
