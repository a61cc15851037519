package io.maillog.sendmail;

import io.maillog.bytes.Literal;
import io.maillog.dialect.CorrelationRules;
import io.maillog.dialect.Dialect;
import io.maillog.dialect.Dialect.Claim;
import io.maillog.dialect.LineParser;
import java.util.List;

/** The log of Sendmail, of 8.8 and later, by its names in syslog. */
public final class SendmailDialect implements Dialect {
  private static final CorrelationRules RULES = new SendmailCorrelationRules();
  private static final Literal[] NAMES = {
    Literal.of("sendmail"),
    Literal.of("sm-mta"),
    Literal.of("sm-msp-queue"),
    Literal.of("sm-msp"),
    Literal.of("sm-acceptingconnections"),
  };
  // What a site adds to tell its daemons apart (option -L).
  private static final Literal[] NAMED = {
    Literal.of("sendmail-"), Literal.of("sm-mta-"), Literal.of("sm-msp-"),
  };

  /** Creates the dialect; {@link java.util.ServiceLoader} does so too. */
  public SendmailDialect() {}

  @Override
  public String name() {
    return "sendmail";
  }

  @Override
  public Claim claimProgram(byte[] line, int from, int to) {
    for (Literal name : NAMES) {
      if (name.equalsAt(line, from, to)) {
        return Claim.STRONG;
      }
    }
    for (Literal named : NAMED) {
      if (named.startsAt(line, from, to)) {
        return Claim.STRONG;
      }
    }
    return Claim.NONE;
  }

  @Override
  public LineParser newLineParser() {
    return new SendmailLineParser();
  }

  @Override
  public CorrelationRules correlationRules() {
    return RULES;
  }

  @Override
  public long arrival(byte[] line, int from, int to) {
    return QueueId.arrival(line, from, to);
  }

  /** Where distributions have syslog put it. */
  @Override
  public List<String> usualPlaces() {
    return List.of("/var/log/maillog", "/var/log/mail.log");
  }
}
