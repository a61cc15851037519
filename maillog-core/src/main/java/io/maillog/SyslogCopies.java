package io.maillog;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.ByteSlice;
import io.maillog.event.EventWriter;
import io.maillog.event.MailEvent;
import io.maillog.header.LineHeader;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Tells the second of two lines that one log has, since a server wrote a text to two of its logs
 * and syslog took both. Both are of one process, one moment, and alike to the byte; lines of other
 * processes may stand between. Takes the events of one log in the order of the lines.
 *
 * <p>Only lines of which a dialect says that they may come twice ({@link EventWriter#mayRepeat})
 * are looked at, and the last {@value #LINES} of them are remembered, as bytes: nobody can make up
 * another line that is taken for one of them. Allocates when the first such line comes.
 */
final class SyslogCopies {
  static final int LINES = 256;

  /** How many bytes of lines are remembered; a longer line is not. */
  static final int BYTES = 1 << 16;

  private final ByteSlice slice = new ByteSlice();

  /** What is remembered, one after the other; it begins anew where a line does not fit. */
  private byte[] bytes = {};

  // Of each line, the oldest first, in turn.
  private int[] froms = {};
  private int[] tos = {};
  private int[] hashes = {};
  private long[] seconds = {};
  private int oldest;
  private int count;

  /** Behind the newest line; that one, until it is known to be no copy. */
  private int end;

  /** Another log begins. */
  void start() {
    count = 0;
    end = 0;
  }

  /** Marks the event if its line is a copy. Its time is completed already. */
  void read(EventWriter writer) {
    if (writer.repeatFrom() >= 0) {
      find(writer);
    }
  }

  private void find(EventWriter writer) {
    MailEvent event = writer.event();
    LineHeader header = event.header();
    int hosts = header.hostTo() - header.hostFrom();
    int pids = header.pidTo() - header.pidFrom();
    int texts = header.messageTo() - writer.repeatFrom();
    long length = hosts + pids + texts + 2L; // with what keeps them apart
    if (length > BYTES) {
      return;
    }
    int from = reserve((int) length);
    int to = from + (int) length;
    byte[] line = event.line(slice).array();
    System.arraycopy(line, header.hostFrom(), bytes, from, hosts);
    bytes[from + hosts] = 0;
    System.arraycopy(line, header.pidFrom(), bytes, from + hosts + 1, pids);
    bytes[from + hosts + 1 + pids] = 0;
    System.arraycopy(line, writer.repeatFrom(), bytes, to - texts, texts);
    if (isKnown(from, to, header.epochSecond(), writer.repeatStamped())) {
      writer.copy();
    } else {
      remember(from, to, header.epochSecond());
    }
  }

  /** Where so many bytes have room; what was there is forgotten. */
  private int reserve(int length) {
    if (bytes.length == 0) {
      bytes = new byte[BYTES];
      froms = new int[LINES];
      tos = new int[LINES];
      hashes = new int[LINES];
      seconds = new long[LINES];
    }
    int from = end + length <= BYTES ? end : 0;
    while (count > 0 && froms[oldest] < from + length && tos[oldest] > from) {
      forgetOldest();
    }
    return from;
  }

  private void forgetOldest() {
    oldest = (oldest + 1) % LINES;
    count--;
  }

  private boolean isKnown(int from, int to, long second, boolean stamped) {
    int hash = ByteScan.hash(bytes, from, to);
    for (int i = count - 1; i >= 0; i--) {
      int at = (oldest + i) % LINES;
      if (hashes[at] == hash
          && (stamped || seconds[at] == second)
          && ByteScan.equal(bytes, froms[at], tos[at], bytes, from, to)) {
        return true;
      }
    }
    return false;
  }

  private void remember(int from, int to, long second) {
    if (count == LINES) {
      forgetOldest();
    }
    int at = (oldest + count++) % LINES;
    froms[at] = from;
    tos[at] = to;
    hashes[at] = ByteScan.hash(bytes, from, to);
    seconds[at] = second;
    end = to;
  }

  /** Writes what is remembered, for {@link #restore}. */
  void save(DataOutput out) throws IOException {
    out.writeInt(count);
    for (int i = 0; i < count; i++) {
      int at = (oldest + i) % LINES;
      out.writeLong(seconds[at]);
      out.writeInt(tos[at] - froms[at]);
      out.write(bytes, froms[at], tos[at] - froms[at]);
    }
  }

  void restore(DataInput in) throws IOException {
    for (int i = in.readInt(); i > 0; i--) {
      long second = in.readLong();
      int length = in.readInt();
      if (length < 0 || length > BYTES) {
        throw new IllegalArgumentException("a line of " + length + " bytes");
      }
      int from = reserve(length);
      in.readFully(bytes, from, length);
      remember(from, from + length, second);
    }
  }
}
