package io.maillog;

import static io.maillog.DemoLog.file;
import static io.maillog.DemoLog.message;
import static io.maillog.DemoLog.options;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maillog.event.MailEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Traces that one thread gathers, and another one gives. */
@Timeout(120)
class MailLogTracesOnThreadsTest {
  @TempDir Path directory;

  private Path log(int messages) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < messages; i++) {
      text.append(message("Sep 12 %02d:%02d".formatted(i / 60 % 24, i % 60), "A" + i));
    }
    return file(directory.resolve("mail.log"), "2026-09-13T00:00:00Z", text.toString());
  }

  private static List<String> inOrder(Path path, int threads) {
    List<String> given = new ArrayList<>();
    options()
        .files(path)
        .threads(threads)
        .checked(true)
        .blocks(2000, 20)
        .build()
        .eventsAndTraces(
            event -> given.add("event " + event.lineNumber()),
            trace -> given.add("trace " + trace.queueId()));
    return given;
  }

  /** Such as those of a directory of logs in which nothing is yet. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void noLogHasNoTraces(int threads) {
    MailLog log = options().files(directory).threads(threads).build();
    assertThat(log.traces(trace -> {}).lines()).isZero();
    assertThat(log.readTraces().hasNext()).isFalse();
    assertThat(log.events(event -> {}).lines()).isZero();
    assertThat(log.readEvents().hasNext()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void eventsAndTracesComeInTheSameOrder(int threads) throws IOException {
    Path path = log(1400);
    List<String> alone = inOrder(path, 1);
    assertThat(alone).hasSize(5 * 1400).contains("trace A0");
    assertThat(alone.indexOf("trace A0")).isLessThan(100);
    assertThat(inOrder(path, threads)).isEqualTo(alone);
  }

  @Test
  void handlersAreCalledOnTheThreadThatAsks() throws IOException {
    Path path = log(300);
    Set<Thread> threads = new HashSet<>();
    options()
        .files(path, directory.resolve("missing"))
        .threads(3)
        .onInputError(e -> threads.add(Thread.currentThread()))
        .onProgress((read, total) -> threads.add(Thread.currentThread()))
        .build()
        .eventsAndTraces(
            event -> threads.add(Thread.currentThread()),
            trace -> threads.add(Thread.currentThread()));
    assertThat(threads).containsExactly(Thread.currentThread());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void whatATraceHandlerThrowsPassesOut(int threads) throws IOException {
    Path path = log(1400);
    IllegalCallerException mine = new IllegalCallerException("mine");
    List<String> ids = new ArrayList<>();
    assertThatThrownBy(
            () ->
                options()
                    .files(path)
                    .threads(threads)
                    .build()
                    .traces(
                        trace -> {
                          ids.add(trace.queueId());
                          if (ids.size() == 700) {
                            throw mine;
                          }
                        }))
        .isSameAs(mine);
    assertThat(ids).hasSize(700).startsWith("A0").endsWith("A699");
    assertNothingIsLeft();
  }

  @Test
  void bugOfADialectIsThrownBehindTheTracesBeforeIt() throws IOException {
    Path path = log(600);
    Files.writeString(
        path,
        Files.readString(path)
            + "Sep 12 11:00:03 mx1 demo[3]: B: bug\n"
            + message("Sep 12 12:00", "C").repeat(500));
    List<String> ids = new ArrayList<>();
    assertThatThrownBy(
            () ->
                options()
                    .firstYear(2026)
                    .files(path)
                    .threads(2)
                    .build()
                    .traces(trace -> ids.add(trace.queueId())))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(ids).hasSizeBetween(598, 600).doesNotContain("C");
    assertNothingIsLeft();
  }

  @Test
  void interruptEndsTheReading() throws IOException {
    Path path = log(1400);
    assertThatThrownBy(
            () ->
                options()
                    .files(path)
                    .threads(2)
                    .build()
                    .traces(trace -> Thread.currentThread().interrupt()))
        .isInstanceOf(CancellationException.class)
        .hasMessageContaining("interrupted while reading");
    assertThat(Thread.interrupted()).as("stays interrupted").isTrue();
    assertNothingIsLeft();
  }

  @Test
  void slowHandlerIsWaitedFor() throws IOException {
    Path path = log(1400);
    List<String> ids = new ArrayList<>();
    ReadSummary summary =
        options()
            .files(path)
            .threads(2)
            .blocks(2000, 20)
            .build()
            .traces(
                trace -> {
                  ids.add(trace.queueId());
                  if (ids.size() % 100 == 0) {
                    pause();
                  }
                });
    assertThat(ids).hasSize(1400).doesNotHaveDuplicates();
    assertThat(summary.lines()).isEqualTo(4 * 1400);
    assertThat(summary.correlation().traces()).isEqualTo(1400);
  }

  private static void pause() {
    try {
      Thread.sleep(2);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void traceOfALiveStreamComesWhenItIsComplete(int threads) throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    PipedOutputStream server = new PipedOutputStream();
    InputStream live = new PipedInputStream(server, 1 << 16);
    Thread writer =
        new Thread(
            () -> {
              try (server) {
                server.write(message("Sep 12 10:15", "A1").getBytes(UTF_8));
                server.write("Sep 12 10:16:03 mx1 demo[3]: B: removed\n".getBytes(UTF_8));
                server.flush();
                seen.await(); // the log goes on only when the trace was given
              } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    writer.start();
    options().firstYear(2026).threads(threads).stream(live, "-")
        .build()
        .traces(trace -> seen.countDown());
    writer.join();
    assertThat(seen.getCount()).isZero();
  }

  @Test
  void eventIsInvalidAfterItsCallback() throws IOException {
    Path path = log(2);
    List<MailEvent> kept = new ArrayList<>();
    options().files(path).threads(2).checked(true).build().eventsAndTraces(kept::add, trace -> {});
    assertThat(kept).hasSize(8);
    assertThat(kept).allSatisfy(e -> assertThatIllegalStateException().isThrownBy(e::kind));
  }

  private static void assertNothingIsLeft() {
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("maillog-"));
  }
}
