package io.maillog;

import io.maillog.event.EventWriter;
import io.maillog.event.MailEvent;
import io.maillog.trace.MessageTrace;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls the user's handlers, until one of them wants no more. */
final class HandlerOutlet extends CallerOutlet {
  private final @Nullable Predicate<? super MailEvent> events;
  private final @Nullable Predicate<? super MessageTrace> traces;
  private boolean stopped;

  /** The handlers, which tell whether they want more. */
  HandlerOutlet(
      MailLog log,
      @Nullable Predicate<? super MailEvent> events,
      @Nullable Predicate<? super MessageTrace> traces,
      long bytesTotal) {
    super(log, bytesTotal);
    this.events = events;
    this.traces = traces;
  }

  /** Whether a handler wants no more. */
  boolean stopped() {
    return stopped;
  }

  @Override
  boolean takesEvents() {
    return events != null;
  }

  @Override
  public void event(EventWriter writer) {
    if (events != null && !events.test(writer.event())) {
      stopped = true;
    }
  }

  @Override
  public void lineEnded(EventWriter writer) {
    if (checked) {
      writer.invalidate();
    }
  }

  @Override
  public void message(Supplier<MessageTrace> message, long weight) {
    if (traces == null || stopped) {
      return; // behind the last one that is wanted a line may end others
    }
    MessageTrace trace = trace(message);
    if (trace != null && !traces.test(trace)) {
      stopped = true;
    }
  }
}
