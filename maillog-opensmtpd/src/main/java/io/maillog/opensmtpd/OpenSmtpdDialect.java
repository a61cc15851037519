package io.maillog.opensmtpd;

import io.maillog.bytes.Literal;
import io.maillog.dialect.CorrelationRules;
import io.maillog.dialect.Dialect;
import io.maillog.dialect.LineParser;
import java.util.List;

/** The log of OpenSMTPD, 5.4 to 7.8, through syslog. */
public final class OpenSmtpdDialect implements Dialect {
  private static final CorrelationRules RULES = new OpenSmtpdCorrelationRules();
  private static final Literal SMTPD = Literal.of("smtpd");
  private static final Literal OPENSMTPD = Literal.of("opensmtpd");

  /** Creates the dialect; {@link java.util.ServiceLoader} does so too. */
  public OpenSmtpdDialect() {}

  @Override
  public String name() {
    return "opensmtpd";
  }

  /** The server logs as {@code smtpd}; so does Postfix's daemon that has no full name yet. */
  @Override
  public Claim claimProgram(byte[] line, int from, int to) {
    if (OPENSMTPD.equalsAt(line, from, to)) {
      return Claim.STRONG; // as its service is named
    }
    return SMTPD.equalsAt(line, from, to) ? Claim.WEAK : Claim.NONE;
  }

  @Override
  public Claim claimText(byte[] line, int from, int to) {
    return OpenSmtpdLineParser.isOwn(line, from, to) ? Claim.STRONG : Claim.NONE;
  }

  @Override
  public LineParser newLineParser() {
    return new OpenSmtpdLineParser();
  }

  @Override
  public CorrelationRules correlationRules() {
    return RULES;
  }

  /** OpenBSD's place, then that of Linux distributions. */
  @Override
  public List<String> usualPlaces() {
    return List.of("/var/log/maillog", "/var/log/mail.log");
  }
}
