package io.maillog.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maillog.event.Field;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a follower ends, and what another one is given then. */
class StopTest {
  @TempDir Path dir;

  private Followed log;

  @BeforeEach
  void makeLog() {
    log = new Followed(dir);
  }

  @AfterEach
  void close() {
    log.close();
  }

  /** A thread that follows. */
  private static final class Running {
    final AtomicReference<Throwable> thrown = new AtomicReference<>();
    final AtomicReference<Boolean> interrupted = new AtomicReference<>();
    final Thread thread;

    Running(LogFollower follower) {
      thread =
          new Thread(
              () -> {
                try {
                  follower.run();
                } catch (Throwable e) {
                  thrown.set(e);
                }
                interrupted.set(Thread.currentThread().isInterrupted());
              });
      thread.start();
    }

    void join() throws InterruptedException {
      thread.join(30_000);
      assertThat(thread.isAlive()).isFalse();
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(5);
    }
  }

  private static String[] texts(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "line " + i).toArray(String[]::new);
  }

  @Test
  void stoppedByAnotherThread() throws Exception {
    log.append("a");
    log.followFromCheckpoint();
    Running running = new Running(log.follower());
    await(() -> log.follower().log().lines() == 1);
    log.follower().stop();
    running.join();
    assertThat(running.thrown.get()).isNull();
    assertThat(running.interrupted.get()).isFalse();
    log.close();
    log.append("b");
    assertThat(log.followFromCheckpoint().poll()).containsExactly("b");
  }

  @Test
  void stoppedByAHandler() throws Exception {
    log.append(texts(0, 100));
    List<String> given = new ArrayList<>();
    log.follow(
        o ->
            o.files(log.log)
                .fromStart()
                .checkpoint(dir.resolve("checkpoint"))
                .onEvent(
                    event -> {
                      given.add(event.text(Field.TEXT));
                      log.follower().stop();
                    }));
    log.follower().run();
    assertThat(given).isNotEmpty();
    log.close();
    int before = given.size();
    given.addAll(log.followFromCheckpoint().poll());
    assertThat(given).containsExactly(texts(0, 100));
    assertThat(before).isPositive();
  }

  @Test
  void interruptedThreadStaysSoAndHasSaved() throws Exception {
    log.append("a");
    log.followFromCheckpoint();
    Running running = new Running(log.follower());
    await(() -> log.follower().log().lines() == 1);
    running.thread.interrupt();
    running.join();
    assertThat(running.thrown.get()).isNull();
    assertThat(running.interrupted.get()).isTrue();
    assertThat(log.notices).isEmpty();
    log.close();
    log.append("b");
    assertThat(log.followFromCheckpoint().poll()).containsExactly("b");
  }

  @Test
  void interruptWhileItReadsLosesNothing() throws Exception {
    log.append(texts(0, 20_000));
    log.follow(
        o ->
            o.files(log.log)
                .fromStart()
                .checkpoint(dir.resolve("checkpoint"))
                .checkpointEvery(Duration.ZERO)
                .onEvent(
                    event -> {
                      log.lines.add(event.text(Field.TEXT));
                      if (event.lineNumber() % 777 == 0) {
                        Thread.currentThread().interrupt();
                      }
                    }));
    try {
      while (log.lines.size() < 20_000) {
        log.follower().poll();
        Thread.currentThread().interrupt();
      }
      log.rename("mail.log.1");
      log.append("a");
      log.follower().poll();
      log.follower().checkpoint();
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
    assertThat(log.lines).hasSize(20_001).startsWith(texts(0, 20_000)).endsWith("a");
    assertThat(log.notices).isEmpty();
    log.close();
    assertThat(log.followFromCheckpoint().poll()).isEmpty();
  }

  @Test
  void closedWhileItRuns() throws Exception {
    log.append("a");
    log.followFromCheckpoint();
    Running running = new Running(log.follower());
    await(() -> log.follower().log().lines() == 1);
    log.follower().close();
    running.join();
    assertThat(running.thrown.get()).isNull();
    assertThatThrownBy(() -> log.follower().poll()).hasMessageContaining("closed");
    assertThatThrownBy(() -> log.follower().run()).hasMessageContaining("closed");
    assertThatThrownBy(() -> log.follower().checkpoint()).hasMessageContaining("closed");
    log.follower().close();
    log.follower().stop();
    log.append("b");
    assertThat(log.followFromCheckpoint().poll()).containsExactly("b");
  }

  @Test
  void closedWhileAHandlerIsBusy() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    log.append("a");
    log.follow(
        o ->
            o.files(log.log)
                .fromStart()
                .checkpoint(dir.resolve("checkpoint"))
                .onEvent(
                    event -> {
                      busy.countDown();
                      try {
                        goOn.await();
                      } catch (InterruptedException e) {
                        throw new AssertionError(e);
                      }
                    }));
    Running running = new Running(log.follower());
    busy.await();
    Thread closer = new Thread(() -> log.follower().close());
    closer.start();
    Thread.sleep(50);
    assertThat(closer.isAlive()).isTrue();
    goOn.countDown();
    running.join();
    closer.join();
    assertThat(running.thrown.get()).isNull();
    assertThat(log.followFromCheckpoint().poll()).isEmpty();
  }

  @Test
  void handlerThatThrows() throws IOException {
    log.append(texts(0, 10));
    log.followFromCheckpoint();
    log.poll();
    log.stop();
    log.append(texts(10, 20));
    log.follow(
        o ->
            o.files(log.log)
                .checkpoint(dir.resolve("checkpoint"))
                .onEvent(
                    event -> {
                      if (event.lineNumber() == 15) {
                        throw new IllegalStateException("of the handler");
                      }
                    }));
    assertThatThrownBy(() -> log.follower().run()).hasMessage("of the handler");
    assertThatThrownBy(() -> log.follower().poll()).hasMessageContaining("has failed");
    assertThatThrownBy(() -> log.follower().checkpoint()).hasMessageContaining("has failed");
    log.close();
    assertThat(log.followFromCheckpoint().poll()).containsExactly(texts(10, 20));
  }

  @Test
  void handlerMayOnlyStopIt() throws IOException {
    List<Throwable> refused = new ArrayList<>();
    log.append("a");
    log.follow(
        o ->
            o.files(log.log)
                .fromStart()
                .onEvent(
                    event -> {
                      for (Runnable call :
                          List.<Runnable>of(
                              log.follower()::poll, log.follower()::run, log.follower()::close)) {
                        try {
                          call.run();
                        } catch (IllegalStateException e) {
                          refused.add(e);
                        }
                      }
                    }));
    log.follower().poll();
    assertThat(refused).hasSize(3);
  }

  @Test
  void stoppedBeforeItRuns() throws IOException {
    log.append("a");
    log.followFromCheckpoint();
    log.follower().stop();
    log.follower().run();
    log.close();
    assertThat(log.followFromCheckpoint().poll()).containsExactly("a");
  }
}
