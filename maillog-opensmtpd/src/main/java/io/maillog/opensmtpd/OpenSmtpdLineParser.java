package io.maillog.opensmtpd;

import io.maillog.bytes.Literal;
import io.maillog.dialect.LineParser;
import io.maillog.event.EventWriter;
import io.maillog.header.LineHeader;

/** Reads OpenSMTPD's lines: chooses the class that reads one, by the text's first words. */
final class OpenSmtpdLineParser implements LineParser {
  // Since 6.0: SESSION PROCESS [event=]EVENT KEY=VALUE ...
  private static final Literal SMTP = Literal.of(" smtp ");
  private static final Literal MTA = Literal.of(" mta ");
  private static final Literal MDA = Literal.of(" mda ");
  private static final Literal EVENT = Literal.of("event=");
  // Before, and what is of no session.
  private static final Literal SMTP_IN = Literal.of("smtp-in: ");
  private static final Literal SMTP_OUT = Literal.of("smtp-out: ");
  private static final Literal DELIVERY = Literal.of("delivery: ");
  private static final Literal RELAY = Literal.of("relay: ");

  @Override
  public void parse(byte[] b, int from, int to, LineHeader header, EventWriter e) {
    if (isOfSession(b, from, to)) {
      Ids.session(b, from, e);
      ofSession(b, from + Ids.SESSION, to, e);
      return;
    }
    boolean read =
        SMTP_IN.startsAt(b, from, to)
            ? SentenceLine.parse(b, from + SMTP_IN.length(), to, e)
            : SMTP_OUT.startsAt(b, from, to)
                ? NextHopLine.parse(b, from + SMTP_OUT.length(), to, e)
                : DELIVERY.startsAt(b, from, to)
                    ? EnvelopeLine.parse(b, from + DELIVERY.length(), to, e)
                    : RELAY.startsAt(b, from, to)
                        && EnvelopeLine.parse(b, from + RELAY.length(), to, e);
    if (!read) {
      KnownText.read(b, from, to, e);
    }
  }

  /** The line of a session: what comes behind its id. */
  private static void ofSession(byte[] b, int from, int to, EventWriter e) {
    if (SMTP.startsAt(b, from, to)) {
      SessionLine.parse(b, event(b, from + SMTP.length(), to), to, e);
    } else if (MTA.startsAt(b, from, to)) {
      RelayLine.parse(b, event(b, from + MTA.length(), to), to, e);
    } else {
      DeliveryLine.parse(b, event(b, from + MDA.length(), to), to, e);
    }
  }

  private static int event(byte[] b, int from, int to) {
    return EVENT.startsAt(b, from, to) ? from + EVENT.length() : from;
  }

  private static boolean isOfSession(byte[] b, int from, int to) {
    if (!Ids.isSession(b, from, to)) {
      return false;
    }
    int at = from + Ids.SESSION;
    return SMTP.startsAt(b, at, to) || MTA.startsAt(b, at, to) || MDA.startsAt(b, at, to);
  }

  /** Whether no other server's {@code smtpd} writes such a text. */
  static boolean isOwn(byte[] b, int from, int to) {
    return isOfSession(b, from, to)
        || SMTP_IN.startsAt(b, from, to)
        || SMTP_OUT.startsAt(b, from, to)
        || DELIVERY.startsAt(b, from, to)
        || RELAY.startsAt(b, from, to)
        || KnownText.isOwn(b, from, to);
  }
}
