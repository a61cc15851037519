package io.maillog.framing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

class GzipInputTest {
  private static final byte[] TEXT =
      "Sep 12 10:15:30 mx1 demo[1]: a line\n".repeat(50).getBytes(ISO_8859_1);

  private final ByteArrayOutputStream decoded = new ByteArrayOutputStream();

  private void decode(byte[] gzip, boolean honest) throws IOException {
    decoded.reset();
    try (GzipInput in = new GzipInput(Framed.inSteps(gzip, List.of(3, 1, 100), honest))) {
      byte[] b = new byte[333];
      for (int n = in.read(b, 0, b.length); n >= 0; n = in.read(b, 0, b.length)) {
        decoded.write(b, 0, n);
      }
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  void membersFollowEachOther() throws IOException {
    byte[] more = new byte[200_000];
    new Random(2).nextBytes(more);
    decode(Gzip.join(Gzip.of(TEXT), Gzip.of(new byte[0]), Gzip.of(more)), false);
    assertThat(decoded.toByteArray()).isEqualTo(Gzip.join(TEXT, more));
  }

  @Test
  void zerosMayFollow() throws IOException {
    decode(Gzip.join(Gzip.of(TEXT), new byte[600]), true);
    assertThat(decoded.toByteArray()).isEqualTo(TEXT);
  }

  @Test
  void otherBytesAfterTheEndAreSaid() {
    assertThatThrownBy(() -> decode(Gzip.join(Gzip.of(TEXT), new byte[] {'x'}), true))
        .isInstanceOf(IOException.class)
        .hasMessage("damaged gzip: no gzip data after a member's end");
    assertThat(decoded.toByteArray()).isEqualTo(TEXT);
  }

  @Test
  void optionalPartsOfTheHeaderAreSkipped() throws IOException {
    byte[] plain = Gzip.of(TEXT);
    byte[] header = {0x1f, (byte) 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3, 3, 0, 'e', 'x', 't'};
    byte[] names = "mail.log\0a comment\0".getBytes(ISO_8859_1);
    byte[] body = Arrays.copyOfRange(plain, 10, plain.length);
    decode(Gzip.join(header, names, new byte[] {9, 9}, body), true);
    assertThat(decoded.toByteArray()).isEqualTo(TEXT);
  }

  @Test
  void extraPartOfTheHeaderHasALengthOfTwoBytes() throws IOException {
    byte[] plain = Gzip.of(TEXT);
    byte[] header = {0x1f, (byte) 0x8b, 8, 4, 0, 0, 0, 0, 0, 3, 2, 1};
    byte[] body = Arrays.copyOfRange(plain, 10, plain.length);
    decode(Gzip.join(header, new byte[0x0102], body), true);
    assertThat(decoded.toByteArray()).isEqualTo(TEXT);
  }

  @Test
  void timeIsTheLatestThatTheMembersSay() throws IOException {
    assertThat(modified()).as("nothing was begun").isNull();
    assertThat(modified(5, 7, 6)).isEqualTo(Instant.ofEpochSecond(7));
    assertThat(modified(5, 0, 6)).as("one does not say").isNull();
  }

  private static Instant modified(int... times) throws IOException {
    byte[] members = {};
    for (int time : times) {
      byte[] member = Gzip.of(TEXT);
      member[4] = (byte) time;
      members = Gzip.join(members, member);
    }
    try (GzipInput in = new GzipInput(new ByteArrayInputStream(members))) {
      assertThat(in.readAllBytes()).hasSize(times.length * TEXT.length);
      return in.modified();
    }
  }

  @Test
  void zerosAreNoBeginning() {
    assertThatThrownBy(() -> decode(new byte[2], true)).hasMessageStartingWith("damaged gzip");
  }

  @Test
  void everythingBeforeADamageIsGiven() {
    // A block that is stored as it is, and one of a kind that there is not (RFC 1951, 3.2.3).
    byte[] header = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3};
    byte[] blocks = {0, 3, 0, (byte) 0xfc, (byte) 0xff, 'a', 'b', 'c', 7};
    assertThatThrownBy(() -> decode(Gzip.join(header, blocks), true))
        .hasMessage("damaged gzip: invalid block type");
    assertThat(decoded.toByteArray()).containsExactly('a', 'b', 'c');
  }

  @Test
  void cutAtAnyByteItGivesWhatCanBeReadAndSaysSo() {
    byte[] gzip = Gzip.join(Gzip.of(TEXT), Gzip.of(TEXT));
    int member = gzip.length / 2;
    for (int length = 1; length < gzip.length; length++) {
      byte[] cut = Arrays.copyOf(gzip, length);
      if (length == member) {
        continue; // a whole file
      }
      assertThatThrownBy(() -> decode(cut, true))
          .as("cut to %s", length)
          .isInstanceOf(IOException.class)
          .hasMessage("truncated gzip");
      byte[] got = decoded.toByteArray();
      byte[] all = Gzip.join(TEXT, TEXT);
      assertThat(got).isEqualTo(Arrays.copyOf(all, got.length));
      assertThat(got.length).isGreaterThanOrEqualTo(length > member ? TEXT.length : 0);
    }
    assertThat(decoded.toByteArray()).hasSize(2 * TEXT.length);
  }

  @Test
  void everythingBeforeACutIsGiven() throws Exception {
    // A few bytes stand for long texts, so that what is read at once is less than they give.
    byte[] text = ("x".repeat(1000) + "\n").repeat(200).getBytes(ISO_8859_1);
    byte[] gzip = Gzip.of(text);
    for (int length = 11; length < gzip.length; length++) {
      byte[] cut = Arrays.copyOf(gzip, length);
      assertThatThrownBy(() -> decode(cut, true)).hasMessage("truncated gzip");
      assertThat(decoded.size()).as("cut to %s", length).isEqualTo(inflated(cut, text.length));
    }
  }

  /** How many bytes zlib makes of a member that it is given at once. */
  private static int inflated(byte[] gzip, int most) throws DataFormatException {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(gzip, 10, gzip.length - 10);
      return inflater.inflate(new byte[most]);
    } finally {
      inflater.end();
    }
  }

  @Test
  void damageAtAnyByteIsNoEndlessLoopAndNoOtherException() {
    byte[] gzip = Gzip.of(TEXT);
    int said = 0;
    for (int i = 0; i < gzip.length; i++) {
      byte[] damaged = gzip.clone();
      damaged[i] ^= 0x55;
      try {
        decode(damaged, true);
      } catch (IOException e) {
        assertThat(e).hasMessageMatching("(damaged|truncated) gzip.*");
        said++;
      }
    }
    // Time, flags and system in the header are nobody's loss.
    assertThat(said).isGreaterThanOrEqualTo(gzip.length - 10);
  }

  @Test
  void wrongChecksumIsSaidAfterTheText() {
    byte[] gzip = Gzip.of(TEXT);
    CRC32 crc = new CRC32();
    crc.update(TEXT);
    assertThat(gzip[gzip.length - 8]).isEqualTo((byte) crc.getValue());
    gzip[gzip.length - 8]++;
    assertThatThrownBy(() -> decode(gzip, true)).hasMessage("damaged gzip: wrong checksum");
    assertThat(decoded.toByteArray()).isEqualTo(TEXT);
  }

  @Test
  void closedOneFreesItsMemory() throws IOException {
    GzipInput in = new GzipInput(new ByteArrayInputStream(Gzip.of(TEXT)));
    assertThat(in.readNBytes(9)).hasSize(9);
    in.close();
    assertThatThrownBy(in::read).as("the inflater is gone").isNotNull();
  }
}
