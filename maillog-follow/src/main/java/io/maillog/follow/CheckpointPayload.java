package io.maillog.follow;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * What a program keeps in a follower's checkpoint beside the follower's own: counters, or how much
 * of an output file was written. It is of the same moment as the follower's positions and its open
 * messages, so that after a restart, and after a kill, every line has been counted once.
 *
 * <p>Both methods are called by the thread that the handlers are called by, between two lines.
 */
public interface CheckpointPayload {
  /**
   * Writes what is to be kept. What it writes is held in memory meanwhile. The stream is not to be
   * closed.
   *
   * @throws IOException if that cannot be done now, as when output that goes with it cannot be
   *     written to a disk: the checkpoint stays as it was, and is tried again
   */
  void write(OutputStream target) throws IOException;

  /**
   * Reads what was kept, once, before the first line. Not called if there is no checkpoint yet.
   *
   * @throws IOException if it is not what this version of the program can read: the follower is not
   *     built then, and the checkpoint stays as it is
   */
  void read(InputStream source) throws IOException;
}
