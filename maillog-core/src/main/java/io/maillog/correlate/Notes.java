package io.maillog.correlate;

import io.maillog.event.EventKind;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import io.maillog.trace.Client;
import io.maillog.trace.Note;
import org.jspecify.annotations.Nullable;

/** Makes the notes of lines. */
final class Notes {
  private final Names names;

  Notes(Names names) {
    this.names = names;
  }

  /** What was done, and why. */
  Note of(MailEvent e) {
    String reason = e.kind() == EventKind.ATTEMPT_FAILED ? failure(e) : reason(e);
    return new Note(e.time(), e.kind(), names.of(e.slice(Field.ACTION)), reason);
  }

  /** A filter handed the message back, and named the client that it had it from. */
  static Note handedBack(MailEvent e, Client filter) {
    return new Note(e.time(), e.kind(), "xforward", ClientFacts.address(filter));
  }

  /**
   * An attempt that says of no recipient what became of it: the next hop's name and address, then
   * what it said, or what was wrong with it.
   */
  private static @Nullable String failure(MailEvent e) {
    String host = e.text(Field.RELAY_HOST);
    String ip = e.text(Field.RELAY_IP);
    String reply = e.text(Field.REPLY);
    String reason = reply == null ? reason(e) : reply;
    String relay = ClientFacts.address(host, ip);
    if (relay.isEmpty()) {
      return reason;
    } else if (reason == null) {
      return relay;
    }
    return reason.contains(relay) ? reason : relay + ": " + reason;
  }

  /** The reason with its codes, since a note has no fields for them. */
  private static @Nullable String reason(MailEvent e) {
    String code = e.text(Field.CODE);
    String dsn = e.text(Field.DSN);
    String reason = e.text(Field.REASON);
    if (code == null && dsn == null) {
      return reason;
    }
    StringBuilder text = new StringBuilder();
    for (String part : new String[] {code, dsn, reason}) {
      if (part != null) {
        text.append(text.length() == 0 ? "" : " ").append(part);
      }
    }
    return text.toString();
  }
}
