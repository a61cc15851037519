package io.maillog.follow.file;

import io.maillog.follow.input.LineWindow;
import org.jspecify.annotations.Nullable;

/** The window of a log, and which of its files the bytes in it are of. */
final class ReadWindow {
  private final LineWindow window = new LineWindow();

  /** Whose bytes the window has. */
  private @Nullable Generation owner;

  LineWindow window() {
    return window;
  }

  /** Whose bytes the window has; {@code null} if it has none. */
  @Nullable Generation owner() {
    return owner;
  }

  /** The window is for this one's bytes from now on. */
  void own(Generation g) {
    Generation other = owner;
    if (other != null && other != g) {
      release(other);
    }
    owner = g;
  }

  /** The window is not for this one's bytes any more: what was not handed over is read again. */
  void release(Generation g) {
    if (owner == g) {
      window.clear();
      owner = null;
      g.rewind();
    }
  }

  /** What was read of it and not handed over is to be read again. */
  void drop(Generation g) {
    if (owner == g) {
      window.clear();
    }
    g.rewind();
  }

  /**
   * Adds the line feed that a last line lacks which nothing will follow.
   *
   * @return whether there is a line then
   */
  boolean endLine() {
    window.endLine();
    return window.hasLines();
  }

  /** The lines up to here were handed over. */
  void taken(int to) {
    int from = window.from();
    long count = window.take(to);
    Generation g = owner;
    if (g != null) {
      g.take(window.bytes(), from, to, count);
    }
  }
}
