package io.maillog.postfix;

import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import io.maillog.event.EventKind;
import io.maillog.grammar.TextHeads;

/**
 * Texts that say nothing but their kind: daemons and commands on themselves, figures, and
 * diagnostics that have no level. Told by their first words.
 */
final class KnownText {
  private static final TextHeads SECOND =
      TextHeads.builder()
          .add(
              EventKind.DIAGNOSTIC,
              "select timed out",
              "select wakeup",
              "feedback type ",
              "offers SMTPUTF8 support")
          .add(EventKind.STATISTICS, "cache cleanup will start ")
          .build();
  private static final Literal LINE = Literal.of("line ");
  private static final Literal DUMP = Literal.of(" - ");
  private static final Literal FAILED_IN = Literal.of(":failed");
  private static final Literal ERROR_IN = Literal.of(":error");

  private static final TextHeads HEADS =
      TextHeads.builder()
          .add(
              EventKind.PROCESS,
              "daemon started",
              "reload ",
              "terminating on signal ",
              "table ",
              "starting the Postfix mail system",
              "stopping the Postfix mail system",
              "refreshing the Postfix mail system",
              "aborting the Postfix mail system",
              "waiting for the Postfix mail system",
              "stopping the Postfix",
              "the Postfix mail system is",
              "master exit time",
              "flushing all mail",
              "checking the Postfix",
              "Postfix is running",
              "Postfix is using",
              "Postfix is stopped",
              "See http",
              "To disable backwards compatibility",
              "using backwards-compatible default",
              "using using backwards-compatible default",
              "exiting to reopen",
              "running: ",
              "export ",
              "entering STRESS mode",
              "leaving STRESS mode",
              "start interval ")
          .add(
              EventKind.STATISTICS,
              "statistics: ",
              "cache ",
              "scache statistics",
              "lmdb:",
              "btree:")
          .add(EventKind.QUEUE_RUN, "queue run", "start queue run", "end queue run")
          .add(
              EventKind.TLS,
              "Host offered STARTTLS",
              "SSL3 alert",
              "SSL_",
              "TLS ",
              "Verified: ",
              "Matched ",
              "Reusing old session",
              "Issuing session ticket",
              "Decrypting session ticket",
              "looking for session ",
              "looking up session ",
              "reloaded session ",
              "save session ",
              "remove session ",
              "SNI hostname: ",
              "depth=",
              "verify=",
              "raw public key fingerprint=",
              "subject=",
              "issuer=",
              "using DANE RR: ",
              "initializing the ",
              "re-using session",
              "subject_CN=",
              "matched peername",
              "cannot load Certification Authority",
              "cannot set default OpenSSL")
          .add(
              EventKind.DIAGNOSTIC,
              "skipped, still being delivered",
              "breaking line",
              "enabling VERP",
              "replacing ",
              "discarding EHLO",
              "skipping ",
              "mapping DSN status",
              "reply filter",
              "redirecting ",
              "worked around",
              "close database",
              "database ",
              "ignoring ",
              "lost connection to EGD",
              "cannot ",
              "EGD server",
              "SMTPS wrappermode",
              "successfully executed",
              "target file",
              "import_",
              "myhostname=",
              "cancel delete-behind",
              "delete-behind",
              "feedback ",
              "unable to ",
              "mail for ",
              "fd limit",
              "read from ",
              "write to ",
              "Sender requested",
              "removed",
              "queue ",
              "Unverified: ",
              "key=",
              "keep ",
              "done ",
              "start ",
              "drop ")
          .build();

  private KnownText() {}

  /**
   * The kind that the words tell after one, or two, which name a peer, a table, a file, a function
   * or a transport.
   */
  static EventKind kindAfterName(byte[] b, int from, int to) {
    int p = from;
    for (int words = 0; words < 2; words++) {
      int end = p;
      while (end < to && b[end] != ' ') {
        end++;
      }
      if (end + 1 >= to || end == p) {
        return EventKind.OTHER;
      }
      boolean colon = b[end - 1] == ':' && end > p + 1;
      p = end + 1;
      EventKind kind = colon ? kind(b, afterPlace(b, p, to), to) : EventKind.OTHER;
      kind = kind == EventKind.OTHER ? SECOND.kind(b, p, to) : kind;
      if (kind != EventKind.OTHER) {
        return kind;
      }
      if (FAILED_IN.endsAt(b, from, end) || ERROR_IN.endsAt(b, from, end)) {
        return EventKind.TLS; // OpenSSL's own account (tls_misc.c)
      }
    }
    return EventKind.OTHER;
  }

  /** {@code line N: } after a file's name (master_ent.c). */
  private static int afterPlace(byte[] b, int from, int to) {
    if (!LINE.startsAt(b, from, to)) {
      return from;
    }
    int end = Decimal.endOfDigits(b, from + LINE.length(), to);
    return end + 2 < to && b[end] == ':' ? end + 2 : from;
  }

  /** {@code 0010 - 16 03 01 …}: the bytes of a TLS record (tls_bio_ops.c). */
  private static boolean isDump(byte[] b, int from, int to) {
    int i = from;
    while (i < to && i < from + 8 && (Decimal.isDigit(b[i]) || (b[i] >= 'a' && b[i] <= 'f'))) {
      i++;
    }
    return i > from + 1 && DUMP.startsAt(b, i, to);
  }

  /** The kind that the first words tell; {@link EventKind#OTHER} if they are not known. */
  static EventKind kind(byte[] b, int from, int to) {
    EventKind kind = HEADS.kind(b, from, to);
    return kind == EventKind.OTHER && isDump(b, from, to) ? EventKind.TLS : kind;
  }
}
