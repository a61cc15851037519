package io.maillog.follow.stream;

import io.maillog.follow.FollowNotice;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * What the threads of an input have to say, until the follower's thread asks. Of more than {@value
 * #MAX} the later are dropped. Thread-safe.
 */
final class Notices {
  private static final int MAX = 64;
  private static final int MAX_CHARS = 500;

  private final String input;
  private final Consumer<? super FollowNotice> consumer;
  private final Queue<FollowNotice> waiting = new ArrayDeque<>();

  Notices(String input, Consumer<? super FollowNotice> consumer) {
    this.input = input;
    this.consumer = consumer;
  }

  /** Keeps a notice, from any thread. */
  void add(FollowNotice.Kind kind, String sentence) {
    FollowNotice notice = new FollowNotice(kind, input, printable(sentence));
    synchronized (waiting) {
      if (waiting.size() < MAX) {
        waiting.add(notice);
      }
    }
  }

  /** Gives them all, on the follower's thread, in their order. */
  void give() {
    List<FollowNotice> now;
    synchronized (waiting) {
      if (waiting.isEmpty()) {
        return;
      }
      now = new ArrayList<>(waiting);
      waiting.clear();
    }
    now.forEach(consumer);
  }

  /** In one line of a fair length: what a program or a system says may hold anything. */
  private static String printable(String sentence) {
    StringBuilder line = new StringBuilder(Math.min(sentence.length(), MAX_CHARS));
    for (int i = 0; i < sentence.length() && i < MAX_CHARS; i++) {
      char c = sentence.charAt(i);
      line.append(Character.isISOControl(c) ? ' ' : c);
    }
    return line.toString();
  }
}
