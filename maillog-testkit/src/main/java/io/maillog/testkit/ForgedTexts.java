package io.maillog.testkit;

import io.maillog.event.MailEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a stranger writes who knows the log's form: pieces of a dialect's lines, with other hosts
 * and addresses, behind the signs that end a field. The same samples give the same texts.
 */
final class ForgedTexts {
  private static final List<String> ENDS =
      List.of(
          "", " ", ">", "> ", ">, ", ">: ", ")", ") ", ")\n", "\"", "\" ", "]", "] ", "]: ", ", ",
          "; ", ": ", "' ", "\\\" ", "... ", "=");
  private static final List<String> OPENINGS = List.of("", " <", " (", " \"", " [", " x=", ", y=");
  private static final Pattern ADDRESS = Pattern.compile("[\\w.+-]+@[\\w.-]+");
  private static final Pattern IP = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");
  private static final Pattern SECOND_IP = Pattern.compile("2001:db8::\\w+");
  private static final Pattern NAME =
      Pattern.compile("\\b[\\w-]+(?=\\.example\\.(com|net|org)\\b)");

  private final Random random = new Random(5321);
  private final List<String> messages;

  /** Texts of these lines' messages. */
  ForgedTexts(LineReader reader, List<byte[]> lines) {
    Set<String> others = new LinkedHashSet<>();
    for (byte[] line : lines) {
      MailEvent event = reader.read(line);
      int from = event.header().messageFrom();
      others.add(othersIn(new String(line, from, line.length - from, StandardCharsets.UTF_8)));
    }
    this.messages = new ArrayList<>(others);
  }

  /** With hosts and addresses that the samples do not name. */
  private static String othersIn(String text) {
    String forged = ADDRESS.matcher(text).replaceAll("ceo@bank.example");
    forged = IP.matcher(forged).replaceAll("203.0.113.66");
    forged = SECOND_IP.matcher(forged).replaceAll("2001:db8::666");
    return NAME.matcher(forged).replaceAll("forged");
  }

  /** Some texts, others with each call. */
  List<String> some(int count) {
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(pick(ENDS) + piece() + pick(OPENINGS));
    }
    return texts;
  }

  /** From the start of a word, half of them to the message's end and half to the end of a word. */
  private String piece() {
    String message = pick(messages);
    int from = wordStart(message, random.nextInt(message.length() + 1));
    if (random.nextBoolean()) {
      return message.substring(from);
    }
    int to = message.indexOf(' ', from + random.nextInt(message.length() - from + 1));
    return message.substring(from, to < 0 ? message.length() : to);
  }

  private static int wordStart(String text, int at) {
    int from = at;
    while (from > 0 && " ,;[(<".indexOf(text.charAt(from - 1)) < 0) {
      from--;
    }
    return from;
  }

  private String pick(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }
}
