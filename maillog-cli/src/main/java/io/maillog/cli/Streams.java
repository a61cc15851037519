package io.maillog.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;

/**
 * Where the command reads from and writes to.
 *
 * @param in standard input
 * @param out standard output
 * @param err standard error
 * @param terminals which of the three, 0 to 2, is a terminal
 */
record Streams(InputStream in, OutputStream out, PrintStream err, IntPredicate terminals) {
  static final int IN = 0;
  static final int OUT = 1;
  static final int ERR = 2;

  /** Those of this process. */
  static Streams ofProcess() {
    // Not System.out: a PrintStream keeps quiet about a failure.
    return new Streams(
        System.in,
        new FileOutputStream(FileDescriptor.out),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        Terminal::isTerminal);
  }

  boolean isTerminal(int stream) {
    return terminals.test(stream);
  }

  /** Says one sentence on standard error. */
  void say(String sentence) {
    err.println("maillog: " + SafeText.of(sentence));
  }
}
