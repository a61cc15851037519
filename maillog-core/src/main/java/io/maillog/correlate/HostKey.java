package io.maillog.correlate;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.ByteSlice;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A host with what is unique there, a pid or a queue id, as bytes: the key of the tables. One that
 * is filled again and again serves to look up.
 */
final class HostKey {
  private byte[] bytes;
  private int length;

  /** A key for looking up. */
  HostKey() {
    this(new byte[256], 0);
  }

  HostKey(byte[] bytes, int length) {
    this.bytes = bytes;
    this.length = length;
  }

  HostKey fill(@Nullable ByteSlice host, ByteSlice name) {
    int hostLength = host == null ? 0 : host.length();
    length = hostLength + 1 + name.length();
    if (bytes.length < length) {
      bytes = new byte[2 * length];
    }
    if (host != null) {
      System.arraycopy(host.array(), host.from(), bytes, 0, hostLength);
    }
    bytes[hostLength] = 0;
    System.arraycopy(name.array(), name.from(), bytes, hostLength + 1, name.length());
    return this;
  }

  int length() {
    return length;
  }

  HostKey copy() {
    return new HostKey(toBytes(), length);
  }

  /** Whether its name is the other one's, of the same host, with a domain. */
  boolean isOfLocalPart(HostKey other) {
    return length > other.length
        && bytes[other.length] == '@'
        && ByteScan.equal(bytes, 0, other.length, other.bytes, 0, other.length);
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HostKey that
        && ByteScan.equal(bytes, 0, length, that.bytes, 0, that.length);
  }

  @Override
  public int hashCode() {
    return TextHash.OF_PROCESS.of(bytes, 0, length);
  }
}
