package io.maillog.follow.stream;

import io.maillog.bytes.ByteScan;
import io.maillog.follow.input.LineWindow;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The lines of journalctl's output, each with its position. A line longer than a window holds is
 * cut; as its members stand in any order, its position is then put first, so that it is not lost
 * with the rest. Memory is fixed. Not thread-safe.
 */
final class JournalLines {
  /** Takes the lines. */
  interface Sink {
    /**
     * A line, with its line feed.
     *
     * @param position {@code null} if it does not say where it stands
     * @return whether to go on
     */
    boolean line(byte[] b, int from, int to, @Nullable JournalPosition position);
  }

  private static final byte LF = '\n';

  private final Sink sink;
  private final JournalKeys keys = new JournalKeys();
  private final byte[] line = new byte[LineWindow.MAX_LINE];
  private int length;
  private boolean cut;

  JournalLines(Sink sink) {
    this.sink = sink;
  }

  /** Another output begins; the half line that the last ended with is dropped. */
  void reset() {
    keys.reset();
    length = 0;
    cut = false;
  }

  /** Takes output, and gives the lines that end in it; says whether to go on. */
  boolean accept(byte[] b, int from, int to) {
    int at = from;
    while (at < to) {
      int lf = ByteScan.indexOfFar(b, at, to, LF);
      int end = lf < 0 ? to : lf;
      keys.accept(b, at, end);
      hold(b, at, end);
      at = end;
      if (lf >= 0) {
        at++;
        boolean more = give();
        reset();
        if (!more) {
          return false;
        }
      }
    }
    return true;
  }

  private void hold(byte[] b, int from, int to) {
    int n = Math.min(to - from, line.length - 1 - length); // a line feed follows
    System.arraycopy(b, from, line, length, n);
    length += n;
    cut |= n < to - from;
  }

  private boolean give() {
    JournalPosition position = keys.position();
    if (cut && position != null) {
      putFirst(position);
    }
    line[length] = LF;
    return sink.line(line, 0, length + 1, position);
  }

  private void putFirst(JournalPosition position) {
    byte[] head =
        ("{\"__CURSOR\":\""
                + position.cursor()
                + "\",\"__REALTIME_TIMESTAMP\":\""
                + position.realtime()
                + "\",")
            .getBytes(StandardCharsets.ISO_8859_1);
    int brace = ByteScan.indexOfFar(line, 0, length, (byte) '{') + 1;
    int n = Math.min(length - brace, line.length - 1 - head.length);
    System.arraycopy(line, brace, line, head.length, n);
    System.arraycopy(head, 0, line, 0, head.length);
    length = head.length + n;
  }
}
