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
 * An open input: its bytes, decoded if they are compressed, which their first bytes tell.
 *
 * <p>Its beginning can be looked at before it is read: see {@link #lookAhead}. Not thread-safe, but
 * for {@link #consumed}.
 */
public final class LogStream extends ArrayReadInput {
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
   * @throws IOException if it cannot be read, or is compressed in a way that nobody here decodes
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
    return open(in, owned, path, CompressedForms.found());
  }

  /** Opens a stream, of which these forms are decoded, beside gzip. */
  static LogStream open(InputStream in, boolean owned, @Nullable Path path, CompressedForms forms)
      throws IOException {
    CountingInput counted = new CountingInput(in, owned);
    try {
      byte[] head = new byte[Math.max(2, forms.longestMagic())];
      int length = 0;
      boolean more = true;
      while (more && (mayBeGzip(head, length) || forms.mayBegin(head, length))) {
        int n = counted.read(head, length, 1);
        more = n >= 0;
        length += Math.max(0, n);
      }
      InputStream whole = new HeadThenRest(head, length, counted);
      if (length >= 2 && mayBeGzip(head, 1) && head[1] == (byte) GzipInput.MAGIC_1) {
        return new LogStream(counted, new GzipInput(whole), true, path);
      }
      CompressedForm form = forms.of(head, length);
      if (form == null) {
        return new LogStream(counted, whole, false, path);
      }
      if (!form.isDecoded()) {
        throw form.missing();
      }
      return new LogStream(counted, new DecodedInput(form, whole), true, path);
    } catch (IOException e) {
      counted.close();
      throw e;
    }
  }

  private static boolean mayBeGzip(byte[] head, int length) {
    return length == 1 && head[0] == (byte) GzipInput.MAGIC_0;
  }

  /**
   * Where the plain file is that is read, which may be another place than was given, if it was
   * rotated; {@code null} if there is none that can be opened again.
   */
  public @Nullable Path path() {
    return path;
  }

  /** Whether the input is compressed. */
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
