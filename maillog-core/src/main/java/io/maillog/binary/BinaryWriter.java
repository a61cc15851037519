package io.maillog.binary;

import io.maillog.event.MailEvent;
import io.maillog.event.MailEventRecord;
import io.maillog.trace.MessageTrace;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Writes events and traces in their binary form, one behind the other, to a buffer that is used
 * again and again; {@link BinaryReader} reads them. Of what cannot be added nothing stays.
 *
 * <pre>{@code
 * BinaryWriter out = new BinaryWriter();
 * log.events(
 *     event -> {
 *       out.clear();
 *       out.event(event);
 *       producer.send(out.toBytes());
 *     });
 * }</pre>
 *
 * <p>An event is written from the {@link MailEvent} itself, and allocates nothing once warm. Text
 * is UTF-8, and of an event the log's own bytes. Not thread-safe.
 */
public final class BinaryWriter {
  private final PartOutput out = new PartOutput(8 * 1024);
  private final EventOutput events = new EventOutput(out);

  /** Where what was written wholly ends: what failed behind it is written over. */
  private int length;

  /** Creates a writer with an empty buffer. */
  public BinaryWriter() {}

  /**
   * Adds an event, with everything that {@link MailEvent#toRecord()} has of it.
   *
   * @throws IllegalStateException if the event is used after its callback, where that is checked
   */
  public void event(MailEvent event) {
    int start = begin(Form.EVENT);
    events.write(event);
    end(start);
  }

  /**
   * Adds an event that was copied, or read from this form. What its {@link MailEventRecord#fields
   * fields} say is written, and what is derived from them is derived again by who reads it.
   */
  public void event(MailEventRecord event) {
    int start = begin(Form.EVENT);
    events.write(event);
    end(start);
  }

  /**
   * Adds a trace.
   *
   * @throws IllegalArgumentException if it has a recipient or the like of 256 MiB: no log's has
   */
  public void trace(MessageTrace trace) {
    int start = begin(Form.TRACE);
    TraceOutput.write(trace, out);
    end(start);
  }

  private int begin(byte what) {
    int start = length;
    out.length = start;
    out.ensure(Form.HEAD);
    out.bytes[start] = what;
    out.bytes[start + 1] = Form.MAJOR;
    out.bytes[start + 2] = Form.MINOR;
    out.length = start + Form.HEAD;
    return start;
  }

  private void end(int start) {
    int count = out.length - start - Form.HEAD;
    for (int i = 0; i < Integer.BYTES; i++) {
      out.bytes[start + Form.HEAD - Integer.BYTES + i] = (byte) (count >> (8 * i));
    }
    length = out.length;
  }

  /** The array behind the buffer, up to {@link #length()}; another one after it has grown. */
  public byte[] array() {
    return out.bytes;
  }

  /** How many bytes are in the buffer. */
  public int length() {
    return length;
  }

  /** A copy of the content. Allocates. */
  public byte[] toBytes() {
    return Arrays.copyOf(out.bytes, length);
  }

  /** Empties the buffer. */
  public void clear() {
    length = 0;
  }

  /**
   * Writes the content to a stream, and empties the buffer.
   *
   * @throws IOException if the stream fails; the content is kept then
   */
  public void writeTo(OutputStream target) throws IOException {
    target.write(out.bytes, 0, length);
    clear();
  }
}
