package io.maillog.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command end well that runs until somebody ends it: on SIGINT and SIGTERM it is asked to
 * stop, and the process ends with the command's own exit code once it has. By a shutdown hook,
 * which every Java has; the virtual machine's own exit code would be that of the signal.
 */
final class EndBySignal implements AutoCloseable {
  /** For how long it may save its state. */
  private static final long MOST_SECONDS = 60;

  private final Thread hook = new Thread(this::shutDown, "maillog-end");
  private final Runnable stop;
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile boolean asked;
  private volatile int exitCode = ExitCode.FAILED;

  /**
   * From now on signals are heard.
   *
   * @param stop asks the command to stop; called by another thread
   */
  EndBySignal(Runnable stop) {
    this.stop = stop;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Whether a signal has come. */
  boolean asked() {
    return asked;
  }

  /** Remembers with which code the command ends. */
  int exitsWith(int code) {
    exitCode = code;
    return code;
  }

  private void shutDown() {
    asked = true;
    stop.run();
    try {
      if (done.await(MOST_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(exitCode);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The command has ended. */
  @Override
  public void close() {
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // it runs
    }
  }
}
