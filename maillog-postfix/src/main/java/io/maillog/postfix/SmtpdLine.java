package io.maillog.postfix;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/** A client's session in smtpd(8) and qmqpd(8): its begin, its end, and how it broke (smtpd.c). */
final class SmtpdLine {
  private static final Literal CONNECT = Literal.of("connect from ");
  private static final Literal DISCONNECT = Literal.of("disconnect from ");
  private static final Literal LOST = Literal.of("lost connection after ");
  private static final Literal TIMEOUT = Literal.of("timeout after ");
  private static final Literal ERRORS = Literal.of("too many errors after ");
  private static final Literal PIPELINING = Literal.of("improper command pipelining after ");
  private static final Literal BARE_LF = Literal.of("bare <LF> received after ");
  private static final Literal FROM = Literal.of(" from ");
  private static final Literal CLIENT = Literal.of("client=");
  private static final Literal METHOD = Literal.of("sasl_method=");
  private static final Literal USERNAME = Literal.of("sasl_username=");
  private static final Literal SENDER = Literal.of("sasl_sender=");
  private static final Literal ORIG_ID = Literal.of("orig_queue_id=");
  private static final Literal ORIG_CLIENT = Literal.of("orig_client=");
  private static final Literal[] AFTER_SENDER = {ORIG_ID, ORIG_CLIENT};
  private static final Literal[] AFTER_USER = {SENDER, ORIG_ID, ORIG_CLIENT};

  private SmtpdLine() {}

  /** A line without an action word: of the session. */
  static boolean session(byte[] b, int from, int to, EventWriter e) {
    switch (b[from]) {
      case 'c' -> {
        if (CONNECT.startsAt(b, from, to)) {
          e.kind(EventKind.CONNECT);
          Peer.client(b, from + CONNECT.length(), to, e);
          return true;
        }
      }
      case 'd' -> {
        if (DISCONNECT.startsAt(b, from, to)) {
          e.kind(EventKind.DISCONNECT);
          counters(b, Peer.client(b, from + DISCONNECT.length(), to, e), to, e);
          return true;
        }
      }
      case 'l' -> {
        return after(LOST, EventKind.CONNECTION_LOST, b, from, to, e);
      }
      case 't' -> {
        return after(TIMEOUT, EventKind.CONNECTION_LOST, b, from, to, e)
            || after(ERRORS, EventKind.PROTOCOL_ERROR, b, from, to, e);
      }
      case 'i' -> {
        return after(PIPELINING, EventKind.PROTOCOL_ERROR, b, from, to, e);
      }
      case 'b' -> {
        return after(BARE_LF, EventKind.REJECT, b, from, to, e);
      }
      default -> {
        return false;
      }
    }
    return false;
  }

  /** {@code … after STAGE[ (N bytes)] from CLIENT[: DATA]}. */
  private static boolean after(
      Literal head, EventKind kind, byte[] b, int from, int to, EventWriter e) {
    if (!head.startsAt(b, from, to)) {
      return false;
    }
    e.kind(kind);
    int stage = from + head.length();
    int client = FROM.indexIn(b, stage, Math.min(to, stage + 80));
    if (client < 0) {
      return true;
    }
    int stageEnd = ByteScan.indexOf(b, stage, client, (byte) '(');
    stageEnd = stageEnd < 0 ? client : stageEnd - 1;
    e.stage(Stage.of(b, stage, stageEnd));
    int end = Peer.client(b, client + FROM.length(), to, e);
    if (end > 0 && end + 2 < to && b[end] == ':' && b[end + 1] == ' ') {
      e.span(Field.REASON, end + 2, to);
    }
    return true;
  }

  /**
   * {@code ehlo=1 auth=0/1 … commands=4/5}: how often each command came, and how often it was fine.
   */
  private static void counters(byte[] b, int from, int to, EventWriter e) {
    int p = from;
    while (p > 0 && p + 1 < to && b[p] == ' ') {
      p++;
      long word = ByteScan.word(b, p, to - p); // mostly the whole of a pair
      int equals = p + ByteScan.indexIn(word, (byte) '=');
      int end = p + ByteScan.indexIn(word, (byte) ' ');
      if (equals >= end || end == p + 8) {
        equals = ByteScan.indexOfEither(b, p, to, (byte) '=', (byte) ' ');
        if (equals < 0 || b[equals] != '=') {
          return;
        }
        end = ByteScan.endOfWord(b, equals + 1, to);
      }
      if (equals == p) {
        return; // no key
      }
      e.attribute(p, equals, equals + 1, end);
      p = end;
    }
  }

