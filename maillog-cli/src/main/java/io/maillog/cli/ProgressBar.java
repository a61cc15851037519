package io.maillog.cli;

import java.io.PrintStream;
import java.util.Locale;

/** A bar on standard error that says how far the reading has come. */
final class ProgressBar {
  private static final int CELLS = 30;
  private static final long STEP_NANOS = 100_000_000L;
  private static final double MEGABYTE = 1_000_000.0;

  private final PrintStream err;
  private final long started;
  private long last;
  private int shown;

  /** A bar, at this point in time (of {@link System#nanoTime()}). */
  ProgressBar(PrintStream err, long now) {
    this.err = err;
    this.started = now;
    this.last = now - STEP_NANOS;
  }

  /** Draws the bar, unless it was drawn just now. */
  void draw(long read, long total, long now) {
    if (now - last < STEP_NANOS && read < total) {
      return;
    }
    last = now;
    double part = total <= 0 ? 1 : Math.min(1, (double) read / total);
    int full = (int) (part * CELLS);
    double seconds = Math.max(0.001, (now - started) / 1e9);
    String text =
        String.format(
            Locale.ROOT,
            "[%s%s] %3d %%  %.0f of %.0f MB  %.0f MB/s",
            "#".repeat(full),
            ".".repeat(CELLS - full),
            (int) (part * 100),
            read / MEGABYTE,
            total / MEGABYTE,
            read / MEGABYTE / seconds);
    err.print("\r" + text + " ".repeat(Math.max(0, shown - text.length())));
    err.flush();
    shown = text.length();
  }

  /** Takes the bar away, so that something else can be said. */
  void clear() {
    if (shown > 0) {
      err.print("\r" + " ".repeat(shown) + "\r");
      err.flush();
      shown = 0;
    }
  }
}
