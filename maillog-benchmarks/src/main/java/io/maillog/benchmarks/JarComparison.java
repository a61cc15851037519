package io.maillog.benchmarks;

import java.io.File;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Two states of the library in one JVM, each from a jar and a class loader of its own, in turn:
 * whether a change is worth its lines. On a machine whose speed moves by a fifth from minute to
 * minute, two runs of JMH do not tell that; the median of the ratios of neighbours does, to a
 * percent or two. Figures to quote are JMH's.
 *
 * <p>{@code java -cp NEW.jar io.maillog.benchmarks.JarComparison METHOD SERVER SECONDS OLD.jar
 * NEW.jar}, where the method is {@link LogScan}'s {@code newlines}, {@code parse}, {@code values}
 * or {@code correlate}, and the jars are such as {@code target/benchmarks.jar}.
 */
public final class JarComparison {
  private static final double NANOS = 1e9;

  private final List<Object> scans = new ArrayList<>();
  private final List<Method> methods = new ArrayList<>();
  private final List<ClassLoader> loaders;
  private final BenchmarkLog log;

  /**
   * What came of one of them.
   *
   * @param least its shortest time in milliseconds
   * @param ratio the median of its times, each divided by that of the first in the same round
   * @param rounds how many rounds there were
   */
  record Result(double least, double ratio, int rounds) {}

  JarComparison(String method, BenchmarkLog log, List<ClassLoader> loaders) {
    this.log = log;
    this.loaders = loaders;
    try {
      for (ClassLoader loader : loaders) {
        Thread.currentThread().setContextClassLoader(loader); // dialects are found by it
        Class<?> scan = loader.loadClass(LogScan.class.getName());
        Constructor<?> constructor = scan.getDeclaredConstructor();
        constructor.setAccessible(true);
        scans.add(constructor.newInstance());
        Method run = scan.getDeclaredMethod(method, byte[].class, int.class);
        run.setAccessible(true);
        methods.add(run);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("no jar of these benchmarks, or no such method", e);
    }
  }

  /** Compares the jars, and prints what came of it. */
  public static void main(String[] args) throws Exception {
    if (args.length < 4) {
      System.err.println("JarComparison METHOD SERVER SECONDS OLD.jar NEW.jar");
      System.exit(2);
    }
    String[] jars = Arrays.copyOfRange(args, 3, args.length);
    List<ClassLoader> loaders = new ArrayList<>();
    for (String jar : jars) {
      URL[] path = {new File(jar).toURI().toURL()};
      loaders.add(new URLClassLoader(path, ClassLoader.getPlatformClassLoader()));
    }
    BenchmarkLog log = BenchmarkLog.of(MailServer.valueOf(args[1].toUpperCase(Locale.ROOT)));
    JarComparison comparison = new JarComparison(args[0], log, loaders);
    double seconds = Double.parseDouble(args[2]);
    comparison.run(seconds); // until all is compiled
    List<Result> results = comparison.run(seconds);
    for (int i = 0; i < jars.length; i++) {
      Result result = results.get(i);
      System.out.printf(
          Locale.ROOT,
          "%-30s %8.2f ms at least, %.3f of the first (median of %d rounds)%n",
          jars[i],
          result.least,
          result.ratio,
          result.rounds);
    }
  }

  /** One after the other, for so many seconds; at least once. */
  List<Result> run(double seconds) {
    int count = scans.size();
    List<double[]> rounds = new ArrayList<>();
    long until = System.nanoTime() + (long) (seconds * NANOS);
    do {
      double[] times = new double[count];
      for (int i = 0; i < count; i++) {
        times[i] = time(i);
      }
      rounds.add(times);
    } while (System.nanoTime() < until);
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int one = i;
      double least = rounds.stream().mapToDouble(t -> t[one]).min().orElseThrow();
      double[] ratios = rounds.stream().mapToDouble(t -> t[one] / t[0]).sorted().toArray();
      results.add(new Result(least, ratios[ratios.length / 2], rounds.size()));
    }
    return results;
  }

  private double time(int i) {
    Thread.currentThread().setContextClassLoader(loaders.get(i));
    long start = System.nanoTime();
    try {
      methods.get(i).invoke(scans.get(i), log.bytes(), log.length());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the method failed", e);
    }
    return (System.nanoTime() - start) / 1e6;
  }
}
