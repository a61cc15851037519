package io.maillog.testkit;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Where the parts of a live log's saved state are: mark, version, length, body and checksum of the
 * log's own, then mark, version, body and checksum of its correlator's.
 */
record StateFrame(int bodyFrom, int bodyTo, int correlatorFrom, int correlatorTo) {
  private static final int MARK = 8;
  private static final int SUM = 8;

  static StateFrame of(byte[] state) {
    int from = MARK + Integer.BYTES + Integer.BYTES;
    int to = from + ByteBuffer.wrap(state).getInt(from - Integer.BYTES);
    return new StateFrame(from, to, to + SUM + MARK + Integer.BYTES, state.length - SUM);
  }

  /** Where the correlator's checksum begins to count: at its mark. */
  int correlatorMark() {
    return bodyTo + SUM;
  }

  /** The versions that a state was written in: of the log's own and of its correlator's. */
  static List<Integer> versions(byte[] state) {
    ByteBuffer bytes = ByteBuffer.wrap(state);
    return List.of(
        bytes.getInt(MARK), bytes.getInt(StateFrame.of(state).correlatorFrom() - Integer.BYTES));
  }
}
