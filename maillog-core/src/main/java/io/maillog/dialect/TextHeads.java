package io.maillog.dialect;

import io.maillog.bytes.Literal;
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

  private static final int BYTES = 128; // heads are ASCII

  private final List<List<Head>> byFirstByte;

  private TextHeads(List<Head> heads) {
    List<List<Head>> byByte = new ArrayList<>(BYTES);
    for (int first = 0; first < BYTES; first++) {
      int c = first;
      byByte.add(heads.stream().filter(h -> h.text().toString().charAt(0) == c).toList());
    }
    this.byFirstByte = List.copyOf(byByte);
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
    List<Head> heads = byFirstByte.get(b[from]);
    for (int i = 0; i < heads.size(); i++) {
      Head head = heads.get(i);
      if (head.text().startsAt(b, from, to)) {
        return head.kind();
      }
    }
    return EventKind.OTHER;
  }

  /** Gathers heads. Not thread-safe. */
  public static final class Builder {
    private final List<Head> heads = new ArrayList<>();

    private Builder() {}

    /**
     * Adds heads of a kind.
     *
     * @param texts each one or more characters of ASCII
     * @throws IllegalArgumentException if one is empty or has others
     */
    public Builder add(EventKind kind, String... texts) {
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
