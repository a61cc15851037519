package io.maillog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.maillog.event.MailEvent;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.time.ZoneId;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/** Reading allocates something for a log, and nothing for a line. */
class MailLogAllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int LINES = 18_000;
  private static Object sink;

  /** Lines in what viewers and containers put around them. */
  private static final String[] WRAPPED = {
    "mail-1  | Sep 12 10:15:30 mx1 demo[1]: A: x",
    "[pod/mail-0/demo] Sep 12 10:15:30 mx1 demo[1]: A: x",
    "2026-09-12T10:15:31.5Z stdout P Sep 12 10:15:30 mx1 demo[1]: A: x",
    "2026-09-12T10:15:31.5Z stdout F and the rest",
    "mail.log:12:Sep 12 10:15:30 mx1 demo[1]: A: x",
    "{\"log\":\"Sep 12 10:15:30 mx1 demo[1]: \\u003cA\\n\",\"time\":\"2026-09-12T10:15:31Z\"}",
    "{\"MESSAGE\":\"A:"
        + " x\",\"_HOSTNAME\":\"mx1\",\"_COMM\":\"demo\",\"__REALTIME_TIMESTAMP\":\"1789208130123456\"}",
    "Mär 12 10:15:30 mx1 demo[1]: A: x",
  };

  private static byte[] log(int lines) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines; i += 6) {
      String minute =
          String.format("%s %2d 10:%02d", i % 2 == 0 ? "Sep" : "Oct", i % 28 + 1, i % 60);
      text.append(DemoLog.message(minute, "A" + i)).append("garbage\0").append(i).append('\n');
      text.append(WRAPPED[i / 5 % WRAPPED.length]).append('\n');
    }
    return text.toString().getBytes(UTF_8);
  }

  /** As {@link #allocated}, where the lines are brought one by one. */
  private static long allocatedLive(byte[] log) {
    LiveLog live =
        LiveLog.builder().dialects(DemoDialect.ALONE).zone(ZoneId.of("Europe/Berlin")).build();
    long before = THREADS.getCurrentThreadAllocatedBytes();
    int from = 0;
    for (int i = 0; i < log.length; i++) {
      if (log[i] == '\n') {
        live.line(log, from, i + 1);
        from = i + 1;
      }
    }
    long after = THREADS.getCurrentThreadAllocatedBytes();
    sink = live;
    return after - before;
  }

  /** As {@link #allocated}, of a parser alone. */
  private static long allocatedAlone(byte[] log) {
    MailLogParser parser =
        MailLogParser.builder()
            .dialects(DemoDialect.ALONE)
            .zone(ZoneId.of("Europe/Berlin"))
            .build();
    long before = THREADS.getCurrentThreadAllocatedBytes();
    int from = 0;
    for (int i = 0; i < log.length; i++) {
      if (log[i] == '\n') {
        sink = parser.parse(log, from, i + 1);
        from = i + 1;
      }
    }
    long after = THREADS.getCurrentThreadAllocatedBytes();
    return after - before;
  }

  /** As {@link #allocated}, where the events are asked for one by one. */
  private static long allocatedPulled(byte[] log) {
    MailLog reading = reading(log);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    EventReader events = reading.readEvents();
    while (events.hasNext()) {
      sink = events.next();
    }
    long after = THREADS.getCurrentThreadAllocatedBytes();
    return after - before;
  }

  private static MailLog reading(byte[] log) {
    return MailLog.builder()
        .dialects(DemoDialect.ALONE)
        .zone(ZoneId.of("Europe/Berlin"))
        .firstYear(2026)
        .checked(false)
        .stream(new ByteArrayInputStream(log), "log")
        .build();
  }

  private static long allocated(byte[] log, Consumer<? super MailEvent> handler) {
    MailLog reading = reading(log);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    ReadSummary summary = reading.events(handler);
    long after = THREADS.getCurrentThreadAllocatedBytes();
    sink = summary;
    return after - before;
  }

  /** How much more a log of twice the lines allocates; the least of several times, once warm. */
  private static long differenceFor(Consumer<? super MailEvent> handler) {
    return difference(log -> allocated(log, handler));
  }

  private static long difference(ToLongFunction<byte[]> allocated) {
    byte[] one = log(LINES);
    byte[] two = log(2 * LINES);
    long less = Long.MAX_VALUE;
    long more = Long.MAX_VALUE;
    for (int i = 0; i < 15; i++) {
      less = Math.min(less, allocated.applyAsLong(one));
      more = Math.min(more, allocated.applyAsLong(two));
    }
    return more - less;
  }

  @Test
  void nothingForALine() {
    assertThat(differenceFor(event -> {})).isZero();
  }

  @Test
  void nothingForALineThatIsBrought() {
    assertThat(difference(MailLogAllocationTest::allocatedLive)).isZero();
  }

  @Test
  void nothingForALineAlone() {
    assertThat(difference(MailLogAllocationTest::allocatedAlone)).isZero();
  }

  @Test
  void nothingForALineThatIsAskedFor() {
    assertThat(difference(MailLogAllocationTest::allocatedPulled)).isZero();
  }

  @Test
  void allocationOfALineIsSeen() {
    // At least 16 bytes a line that cannot be optimised away.
    assertThat(differenceFor(event -> sink = new Object[] {event}))
        .isGreaterThanOrEqualTo(16L * LINES);
  }

  @Test
  void logOfTheTestHasTwiceTheLines() {
    long[] lines = new long[1];
    allocated(log(2 * LINES), event -> lines[0]++);
    assertThat(lines[0]).isEqualTo(2 * LINES);
    assertThat(sink).isNotNull();
  }
}
