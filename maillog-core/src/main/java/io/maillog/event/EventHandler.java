package io.maillog.event;

/** Takes events, one by one, in the order of the lines. */
@FunctionalInterface
public interface EventHandler {
  /** Takes an event; it is valid until this method returns. */
  void onEvent(MailEvent event);
}
