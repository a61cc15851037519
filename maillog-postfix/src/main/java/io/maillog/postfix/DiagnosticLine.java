package io.maillog.postfix;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.SmtpStage;

/**
 * What stands after {@code warning: }, {@code error: }, {@code fatal: } or {@code panic: }: failed
 * authentication, a client's abuse, its name in the DNS, TLS; and any other text, which is a
 * diagnostic.
 */
final class DiagnosticLine {
  private static final Literal SASL = Literal.of(": SASL ");
  private static final Literal AUTH_FAILED = Literal.of(" authentication failed");
  private static final Literal AUTH_ABORTED = Literal.of(" authentication aborted");

  /** In place of a name that the client did not come to give, as Postfix 3.7 was seen to log it. */
  private static final Literal UNAVAILABLE = Literal.of("(unavailable)");

  private static final Literal USERNAME = Literal.of(", sasl_username=");

  /** Of who failed to log in the name is cut at so many bytes (smtpd_sasl_glue.c). */
  private static final int MAX_USERNAME = 100;

  private static final Literal NON_SMTP = Literal.of("non-SMTP command from ");
  private static final Literal ILLEGAL = Literal.of("Illegal address syntax from ");
  private static final Literal IN = Literal.of(" in ");
  private static final Literal HOSTNAME = Literal.of("hostname ");
  private static final Literal NOT_RESOLVED = Literal.of(" does not resolve to address ");
  private static final Literal NOT_VERIFIED = Literal.of(": hostname ");
  private static final Literal VERIFICATION_FAILED = Literal.of(" verification failed: ");
  private static final Literal NOT_LISTED = Literal.of(": address not listed for hostname ");
  private static final Literal FROM = Literal.of(" from ");
  private static final Literal REFUSING = Literal.of("Refusing ");
  private static final Literal WRAPPER = Literal.of("Wrapper-mode request dropped from ");
  private static final Literal LONGER = Literal.of(": request longer than ");
  private static final Literal RESPONSE = Literal.of(": response longer than ");
  private static final Literal LINES = Literal.of(": multi-line response longer than ");
  private static final Literal REJECT_ETRN = Literal.of("reject: ETRN ");
  private static final Literal BAD_ETRN = Literal.of("bad ETRN ");
  private static final Literal CUT_FROM = Literal.of("... from ");
  private static final Literal STARTTLS_REQUEST = Literal.of("STARTTLS request");
  private static final Literal HOST = Literal.of("host ");
  private static final Literal GREETED = Literal.of(" greeted me with my own hostname");
  private static final Literal SAID = Literal.of(" said: ");
  private static final Literal NON_ESMTP = Literal.of("non-ESMTP response from ");
  private static final Literal REPLIED = Literal.of(" replied to HELO/EHLO with my own hostname");
  private static final Literal[] REFUSALS = {
    Literal.of("queue file size limit exceeded"),
    Literal.of("message rejected: "),
    Literal.of("error writing "),
    Literal.of("write queue file"),
  };
  private static final Literal NOQUEUE = Literal.of("NOQUEUE: ");
  private static final Literal STOPPING = Literal.of("stopping the Postfix mail system");

  private DiagnosticLine() {}

  /** Reads what stands after the level; the severity is set. */
  static void parse(byte[] b, int from, int to, EventWriter e) {
    e.kind(EventKind.DIAGNOSTIC);
    if (from >= to) {
      return;
    }
    int p = from;
    int id = QueueId.endOf(b, from, to);
    if (id > 0 && id + 2 < to && b[id] == ':' && b[id + 1] == ' ') {
      e.span(Field.QUEUE_ID, from, id);
      p = id + 2;
      if (ofMessage(b, p, to, e)) {
        return;
      }
    } else if (NOQUEUE.startsAt(b, from, to)) {
      p = from + NOQUEUE.length();
      if (p >= to || ofMessage(b, p, to, e)) {
        return;
      }
    } else if (maskedId(b, from, to, e)) {
      return;
    }
    switch (b[p]) {
      case 'n' -> {
        protocol(NON_SMTP, b, p, to, e);
        nonEsmtp(b, p, to, e);
      }
      case 'p' -> ProxyRefusal.parse(b, p, to, e);
      case 'I' -> illegal(b, p, to, e);
      case 'h' -> {
        hostname(b, p, to, e);
        loop(b, p, to, e);
      }
      case 'W' -> refused(b, p, to, e);
      case 'R' -> {
        refused(b, p, to, e);
        RateLimit.parse(b, p, to, e);
      }
      case 'C', 'M', 'A', 'N' -> RateLimit.parse(b, p, to, e);
      case 'r' -> etrn(REJECT_ETRN, EventKind.REJECT, b, p, to, e);
      case 'b' -> etrn(BAD_ETRN, EventKind.PROTOCOL_ERROR, b, p, to, e);
      case 'T', 'S' -> TlsLine.parse(b, p, to, e);
      case 's' -> {
        if (STOPPING.startsAt(b, p, to)) {
          e.kind(EventKind.PROCESS); // with force (postfix-script)
        }
      }
      default -> {
        // Told by what stands inside, below.
      }
    }
    if (e.event().kind() == EventKind.DIAGNOSTIC && !e.has(Field.CLIENT_IP)) {
      client(b, p, to, e);
    }
    if (e.event().kind() == EventKind.DIAGNOSTIC && id < 0) {
      DiagnosticId.find(b, p, to, e);
    }
    if (e.event().kind() == EventKind.DIAGNOSTIC && !e.has(Field.REASON)) {
      e.span(Field.REASON, p, to);
    }
  }

