package io.maillog.exim;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.LiveLog;
import io.maillog.MailLog;
import io.maillog.trace.MessageTrace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One recipient is one, in whichever way the log names it. */
class OneRecipientTest {
  private static final String ID = "1xVhPF-0005wl-2E";
  private static final String SMTP =
      " R=dnslookup T=remote_smtp H=mx.example.org [192.0.2.9] C=\"250 OK\"";
  private static final String DEFERRED =
      " R=dnslookup T=remote_smtp defer (111): Connection refused";

  /** Of a message, its outcome, and each recipient with what was ordered and its outcome. */
  private static String recipients(String log) {
    return recipients(traces(log).get(0));
  }

  private static String recipients(MessageTrace trace) {
    return trace.outcome()
        + trace.recipients().stream()
            .map(
                r ->
                    " " + r.to() + (r.origTo() == null ? "" : "<" + r.origTo()) + "=" + r.outcome())
            .collect(Collectors.joining());
  }

  /** Lines a second apart; {@code +N:} before one is a further pause of so many seconds. */
  private static String stamped(String log) {
    StringBuilder text = new StringBuilder();
    int second = 0;
    for (String line : log.lines().toList()) {
      String rest = line;
      if (line.startsWith("+")) {
        second += Integer.parseInt(line.substring(1, line.indexOf(':')));
        rest = line.substring(line.indexOf(':') + 1);
      }
      second++;
      text.append(
          String.format(
              "2026-09-12 %02d:%02d:%02d %s\n",
              second / 3600, second / 60 % 60, second % 60, rest));
    }
    return text.toString();
  }

  private static List<MessageTrace> traces(String log) {
    List<MessageTrace> traces = new ArrayList<>();
    MailLog.builder().zone(ZoneOffset.UTC).stream(
            new ByteArrayInputStream(stamped(log).getBytes(StandardCharsets.UTF_8)), "mainlog")
        .build()
        .traces(traces::add);
    return traces;
  }

