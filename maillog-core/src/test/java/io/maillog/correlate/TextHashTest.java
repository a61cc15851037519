package io.maillog.correlate;

import static io.maillog.correlate.Lines.slice;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.ByteSlice;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who knows the hash can choose texts that make a list of a table; so nobody may know it. */
class TextHashTest {
  private static final int MANY = 500;
  private static final int FEW = 20;
  private static final TextHash KNOWN = new TextHash(1234567);

  /** Texts whose hash has the same lowest ten bits, for whoever knows the hash. */
  private static List<String> chosen(ToIntFunction<String> hash) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; texts.size() < MANY; i++) {
      String text = Integer.toHexString(i);
      if ((hash.applyAsInt(text) & 1023) == 0) {
        texts.add(text);
      }
    }
    return texts;
  }

  private static int hash(TextHash hash, ByteSlice text) {
    return hash.of(text.array(), text.from(), text.to());
  }

  private static int longestOfTable(TextHash hash, List<String> ids) {
    StoryTable table = new StoryTable(hash);
    for (String id : ids) {
      table.add(new Story("server", Lines.server("mx1"), null), slice("mx1"), slice(id));
    }
    return table.longestBucket();
  }

  @Test
  void queueIdsThatAreChosenForOneSecretAreSpreadByAnother() {
    List<String> ids = chosen(id -> hash(KNOWN, slice(id)));

    assertThat(longestOfTable(KNOWN, ids)).isEqualTo(MANY);
    assertThat(longestOfTable(new TextHash(1), ids)).isLessThan(FEW);
    assertThat(longestOfTable(TextHash.OF_PROCESS, ids)).isLessThan(FEW);
  }

  private static int longestWay(TextHash hash, List<String> addresses) {
    RecipientIndex index = new RecipientIndex(hash);
    for (String address : addresses) {
      index.add(new StoryRecipient(slice(address), null));
    }
    return index.longestWay();
  }

  @Test
  void addressesThatAreChosenForOneSecretAreSpreadByAnother() {
    List<String> addresses = chosen(address -> hash(KNOWN, slice(address)));

    assertThat(longestWay(KNOWN, addresses)).isEqualTo(MANY - 1);
    assertThat(longestWay(new TextHash(1), addresses)).isLessThan(4 * FEW);
    assertThat(longestWay(TextHash.OF_PROCESS, addresses)).isLessThan(4 * FEW);
  }

  /**
   * Texts of one hash whatever it starts from: a step by a known factor carries the highest bit of
   * a word to two places of the next, where it can be made up for.
   */
  private static List<byte[]> differingInHighBits() {
    int pairs = 10;
    List<byte[]> texts = new ArrayList<>();
    for (int choice = 0; choice < 1 << pairs; choice++) {
      ByteBuffer text = ByteBuffer.allocate(pairs * 16).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < pairs; i++) {
        boolean changed = (choice & 1 << i) != 0;
        text.putLong(0x4141414141414141L ^ (changed ? 1L << 63 : 0));
        text.putLong(0x4242424242424242L ^ (changed ? 1L << 63 | 1L << 34 : 0));
      }
      texts.add(text.array());
    }
    return texts;
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 0xC2B2AE3D27D4EB4FL, 0x123456789abcdefL})
  void textsThatCollideWhateverIsAddedAreToldBySecretFactors(long secret) {
    List<byte[]> texts = differingInHighBits();
    assertThat(texts.stream().map(t -> ByteScan.hash(t, 0, t.length)).distinct()).hasSize(1);

    TextHash hash = new TextHash(secret);
    assertThat(texts.stream().map(t -> hash.of(t, 0, t.length)).distinct())
        .hasSizeGreaterThan(texts.size() - FEW);
  }

  @Test
  void sameTextHasTheSameHashWhereverItStands() {
    byte[] text = "x<one@example.org>yyyyyyyyyyy".getBytes(UTF_8);
    byte[] alone = "<one@example.org>".getBytes(UTF_8);
    assertThat(KNOWN.of(text, 1, 1 + alone.length)).isEqualTo(KNOWN.of(alone, 0, alone.length));
  }
}
