package io.maillog.framing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An open input: its bytes, decoded if they are gzip, which their first two bytes tell.
 *
 * <p>Its beginning can be looked at before it is read: see {@link #lookAhead}. Not thread-safe, but
 * for {@link #consumed}.
 */
public final class LogStream extends ArrayReadInput {
  private static final byte[] GZIP = {(byte) GzipInput.MAGIC_0, (byte) GzipInput.MAGIC_1};
  private static final byte[] XZ = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0};
  private static final byte[] BZIP2 = {'B', 'Z', 'h'};
  private static final byte[] ZSTD = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};

  private final CountingInput counted;
  private final InputStream decoded;
  private final boolean compressed;
  private final @Nullable Path path;
  private byte[] ahead = new byte[0];
  private int aheadAt;
  private int aheadEnd;
  private boolean aheadIsAll;
  private @Nullable IOException aheadFailure;

  private LogStream(
      CountingInput counted, InputStream decoded, boolean compressed, @Nullable Path path) {
    this.counted = counted;
    this.decoded = decoded;
    this.compressed = compressed;
    this.path = path;
  }

  /**
   * Opens a stream.
   *
   * @param owned whether {@link #close} closes it
   * @throws IOException if it cannot be read, or is compressed in another way than gzip
   */
  public static LogStream open(InputStream in, boolean owned) throws IOException {
    return open(in, owned, null);
  }

  /**
   * Opens a stream of a file.
   *
   * @param path where the file is; {@code null} if it is no plain file
   */
  static LogStream open(InputStream in, boolean owned, @Nullable Path path) throws IOException {
    CountingInput counted = new CountingInput(in, owned);
    try {
      byte[] head = new byte[6];
      int length = 0;
      boolean more = true;
      while (more && length < head.length && couldBeMagic(head, length)) {
        int n = counted.read(head, length, 1);
        more = n >= 0;
        length += Math.max(0, n);
      }
      InputStream whole = new HeadThenRest(head, length, counted);
      if (startsWith(head, length, GZIP)) {
        return new LogStream(counted, new GzipInput(whole), true, path);
      }
      refuse(head, length, XZ, "xz");
      if (Character.isDigit(head[BZIP2.length])) { // its level; without one it is text
        refuse(head, length, BZIP2, "bzip2");
      }
      refuse(head, length, ZSTD, "zstd");
      return new LogStream(counted, whole, false, path);
    } catch (IOException e) {
      counted.close();
      throw e;
    }
  }

  /** Whether these bytes may be the beginning of a magic number, and the byte behind it counts. */
  private static boolean couldBeMagic(byte[] head, int length) {
    for (byte[] magic : new byte[][] {GZIP, XZ, BZIP2, ZSTD}) {
      if (length <= magic.length && Arrays.equals(head, 0, length, magic, 0, length)) {
        return true;
      }
    }
    return false;
  }

  private static void refuse(byte[] head, int length, byte[] magic, String name)
      throws IOException {
    if (startsWith(head, length, magic)) {
      throw new InputFailure(
          InputFailure.Kind.UNSUPPORTED, "compressed with " + name + "; only gzip is decoded");
    }
  }

  private static boolean startsWith(byte[] head, int length, byte[] magic) {
    return length >= magic.length && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
  }

  /**
   * Where the plain file is that is read, which may be another place than was given, if it was
   * rotated; {@code null} if there is none that can be opened again.
   */
  public @Nullable Path path() {
    return path;
  }

  /** Whether the input is gzip. */
  public boolean compressed() {
    return compressed;
  }

  /**
   * When the file that was compressed had been changed last, as gzip noted it beside what was
   * decoded so far; {@code null} if the input is not gzip, or does not say. A copy of the
   * compressed file has a later time of its own.
   */
  public @Nullable Instant modified() {
    return decoded instanceof GzipInput gzip ? gzip.modified() : null;
  }

  /** How many bytes of the input were read so far, before decoding. Safe from any thread. */
  public long consumed() {
    return counted.count();
  }

  /**
   * A look at the beginning: up to {@code limit} decoded bytes, which {@link #read} gives again.
   * Call it before anything else is read, and once.
   */
  public InputStream lookAhead(int limit) {
    ahead = new byte[Math.min(limit, 8 * 1024)];
    return new Ahead(limit);
  }

  /** Whether the look ahead came to the input's end. */
  public boolean lookedAtAll() {
    return aheadIsAll;
  }

  @Override
  public int read(byte[] b, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, b.length);
    if (length == 0) {
      return 0;
    }
    if (aheadAt < aheadEnd) {
      int n = Math.min(length, aheadEnd - aheadAt);
      System.arraycopy(ahead, aheadAt, b, from, n);
      aheadAt += n;
      return n;
    }
    if (aheadFailure != null) {
      throw aheadFailure;
    }
    return aheadIsAll ? -1 : decoded.read(b, from, length);
  }

  @Override
  public int available() throws IOException {
    return aheadAt < aheadEnd ? aheadEnd - aheadAt : aheadIsAll ? 0 : decoded.available();
  }

  @Override
  public void close() throws IOException {
    decoded.close();
  }

  /** Reads and remembers. */
  private final class Ahead extends ArrayReadInput {
    private final int limit;

    Ahead(int limit) {
      this.limit = limit;
    }

    @Override
    public int read(byte[] b, int from, int length) throws IOException {
      int most = Math.min(length, limit - aheadEnd);
      if (most <= 0 || aheadIsAll || aheadFailure != null) {
        return length == 0 ? 0 : -1;
      }
      int n;
      try {
        n = decoded.read(b, from, most);
      } catch (IOException e) {
        aheadFailure = e; // it is told when the reading comes here
        return -1;
      }
      if (n < 0) {
        aheadIsAll = true;
        return -1;
      }
      if (aheadEnd + n > ahead.length) {
        ahead = Arrays.copyOf(ahead, (int) Math.min(limit, 2L * (aheadEnd + n)));
      }
      System.arraycopy(b, from, ahead, aheadEnd, n);
      aheadEnd += n;
      return n;
    }

    @Override
    public int available() throws IOException {
      return aheadIsAll ? 0 : Math.min(limit - aheadEnd, decoded.available());
    }
  }

  /** The bytes that were read to tell the magic number, then the rest. */
  private static final class HeadThenRest extends ArrayReadInput {
    private final InputStream head;
    private final InputStream rest;

    HeadThenRest(byte[] head, int length, InputStream rest) {
      this.head = new ByteArrayInputStream(head, 0, length);
      this.rest = rest;
    }

    @Override
    public int read(byte[] b, int from, int length) throws IOException {
      return (head.available() > 0 ? head : rest).read(b, from, length);
    }

    @Override
    public int available() throws IOException {
      return (head.available() > 0 ? head : rest).available();
    }

    @Override
    public void close() throws IOException {
      rest.close();
    }
  }
}
