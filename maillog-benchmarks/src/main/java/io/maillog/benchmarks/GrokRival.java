package io.maillog.benchmarks;

import io.krakens.grok.api.Grok;
import io.krakens.grok.api.GrokCompiler;
import io.krakens.grok.api.Match;
import io.maillog.benchmarks.LogScan.Counts;
import io.maillog.bytes.ByteScan;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * How log shippers read a log: Grok patterns, one for the header, then one after the other for the
 * kinds of lines, as {@link RegexRival} has them; each match gives a map of texts.
 *
 * <p>The patterns are of this project's own writing, and of the usual granularity: addresses, host
 * names and times are checked digit by digit.
 */
final class GrokRival {
  // A pattern may use those above it.
  private static final List<String> PARTS =
      List.of(
          "MONTH (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)",
          "MONTHDAY (?:[12]\\d|3[01]|0?[1-9])",
          "CLOCK (?:[01]\\d|2[0-3]):[0-5]\\d:(?:[0-5]\\d|60)",
          "SYSLOGTIMESTAMP %{MONTH} +%{MONTHDAY} %{CLOCK}",
          "NUMBER \\d+",
          "DECIMAL \\d+(?:\\.\\d+)?",
          "OCTET (?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)",
          "IPV4 (?:%{OCTET}\\.){3}%{OCTET}",
          // The rule IPv6address of RFC 3986, 3.2.2
          "H16 [0-9A-Fa-f]{1,4}",
          "LS32 (?:%{H16}:%{H16}|%{IPV4})",
          "IPV6 (?:(?:%{H16}:){6}%{LS32}"
              + "|::(?:%{H16}:){5}%{LS32}"
              + "|(?:%{H16})?::(?:%{H16}:){4}%{LS32}"
              + "|(?:(?:%{H16}:){0,1}%{H16})?::(?:%{H16}:){3}%{LS32}"
              + "|(?:(?:%{H16}:){0,2}%{H16})?::(?:%{H16}:){2}%{LS32}"
              + "|(?:(?:%{H16}:){0,3}%{H16})?::%{H16}:%{LS32}"
              + "|(?:(?:%{H16}:){0,4}%{H16})?::%{LS32}"
              + "|(?:(?:%{H16}:){0,5}%{H16})?::%{H16}"
              + "|(?:(?:%{H16}:){0,6}%{H16})?::)",
          "IP (?:%{IPV6}|%{IPV4})",
          "LABEL [0-9A-Za-z](?:[0-9A-Za-z_-]{0,61}[0-9A-Za-z])?",
          "HOSTNAME %{LABEL}(?:\\.%{LABEL})*\\.?",
          "HOST (?:%{IP}|%{HOSTNAME})",
          "PROGRAM [\\w/.-]+",
          "QUEUEID \\w+",
          "ADDRESS [^>]*",
          "CLIENT %{HOST:client}\\[(?:%{IP:ip}|unknown)\\]",
          "RELAY (?:%{HOST:relay}\\[(?:%{IP:relayip}|[^\\]]+)\\](?::%{NUMBER:relayport})?|[\\w/.-]+)",
          "DELAYS %{DECIMAL:d1}/%{DECIMAL:d2}/%{DECIMAL:d3}/%{DECIMAL:d4}",
          "DSN [245]\\.\\d{1,3}\\.\\d{1,3}",
          "TEXT .*?",
          "REST .*");

  private static final String HEADER =
      "^%{SYSLOGTIMESTAMP:time} %{HOST:host} %{PROGRAM:program}\\[%{NUMBER:pid}\\]:"
          + " %{REST:text}$";
  private static final String CLIENT =
      "^%{QUEUEID:id}: client=%{CLIENT}(?:, sasl_method=%{PROGRAM:method})?"
          + "(?:, sasl_username=%{PROGRAM:user})?(?:, .*)?$";
  private static final String DELIVERY =
      "^%{QUEUEID:id}: to=<%{ADDRESS:to}>,(?: orig_to=<%{ADDRESS:origto}>,)? relay=%{RELAY},"
          + "(?: conn_use=%{NUMBER:uses},)? delay=%{DECIMAL:delay}, delays=%{DELAYS},"
          + " dsn=%{DSN:dsn}, status=%{QUEUEID:status} \\(%{REST:reply}\\)$";
  private static final String REMOVED = "^%{QUEUEID:id}: removed$";
  private static final List<String> KINDS =
      List.of(
          "^connect from %{CLIENT}$",
          "^disconnect from %{CLIENT}(?: %{REST:counters})?$",
          CLIENT,
          "^%{QUEUEID:id}: message-id=%{REST:messageid}$",
          "^%{QUEUEID:id}: from=<%{ADDRESS:from}>, size=%{NUMBER:size}, nrcpt=%{NUMBER:nrcpt}"
              + " \\(queue active\\)$",
          DELIVERY,
          REMOVED,
          "^(?:Anonymous|Untrusted|Trusted|Verified) TLS connection established (?:to|from)"
              + " %{CLIENT}(?::%{NUMBER:port})?: %{PROGRAM:tls} with cipher %{PROGRAM:cipher}"
              + " \\(%{NUMBER:bits}/%{NUMBER} bits\\)(?: %{REST:keys})?$",
          "^%{QUEUEID:id}: sender non-delivery notification: %{QUEUEID:child}$",
          "^lost connection after %{QUEUEID:stage}(?: \\(%{NUMBER} bytes\\))? from %{CLIENT}$",
          "^warning: %{REST:warning}$",
          "^%{QUEUEID:id}: reject: %{QUEUEID:stage} from %{CLIENT}: %{NUMBER:code} %{DSN:dsn}"
              + " %{TEXT:reason}; from=<%{ADDRESS:from}> to=<%{ADDRESS:to}> proto=%{PROGRAM:proto}"
              + " helo=<%{ADDRESS:helo}>$");

  private static final int CLIENT_KIND = KINDS.indexOf(CLIENT);
  private static final int DELIVERY_KIND = KINDS.indexOf(DELIVERY);
  private static final int REMOVED_KIND = KINDS.indexOf(REMOVED);

  private final Grok header;
  private final Grok[] kinds;

  GrokRival() {
    GrokCompiler compiler = GrokCompiler.newInstance();
    for (String part : PARTS) {
      int space = part.indexOf(' ');
      compiler.register(part.substring(0, space), part.substring(space + 1));
    }
    this.header = compiler.compile(HEADER, true);
    this.kinds = KINDS.stream().map(kind -> compiler.compile(kind, true)).toArray(Grok[]::new);
  }

  Counts parse(byte[] b, int length) {
    long lines = 0;
    long received = 0;
    long sent = 0;
    long removed = 0;
    int from = 0;
    while (true) {
      int end = ByteScan.indexOfFar(b, from, length, (byte) '\n');
      if (end < 0) {
        return new Counts(lines, received, sent, removed);
      }
      lines++;
      String line = new String(b, from, end - from, StandardCharsets.UTF_8);
      Map<String, Object> head = header.match(line).capture();
      Object text = head.get("text");
      int kind = 0;
      Map<String, Object> fields = Map.of();
      for (; text != null && kind < kinds.length; kind++) {
        Match match = kinds[kind].match(text.toString());
        if (!match.isNull()) {
          fields = match.capture();
          break;
        }
      }
      received += kind == CLIENT_KIND && !"NOQUEUE".equals(fields.get("id")) ? 1 : 0;
      sent += kind == DELIVERY_KIND && "sent".equals(fields.get("status")) ? 1 : 0;
      removed += kind == REMOVED_KIND ? 1 : 0;
      from = end + 1;
    }
  }
}
