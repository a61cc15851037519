package io.maillog.postfix;

import io.maillog.dialect.CorrelationRules;

/** Postfix logs every removal (qmgr_active.c), and a session's facts by the pid of its smtpd. */
final class PostfixCorrelationRules implements CorrelationRules {
  @Override
  public boolean logsRemoval() {
    return true;
  }

  @Override
  public boolean sessionsByPid() {
    return true;
  }
}
