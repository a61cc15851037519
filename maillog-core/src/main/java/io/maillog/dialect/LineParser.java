package io.maillog.dialect;

import io.maillog.event.EventWriter;
import io.maillog.header.LineHeader;

/**
 * Reads the message part of lines of one dialect.
 *
 * <p>One parser per thread; parsers share nothing, and remember nothing of other lines: the same
 * line gives the same event, whatever came before it.
 */
public interface LineParser {
  /**
   * Says what a line says: sets the event's kind, and every field that the line states.
   *
   * <p>Must not allocate, must not throw whatever the bytes are, must not read or point outside
   * {@code [from, to)}, and must take time in proportion to the line's length. A line that the
   * grammar does not know is of kind {@link io.maillog.event.EventKind#OTHER}.
   *
   * @param line the array that holds the line
   * @param from where the message part starts
   * @param to where it ends, exclusive
   * @param header the line's header; its offsets point into {@code line} too
   * @param event to be filled; the header's fields are set already
   */
  void parse(byte[] line, int from, int to, LineHeader header, EventWriter event);

  /**
   * Reads a line without any header that follows a line of this dialect's own log ({@link
   * LineHeader#selfStamped()}), or such a further line: is it a part of the same record? Sets what
   * fields it states; its kind is set by the caller.
   *
   * @return false if it is not, and then nothing is set
   */
  default boolean continues(byte[] line, int from, int to, EventWriter event) {
    return false;
  }
}
