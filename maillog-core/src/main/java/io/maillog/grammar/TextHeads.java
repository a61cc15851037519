package io.maillog.grammar;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.bytes.PackedKey;
import io.maillog.event.EventKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts that are known by what they start with, and of which no more than the kind is told, for the
 * parsers of dialects. Of several heads that fit, the one that was added first counts; a look-up
 * tries only those of the text's first byte, and allocates nothing. Immutable and thread-safe.
 */
public final class TextHeads {
  private record Head(Literal text, EventKind kind) {}

  /** Heads that start with one byte, each with its first eight bytes as a word. */
  private static final class Heads {
    private final Head[] heads;
    private final long[] words;
    private final long[] masks;

    Heads(List<Head> heads) {
      this.heads = heads.toArray(new Head[0]);
      this.words = new long[heads.size()];
      this.masks = new long[heads.size()];
      for (int i = 0; i < words.length; i++) {
        String text = heads.get(i).text().toString();
        int bytes = Math.min(Long.BYTES, text.length());
        words[i] = PackedKey.of(text.substring(0, bytes));
        masks[i] = -1L >>> (Long.SIZE - (bytes << 3));
      }
    }

    EventKind kind(byte[] b, int from, int to) {
      long word = ByteScan.word(b, from, to - from);
      for (int i = 0; i < words.length; i++) {
        if ((word & masks[i]) == words[i] && heads[i].text().startsAt(b, from, to)) {
          return heads[i].kind();
        }
      }
      return EventKind.OTHER;
    }
  }

  private static final int BYTES = 128; // heads are ASCII

  private final Heads[] byFirstByte = new Heads[BYTES];

  private TextHeads(List<Head> heads) {
    for (int first = 0; first < BYTES; first++) {
      int c = first;
      List<Head> ofByte = heads.stream().filter(h -> h.text().toString().charAt(0) == c).toList();
      byFirstByte[first] = new Heads(ofByte);
    }
  }

  /** A builder without heads. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The kind of the text {@code b[from, to)}.
   *
   * @return {@link EventKind#OTHER} if it starts with none of the heads, or is empty
   */
  public EventKind kind(byte[] b, int from, int to) {
    if (from >= to || b[from] < 0) {
      return EventKind.OTHER;
    }
    return byFirstByte[b[from]].kind(b, from, to);
  }

  /** Whether the text {@code b[from, to)} starts with one of the heads. */
  public boolean has(byte[] b, int from, int to) {
    return kind(b, from, to) != EventKind.OTHER;
  }

  /** Gathers heads. Not thread-safe. */
  public static final class Builder {
    private final List<Head> heads = new ArrayList<>();

    private Builder() {}

    /**
     * Adds heads of a kind.
     *
     * @param texts each one or more characters of ASCII
     * @param kind not {@link EventKind#OTHER}
     * @throws IllegalArgumentException if one is empty or has others, or of the kind
     */
    public Builder add(EventKind kind, String... texts) {
      if (kind == EventKind.OTHER) {
        throw new IllegalArgumentException("it says that no head fits");
      }
      for (String text : texts) {
        if (text.isEmpty()) {
          throw new IllegalArgumentException("a head must not be empty");
        }
        heads.add(new Head(Literal.of(text), kind));
      }
      return this;
    }

    /** The heads so far. */
    public TextHeads build() {
      return new TextHeads(heads);
    }
  }
}
