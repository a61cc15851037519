package io.maillog.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maillog.trace.MessageTrace;
import java.util.List;
import org.junit.jupiter.api.Test;

class TracesTest {
  private static final List<MessageTrace> TWO =
      Traces.of(
          new GoldenRunnerTest.Correlating(),
          2026,
          """
          Sep 12 10:15:30 mx1 demo[1]: A1: to=<bob@example.org>
          Sep 12 10:15:31 mx1 demo[1]: A2: to=<carol@example.org>
          """);

  @Test
  void traceIsFoundByItsId() {
    assertThat(TWO).hasSize(2);
    assertThat(Traces.byId(TWO, "A2").recipients().get(0).to()).isEqualTo("carol@example.org");
    assertThat(Traces.only(TWO.subList(0, 1))).isSameAs(TWO.get(0));
  }

  @Test
  void noneAndSeveralAreNotOne() {
    assertThatThrownBy(() -> Traces.only(TWO)).hasMessageStartingWith("2 traces: ");
    assertThatThrownBy(() -> Traces.only(List.of())).hasMessageStartingWith("0 traces: ");
    assertThatThrownBy(() -> Traces.byId(TWO, "A3")).hasMessageStartingWith("0 traces of A3 in ");
  }
}
