package io.maillog.opensmtpd;

import io.maillog.dialect.CorrelationRules;
import io.maillog.event.Field;

/** OpenSMTPD says what became of each envelope, and not when the message has left the queue. */
final class OpenSmtpdCorrelationRules implements CorrelationRules {
  @Override
  public boolean logsRemoval() {
    return false;
  }

  /** One process serves all clients; each session has an id (smtp_session.c, mta_session.c). */
  @Override
  public Field sessionKey() {
    return Field.SESSION_ID;
  }

  /** {@code message} is logged when the queue has committed it (smtp_session.c). */
  @Override
  public boolean receivedIsQueued() {
    return true;
  }

  /** Up to 6.4 a line for each recipient; message ids are random, and unlike those in the queue. */
  @Override
  public boolean receivesInSeveralLines() {
    return true;
  }
}
