package io.maillog.follow.stream;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where an entry of the journal stands, read from its JSON object byte by byte: the values of
 * {@code __CURSOR} and {@code __REALTIME_TIMESTAMP} that are members of the object itself. What
 * stands in other values, such as a message that a stranger wrote, is stepped over by JSON's
 * grammar: strings with their escapes, arrays (of bytes that are no UTF-8, or of a field's several
 * values), {@code null}. The members stand in any order: journalctl keeps them in a hash table.
 *
 * <p>Holds a fixed number of bytes, however long the object is.
 */
final class JournalKeys {
  /** Longer values are not kept; a cursor has some 150 characters. */
  static final int MAX_VALUE = 1024;

  private static final String CURSOR = "__CURSOR";
  private static final String REALTIME = "__REALTIME_TIMESTAMP";

  private enum State {
    /** Before the object. */
    START,
    /** Where a key may start. */
    BEFORE_KEY,
    IN_KEY,
    /** Before the colon. */
    BEHIND_KEY,
    BEFORE_VALUE,
    /** In a string that is a member's value. */
    IN_STRING,
    /** In an array or an object, or a word such as {@code null}. */
    IN_OTHER,
    /** In a string inside of that. */
    IN_NESTED_STRING,
    /** Behind the object. */
    END,
    /** It is no object. */
    NO_JSON
  }

  private final byte[] word = new byte[MAX_VALUE];
  private State state = State.START;
  private int length; // of the word; more than fits if it was too long or had an escape
  private int depth;
  private boolean escaped;
  private boolean isCursor;
  private boolean isRealtime;
  private @Nullable String cursor;
  private @Nullable String realtime;

  /** Another line begins. */
  void reset() {
    state = State.START;
    length = 0;
    depth = 0;
    escaped = false;
    cursor = null;
    realtime = null;
  }

  /** Whether the line so far is an object, or can become one. */
  boolean isJson() {
    return state != State.NO_JSON;
  }

  /** Reads on. */
  void accept(byte[] b, int from, int to) {
    for (int i = from; i < to; i++) {
      accept(b[i]);
    }
  }

  private void accept(byte b) {
    switch (state) {
      case START -> state = blank(b) ? State.START : b == '{' ? State.BEFORE_KEY : State.NO_JSON;
      case BEFORE_KEY -> {
        if (b == '"') {
          beginWord(State.IN_KEY);
        } else if (b == '}') {
          state = State.END;
        } else if (b != ',' && !blank(b)) {
          state = State.NO_JSON;
        }
      }
      case IN_KEY -> {
        if (stringEnds(b)) {
          isCursor = cursor == null && wordIs(CURSOR);
          isRealtime = realtime == null && wordIs(REALTIME);
          state = State.BEHIND_KEY;
        }
      }
      case BEHIND_KEY -> state = blank(b) ? state : b == ':' ? State.BEFORE_VALUE : State.NO_JSON;
      case BEFORE_VALUE -> beginValue(b);
      case IN_STRING -> {
        if (stringEnds(b)) {
          endString();
          state = State.BEFORE_KEY;
        }
      }
      case IN_OTHER -> other(b);
      case IN_NESTED_STRING -> {
        if (stringEnds(b)) {
          state = State.IN_OTHER;
        }
      }
      case END, NO_JSON -> {
        // nothing behind it matters
      }
    }
  }

  private void beginValue(byte b) {
    if (b == '"') {
      beginWord(State.IN_STRING);
    } else if (!blank(b)) {
      depth = 0;
      state = State.IN_OTHER;
      other(b);
    }
  }

  private void other(byte b) {
    switch (b) {
      case '"' -> beginWord(State.IN_NESTED_STRING);
      case '[', '{' -> depth++;
      case ']', '}' -> {
        depth--;
        if (depth < 0) { // the object's own end, behind a word
          state = b == '}' ? State.END : State.NO_JSON;
        }
      }
      case ',' -> {
        if (depth == 0) {
          state = State.BEFORE_KEY;
        }
      }
      default -> {
        // a number or a word
      }
    }
  }

  private void beginWord(State next) {
    state = next;
    length = 0;
    escaped = false;
  }

  /** Whether a string ends here; if not, its byte is kept. */
  private boolean stringEnds(byte b) {
    if (escaped) {
      escaped = false;
      return false;
    }
    if (b == '"') {
      return true;
    }
    if (b == '\\') {
      escaped = true;
      length = MAX_VALUE + 1; // neither keys nor values that we want have any
    } else if (length < MAX_VALUE) {
      word[length++] = b;
    } else {
      length = MAX_VALUE + 1;
    }
    return false;
  }

  private void endString() {
    if (isCursor && length <= MAX_VALUE) {
      cursor = text();
    } else if (isRealtime && length <= MAX_VALUE) {
      realtime = text();
    }
  }

  private boolean wordIs(String key) {
    return length == key.length() && key.equals(text());
  }

  private String text() {
    return new String(word, 0, length, StandardCharsets.ISO_8859_1);
  }

  private static boolean blank(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }

  /** Where the entry stands; {@code null} if the object, as far as it was read, does not say. */
  @Nullable JournalPosition position() {
    return cursor == null || realtime == null ? null : JournalPosition.of(cursor, realtime);
  }
}
