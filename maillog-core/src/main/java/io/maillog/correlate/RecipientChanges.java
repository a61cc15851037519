package io.maillog.correlate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which recipients filters added to a message, and which they deleted, after its server had counted
 * them. What is deleted and added again, in whatever order the lines come, is a recipient as
 * before.
 */
final class RecipientChanges {
  /** By how many recipients each address changes the count; never by none. */
  private final Map<String, Integer> changes = new LinkedHashMap<>();

  private long sum;
  private boolean full;

  /** By how many recipients there are more than the server counted. */
  long sum() {
    return sum;
  }

  /** More addresses were changed than are kept: nobody knows how many recipients there are. */
  boolean isFull() {
    return full;
  }

  void setFull() {
    full = true;
  }

  Map<String, Integer> byAddress() {
    return changes;
  }

  /** The addresses that were deleted, and not added again. */
  List<String> deleted() {
    List<String> deleted = new ArrayList<>();
    changes.forEach(
        (address, by) -> {
          if (by < 0) {
            deleted.add(address);
          }
        });
    return deleted;
  }

  /**
   * A line adds an address or deletes it. Who is added or deleted a second time is one all the
   * same.
   *
   * @param by how many recipients of this address came, or went if below 0
   * @return how many more addresses are kept than before
   */
  int add(String address, int by, int maxAddresses) {
    @Nullable Integer before = changes.get(address);
    if (before == null && changes.size() >= maxAddresses) {
      full = true;
      return 0;
    }
    if (before == null) {
      changes.put(address, by);
      sum += by;
      return 1;
    }
    if (before < 0 == by < 0) {
      return 0;
    }
    changes.remove(address);
    sum -= before;
    return -1;
  }
}
