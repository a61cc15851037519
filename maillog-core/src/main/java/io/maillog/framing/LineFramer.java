package io.maillog.framing;

import io.maillog.bytes.ByteScan;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into blocks of whole lines.
 *
 * <p>A line ends at {@code \n}, or at {@code \r\n}; all other bytes are parts of a line, whatever
 * they are, but a run of NUL before a line, which alone would make it too long, is left out. The
 * last line may lack its line end. Where the stream fails, what was read before is given first, and
 * {@link #failure} then says why there is no more.
 *
 * <p>Allocates nothing after its creation. Not thread-safe; one stream at a time.
 */
public final class LineFramer {
  private static final byte LF = '\n';
  private static final byte CR = '\r';

  private final int maxLineLength;
  // What was read beyond the last whole line of a block.
  private final byte[] carry;
  private int carried;

  private InputStream in = InputStream.nullInputStream();
  private boolean ended = true;
  private boolean skipping;
  private boolean behindNul;
  private @Nullable IOException failure;

  /** A framer with these limits; its blocks must have the same. */
  public LineFramer(FramingLimits limits) {
    this.maxLineLength = limits.maxLineLength();
    this.carry = new byte[limits.capacity()];
  }

  /** Starts with another stream, which the caller closes. */
  public void start(InputStream stream) {
    in = stream;
    carried = 0;
    ended = false;
    skipping = false;
    behindNul = false;
    failure = null;
  }

  /** Why the stream ended early; {@code null} if it did not. */
  public @Nullable IOException failure() {
    return failure;
  }

  /**
   * Fills the block with the next lines: as many as fit, but does not wait for more once there is
   * one.
   *
   * @return false if the stream has ended, and the block is empty; a block may be empty before that
   */
  public boolean next(LineBlock block) {
    block.clear();
    byte[] b = block.bytes;
    System.arraycopy(carry, 0, b, 0, carried);
    int length = carried;
    int lineFrom = 0;
    int scanned = 0;
    long discarded = 0;
    while (true) {
      int end = block.isFull() ? -1 : ByteScan.indexOfFar(b, scanned, length, LF);
      while (end >= 0) {
        if (skipping) {
          skipping = false;
        } else {
          int lineTo = end > lineFrom && b[end - 1] == CR ? end - 1 : end;
          block.add(startOfLine(b, lineFrom, lineTo), lineTo, maxLineLength);
        }
        behindNul = false;
        lineFrom = end + 1;
        scanned = lineFrom;
        end = block.isFull() ? -1 : ByteScan.indexOfFar(b, scanned, length, LF);
      }
      if (block.isFull()) {
        break;
      }
      scanned = length;
      if (skipping) {
        discarded += length - lineFrom;
        length = lineFrom;
        scanned = lineFrom;
      } else if (length - lineFrom > maxLineLength + 1) {
        lineFrom = LineBlock.afterNul(b, lineFrom, length);
        behindNul = true; // or the line is still too long, and is cut here
      }
      if (length - lineFrom > maxLineLength + 1) {
        // Too long, even if its last byte is the \r of a line end.
        block.add(lineFrom, length, maxLineLength);
        discarded += length - lineFrom;
        length = lineFrom + maxLineLength;
        discarded -= maxLineLength;
        lineFrom = length;
        scanned = length;
        behindNul = false;
        skipping = true;
        if (block.isFull()) {
          break;
        }
      }
      if (ended) {
        lineFrom =
            length - lineFrom > maxLineLength
                ? LineBlock.afterNul(b, lineFrom, length)
                : startOfLine(b, lineFrom, length);
        if (lineFrom < length) {
          block.add(lineFrom, length, maxLineLength);
          block.lastIsOpen = true;
          lineFrom = length;
        }
        break;
      }
      if (length == block.capacity
          || (block.lines > 0 && (isCramped(block, length) || wouldWait()))) {
        break;
      }
      length += read(b, length, block.capacity);
    }
    carried = length - lineFrom;
    System.arraycopy(b, lineFrom, carry, 0, carried);
    block.consumed = lineFrom + discarded;
    return block.lines > 0 || !ended;
  }

  /** Where the line starts, behind the last of a run of NUL of which much was left out. */
  private int startOfLine(byte[] b, int from, int to) {
    return behindNul ? LineBlock.afterNul(b, from, to) : from;
  }

  /**
   * Whether the rest of a line that is too long would be skipped in what little room is left behind
   * the block's lines, a few bytes a read: the next block has room.
   */
  private boolean isCramped(LineBlock block, int length) {
    return skipping && block.capacity - length < block.capacity / 2;
  }

  /** Reads on; 0 if the stream has ended. */
  private int read(byte[] b, int from, int to) {
    try {
      int count = in.read(b, from, to - from);
      ended = count < 0;
      return Math.max(0, count);
    } catch (IOException e) {
      if (e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException)) {
        Thread.currentThread().interrupt(); // who threw it has cleared the mark
      }
      failure = e;
      ended = true;
      return 0;
    }
  }

  private boolean wouldWait() {
    try {
      return in.available() <= 0;
    } catch (IOException e) {
      return true; // reading on will say why
    }
  }
}
