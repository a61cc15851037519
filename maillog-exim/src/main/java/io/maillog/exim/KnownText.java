package io.maillog.exim;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.SmtpStage;
import io.maillog.grammar.TextHeads;

/**
 * Exim's other texts, of which only the kind is told, by the words that they start with; and the
 * address or the host that some state. What an administrator's ACL writes (logwrite) is none of
 * them.
 */
final class KnownText {
  private static final TextHeads HEADS =
      TextHeads.builder()
          .add(
              EventKind.PROCESS,
              "cwd=",
              "debugging Exim in inetd",
              "daemon: ",
              "listen backlog ",
              "exec of exim",
              "IPv6 socket ",
              "IPv4 socket ")
          .add(
              EventKind.QUEUE_RUN,
              "Start queue run",
              "Start '",
              "Start ODMR",
              "End queue run",
              "End '",
              "Abandon queue run",
              "notify triggered queue run",
              "queue run: ",
              "Spool file is locked",
              "Spool file for ",
              "Spool file ",
              "Spool Q=",
              "Message is locked")
          .add(EventKind.POLICY, "DKIM: ", "PRDR ", "ARC: ", "DMARC ", "SPF ")
          .add(EventKind.QUEUE_ACTION, "original recipients ignored")
          .add(EventKind.REJECT, "local_scan() function ")
          .add(
              EventKind.DIAGNOSTIC,
              "Exim configuration ",
              "no host name found for IP address ",
              "no IP address found for host ",
              "DNS list lookup ",
              "Long ",
              "spool directory space check failed",
              "log directory space check failed",
              "failed ",
              "Failed ",
              "failure ",
              "expansion of ",
              "Expansion of ",
              "attempt to ",
              "Attempt to ",
              "unable to ",
              "cannot ",
              "could not ",
              "can't ",
              "Couldn't ",
              "Cannot ",
              "Can't ",
              "regex acl condition",
              "mime_regex acl condition",
              "malware acl condition",
              "spam acl condition",
              "MIME acl condition",
              "acl_smtp_mime: ",
              "Error/short write ",
              "Error in ",
              "Error reading ",
              "Error ",
              "error ",
              "Format error in spool file",
              "socket bind() ",
              "bind of ",
              "listen() ",
              "setsockopt(",
              "getsockopt() ",
              "getsockname() ",
              "setrlimit(",
              "fork of ",
              "host name alias list ",
              "host name ",
              "bad ",
              "Bad ",
              "Rewrite of ",
              "rewrite rule ",
              "rewrite: ",
              "qualify/rewrite: ",
              "Header modification",
              "DCC: ",
              "Wrong header from DCC",
              "Unknown DCC",
              "ACL for ",
              "ALPN ",
              "OCSP ",
              "arc: ",
              "dmarc: ",
              "DKIM",
              "signing",
              "socks auth ",
              "Unrecognised socks ",
              "smtp-wait database ",
              "shadow transport ",
              "setup fail ",
              "setting SO_REUSEADDR",
              "Setting IPV6_V6ONLY",
              "unlink(",
              "rmdir(",
              "link(",
              "unknown ",
              "Unknown ",
              "too many ",
              "tainted ",
              "Tainted ",
              "responsible-mailbox ",
              "remote delivery process ",
              "redirection process ",
              "readsock ",
              "pid ",
              "peer close ",
              "partial matching ",
              "no @ found ",
              "nmh lookup",
              "list matching forced ",
              "invalid ",
              "internal ",
              "dnssec fail",
              "dnslist",
              "dns_again_means_nonexist ",
              "CNAME loop ",
              "dlfunc{",
              "delivery setrlimit(",
              "debug tag ",
              "configured error code",
              "Warning: ",
              "WARNING: ",
              "Timeout on ",
              "Temporary ",
              "Process ",
              "More than ",
              "Delivery status for ",
              "EHLO/HELO response ",
              "routing loop ",
              "Spool error",
              "ident connection to ",
              "Suggested action: ",
              "CL ",
              "config",
              "expanded ",
              "sender verify fail (",
              "timeout_frozen_after",
              "lookup of ",
              "LOG: ",
              "PANIC: ",
              "panic",
              "SIGTERM received ",
              "SIGINT received ",
              "SIG",
              "main option ",
              "only one of ",
              "Child mail process ",
              "no recipients found in headers",
              "daemon_notif",
              "Permission denied",
              "SSL verify ",
              "Connection aborted; STARTTLS support by ",
              "exim: ", // what it writes to standard error, through the journal
              "warning: ",
              "error: ",
              "Error: ",
              "ERROR: ",
              "fatal: ",
              "Fatal: ",
              "Panic: ",
              "PANIC")
          .build();
  private static final Literal WHILE_READING = Literal.of("Error while reading message ");
  private static final Literal DAEMON = Literal.of("exim ");
  private static final Literal DAEMON_WORD = Literal.of(" daemon ");
  private static final Literal SIGHUP = Literal.of(": SIGHUP received");
  private static final Literal NO_NAME = Literal.of("no host name found for IP address ");
  private static final Literal DURING = Literal.of(" (during SMTP connection from ");
  private static final Literal PRDR = Literal.of("PRDR ");
  private static final Literal PRDR_RECIPIENT = Literal.of("PRDR R=<");
  private static final Literal REFUSAL = Literal.of("> refusal");
  private static final Literal TEMPORARY_REFUSAL = Literal.of("> temporary refusal");
  private static final Literal DELIVERING = Literal.of(" while delivering ");
  private static final Literal NO_ADDRESS = Literal.of("no IP address found for host ");
  private static final Literal DNS_LIST = Literal.of("DNS list lookup for ");
  private static final Literal[] INSIDE = {
    Literal.of(" authenticator"),
    Literal.of(" router: "),
    Literal.of(" transport "),
    Literal.of(" router "),
    Literal.of(" warning - "),
    Literal.of(" cannot "),
    Literal.of(" error "),
    Literal.of(" accept() failure"),
    Literal.of(" select() failure"),
    Literal.of(" spamd"),
    Literal.of(" failed"),
    Literal.of(" failure"),
    Literal.of(" exceeded"),
    Literal.of(" not found"),
    Literal.of("\" verb not allowed in "),
    Literal.of(" (while routing <"),
    Literal.of(" (while verifying <"),
    Literal.of(">: "),
    Literal.of(": malware_internal: "),
  };
  private static final Literal COLON = Literal.of(": ");
  private static final Literal[] AFTER_COLON = {
    Literal.of("no recipient addresses"),
    Literal.of("at least one malformed recipient address: "),
    Literal.of("excessively long message header"),
    Literal.of("message too big "),
    Literal.of("too many recipients "),
    Literal.of("rejected by "),
    Literal.of("accepted by "),
  };

