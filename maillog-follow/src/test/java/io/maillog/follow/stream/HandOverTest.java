package io.maillog.follow.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class HandOverTest {
  private final AtomicInteger wakes = new AtomicInteger();
  private final HandOver handOver = new HandOver(8, wakes::incrementAndGet);
  private final byte[] taken = new byte[100];

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void givesBytesInTheirOrderAcrossTheRingsEnd() {
    handOver.putWhole(bytes("abcde"), 0, 5);
    assertThat(handOver.take(taken, 0, 4)).isEqualTo(4);
    handOver.putWhole(bytes("fghijk"), 0, 6);
    assertThat(handOver.size()).isEqualTo(7);
    assertThat(handOver.take(taken, 4, 50)).isEqualTo(7);
    assertThat(new String(taken, 0, 11, StandardCharsets.US_ASCII)).isEqualTo("abcdefghijk");
    assertThat(handOver.take(taken, 0, 50)).isZero();
  }

  @Test
  void wakesWhenTheFirstBytesCome() {
    handOver.putWhole(bytes("a"), 0, 1);
    handOver.putWhole(bytes("b"), 0, 1);
    assertThat(wakes).hasValue(1);
    handOver.take(taken, 0, 50);
    handOver.putWhole(bytes("c"), 0, 1);
    assertThat(wakes).hasValue(2);
  }

  @Test
  void refusesWhatDoesNotFitWhole() {
    assertThat(handOver.offerWhole(bytes("abcdef"), 0, 6)).isTrue();
    assertThat(handOver.offerWhole(bytes("ghi"), 0, 3)).isFalse();
    assertThat(handOver.offerWhole(bytes("gh"), 0, 2)).isTrue();
    assertThat(handOver.take(taken, 0, 50)).isEqualTo(8);
    assertThatThrownBy(() -> handOver.putWhole(taken, 0, 9))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whoPutsWaitsForRoomAndGoesOn() throws Exception {
    byte[] much = new byte[1000];
    Thread putter = new Thread(() -> handOver.put(much, 0, much.length));
    putter.start();
    int count = 0;
    while (count < much.length) {
      int n = handOver.take(taken, 0, 5);
      count += n;
      assertThat(handOver.size()).isLessThanOrEqualTo(8);
      Thread.onSpinWait();
    }
    putter.join();
    assertThat(count).isEqualTo(1000);
  }

  @Test
  void closeReleasesWhoWaits() throws Exception {
    AtomicBoolean went = new AtomicBoolean(true);
    Thread putter = new Thread(() -> went.set(handOver.put(new byte[100], 0, 100)));
    Thread whole =
        new Thread(
            () -> {
              handOver.putWhole(new byte[8], 0, 8);
              handOver.pause(1_000_000);
            });
    putter.start();
    whole.start();
    handOver.close();
    putter.join();
    whole.join();
    assertThat(went).isFalse();
    assertThat(handOver.take(taken, 0, 50)).isZero();
    assertThat(handOver.offerWhole(taken, 0, 1)).isFalse();
  }

  @Test
  void isExhaustedWhenItEndedAndAllWasTaken() {
    handOver.putWhole(bytes("a"), 0, 1);
    handOver.end();
    assertThat(handOver.exhausted()).isFalse();
    handOver.take(taken, 0, 50);
    assertThat(handOver.exhausted()).isTrue();
  }
}
