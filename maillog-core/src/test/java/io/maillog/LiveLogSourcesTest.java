package io.maillog;

import static io.maillog.DemoLog.message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maillog.correlate.MessageCorrelator.StateFormatException;
import io.maillog.event.Field;
import io.maillog.trace.Completeness;
import io.maillog.trace.MessageTrace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** A live log whose lines come from several places. */
class LiveLogSourcesTest {
  private static final List<String> HOSTLESS =
      message("Dec 20 11:59", "A1").replace(" mx1", "").lines().toList();

  private Instant now = Instant.parse("2026-12-20T12:00:00Z");
  private final List<String> events = new ArrayList<>();
  private final List<MessageTrace> traces = new ArrayList<>();

  private LiveLog.Builder options() {
    return LiveLog.builder()
        .dialects(DemoDialect.ALONE)
        .zone(ZoneOffset.UTC)
        .clock((InstantSource) () -> now)
        .onEvent(
            e ->
                events.add(
                    e.source()
                        + " "
                        + e.lineNumber()
                        + " "
                        + e.kind()
                        + " "
                        + (e.has(Field.TIME) ? e.text(Field.TIME) : "-")))
        .onTrace(traces::add);
  }

  private static LiveLog restored(LiveLog.Builder options, LiveLog log) throws IOException {
    ByteArrayOutputStream state = new ByteArrayOutputStream();
    log.save(state);
    return options.restore(new ByteArrayInputStream(state.toByteArray()));
  }

  @Test
  void sameIdOfTwoSourcesIsTwoMessages() {
    LiveLog log = options().build();
    LiveLog.Source mx1 = log.source("mx1");
    for (String line : HOSTLESS) {
      mx1.line(line);
      log.source("mx2").line(line);
      log.line(line);
    }
    log.finish();
    assertThat(traces)
        .hasSize(3)
        .allMatch(trace -> trace.completeness() == Completeness.COMPLETE)
        .allMatch(trace -> trace.recipients().get(0).attempts().size() == 1)
        .extracting(MessageTrace::source)
        .containsExactlyInAnyOrder("mx1", "mx2", null);
    assertThat(log.lines()).isEqualTo(12);
    assertThat(mx1.lines()).isEqualTo(4);
    assertThat(mx1.label()).isEqualTo("mx1");
    assertThat(log.source("mx3").lines()).isZero();
    assertThat(events)
        .startsWith(
            "mx1 1 RECEIVED 2026-12-20T11:59:01Z",
            "mx2 1 RECEIVED 2026-12-20T11:59:01Z",
            "null 1 RECEIVED 2026-12-20T11:59:01Z",
            "mx1 2 QUEUED 2026-12-20T11:59:02Z");
  }

  @Test
  void linesThatNameTheirHostAreOfOneServerWhateverBringsThem() {
    LiveLog log = options().build();
    int relay = 0;
    for (String line : message("Dec 20 11:59", "A1").lines().toList()) {
      log.source("relay" + relay++ % 2).line(line);
    }
    log.finish();
    assertThat(traces).singleElement().extracting(MessageTrace::source).isEqualTo("relay0");
  }

  /** One is a year behind, as one that reads its backlog first. */
  @Test
  void eachSourceHasItsYear() {
    LiveLog log = options().build();
    log.source("a").line("Dec 20 11:59:01 demo[1]: A1: x");
    now = Instant.parse("2027-06-20T12:00:00Z");
    log.source("b").line("Jun 20 11:59:01 demo[1]: A1: x");
    log.source("a").line("Dec 20 11:59:02 demo[1]: A1: x");
    log.source("b").line("Jun 20 11:59:02 demo[1]: A1: x");
    assertThat(events)
        .containsExactly(
            "a 1 OTHER 2026-12-20T11:59:01Z",
            "b 1 OTHER 2027-06-20T11:59:01Z",
            "a 2 OTHER 2026-12-20T11:59:02Z",
            "b 2 OTHER 2027-06-20T11:59:02Z");
  }

