package io.maillog.benchmarks.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.maillog.benchmarks.guard.Figures.Figure;
import io.maillog.benchmarks.guard.Limit.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
  private static final Figures FIGURES =
      new Figures(
          Map.of(
              "A.parse", new Figure(12, 100),
              "A.newlines", new Figure(2, 0),
              "A.readLine", new Figure(4, 1e6)));

  private static Properties properties(String... keysAndValues) {
    Properties properties = new Properties();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      properties.setProperty(keysAndValues[i], keysAndValues[i + 1]);
    }
    return properties;
  }

  private static List<Verdict> judge(int jdk, String... keysAndValues) {
    return Limits.of(properties(keysAndValues), jdk).judge(FIGURES);
  }

  @ParameterizedTest
  @CsvSource({
    "6, 100, false, false", // as much as is allowed
    "5.9, 100, true, false",
    "6, 99, false, true",
    "5.9, 99, true, true"
  })
  void whatIsOverALimitIsBroken(String most, String bytes, boolean slow, boolean fat) {
    List<Verdict> verdicts = judge(17, "time.A.parse/A.newlines", most, "bytes.A.parse", bytes);
    assertThat(verdicts)
        .filteredOn(verdict -> verdict.limit().yardstick() != null)
        .singleElement()
        .matches(verdict -> verdict.broken() == slow)
        .matches(verdict -> verdict.found() == 6);
    assertThat(verdicts)
        .filteredOn(verdict -> verdict.limit().yardstick() == null)
        .singleElement()
        .matches(verdict -> verdict.broken() == fat)
        .matches(verdict -> verdict.found() == 100);
  }

  @Test
  void whatIsNoNumberIsBroken() {
    Figures none =
        new Figures(Map.of("A.parse", new Figure(0, Double.NaN), "A.newlines", new Figure(0, 0)));
    Properties limits = properties("time.A.parse/A.newlines", "6", "bytes.A.parse", "100");
    assertThat(Limits.of(limits, 17).judge(none)).hasSize(2).allMatch(Verdict::broken);
  }

  @Test
  void whatWasNotMeasuredIsNotPassedOver() {
    Properties limits = properties("time.A.parse/A.regex", "6", "bytes.A.parse", "100");
    assertThatNullPointerException()
        .isThrownBy(() -> Limits.of(limits, 17).judge(FIGURES))
        .withMessage("A.regex was not measured");
  }

  @Test
  void aYardstickIsLeftOutOnLaterJdks() {
    String[] limits = {
      "time.A.parse/A.newlines", "1",
      "time.A.parse/A.readLine", "1",
      "bytes.A.parse", "100",
      "newest-jdk.newlines", "21"
    };
    assertThat(judge(21, limits)).filteredOn(Verdict::broken).hasSize(2);
    assertThat(judge(22, limits))
        .filteredOn(Verdict::broken)
        .singleElement()
        .matches(verdict -> "A.readLine".equals(verdict.limit().yardstick()));
    assertThat(Limits.of(properties(limits), 22).benchmarks())
        .containsExactly("A.parse", "A.readLine");
  }

  @Test
  void limitsThatCannotFailAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> judge(17));
    assertThatIllegalArgumentException().isThrownBy(() -> judge(17, "bytes.A.parse", "100"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> judge(17, "time.A.parse/A.newlines", "6"));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                judge(
                    22,
                    "time.A.parse/A.newlines",
                    "6",
                    "bytes.A.parse",
                    "100",
                    "newest-jdk.newlines",
                    "21"));
  }

  @ParameterizedTest
  @CsvSource({
    "times.A.parse/A.newlines, 6",
    "time.A.parse, 6",
    "bytes.A.parse, -1",
    "bytes.A.parse, NaN",
    "bytes.A.parse, much"
  })
  void whatIsNoLimitIsRefused(String key, String value) {
    assertThatIllegalArgumentException().isThrownBy(() -> judge(17, key, value));
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 21, 25})
  void theFileLimitsEveryDialect(int jdk) throws IOException {
    Limits limits = Limits.read(Path.of("guard.properties"), jdk);
    assertThat(limits.benchmarks())
        .contains("PostfixBenchmark.parse", "EximBenchmark.parse", "SendmailBenchmark.parse")
        .contains("PostfixBenchmark.regex");
    assertThat(limits.benchmarks().contains("PostfixBenchmark.newlines")).isEqualTo(jdk < 22);
  }
}
