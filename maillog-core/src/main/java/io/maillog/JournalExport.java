package io.maillog;

import io.maillog.bytes.ByteSlice;
import io.maillog.bytes.Literal;
import io.maillog.dialect.Dialects;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.MailEvent;
import io.maillog.header.parse.ParsedHeader;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Entries of the journal in its export format (journalctl -o export): a line for each field, {@code
 * KEY=VALUE}, in any order, and an empty one behind the last, which is the one that gets the event.
 * A value that has line ends, or no text, follows its key in the next line, behind its length in
 * eight bytes: what it holds is never taken for fields.
 *
 * <p>An entry is read as what {@code journalctl -o json} makes of it.
 */
final class JournalExport {
  private static final Literal CURSOR = Literal.of("__CURSOR=");
  private static final Literal RECEIVED = Literal.of("__REALTIME_TIMESTAMP=");

  /** Longer entries lack the fields that come last. */
  private static final int MAX_BYTES = 1 << 17;

  private static final long ESCAPED = 6; // bytes of a byte, at most
  private static final int ROOM = 64; // for what ends a member, and the object
  private static final int LENGTH_BYTES = 8;

  private final Dialects dialects;
  private final ByteSlice slice = new ByteSlice();
  private final EventWriter probe;
  private @Nullable MailLogParser parser;

  private boolean open;
  private byte[] object = new byte[0];
  private int length;

  // A value that follows its key: how many bytes of its length were read, and what is left of it.
  private boolean inValue;
  private int lengthBytes;
  private long left;

  JournalExport(Dialects dialects) {
    this.dialects = dialects;
    this.probe = new EventWriter(new MailEvent());
  }

  /** For another log, which the same thread reads at the same time. */
  JournalExport(JournalExport sharing) {
    this.dialects = sharing.dialects;
    this.probe = sharing.probe;
  }

  /** Another input begins. */
  void start() {
    open = false;
    inValue = false;
    length = 0;
  }

  void save(DataOutput out) throws IOException {
    out.writeBoolean(open);
    out.writeBoolean(inValue);
    out.writeInt(lengthBytes);
    out.writeLong(left);
    out.writeInt(length);
    out.write(object, 0, length);
  }

  void restore(DataInput in) throws IOException {
    open = in.readBoolean();
    inValue = in.readBoolean();
    lengthBytes = in.readInt();
    left = in.readLong();
    length = in.readInt();
    if (length < 0 || length > MAX_BYTES || lengthBytes < 0 || lengthBytes > LENGTH_BYTES) {
      throw new IllegalArgumentException("an entry of " + length + " bytes");
    }
    object = new byte[length];
    in.readFully(object);
  }

  /** Whether an entry has begun: then whatever comes is of it. */
  boolean isOpen() {
    return open;
  }

  /** Takes the line, if it is of an entry. */
  boolean read(EventWriter writer) {
    ByteSlice line = writer.event().line(slice);
    byte[] b = line.array();
    int from = line.from();
    int to = line.to();
    while (to > from && (b[to - 1] == '\n' || b[to - 1] == '\r')) {
      to--;
    }
    if (!open) {
      if (!CURSOR.startsAt(b, from, to) && !RECEIVED.startsAt(b, from, to)) {
        return false;
      }
      open = true;
      length = 0;
      put('{');
    }
    if (inValue) {
      value(b, from, to);
    } else if (from == to) {
      if (end(writer)) {
        return true;
      }
    } else if (!field(b, from, to)) {
      start();
      return false;
    }
    ParsedHeader.of(writer.header()).makeText(from, to);
    writer.begin(b);
    writer.kind(EventKind.CONTINUATION);
    return true;
  }

  private boolean field(byte[] b, int from, int to) {
    int keyTo = from;
    while (keyTo < to && isOfKey(b[keyTo])) {
      keyTo++;
    }
    if (keyTo == from || (keyTo < to && b[keyTo] != '=')) {
      return false;
    }
    if (keyTo == to) {
      if (length + (to - from) + 2 * ROOM > MAX_BYTES) {
        return false;
      }
      inValue = true;
      lengthBytes = 0;
      left = 0;
      key(b, from, keyTo);
    } else if (length + ESCAPED * (to - from) + ROOM <= MAX_BYTES) {
      key(b, from, keyTo);
      for (int i = keyTo + 1; i < to; i++) {
        escaped(b[i]);
      }
      put('"');
    }
    return true;
  }

  /** Begins a member, up to its value. */
  private void key(byte[] b, int from, int to) {
    if (length > 1) {
      put(',');
    }
    put('"');
    for (int i = from; i < to; i++) {
      put(b[i]);
    }
    put('"');
    put(':');
    put('"');
  }

  private static boolean isOfKey(byte c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }

  private void escaped(int c) {
    if (c >= 0 && c < ' ') {
      put('\\');
      put('u');
      put('0');
      put('0');
      put(Character.forDigit(c >> 4, 16));
      put(Character.forDigit(c & 15, 16));
    } else {
      if (c == '"' || c == '\\') {
        put('\\');
      }
      put(c);
    }
  }

  private void put(int c) {
    if (length == object.length) {
      object = Arrays.copyOf(object, Math.max(1024, 2 * length));
    }
    object[length++] = (byte) c;
  }

  /**
   * Takes a line of a value, whose line end is of it too, or of its length. What the framing leaves
   * out, a carriage return, makes the value seem to end later than it does: never before.
   */
  private void value(byte[] b, int from, int to) {
    for (int i = from; i <= to; i++) {
      int c = i < to ? b[i] & 0xff : '\n';
      if (lengthBytes < LENGTH_BYTES) {
        left |= (long) c << (8 * lengthBytes++);
      } else if (left != 0) {
        left--;
        if (length + ESCAPED + ROOM <= MAX_BYTES) {
          escaped((byte) c);
        }
      } else if (inValue) {
        inValue = false; // this is the line end behind it
        put('"');
      }
    }
  }

  /** Reads the entry; false if it has no message. */
  private boolean end(EventWriter writer) {
    put('}');
    byte[] entry = Arrays.copyOf(object, length); // the event keeps it
    MailLogParser reader = parser;
    if (reader == null) {
      reader = new MailLogParser(dialects);
      parser = reader;
    }
    start();
    reader.parseUntimed(entry, 0, entry.length, probe);
    if (probe.event().kind() == EventKind.MALFORMED) {
      return false;
    }
    reader.parseUntimed(entry, 0, entry.length, writer);
    return true;
  }
}
