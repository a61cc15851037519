package io.maillog.compress;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.framing.InputFailure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Any bytes, in any members, cut or damaged anywhere. */
class CompressedInputProperties {
  private static byte[] join(List<byte[]> parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    parts.forEach(all::writeBytes);
    return all.toByteArray();
  }

  @Provide
  static Arbitrary<List<byte[]>> members() {
    Arbitrary<byte[]> few = Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
    return Arbitraries.oneOf(few, bulk(256)).list().ofMinSize(1).ofMaxSize(4);
  }

  @Provide
  static Arbitrary<List<byte[]>> texts() {
    Arbitrary<byte[]> few =
        Arbitraries.bytes().between((byte) 0, (byte) 127).array(byte[].class).ofMaxSize(200);
    return Arbitraries.oneOf(few, bulk(128)).list().ofMinSize(1).ofMaxSize(3);
  }

  /** Many bytes that compress more or less well, of several blocks. */
  private static Arbitrary<byte[]> bulk(int values) {
    return Arbitraries.integers()
        .between(0, 300_000)
        .flatMap(
            size ->
                Arbitraries.longs()
                    .map(
                        seed -> {
                          Random random = new Random(seed);
                          byte[] bytes = new byte[size];
                          int run = 1 + random.nextInt(20);
                          for (int i = 0; i < size; i++) {
                            bytes[i] = i % run == 0 ? (byte) random.nextInt(values) : bytes[i - 1];
                          }
                          return bytes;
                        }));
  }

  @Property(tries = 150)
  void whatWasCompressedIsRead(
      @ForAll Form form, @ForAll("members") List<byte[]> members, @ForAll boolean little) {
    byte[] compressed = join(members.stream().map(form::compress).toList());
    InputStream in = new ByteArrayInputStream(compressed);
    Form.Read read = Form.Read.of(little ? inSteps(compressed) : in);
    assertThat(read.error()).isNull();
    assertThat(read.text()).isEqualTo(join(members));
  }

  private static InputStream inSteps(byte[] bytes) {
    return new ByteArrayInputStream(bytes) {
      private int calls;

      @Override
      public synchronized int read(byte[] b, int from, int length) {
        return super.read(b, from, Math.min(length, calls++ % 97));
      }

      @Override
      public synchronized int available() {
        return 0;
      }
    };
  }

  @Property(tries = 300)
  void whatIsBeforeACutIsReadAndTheCutIsSaid(
      @ForAll Form form,
      @ForAll("texts") List<byte[]> members,
      @ForAll @IntRange(max = 1_000_000) int where) {
    byte[] text = join(members);
    List<byte[]> packed = members.stream().map(form::compress).toList();
    byte[] whole = join(packed);
    int cut = form.magicBytes + where % (whole.length - form.magicBytes);
    byte[] compressed = Arrays.copyOf(whole, cut);
    Form.Read read = Form.Read.of(compressed);
    // Nothing is lost: the library itself, asked for each byte, gives no more.
    assertThat(read.text()).isEqualTo(form.byteByByte(compressed));
    assertThat(read.text()).isEqualTo(Arrays.copyOf(text, read.text().length));
    int end = 0;
    boolean between = false;
    for (byte[] member : packed) {
      end += member.length;
      between |= end == cut;
    }
    if (between) {
      assertThat(read.error()).isNull();
    } else {
      assertThat(read.error()).isInstanceOf(InputFailure.class);
      assertThat(read.error()).hasMessage("truncated " + form.word());
    }
  }

  @Property(tries = 300)
  void whateverIsDamagedNothingElseIsThrown(
      @ForAll Form form,
      @ForAll("members") List<byte[]> members,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 20) int flips) {
    byte[] compressed = join(members.stream().map(form::compress).toList());
    Random random = new Random(seed);
    for (int i = 0; i < flips; i++) {
      int at = form.magicBytes + random.nextInt(compressed.length - form.magicBytes);
      compressed[at] = (byte) random.nextInt();
    }
    Form.Read read = Form.Read.of(compressed);
    if (read.error() != null) {
      assertThat(read.error()).isInstanceOf(InputFailure.class);
      assertThat(read.error().getMessage()).doesNotContain("\n").contains(form.word());
    } else {
      // A checksum was right, or a member became another one.
      assertThat(read.text()).isEqualTo(form.byteByByte(compressed));
    }
  }

  @Property(tries = 200)
  void anyBytesBehindAMagicNumberAreHarmless(@ForAll Form form, @ForAll byte[] bytes) {
    byte[] head = Arrays.copyOf(form.compress(new byte[] {1}), form.magicBytes);
    Form.Read read = Form.Read.of(join(List.of(head, bytes)));
    assertThat(read.error()).isInstanceOf(InputFailure.class);
  }
}
