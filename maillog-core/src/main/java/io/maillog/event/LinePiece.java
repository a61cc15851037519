package io.maillog.event;

/**
 * What a line is of a text that its server wrote in several lines, one process behind the other,
 * since syslog takes no longer ones. Such a line says what it holds; what the whole text says, a
 * trace is told with its last piece.
 */
public enum LinePiece {
  /**
   * The first part of a text that was cut anywhere, where it says enough for a trace to be told of
   * it at once; nothing that it may have cut is a field of it.
   */
  FIRST_PART,
  /** A part of a text that was cut anywhere; another follows. Parts are numbered from 1. */
  PART,
  /** The last part. */
  LAST_PART,
  /** The first field, a list that goes on in another line of this kind. */
  LIST,
  /** The first field, or the last part of the {@link #LIST} that it is. */
  FIRST_FIELDS,
  /** Further fields. */
  FIELDS,
  /** The last fields. */
  LAST_FIELDS
}
