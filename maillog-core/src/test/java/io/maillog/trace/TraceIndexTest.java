package io.maillog.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.maillog.event.LogTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceIndexTest {
  private final TraceIndex index = TraceIndex.builder().build();

  static MessageTrace trace(
      String id, @Nullable String from, @Nullable Client client, long second, String... to) {
    LogTime time = new LogTime(second, 0, 0, 0);
    return new MessageTrace(
        "demo",
        "mx1",
        null,
        null,
        id,
        id + "@mail.example.org",
        from,
        null,
        null,
        null,
        time,
        null,
        client,
        null,
        List.of(to).stream()
            .map(address -> new Recipient(address, null, Outcome.SENT, List.of(), 0))
            .toList(),
        List.of(),
        List.of(),
        Outcome.SENT,
        Completeness.COMPLETE,
        0,
        0,
        time,
        time,
        null,
        0);
  }

  private static Client client(String host, String ip) {
    return new Client(host, ip, null, null, null, null, null, null);
  }

  private List<String> found(TraceIndex.By by, String text) {
    return index.find(by, text).stream().map(MessageTrace::queueId).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "SENDER, alice@example.org, A",
    "SENDER, alice@EXAMPLE.org, A",
    "SENDER, <alice@example.org>, A",
    "SENDER, Alice@example.org, ''",
    "SENDER, bob@example.net, B",
    "SENDER, <>, C",
    "SENDER, *@example.org, A",
    "SENDER, @example.org, ''",
    "RECIPIENT, bob@example.net, A",
    "RECIPIENT, alias@example.net, B",
    "RECIPIENT, *@Example.NET, B A",
    "RECIPIENT, root, C",
    "RECIPIENT, *@, C",
    "RECIPIENT, *@example.org, ''",
    "ADDRESS, bob@example.net, B A",
    "ADDRESS, *@example.net, B A",
    "ADDRESS, *@example.org, A",
    "ADDRESS, root, C",
    "ADDRESS, nobody@example.org, ''",
    "CLIENT, 192.0.2.1, A",
    "CLIENT, 2001:DB8:0::1, B",
    "CLIENT, 2001:db8::2, ''",
    "CLIENT, Client.Example.org, A",
    "MESSAGE_ID, A@mail.example.org, A",
    "MESSAGE_ID, <A@mail.example.org>, A",
    "MESSAGE_ID, a@mail.example.org, ''",
    "QUEUE_ID, A, A",
    "QUEUE_ID, a, ''",
  })
  void traceIsFoundByWhatItSays(TraceIndex.By by, String text, String ids) {
    index.add(
        trace(
            "A",
            "alice@example.org",
            client("client.example.org", "192.0.2.1"),
            1,
            "bob@example.net"));
    MessageTrace b = trace("B", "bob@Example.net", client("", "2001:db8::1"), 2, "joe@example.net");
    index.add(
        new MessageTrace(
            b.dialect(),
            b.host(),
            b.source(),
            b.instance(),
            b.queueId(),
            b.messageId(),
            b.from(),
            b.size(),
            b.nrcpt(),
            b.subject(),
            b.received(),
            b.completed(),
            b.client(),
            b.submitter(),
            List.of(
                new Recipient("joe@example.net", "alias@example.net", Outcome.SENT, List.of(), 0)),
            b.links(),
            b.notes(),
            b.outcome(),
            b.completeness(),
            0,
            0,
            b.began(),
            b.ended(),
            null,
            0));
    index.add(trace("C", "", null, 3, "root"));
    assertThat(String.join(" ", found(by, text))).isEqualTo(ids);
  }

  @Test
  void latestComesFirstAndNoMoreThanAreAskedFor() {
    for (int i = 0; i < 10; i++) {
      index.add(trace("A" + i, "a@example.org", null, i, "a@example.org"));
    }
    assertThat(index.find(TraceIndex.By.ADDRESS, "a@example.org", 3))
        .extracting(MessageTrace::queueId)
        .containsExactly("A9", "A8", "A7");
    assertThat(found(TraceIndex.By.ADDRESS, "a@example.org")).hasSize(10);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> index.find(TraceIndex.By.SENDER, "a@example.org", 0));
  }

  @Test
  void oldestIsForgottenWhereThereAreTooMany() {
    TraceIndex few = TraceIndex.builder().maxTraces(2).build();
    for (int i = 0; i < 5; i++) {
      few.add(trace("A" + i, "a@example.org", null, i));
    }
    assertThat(few.find(TraceIndex.By.SENDER, "*@example.org"))
        .extracting(MessageTrace::queueId)
        .containsExactly("A4", "A3");
    assertThat(few.find(TraceIndex.By.QUEUE_ID, "A2")).isEmpty();
    assertThat(few.size()).isEqualTo(2);
    assertThat(few.forgotten()).isEqualTo(3);
  }

  @Test
  void oldestIsForgottenWhereItIsTooOld() {
    TraceIndex young = TraceIndex.builder().maxAge(Duration.ofSeconds(10)).build();
    for (long second : new long[] {100, 105, 110, 111, 116}) {
      young.add(trace("A" + second, "a@example.org", null, second));
    }
    assertThat(young.find(TraceIndex.By.SENDER, "a@example.org"))
        .extracting(MessageTrace::queueId)
        .containsExactly("A116", "A111", "A110");
    assertThat(young.forgotten()).isEqualTo(2);
  }

  @Test
  void wrongClockMakesTheOthersNoOlder() {
    TraceIndex young = TraceIndex.builder().maxAge(Duration.ofSeconds(10)).build();
    for (long second : new long[] {100, 4_000_000_000L, 101, 102}) {
      young.add(trace("A" + second, "a@example.org", null, second));
    }
    assertThat(young.forgotten()).isZero();
    young.add(
        trace("A112", "a@example.org", null, 112)); // the one to come goes with its neighbours
    assertThat(young.find(TraceIndex.By.SENDER, "a@example.org"))
        .extracting(MessageTrace::queueId)
        .containsExactly("A112", "A102");
    assertThat(young.forgotten()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20})
  void indexRecoversFromAWrongClock(int wrong) {
    TraceIndex young = TraceIndex.builder().maxAge(Duration.ofSeconds(10)).maxTraces(50).build();
    for (int i = 0; i < wrong; i++) {
      young.add(trace("W", "a@example.org", null, 4_000_000_000L + i));
    }
    for (int second = 100; second < 200; second++) {
      young.add(trace("A" + second, "a@example.org", null, second));
    }
    assertThat(young.find(TraceIndex.By.SENDER, "a@example.org"))
        .extracting(MessageTrace::queueId)
        .hasSize(11)
        .startsWith("A199")
        .endsWith("A189");
  }

  @Test
  void logMayBeSilentForLongerThanAnAge() {
    TraceIndex young = TraceIndex.builder().maxAge(Duration.ofSeconds(10)).build();
    young.add(trace("A", "a@example.org", null, 100));
    for (int i = 1; i < 8; i++) {
      young.add(trace("B" + i, "b@example.org", null, 1000 + i));
      assertThat(young.size()).isEqualTo(1 + i);
    }
    young.add(trace("B8", "b@example.org", null, 1008));
    assertThat(young.find(TraceIndex.By.SENDER, "a@example.org")).isEmpty();
    assertThat(young.find(TraceIndex.By.SENDER, "b@example.org")).hasSize(8);
  }

  @Test
  void traceWithoutATimeKeepsNoOthers() {
    TraceIndex young = TraceIndex.builder().maxAge(Duration.ofSeconds(10)).build();
    young.add(timeless("X"));
    young.add(trace("A100", "a@example.org", null, 100));
    young.add(timeless("Y"));
    young.add(trace("A110", "a@example.org", null, 110));
    assertThat(young.forgotten()).isZero();
    young.add(trace("A111", "a@example.org", null, 111));
    assertThat(young.size()).isEqualTo(2);
    assertThat(young.find(TraceIndex.By.QUEUE_ID, "X")).isEmpty();
    assertThat(young.find(TraceIndex.By.QUEUE_ID, "Y")).isEmpty();
  }

  private static MessageTrace timeless(String id) {
    MessageTrace t = trace(id, "a@example.org", null, 0);
    return new MessageTrace(
        t.dialect(),
        t.host(),
        null,
        null,
        id,
        null,
        t.from(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        t.outcome(),
        t.completeness(),
        0,
        0,
        null,
        null,
        null,
        0);
  }

  @Test
  void bytesAreLimitedAndWhatIsForgottenLeavesNothingBehind() {
    TraceIndex small = TraceIndex.builder().maxBytes(50_000).build();
    for (int i = 0; i < 1000; i++) {
      small.add(trace("A" + i, "s" + i + "@example.org", null, i, "r" + i + "@d" + i + ".example"));
    }
    assertThat(small.bytes()).isBetween(45_000L, 50_000L);
    assertThat(small.size() + small.forgotten()).isEqualTo(1000);
    String[] many = new String[1000];
    for (int i = 0; i < many.length; i++) {
      many[i] = "r" + i + "@example.org";
    }
    small.add(trace("LARGE", "a@example.org", null, 2000, many)); // more than all may have
    assertThat(small.find(TraceIndex.By.QUEUE_ID, "LARGE")).isEmpty();
    assertThat(small.size()).isPositive();

    TraceIndex one = TraceIndex.builder().maxTraces(1).build();
    one.add(trace("A", "a@example.org", null, 1, "b@example.org"));
    long bytes = one.bytes();
    one.add(trace("B", "c@example.org", null, 1, "d@example.org"));
    assertThat(one.bytes()).isEqualTo(bytes);
    assertThat(one.find(TraceIndex.By.ADDRESS, "b@example.org")).isEmpty();
  }

  @Test
  void limitIsAtLeastOne() {
    assertThatIllegalArgumentException().isThrownBy(() -> TraceIndex.builder().maxTraces(0));
    assertThatIllegalArgumentException().isThrownBy(() -> TraceIndex.builder().maxBytes(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TraceIndex.builder().maxAge(Duration.ofMillis(999)))
        .withMessage("an index holds traces for a second at least: PT0.999S");
  }

  @Test
  void oneAddsWhileOthersSearch() throws Exception {
    TraceIndex shared = TraceIndex.builder().maxTraces(50).build();
    ExecutorService threads = Executors.newFixedThreadPool(3);
    Future<?> writer =
        threads.submit(
            () -> {
              for (int i = 0; i < 20_000; i++) {
                shared.add(trace("A" + i, "a@example.org", null, i, "b@example.org"));
              }
            });
    Future<?> reader =
        threads.submit(
            () -> {
              while (!writer.isDone()) {
                List<MessageTrace> found = shared.find(TraceIndex.By.ADDRESS, "*@example.org");
                assertThat(found).hasSizeLessThanOrEqualTo(50).doesNotHaveDuplicates();
              }
            });
    writer.get(1, TimeUnit.MINUTES);
    reader.get(1, TimeUnit.MINUTES);
    threads.shutdown();
    assertThat(shared.size()).isEqualTo(50);
  }
}
