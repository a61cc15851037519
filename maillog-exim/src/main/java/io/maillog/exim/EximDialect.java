package io.maillog.exim;

import io.maillog.bytes.Literal;
import io.maillog.dialect.CorrelationRules;
import io.maillog.dialect.Dialect;
import io.maillog.dialect.Dialect.Claim;
import io.maillog.dialect.LineParser;
import java.util.List;

/**
 * The log of Exim: through syslog, or its own files, whose lines have a stamp and no program.
 *
 * <p>It reads main log, rejectlog and paniclog, of Exim 4, with any {@code log_selector}.
 */
public final class EximDialect implements Dialect {
  private static final CorrelationRules RULES = new EximCorrelationRules();
  private static final Literal EXIM = Literal.of("exim");
  private static final Literal EXIM4 = Literal.of("exim4");
  private static final Literal NAMED = Literal.of("exim-");

  /** Creates the dialect; {@link java.util.ServiceLoader} does so too. */
  public EximDialect() {}

  @Override
  public String name() {
    return "exim";
  }

  @Override
  public Claim claimProgram(byte[] line, int from, int to) {
    boolean own =
        EXIM.equalsAt(line, from, to)
            || EXIM4.equalsAt(line, from, to)
            || NAMED.startsAt(line, from, to);
    return own ? Claim.STRONG : Claim.NONE;
  }

  /** Rules of the administrator write any text (logwrite), so any line may be Exim's. */
  @Override
  public Claim claimUntagged(byte[] line, int from, int to) {
    return MessageId.hasHyphens(line, from, to) ? Claim.STRONG : Claim.WEAK;
  }

  @Override
  public LineParser newLineParser() {
    return new EximLineParser();
  }

  @Override
  public CorrelationRules correlationRules() {
    return RULES;
  }

  @Override
  public long arrival(byte[] line, int from, int to) {
    return MessageId.arrival(line, from, to);
  }

  /** Debian's, Red Hat's and FreeBSD's places of the main log. */
  @Override
  public List<String> usualPlaces() {
    return List.of("/var/log/exim4/mainlog", "/var/log/exim/mainlog", "/var/log/exim/main.log");
  }
}
