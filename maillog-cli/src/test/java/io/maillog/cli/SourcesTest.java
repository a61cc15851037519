package io.maillog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs of several servers, whose lines name no host. */
class SourcesTest {
  private static final String HOSTLESS = DemoLogs.SENT.replace(" mx1 ", " ");

  @TempDir Path dir;
  private String one;
  private String two;

  @BeforeEach
  void logs() throws IOException {
    one = Files.writeString(dir.resolve("one.log"), HOSTLESS).toString();
    two = Files.writeString(dir.resolve("two.log"), HOSTLESS).toString();
  }

  @Test
  void labelsTellServersApart() {
    CommandLineRun run =
        CommandLineRun.withInput("", "trace", "--source", "mx1=" + one, "--source", "a=b=" + two);
    assertThat(run.exitCode()).isEqualTo(3); // no file of that name
    run = CommandLineRun.withInput("", "trace", "--source", "mx1=" + one, "--source=mx2=" + two);
    assertThat(run.exitCode()).isZero();
    assertThat(run.lines())
        .hasSize(2)
        .anyMatch(
            trace -> trace.startsWith("{\"dialect\":\"demo\",\"source\":\"mx1\",\"queue_id\":"))
        .anyMatch(trace -> trace.contains("\"source\":\"mx2\""));
    assertThat(run.err()).isEmpty();
  }

  @Test
  void labelStandsForTheHost() {
    String text =
        CommandLineRun.withInput("", "trace", "--format", "text", "--source", "mx1=" + one).out();
    assertThat(text).contains("(demo on mx1)");
  }

  @Test
  void labelledInputsStandBesideOthers() {
    CommandLineRun run =
        CommandLineRun.withInput(HOSTLESS, "events", "-", "--source", "mx1=" + dir);
    assertThat(run.lines()).hasSize(18);
    assertThat(run.lines().get(0)).startsWith("{\"n\":1,\"file\":\"-\",\"time\"");
    assertThat(run.lines().get(6))
        .startsWith("{\"n\":1,\"file\":\"" + one + "\",\"source\":\"mx1\",\"time\"");
  }
}
