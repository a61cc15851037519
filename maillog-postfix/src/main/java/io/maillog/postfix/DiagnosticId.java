package io.maillog.postfix;

import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;

/**
 * The queue id in a diagnostic that names its queue file: {@code open defer 4F1AB18C3E9: No such
 * file…}. Only texts of the daemons' own making are searched, by their first words.
 */
final class DiagnosticId {
  private static final Literal[] HEADS = {
    Literal.of("open "),
    Literal.of("append file "),
    Literal.of("close "),
    Literal.of("remove "),
    Literal.of("lock "),
    Literal.of("rename "),
    Literal.of("seek file "),
    Literal.of("seek queue file "),
    Literal.of("truncate file "),
    Literal.of("read message file "),
    Literal.of("read bounce log "),
    Literal.of("removed spurious "),
    Literal.of("ignored: queue "),
    Literal.of("readdir loop on queue "),
    Literal.of("save corrupt file "),
    Literal.of("saving corrupt file "),
    Literal.of("invalid mail queue id: "),
    Literal.of("bad queue id "),
  };
  private static final Literal MAILDROP = Literal.of("maildrop/");
  private static final Literal ERROR_WRITING = Literal.of("error writing ");
  private static final int MAX_WORDS = 8;

  private DiagnosticId() {}

  static void find(byte[] b, int from, int to, EventWriter e) {
    if (MAILDROP.startsAt(b, from, to)) {
      maildrop(b, from, to, e);
      return;
    }
    int p = afterFunction(b, from, to);
    if (p > from && id(b, p, to, e)) {
      return;
    }
    for (Literal head : HEADS) {
      if (head.startsAt(b, p, to)) {
        words(b, p, to, e);
        return;
      }
    }
  }

  /** Many texts have the name of the C function in front: {@code qmgr_move: …}. */
  private static int afterFunction(byte[] b, int from, int to) {
    int i = from;
    while (i < to && ((b[i] >= 'a' && b[i] <= 'z') || b[i] == '_' || Decimal.isDigit(b[i]))) {
      i++;
    }
    return i > from && i + 2 < to && b[i] == ':' && b[i + 1] == ' ' ? i + 2 : from;
  }

  private static boolean id(byte[] b, int from, int to, EventWriter e) {
    int end = QueueId.endOf(b, from, to);
    if (end > 0
        && (end == to || b[end] == ' ' || b[end] == ':' || b[end] == '"' || b[end] == '.')) {
      e.span(Field.QUEUE_ID, from, end);
      return true;
    }
    return false;
  }

  private static void words(byte[] b, int from, int to, EventWriter e) {
    int p = from;
    for (int word = 0; word < MAX_WORDS && p < to; word++) {
      if (b[p] == '"') {
        p++;
      }
      if (id(b, p, to, e)) {
        return;
      }
      while (p < to && b[p] != ' ') {
        p++;
      }
      p++;
    }
  }

  /** {@code maildrop/NAME: error writing QID: REASON}: pickup(8) could not take the message in. */
  private static void maildrop(byte[] b, int from, int to, EventWriter e) {
    int p = from;
    while (p < to && b[p] != ' ') {
      p++;
    }
    p++;
    if (!ERROR_WRITING.startsAt(b, p, to)) {
      return;
    }
    int id = p + ERROR_WRITING.length();
    int end = QueueId.endOf(b, id, to);
    if (end > 0 && end + 2 < to && b[end] == ':') {
      e.kind(EventKind.REJECT);
      e.span(Field.QUEUE_ID, id, end);
      e.span(Field.REASON, p, to);
    }
  }
}
