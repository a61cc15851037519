package io.maillog.postfix;

import io.maillog.bytes.Literal;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.SmtpStage;

/** What smtpd(8) warns of a client's BDAT commands (smtpd.c, bdat_cmd, skip_bdat). */
final class BdatLine {
  private static final Literal TOO_LARGE = Literal.of("BDAT request from ");
  private static final Literal[] ABUSE = {
    Literal.of("malformed BDAT command syntax from "),
    Literal.of("null BDAT request from "),
    Literal.of("too much BDAT content -- disabling further input from "),
  };

  private BdatLine() {}

  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    if (TOO_LARGE.startsAt(b, from, to)) {
      return client(TOO_LARGE, EventKind.REJECT, b, from, to, e);
    }
    for (Literal head : ABUSE) {
      if (head.startsAt(b, from, to)) {
        return client(head, EventKind.PROTOCOL_ERROR, b, from, to, e);
      }
    }
    return false;
  }

  /** {@code … from CLIENT[: COMMAND]}. */
  private static boolean client(
      Literal head, EventKind kind, byte[] b, int from, int to, EventWriter e) {
    e.kind(kind);
    e.stage(SmtpStage.DATA);
    int end = Peer.client(b, from + head.length(), to, e);
    boolean command = end > 0 && end + 2 < to && b[end] == ':' && b[end + 1] == ' ';
    e.span(Field.REASON, command ? end + 2 : from, to);
    return true;
  }
}
