package io.maillog.follow.stream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A running program: its output, and the last line of what it says of errors, which a thread
 * drains. One thread reads it; {@link #kill} may be called by any.
 */
final class JournalProcess {
  private static final long EXIT_SECONDS = 5;
  private static final int MAX_ERROR = 300;

  private final Process process;
  private final InputStream out;
  private final Thread drain;
  private final byte[] error = new byte[MAX_ERROR];
  private int errorLength; // of the line that is being drained; on its thread
  private volatile String lastError = "";

  private JournalProcess(Process process) {
    this.process = process;
    this.out = process.getInputStream();
    this.drain = new Thread(this::drainErrors, "maillog-journal-errors");
    drain.setDaemon(true);
  }

  /**
   * Runs a command.
   *
   * @throws IOException if there is no such program, or it cannot be run
   */
  static JournalProcess start(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).start();
    JournalProcess started = new JournalProcess(process);
    started.drain.start();
    process.getOutputStream().close();
    return started;
  }

  /** Output, waited for; -1 at its end. */
  int read(byte[] chunk) throws IOException {
    return out.read(chunk, 0, chunk.length);
  }

  private void drainErrors() {
    byte[] chunk = new byte[1024];
    try (InputStream errors = process.getErrorStream()) {
      int n = errors.read(chunk);
      while (n >= 0) {
        for (int i = 0; i < n; i++) {
          errorByte(chunk[i]);
        }
        n = errors.read(chunk);
      }
    } catch (IOException e) {
      // it was killed
    }
    errorByte((byte) '\n');
  }

  private void errorByte(byte b) {
    if (b != '\n') {
      if (errorLength < MAX_ERROR) {
        error[errorLength++] = b;
      }
    } else if (errorLength > 0) {
      lastError = new String(error, 0, errorLength, StandardCharsets.UTF_8);
      errorLength = 0;
    }
  }

  /** Waits for its end, which is brought about if it does not come soon; gives its exit code. */
  int end() {
    boolean interrupted = false;
    int code = -1;
    try {
      if (!process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS)) {
        kill();
      }
      code = process.waitFor();
      drain.join(TimeUnit.SECONDS.toMillis(1)); // a child of its may hold the stream
    } catch (InterruptedException e) {
      kill();
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return code;
  }

  /** The last line that it wrote to standard error; empty if none. */
  String lastError() {
    return lastError;
  }

  /**
   * Ends it with its children, if it is a script: they would hold its output open. It only reads,
   * so it need not be asked.
   */
  void kill() {
    try (Stream<ProcessHandle> children = process.descendants()) {
      List<ProcessHandle> all = children.toList(); // before their parent goes
      process.destroyForcibly();
      all.forEach(ProcessHandle::destroyForcibly);
    }
  }
}
