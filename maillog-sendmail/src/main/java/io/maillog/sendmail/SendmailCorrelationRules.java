package io.maillog.sendmail;

import io.maillog.dialect.CorrelationRules;

/** Sendmail says {@code done} above its default log level only. */
final class SendmailCorrelationRules implements CorrelationRules {
  @Override
  public boolean logsRemoval() {
    return false;
  }

  @Override
  public boolean sessionsByPid() {
    return true;
  }
}
