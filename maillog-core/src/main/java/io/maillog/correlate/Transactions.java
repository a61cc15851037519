package io.maillog.correlate;

import io.maillog.bytes.ByteSlice;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import io.maillog.trace.Note;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of clients' transactions that have no id yet, or never get one, where the server
 * tells of them by the client alone ({@link
 * io.maillog.dialect.CorrelationRules#tellsTransactionsByClient()}): recipients that were
 * discarded, which the message will have, and a refusal of all recipients, which a later line
 * names. They are told by host, process, the client's address and port, and the sender, as far as
 * the lines have them.
 *
 * <p>The last {@value #MAX} are kept, of {@value #MAX_BYTES} bytes in all, each for {@value
 * #WAIT_SECONDS} seconds of log time.
 */
final class Transactions {
  static final int MAX = 256;
  private static final int MAX_BYTES = 1 << 18;

  /** How long a server waits for a client (RFC 5321, 4.5.3.2.7). */
  private static final int WAIT_SECONDS = 300;

  /** How many recipients of one are kept. */
  private static final int MAX_RECIPIENTS = 50;

  private static final Field[] CLIENT = {Field.CLIENT_IP, Field.CLIENT_PORT, Field.FROM};

  /** One that has not ended. */
  static final class Transaction {
    final List<String> discarded = new ArrayList<>(0);
    final List<Note> notes = new ArrayList<>(0);

    /** A refusal that names nobody; its trace waits. */
    @Nullable Story refusal;

    /** The log's time when it had its last line. */
    long since;

    private int bytes;
  }

  final Map<HostKey, Transaction> open = new LinkedHashMap<>();
  private final StoryTeller teller;
  private final TraceGiver giver;
  private final LogClock clock;
  private final HostKey probe = new HostKey();
  private final ByteSlice slice = new ByteSlice();
  private final ByteSlice client = new ByteSlice();
  private byte[] name = new byte[256];
  private int bytes;

  Transactions(StoryTeller teller, TraceGiver giver, LogClock clock) {
    this.teller = teller;
    this.giver = giver;
    this.clock = clock;
  }

  /** The key of a line's transaction; {@code null} if it names no client. */
  private @Nullable HostKey keyOf(MailEvent e, @Nullable ByteSlice host, @Nullable ByteSlice pid) {
    if (!e.has(Field.CLIENT_IP)) {
      return null;
    }
    int length = pid == null ? 0 : append(pid, 0);
    for (Field field : CLIENT) {
      ByteSlice value = e.slice(field, slice);
      name[length++] = value == null ? (byte) 1 : 0; // no sender is not the null sender
      length = value == null ? length : append(value, length);
    }
    return probe.fill(host, client.wrap(name, 0, length));
  }

  private int append(ByteSlice value, int at) {
    int end = at + value.length();
    if (end + CLIENT.length > name.length) {
      name = Arrays.copyOf(name, 2 * (end + CLIENT.length));
    }
    System.arraycopy(value.array(), value.from(), name, at, value.length());
    return end;
  }

  // --- its lines

  /** The server took a recipient, and drops what comes for it. */
  void discards(MailEvent e, @Nullable ByteSlice host, @Nullable ByteSlice pid) {
    HostKey key = keyOf(e, host, pid);
    String to = teller.text(e, Field.TO);
    if (key == null || to == null) {
      return;
    }
    HostKey kept = key.copy();
    Transaction transaction = remove(key);
    if (transaction == null || transaction.refusal != null) {
      giveRefusal(transaction);
      transaction = new Transaction();
    }
    if (transaction.discarded.size() < MAX_RECIPIENTS && !transaction.discarded.contains(to)) {
      transaction.discarded.add(to);
      transaction.notes.add(teller.notes.of(e));
    }
    transaction.since = clock.now;
    put(kept, transaction);
  }

  /** All recipients were refused, whoever they are; true if the refusal's trace waits for that. */
  boolean refuses(Story refusal, MailEvent e, @Nullable ByteSlice host, @Nullable ByteSlice pid) {
    HostKey key = keyOf(e, host, pid);
    if (key == null) {
      return false;
    }
    HostKey kept = key.copy();
    giveRefusal(remove(key));
    Transaction transaction = new Transaction();
    transaction.refusal = refusal;
    transaction.since = clock.now;
    put(kept, transaction);
    return true;
  }

  /** The transaction ends without a message, and its recipients are named. */
  void isIncomplete(MailEvent e, @Nullable ByteSlice host, @Nullable ByteSlice pid) {
    HostKey key = open.isEmpty() ? null : keyOf(e, host, pid);
    Transaction transaction = key == null ? null : remove(key);
    if (transaction != null && transaction.refusal != null) {
      teller.refuseAll(transaction.refusal, e);
    }
    giveRefusal(transaction);
  }

  /**
   * The transaction has an id.
   *
   * @param story the message; {@code null} if it was refused
   */
  void isIdentified(
      MailEvent e, @Nullable Story story, @Nullable ByteSlice host, @Nullable ByteSlice pid) {
    HostKey key = open.isEmpty() ? null : keyOf(e, host, pid);
    Transaction transaction = key == null ? null : remove(key);
    if (transaction != null && story != null) {
      for (String to : transaction.discarded) {
        byte[] address = to.getBytes(StandardCharsets.UTF_8);
        teller.discard(story, slice.wrap(address, 0, address.length));
      }
      transaction.notes.forEach(story::note);
    }
    giveRefusal(transaction);
  }

  // --- the table

  void put(HostKey key, Transaction transaction) {
    transaction.bytes = weight(key, transaction);
    bytes += transaction.bytes;
    open.put(key, transaction);
    while (open.size() > MAX || bytes > MAX_BYTES) {
      giveRefusal(remove(open.keySet().iterator().next()));
    }
  }

  private static int weight(HostKey key, Transaction transaction) {
    int weight = HeldBytes.SESSION + key.length();
    for (String to : transaction.discarded) {
      weight += HeldBytes.MENTION + to.length();
    }
    for (Note note : transaction.notes) {
      weight += HeldBytes.of(note);
    }
    Story refusal = transaction.refusal;
    return refusal == null ? weight : weight + refusal.weight();
  }

  private @Nullable Transaction remove(HostKey key) {
    Transaction removed = open.remove(key);
    bytes -= removed == null ? 0 : removed.bytes;
    return removed;
  }

  private void giveRefusal(@Nullable Transaction transaction) {
    if (transaction != null && transaction.refusal != null) {
      giver.giveTrace(transaction.refusal);
    }
  }

  /** The log goes on: no further line is waited for of those that were silent for so long. */
  void forgetSilent() {
    long now = clock.now;
    while (!open.isEmpty() && now != LogClock.UNKNOWN) {
      Map.Entry<HostKey, Transaction> entry = open.entrySet().iterator().next();
      long since = entry.getValue().since;
      if (since >= now - WAIT_SECONDS && since <= now + MessageCorrelator.LINGER_SECONDS) {
        return;
      }
      giveRefusal(remove(entry.getKey()));
    }
  }

  /** The log has ended. */
  void giveAll() {
    while (!open.isEmpty()) {
      giveRefusal(remove(open.keySet().iterator().next()));
    }
  }
}
