package io.maillog;

import java.util.List;

/** Reads logs line by line, and gives the lines, or what came of them, to a delivery's outlet. */
final class LineReading implements OngoingReading {
  private final List<LogCursor> cursors;
  private final MergedLogs lines;
  private final EventDelivery delivery;
  private boolean begun;
  private boolean ended;

  /**
   * A reading before its first step.
   *
   * @param cursors what {@code lines} reads
   */
  LineReading(List<LogCursor> cursors, MergedLogs lines, EventDelivery delivery) {
    this.cursors = cursors;
    this.lines = lines;
    this.delivery = delivery;
  }

  @Override
  public boolean step() {
    if (!begun) {
      begun = true;
      delivery.begin();
    }
    if (lines.next()) {
      delivery.give(lines.log());
      return true;
    }
    if (!ended) {
      ended = true;
      close();
      delivery.finish();
    }
    return false;
  }

  @Override
  public ReadSummary summary(boolean stopped) {
    return delivery.summary(stopped);
  }

  @Override
  public void close() {
    cursors.forEach(LogCursor::close);
  }
}
