package io.maillog.exim;

import io.maillog.dialect.CorrelationRules;

/** Exim logs {@code Completed} for every message that leaves its queue. */
final class EximCorrelationRules implements CorrelationRules {
  @Override
  public boolean logsRemoval() {
    return true;
  }

  @Override
  public boolean sessionsByPid() {
    return true;
  }
}
