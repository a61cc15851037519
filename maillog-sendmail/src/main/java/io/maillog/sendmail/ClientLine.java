package io.maillog.sendmail;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.bytes.PackedKey;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.SmtpStage;
import org.jspecify.annotations.Nullable;

/**
 * {@code CLIENT: TEXT}, of a client's commands (srvrsmtp.c): too many, too long, those of a web
 * client, and VRFY, EXPN, ETRN. The text may hold the client's own words.
 */
final class ClientLine {
  private static final Literal ATTACK = Literal.of("possible SMTP attack: ");
  private static final Literal PROXY = Literal.of("probable open proxy: ");
  private static final Literal TOO_LONG = Literal.of("SMTP violation, ");
  private static final Literal FLOOD = Literal.of("Possible SMTP RCPT flood, ");
  private static final long ETRN = PackedKey.of("etrn");
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
    SmtpStage stage = abuse ? null : asks(b, text, to);
    if ((!abuse && stage == null) || !Host.client(b, from, colon, e)) {
      return false;
    }
    boolean rejected = REJECTED.endsAt(b, text, to);
    if (abuse) {
      e.kind(EventKind.PROTOCOL_ERROR);
    } else if (rejected) {
      e.kind(EventKind.REJECT);
    } else {
      e.kind(stage == SmtpStage.ETRN ? EventKind.QUEUE_RUN : EventKind.POLICY);
    }
    e.stage(stage);
    e.span(Field.REASON, text, to);
    return true;
  }

  /** What the client asks for, in its own spelling; null if it is none of these. */
  private static @Nullable SmtpStage asks(byte[] b, int from, int to) {
    int word = ByteScan.endOfWord(b, from, to);
    if (word == to) {
      return null;
    }
    long verb = PackedKey.lowerAt(b, from, word);
    return verb == ETRN ? SmtpStage.ETRN : verb == VRFY || verb == EXPN ? SmtpStage.VRFY : null;
  }
}
