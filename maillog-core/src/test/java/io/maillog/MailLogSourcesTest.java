package io.maillog;

import static io.maillog.DemoLog.message;
import static io.maillog.DemoLog.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maillog.correlate.CorrelationLimits;
import io.maillog.correlate.MessageCorrelator;
import io.maillog.event.Field;
import io.maillog.event.MailEventRecord;
import io.maillog.trace.Completeness;
import io.maillog.trace.MessageTrace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which server a message is in, where lines name their host and where they do not. */
class MailLogSourcesTest {
  private static final String HOSTLESS = message("Sep 12 10:00", "A1").replace(" mx1", "");
  private static final String FIRST_HALF = HOSTLESS.substring(0, HOSTLESS.length() / 2);

  @TempDir Path root;
  private Path a;
  private Path b;

  @BeforeEach
  void directories() throws IOException {
    a = Files.createDirectory(root.resolve("a"));
    b = Files.createDirectory(root.resolve("b"));
  }

  private static Path log(Path directory, String name, String text) throws IOException {
    return DemoLog.file(directory.resolve(name), "2026-09-12T12:00:00Z", text);
  }

  private static List<MessageTrace> traces(MailLog.Builder options) {
    List<MessageTrace> traces = DemoLog.read(options).traces();
    assertThat(traces).extracting(MessageTrace::queueId).containsOnly("A1");
    return traces;
  }

  private static void isOneMessage(List<MessageTrace> traces) {
    assertThat(traces)
        .singleElement()
        .satisfies(
            trace -> {
              assertThat(trace.completeness()).isEqualTo(Completeness.COMPLETE);
              assertThat(trace.recipients()).hasSize(1);
            });
  }

