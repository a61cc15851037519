package io.maillog.opensmtpd;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/**
 * {@code smtp-in: SENTENCE}: a client's session before 6.0 (smtp_session.c). 5.4 and 5.9 name the
 * session within the sentence, {@code … on session ID: TEXT}; 5.7 before it, {@code session ID:
 * TEXT}.
 */
final class SentenceLine {
  private static final Literal SESSION = Literal.of("session ");
  private static final Literal ON = Literal.of(" on");
  private static final Literal COLON = Literal.of(": ");
  // 5.4 and 5.9, before the session's id
  private static final Literal NEW = Literal.of("New");
  private static final Literal FROM_HOST = Literal.of(" from host ");
  private static final Literal ACCEPTED_MESSAGE = Literal.of("Accepted message ");
  private static final Literal ACCEPTED_USER = Literal.of("Accepted authentication for user ");
  private static final Literal[] FAILED_USER = {
    Literal.of("Authentication failed for user "),
    Literal.of("Authentication temporarily failed for user "),
  };
  private static final Literal STARTED_TLS = Literal.of("Started TLS");
  private static final Literal CERTIFICATE = Literal.of("Client certificate verification ");
  private static final Literal CLOSING = Literal.of("Closing");
  private static final Literal BAD_INPUT = Literal.of("Bad input");
  private static final Literal FAILED_COMMAND = Literal.of("Failed command");
  private static final Literal[] ENDING = {
    Literal.of("Disconnecting"), Literal.of("Received disconnect from"), Literal.of("Ending"),
  };
  // 5.7, behind it
  private static final Literal CONNECTION = Literal.of("connection from host ");
  private static final Literal ESTABLISHED = Literal.of("established");
  private static final Literal CLOSED = Literal.of("closed (");
  private static final Literal CLIENT_QUIT = Literal.of("client sent QUIT");
  private static final Literal MSGID = Literal.of("msgid=");
  private static final Literal USER_KNOWN = Literal.of("authentication successful for user ");
  private static final Literal[] USER_UNKNOWN = {
    Literal.of("authentication failure for user "),
    Literal.of("authentication temporary failure for user "),
  };
  private static final Literal TLS_STARTED = Literal.of("TLS started ");
  private static final Literal CERTIFICATE_LATER = Literal.of("client certificate verification ");
  private static final Literal INVALID_INPUT = Literal.of("received invalid input: ");
  private static final Literal INVALID_COMMAND = Literal.of("received invalid command: ");
  private static final Literal CLOSING_LATER = Literal.of("closing, ");

