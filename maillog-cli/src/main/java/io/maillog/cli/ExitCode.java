package io.maillog.cli;

/** What the command answers to the shell. */
final class ExitCode {
  static final int DONE = 0;
  static final int NOTHING_MATCHED = 1;
  static final int WRONG_USAGE = 2;
  static final int INPUT_FAILED = 3;

  /** The output could not be written, or the program has a bug. */
  static final int FAILED = 4;

  static final int OUT_OF_MEMORY = 5;

  private ExitCode() {}
}
