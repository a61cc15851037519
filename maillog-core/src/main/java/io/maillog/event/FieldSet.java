package io.maillog.event;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Some fields, such as those that a line states. How many there may be is not limited: its inside
 * is nobody's to know.
 *
 * <pre>{@code
 * FieldSet stated = event.fields();
 * for (Field field = stated.first(); field != null; field = stated.after(field)) {
 *   …
 * }
 * }</pre>
 *
 * <p>That of an event ({@link MailEvent#fields()}) is reused with it, and changes when it is asked
 * for again; {@link #toSet()} makes a copy for keeps. One that was made by {@link #of} stays as it
 * is, and is thread-safe. Nothing allocates but what says so.
 */
public final class FieldSet {
  private static final Field[] ALL = Field.values();

  static {
    if (ALL.length > Long.SIZE) {
      throw new IllegalStateException("there are more fields than bits: FieldSet needs a second");
    }
  }

  private long bits;

  /** None; the event's own fills it. */
  FieldSet() {}

  /** These fields. */
  public static FieldSet of(Field... fields) {
    FieldSet set = new FieldSet();
    for (Field field : fields) {
      set.bits |= bit(field);
    }
    return set;
  }

  /** What stands for a field in {@link MailEvent}'s own account of what is present. */
  static long bit(Field field) {
    return 1L << field.ordinal();
  }

  /** Makes this the set of those that are so accounted for. */
  FieldSet set(long present) {
    bits = present;
    return this;
  }

  /** Whether the field is one of them. */
  public boolean contains(Field field) {
    return (bits & bit(field)) != 0;
  }

  /** Whether any of the others is one of them. */
  public boolean containsAny(FieldSet others) {
    return (bits & others.bits) != 0;
  }

  /** How many they are. */
  public int size() {
    return Long.bitCount(bits);
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return bits == 0;
  }

  /** The first in the order of {@link Field}; {@code null} if there is none. */
  public @Nullable Field first() {
    return lowest(bits);
  }

  /** The next behind this one in the order of {@link Field}; {@code null} if there is none. */
  public @Nullable Field after(Field field) {
    return lowest(bits & -2L << field.ordinal());
  }

  /** The first that is one of these too; {@code null} if there is none. */
  public @Nullable Field first(FieldSet among) {
    return lowest(bits & among.bits);
  }

  /** The next behind this one that is one of these too; {@code null} if there is none. */
  public @Nullable Field after(Field field, FieldSet among) {
    return lowest(bits & among.bits & -2L << field.ordinal());
  }

  private static @Nullable Field lowest(long of) {
    return of == 0 ? null : ALL[Long.numberOfTrailingZeros(of)];
  }

  /** A copy that stays as it is when this changes. Allocates. */
  public Set<Field> toSet() {
    Set<Field> copy = EnumSet.noneOf(Field.class);
    for (Field field = first(); field != null; field = after(field)) {
      copy.add(field);
    }
    return copy;
  }

  /** As {@link #toSet()}. */
  @Override
  public String toString() {
    return toSet().toString();
  }
}
