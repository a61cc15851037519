package io.maillog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maillog.event.Field;
import io.maillog.trace.MessageTrace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Lines that come late, or from several threads. */
class LiveLogOrderTest {
  private static final Instant BEGIN = Instant.parse("2026-12-20T12:00:00Z");

  private Instant now = BEGIN.plusSeconds(3600);
  private final List<String> given = new ArrayList<>();
  private final List<MessageTrace> traces = new ArrayList<>();

  private LiveLog.Builder options() {
    return LiveLog.builder()
        .dialects(DemoDialect.ALONE)
        .zone(ZoneOffset.UTC)
        .clock((InstantSource) () -> now)
        .onEvent(e -> given.add(e.text(Field.TEXT)));
  }

  private LiveLog waiting(int seconds) {
    return options().reorder(Duration.ofSeconds(seconds)).build();
  }

  private static String line(int second, String text) {
    return BEGIN.plusSeconds(second) + " mx1 demo[1]: " + text;
  }

  @Test
  void linesAreGivenInTheOrderOfTheirStamps() {
    LiveLog log = waiting(5);
    log.line(line(3, "c"));
    log.source("x").line(line(1, "a"));
    log.line(line(2, "b"));
    log.source("x").line(line(3, "d"));
    log.line(line(3, "e"));
    assertThat(given).isEmpty();
    assertThat(log.waitingLines()).isEqualTo(5);
    log.line(line(6, "g"));
    assertThat(given).containsExactly("a");
    log.line(line(5, "f"));
    log.line(line(8, "h"));
    assertThat(given).containsExactly("a", "b", "c", "d", "e");
    log.finish();
    assertThat(given).containsExactly("a", "b", "c", "d", "e", "f", "g", "h");
    assertThat(log.waitingLines()).isZero();
    assertThat(log.lateLines()).isZero();
    assertThat(log.lines()).isEqualTo(8);
  }

  @Test
  void partsOfASecondCount() {
    LiveLog log = waiting(5);
    log.line("2026-12-20T12:00:01.250001Z mx1 demo[1]: b");
    log.line("2026-12-20T13:00:01.25+01:00 mx1 demo[1]: a");
    log.finish();
    assertThat(given).containsExactly("a", "b");
  }

  @Test
  void whatComesTooLateIsGivenAtOnceAndCounted() {
    LiveLog log = waiting(5);
    log.line(line(10, "a"));
    log.line(line(15, "b"));
    assertThat(given).containsExactly("a");
    log.line(line(10, "c")); // not late: it could not stand before
    log.line(line(9, "late"));
    assertThat(given).containsExactly("a", "c", "late");
    assertThat(log.lateLines()).isOne();
    log.finish();
    assertThat(given).containsExactly("a", "c", "late", "b");
  }

  /** What has no stamp follows the line before it in its source, whatever others bring. */
  @Test
  void lineWithoutAStampStaysBehindTheOneBefore() {
    LiveLog log = waiting(5);
    log.source("x").line("first of all");
    log.source("x").line(line(3, "x3"));
    log.source("x").line("behind x3");
    log.source("y").line(line(2, "y2"));
    log.source("y").line("behind y2");
    log.source("y").line("again");
    log.finish();
    assertThat(given)
        .containsExactly("first of all", "y2", "behind y2", "again", "x3", "behind x3");
    assertThat(log.lateLines()).isZero();
  }

  @Test
  void quietLogGivesWhatHasWaited() {
    LiveLog log = waiting(5);
    log.line(line(1, "a"));
    now = now.plusMillis(4999);
    log.tick();
    assertThat(given).isEmpty();
    now = now.plusMillis(1);
    log.tick();
    assertThat(given).containsExactly("a");
  }

  /** The time of a quiet log goes on behind what may still wait. */
  @Test
  void quietLogGivesItsTracesLater() {
    LiveLog log = options().reorder(Duration.ofSeconds(5)).onTrace(traces::add).build();
    DemoLog.message("2026-12-20T12:59", "A1").replace(" mx1", "Z mx1").lines().forEach(log::line);
    for (int i = 0; i < 15; i++) {
      now = now.plusSeconds(1);
      log.tick();
    }
    assertThat(given).hasSize(4);
    assertThat(traces).isEmpty();
    now = now.plusSeconds(1);
    log.tick();
    assertThat(traces).hasSize(1);
  }

