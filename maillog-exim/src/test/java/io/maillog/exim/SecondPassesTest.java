package io.maillog.exim;

import static io.maillog.testkit.Traces.byId;
import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.testkit.Traces;
import io.maillog.trace.Link;
import io.maillog.trace.MessageTrace;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Messages that a filter hands back by {@code exim -oMr NAME -bS}: that one is taken in, and then
 * the delivery that ran the filter is over.
 */
class SecondPassesTest {
  private static final String FIRST = "1xVhPF-0005wl-2E";
  private static final String SECOND = "1xVhPG-0005wm-2F";
  private static final String THIRD = "1xVhPH-0005wn-30";
  private static final String ARRIVAL =
      "20 "
          + FIRST
          + " <= ann@example.net H=pc.example.net [192.0.2.7] P=esmtps S=900 id=1@example.net\n";
  private static final String HANDED_BACK =
      "22 " + SECOND + " <= ann@example.net U=mail P=spam-scanned S=1300 id=1@example.net\n";
  private static final String SCANNED =
      "22 " + FIRST + " => bob <bob@example.org> R=spamcheck_router T=spamcheck\n";
  private static final String END =
      "22 "
          + SECOND
          + " => bob <bob@example.org> R=localuser T=mail_spool\n22 "
          + SECOND
          + " Completed\n";

  /** The traces of a log, whose lines begin with a second. */
  private static List<MessageTrace> traces(String log) {
    return Traces.of(new EximDialect(), 2026, log.replaceAll("(?m)^", "2026-09-12 10:15:"));
  }

  private static Link to(String id) {
    return new Link(Link.Type.REINJECTED_AS, id, null);
  }

  private static Link from(String id) {
    return new Link(Link.Type.REINJECTED_FROM, id, null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"spam-scanned", "scanned-ok", "local-scanned", "sa-checked"})
  void messageThatAFilterHandsBackIsLinkedBothWays(String protocol) {
    List<MessageTrace> traces =
        traces(ARRIVAL + HANDED_BACK.replace("spam-scanned", protocol) + SCANNED + END);
    assertThat(byId(traces, FIRST).links()).containsExactly(to(SECOND));
    assertThat(byId(traces, SECOND).links()).containsExactly(from(FIRST));
  }

  @Test
  void eachRecipientMayHaveAPassOfItsOwn() {
    List<MessageTrace> traces =
        traces(
            (ARRIVAL + HANDED_BACK + SCANNED + END)
                + ("23 " + FIRST + " -> joe <joe@example.org> R=spamcheck_router T=spamcheck\n")
                + ("24 " + THIRD + " <= ann@example.net U=mail P=spam-scanned S=9")
                + (" id=1@example.net\n24 " + FIRST)
                + (" => eve <eve@example.org> R=spamcheck_router T=spamcheck\n24 " + FIRST)
                + " Completed\n");
    assertThat(byId(traces, FIRST).links()).containsExactly(to(SECOND), to(THIRD));
    assertThat(byId(traces, SECOND).links()).containsExactly(from(FIRST));
    assertThat(byId(traces, THIRD).links()).containsExactly(from(FIRST));
  }

  @Test
  void filtersMayFollowEachOther() {
    List<MessageTrace> traces =
        traces(
            (ARRIVAL + HANDED_BACK + SCANNED + "22 " + FIRST + " Completed\n")
                + ("24 " + THIRD + " <= ann@example.net U=av P=virus-scanned S=9")
                + (" id=1@example.net\n24 " + SECOND)
                + " => bob <bob@example.org> R=av_router T=av\n");
    assertThat(byId(traces, FIRST).links()).containsExactly(to(SECOND));
    assertThat(byId(traces, SECOND).links()).containsExactly(from(FIRST), to(THIRD));
    assertThat(byId(traces, THIRD).links()).containsExactly(from(SECOND));
  }

  /** The lines, and what they have instead, so that nothing says that one became the other. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          U=mail P=spam-scanned                        # U=mail P=local
          U=mail P=spam-scanned                        # U=mail P=local-esmtp
          U=mail P=spam-scanned                        # U=mail P=utf8local-bsmtp
          U=mail P=spam-scanned                        # H=localhost [127.0.0.1] P=spam-scanned
          U=mail P=spam-scanned                        # P=spam-scanned
          ann@example.net U=mail                       # list-bounces@example.org U=mail
          S=1300 id=1@example.net                      # S=1300 id=2@example.net
          S=1300 id=1@example.net                      # S=1300
          P=esmtps                                     # P=spam-scanned
          T=spamcheck                                  # T=smtp H=mx.example.com [192.0.2.25]
          22 1xVhPF-0005wl-2E => bob <bob@example.org> # 35 1xVhPF-0005wl-2E => bob <bob@example.org>
          22 1xVhPF-0005wl-2E => bob <bob@example.org> # 22 1xVhPF-0005wl-2E == bob <bob@example.org>
          """)
  void otherMessageIsNotLinked(String text, String other) {
    String log = ARRIVAL + HANDED_BACK + SCANNED + END;
    assertThat(log).contains(text);
    List<MessageTrace> traces = traces(log.replace(text, other));
    assertThat(traces).hasSize(2).allMatch(t -> t.links().isEmpty());
  }

  /** The same message came twice, and is scanned at the same time: nothing tells which is which. */
  @Test
  void nothingIsLinkedWhereTwoMayHaveBeenHandedBack() {
    String twin = ARRIVAL.replace(FIRST, "1xVhPF-0005wx-2X");
    String scanned = SCANNED.replace(FIRST, "1xVhPF-0005wx-2X");
    String back = HANDED_BACK.replace(SECOND, THIRD);
    for (String log :
        List.of(
            ARRIVAL + twin + HANDED_BACK + SCANNED + scanned + back,
            ARRIVAL + twin + HANDED_BACK + back + scanned + SCANNED,
            ARRIVAL + twin + HANDED_BACK + SCANNED + back + scanned)) {
      assertThat(traces(log)).as(log).hasSize(4).allMatch(t -> t.links().isEmpty());
    }
  }

  @Test
  void messageThatCameAfterwardsIsNotWhatWasHandedBack() {
    List<MessageTrace> traces = traces(HANDED_BACK + ARRIVAL.replace("20 ", "22 ") + SCANNED);
    assertThat(traces).hasSize(2).allMatch(t -> t.links().isEmpty());
  }
}
