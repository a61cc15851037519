package io.maillog;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.ByteSlice;
import io.maillog.event.EventWriter;
import io.maillog.event.MailEvent;
import io.maillog.header.parse.ParsedHeader;
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
  /** How many lines are remembered: a power of two. */
  static final int LINES = 256;

  /** How many bytes of lines are remembered; a longer line is not. */
  static final int BYTES = 1 << 16;

  private final ByteSlice slice = new ByteSlice();

  /** What is remembered, one after the other; it begins anew where a line does not fit. */
  private byte[] bytes = {};

  // Of each line, by its number, in turn; numbers begin with 1.
  private int[] froms = {};
  private int[] tos = {};
  private int[] hashes = {};
  private long[] seconds = {};
  private long[] befores = {};

  /** By the last bits of a hash, the number of the newest line that has them. */
  private long[] newest = {};

  /** The number of the last line, and of the last that is forgotten. */
  private long last;

  private long forgotten;

  /** Behind the newest line; that one, until it is known to be no copy. */
  private int end;

  /** Another log begins. */
  void start() {
    forgotten = last;
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
    ParsedHeader header = ParsedHeader.of(event.header());
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
    int hash = ByteScan.hash(bytes, from, to);
    if (isKnown(from, to, hash, header.epochSecond(), writer.repeatStamped())) {
      writer.copy();
    } else {
      remember(from, to, hash, header.epochSecond());
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
      befores = new long[LINES];
      newest = new long[LINES];
    }
    int from = end + length <= BYTES ? end : 0;
    while (forgotten < last && isWithin(place(forgotten + 1), from, from + length)) {
      forgotten++;
    }
    return from;
  }

  private boolean isWithin(int at, int from, int to) {
    return froms[at] < to && tos[at] > from;
  }

  private static int place(long number) {
    return (int) number & LINES - 1;
  }

  private boolean isKnown(int from, int to, int hash, long second, boolean stamped) {
    for (long n = newest[hash & LINES - 1]; n > forgotten; n = befores[place(n)]) {
      int at = place(n);
      if (hashes[at] == hash
          && (stamped || seconds[at] == second)
          && ByteScan.equal(bytes, froms[at], tos[at], bytes, from, to)) {
        return true;
      }
    }
    return false;
  }

  private void remember(int from, int to, int hash, long second) {
    forgotten = Math.max(forgotten, ++last - LINES);
    int at = place(last);
    froms[at] = from;
    tos[at] = to;
    hashes[at] = hash;
    seconds[at] = second;
    befores[at] = newest[hash & LINES - 1];
    newest[hash & LINES - 1] = last;
    end = to;
  }

  /** Writes what is remembered, for {@link #restore}. */
  void save(DataOutput out) throws IOException {
    out.writeInt((int) (last - forgotten));
    for (long n = forgotten + 1; n <= last; n++) {
      int at = place(n);
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
      remember(from, from + length, ByteScan.hash(bytes, from, from + length), second);
    }
  }
}
