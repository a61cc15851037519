package io.maillog.framing;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Decodes gzip (RFC 1952), members that follow each other included.
 *
 * <p>Unlike {@link java.util.zip.GZIPInputStream} it needs no honest {@code available()} to find
 * the next member, and tells a cut or damaged member as what it is, after everything before the
 * damage was given.
 */
final class GzipInput extends ArrayReadInput {
  static final int MAGIC_0 = 0x1f;
  static final int MAGIC_1 = 0x8b;

  private static final int FHCRC = 2;
  private static final int FEXTRA = 4;
  private static final int FNAME = 8;
  private static final int FCOMMENT = 16;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] buffer = new byte[64 * 1024];
  private int at;
  private int end;
  private boolean inMember;
  private boolean finished;
  private boolean anyMember;
  private long modified;
  private boolean modifiedIsUnknown;
  private long memberLength;
  private @Nullable IOException damage;

  GzipInput(InputStream in) {
    this.in = in;
  }

  @Override
  public int read(byte[] b, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, b.length);
    if (length == 0) {
      return 0;
    }
    if (damage != null) {
      throw damage;
    }
    while (!finished) {
      if (!inMember && !nextMember()) {
        finished = true;
        break;
      }
      int n = inflate(b, from, length);
      if (n > 0) {
        crc.update(b, from, n);
        memberLength += n;
        return n;
      }
      if (inflater.finished()) {
        endMember();
      }
    }
    return -1;
  }

  private int inflate(byte[] b, int from, int length) throws IOException {
    long before = inflater.getBytesWritten();
    try {
      int n = inflater.inflate(b, from, length);
      at = end - inflater.getRemaining();
      // Not before: what the inflater still holds must not be lost if there is no more.
      if (n == 0 && inflater.needsInput() && !inflater.finished()) {
        if (!fill()) {
          throw truncated();
        }
        inflater.setInput(buffer, 0, end);
      }
      return n;
    } catch (DataFormatException e) {
      String why = e.getMessage();
      damage =
          new InputFailure(
              InputFailure.Kind.DAMAGED, "damaged gzip" + (why == null ? "" : ": " + why), e);
      int n = (int) (inflater.getBytesWritten() - before);
      if (n > 0) {
        return n; // what was good comes first
      }
      throw damage;
    }
  }

  // --- members

  /** Reads the header of a member (RFC 1952, 2.3); false if there is none. */
  private boolean nextMember() throws IOException {
    int first = next();
    while (anyMember && first == 0) {
      first = next(); // padding, as on tapes
    }
    if (first < 0) {
      return false;
    }
    if (first != MAGIC_0 || required() != MAGIC_1) {
      throw damaged("no gzip data after a member's end");
    }
    if (required() != 8) {
      throw damaged("unknown method");
    }
    int flags = required();
    long memberModified = littleEndian();
    modified = Math.max(modified, memberModified);
    modifiedIsUnknown |= memberModified == 0;
    skip(2);
    if ((flags & FEXTRA) != 0) {
      int low = required();
      skip(required() << 8 | low);
    }
    if ((flags & FNAME) != 0) {
      skipText();
    }
    if ((flags & FCOMMENT) != 0) {
      skipText();
    }
    if ((flags & FHCRC) != 0) {
      skip(2);
    }
    inflater.reset();
    inflater.setInput(buffer, at, end - at);
    crc.reset();
    memberLength = 0;
    inMember = true;
    anyMember = true;
    return true;
  }

  /**
   * When what is compressed was last changed, by the headers of the members that were begun; {@code
   * null} if one of them does not say.
   */
  @Nullable Instant modified() {
    return !anyMember || modifiedIsUnknown ? null : Instant.ofEpochSecond(modified);
  }

  private void endMember() throws IOException {
    if (littleEndian() != crc.getValue()) {
      throw damaged("wrong checksum");
    }
    if (littleEndian() != (memberLength & 0xffffffffL)) {
      throw damaged("wrong length");
    }
    inMember = false;
  }

  private long littleEndian() throws IOException {
    long value = 0;
    for (int i = 0; i < 4; i++) {
      value |= (long) required() << (8 * i);
    }
    return value;
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      required();
    }
  }

  private void skipText() throws IOException {
    while (required() != 0) {
      // a name or a comment, which nobody needs
    }
  }

  // --- bytes

  private int required() throws IOException {
    int b = next();
    if (b < 0) {
      throw truncated();
    }
    return b;
  }

  private int next() throws IOException {
    while (at == end) {
      if (!fill()) {
        return -1;
      }
    }
    return buffer[at++] & 0xff;
  }

  /** Reads on, at the buffer's start; false if there is no more. */
  private boolean fill() throws IOException {
    int n = in.read(buffer, 0, buffer.length);
    at = 0;
    end = Math.max(0, n);
    return n >= 0;
  }

  private static InputFailure truncated() {
    return new InputFailure(InputFailure.Kind.DAMAGED, "truncated gzip");
  }

  private static InputFailure damaged(String how) {
    return new InputFailure(InputFailure.Kind.DAMAGED, "damaged gzip: " + how);
  }

  @Override
  public int available() throws IOException {
    // At most one: how many bytes the next ones stand for is not known.
    return finished ? 0 : at < end ? 1 : Math.min(1, in.available());
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
