package io.maillog.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Compared with lists, which give the same answers slowly. */
class PlacesProperties {
  private final Places places = new Places();

  /** The places of each hash, in their order; and all, the one touched longest ago first. */
  private final Map<Integer, List<Integer>> byHash = new HashMap<>();

  private final List<Integer> byTouch = new ArrayList<>();
  private final Map<Integer, Integer> hashes = new HashMap<>();

  private void add(int hash, Random random) {
    List<Integer> same = byHash.computeIfAbsent(hash, h -> new ArrayList<>());
    int at = random.nextInt(same.size() + 1);
    int place = places.add(hash, at == same.size() ? Places.NONE : same.get(at));
    assertThat(hashes).doesNotContainKey(place);
    assertThat(place).isBetween(0, places.capacity() - 1);
    same.add(at, place);
    byTouch.add(place);
    hashes.put(place, hash);
  }

  private void remove(int place) {
    places.remove(place);
    byTouch.remove((Integer) place);
    Integer hash = hashes.remove(place);
    byHash.getOrDefault(hash, List.of()).remove((Integer) place);
  }

  private void touch(int place) {
    places.touch(place);
    byTouch.remove((Integer) place);
    byTouch.add(place);
  }

  private List<Integer> ofHash(int hash) {
    List<Integer> found = new ArrayList<>();
    for (int place = places.first(hash); place != Places.NONE; place = places.next(place)) {
      found.add(place);
    }
    return found;
  }

  private List<Integer> fromOldest() {
    List<Integer> order = new ArrayList<>();
    for (int place = places.oldest(); place != Places.NONE; place = places.newer(place)) {
      order.add(place);
    }
    return order;
  }

  private List<Integer> fromNewest() {
    List<Integer> order = new ArrayList<>();
    for (int place = places.newest(); place != Places.NONE; place = places.older(place)) {
      order.add(0, place);
    }
    return order;
  }

  @Property(tries = 50)
  void placesAreFoundAndOrderedAsInLists(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 600) int differentHashes,
      @ForAll @IntRange(min = 40, max = 90) int percentAdded) {
    Random random = new Random(seed);
    for (int step = 0; step < 2000; step++) {
      if (byTouch.isEmpty() || random.nextInt(100) < percentAdded) {
        // A few buckets for many hashes: what has another hash stands in between.
        add(random.nextInt(differentHashes) << 5, random);
      } else {
        int place = byTouch.get(random.nextInt(byTouch.size()));
        if (random.nextBoolean()) {
          remove(place);
        } else {
          touch(place);
        }
      }
    }
    assertThat(places.size()).isEqualTo(byTouch.size());
    assertThat(fromOldest()).isEqualTo(byTouch);
    assertThat(fromNewest()).isEqualTo(byTouch);
    for (int hash = 0; hash < differentHashes; hash++) {
      assertThat(ofHash(hash << 5)).isEqualTo(byHash.getOrDefault(hash << 5, List.of()));
    }
    while (!byTouch.isEmpty()) {
      remove(byTouch.get(byTouch.size() / 2));
    }
    assertThat(fromOldest()).isEmpty();
    assertThat(ofHash(0)).isEmpty();
  }
}
