package io.maillog.framing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class LineFramerProperties {
  @Property(tries = 3000)
  void linesAreThoseOfAPlainReading(
      @ForAll("log") byte[] log,
      @ForAll @IntRange(min = 1, max = 40) int maxLineLength,
      @ForAll @IntRange(min = 1, max = 80) int blockBytes,
      @ForAll @IntRange(min = 1, max = 9) int blockLines,
      @ForAll @Size(max = 4) List<@IntRange(min = 1, max = 50) Integer> steps,
      @ForAll boolean honest) {
    FramingLimits limits = new FramingLimits(maxLineLength, blockBytes, blockLines);

    Framed framed = Framed.of(Framed.inSteps(log, steps, honest), limits);

    assertThat(framed.lines()).isEqualTo(Framed.plainly(log, maxLineLength).lines());
    assertThat(framed.cut()).isEqualTo(Framed.plainly(log, maxLineLength).cut());
    assertThat(framed.consumed()).isEqualTo(log.length);
  }

  @Property(tries = 300)
  void framerCanBeUsedAgain(@ForAll("log") byte[] first, @ForAll("log") byte[] second) {
    FramingLimits limits = new FramingLimits(7, 16, 3);
    LineFramer framer = new LineFramer(limits);
    LineBlock block = new LineBlock(limits);
    framer.start(Framed.inSteps(first, List.of(), true));
    framer.next(block); // and leave the rest

    framer.start(Framed.inSteps(second, List.of(), true));

    assertThat(Framed.of(framer, block).lines()).isEqualTo(Framed.plainly(second, 7).lines());
  }

  @Provide
  Arbitrary<byte[]> log() {
    Arbitrary<Byte> one =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(3, Arbitraries.of((byte) '\n')),
            net.jqwik.api.Tuple.of(2, Arbitraries.of((byte) '\r')),
            net.jqwik.api.Tuple.of(9, Arbitraries.of((byte) 0)),
            net.jqwik.api.Tuple.of(14, Arbitraries.bytes()));
    return one.array(byte[].class).ofMaxSize(200);
  }
}
