package io.maillog.dialect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The dialects to read a log with, in the order of their names. Immutable and thread-safe. */
public final class Dialects {
  private final List<Dialect> all;

  private Dialects(List<Dialect> dialects) {
    List<Dialect> sorted = new ArrayList<>(dialects);
    sorted.sort(Comparator.comparing(Dialect::name));
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).name().equals(sorted.get(i - 1).name())) {
        throw new IllegalArgumentException("two dialects are named " + sorted.get(i).name());
      }
    }
    this.all = List.copyOf(sorted);
  }

  /**
   * The dialects on the class path or the module path, by {@link ServiceLoader} with the thread's
   * context class loader.
   *
   * @throws IllegalStateException if there is none: a dialect's jar is missing
   * @throws IllegalArgumentException if two have the same name
   * @throws java.util.ServiceConfigurationError if one cannot be loaded
   */
  public static Dialects load() {
    List<Dialect> found = new ArrayList<>();
    ServiceLoader.load(Dialect.class).forEach(found::add);
    if (found.isEmpty()) {
      throw new IllegalStateException(
          "no dialect on the class path or the module path: add the jar of your mail server's");
    }
    return new Dialects(found);
  }

  /**
   * These dialects and no others. With none at all, every line is foreign.
   *
   * @throws IllegalArgumentException if two have the same name
   */
  public static Dialects of(Dialect... dialects) {
    return new Dialects(List.of(dialects));
  }

  /** All, in the order of their names. */
  public List<Dialect> all() {
    return all;
  }

  /** The dialect of a name. */
  public Optional<Dialect> named(String name) {
    return all.stream().filter(dialect -> dialect.name().equals(name)).findFirst();
  }

  /**
   * The one dialect of a name, alone.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public Dialects only(String name) {
    return new Dialects(
        List.of(
            named(name)
                .orElseThrow(
                    () ->
                        new IllegalArgumentException("no dialect " + name + " among " + names()))));
  }

  private List<String> names() {
    return all.stream().map(Dialect::name).toList();
  }
}