  private static void areTwoMessages(List<MessageTrace> traces) {
    assertThat(traces)
        .hasSize(2)
        .allSatisfy(
            trace -> {
              assertThat(trace.completeness()).isEqualTo(Completeness.COMPLETE);
              assertThat(trace.recipients()).hasSize(1);
              assertThat(trace.recipients().get(0).attempts()).hasSize(1);
              assertThat(trace.host()).isNull();
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void sameIdInTwoDirectoriesIsTwoMessages(int threads) throws IOException {
    Path one = log(a, "mainlog", HOSTLESS);
    Path two = log(b, "mainlog", HOSTLESS);
    List<MessageTrace> traces = traces(DemoLog.options().threads(threads).files(one, two));
    areTwoMessages(traces);
    assertThat(traces).extracting(MessageTrace::source).containsOnlyNulls();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void labelsTellServersOfOneDirectoryApart(int threads) throws IOException {
    Path one = log(a, "mx1.log", HOSTLESS);
    Path two = log(a, "mx2.log", HOSTLESS);
    MailLog.Builder options =
        DemoLog.options().threads(threads).files("mx1", one).files("mx2", List.of(two));
    List<MessageTrace> traces = traces(options);
    areTwoMessages(traces);
    assertThat(traces).extracting(MessageTrace::source).containsExactlyInAnyOrder("mx1", "mx2");
  }

  @Test
  void logsOfOneDirectoryAreOneServer() throws IOException {
    log(a, "mainlog", HOSTLESS.substring(FIRST_HALF.length()));
    log(a, "mainlog.1.gz", FIRST_HALF);
    log(a, "rejectlog", HOSTLESS); // lines that both have count once
    log(b, "mainlog", "");
    isOneMessage(traces(DemoLog.options().files(a, b)));
  }

  @Test
  void oneDirectoryHasSeveralNames() throws IOException {
    Path one = log(a, "mainlog", FIRST_HALF);
    log(a, "paniclog", HOSTLESS.substring(FIRST_HALF.length()));
    Path link = Files.createSymbolicLink(root.resolve("link"), a);
    Path round = root.resolve("b").resolve("..").resolve("a");
    Path other = log(b, "mainlog", "");
    for (Path same : List.of(link, round)) {
      isOneMessage(traces(DemoLog.options().files(one, same.resolve("paniclog"), other)));
    }
  }

  @Test
  void oneLabelJoinsDirectories() throws IOException {
    Path one = log(a, "mainlog", FIRST_HALF);
    Path two = log(b, "mainlog", HOSTLESS.substring(FIRST_HALF.length()));
    List<MessageTrace> traces = traces(DemoLog.options().files("mx1", one, two));
    isOneMessage(traces);
    assertThat(traces.get(0).source()).isEqualTo("mx1");
    log(b, "mainlog", HOSTLESS); // one server's lines, in two of its logs
    isOneMessage(traces(DemoLog.options().files("mx1", one, two)));
  }

  @Test
  void whatTheLineNamesGoesFirst() throws IOException {
    String log = message("Sep 12 10:00", "A1");
    Path one = log(a, "mail.log", log.substring(0, log.length() / 2));
    Path two = log(b, "mail.log", log.substring(log.length() / 2));
    isOneMessage(traces(DemoLog.options().files(one, two)));
    List<MessageTrace> traces = traces(DemoLog.options().files("x", one).files("y", two));
    isOneMessage(traces);
    assertThat(traces.get(0).host()).isEqualTo("mx1");
    assertThat(traces.get(0).source()).isEqualTo("x");
  }

  @Test
  void labelIsNoHost() {
    MailLog.Builder options =
        DemoLog.options().firstYear(2026).stream("mx1", stream(HOSTLESS), "mx1").stream(
            "other", stream(message("Sep 12 10:00", "A1")), "other");
    assertThat(traces(options))
        .extracting(MessageTrace::host)
        .containsExactlyInAnyOrder("mx1", null);
  }

  @Test
  void streamsWithoutALabelAreOneServer() {
    MailLog.Builder options =
        DemoLog.options().firstYear(2026).stream(stream(FIRST_HALF), "one").stream(
            stream(HOSTLESS.substring(FIRST_HALF.length())), "two");
    isOneMessage(traces(options));
  }

  /** As a shell pipes the older files in: one directory tells nothing, so nothing is parted. */
  @Test
  void streamAndOneDirectoryAreOneServer() throws IOException {
    Path rest = log(a, "mainlog", HOSTLESS.substring(FIRST_HALF.length()));
    isOneMessage(traces(DemoLog.options().stream(stream(FIRST_HALF), "-").files(rest)));
  }

  @Test
  void eventsHaveTheLabel() throws IOException {
    Path one = log(a, "mainlog", "Sep 12 10:00:01 demo[1]: A1: x\n");
    log(b, "mainlog", "Sep 12 10:00:02 demo[1]: A2: x\nno header\n");
    MailLog.Builder options =
        DemoLog.options().files("mx1", one).files("mx2", b).stream(stream("-\n"), "s");
    List<MailEventRecord> events = DemoLog.events(options);
    assertThat(events)
        .extracting(e -> e.text(Field.SOURCE))
        .containsExactly("mx1", "mx2", "mx2", null);
    options = DemoLog.options().files("mx1", one).files("mx2", b).stream(stream("-\n"), "s");
    assertThat(DemoLog.read(options.stream("s2", stream("-\n"), "s2")).events())
        .extracting(e -> e.text(Field.SOURCE) + "/" + e.text(Field.N))
        .containsExactlyInAnyOrder("mx1/1", "mx2/1", "mx2/2", "null/1", "s2/1");
  }

  /** A label parts the files of a directory before rotations are looked for. */
  @Test
  void rotatedFilesHaveOneLabel() throws IOException {
    Path live = log(a, "mainlog", HOSTLESS);
    Path older = log(a, "mainlog.1", HOSTLESS);
    areTwoMessages(traces(DemoLog.options().files("x", live).files("y", older)));
    areTwoMessages(traces(DemoLog.options().files("x", live).files(older)));
  }

  @Test
  void serversAreToldApartOverARestart() throws IOException {
    Path one = log(a, "mainlog", FIRST_HALF);
    Path two = log(b, "mainlog", FIRST_HALF);
    List<MessageTrace> traces = new ArrayList<>();
    MessageCorrelator first =
        new MessageCorrelator(DemoDialect.ALONE, CorrelationLimits.DEFAULT, traces::add);
    DemoLog.options().files(one).files("mx1", two).files("mx2", two).build().events(first::onEvent);
    ByteArrayOutputStream state = new ByteArrayOutputStream();
    first.save(state);
    MessageCorrelator second =
        MessageCorrelator.restore(
            new ByteArrayInputStream(state.toByteArray()),
            DemoDialect.ALONE,
            CorrelationLimits.DEFAULT,
            traces::add);
    ByteArrayOutputStream again = new ByteArrayOutputStream();
    second.save(again);
    assertThat(again.toByteArray()).isEqualTo(state.toByteArray());
    log(a, "mainlog", HOSTLESS.substring(FIRST_HALF.length()));
    log(b, "mainlog", HOSTLESS.substring(FIRST_HALF.length()));
    DemoLog.options()
        .files("mx2", two)
        .files("mx1", two)
        .files(one)
        .build()
        .events(second::onEvent);
    second.finish();
    assertThat(traces)
        .hasSize(3)
        .allMatch(trace -> trace.completeness() == Completeness.COMPLETE)
        .extracting(MessageTrace::source)
        .containsExactlyInAnyOrder("mx1", "mx2", null);
  }

  @Test
  void labelIsChecked() {
    assertThatThrownBy(() -> MailLog.builder().files("", a))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> MailLog.builder().stream("a\tb", stream(""), "a\tb"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> MailLog.builder().files((String) null, a))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("label");
  }
}
