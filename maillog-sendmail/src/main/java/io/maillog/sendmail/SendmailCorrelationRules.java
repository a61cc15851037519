package io.maillog.sendmail;

import io.maillog.dialect.CorrelationRules;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;

/** Sendmail says {@code done} above its default log level only. */
final class SendmailCorrelationRules implements CorrelationRules {
  @Override
  public boolean logsRemoval() {
    return false;
  }

  @Override
  public Field sessionKey() {
    return Field.PID;
  }

  /** {@code from=} is logged when the message's text was taken in (collect.c, headers.c). */
  @Override
  public boolean receivedIsQueued() {
    return true;
  }

  /** Filters change the recipients behind {@code from=} (srvrsmtp.c, smtp_data). */
  @Override
  public int recipientsAdded(MailEvent event) {
    return MilterLine.recipientsAdded(event);
  }

  /** A session has the id of its next envelope (srvrsmtp.c). */
  @Override
  public boolean transactionsHaveIds() {
    return true;
  }

  /** Above the default log level only. */
  @Override
  public boolean announcesSessions() {
    return false;
  }
}