  @Test
  void clockThatIsSetBackHoldsNothingUp() {
    LiveLog log = options().reorder(Duration.ofSeconds(5)).onTrace(traces::add).build();
    DemoLog.message("2026-12-20T12:59", "A1").replace(" mx1", "Z mx1").lines().forEach(log::line);
    now = now.minusSeconds(4);
    log.tick();
    assertThat(given).isEmpty(); // it may as well have been corrected by that
    now = now.minusSeconds(86_400);
    log.tick();
    assertThat(given).hasSize(4);
    for (int i = 0; i < 20; i++) {
      now = now.plusSeconds(1);
      log.tick();
    }
    assertThat(traces).hasSize(1);
  }

  @Test
  void clockThatIsAheadLeavesTheOthersTheirOrder() {
    now = BEGIN.plusSeconds(20);
    LiveLog log = waiting(5);
    log.line(line(19, "a"));
    log.source("ahead").line(line(7200, "z")); // as if it were of now
    log.line(line(18, "b"));
    log.line(line(20, "c"));
    log.finish();
    assertThat(given).containsExactly("b", "a", "z", "c");
    assertThat(log.lateLines()).isZero();
  }

  @Test
  void oneLineThatIsAheadOfTheLogMovesNothing() {
    now = BEGIN.plus(Duration.ofDays(100));
    LiveLog log = waiting(5);
    log.line(line(10, "b"));
    log.line(line(86_400, "bad"));
    log.line(line(9, "a"));
    assertThat(given).isEmpty();
    for (int i = 0; i < 7; i++) {
      log.line(line(86_400 + i, "day" + i));
    }
    assertThat(given).isEmpty(); // the seventh of a row
    log.line(line(86_407, "day7"));
    assertThat(given).startsWith("a", "b", "bad", "day0");
    assertThat(log.lateLines()).isZero();
  }

  @Test
  void waitingLinesTakeSoMuchAndNoMore() {
    LiveLog log = waiting(3600);
    String text = "x".repeat(1 << 16);
    int count = 3 * LateLines.MAX_BYTES / text.length();
    for (int i = 0; i < count; i++) {
      log.line(line(count - i, text));
      assertThat(log.waitingLines()).isLessThanOrEqualTo(LateLines.MAX_BYTES / text.length());
    }
    log.finish();
    assertThat(given).hasSize(count);
    assertThat(log.lateLines()).isGreaterThan(count / 2);
  }

  /** A source that has no room any more lives as long as its lines wait, at a price. */
  @Test
  void sourcesOfWaitingLinesAreBounded() throws IOException {
    LiveLog log = waiting(3600);
    int count = 4 * LiveLog.MAX_SOURCES;
    for (int i = 0; i < count; i++) {
      log.source("s" + i).line(line(1, "x"));
    }
    int room = LiveLog.MAX_SOURCES + LateLines.MAX_BYTES / LateLines.FORGOTTEN_SOURCE;
    assertThat(log.waitingLines()).isBetween(LiveLog.MAX_SOURCES, room + 1);
    LiveLog again = restored(options().reorder(Duration.ofHours(1)), log);
    assertThat(again.waitingLines()).isEqualTo(log.waitingLines());
    again.finish();
    assertThat(given).hasSize(count);
  }

  private static LiveLog restored(LiveLog.Builder options, LiveLog log) throws IOException {
    ByteArrayOutputStream state = new ByteArrayOutputStream();
    log.save(state);
    return options.restore(new ByteArrayInputStream(state.toByteArray()));
  }

  @Test
  void linesThatWaitedAreGivenThoughNoneIsToWaitAnyMore() throws IOException {
    LiveLog log = waiting(5);
    log.line(line(2, "b"));
    log.line(line(1, "a"));
    LiveLog plain = restored(options(), log);
    assertThat(plain.lines()).isEqualTo(2);
    plain.line(line(3, "c"));
    assertThat(given).containsExactly("a", "b", "c");
    plain.line(line(2, "d"));
    assertThat(given).containsExactly("a", "b", "c", "d");
    LiveLog waits = restored(options().reorder(Duration.ofSeconds(5)), plain);
    waits.line(line(9, "f"));
    waits.line(line(8, "e"));
    waits.finish();
    assertThat(given).endsWith("d", "e", "f");
  }

