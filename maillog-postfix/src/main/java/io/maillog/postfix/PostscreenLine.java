package io.maillog.postfix;

import io.maillog.bytes.Literal;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import org.jspecify.annotations.Nullable;

/**
 * postscreen(8)'s lines, which start with their verb in capitals (postscreen.c, postscreen_misc.c,
 * postscreen_early.c, postscreen_smtpd.c), and tlsproxy(8)'s CONNECT and DISCONNECT. The client is
 * {@code [ADDR]:PORT}. The words ALLOW and DENY were WHITE and BLACK before 3.6, and still are with
 * respectful_logging = no.
 */
final class PostscreenLine {
  private static final Literal FROM = Literal.of(" from ");
  private static final Literal FOR = Literal.of(" for ");
  private static final Literal AFTER = Literal.of(" after ");
  private static final Literal IN = Literal.of(" in ");
  private static final Literal CONNECT_TO = Literal.of("CONNECT to ");

  private record Verb(Literal text, EventKind kind) {
    static Verb of(String text, EventKind kind) {
      return new Verb(Literal.of(text), kind);
    }
  }

  private static final Verb[] VERBS = {
    Verb.of("CONNECT from ", EventKind.CONNECT),
    Verb.of("DISCONNECT ", EventKind.DISCONNECT),
    Verb.of("PASS NEW ", EventKind.POLICY),
    Verb.of("PASS OLD ", EventKind.POLICY),
    Verb.of("ALLOWLISTED ", EventKind.POLICY),
    Verb.of("WHITELISTED ", EventKind.POLICY),
    Verb.of("DENYLISTED ", EventKind.POLICY),
    Verb.of("BLACKLISTED ", EventKind.POLICY),
    Verb.of("ALLOWLIST VETO ", EventKind.POLICY),
    Verb.of("WHITELIST VETO ", EventKind.POLICY),
    Verb.of("BARE NEWLINE from ", EventKind.PROTOCOL_ERROR),
    Verb.of("NON-SMTP COMMAND from ", EventKind.PROTOCOL_ERROR),
    Verb.of("COMMAND PIPELINING from ", EventKind.PROTOCOL_ERROR),
    Verb.of("COMMAND COUNT LIMIT from ", EventKind.PROTOCOL_ERROR),
    Verb.of("COMMAND LENGTH LIMIT from ", EventKind.PROTOCOL_ERROR),
    Verb.of("COMMAND TIME LIMIT from ", EventKind.PROTOCOL_ERROR),
    Verb.of("DATA without valid RCPT from ", EventKind.PROTOCOL_ERROR),
    Verb.of("BDAT without valid RCPT from ", EventKind.PROTOCOL_ERROR),
  };
  private static final Verb[] MEASURED = {
    Verb.of("PREGREET ", EventKind.PROTOCOL_ERROR), Verb.of("HANGUP ", EventKind.CONNECTION_LOST),
  };
  private static final Literal DNSBL = Literal.of("DNSBL rank ");

  private PostscreenLine() {}

  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    if (from + 1 >= to || b[from + 1] < 'A' || b[from + 1] > 'Z') {
      return false; // a sentence, such as TLS's
    }
    Verb verb = find(VERBS, b, from, to);
    if (verb != null) {
      e.kind(verb.kind());
      int word = from + verb.text().length();
      int end = Peer.client(b, word, to, e);
      if (verb.kind() == EventKind.POLICY) {
        e.span(Field.ACTION, from, word - 1);
      }
      after(b, end, to, e);
      return end > 0;
    }
    if (CONNECT_TO.startsAt(b, from, to)) {
      e.kind(EventKind.CONNECT);
      return Peer.relay(b, from + CONNECT_TO.length(), to, e) > 0;
    }
    if (DNSBL.startsAt(b, from, to)) {
      e.kind(EventKind.DNSBL);
      int rank = from + DNSBL.length();
      int client = FOR.indexIn(b, rank, to);
      if (client > rank) {
        e.attribute(rank - "rank ".length(), rank - 1, rank, client);
      }
      return client > 0 && Peer.client(b, client + FOR.length(), to, e) > 0;
    }
    return measured(b, from, to, e);
  }

  private static @Nullable Verb find(Verb[] verbs, byte[] b, int from, int to) {
    for (Verb verb : verbs) {
      if (verb.text().startsAt(b, from, to)) {
        return verb;
      }
    }
    return null;
  }

  /**
   * {@code PREGREET N after T from CLIENT: TEXT} and {@code HANGUP after T from CLIENT[ in STAGE]}.
   */
  private static boolean measured(byte[] b, int from, int to, EventWriter e) {
    Verb verb = find(MEASURED, b, from, to);
    int client = verb == null ? -1 : FROM.indexIn(b, from, Math.min(to, from + 60));
    if (verb == null || client < 0) {
      return false;
    }
    int end = Peer.client(b, client + FROM.length(), to, e);
    if (end < 0) {
      return false;
    }
    e.kind(verb.kind());
    if (IN.startsAt(b, end, to)) {
      e.stage(Stage.of(b, end + IN.length(), to));
    } else if (end + 2 < to && b[end] == ':') {
      e.span(Field.REASON, end + 2, to);
    }
    return true;
  }

  /** {@code after STAGE[: TEXT]}. The text is the client's. */
  private static void after(byte[] b, int at, int to, EventWriter e) {
    if (at < 0 || !AFTER.startsAt(b, at, to)) {
      return;
    }
    int stage = at + AFTER.length();
    int end = stage;
    while (end < to && b[end] != ' ' && b[end] != ':') {
      end++;
    }
    e.stage(Stage.of(b, stage, end));
    int text = end;
    while (text < to && b[text] != ':') {
      text++;
    }
    if (text + 2 < to) {
      e.span(Field.REASON, text + 2, to);
    }
  }
}