  private KnownText() {}

  static void read(byte[] b, int from, int to, EventWriter e) {
    if (CommandLine.parse(b, from, to, e) || ScannerLine.parse(b, from, to, e)) {
      return;
    }
    if (SelfLine.parse(b, from, to, e)) {
      return;
    }
    if (WHILE_READING.startsAt(b, from, to) && isMoan(b, from, to)) {
      known(EventKind.REJECT, b, from, to, e);
      return;
    }
    if (DAEMON.startsAt(b, from, to) && DAEMON_WORD.indexIn(b, from, Math.min(to, from + 40)) > 0) {
      e.kind(EventKind.PROCESS);
      return;
    }
    if (b[from] == 'p' && SIGHUP.indexIn(b, from, Math.min(to, from + 32)) > 0) {
      e.kind(EventKind.PROCESS);
      return;
    }
    if (RewriteLine.parse(b, from, to, e)) {
      return;
    }
    EventKind kind = HEADS.kind(b, from, to);
    if (kind != EventKind.OTHER) {
      known(kind, b, from, to, e);
      return;
    }
    if (isMoan(b, from, to)) {
      known(EventKind.REJECT, b, from, to, e);
      return;
    }
    for (Literal inside : INSIDE) {
      if (inside.indexIn(b, from, Math.min(to, from + 120)) > 0) {
        known(EventKind.DIAGNOSTIC, b, from, to, e);
        return;
      }
    }
  }