  /** A message's line whose id somebody has changed. */
  private static boolean maskedId(byte[] b, int from, int to, EventWriter e) {
    int id = MaskedId.endOfAny(b, from, to);
    if (id < 0 || (!isRefusal(b, id + 2, to, e) && !BounceLine.parse(b, id + 2, to, e))) {
      return false;
    }
    e.span(Field.QUEUE_ID, from, id);
    return true;
  }

  private static boolean ofMessage(byte[] b, int p, int to, EventWriter e) {
    return BounceLine.parse(b, p, to, e) || isRefusal(b, p, to, e) || QmqpdLine.parse(b, p, to, e);
  }

  private static boolean isRefusal(byte[] b, int p, int to, EventWriter e) {
    if (BdatLine.parse(b, p, to, e) || MapProblem.parse(b, p, to, e)) {
      return true;
    }
    for (Literal refusal : REFUSALS) {
      if (refusal.startsAt(b, p, to)) {
        e.kind(EventKind.REJECT);
        e.span(Field.REASON, p, to);
        return true;
      }
    }
    return false;
  }

  /** {@code non-SMTP command from CLIENT: TEXT} (smtpd.c). */
  private static void protocol(Literal head, byte[] b, int from, int to, EventWriter e) {
    if (!head.startsAt(b, from, to)) {
      return;
    }
    e.kind(EventKind.PROTOCOL_ERROR);
    int end = Peer.client(b, from + head.length(), to, e);
    if (end > 0 && end + 2 < to) {
      e.span(Field.REASON, end + 2, to);
    }
  }

  /** {@code non-ESMTP response from PEER: TEXT} (smtp_proto.c). */
  private static void nonEsmtp(byte[] b, int from, int to, EventWriter e) {
    if (NON_ESMTP.startsAt(b, from, to)) {
      Peer.relay(b, from + NON_ESMTP.length(), to, e);
    }
  }

  /** {@code Illegal address syntax from CLIENT in CMD command: TEXT} (smtpd.c). */
  private static void illegal(byte[] b, int from, int to, EventWriter e) {
    if (!ILLEGAL.startsAt(b, from, to)) {
      return;
    }
    e.kind(EventKind.PROTOCOL_ERROR);
    int end = Peer.client(b, from + ILLEGAL.length(), to, e);
    if (end < 0 || !IN.startsAt(b, end, to)) {
      return;
    }
    int stage = end + IN.length();
    int stageEnd = ByteScan.indexOf(b, stage, to, (byte) ' ');
    e.stage(Stage.of(b, stage, stageEnd < 0 ? to : stageEnd));
    int colon = ByteScan.indexOf(b, stage, to, (byte) ':');
    if (colon > 0 && colon + 2 < to) {
      e.span(Field.REASON, colon + 2, to);
    }
  }

  /**
   * {@code hostname NAME does not resolve to address ADDR[: REASON]} (smtpd_peer.c). The name is
   * what the address's owner claims; the server takes the client for {@code unknown} from here on.
   */
  private static void hostname(byte[] b, int from, int to, EventWriter e) {
    if (!HOSTNAME.startsAt(b, from, to)) {
      return;
    }
    int name = from + HOSTNAME.length();
    int end = ByteScan.endOfWord(b, name, to);
    if (!NOT_RESOLVED.startsAt(b, end, to)) {
      return;
    }
    int address = end + NOT_RESOLVED.length();
    int addressEnd = address;
    while (addressEnd < to && b[addressEnd] != ' ' && !isColon(b, addressEnd, to)) {
      addressEnd++;
    }
    e.span(Field.CLIENT_IP, address, addressEnd);
    if (addressEnd + 2 < to) {
      e.span(Field.REASON, addressEnd + 2, to);
    }
  }

  /** Whether a colon stands there that is not of an address: before a space, or a line's cut. */
  private static boolean isColon(byte[] b, int i, int to) {
    return b[i] == ':' && (i + 1 < to ? b[i + 1] == ' ' : b[i - 1] != ':');
  }

