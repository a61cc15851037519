package io.maillog.postfix;

import io.maillog.dialect.CorrelationRules;
import io.maillog.dialect.Dialect;
import io.maillog.dialect.Dialect.Claim;
import io.maillog.dialect.LineParser;
import io.maillog.event.MailEvent;
import java.util.List;

/** The log of Postfix, 2.3 to 3.12: the lines of its daemons and of its commands. */
public final class PostfixDialect implements Dialect {
  private static final CorrelationRules RULES = new PostfixCorrelationRules();

  /** Creates the dialect; {@link java.util.ServiceLoader} does so too. */
  public PostfixDialect() {}

  @Override
  public String name() {
    return "postfix";
  }

  @Override
  public Claim claimProgram(byte[] line, int from, int to) {
    return PostfixProgram.claim(line, from, to);
  }

  @Override
  public LineParser newLineParser() {
    return new PostfixLineParser();
  }

  @Override
  public CorrelationRules correlationRules() {
    return RULES;
  }

  @Override
  public long arrival(byte[] line, int from, int to) {
    return QueueId.arrival(line, from, to);
  }

  @Override
  public long arrival(MailEvent event) {
    long byMessageId = OwnMessageId.arrival(event);
    return byMessageId == UNKNOWN_TIME ? Dialect.super.arrival(event) : byMessageId;
  }

  /** Where distributions have syslog put it; and where maillog_file(5) points to by example. */
  @Override
  public List<String> usualPlaces() {
    return List.of(
        "/var/log/mail.log", "/var/log/maillog", "/var/log/mail/mail.log", "/var/log/postfix.log");
  }
}
