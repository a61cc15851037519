package io.maillog.follow.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maillog.follow.stream.JournalFilter.Verdict;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JournalPositionTest {
  private static final JournalPosition SAVED =
      new JournalPosition("s=aa;i=10;b=bb;m=500;t=1000;x=7", 0x1000);

  private static JournalPosition at(String cursor, long realtime) {
    return new JournalPosition(cursor, realtime);
  }

  @ParameterizedTest
  @CsvSource({
    // the number in a sequence decides, whatever boot and clock say; it is hexadecimal
    "s=aa;i=10;b=bb;m=500;t=1000;x=7, 4096, SAME",
    "s=aa;i=10;b=cc;m=1;t=1;x=9, 1, SAME",
    "s=aa;i=f;b=bb;m=900;t=2000;x=8, 8192, BEFORE",
    "s=aa;i=11;b=cc;m=1;t=1;x=8, 1, AFTER",
    "s=aa;i=100;b=bb;m=1;t=1;x=8, 1, AFTER",
    // of another sequence: the boot's clock
    "s=dd;i=1;b=bb;m=4ff;t=2000;x=8, 8192, BEFORE",
    "s=dd;i=1;b=bb;m=501;t=1;x=8, 1, AFTER",
    "s=dd;i=1;b=bb;m=500;t=1000;x=7, 4096, SAME",
    "s=dd;i=1;b=bb;m=500;t=1000;x=8, 4096, PERHAPS_AFTER",
    // of another boot: the time of day
    "s=dd;i=99;b=cc;m=500;t=fff;x=7, 4095, PERHAPS_BEFORE",
    "s=dd;i=1;b=cc;m=500;t=1000;x=7, 4096, PERHAPS_AFTER",
    "s=dd;i=1;b=cc;m=1;t=1001;x=7, 4097, PERHAPS_AFTER",
    // what cannot be read tells nothing
    "s=aa;i=zz;b=cc, 1, PERHAPS_BEFORE",
    "s=aa;i=ffffffffffffffffffff;b=cc, 9000, PERHAPS_AFTER",
    "whatever, 1, PERHAPS_BEFORE",
  })
  void order(String cursor, long realtime, JournalPosition.Order order) {
    assertThat(at(cursor, realtime).to(SAVED)).isEqualTo(order);
  }

  @Test
  void filters() {
    JournalFilter atCursor = JournalFilter.atCursor(SAVED);
    assertThat(atCursor.judge(SAVED)).isEqualTo(Verdict.DROP);
    assertThat(atCursor.judge(at("s=aa;i=1", 1))).isEqualTo(Verdict.GIVE);
    assertThat(JournalFilter.atCursor(SAVED).judge(at("s=aa;i=11", 1))).isEqualTo(Verdict.SEARCH);

    JournalFilter near = JournalFilter.nearCursor(SAVED);
    assertThat(near.judge(at("s=aa;i=1", 1))).isEqualTo(Verdict.DROP);
    assertThat(near.judge(at("s=aa;i=12", 1))).isEqualTo(Verdict.GIVE);
    assertThat(JournalFilter.nearCursor(SAVED).judge(at("s=q", 1))).isEqualTo(Verdict.SEARCH);

    JournalFilter searching = JournalFilter.searching(SAVED, true);
    assertThat(searching.judge(at("s=q", 1))).isEqualTo(Verdict.DROP);
    assertThat(searching.judge(at("s=aa;i=1", 9999))).isEqualTo(Verdict.DROP);
    assertThat(searching.judge(at("s=aa;i=11", 1))).isEqualTo(Verdict.GIVE);
    assertThat(searching.judge(at("s=q", 1))).isEqualTo(Verdict.DROP);
    assertThat(searching.found()).isFalse();
    assertThat(searching.judge(SAVED)).isEqualTo(Verdict.DROP);
    assertThat(searching.found()).isTrue();
    assertThat(searching.judge(at("s=q", 1))).isEqualTo(Verdict.GIVE);

    JournalFilter clockSetBack = JournalFilter.searching(SAVED, false);
    assertThat(clockSetBack.judge(at("s=q", 1))).isEqualTo(Verdict.GIVE);
    assertThat(clockSetBack.judge(at("s=aa;i=1", 1))).isEqualTo(Verdict.DROP);

    JournalFilter since = JournalFilter.since(50);
    assertThat(since.judge(at("a", 49))).isEqualTo(Verdict.DROP);
    assertThat(since.judge(at("a", 50))).isEqualTo(Verdict.GIVE);
    assertThat(since.judge(at("a", 49))).isEqualTo(Verdict.GIVE);
  }

  @Test
  void startsAreSavedAndRestored() throws IOException {
    for (JournalStart start :
        new JournalStart[] {
          JournalStart.beginning(),
          JournalStart.end(),
          JournalStart.since(Instant.parse("2026-11-05T10:00:00.000001Z")),
          JournalStart.behind(SAVED)
        }) {
      JournalStart restored = JournalStart.restore(input(bytes(start)));
      assertThat(restored.from()).isEqualTo(start.from());
      assertThat(restored.since()).isEqualTo(start.since());
      assertThat(bytes(restored)).isEqualTo(bytes(start));
    }
    assertThat(JournalStart.since(Instant.MAX).since()).isPositive();
    assertThat(JournalStart.since(Instant.MIN).from()).isEqualTo(JournalStart.From.BEGINNING);
  }

  @Test
  void whatCannotStandThereIsRefused() throws IOException {
    byte[] good = bytes(JournalStart.behind(SAVED));
    for (int length = 0; length < good.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(good, length);
      assertThatThrownBy(() -> JournalStart.restore(input(cut))).isInstanceOf(IOException.class);
    }
    refused(new byte[] {2, 0}, "version 2");
    refused(new byte[] {1, 77}, "no start");
    refused(new byte[] {1, -1}, "no start");
    refused(bytes(JournalStart.behind(at("", 1))), "no position");
    refused(bytes(JournalStart.behind(at("a b", 1))), "no position");
    refused(bytes(JournalStart.behind(at("a\nb", 1))), "no position");
    refused(bytes(JournalStart.behind(at("a".repeat(2000), 1))), "no position");
    refused(bytes(JournalStart.behind(at("a", -1))), "no position");
    refused(bytes(JournalStart.behind(at("a", Long.MAX_VALUE))), "no position");
    refused(new byte[] {1, 2, -1, 0, 0, 0, 0, 0, 0, 0}, "no time");
  }

  private static void refused(byte[] saved, String why) {
    assertThatThrownBy(() -> JournalStart.restore(input(saved)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(why);
  }

  private static byte[] bytes(JournalStart start) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    start.save(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static DataInputStream input(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }
}
