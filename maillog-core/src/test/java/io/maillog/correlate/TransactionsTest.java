package io.maillog.correlate;

import static io.maillog.correlate.Lines.slice;
import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.correlate.Transactions.Transaction;
import io.maillog.dialect.Dialects;
import io.maillog.event.EventKind;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Note;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept of transactions without an id, and for how long. */
class TransactionsTest {
  private static final int MAX_BYTES = 1 << 18;
  private static final Note NOTE = new Note(null, EventKind.REJECT, "action", "reason");

  private final List<MessageTrace> traces = new ArrayList<>();
  private final MessageCorrelator correlator =
      new MessageCorrelator(
          Dialects.of(StatedDialect.eager()), CorrelationLimits.DEFAULT, traces::add);
  private final Transactions transactions = correlator.sessions.transactions;

  private static HostKey key(int number) {
    return new HostKey().fill(null, slice("%08d".formatted(number))).copy();
  }

  /** A refusal of one recipient, which has a name of so many characters. */
  private static Transaction refused(int length) {
    Transaction transaction = new Transaction();
    transaction.refusal = new Story("eager", Server.UNKNOWN, null);
    transaction.discarded.add("x".repeat(length));
    transaction.notes.add(NOTE);
    return transaction;
  }

  private static int weightWithoutName() {
    return HeldBytes.SESSION
        + key(1).length()
        + HeldBytes.MENTION
        + HeldBytes.of(NOTE)
        + new Story("eager", Server.UNKNOWN, null).weight();
  }

  @Test
  void oldestGoesWhereThereAreTooMany() {
    for (int i = 0; i < Transactions.MAX; i++) {
      transactions.put(key(i), refused(1));
    }
    assertThat(traces).isEmpty();
    transactions.put(key(Transactions.MAX), refused(1));
    assertThat(traces).hasSize(1);
    assertThat(transactions.open).hasSize(Transactions.MAX).doesNotContainKey(key(0));
  }

  @Test
  void oldestGoesWhereTheyTakeTooMuch() {
    int half = MAX_BYTES / 2 - weightWithoutName();
    transactions.put(key(1), refused(half));
    transactions.put(key(2), refused(half));
    assertThat(traces).isEmpty();
    transactions.giveAll();
    assertThat(traces).hasSize(2);
    transactions.put(key(1), refused(half));
    transactions.put(key(2), refused(half + 1));
    assertThat(traces).hasSize(3);
    assertThat(transactions.open).containsOnlyKeys(key(2));
  }

  @ParameterizedTest
  @CsvSource({"700, true", "699, false", "1010, true", "1011, false"})
  void waitsFiveMinutesOfLogTime(long since, boolean waits) {
    Transaction transaction = refused(1);
    transaction.since = since;
    transactions.put(key(1), transaction);
    transactions.forgetSilent(); // no line had a time yet
    assertThat(transactions.open).hasSize(1);
    correlator.clock.now = 1000;
    transactions.forgetSilent();
    assertThat(transactions.open).hasSize(waits ? 1 : 0);
    assertThat(traces).hasSize(waits ? 0 : 1);
  }
}
