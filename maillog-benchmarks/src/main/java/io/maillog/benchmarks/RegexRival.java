package io.maillog.benchmarks;

import io.maillog.benchmarks.LogScan.Counts;
import io.maillog.bytes.ByteScan;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a log is usually read in Java: each line to a String, a pattern for the header, and then one
 * pattern after the other for the kinds of lines, with their fields as groups.
 */
final class RegexRival {
  private static final Pattern HEADER =
      Pattern.compile(
          "^(\\w{3} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d) (\\S+) (postfix[-\\w/]*)/([-\\w]+)\\[(\\d+)\\]: (.*)$");
  private static final Pattern CONNECT =
      Pattern.compile("^connect from (\\S+)\\[([^\\]]+)\\](?::(\\d+))?$");
  private static final Pattern DISCONNECT =
      Pattern.compile("^disconnect from (\\S+)\\[([^\\]]+)\\](?::(\\d+))?(?: (.*))?$");
  private static final Pattern CLIENT =
      Pattern.compile(
          "^(\\w+): client=(\\S+)\\[([^\\]]+)\\](?:, sasl_method=(\\S+?))?(?:, sasl_username=(\\S+?))?(?:, .*)?$");
  private static final Pattern MESSAGE_ID = Pattern.compile("^(\\w+): message-id=(.*)$");
  private static final Pattern QUEUED =
      Pattern.compile("^(\\w+): from=<([^>]*)>, size=(\\d+), nrcpt=(\\d+) \\(queue active\\)$");
  private static final Pattern DELIVERY =
      Pattern.compile(
          "^(\\w+): to=<([^>]*)>,(?: orig_to=<([^>]*)>,)? relay=([^,]+),(?: conn_use=(\\d+),)? delay=([\\d.]+),"
              + " delays=([\\d./]+), dsn=(\\d\\.\\d+\\.\\d+), status=(\\w+) \\((.*)\\)$");
  private static final Pattern REMOVED = Pattern.compile("^(\\w+): removed$");
  private static final Pattern REJECT =
      Pattern.compile(
          "^(\\w+): reject: (\\w+) from (\\S+)\\[([^\\]]+)\\](?::\\d+)?: (\\d{3}) (\\d\\.\\d+\\.\\d+) (.*?);"
              + " from=<([^>]*)> to=<([^>]*)> proto=(\\S+) helo=<([^>]*)>$");
  private static final Pattern[] KINDS = {
    CONNECT, DISCONNECT, CLIENT, MESSAGE_ID, QUEUED, DELIVERY, REMOVED, REJECT
  };

  private int groups;

  Counts parse(byte[] b, int length) {
    long lines = 0;
    long received = 0;
    long sent = 0;
    long removed = 0;
    int from = 0;
    while (true) {
      int end = ByteScan.indexOf(b, from, length, (byte) '\n');
      if (end < 0) {
        return new Counts(lines, received, sent, removed);
      }
      lines++;
      Matcher m = match(new String(b, from, end - from, StandardCharsets.UTF_8));
      if (m != null) {
        received += m.pattern() == CLIENT && !"NOQUEUE".equals(m.group(1)) ? 1 : 0;
        sent += m.pattern() == DELIVERY && "sent".equals(m.group(9)) ? 1 : 0;
        removed += m.pattern() == REMOVED ? 1 : 0;
      }
      from = end + 1;
    }
  }

  private @org.jspecify.annotations.Nullable Matcher match(String line) {
    Matcher header = HEADER.matcher(line);
    if (!header.matches()) {
      return null;
    }
    String text = header.group(6);
    for (Pattern kind : KINDS) {
      Matcher m = kind.matcher(text);
      if (m.matches()) {
        groups += m.groupCount();
        return m;
      }
    }
    return null;
  }

  /** How many groups were captured, so that none is for nothing. */
  int groups() {
    return groups;
  }
}
