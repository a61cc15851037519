package io.maillog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SummaryCommandTest {
  private static JsonNode json(String log, String... options) throws IOException {
    String[] args = new String[options.length + 3];
    args[0] = "summary";
    args[1] = "--format";
    args[2] = "json";
    System.arraycopy(options, 0, args, 3, options.length);
    return new ObjectMapper().readTree(CommandLineRun.withInput(log, args).out());
  }

  @Test
  void figuresAreThoseOfTheLog() throws IOException {
    JsonNode s = json(DemoLogs.ALL);
    assertThat(s.at("/lines/total").asInt()).isEqualTo(12);
    assertThat(s.at("/lines/by_kind/delivery").asInt()).isEqualTo(3);
    assertThat(s.at("/lines/by_program")).hasToString("[{\"value\":\"demo\",\"count\":12}]");
    assertThat(s.at("/messages"))
        .hasToString("{\"total\":3,\"by_outcome\":{\"sent\":1,\"bounced\":1,\"rejected\":1}}");
    assertThat(s.at("/recipients/total").asInt()).isEqualTo(3);
    assertThat(s.at("/senders"))
        .hasToString(
            "[{\"value\":\"<>\",\"count\":1},{\"value\":\"<alice@example.org>\",\"count\":1}]");
    assertThat(s.at("/recipient_domains/0/value").asText()).isEqualTo("example.com");
    assertThat(s.at("/relays/0"))
        .hasToString("{\"value\":\"mx.example.net[192.0.2.25]\",\"count\":2}");
    assertThat(s.at("/reject_reasons/0/value").asText())
        .isEqualTo("554 5.7.1 <>: Relay access denied");
    assertThat(s.at("/bounce_reasons/0/value").asText()).isEqualTo("550 5.1.1 <> unknown");
    assertThat(s.at("/deferral_reasons/0/value").asText()).isEqualTo("451 4.3.0 try again");
    assertThat(s.at("/delay/deliveries").asInt()).isEqualTo(1);
    assertThat(s.at("/delay/max").asDouble()).isEqualTo(901);
    assertThat(s.at("/first").asText()).isEqualTo("2026-09-12T10:15:30+02:00");
  }

  @Test
  void copyOfALineCountsNowhere() throws IOException {
    assertThat(json(DemoLogs.REFUSED.repeat(2))).isEqualTo(json(DemoLogs.REFUSED));
  }

  @Test
  void topCutsTheLists() throws IOException {
    assertThat(json(DemoLogs.ALL).at("/clients")).hasSize(3);
    assertThat(json(DemoLogs.ALL, "--top", "2").at("/clients")).hasSize(2);
  }

  @Test
  void textIsForPeople() {
    CommandLineRun run = CommandLineRun.withInput(DemoLogs.ALL, "summary");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .startsWith("From 2026-09-12T10:15:30+02:00 to 2026-09-14T09:00:00+02:00\n")
        .contains("Lines: 12\n")
        .contains("           1   33.3 %  bounced\n")
        .contains("Refused, because:\n           1  554 5.7.1 <>: Relay access denied\n")
        .contains("     at most  901.000\n");
  }

  @Test
  void textOfStrangersIsEscaped() {
    String hostile = DemoLogs.ALL.replace("alice", "a\u001b[2Jlice");
    assertThat(CommandLineRun.withInput(hostile, "summary").out())
        .contains("<a\\x1b[2Jlice@example.org>")
        .doesNotContain("\u001b");
  }

  @Test
  void emptyInputIsASummaryOfNothing() throws IOException {
    assertThat(json("").at("/lines/total").asInt()).isZero();
  }
}
