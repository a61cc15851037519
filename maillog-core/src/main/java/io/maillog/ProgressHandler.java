package io.maillog;

/** Is told how far the reading of a log has come, about once for every block of lines. */
@FunctionalInterface
public interface ProgressHandler {
  /**
   * Takes the state, on the thread that reads the log.
   *
   * @param bytesRead bytes of the inputs that were read, before decoding
   * @param bytesTotal bytes of all inputs; -1 if that is not known, as with streams
   */
  void onProgress(long bytesRead, long bytesTotal);
}
