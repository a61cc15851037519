package io.maillog.exim;

import static io.maillog.testkit.Traces.byId;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.MailLog;
import io.maillog.dialect.Dialects;
import io.maillog.trace.Completeness;
import io.maillog.trace.Link;
import io.maillog.trace.MessageTrace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs of several servers whose lines name no host, as Exim writes them itself. */
class SourcesTest {
  private static final String OUT = "1xVhPF-0005wl-2E";
  private static final String IN = "1xVhPG-000000005Qd-0Ikb";
  private static final String SENDING =
      """
      2026-09-12 10:00:01 %1$s <= ann@example.net H=pc [192.0.2.7] P=esmtp S=482 id=m@example.net
      2026-09-12 10:00:03 %1$s => bob@example.com R=r T=t H=b.example.com [192.0.2.2] C="250 OK id=%2$s"
      2026-09-12 10:00:03 %1$s Completed
      """
          .formatted(OUT, IN);
  private static final String TAKING =
      """
      2026-09-12 10:00:02 %1$s <= ann@example.net H=a.example.com [192.0.2.1] P=esmtp S=500 id=m@example.net
      2026-09-12 10:00:04 %1$s => bob <bob@example.com> R=local T=local
      2026-09-12 10:00:04 %1$s Completed
      """
          .formatted(IN);

  private static MailLog.Builder options() {
    return MailLog.builder().dialects(Dialects.of(new EximDialect())).zone(ZoneOffset.UTC);
  }

  private static InputStream stream(String log) {
    return new ByteArrayInputStream(log.getBytes(UTF_8));
  }

  private static List<MessageTrace> traces(MailLog.Builder options) {
    List<MessageTrace> traces = new ArrayList<>();
    options.build().traces(traces::add);
    return traces;
  }

  @Test
  void messageIsFollowedFromOneLabelToTheOther() {
    List<MessageTrace> traces =
        traces(options().stream("a", stream(SENDING), "a").stream("b", stream(TAKING), "b"));
    assertThat(byId(traces, OUT).links()).containsExactly(new Link(Link.Type.NEXT_HOP, IN, "b"));
    assertThat(byId(traces, IN).links())
        .containsExactly(new Link(Link.Type.PREVIOUS_HOP, OUT, "a"));
    assertThat(traces).extracting(MessageTrace::source).containsExactlyInAnyOrder("a", "b");
  }

  /** The next hop's name is the delivery's, since no line and no label names its host. */
  @Test
  void messageIsFollowedFromOneDirectoryToTheOther(@TempDir Path root) throws IOException {
    Path a = Files.createDirectory(root.resolve("a"));
    Path b = Files.createDirectory(root.resolve("b"));
    Files.writeString(a.resolve("mainlog"), SENDING);
    Files.writeString(b.resolve("mainlog"), TAKING);
    List<MessageTrace> traces = traces(options().files(a, b));
    assertThat(byId(traces, OUT).links())
        .containsExactly(new Link(Link.Type.NEXT_HOP, IN, "b.example.com"));
    assertThat(byId(traces, IN).links())
        .containsExactly(new Link(Link.Type.PREVIOUS_HOP, OUT, null));
  }

  /** The log that a server writes itself, beside what it sends to syslog with its host's name. */
  @Test
  void logWithHostsIsTheSameServerWhateverItsLabel() {
    String syslog = TAKING.replaceAll("(?m)^2026-09-12 (\\S+)", "Sep 12 $1 b exim[7]:");
    List<MessageTrace> traces =
        traces(
            options().firstYear(2026).stream("a", stream(SENDING), "a").stream(
                "x", stream(syslog.lines().findFirst().orElseThrow() + "\n"), "x")
                .stream("y", stream(syslog.substring(syslog.indexOf('\n') + 1)), "y"));
    assertThat(traces).hasSize(2);
    MessageTrace taken = byId(traces, IN);
    assertThat(taken.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(taken.host()).isEqualTo("b");
    assertThat(taken.source()).isEqualTo("x");
    assertThat(byId(traces, OUT).links()).containsExactly(new Link(Link.Type.NEXT_HOP, IN, "b"));
  }

  /** The further lines of a refused message's record are those of their own server's record. */
  @Test
  void recordsOfTwoServersAreToldApart() {
    String record =
        """
        2026-09-12 10:00:0%d 1xVhPF-0005wl-2E H=pc [192.0.2.%d] F=<ann@example.net> rejected after DATA: no
        Envelope-from: <ann@example.net>
        Envelope-to: <%s@example.com>
        """;
    List<MessageTrace> traces =
        traces(
            options().stream("a", stream(record.formatted(1, 1, "bob")), "a").stream(
                "b", stream(record.formatted(1, 2, "carol")), "b"));
    assertThat(traces)
        .extracting(t -> t.source() + " " + t.client().ip() + " " + t.recipients().get(0).to())
        .containsExactlyInAnyOrder("a 192.0.2.1 bob@example.com", "b 192.0.2.2 carol@example.com");
  }
}