  /** {@code host HOST[ADDR]:PORT greeted me with my own hostname NAME} (smtp_proto.c). */
  private static void loop(byte[] b, int from, int to, EventWriter e) {
    if (!HOST.startsAt(b, from, to)) {
      return;
    }
    long mark = e.mark();
    int end = Peer.relay(b, from + HOST.length(), to, e);
    if (end >= 0 && SAID.startsAt(b, end, to)) { // to XFORWARD
      SmtpLine.said(b, end + SAID.length(), to, e);
    } else if (end < 0 || (!GREETED.startsAt(b, end, to) && !REPLIED.startsAt(b, end, to))) {
      e.reset(mark);
    }
  }

  /**
   * {@code Refusing STARTTLS request from CLIENT for service S}: too many new sessions; {@code
   * Wrapper-mode request dropped from CLIENT …}: TLS does not work (smtpd.c).
   */
  private static void refused(byte[] b, int from, int to, EventWriter e) {
    boolean limit = REFUSING.startsAt(b, from, to);
    if (limit || WRAPPER.startsAt(b, from, to)) {
      int client = FROM.indexIn(b, from, to);
      if (client > 0) {
        boolean answered = limit && STARTTLS_REQUEST.startsAt(b, from + REFUSING.length(), to);
        e.kind(answered ? EventKind.REJECT : EventKind.TLS);
        if (answered) {
          e.stage(SmtpStage.STARTTLS);
        }
        Peer.client(b, client + FROM.length(), to, e);
        e.span(Field.REASON, from, to);
      }
    }
  }

  /** {@code reject: ETRN NAME... from CLIENT}, {@code bad ETRN NAME... from CLIENT} (smtpd.c). */
  private static void etrn(
      Literal head, EventKind kind, byte[] b, int from, int to, EventWriter e) {
    int client = head.startsAt(b, from, to) ? CUT_FROM.lastIndexIn(b, from, to) : -1;
    if (client > 0 && Peer.client(b, client + CUT_FROM.length(), to, e) == to) {
      e.kind(kind);
      e.stage(SmtpStage.ETRN);
      e.span(Field.REASON, from, to);
    }
  }

  /**
   * {@code CLIENT: SASL METHOD authentication failed: REASON[, sasl_username=U]}
   * (smtpd_sasl_glue.c).
   */
  private static void client(byte[] b, int from, int to, EventWriter e) {
    int end = Peer.client(b, from, to, e);
    if (end > 0 && SASL.startsAt(b, end, to)) {
      sasl(b, end + SASL.length(), to, e);
      return;
    }
    if (end > 0 && LONGER.startsAt(b, end, to)) { // smtpd_chat.c
      e.kind(EventKind.PROTOCOL_ERROR);
      e.span(Field.REASON, end + 2, to);
      return;
    }
    Peer.clearClient(e);
    if (end > 0 && (RESPONSE.startsAt(b, end, to) || LINES.startsAt(b, end, to))) {
      Peer.relay(b, from, to, e); // smtp_chat.c
      e.span(Field.REASON, end + 2, to);
      return;
    }
    addressFirst(b, from, to, e);
  }

  private static void sasl(byte[] b, int from, int to, EventWriter e) {
    int method = ByteScan.endOfWord(b, from, to);
    boolean failed = AUTH_FAILED.startsAt(b, method, to);
    if (!failed && !AUTH_ABORTED.startsAt(b, method, to)) {
      return;
    }
    e.kind(EventKind.AUTH_FAILURE);
    e.span(Field.SASL_METHOD, from, method);
    int p = method + (failed ? AUTH_FAILED.length() : AUTH_ABORTED.length());
    if (p + 2 >= to || b[p] != ':') {
      return;
    }
    int reason = p + 2;
    // The reason is the server's, the name is the client's: it runs from the first key to the
    // line's end.
    int name = USERNAME.indexIn(b, p + 1, to);
    int reasonEnd = name < 0 ? to : name;
    if (reasonEnd > reason) {
      e.span(Field.REASON, reason, reasonEnd);
    }
    if (name >= 0) {
      int user = name + USERNAME.length();
      if (to - user < MAX_USERNAME && !UNAVAILABLE.equalsAt(b, user, to)) {
        CutLine.span(Field.SASL_USERNAME, user, to, e);
      }
    }
  }

  /**
   * {@code ADDR: hostname NAME verification failed: REASON}, and {@code ADDR: address not listed…}
   * (old).
   */
  private static void addressFirst(byte[] b, int from, int to, EventWriter e) {
    int end = ByteScan.endOfWord(b, from, to);
    int address = end - 1;
    if (address <= from || end >= to || b[address] != ':') {
      return;
    }
    int name;
    if (NOT_LISTED.startsAt(b, address, to)) {
      name = address + NOT_LISTED.length();
    } else if (NOT_VERIFIED.startsAt(b, address, to)) {
      name = address + NOT_VERIFIED.length();
    } else {
      return;
    }
    int nameEnd = ByteScan.endOfWord(b, name, to);
    e.span(Field.CLIENT_IP, from, address); // the name is not verified
    if (VERIFICATION_FAILED.startsAt(b, nameEnd, to)) {
      e.span(Field.REASON, nameEnd + VERIFICATION_FAILED.length(), to);
    }
  }
}
