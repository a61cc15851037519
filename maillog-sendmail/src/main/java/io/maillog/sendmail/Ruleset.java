package io.maillog.sendmail;

import io.maillog.bytes.Literal;
import io.maillog.event.SmtpStage;

/**
 * A ruleset of the configuration that decides of a client, with the stage that it belongs to
 * (srvrsmtp.c, collect.c, deliver.c). Any other name is that of a header's.
 */
final class Ruleset {
  static final Ruleset CHECK_RCPT = new Ruleset("check_rcpt", SmtpStage.RCPT);
  static final Ruleset CHECK_MAIL = new Ruleset("check_mail", SmtpStage.MAIL);
  static final Ruleset CHECK_OTHER = new Ruleset("check_other", SmtpStage.OTHER);
  static final Ruleset CHECK_COMPAT = new Ruleset("check_compat", SmtpStage.OTHER);
  private static final Ruleset OF_HEADER = new Ruleset("", SmtpStage.EOD);
  private static final Ruleset TLS_SERVER = new Ruleset("tls_server", SmtpStage.STARTTLS);
  private static final Ruleset TLS_RCPT = new Ruleset("tls_rcpt", SmtpStage.STARTTLS);
  private static final Ruleset TRY_TLS = new Ruleset("try_tls", SmtpStage.STARTTLS);

  private static final Ruleset[] NAMED = {
    CHECK_RCPT,
    CHECK_MAIL,
    CHECK_COMPAT,
    new Ruleset("check_relay", SmtpStage.CONNECT),
    new Ruleset("check_data", SmtpStage.DATA),
    new Ruleset("check_eoh", SmtpStage.EOD),
    new Ruleset("check_eom", SmtpStage.EOD),
    new Ruleset("check_vrfy", SmtpStage.VRFY),
    new Ruleset("check_expn", SmtpStage.OTHER),
    new Ruleset("check_etrn", SmtpStage.ETRN),
    CHECK_OTHER,
    new Ruleset("trust_auth", SmtpStage.AUTH),
    new Ruleset("tls_client", SmtpStage.STARTTLS),
    TLS_SERVER,
    TLS_RCPT,
    TRY_TLS,
  };

  final SmtpStage stage;

  /** Whether its argument may hold anything, and is no address. */
  final boolean raw;

  private final Literal name;

  private Ruleset(String name, SmtpStage stage) {
    this.name = Literal.of(name);
    this.stage = stage;
    this.raw =
        switch (name) {
          // a header's text, or what the client sent (srvrsmtp.c)
          case "", "check_other", "check_vrfy", "check_expn", "check_etrn" -> true;
          default -> false;
        };
  }

  static Ruleset of(byte[] b, int from, int to) {
    for (Ruleset set : NAMED) {
      if (set.name.equalsAt(b, from, to)) {
        return set;
      }
    }
    return OF_HEADER;
  }

  /** Whether its host is the server that this one connects to (deliver.c). */
  boolean isOfNextHop() {
    return is(TLS_SERVER) || is(TLS_RCPT) || is(TRY_TLS);
  }

  @SuppressWarnings("ReferenceEquality") // each is one
  boolean is(Ruleset other) {
    return this == other;
  }
}
