package io.maillog.sendmail;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.grammar.TextHeads;
import java.util.stream.Stream;

/**
 * Sendmail's other texts, of which only the kind is told, by the words that they start with or that
 * stand in them; and the id or the host that some state. What a configuration logs of its own
 * accord is none of them.
 */
final class KnownText {
  private static final TextHeads HEADS =
      TextHeads.builder()
          .add(
              EventKind.PROCESS,
              "starting daemon",
              "started as: ",
              "restarting ",
              "stopping daemon",
              "alias database ",
              "/etc/mail/aliases: ",
              "/etc/aliases: ",
              "accepting connections again",
              "accepting new messages")
          .add(
              EventKind.QUEUE_RUN,
              "runqueue: ",
              "persistent queue runner",
              "restart queue runner",
              "grew WorkList ",
              "job ",
              "queue run ",
              "locked")
          .add(EventKind.REJECT, "attempt to use ")
          // A header was cut or completed (headers.c, MaxMimeHeaderLength, crackaddr).
          .add(EventKind.CONTENT_CHECK, "Truncated ", "Fixed MIME ", "Dropped invalid comments ")
          .add(
              EventKind.DIAGNOSTIC,
              "could not ",
              "Could not ",
              "couldn't ",
              "cannot ",
              "Cannot ",
              "can't ",
              "can not ",
              "Can not ",
              "unable to ",
              "Unable to ",
              "failed ",
              "rejecting connections on daemon ",
              "rejecting new messages",
              "deferring connections on daemon ",
              "delaying connections on daemon ",
              "delaying=",
              "My unqualified host name ",
              "timeout waiting for input during ",
              "makeconnection: ",
              "poststats: ",
              "user ",
              "daemon ",
              "Daemon ",
              "low on space ",
              "Losing ",
              "forward ",
              "aliasing/forwarding loop",
              "problem creating ",
              "SMTP outgoing connect on ",
              "SMTPUTF8 required ",
              "smtps: ",
              "smtpquit: ",
              "Bad line on ",
              "usershellok: ",
              "Unsupported address family ",
              "gethostbyaddr",
              "sync_dir: ",
              "SSL_CTX_",
              "File descriptors missing ",
              "queue control process: ",
              "disconnect: ",
              "ownership change ",
              "no fchown(): ",
              "dns ",
              "virtuser: ",
              "nisplus_",
              "timeout connecting to LDAP ",
              "timeout connecting to PH ",
              "timeout during PH ",
              "ldap",
              "ph_map_",
              "arith_map: ",
              "socket_map",
              "mci_purge_",
              "milter_",
              "queueup: ",
              "gatherq: ",
              "filesys_update ",
              "key=",
              "shared memory ",
              "sm_shmstop ",
              "dup_df: ",
              "global connection rate",
              "rscheck(",
              "tls_",
              "fcntl(",
              "engine=",
              "TLSA=",
              "TLS session initiation failed",
              "vacation: ",
              "mail.local: ",
              "smrsh: ",
              "putoutmsg ",
              "trust_",
              "mailer ",
              "mime8to7: ",
              "collect: ",
              "prescan: ",
              "cataddr: ",
              "remotename: ",
              "crackaddr: ",
              "buildaddr: ",
              "rewrite: ",
              "deliver: ",
              "dropenvelope: ",
              "openmailer",
              "MX list for ",
              "No recipient addresses ",
              "FAILED to grow ",
              "WorkList for ",
              "bogus queue file",
              "dangerous permissions=",
              "queue directory ",
              "checkqueuerunner: ",
              "returntosender: ",
              "getmodifiers too long",
              "proc_list_probe: ",
              "func=",
              "ERROR=",
              "encode64 for ",
              "MAIL too long: ",
              "RCPT too long: ",
              "Timeout.to_aconnect ",
              "clt_features=",
              "hostsignature for ",
              "srvfeatures: ",
              "str_union: ",
              "server=",
              "command too long: ",
              "deferred: udbexpand: ",
              "error ")
          // What clients and users are told, where no recipient is named (err.c, LogUsrErrs).
          .add(
              EventKind.DIAGNOSTIC,
              "8-bit character in ",
              "Address too long",
              "Address ",
              "Addressee unknown",
              "Argument required",
              "Authentication required",
              "BODY requires ",
              "Bad argument ",
              "Bare ",
              "BY",
              "AUTH",
              "Cannot mail directly ",
              "Cannot open ",
              "closing connection",
              "Duplicate ",
              "I demand that you ",
              "Illegal ",
              "illegal by-",
              "Insufficient ",
              "Invalid ",
              "Mail submission program ",
              "Message exceeds ",
              "Message can't be ",
              "Message ",
              "Missing ",
              "mode R requires ",
              "More than one ",
              "NOTIFY requires ",
              "NUL ",
              "Need ",
              "name server (I option) ",
              "non-ASCII ",
              "Null ",
              "open timeout ",
              "ORCPT requires ",
              "Parameter required",
              "Permission denied",
              "Please try again later",
              "Queue group ",
              "RET requires ",
              "SIZE requires ",
              "SMTP protocol error",
              "Sender already ",
              "Server does not ",
              "Sorry, ",
              "Syntax error ",
              "Syntax ",
              "temporary error",
              "time ",
              "Too many ",
              "too many ",
              "Unbalanced ",
              "Unknown ",
              "Unable ",
              "User ",
              "You are not permitted ",
              "You must issue ",
              "bogus xtext: ")
          .build();

