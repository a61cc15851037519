package io.maillog.follow.stream;

import static org.assertj.core.api.Assertions.fail;

import io.maillog.follow.FollowNotice;
import io.maillog.follow.input.LineInput;
import io.maillog.follow.input.LineWindow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** What the follower's thread does with an input: it looks, takes lines, and sleeps until woken. */
final class Taker implements AutoCloseable {
  private static final long LIMIT_SECONDS = 60;

  final List<String> lines = new ArrayList<>();
  final List<FollowNotice> notices = new ArrayList<>();
  private final Semaphore woken = new Semaphore(0);
  private LineInput input;

  /** Makes the input, with a wake and a taker of notices. */
  <I extends LineInput> I open(Function<Taker, I> maker) {
    I made = maker.apply(this);
    input = made;
    return made;
  }

  void wake() {
    woken.release();
  }

  void notice(FollowNotice notice) {
    notices.add(notice);
  }

  /** Takes all lines that there are; they are separated by line feeds, and given without. */
  void takeAll() {
    while (input.look()) {
      LineWindow window = input.window();
      int from = window.from();
      for (int at = from; at < window.whole(); at++) {
        if (window.bytes()[at] == '\n') {
          lines.add(new String(window.bytes(), from, at - from, StandardCharsets.ISO_8859_1));
          from = at + 1;
        }
      }
      input.taken(window.whole());
    }
  }

  /** Takes one line, if there is one. */
  boolean takeOne() {
    if (!input.look()) {
      return false;
    }
    LineWindow window = input.window();
    int at = window.from();
    while (window.bytes()[at] != '\n') {
      at++;
    }
    lines.add(
        new String(window.bytes(), window.from(), at - window.from(), StandardCharsets.ISO_8859_1));
    input.taken(at + 1);
    return true;
  }

  /** Takes lines until there are so many. */
  Taker untilLines(int count) {
    return until(() -> lines.size() >= count);
  }

  Taker untilNotice(FollowNotice.Kind kind) {
    return until(() -> notices.stream().anyMatch(n -> n.kind() == kind));
  }

  Taker untilEnded() {
    return until(() -> input.ended());
  }

  Taker until(BooleanSupplier done) {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    takeAll();
    while (!done.getAsBoolean()) {
      if (System.nanoTime() > limit) {
        fail("nothing more came; lines " + lines + ", notices " + notices);
      }
      try {
        woken.tryAcquire(200, TimeUnit.MILLISECONDS); // as the follower looks now and then
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      woken.drainPermits();
      takeAll();
    }
    return this;
  }

  /** How many of our threads run whose names start so. */
  static long threads(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.isAlive() && t.getName().startsWith(prefix))
        .count();
  }

  /** Waits for threads to be gone. */
  static void untilNoThread(String prefix) {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (threads(prefix) > 0) {
      if (System.nanoTime() > limit) {
        fail("there are threads left: " + prefix);
      }
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Override
  public void close() {
    if (input != null) {
      input.close();
    }
  }
}
