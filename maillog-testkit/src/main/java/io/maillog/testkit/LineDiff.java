package io.maillog.testkit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The difference of two texts as lines to read: what is alike at both ends is left out. */
final class LineDiff {
  private static final int MAX_LINES = 20;
  private static final int MAX_LENGTH = 2_000;

  private LineDiff() {}

  /** The lines that differ, by their numbers from 1, each pair with a mark where it parts. */
  static String of(List<String> expected, List<String> actual) {
    int shorter = Math.min(expected.size(), actual.size());
    int head = 0;
    while (head < shorter && expected.get(head).equals(actual.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < shorter - head && last(expected, tail).equals(last(actual, tail))) {
      tail++;
    }
    boolean paired = expected.size() == actual.size();
    StringBuilder text = new StringBuilder();
    int shown = 0;
    int end = Math.max(expected.size(), actual.size()) - tail;
    for (int i = head; i < end && shown < MAX_LINES; i++) {
      String wanted = i < expected.size() - tail ? expected.get(i) : null;
      String is = i < actual.size() - tail ? actual.get(i) : null;
      if (wanted != null && wanted.equals(is)) {
        continue;
      }
      shown++;
      text.append("line ").append(i + 1).append(":\n");
      line(text, "- ", wanted);
      line(text, "+ ", is);
      if (paired && wanted != null && is != null) {
        text.append("  ")
            .append(" ".repeat(Math.min(MAX_LENGTH, parting(wanted, is))))
            .append("^\n");
      }
    }
    if (shown == MAX_LINES) {
      text.append("(and perhaps more: ").append(MAX_LINES).append(" are shown)\n");
    }
    if (text.isEmpty()) {
      text.append("the line ends differ\n");
    }
    return text.toString();
  }

  private static String last(List<String> lines, int back) {
    return lines.get(lines.size() - 1 - back);
  }

  private static void line(StringBuilder text, String mark, @Nullable String line) {
    if (line != null) {
      text.append(mark).append(line, 0, Math.min(MAX_LENGTH, line.length())).append('\n');
    }
  }

  private static int parting(String one, String other) {
    int i = 0;
    while (i < one.length() && i < other.length() && one.charAt(i) == other.charAt(i)) {
      i++;
    }
    return i;
  }
}
