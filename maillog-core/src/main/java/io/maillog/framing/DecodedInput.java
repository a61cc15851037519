package io.maillog.framing;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decodes by a decompressor of somebody's, which is trusted with nothing: whatever it throws is an
 * error of the input, behind all that it had decoded.
 *
 * <p>It is opened when the first byte is asked for, since some decode much, or wait, to open.
 */
final class DecodedInput extends ArrayReadInput {
  private static final int PIECE_BYTES = 8 * 1024;

  /** A decoder that gives nothing so often in a row will never give anything. */
  private static final int MOST_EMPTY_READS = 1000;

  /**
   * Stands where a decoder has written nothing, to tell how far it came before it threw. No text in
   * UTF-8 has this byte, so of a log none is lost.
   */
  private static final byte UNWRITTEN = (byte) 0xff;

  private final CompressedForm form;
  private final InputStream in;
  private final CompressedSource source;
  private final byte[] piece = new byte[PIECE_BYTES];
  private int at;
  private int end;
  private @Nullable InputStream decoder;
  private boolean finished;
  private @Nullable IOException failure;

  DecodedInput(CompressedForm form, InputStream in) {
    this.form = form;
    this.in = in;
    this.source = new CompressedSource(in);
  }

  @Override
  public int read(byte[] b, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, b.length);
    if (length == 0) {
      return 0;
    }
    if (at == end && !fill()) {
      return -1;
    }
    int n = Math.min(length, end - at);
    System.arraycopy(piece, at, b, from, n);
    at += n;
    return n;
  }

  /** Decodes the next piece; false if there is none. */
  private boolean fill() throws IOException {
    if (failure != null) {
      throw failure;
    }
    if (finished) {
      return false;
    }
    at = 0;
    end = 0;
    Arrays.fill(piece, UNWRITTEN);
    try {
      int n = decode();
      end = Math.max(0, n);
      finished = n < 0;
    } catch (IOException
        | RuntimeException
        | LinkageError
        | AssertionError
        | StackOverflowError thrown) {
      failure = failure(thrown);
      end = written();
      if (end == 0) {
        throw failure;
      }
    }
    return !finished;
  }

  private int decode() throws IOException {
    InputStream decoding = decoder;
    if (decoding == null) {
      decoding = form.open(source);
      decoder = decoding;
    }
    int n = 0;
    for (int i = 0; i < MOST_EMPTY_READS && n == 0; i++) {
      n = decoding.read(piece, 0, piece.length);
    }
    if (n == 0 || n > piece.length) {
      throw new IllegalStateException("the decoder gave " + n + " bytes of " + piece.length);
    }
    if (n < 0 && source.read() >= 0) {
      throw new IOException("data behind its end");
    }
    return n;
  }

  private int written() {
    int n = piece.length;
    while (n > 0 && piece[n - 1] == UNWRITTEN) {
      n--;
    }
    return n;
  }

  private IOException failure(Throwable thrown) {
    try {
      source.throwFailure();
    } catch (IOException below) {
      return below;
    }
    if (thrown instanceof InputFailure known) {
      return known;
    }
    if (thrown instanceof LinkageError missing) {
      return form.notLoaded(missing);
    }
    String reason = CompressedForm.reason(thrown);
    if (thrown instanceof UnsupportedOperationException) {
      return new InputFailure(
          InputFailure.Kind.UNSUPPORTED, "compressed with " + form.name() + ": " + reason, thrown);
    }
    return thrown instanceof EOFException || source.ended()
        ? new InputFailure(InputFailure.Kind.DAMAGED, "truncated " + form.name(), thrown)
        : new InputFailure(
            InputFailure.Kind.DAMAGED, "damaged " + form.name() + ": " + reason, thrown);
  }

  @Override
  public int available() throws IOException {
    return at < end ? end - at : finished || failure != null ? 0 : source.availableDecoded();
  }

  @Override
  public void close() throws IOException {
    InputStream open = decoder;
    decoder = null;
    finished = true;
    at = end;
    if (open != null) {
      try {
        open.close();
      } catch (IOException | RuntimeException | LinkageError e) {
        // Nothing was written, and all that was read was given.
      }
    }
    in.close();
  }
}
