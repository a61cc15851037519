package io.maillog.postfix;

import io.maillog.dialect.CorrelationRules;
import io.maillog.event.Field;

/** Postfix logs every removal (qmgr_active.c), and a session's facts by the pid of its smtpd. */
final class PostfixCorrelationRules implements CorrelationRules {
  @Override
  public boolean logsRemoval() {
    return true;
  }

  @Override
  public Field sessionKey() {
    return Field.PID;
  }
}