  private static final Literal[] INSIDE =
      literals(
          "protocol error",
          " failed: ",
          " failed, ",
          " failed=",
          " rejected",
          ": lookup error",
          " unsafe: ",
          " unsafe directory path",
          " marked unsafe",
          "writable forward file",
          "dangerous write permissions",
          " process doesn't have ",
          " requires domain address",
          " parameter unrecognized",
          " does not support ",
          " closing connection",
          " bad address",
          " has bad shell ",
          " too old (require version ",
          ": transient error: ",
          "... Unbalanced '",
          "Unknown host status line",
          " reply: read error from ");
  private static final Literal RUNQUEUE = Literal.of("runqueue: Flushing queue from ");
  private static final Literal PRIORITY = Literal.of(" (pri ");
  private static final Literal MAKE_CONNECTION = Literal.of("makeconnection (");
  private static final Literal THEN_ADDRESS = Literal.of(" [");
  private static final Literal THEN_PORT = Literal.of("].");
  private static final Literal THEN_FAMILY = Literal.of(" (");
  private static final Literal THEN_FAILED = Literal.of(")) failed: ");
  private static final Literal PROTOCOL_ERROR = Literal.of(" protocol error: ");
  private static final Literal SMTP = Literal.of(": SMTP ");
  private static final Literal UID = Literal.of("uid ");
  private static final Literal USER = Literal.of("user ");
  private static final Literal ALIASES = Literal.of("alias database ");
  private static final Literal OUT_OF_DATE = Literal.of(" out of date");
  private static final Literal TOO_LONG = Literal.of(" name too long");
  private static final Literal ATTEMPT = Literal.of(": attempt to use ");
  private static final int MAX_HEAD = 160;

  private KnownText() {}

  private static Literal[] literals(String... texts) {
    return Stream.of(texts).map(Literal::of).toArray(Literal[]::new);
  }

  static void read(byte[] b, int from, int to, EventWriter e) {
    if (MAKE_CONNECTION.startsAt(b, from, to)) {
      e.kind(EventKind.ATTEMPT_FAILED);
      e.span(Field.REASON, from, to);
      hop(b, from + MAKE_CONNECTION.length(), to, e);
      return;
    }
    if (UID.startsAt(b, from, to) && smrsh(b, from, to, e)) {
      return;
    }
    EventKind kind = HEADS.kind(b, from, to);
    if (kind != EventKind.OTHER) {
      e.kind(kind);
      switch (kind) {
        case QUEUE_RUN -> flushed(b, from, to, e);
        case DIAGNOSTIC -> user(b, from, to, e);
        case PROCESS -> outOfDate(b, from, to, e);
        default -> {
          // its kind says it all
        }
      }
      return;
    }
    if (isProtocolError(b, from, to, e)) {
      e.kind(EventKind.ATTEMPT_FAILED);
      e.span(Field.REASON, from, to);
      return;
    }
    int end = Math.min(to, from + MAX_HEAD);
    for (Literal inside : INSIDE) {
      if (inside.indexIn(b, from, end) >= 0) {
        e.kind(EventKind.DIAGNOSTIC);
        return;
      }
    }
  }