  private static void known(EventKind kind, byte[] b, int from, int to, EventWriter e) {
    e.kind(kind);
    word(NO_NAME, Field.CLIENT_IP, b, from, to, e);
    word(NO_ADDRESS, Field.CLIENT_HOST, b, from, to, e);
    if (DNS_LIST.startsAt(b, from, to)
        && Decimal.isDigit(b[Math.min(to - 1, from + DNS_LIST.length())])) {
      word(DNS_LIST, Field.CLIENT_IP, b, from, to, e); // else a domain
    }
    if (PRDR_RECIPIENT.startsAt(b, from, to)) {
      perRecipient(b, from + PRDR_RECIPIENT.length(), to, e);
    } else if (PRDR.startsAt(b, from, to) && ofRecipient(b, from + PRDR.length(), to, e)) {
      return;
    }
    int during = DURING.indexIn(b, from, to);
    if (during > 0) {
      Field name = Field.CLIENT_HOST;
      int host = e.has(name) ? e.from(name) : -1;
      int hostTo = e.has(name) ? e.to(name) : -1;
      ClientHost.read(
          b, during + DURING.length(), b[to - 1] == ')' ? to - 1 : to, ClientHost.Next.COLON, e);
      if (host >= 0 && !e.has(name)) {
        e.span(name, host, hostTo);
      }
    }
    int delivering = DELIVERING.lastIndexIn(b, from, to);
    if (delivering > 0 && MessageId.endOf(b, delivering + DELIVERING.length(), to) == to) {
      e.span(Field.QUEUE_ID, delivering + DELIVERING.length(), to);
    }
    if (kind == EventKind.DIAGNOSTIC || kind == EventKind.REJECT || kind == EventKind.POLICY) {
      e.span(Field.REASON, from, to);
    }
  }

  /** {@code ADDRESS> refusal}: what an ACL says to a recipient of the message (receive.c). */
  private static void perRecipient(byte[] b, int from, int to, EventWriter e) {
    int close = Address.strictClose(b, from, to);
    if (close < 0) {
      return;
    }
    e.span(Field.TO, from, close);
    if (REFUSAL.equalsAt(b, close, to) || TEMPORARY_REFUSAL.equalsAt(b, close, to)) {
      e.kind(EventKind.REJECT);
      e.stage(SmtpStage.OTHER); // of this recipient alone, whatever becomes of the message
    }
  }

  /**
   * {@code ADDRESS TEXT}: the ACL's own words, in place of those above, which may mean either
   * (receive.c; acl_smtp_data_prdr).
   */
  private static boolean ofRecipient(byte[] b, int from, int to, EventWriter e) {
    int end = Address.endOfBare(b, from, to);
    if (end + 1 >= to || !Address.isQualified(b, from, end)) {
      return false;
    }
    e.span(Field.TO, from, end);
    e.span(Field.REASON, end + 1, to);
    return true;
  }

  private static void word(Literal head, Field field, byte[] b, int from, int to, EventWriter e) {
    if (head.startsAt(b, from, to)) {
      int start = from + head.length();
      e.span(field, start, ByteScan.endOfWord(b, start, to));
    }
  }

  /** {@code WHAT: no recipient addresses} and other reasons to refuse a local message (moan.c). */
  private static boolean isMoan(byte[] b, int from, int to) {
    int colon = COLON.indexIn(b, from, Math.min(to, from + 120));
    if (colon < 0) {
      return false;
    }
    for (Literal text : AFTER_COLON) {
      if (text.startsAt(b, colon + 2, to)) {
        return true;
      }
    }
    return false;
  }
}
