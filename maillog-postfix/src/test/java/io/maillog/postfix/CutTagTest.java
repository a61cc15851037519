package io.maillog.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.correlate.CorrelationLimits;
import io.maillog.event.Field;
import io.maillog.event.MailEventRecord;
import io.maillog.trace.MessageTrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Where syslog cuts the program's name at its slash (RFC 5424, as rsyslog writes it), the daemon is
 * known from the text alone: events and traces are the same.
 */
class CutTagTest {
  private static final Path SAMPLE = Path.of("../examples/postfix.log");
  private static final Pattern LINE =
      Pattern.compile("Nov 24 ([\\d:]{8}) (\\S+) (postfix)/\\S+\\[(\\d+)\\]: (.*)");

  private static List<String> lines() throws IOException {
    return Files.readAllLines(SAMPLE).stream().filter(line -> !isDelete(line)).toList();
  }

  /**
   * What postsuper says of a message that it deletes is word for word what qmgr says of one that it
   * sent.
   */
  private static boolean isDelete(String line) {
    return line.contains("postfix/postsuper") && line.endsWith(": removed");
  }

  private static String cut(String line) {
    Matcher m = LINE.matcher(line);
    return m.matches()
        ? "<22>1 2026-11-24T"
            + m.group(1)
            + "+00:00 "
            + m.group(2)
            + " postfix "
            + m.group(4)
            + " - -  "
            + m.group(5)
        : line;
  }

  @Test
  void eventsAreTheSame() throws IOException {
    int compared = 0;
    for (String line : lines()) {
      MailEventRecord full = Lines.whole(line);
      MailEventRecord cut = Lines.whole(cut(line));
      assertThat(facts(cut)).as(line).isEqualTo(facts(full));
      assertThat(cut.attributes()).isEqualTo(full.attributes());
      compared += cut(line).equals(line) ? 0 : 1;
    }
    assertThat(compared).isGreaterThan(80);
  }

  private static Map<Field, String> facts(MailEventRecord e) {
    Map<Field, String> facts = new EnumMap<>(e.fields());
    facts.remove(Field.PROGRAM);
    facts.remove(Field.SEVERITY); // the priority in front states one
    return facts;
  }

  @Test
  void tracesAreTheSame() throws IOException {
    assertThat(traces(lines().stream().map(CutTagTest::cut).toList())).isEqualTo(traces(lines()));
  }

  private static List<MessageTrace> traces(List<String> lines) {
    Stories stories = new Stories(CorrelationLimits.DEFAULT);
    lines.forEach(stories::read);
    return stories.finish();
  }
}
