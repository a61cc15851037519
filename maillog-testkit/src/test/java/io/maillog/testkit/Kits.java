package io.maillog.testkit;

import io.maillog.dialect.Dialect;
import java.util.List;

/** Kits that {@link KitRunTest} runs; by themselves they are no tests of the build. */
final class Kits {
  private Kits() {}

  static class Good extends DialectCompatibilityKit {
    @Override
    protected Dialect dialect() {
      return new DialectChecksTest.Good();
    }

    @Override
    protected List<String> sampleLines() {
      return List.of("Sep 12 10:15:30 mx1 demo[1]: ABC123: to=<bob@example.org>");
    }

    @Override
    protected List<ForgeableLine> forgeableLines() {
      return List.of(
          ForgeableLine.of(
              "Sep 12 10:15:30 mx1 demo[1]: ABC123: to=<{}@example.org>",
              "kind=delivery|to={}@example.org"));
    }
  }

  static class Bad extends Good {
    @Override
    protected Dialect dialect() {
      return new DialectChecksTest.Throwing();
    }
  }
}