  @Test
  void sourcesGoOnWhereTheyWereSaved() throws IOException {
    for (int cut = 0; cut <= 8; cut++) {
      traces.clear();
      events.clear();
      LiveLog log = options().build();
      for (int i = 0; i < 8; i++) {
        log = i == cut ? restored(options(), log) : log;
        log.source("mx" + i % 2).line(HOSTLESS.get(i / 2));
      }
      assertThat(log.source("mx1").lines()).isEqualTo(4);
      assertThat(log.lines()).isEqualTo(8);
      log.finish();
      assertThat(traces).hasSize(2).allMatch(t -> t.completeness() == Completeness.COMPLETE);
      assertThat(events).hasSize(8).endsWith("mx1 4 REMOVED 2026-12-20T11:59:04Z");
    }
  }

  @Test
  void sourceThatWasSilentLongestIsForgotten() throws IOException {
    LiveLog log = options().build();
    LiveLog.Source first = log.source("first");
    LiveLog.Source second = log.source("second");
    first.line(HOSTLESS.get(0));
    second.line(HOSTLESS.get(0));
    for (int i = 2; i < LiveLog.MAX_SOURCES; i++) {
      log.source("s" + i).line(HOSTLESS.get(0).replace("A1", "B" + i));
    }
    first.line(HOSTLESS.get(1));
    assertThat(second.lines()).isOne();
    log.source("new").line("x");
    assertThat(second.lines()).isZero();
    assertThat(first.lines()).isEqualTo(2);
    second.line(HOSTLESS.get(1)); // a new one by its number, and still the server that it was
    assertThat(events).last().asString().startsWith("second 1 QUEUED");
    assertThat(log.openCount()).isEqualTo(LiveLog.MAX_SOURCES);
    assertThat(log.find("A1"))
        .extracting(MessageTrace::source)
        .containsExactlyInAnyOrder("first", "second");
    assertThat(restored(options(), log).source("first").lines()).isEqualTo(2);
  }

  @Test
  void twoHandlesOfALabelAreOneSource() {
    LiveLog log = options().build();
    LiveLog.Source one = log.source("a");
    LiveLog.Source two = log.source("a");
    one.line("x");
    two.line("x");
    assertThat(one.lines()).isEqualTo(two.lines()).isEqualTo(2);
  }

  @Test
  void sourceReadsStreamsAndRanges() throws IOException {
    LiveLog log = options().build();
    assertThat(log.source("a").read(new ByteArrayInputStream("x\ny\nz".getBytes(UTF_8))))
        .isEqualTo(4);
    byte[] bytes = "12no header21".getBytes(UTF_8);
    log.source("a").line(bytes, 2, bytes.length - 2);
    assertThat(log.source("a").lines()).isEqualTo(3);
    for (int[] range : new int[][] {{-1, 2}, {2, 1}, {0, bytes.length + 1}}) {
      assertThatThrownBy(() -> log.source("b").line(bytes, range[0], range[1]))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
    assertThat(log.lines()).isEqualTo(3);
    assertThatThrownBy(() -> log.source("")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void badStateIsRefused() throws IOException {
    LiveLog log = options().reorder(Duration.ofSeconds(5)).build();
    log.source("a").line(HOSTLESS.get(0));
    log.source("b").line(HOSTLESS.get(1));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    log.save(out);
    byte[] state = out.toByteArray();
    int body = 16;
    int length = ByteBuffer.wrap(state).getInt(12);
    int refused = 0;
    for (int i = body; i < body + length; i++) {
      byte[] damaged = state.clone();
      damaged[i] ^= (byte) 0xff;
      CRC32C sum = new CRC32C();
      sum.update(damaged, body, length);
      ByteBuffer.wrap(damaged).putLong(body + length, sum.getValue());
      try {
        options().restore(new ByteArrayInputStream(damaged)).finish();
      } catch (StateFormatException e) {
        assertThat(e).hasMessageContaining("damaged");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(length / 4); // of the others each is read as another value
  }
}
