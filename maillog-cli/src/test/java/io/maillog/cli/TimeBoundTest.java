package io.maillog.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a point in time on the command line stands for. */
class TimeBoundTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** Half past one in Berlin, on the day that has 25 hours there; still the day before in UTC. */
  private static final Clock NIGHT = Clock.fixed(Instant.parse("2026-10-24T23:30:00.5Z"), BERLIN);

  @ParameterizedTest
  @CsvSource({
    "now, 2026-10-24T23:30:00.5Z, 2026-10-24T23:30:01Z",
    "90s, 2026-10-24T23:28:30.5Z, 2026-10-24T23:28:31Z",
    "0s, 2026-10-24T23:30:00.5Z, 2026-10-24T23:30:01Z",
    "30m, 2026-10-24T23:00:00.5Z, 2026-10-24T23:00:01Z",
    "2h, 2026-10-24T21:30:00.5Z, 2026-10-24T21:30:01Z",
    "3d, 2026-10-21T23:30:00.5Z, 2026-10-21T23:30:01Z",
    "1w, 2026-10-17T23:30:00.5Z, 2026-10-17T23:30:01Z",
    "0000000001h, 2026-10-24T22:30:00.5Z, 2026-10-24T22:30:01Z",
    "' 2h ', 2026-10-24T21:30:00.5Z, 2026-10-24T21:30:01Z",
    "today, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z",
    "yesterday, 2026-10-23T22:00:00Z, 2026-10-24T22:00:00Z",
    "2026-10-25, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z",
    "2026-09-12 10:15, 2026-09-12T08:15:00Z, 2026-09-12T08:16:00Z",
    "2026-09-12T10:15:30Z, 2026-09-12T10:15:30Z, 2026-09-12T10:15:31Z"
  })
  void timeStandsForItsSpan(String text, Instant first, Instant after) {
    assertThat(TimeBound.of(text, NIGHT)).isEqualTo(new TimeBound(first, after));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "h",
        "2",
        "2x",
        "2H",
        "2 h",
        "-2h",
        "+2h",
        "1h30m",
        "2h ago",
        "tomorrow",
        "Today",
        "99999999999s",
        "9999999999w",
        "\u0662h",
        "2026-13-01"
      })
  void otherTextIsNoTime(String text) {
    assertThatThrownBy(() -> TimeBound.of(text, NIGHT)).isInstanceOf(DateTimeException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "--since, 2h, none",
    "--since, today, none",
    "--until, yesterday, A1 B2",
    "--until, 3d, ''",
    "--until, now, A1 B2 none"
  })
  void ageCountsFromTheClock(String option, String value, String expected) {
    Clock clock = Clock.fixed(Instant.parse("2026-09-14T08:00:00Z"), ZoneId.of("UTC"));
    CommandLineRun run =
        CommandLineRun.on(
            new Machine(Path.of("no such root"), clock, path -> true),
            DemoLogs.ALL,
            stream -> false,
            "trace",
            "--zone",
            "Europe/Berlin",
            option,
            value);
    assertThat(run.err()).isEmpty();
    assertThat(TraceCommandTest.found(run))
        .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split(" ")));
  }

  @Test
  void wrongOrderIsSaid() {
    CommandLineRun run =
        CommandLineRun.withInput(DemoLogs.ALL, "trace", "--since", "1h", "--until", "2h");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--since is after --until");
    assertThat(
            CommandLineRun.withInput(DemoLogs.ALL, "trace", "--since", "2h", "--until", "now")
                .exitCode())
        .isEqualTo(1);
  }
}
