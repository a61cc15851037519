package io.maillog.opensmtpd;

import io.maillog.bytes.Decimal;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/**
 * The server's ids, in hexadecimal digits: 16 of a session, 8 of a message, 16 of an envelope,
 * which begins with its message's (queue_backend.c). A session that is none has zeros alone.
 */
final class Ids {
  static final int SESSION = 16;
  private static final int MESSAGE = 8;
  private static final int ENVELOPE = 16;

  private Ids() {}

  private static boolean isHex(byte[] b, int from, int to, int length) {
    if (to - from < length) {
      return false;
    }
    for (int i = from; i < from + length; i++) {
      if (!Decimal.isDigit(b[i]) && (b[i] < 'a' || b[i] > 'f')) {
        return false;
      }
    }
    return true;
  }

  /** Whether {@code b[from, to)} starts with a session's id. */
  static boolean isSession(byte[] b, int from, int to) {
    return isHex(b, from, to, SESSION);
  }

  /** Sets the session's id that starts at {@code from}; one of zeros is no session's. */
  static void session(byte[] b, int from, EventWriter e) {
    for (int i = from; i < from + SESSION; i++) {
      if (b[i] != '0') {
        e.span(Field.SESSION_ID, from, from + SESSION);
        return;
      }
    }
  }

  /** Sets the id of the message {@code b[from, to)}; false if it is none. */
  static boolean message(byte[] b, int from, int to, EventWriter e) {
    if (to - from != MESSAGE || !isHex(b, from, to, MESSAGE)) {
      return false;
    }
    e.span(Field.QUEUE_ID, from, to);
    return true;
  }

  /** Sets the ids of the envelope {@code b[from, to)} and of its message; false if it is none. */
  static boolean envelope(byte[] b, int from, int to, EventWriter e) {
    if (to - from != ENVELOPE || !isHex(b, from, to, ENVELOPE)) {
      return false;
    }
    e.span(Field.QUEUE_ID, from, from + MESSAGE);
    e.span(Field.ENVELOPE_ID, from, to);
    return true;
  }
}