  /**
   * {@code HOST [ADDRESS].PORT (FAMILY)) failed: TEXT} (daemon.c, makeconnection). The host is a
   * name of the DNS, without spaces; the text may name another.
   */
  private static void hop(byte[] b, int from, int to, EventWriter e) {
    int space = ByteScan.indexOf(b, from, to, (byte) ' ');
    boolean named = space > from && THEN_ADDRESS.startsAt(b, space, to);
    int close = named ? THEN_PORT.indexIn(b, space, to) : -1;
    int port = close + THEN_PORT.length();
    int end = close < 0 ? to : Decimal.endOfDigits(b, port, to);
    int family = end + THEN_FAMILY.length();
    if (end > port
        && THEN_FAMILY.startsAt(b, end, to)
        && THEN_FAILED.startsAt(b, Decimal.endOfDigits(b, family, to), to)
        && Host.isHop(b, from, close + 1)) {
      Host.relay(b, from, close + 1, e);
      e.span(Field.RELAY_PORT, port, end);
    }
  }

  /** {@code HOST: SMTP MAIL protocol error: REPLY}: a next hop's (usersmtp.c). */
  private static boolean isProtocolError(byte[] b, int from, int to, EventWriter e) {
    int smtp = SMTP.indexIn(b, from, Math.min(to, from + MAX_HEAD));
    if (smtp < 0 || PROTOCOL_ERROR.indexIn(b, smtp, Math.min(to, smtp + 40)) < 0) {
      return false;
    }
    Host.relay(b, from, smtp, e);
    return true;
  }

  /** {@code uid N: attempt to use TEXT}: a program that smrsh(8) refused. */
  private static boolean smrsh(byte[] b, int from, int to, EventWriter e) {
    int number = from + UID.length();
    int end = ByteScan.indexOf(b, number, to, (byte) ':');
    if (end <= number || Decimal.endOfDigits(b, number, end) != end) {
      return false;
    }
    e.span(Field.UID, number, end);
    e.kind(ATTEMPT.startsAt(b, end, to) ? EventKind.REJECT : EventKind.DIAGNOSTIC);
    e.span(Field.REASON, Math.min(to, end + 2), to);
    return true;
  }

  /** {@code user N attempted to WHAT}: what only the superuser may (main.c). */
  private static void user(byte[] b, int from, int to, EventWriter e) {
    int number = from + USER.length();
    int end = USER.startsAt(b, from, to) ? Decimal.endOfDigits(b, number, to) : number;
    if (end > number && end < to && b[end] == ' ') {
      e.span(Field.UID, number, end);
      e.span(Field.REASON, from, to);
    }
  }

  /** {@code alias database FILE out of date}, which is not rebuilt (alias.c). */
  private static void outOfDate(byte[] b, int from, int to, EventWriter e) {
    if (ALIASES.startsAt(b, from, to)
        && (OUT_OF_DATE.endsAt(b, from, to) || TOO_LONG.endsAt(b, from, to))) {
      e.kind(EventKind.DIAGNOSTIC);
    }
  }

  /** {@code runqueue: Flushing queue from DIRECTORY/ID (pri N, …)}. */
  private static void flushed(byte[] b, int from, int to, EventWriter e) {
    int end = RUNQUEUE.startsAt(b, from, to) ? PRIORITY.lastIndexIn(b, from, to) : -1;
    int id = end < 0 ? -1 : ByteScan.lastIndexOf(b, from, end, (byte) '/') + 1;
    if (id > from && QueueId.endOf(b, id, end) == end) {
      e.span(Field.QUEUE_ID, id, end);
    }
  }
}
