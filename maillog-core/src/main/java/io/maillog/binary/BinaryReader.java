package io.maillog.binary;

import io.maillog.event.MailEvent;
import io.maillog.event.MailEventRecord;
import io.maillog.trace.MessageTrace;
import java.io.IOException;
import java.util.Objects;

/**
 * Reads events and traces from their binary form, which {@link BinaryWriter} writes.
 *
 * <p>What a later minor version adds is passed over. A word that it adds is not known here: then a
 * kind is {@code OTHER}, a stage {@code OTHER}, an outcome {@code UNKNOWN}, completeness {@code
 * PARTIAL}, and a status or severity {@code null}, while {@link MailEventRecord#text} still has the
 * word; an attempt or a link of such a word is left out, and counts as cut. A later major version
 * is refused.
 *
 * <p>The bytes may be anybody's: whatever they are, a method returns or throws {@link
 * FormatException}, in memory that their number bounds. Thread-safe.
 */
public final class BinaryReader {
  private BinaryReader() {}

  /** Bytes are no event or trace of this form: cut or damaged, or of a later major version. */
  public static final class FormatException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Says what is wrong with the bytes. */
    public FormatException(String message) {
      super(message);
    }
  }

  /**
   * Reads the event that is all of {@code bytes[from, to)}.
   *
   * @return what {@link MailEvent#toRecord()} had said of it
   * @throws FormatException if that is no event
   * @throws IndexOutOfBoundsException if the range is not inside the array
   */
  public static MailEventRecord event(byte[] bytes, int from, int to) throws FormatException {
    all(bytes, from, to, Form.EVENT);
    return new EventInput(bytes, from + Form.HEAD, to).read();
  }

  /**
   * Reads the trace that is all of {@code bytes[from, to)}.
   *
   * @throws FormatException if that is no trace
   * @throws IndexOutOfBoundsException if the range is not inside the array
   */
  public static MessageTrace trace(byte[] bytes, int from, int to) throws FormatException {
    all(bytes, from, to, Form.TRACE);
    return TraceInput.read(bytes, from + Form.HEAD, to);
  }

  private static void all(byte[] bytes, int from, int to, byte what) throws FormatException {
    int end = end(bytes, from, to);
    if (bytes[from] != what) {
      throw new FormatException(
          what == Form.EVENT
              ? "the bytes are a trace, and no event"
              : "the bytes are an event, and no trace");
    }
    if (end != to) {
      throw new FormatException((to - end) + " bytes follow that are none of it");
    }
  }

  /**
   * Where the event or trace ends that begins at {@code from}: there the next one begins, where
   * several stand one behind the other.
   *
   * @throws FormatException if none begins there, or it goes beyond {@code to}, or is of another
   *     major version
   * @throws IndexOutOfBoundsException if the range is not inside the array
   */
  public static int end(byte[] bytes, int from, int to) throws FormatException {
    Objects.checkFromToIndex(from, to, bytes.length);
    if (to - from < Form.HEAD || (bytes[from] != Form.EVENT && bytes[from] != Form.TRACE)) {
      throw new FormatException("the bytes are neither an event nor a trace");
    }
    if (bytes[from + 1] != Form.MAJOR) {
      throw new FormatException(
          "the bytes are of version " + (bytes[from + 1] & 0xff) + ", not " + Form.MAJOR);
    }
    long length = 0;
    for (int i = Form.HEAD - 1; i >= Form.HEAD - Integer.BYTES; i--) {
      length = length << 8 | (bytes[from + i] & 0xff);
    }
    if (length > to - from - Form.HEAD) {
      throw new FormatException("the bytes are cut");
    }
    return from + Form.HEAD + (int) length;
  }

  /**
   * Whether the bytes are an event, as against a trace.
   *
   * @throws FormatException if they are neither, or cut, or of another major version
   * @throws IndexOutOfBoundsException if the range is not inside the array
   */
  public static boolean isEvent(byte[] bytes, int from, int to) throws FormatException {
    end(bytes, from, to);
    return bytes[from] == Form.EVENT;
  }
}
