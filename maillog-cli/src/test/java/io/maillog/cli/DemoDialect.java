package io.maillog.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.maillog.dialect.CorrelationRules;
import io.maillog.dialect.Dialect;
import io.maillog.dialect.Dialect.Claim;
import io.maillog.dialect.LineParser;
import io.maillog.event.DeliveryStatus;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.SmtpStage;
import io.maillog.header.LineHeader;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A mail server whose whole grammar is in this file, so that the command is tested alone. */
public class DemoDialect implements Dialect {
  private static final Pattern ID = Pattern.compile("(?<queueid>[0-9A-F]+): ");
  private static final Pattern CLIENT =
      Pattern.compile("client=(?<clienthost>[^\\[]*)\\[(?<clientip>[^\\]]*)\\]");
  private static final Pattern MESSAGE_ID = Pattern.compile("message-id=(?<messageid>.*)");
  private static final Pattern QUEUED =
      Pattern.compile("from=<(?<from>[^>]*)>, size=(?<size>\\d+), nrcpt=(?<nrcpt>\\d+)");
  private static final Pattern DELIVERY =
      Pattern.compile(
          "to=<(?<to>[^>]*)>,(?: orig_to=<(?<origto>[^>]*)>,)? relay=(?<relayhost>[^\\[]*)"
              + "\\[(?<relayip>[^\\]]*)\\]:(?<relayport>\\d+), delay=(?<delay>[^,]*), "
              + "dsn=(?<dsn>[^,]*), status=(?<word>\\w+) \\((?<reply>.*)\\)");
  private static final Pattern REJECT =
      Pattern.compile(
          "NOQUEUE: reject: RCPT from (?<clienthost>[^\\[]*)\\[(?<clientip>[^\\]]*)\\]: "
              + "(?<code>\\d+) (?<dsn>[\\d.]+) (?<reason>.*); from=<(?<from>[^>]*)> "
              + "to=<(?<to>[^>]*)>");

  /** Found by the service loader. */
  public DemoDialect() {}

  @Override
  public String name() {
    return "demo";
  }

  @Override
  public Claim claimProgram(byte[] line, int from, int to) {
    return text(line, from, to).equals("demo") ? Claim.STRONG : Claim.NONE;
  }

  @Override
  public LineParser newLineParser() {
    return DemoDialect::parse;
  }

  @Override
  public CorrelationRules correlationRules() {
    return new CorrelationRules() {
      @Override
      public boolean logsRemoval() {
        return true;
      }

      @Override
      public Field sessionKey() {
        return Field.PID;
      }
    };
  }

  private static String text(byte[] b, int from, int to) {
    return new String(b, from, to - from, ISO_8859_1);
  }

  private static void parse(byte[] b, int from, int to, LineHeader header, EventWriter e) {
    String line = text(b, from, to);
    Matcher reject = REJECT.matcher(line);
    if (reject.matches()) {
      e.kind(EventKind.REJECT);
      e.stage(SmtpStage.RCPT);
      e.mayRepeat(from, false);
      set(reject, from, e);
      return;
    }
    Matcher id = ID.matcher(line);
    if (!id.lookingAt()) {
      return;
    }
    int start = from + id.end();
    String rest = line.substring(id.end());
    if (matches(CLIENT, rest, EventKind.RECEIVED, start, e)
        || matches(MESSAGE_ID, rest, EventKind.MESSAGE_ID, start, e)
        || matches(QUEUED, rest, EventKind.QUEUED, start, e)
        || matches(DELIVERY, rest, EventKind.DELIVERY, start, e)) {
      set(id, from, e);
    } else if (rest.equals("removed")) {
      e.kind(EventKind.REMOVED);
      set(id, from, e);
    }
  }

  private static boolean matches(
      Pattern pattern, String text, EventKind kind, int start, EventWriter e) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.matches()) {
      return false;
    }
    e.kind(kind);
    set(matcher, start, e);
    if (kind == EventKind.DELIVERY) {
      e.status(DeliveryStatus.valueOf(matcher.group("word").toUpperCase(Locale.ROOT)));
    }
    return true;
  }

  /** Sets each field that has a group of its name. */
  private static void set(Matcher matcher, int start, EventWriter e) {
    String pattern = matcher.pattern().pattern();
    for (Field field : Field.values()) {
      String group = field.key().replace("_", "");
      if (pattern.contains("(?<" + group + ">") && matcher.start(group) >= 0) {
        e.span(field, start + matcher.start(group), start + matcher.end(group));
      }
    }
  }
}
