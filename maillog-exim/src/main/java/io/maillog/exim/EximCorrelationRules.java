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
}