  /**
   * {@code client=CLIENT[, sasl_method=][, sasl_username=][, sasl_sender=][, orig_queue_id=][,
   * orig_client=]} (smtpd.c, mail_open_stream). The sender is what the client stated, logged in or
   * not, whatever it holds.
   */
  static boolean received(byte[] b, int from, int to, EventWriter e) {
    if (!CLIENT.startsAt(b, from, to)) {
      return false;
    }
    e.kind(EventKind.RECEIVED);
    int p = Peer.client(b, from + CLIENT.length(), to, e);
    while (p > 0 && p + 2 < to && b[p] == ',' && b[p + 1] == ' ') {
      p = attribute(b, p + 2, to, e);
    }
    return true;
  }

  private static int attribute(byte[] b, int at, int to, EventWriter e) {
    if (METHOD.startsAt(b, at, to)) {
      int value = at + METHOD.length();
      int end = ByteScan.indexOf(b, value, to, (byte) ',');
      end = end < 0 ? to : end;
      CutLine.span(Field.SASL_METHOD, value, end, e);
      return end;
    } else if (USERNAME.startsAt(b, at, to)) {
      int value = at + USERNAME.length();
      if (isName(b, value, to)) {
        CutLine.span(Field.SASL_USERNAME, value, to, e);
      }
      return to;
    } else if (SENDER.startsAt(b, at, to)) {
      int value = at + SENDER.length();
      int end = endOfSender(b, value, to);
      CutLine.span(Field.SASL_SENDER, value, end < 0 ? to : end, e);
      return end;
    } else if (ORIG_ID.startsAt(b, at, to)) {
      int value = at + ORIG_ID.length();
      int end = ByteScan.indexOf(b, value, to, (byte) ',');
      end = end < 0 ? to : end;
      if (QueueId.is(b, value, end)) {
        e.span(Field.PARENT_QUEUE_ID, value, end);
      }
      return end;
    } else if (ORIG_CLIENT.startsAt(b, at, to)) {
      int key = at + ORIG_CLIENT.length();
      e.attribute(at, key - 1, key, to);
      return to;
    }
    return -1;
  }

  /**
   * Whether the name ends the line, and holds nothing that may follow one. A user's name can be
   * anything that the backend took: where such a key stands, it is not known whose that is.
   */
  private static boolean isName(byte[] b, int from, int to) {
    for (int i = ByteScan.indexOf(b, from, to, (byte) ',');
        i >= 0;
        i = ByteScan.indexOf(b, i + 1, to, (byte) ',')) {
      int p = i + 2;
      if (i + 1 < to && b[i + 1] != ' ') {
        continue;
      }
      if (SENDER.startsAt(b, p, to)
          || ORIG_ID.startsAt(b, p, to)
          || ORIG_CLIENT.startsAt(b, p, to)
          || CutLine.endsWithin(AFTER_USER, b, p, to)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The sender is one word of the client's command as smtpd_token.c takes it: spaces stand in it
   * only quoted, bracketed or escaped. So the first other space is the server's, and stands before
   * what XFORWARD stated. Where it does not, or where a quote is not closed, it is not known where
   * the sender ends, and all is taken for it.
   */
  private static int endOfSender(byte[] b, int from, int to) {
    boolean quoted = false;
    int brackets = 0;
    for (int i = from; i < to; i++) {
      switch (b[i]) {
        case '\\' -> i++;
        case '"' -> quoted = !quoted;
        case '<' -> brackets += quoted ? 0 : 1;
        case '>' -> brackets -= quoted || brackets == 0 ? 0 : 1;
        case ' ' -> {
          if (!quoted && brackets == 0) {
            boolean original =
                b[i - 1] == ','
                    && (ORIG_ID.startsAt(b, i + 1, to)
                        || ORIG_CLIENT.startsAt(b, i + 1, to)
                        || CutLine.endsWithin(AFTER_SENDER, b, i + 1, to));
            return original && i > from ? i - 1 : -1;
          }
        }
        default -> {
          // Of the word.
        }
      }
    }
    return quoted || brackets > 0 ? -1 : to;
  }
}
