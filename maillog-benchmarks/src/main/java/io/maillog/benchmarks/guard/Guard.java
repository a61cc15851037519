package io.maillog.benchmarks.guard;

import io.maillog.benchmarks.guard.Limit.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Decides whether a build passes.
 *
 * <p>A limit fails it that is broken in each of three measurements: a slower parser is slower every
 * time; the noise of a busy machine, or a compiler that has chosen badly in one JVM, seldom strikes
 * the same limit again. A control that keeps a limit fails it too: a benchmark that is slow and
 * allocates on purpose, and is measured with the others. Where it passes, the guard sees nothing.
 */
final class Guard {
  private static final int ATTEMPTS = 3;

  private final Limits limits;
  private final Supplier<Figures> measurement;
  private final Consumer<String> report;

  Guard(Limits limits, Supplier<Figures> measurement, Consumer<String> report) {
    this.limits = limits;
    this.measurement = measurement;
    this.report = report;
  }

  /**
   * Measures and judges.
   *
   * @param guarded the benchmark whose limits the control must break
   * @param control the control
   */
  boolean passes(String guarded, String control) {
    Figures figures = measurement.get();
    List<Limit> broken = broken(figures);
    for (int attempt = 1; attempt < ATTEMPTS && !broken.isEmpty(); attempt++) {
      report.accept("over a limit: measured again, since it may be noise");
      figures = measurement.get();
      broken.retainAll(broken(figures));
    }
    return seesControl(figures.with(guarded, control), guarded, control) && broken.isEmpty();
  }

  /** Judges and reports; gives what is broken. */
  private List<Limit> broken(Figures figures) {
    List<Limit> broken = new ArrayList<>();
    for (Verdict verdict : limits.judge(figures)) {
      report.accept(verdict.toString());
      if (verdict.broken()) {
        broken.add(verdict.limit());
      }
    }
    return broken;
  }

  private boolean seesControl(Figures figures, String guarded, String control) {
    boolean sees = true;
    for (Verdict verdict : limits.only(guarded).judge(figures)) {
      if (!verdict.broken()) {
        report.accept("BLIND  " + control + " has to be over this limit, and is not: " + verdict);
        sees = false;
      }
    }
    return sees;
  }
}
