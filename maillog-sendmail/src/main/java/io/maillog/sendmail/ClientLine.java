package io.maillog.sendmail;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.bytes.PackedKey;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.SmtpStage;

/**
 * {@code CLIENT: TEXT}, of a client's commands (srvrsmtp.c): too many, too long, those of a web
 * client, and VRFY, EXPN, ETRN. The text may hold the client's own words.
 */
final class ClientLine {
  private static final Literal ATTACK = Literal.of("possible SMTP attack: ");
  private static final Literal PROXY = Literal.of("probable open proxy: ");
  private static final Literal TOO_LONG = Literal.of("SMTP violation, ");
  private static final Literal FLOOD = Literal.of("Possible SMTP RCPT flood, ");
  private static final Literal ETRN = Literal.of("ETRN ");
  private static final long VRFY = PackedKey.of("vrfy");
  private static final long EXPN = PackedKey.of("expn");
  private static final Literal REJECTED = Literal.of(" [rejected]");

  private ClientLine() {}

  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    int colon = ByteScan.indexOf(b, from, to, (byte) ':');
    while (colon >= 0 && (colon + 1 >= to || b[colon + 1] != ' ')) {
      colon = ByteScan.indexOf(b, colon + 1, to, (byte) ':'); // inside an address of IPv6
    }
    if (colon <= from || colon + 2 >= to) {
      return false;
    }
    int text = colon + 2;
    boolean abuse =
        ATTACK.startsAt(b, text, to)
            || PROXY.startsAt(b, text, to)
            || TOO_LONG.startsAt(b, text, to)
            || FLOOD.startsAt(b, text, to);
    if ((abuse || ETRN.startsAt(b, text, to) || asks(b, text, to))
        && !Host.client(b, from, colon, e)) {
      return false;
    }
    if (abuse) {
      e.kind(EventKind.PROTOCOL_ERROR);
    } else if (ETRN.startsAt(b, text, to)) {
      e.kind(EventKind.QUEUE_RUN);
      e.stage(SmtpStage.ETRN);
    } else if (asks(b, text, to)) {
      e.kind(REJECTED.endsAt(b, text, to) ? EventKind.REJECT : EventKind.POLICY);
      e.stage(SmtpStage.VRFY);
    } else {
      return false;
    }
    e.span(Field.REASON, text, to);
    return true;
  }

  private static boolean asks(byte[] b, int from, int to) {
    int word = ByteScan.endOfWord(b, from, to);
    long verb = PackedKey.lowerAt(b, from, word); // as the client typed it
    return word < to && (verb == VRFY || verb == EXPN);
  }
}
