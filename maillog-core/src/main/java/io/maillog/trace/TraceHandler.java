package io.maillog.trace;

/** Takes traces, one by one, on the thread that reads the log. */
@FunctionalInterface
public interface TraceHandler {
  /** Takes a trace; it stays valid. */
  void onTrace(MessageTrace trace);
}
