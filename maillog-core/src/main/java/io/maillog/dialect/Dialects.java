package io.maillog.dialect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

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
   * @throws IllegalStateException if there is none: a dialect's jar is missing, or this class
   *     loader does not see it; the message names the loader
   * @throws IllegalArgumentException if two have the same name
   * @throws java.util.ServiceConfigurationError if one cannot be loaded
   */
  public static Dialects load() {
    return load(Thread.currentThread().getContextClassLoader());
  }

  /**
   * The dialects that a class loader sees, as {@link #load()}: for containers and plug-ins, whose
   * threads have another one than the code that has the dialects' jars.
   *
   * @param loader {@code null} for the system's
   */
  public static Dialects load(@Nullable ClassLoader loader) {
    return found(
        ServiceLoader.load(Dialect.class, loader),
        loader == null ? "the system class loader" : "class loader " + loader);
  }

  /** The dialects in a layer of modules and its parents, as {@link #load()}. */
  public static Dialects load(ModuleLayer layer) {
    return found(ServiceLoader.load(layer, Dialect.class), "module layer " + layer);
  }

  private static Dialects found(ServiceLoader<Dialect> loader, String place) {
    List<Dialect> found = new ArrayList<>();
    loader.forEach(found::add);
    if (found.isEmpty()) {
      throw new IllegalStateException("no dialect in " + place + ": " + hint());
    }
    return new Dialects(found);
  }

  /** What to do, by whether core's own class loader sees more. */
  private static String hint() {
    boolean elsewhere =
        ServiceLoader.load(Dialect.class, Dialects.class.getClassLoader()).stream()
            .findAny()
            .isPresent();
    return elsewhere
        ? "use Dialects.load(Dialects.class.getClassLoader()), which has some"
        : "add the jar of your mail server's, such as maillog-postfix";
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
