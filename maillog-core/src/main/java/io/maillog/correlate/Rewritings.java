package io.maillog.correlate;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.ByteSlice;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a host lately rewrote recipients' addresses to, before the messages had an id: the last
 * {@value #MAX}. What it takes a message in for is the address before.
 */
final class Rewritings {
  static final int MAX = 256;

  /** Longer addresses are no addresses (RFC 5321, 4.5.3.1). */
  private static final int MAX_LENGTH = 512;

  /** One rule may rewrite what another did. */
  private static final int MAX_RULES = 8;

  /** By host and the address before, the one after. */
  final Map<HostKey, String> rewritten = new LinkedHashMap<>();

  private final HostKey probe = new HostKey();
  private final ByteSlice slice = new ByteSlice();

  void add(@Nullable ByteSlice host, ByteSlice before, ByteSlice after) {
    int hosts = host == null ? 0 : host.length();
    if (Math.max(Math.max(before.length(), after.length()), hosts) > MAX_LENGTH) {
      return;
    }
    HostKey key = probe.fill(host, before);
    if (rewritten.remove(key) == null && rewritten.size() >= MAX) {
      rewritten.remove(rewritten.keySet().iterator().next());
    }
    rewritten.put(key.copy(), after.toString());
  }

  boolean isEmpty() {
    return rewritten.isEmpty();
  }

  private static int indexOfAt(ByteSlice address) {
    return ByteScan.indexOf(address.array(), address.from(), address.to(), (byte) '@');
  }

  /** What became of an address that is typed without its domain, if only one is of that kind. */
  private @Nullable String ofLocalPart(HostKey key) {
    String only = null;
    for (Map.Entry<HostKey, String> entry : rewritten.entrySet()) {
      if (entry.getKey().isOfLocalPart(key)) {
        if (only != null) {
          return null;
        }
        only = entry.getValue();
      }
    }
    return only;
  }

  /** What an address became in the end; {@code null} if it was not rewritten. */
  @Nullable String of(@Nullable ByteSlice host, ByteSlice address) {
    HostKey key = probe.fill(host, address);
    String found = rewritten.get(key);
    found = found == null && indexOfAt(address) < 0 ? ofLocalPart(key) : found;
    String last = null;
    for (int i = 0; found != null && i < MAX_RULES; i++) {
      last = found;
      byte[] bytes = found.getBytes(StandardCharsets.UTF_8);
      found = rewritten.get(probe.fill(host, slice.wrap(bytes, 0, bytes.length)));
    }
    return last;
  }
}
