package io.maillog.exim;

import io.maillog.dialect.CorrelationRules;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import java.util.Set;

/** Exim logs {@code Completed} for every message that leaves its queue. */
final class EximCorrelationRules implements CorrelationRules {
  private static final String UTF8 = "utf8";
  private static final String LOCAL = "local-";

  /** The protocols that Exim itself names (smtp_in.c, exim.c), without those prefixes. */
  private static final Set<String> PROTOCOLS =
      Set.of(
          "smtp", "smtps", "esmtp", "esmtps", "esmtpa", "esmtpsa", "ssmtp", "essmtp", "essmtpa",
          "asmtp", "bsmtp", "local");

  @Override
  public boolean logsRemoval() {
    return true;
  }

  @Override
  public Field sessionKey() {
    return Field.PID;
  }

  /** {@code <=} is logged when the whole message is on disk (receive.c). */
  @Override
  public boolean receivedIsQueued() {
    return true;
  }

  /** {@code discarded by RCPT ACL}; {@code incomplete transaction} (smtp_in.c). */
  @Override
  public boolean tellsTransactionsByClient() {
    return true;
  }

  /** {@code >>} comes before {@code <=} (control = cutthrough_delivery); ids tell the time. */
  @Override
  public boolean deliversWhileReceiving() {
    return true;
  }

  /**
   * A filter submits as a local user that is trusted, and has a protocol of its own ({@code -oMr}),
   * by which a router knows that the message comes from there: {@code U=mail P=spam-scanned}.
   */
  @Override
  public boolean isHandedBack(MailEvent received) {
    if (received.has(Field.CLIENT_IP)
        || received.has(Field.CLIENT_HOST)
        || !received.has(Field.USER)
        || !received.has(Field.PROTOCOL)) {
      return false; // nearly all
    }
    String protocol = String.valueOf(received.text(Field.PROTOCOL));
    protocol = protocol.startsWith(UTF8) ? protocol.substring(UTF8.length()) : protocol;
    protocol = protocol.startsWith(LOCAL) ? protocol.substring(LOCAL.length()) : protocol;
    return !PROTOCOLS.contains(protocol);
  }
}