  private SentenceLine() {}

  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    // The first one: what a stranger wrote stands behind it.
    int at = SESSION.indexIn(b, from, to);
    int id = at + SESSION.length();
    if (at < 0 || !Ids.isSession(b, id, to)) {
      return false;
    }
    Ids.session(b, id, e);
    int end = id + Ids.SESSION;
    int text = COLON.startsAt(b, end, to) ? end + COLON.length() : to;
    if (at == from) {
      return text < to && later(b, text, to, e);
    }
    int words = ON.endsAt(b, from, at - 1) ? at - 1 - ON.length() : at - 1;
    return NEW.equalsAt(b, from, words)
        ? FROM_HOST.startsAt(b, end, to) && client(b, end + FROM_HOST.length(), to, e) > 0
        : before(b, from, words, text, to, e);
  }

  /** {@code NAME [ADDRESS]}: where it ends, or -1. Its kind is that of a new session. */
  private static int client(byte[] b, int from, int to, EventWriter e) {
    int name = ByteScan.endOfWord(b, from, to);
    int close = ByteScan.endOfWord(b, Math.min(to, name + 1), to);
    if (name + 2 >= to || b[name + 1] != '[' || b[close - 1] != ']') {
      return -1;
    }
    Host.client(b, name + 2, close - 1, from, name, e);
    e.kind(EventKind.CONNECT);
    return close;
  }

  /** 5.4 and 5.9: {@code WORDS[ on] session ID: TEXT}. */
  private static boolean before(byte[] b, int from, int words, int text, int to, EventWriter e) {
    if (ACCEPTED_MESSAGE.startsAt(b, from, words)) {
      return Ids.message(b, from + ACCEPTED_MESSAGE.length(), words, e)
          && ArrivalLine.pairs(b, text, to, e);
    } else if (ACCEPTED_USER.startsAt(b, from, words)) {
      return user(EventKind.AUTH_SUCCESS, b, from + ACCEPTED_USER.length(), words, e);
    } else if (STARTED_TLS.equalsAt(b, from, words)) {
      return TlsLine.parameters(b, text, to, e);
    } else if (CERTIFICATE.startsAt(b, from, words)) {
      return certificate(b, from + CERTIFICATE.length(), words, e);
    } else if (CLOSING.equalsAt(b, from, words)) {
      e.kind(EventKind.DISCONNECT);
      return true;
    } else if (BAD_INPUT.equalsAt(b, from, words)) {
      CommandLine.badInputBefore(b, text, to, e);
      return true;
    } else if (FAILED_COMMAND.equalsAt(b, from, words)) {
      return CommandLine.refusedBefore(b, text, to, e);
    }
    for (Literal failed : FAILED_USER) {
      if (failed.startsAt(b, from, words)) {
        return user(EventKind.AUTH_FAILURE, b, from + failed.length(), words, e);
      }
    }
    for (Literal ending : ENDING) {
      if (ending.equalsAt(b, from, words)) {
        return lost(text, to, e);
      }
    }
    return false;
  }

  /** 5.7: the text behind {@code session ID: }. */
  private static boolean later(byte[] b, int p, int to, EventWriter e) {
    if (MSGID.startsAt(b, p, to)) {
      return ArrivalLine.parse(b, p, to, e);
    } else if (CONNECTION.startsAt(b, p, to)) {
      return connection(b, p + CONNECTION.length(), to, e);
    } else if (TLS_STARTED.startsAt(b, p, to)) {
      return TlsLine.parameters(b, p + TLS_STARTED.length(), to, e);
    } else if (CERTIFICATE_LATER.startsAt(b, p, to)) {
      return certificate(b, p + CERTIFICATE_LATER.length(), to, e);
    } else if (USER_KNOWN.startsAt(b, p, to)) {
      return user(EventKind.AUTH_SUCCESS, b, p + USER_KNOWN.length(), to, e);
    } else if (INVALID_INPUT.startsAt(b, p, to)) {
      CommandLine.badInputBefore(b, p + INVALID_INPUT.length(), to, e);
      return true;
    } else if (INVALID_COMMAND.startsAt(b, p, to)) {
      return CommandLine.refusedBefore(b, p + INVALID_COMMAND.length(), to, e);
    } else if (CLOSING_LATER.startsAt(b, p, to)) {
      return lost(p + CLOSING_LATER.length(), to, e);
    }
    for (Literal unknown : USER_UNKNOWN) {
      if (unknown.startsAt(b, p, to)) {
        return user(EventKind.AUTH_FAILURE, b, p + unknown.length(), to, e);
      }
    }
    return false;
  }

  /** {@code NAME [ADDRESS] established}, or {@code NAME [ADDRESS] closed (REASON)}. */
  private static boolean connection(byte[] b, int from, int to, EventWriter e) {
    int end = client(b, from, to, e);
    int word = end < 0 ? to : Math.min(to, end + 1);
    if (ESTABLISHED.equalsAt(b, word, to)) {
      return true;
    }
    e.kind(EventKind.OTHER);
    if (!CLOSED.startsAt(b, word, to)) {
      return false;
    }
    int reason = word + CLOSED.length();
    int close = b[to - 1] == ')' ? to - 1 : to;
    boolean quit = CLIENT_QUIT.equalsAt(b, reason, close);
    e.span(Field.REASON, reason, close);
    e.kind(quit ? EventKind.DISCONNECT : EventKind.CONNECTION_LOST);
    return true;
  }

  private static boolean lost(int from, int to, EventWriter e) {
    if (from < to) {
      e.span(Field.REASON, from, to);
    }
    e.kind(EventKind.CONNECTION_LOST);
    return true;
  }

  /** A user's name, in which spaces are escaped. */
  private static boolean user(EventKind kind, byte[] b, int from, int to, EventWriter e) {
    Vis.decode(Field.SASL_USERNAME, b, from, ByteScan.endOfWord(b, from, to), e);
    e.kind(kind);
    return true;
  }

  private static boolean certificate(byte[] b, int from, int to, EventWriter e) {
    e.span(Field.TLS_TRUST, from, ByteScan.endOfWord(b, from, to));
    e.kind(EventKind.TLS);
    return true;
  }
}
