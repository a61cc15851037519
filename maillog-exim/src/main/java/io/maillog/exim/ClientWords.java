package io.maillog.exim;

import io.maillog.bytes.Literal;

/**
 * The words that follow a client and its tags in a line of their own, and which tags Exim writes
 * before them. An ident may hold tags, and these words; where the tags before them are not those
 * that Exim writes, they are of the ident.
 */
final class ClientWords {
  /** The tags of TLS: {@code X=}, {@code CV=}, {@code DN=}, {@code SNI=}. */
  static final int TLS = 1;

  /** {@code F=}, behind the client. */
  static final int SENDER = 2;

  /** {@code A=}. */
  static final int USER = 4;

  /** {@code F=}, before the client (receive.c, of local_scan() and the non-SMTP ACL). */
  static final int FIRST_SENDER = 8;

  private static final Literal TEMPORARILY = Literal.of("temporarily ");
  private static final Literal REJECTED = Literal.of("rejected ");
  private static final Literal RECIPIENT = Literal.of("RCPT ");
  private static final Literal MIME = Literal.of("during MIME ACL checks");
  private static final Literal DATA = Literal.of("after DATA");
  private static final Literal EACH_RECIPIENT = Literal.of("after DATA PRDR");
  private static final Literal BY = Literal.of("by ");
  private static final Literal DROPPED = Literal.of("dropped by ");
  private static final Literal WARNING = Literal.of("Warning: ");
  private static final Literal VERIFY = Literal.of("sender verify ");
  private static final Literal INCOMPLETE = Literal.of("incomplete transaction (");

  private ClientWords() {}

  /** Whether such words stand there. */
  static boolean areAt(byte[] b, int p, int to) {
    if (p >= to) {
      return false;
    }
    return switch (b[p]) {
      case 'r' -> REJECTED.startsAt(b, p, to);
      case 't' ->
          TEMPORARILY.startsAt(b, p, to) && REJECTED.startsAt(b, p + TEMPORARILY.length(), to);
      case 'R' -> RECIPIENT.startsAt(b, p, to);
      case 'd' -> DROPPED.startsAt(b, p, to);
      case 'W' -> WARNING.startsAt(b, p, to);
      case 's' -> VERIFY.startsAt(b, p, to);
      case 'i' -> INCOMPLETE.startsAt(b, p, to);
      default -> false;
    };
  }

  /** Whether Exim writes the words that stand there behind a client with these tags. */
  static boolean mayFollow(byte[] b, int p, int to, int tags) {
    int what = TEMPORARILY.startsAt(b, p, to) ? p + TEMPORARILY.length() : p;
    if (REJECTED.startsAt(b, what, to)) {
      what += REJECTED.length();
      if (BY.startsAt(b, what, to)) {
        return (tags & ~FIRST_SENDER) == 0;
      }
      return (tags & ~TLS) == 0 ? !isOfSender(b, what, to) : isRefusal(b, what, to, tags);
    }
    if (RECIPIENT.startsAt(b, p, to)) {
      return tags == SENDER; // discarded (smtp_in.c)
    }
    if (DROPPED.startsAt(b, p, to)) {
      return (tags & ~TLS) == 0; // log_connect_tls_drop
    }
    // acl_warn(), incomplete_transaction_log(), and what a sender's verification found
    return tags == 0 || !areAt(b, p, to);
  }

  /** A refusal by an ACL (smtp_in.c, smtp_handle_acl_fail). */
  private static boolean isRefusal(byte[] b, int what, int to, int tags) {
    return (tags & FIRST_SENDER) == 0 && (tags & SENDER) != 0 && isOfSender(b, what, to);
  }

  /** Whether the sender is stated of a refusal at this stage, and who is authenticated. */
  private static boolean isOfSender(byte[] b, int what, int to) {
    return RECIPIENT.startsAt(b, what, to)
        || MIME.startsAt(b, what, to)
        || (DATA.startsAt(b, what, to) && !EACH_RECIPIENT.startsAt(b, what, to));
  }
}