  @Test
  void handlerThatThrowsLosesNoLine() {
    List<String> seen = new ArrayList<>();
    LiveLog log =
        options()
            .onEvent(
                e -> {
                  seen.add(e.text(Field.TEXT));
                  throw new IllegalArgumentException("handler");
                })
            .reorder(Duration.ofSeconds(5))
            .build();
    log.line(line(1, "a"));
    log.line(line(2, "b"));
    for (int i = 0; i < 2; i++) {
      int second = 20 + i;
      assertThatThrownBy(() -> log.line(line(second, "c" + second)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(seen).containsExactly("a", "b");
    assertThatThrownBy(log::finish).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(log::finish).isInstanceOf(IllegalArgumentException.class);
    log.finish();
    assertThat(seen).containsExactly("a", "b", "c20", "c21");
  }

  @Test
  void waitIsChecked() {
    for (Duration bad : List.of(Duration.ofNanos(-1), Duration.ofHours(1).plusNanos(1))) {
      assertThatThrownBy(() -> LiveLog.builder().reorder(bad))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Provide
  Arbitrary<List<Integer>> delays() {
    return Arbitraries.integers().between(0, 5).list().ofMinSize(1).ofMaxSize(60);
  }

  /**
   * Lines of up to so many seconds' disorder are given by stamp, those of one stamp as they came,
   * wherever the log is saved and restored.
   */
  @Property(tries = 200)
  void disorderOfTheWaitIsNone(
      @ForAll("delays") List<Integer> delays, @ForAll @IntRange(max = 59) int cut)
      throws IOException {
    record Sent(int stamp, int arrival, int id) {}
    given.clear();
    List<Sent> sent =
        IntStream.range(0, delays.size())
            .mapToObj(i -> new Sent(i / 3, i / 3 + delays.get(i), i))
            .sorted(Comparator.comparing(Sent::arrival)) // stable
            .toList();
    LiveLog log = waiting(5);
    for (int i = 0; i < sent.size(); i++) {
      if (i == cut) {
        log = restored(options().reorder(Duration.ofSeconds(5)), log);
      }
      Sent one = sent.get(i);
      log.source("s" + one.id % 2).line(line(one.stamp, Integer.toString(one.id)));
    }
    log.finish();
    assertThat(given)
        .containsExactlyElementsOf(
            sent.stream()
                .sorted(Comparator.comparing(Sent::stamp))
                .map(one -> Integer.toString(one.id))
                .toList());
    assertThat(log.lateLines()).isZero();
  }

  /** Four threads bring a source each: nothing is lost or doubled, and each keeps its order. */
  @Test
  void fourThreadsFeedOneLog() throws InterruptedException {
    for (int wait : new int[] {-1, 0, 5}) {
      given.clear();
      LiveLog.Builder options =
          options().onEvent(e -> given.add(e.source() + " " + e.text(Field.TEXT)));
      LiveLog log = wait < 0 ? options.build() : options.reorder(Duration.ofSeconds(wait)).build();
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        LiveLog.Source source = log.source("s" + t);
        threads.add(
            new Thread(
                () -> {
                  for (int i = 0; i < 500; i++) {
                    byte[] line = line(i / 100, Integer.toString(i)).getBytes(UTF_8);
                    source.line(line, 0, line.length);
                    if (i % 50 == 0) {
                      log.tick();
                    }
                  }
                }));
      }
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
      log.finish();
      assertThat(log.lines()).isEqualTo(2000);
      assertThat(given).hasSize(2000);
      Map<String, Integer> next = new HashMap<>();
      for (String one : given) {
        String[] parts = one.split(" ", -1);
        int number = next.merge(parts[0], 1, Integer::sum) - 1;
        assertThat(one).isEqualTo(parts[0] + " " + number);
      }
    }
  }
}
