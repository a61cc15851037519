package io.maillog.postfix;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.dialect.Dialect.Claim;
import java.util.stream.Stream;

/**
 * The program's name in a line's tag: {@code SYSLOG_NAME/DAEMON} (mail_task.c). The syslog name is
 * {@code postfix}, an instance's name, or whatever master.cf gives a service with {@code -o
 * syslog_name=}.
 */
final class PostfixProgram {
  private static final Literal POSTFIX = Literal.of("postfix");
  private static final Literal INSTANCE = Literal.of("postfix-");

  /** master(8)'s daemons: a name that ends in one of them after a slash is Postfix's. */
  private static final Literal[] DAEMONS =
      literals(
          "anvil bounce cleanup defer discard dnsblog error flush lmtp local master nqmgr oqmgr"
              + " pickup pipe postlogd postscreen proxymap proxywrite qmgr qmqpd retry scache showq"
              + " smtp smtpd spawn tlsmgr tlsproxy trace trivial-rewrite verify virtual"
              + " postfix-script postlog postsuper postdrop postqueue postalias postmap postmulti"
              + " postcat postkick sendmail nbdb_reindexd");

  /** Names that stand alone where a daemon failed before it set its full name, or a command ran. */
  private static final Literal[] ALONE =
      literals(
          "postfix-script postlog postsuper postdrop postqueue postalias postmap postmulti postcat"
              + " postscreen postlogd trivial-rewrite qmgr cleanup smtpd tlsproxy dnsblog qmqpd"
              + " pickup anvil scache bounce pipe smtp lmtp local virtual");

  /** Others that log as {@code NAME/DAEMON}, with daemons of the same names. */
  private static final Literal[] FOREIGN =
      literals("cyrus cyrus-imapd dovecot courier exim exim4 sendmail opensmtpd");

  private PostfixProgram() {}

  private static Literal[] literals(String names) {
    return Stream.of(names.split(" ")).map(Literal::of).toArray(Literal[]::new);
  }

  static Claim claim(byte[] b, int from, int to) {
    if (POSTFIX.equalsAt(b, from, to)) {
      return Claim.STRONG;
    }
    int slash = ByteScan.lastIndexOf(b, from, to, (byte) '/');
    if (slash < 0) {
      return isOneOf(ALONE, b, from, to) ? Claim.WEAK : Claim.NONE;
    }
    int first = ByteScan.indexOf(b, from, to, (byte) '/');
    if (POSTFIX.equalsAt(b, from, first) || INSTANCE.startsAt(b, from, first)) {
      return Claim.STRONG;
    }
    if (isOneOf(FOREIGN, b, from, first)) {
      return Claim.NONE;
    }
    return isOneOf(DAEMONS, b, slash + 1, to) ? Claim.STRONG : Claim.NONE;
  }

  private static boolean isOneOf(Literal[] names, byte[] b, int from, int to) {
    for (Literal name : names) {
      if (name.equalsAt(b, from, to)) {
        return true;
      }
    }
    return false;
  }

  /** The end of the instance's name, or {@code from} for the default one (postmulti(1)). */
  static int instanceEnd(byte[] b, int from, int to) {
    if (to - from < 9 || b[from + 7] != '-' || !INSTANCE.startsAt(b, from, to)) {
      return from;
    }
    int slash = ByteScan.indexOf(b, from, to, (byte) '/');
    return slash < 0 ? from : slash;
  }
}
