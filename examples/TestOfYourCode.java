import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.event.MailEvent;
import io.maillog.testkit.TraceFixtures;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Outcome;

/** A test of code of your own, with a trace and an event that are made for it; in JUnit it is alike. */
class TestOfYourCode {
  /** The code to test. */
  static String advice(MessageTrace trace) {
    return trace.recipients().stream()
        .filter(r -> r.outcome() == Outcome.BOUNCED && r.lastAttempt() != null)
        .map(r -> r.lastAttempt().code() == 550 ? "Is " + r.to() + " spelt right?" : "Ask the postmaster.")
        .findFirst()
        .orElse("All is well.");
  }

  public static void main(String[] args) {
    MessageTrace trace =
        TraceFixtures.trace()
            .from("alice@example.org")
            .sent("bob@example.net", "mx.example.net")
            .bounced("carol@example.net", "5.1.1", "550 5.1.1 User unknown")
            .build();
    assertThat(advice(trace)).isEqualTo("Is carol@example.net spelt right?");

    MailEvent event =
        TraceFixtures.event("postfix", "Sep 12 10:15:30 mx1 postfix/qmgr[7]: 4F1AB18C3E9: removed");
    assertThat(event.time()).hasToString("2024-09-12T10:15:30Z");
    System.out.println("passed");
  }
}
