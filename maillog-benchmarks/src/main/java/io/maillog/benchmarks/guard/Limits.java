package io.maillog.benchmarks.guard;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a file that hold on a JDK.
 *
 * <p>{@code time.BENCHMARK/YARDSTICK} is the largest allowed multiple of the yardstick's time;
 * {@code bytes.BENCHMARK} the largest allowed number of bytes an operation; {@code newest-jdk.NAME}
 * the last JDK on which the method of this name is a yardstick.
 */
record Limits(List<Limit> all) {
  private static final String TIME = "time.";
  private static final String BYTES = "bytes.";
  private static final String NEWEST_JDK = "newest-jdk.";

  /**
   * Checks that each benchmark has a limit of its time and of its bytes: a guard must be able to
   * fail.
   */
  Limits {
    all = List.copyOf(all);
    Set<String> timed = new TreeSet<>();
    Set<String> weighed = new TreeSet<>();
    for (Limit limit : all) {
      (limit.yardstick() == null ? weighed : timed).add(limit.benchmark());
    }
    if (all.isEmpty() || !timed.equals(weighed)) {
      throw new IllegalArgumentException(
          "each benchmark needs a limit of time and of bytes: " + timed + ", " + weighed);
    }
  }

  static Limits read(Path file, int jdk) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    return of(properties, jdk);
  }

  static Limits of(Properties properties, int jdk) {
    List<Limit> limits = new ArrayList<>();
    for (String key : new TreeSet<>(properties.stringPropertyNames())) {
      double value = Double.parseDouble(properties.getProperty(key));
      if (!(value > 0)) {
        throw new IllegalArgumentException(key + " must be over 0");
      }
      Limit limit = limit(key, value);
      if (limit != null && isYardstick(limit.yardstick(), properties, jdk)) {
        limits.add(limit);
      }
    }
    return new Limits(limits);
  }

  private static @Nullable Limit limit(String key, double value) {
    int slash = key.indexOf('/');
    if (key.startsWith(TIME) && slash > 0) {
      return new Limit(key.substring(TIME.length(), slash), key.substring(slash + 1), value);
    }
    if (key.startsWith(BYTES)) {
      return new Limit(key.substring(BYTES.length()), null, value);
    }
    if (key.startsWith(NEWEST_JDK)) {
      return null;
    }
    throw new IllegalArgumentException("no limit: " + key);
  }

  private static boolean isYardstick(@Nullable String yardstick, Properties properties, int jdk) {
    if (yardstick == null) {
      return true;
    }
    String method = yardstick.substring(yardstick.indexOf('.') + 1);
    String newest = properties.getProperty(NEWEST_JDK + method);
    return newest == null || jdk <= Integer.parseInt(newest);
  }

  /** The limits of one benchmark alone. */
  Limits only(String benchmark) {
    return new Limits(all.stream().filter(l -> l.benchmark().equals(benchmark)).toList());
  }

  /** Every benchmark that has to be measured. */
  Set<String> benchmarks() {
    Set<String> names = new TreeSet<>();
    for (Limit limit : all) {
      names.add(limit.benchmark());
      if (limit.yardstick() != null) {
        names.add(limit.yardstick());
      }
    }
    return names;
  }

  List<Limit.Verdict> judge(Figures figures) {
    return all.stream().map(limit -> limit.judge(figures)).toList();
  }
}
