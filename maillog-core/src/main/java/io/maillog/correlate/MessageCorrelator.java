package io.maillog.correlate;

import io.maillog.dialect.Dialects;
import io.maillog.event.EventHandler;
import io.maillog.event.MailEvent;
import io.maillog.trace.TraceHandler;

/** Gathers events into traces. Under construction: the signatures are final. */
public final class MessageCorrelator implements EventHandler {
  /** A correlator for these dialects. */
  public MessageCorrelator(Dialects dialects, CorrelationLimits limits, TraceHandler handler) {}

  @Override
  public void onEvent(MailEvent event) {}

  /** The log has ended: gives the traces of all open messages. */
  public void finish() {}

  /** Counters. */
  public CorrelationCounters counters() {
    return new CorrelationCounters(0, 0, 0, 0, 0, 0, 0);
  }
}
