package io.maillog.follow.file;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Signs of what was read on the way through a file: at places which lie the farther apart the
 * farther in they are, a hash of the bytes before. A file that has become shorter than what was
 * read of it is known by the last one that it still has.
 */
final class Milestones {
  /** How many bytes before its place a sign is of. */
  private static final int BYTES = 128;

  private static final int LEAST_STEP = 256;

  /** The step is this part of the way so far, so that their number grows with its logarithm. */
  private static final int PART = 8;

  /** No file is so long that it has more. */
  private static final int MOST = 512;

  private long[] places = new long[8];
  private long[] hashes = new long[8];
  private int count;

  /** Takes what was read, up to a place. */
  void pass(long place, byte[] before, int from, int to) {
    long last = count == 0 ? 0 : places[count - 1];
    if (to - from < BYTES || count == MOST || place < last + Math.max(LEAST_STEP, last / PART)) {
      return;
    }
    if (count == places.length) {
      places = Arrays.copyOf(places, 2 * count);
      hashes = Arrays.copyOf(hashes, 2 * count);
    }
    places[count] = place;
    hashes[count] = hash(before, to - BYTES, to);
    count++;
  }

  /** Forgets those behind a place: the file was cut there. */
  void cutAt(long place) {
    while (count > 0 && places[count - 1] > place) {
      count--;
    }
  }

  Milestones copy() {
    Milestones copy = new Milestones();
    copy.places = places.clone();
    copy.hashes = hashes.clone();
    copy.count = count;
    return copy;
  }

  /** Whether a file has the last of them that its length reaches. */
  boolean lead(FileMark.Bytes file) throws IOException {
    for (int i = count - 1; i >= 0; i--) {
      byte[] b = file.read(places[i] - BYTES, BYTES);
      if (b.length == BYTES) {
        return hash(b, 0, BYTES) == hashes[i];
      }
    }
    return false;
  }

  private static long hash(byte[] b, int from, int to) {
    long h = 0xcbf29ce484222325L;
    for (int i = from; i < to; i++) {
      h = (h ^ b[i]) * 0x100000001b3L; // FNV-1a
    }
    return h;
  }

  void save(DataOutput out) throws IOException {
    out.writeShort(count);
    for (int i = 0; i < count; i++) {
      out.writeLong(places[i]);
      out.writeLong(hashes[i]);
    }
  }

  static Milestones restore(DataInput in) throws IOException {
    Milestones restored = new Milestones();
    int count = in.readUnsignedShort();
    if (count > MOST) {
      throw new IOException("these are no milestones");
    }
    restored.places = new long[Math.max(8, count)];
    restored.hashes = new long[Math.max(8, count)];
    for (int i = 0; i < count; i++) {
      restored.places[i] = in.readLong();
      restored.hashes[i] = in.readLong();
      if (restored.places[i] < BYTES || (i > 0 && restored.places[i] <= restored.places[i - 1])) {
        throw new IOException("these are no milestones");
      }
    }
    restored.count = count;
    return restored;
  }
}