  private static String message(String recipients, String... deliveries) {
    StringBuilder log =
        new StringBuilder(ID + " <= ann@example.net U=ann P=local S=1 for " + recipients + "\n");
    for (String delivery : deliveries) {
      log.append(ID).append(' ').append(delivery).append('\n');
    }
    return log.append(ID).append(" Completed\n").toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          root # => admin <root@mx1.example.org> R=l T=t # SENT admin<root@mx1.example.org=SENT
          root # ** root@mx1.example.org: Unrouteable address # BOUNCED root@mx1.example.org=BOUNCED
          root Root # => root <root@a.example> R=l T=t # MIXED root<root@a.example=SENT Root=UNKNOWN
          roo # => root <root@a.example> R=l T=t # MIXED root<root@a.example=SENT roo=UNKNOWN
          root root@b.example # => root@b.example R=l T=t # MIXED root@b.example=SENT root=UNKNOWN
          olga@b\u00fccher.example # => olga@xn--bcher-kva.example R=l T=t # SENT olga@xn--bcher-kva.example=SENT
          olga@xn--bcher-kva.example # => olga@B\u00dcCHER.example R=l T=t # SENT olga@B\u00dcCHER.example=SENT
          olga@b\u00fccher.example # => olga@xn--bchr-kva.example R=l T=t # MIXED olga@xn--bchr-kva.example=SENT olga@b\u00fccher.example=UNKNOWN
          Olga@b\u00fccher.example # => olga@xn--bcher-kva.example R=l T=t # MIXED olga@xn--bcher-kva.example=SENT Olga@b\u00fccher.example=UNKNOWN
          bob@EXAMPLE.org # => bob@example.org R=l T=t # SENT bob@example.org=SENT
          """)
  void typedAddressIsTheOneThatIsDeliveredTo(String typed, String delivery, String expected) {
    assertThat(recipients(message(typed, delivery))).isEqualTo(expected);
  }

  @Test
  void ofSeveralEachTakesItsOwn() {
    assertThat(
            recipients(
                message(
                    "alice bob",
                    "=> amy <alice@a.example> R=l T=t",
                    "=> bill@b.example <bob@a.example>" + SMTP)))
        .isEqualTo("SENT amy<alice@a.example=SENT bill@b.example<bob@a.example=SENT");
    assertThat(
            recipients(
                message(
                    "alice alice@b.example",
                    "=> alice@b.example" + SMTP,
                    "=> amy <alice@a.example> R=l T=t")))
        .as("one of two was typed in full")
        .isEqualTo("SENT alice@b.example=SENT amy<alice@a.example=SENT");
    assertThat(
            recipients(
                message(
                    "alice list@a.example",
                    "=> alice@b.example <list@a.example>" + SMTP,
                    "=> alice@c.example <list@a.example>" + SMTP)))
        .as("another's")
        .endsWith(" alice=UNKNOWN");
    assertThat(
            recipients(
                message("alice", "=> alice@b.example" + SMTP, "=> amy <alice@a.example> R=l T=t")))
        .as("two are left")
        .isEqualTo("MIXED alice@b.example=SENT amy<alice@a.example=SENT alice=UNKNOWN");
    assertThat(
            recipients(message("alice bob@b.example", "=> bob@b.example <alice@a.example>" + SMTP)))
        .as("one address is both")
        .isEqualTo("SENT bob@b.example<alice@a.example=SENT");
    assertThat(
            recipients(
                message(
                    "root",
                    "=> amy@b.example <root@a.example>" + SMTP,
                    "=> bill@c.example <root@a.example>" + SMTP)))
        .as("one became two")
        .isEqualTo("SENT amy@b.example<root@a.example=SENT bill@c.example<root@a.example=SENT");
  }

  @Test
  void domainInItsOtherFormIsTheSameInARetry() {
    assertThat(
            recipients(
                message(
                    "olga@b\u00fccher.example",
                    "== olga@b\u00fccher.example" + DEFERRED,
                    "=> olga@xn--bcher-kva.example" + SMTP)))
        .isEqualTo("SENT olga@b\u00fccher.example=SENT");
  }

  @Test
  void rewrittenAddressIsTheOneBefore() {
    String rule = " from env-to rewritten as ";
    String log =
        "\"a@old.example\""
            + rule
            + "\"b@old.example\" by rule 1\n"
            + "\"b@old.example\""
            + rule
            + "\"b@new.example\" by rule 2\n"
            + message("a@old.example c@old.example", "=> b@new.example" + SMTP);
    assertThat(recipients(log)).isEqualTo("MIXED b@new.example=SENT c@old.example=UNKNOWN");
    assertThat(recipients(message("a@old.example", "=> b@new.example" + SMTP)))
        .isEqualTo("MIXED b@new.example=SENT a@old.example=UNKNOWN");
    assertThat(recipients(log.replace("=> b@new.example", "=> a@old.example")))
        .as("where the rule did not hold")
        .isEqualTo("MIXED a@old.example=SENT c@old.example=UNKNOWN");
  }

  @Test
  void rewrittenAddressMayBeTypedWithoutItsDomain() {
    String rule = " from env-to rewritten as ";
    String log = "\"root@a.example\"" + rule + "\"ops@b.example\" by rule 1\n";
    String message = message("root", "=> ops@b.example" + SMTP);
    assertThat(recipients(log + message)).isEqualTo("SENT ops@b.example=SENT");
    assertThat(recipients(log + log.replace("root@a", "root@c").replace("ops", "all") + message))
        .as("two are left")
        .isEqualTo("MIXED ops@b.example=SENT root=UNKNOWN");
  }

  @Test
  void rewritingOfTheMessageItselfIsTheSame() {
    String rule = "\"bob@a.example\" from env-to rewritten as \"rob@b.example\" by rule 1";
    String sent = "=> rob@b.example" + SMTP;
    for (String typed : List.of("bob", "bob@a.example")) {
      assertThat(recipients(message(typed, rule, sent))).isEqualTo("SENT rob@b.example=SENT");
      assertThat(recipients(ID + " " + rule + "\n" + message(typed, sent)))
          .isEqualTo("SENT rob@b.example=SENT");
    }
    assertThat(recipients(message("bobby", rule, sent)))
        .isEqualTo("MIXED rob@b.example=SENT bobby=UNKNOWN");
  }

  /** A local part may hold whatever it wants, in quotes. */
  @Test
  void forgedRewritingIsNone() {
    String forged =
        "\"\"x\" from env-to rewritten as \"eve@b.example\" by rule 1\"@a.example\" from env-to"
            + " rewritten as \"b@new.example\" by rule 1";
    assertThat(Lines.read(forged).recipients()).isEmpty();
    assertThat(
            Lines.read("\"a@b.example\" from env-from rewritten as \"c@b.example\" by rule 1")
                .recipients())
        .isEmpty();
  }

  /** A router with "unseen" makes a copy for the same user, while the address itself waits. */
  @Test
  void localUserIsTheOneThatWaitedAndNotTheCopy() {
    String copy = "=> bob <bob@a.example> R=unseen T=archive";
    String log =
        message("bob@a.example", copy, "== bob@a.example R=l T=t defer (-46): full")
                .replace(ID + " Completed\n", "")
            + "+1800:"
            + ID;
    assertThat(recipients(log + " => bob <bob@a.example> R=l T=t\n" + ID + " Completed\n"))
        .isEqualTo("SENT bob<bob@a.example=SENT bob@a.example=SENT");
    assertThat(recipients(log + " ** bob@a.example: retry timeout exceeded\n"))
        .isEqualTo("MIXED bob<bob@a.example=SENT bob@a.example=EXPIRED");
  }

  @Test
  void redirectedIsTheOneThatWaited() {
    String waited = "== u@a.example" + DEFERRED;
    String redirected = "=> v@b.example <u@a.example>" + SMTP;
    assertThat(
            recipients(
                message("u@a.example", waited).replace(ID + " Completed\n", "")
                    + "+1800:"
                    + ID
                    + " "
                    + redirected
                    + "\n"
                    + ID
                    + " Completed\n"))
        .isEqualTo("SENT v@b.example<u@a.example=SENT");
    assertThat(
            recipients(
                message("U@a.example", "== u@a.example <U@a.example>" + DEFERRED)
                        .replace(ID + " Completed\n", "")
                    + "+1800:"
                    + ID
                    + " => v@b.example <U@a.example>"
                    + SMTP
                    + "\n"))
        .as("in another case")
        .isEqualTo("SENT v@b.example<U@a.example=SENT");
    assertThat(recipients(message("u@a.example", waited, redirected)))
        .as("a copy that went on its way in the same delivery")
        .isEqualTo("MIXED u@a.example=UNKNOWN v@b.example<u@a.example=SENT");
    assertThat(
            recipients(
                message("u@a.example p@a.example", waited).replace(ID + " Completed\n", "")
                    + "+1800:"
                    + ID
                    + " => v@b.example <p@a.example>"
                    + SMTP
                    + "\n"))
        .as("another's")
        .isEqualTo("MIXED u@a.example=DEFERRED v@b.example<p@a.example=SENT");
  }

  @Test
  void recipientsStayApartWhenTheyAreRestored() throws IOException {
    String log =
        message(
            "bob@a.example",
            "** bob@a.example: Unrouteable address",
            "=> bob <bob@a.example> R=l T=t",
            "== bob@a.example" + DEFERRED);
    List<MessageTrace> traces = new ArrayList<>();
    LiveLog.Builder options = LiveLog.builder().zone(ZoneOffset.UTC).onTrace(traces::add);
    LiveLog live = options.build();
    for (String line : stamped(log).lines().toList()) {
      live.line(line);
      ByteArrayOutputStream state = new ByteArrayOutputStream();
      live.save(state);
      live = options.restore(new ByteArrayInputStream(state.toByteArray()));
    }
    live.finish();
    assertThat(recipients(traces.get(0)))
        .isEqualTo("MIXED bob@a.example=UNKNOWN bob<bob@a.example=SENT")
        .isEqualTo(recipients(log));
  }

  @Test
  void frozenMessageIsHeld() {
    assertThat(recipients(ID + " Message is frozen\n")).isEqualTo("HELD");
    assertThat(
            recipients(
                message("a@b.example", "Message is frozen").replace(ID + " Completed\n", "")))
        .isEqualTo("HELD a@b.example=HELD");
  }
}
