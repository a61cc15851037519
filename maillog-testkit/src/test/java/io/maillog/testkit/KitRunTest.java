package io.maillog.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The kit as a dialect's author meets it: a class that is run by JUnit and by jqwik. */
class KitRunTest {
  private static final int CHECKS = 16;

  private static final class Results implements TestExecutionListener {
    private int run;
    private final Set<String> failed = new TreeSet<>();

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (test.isTest()) {
        run++;
        if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
          failed.add(test.getDisplayName());
        }
      }
    }
  }

  private static Results run(Class<?> kit) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(selectClass(kit)).build();
    Results results = new Results();
    LauncherFactory.create().execute(request, results);
    return results;
  }

  @Test
  void everyCheckIsRunForAGoodDialectAndPasses() {
    Results results = run(Kits.Good.class);
    assertThat(results.failed).isEmpty();
    assertThat(results.run).isEqualTo(CHECKS);
  }

  @Test
  void badDialectFails() {
    Results results = run(Kits.Bad.class);
    assertThat(results.failed)
        .contains("no line makes it throw, whatever its bytes are")
        .hasSizeLessThan(6); // the trace of its sample is none
    assertThat(results.run).isEqualTo(CHECKS);
  }

  @Test
  void propertiesOfStoriesPassForAGoodDialect() {
    Results restoring = run(Kits.Restoring.class);
    assertThat(restoring.run).isEqualTo(2);
    assertThat(restoring.failed).isEmpty();
    Results ordering = run(Kits.Ordering.class);
    assertThat(ordering.run).isEqualTo(1);
    assertThat(ordering.failed).isEmpty();
  }

  @Test
  void dialectThatCountsFailsThem() {
    assertThat(run(Kits.RestoringTheCounting.class).failed)
        .containsExactly("correlatorGoesOnWhereItWasSaved", "liveLogGoesOnWhereItWasSaved");
    assertThat(run(Kits.OrderingTheCounting.class).failed)
        .containsExactly("linesOfOneSecondTellTheSameInAnyOrder");
  }
}
