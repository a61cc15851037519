package io.maillog.header.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a header answers and copies, and the names that it takes off the lines of a record. */
class ParsedHeaderTest {
  /** Of a decoded line, which a copy does not have, and of the log that it is read from. */
  private static final Set<String> NOT_COPIED =
      Set.of("isDecoded", "decoded", "raw", "rawFrom", "rawTo", "logSource");

  private static final byte[] SOME_BYTES = {1};
  private static final int AT = 9; // where a line starts in its array

  private static List<Field> fields() {
    return Arrays.stream(ParsedHeader.class.getDeclaredFields())
        .filter(f -> !Modifier.isStatic(f.getModifiers()))
        .peek(f -> f.setAccessible(true))
        .toList();
  }

  private static Map<String, Object> values(ParsedHeader h) throws ReflectiveOperationException {
    Map<String, Object> values = new TreeMap<>();
    for (Field field : fields()) {
      values.put(field.getName(), field.get(h));
    }
    return values;
  }

  /** A header whose fields all differ from each other, and from those of an empty one. */
  private static ParsedHeader filled() throws ReflectiveOperationException {
    ParsedHeader h = new ParsedHeader();
    int number = 1000;
    for (Field field : fields()) {
      number += 17;
      if (field.getType() == int.class) {
        field.setInt(h, number);
      } else if (field.getType() == long.class) {
        field.setLong(h, number);
      } else if (field.getType() == boolean.class) {
        field.setBoolean(h, true);
      } else if (field.getType() == LogSource.class) {
        h.from(LogSource.labelled("other"));
      } else {
        field.set(h, SOME_BYTES);
      }
    }
    return h;
  }

  @Test
  void copySaysWhatTheOtherSays() throws ReflectiveOperationException {
    ParsedHeader other = filled();
    ParsedHeader copy = new ParsedHeader();
    Map<String, Object> expected = values(other);
    Map<String, Object> own = values(copy);
    NOT_COPIED.forEach(name -> expected.put(name, own.get(name)));
    copy.copyFrom(other);
    assertThat(values(copy)).isEqualTo(expected);
  }

  @Test
  void headerOfAnotherMessageMovesWithTheCopyOfItsLine() throws ReflectiveOperationException {
    ParsedHeader other = filled();
    ParsedHeader copy = new ParsedHeader();
    Map<String, Object> expected = values(other);
    Map<String, Object> own = values(copy);
    NOT_COPIED.forEach(name -> expected.put(name, own.get(name)));
    for (String of : List.of("line", "host", "program", "pid")) {
      for (String end : List.of("From", "To")) {
        expected.computeIfPresent(of + end, (name, at) -> (int) at - other.lineFrom + 5);
      }
    }
    expected.put("logSource", other.logSource());
    expected.put("messageFrom", 4000);
    expected.put("messageTo", 4711);
    copy.copyFrom(other, 5, 4000, 4711);
    assertThat(values(copy)).isEqualTo(expected);
  }

  @Test
  void answersWhatItsFieldsSay() throws ReflectiveOperationException {
    ParsedHeader h = filled();
    Map<String, Object> values = values(h);
    for (Field field : fields()) {
      String name = field.getName();
      for (Method method : ParsedHeader.class.getMethods()) {
        if (method.getName().equals(name) && method.getParameterCount() == 0) {
          assertThat(method.invoke(h)).as(name).isEqualTo(values.get(name));
        }
      }
    }
    assertThat(h.programPlace()).isEqualTo(values.get("programPlace"));
    h.timed = false;
    assertThat(h.epochSecond()).isZero();
    assertThat(h.offsetSeconds()).isZero();
  }

  @Test
  void newHeaderIsEmpty() {
    ParsedHeader h = new ParsedHeader();
    assertThat(h.severityCode()).isEqualTo(-1);
    assertThat(h.repeat()).isEqualTo(1);
    assertThat(h.hasYear()).isFalse();
    assertThat(h.hasOffset()).isFalse();
    assertThat(h.programPlace()).isEqualTo(ProgramMemory.NONE);
    assertThat(h.stamped()).isFalse();
  }

  @Test
  void madeTextItHasNoHeaderButItsWrapping() throws ReflectiveOperationException {
    ParsedHeader h = filled();
    h.makeText(20, 30);
    ParsedHeader text = filled();
    text.reset(20, 30);
    text.wrapping = h.wrapping;
    assertThat(values(h)).isEqualTo(values(text));
    assertThat(h.messageFrom).isEqualTo(20);
    assertThat(h.messageTo).isEqualTo(30);
    assertThat(h.isWrapped()).isTrue();
    assertThat(h.isText()).isTrue();
  }

  // --- forms and sources

  private static ParsedHeader parse(byte[] array, int from, int to) {
    ParsedHeader h = new ParsedHeader();
    new HeaderParser().parse(array, from, to, h);
    return h;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  private static long form(String line) {
    byte[] bytes = bytes(line);
    return parse(bytes, 0, bytes.length).form(bytes);
  }

  /** The number's bits are only compared, but for two. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          text # 0
          Sep 12 10:15:30 mx1 a[1]: x # 6
          Sep 12 10:15:30 a[1]: x # 2
          Sep 12 10:15:30 mx1 -- MARK -- # 4
          2026-09-12T10:15:30Z mx1 a[1]: x # 14
          2026-09-12 10:15:30 1oXYZ0-0000Ab-1a Completed # 9
          2026-09-12T10:15:31Z Sep 12 10:15:30 mx1 a[1]: x # 30
          """)
  void formIsOfWhatTheHeaderConsistsOf(String line, int parts) {
    assertThat(form(line)).isEqualTo(parts);
    assertThat(ParsedHeader.isBehindStamp(form(line))).isEqualTo((parts & 16) != 0);
  }

  @Test
  void sourceIsTheSameForLinesOfOneFileAndOneKindOnly() {
    String line = "Sep 12 10:15:30 mx1 a[1]: x";
    List<String> wrapped =
        List.of(
            line,
            "mail.log:" + line,
            "mail.lox:" + line,
            "mail.log | " + line,
            "[mail.log] " + line,
            "mail log " + line,
            "[mail log] " + line,
            "2026-09-12T10:15:30Z stdout F " + line,
            "2026-09-12T10:15:30Z stderr F " + line);
    List<Long> sources = new ArrayList<>();
    for (String one : wrapped) {
      byte[] here = bytes(one);
      byte[] there = bytes("mail.log:" + one.replace("12 10:15:30 mx1", "13 10:15:31 mx1"));
      long source = parse(here, 0, here.length).source(here);
      assertThat(parse(there, AT, there.length).source(there)).as(one).isEqualTo(source);
      assertThat(sources).as(one).doesNotContain(source);
      assertThat(ParsedHeader.sourceOf(form(one))).isEqualTo(source);
      assertThat(source & 0xffff_ffffL).isZero();
      assertThat(source == 0).isEqualTo(one.equals(line));
      sources.add(source);
    }
    byte[] stamped = bytes("2026-09-12T10:15:31Z Sep 12 10:15:30 mx1 a[1]: x");
    assertThat(parse(stamped, 0, stamped.length).source(stamped)).isZero();
  }

  // --- names before text

  private static final byte[] REPLACEMENTS = bytes(" :-[]0a");

  /** The text, cut at each byte, without its first bytes, and with each byte replaced. */
  private static List<String> variants(String text) {
    List<String> variants = new ArrayList<>(List.of(text));
    for (int i = 0; i < text.length(); i++) {
      variants.add(text.substring(0, i));
      variants.add(text.substring(i + 1));
      for (byte replacement : REPLACEMENTS) {
        variants.add(text.substring(0, i) + (char) replacement + text.substring(i + 1));
      }
    }
    return variants;
  }

  private static String name(int length) {
    return "a".repeat(length);
  }

  static List<String> namesOfFiles() {
    return List.of("/var/log/mail.log", "a", "mail-a:b.log-1", name(253), name(254));
  }

  @Test
  void nameOfAFileIsTakenOffText() throws ReflectiveOperationException {
    for (String name : namesOfFiles()) {
      Pattern form = Pattern.compile("(" + Pattern.quote(name) + ")([:-])(?:\\d{1,13}\\2)?");
      for (String text :
          List.of(
              name + ":text",
              name + "-17-text",
              name + "-17-",
              name + "-17",
              name + ":1234567890123:x",
              name + ":12345678901234:x",
              name + "x:12-" + name + ":5:")) {
        assertTaken(name, LineWrapping.FILE, form, text);
      }
    }
  }

  @Test
  void nameOfAContainerInBracketsIsTakenOffText() throws ReflectiveOperationException {
    for (String name : List.of("pod/mail-0/postfix", "mail-0 postfix", name(252), name(253))) {
      Pattern form = Pattern.compile("\\[(" + Pattern.quote(name) + ")\\] ");
      for (String text : List.of("[" + name + "] text", "[" + name + "] ", "[" + name + "x] t")) {
        assertTaken(name, LineWrapping.POD, form, text);
      }
    }
  }

  @Test
  void namesOfAPodAndItsContainerAreTakenOffText() throws ReflectiveOperationException {
    for (String name :
        List.of("mail-0 postfix", "default mail-0 postfix", "b " + name(251), "b " + name(252))) {
      Pattern form = Pattern.compile("(" + Pattern.quote(name) + ") ");
      for (String text : List.of(name + " text", name + " ", name + "x t", name + ":a t")) {
        assertTaken(name, LineWrapping.STERN, form, text);
      }
    }
    assertThat(taken("mail-0", LineWrapping.STERN, "mail-0 text")).isFalse();
    assertThat(taken("a b c d", LineWrapping.STERN, "a b c d text")).isFalse();
  }

  private static long source(String name, int kind) {
    ParsedHeader h = new ParsedHeader();
    LineWrapping.wrapped(kind, 1, 1 + name.length(), h);
    return h.source(bytes("x" + name + "x"));
  }

  private static ParsedHeader text(String text) {
    ParsedHeader h = new ParsedHeader();
    h.reset(AT, AT + text.length());
    return h;
  }

  private static boolean taken(String name, int kind, String text) {
    return text(text).takeName(bytes("x".repeat(AT) + text), source(name, kind));
  }

  private static void assertTaken(String name, int kind, Pattern form, String whole)
      throws ReflectiveOperationException {
    List<String> variants = whole.length() > 200 ? List.of(whole) : variants(whole);
    for (String text : variants) {
      Matcher m = form.matcher(text);
      // Nobody has a longer name: what is searched for it is bounded.
      boolean expected = m.lookingAt() && m.end(1) < LineWrapping.MAX_NAME;
      for (String behind : List.of("", ":17:", "-", "] ", " x ")) {
        byte[] array = bytes("[" + ":".repeat(AT - 1) + text + behind);
        ParsedHeader h = text(text);
        Map<String, Object> before = values(h);
        assertThat(h.takeName(array, source(name, kind))).as(text).isEqualTo(expected);
        if (!expected) {
          assertThat(values(h)).isEqualTo(before);
          continue;
        }
        assertThat(new String(array, h.sourceFrom, h.sourceTo - h.sourceFrom, ISO_8859_1))
            .isEqualTo(name);
        assertThat(h.wrapping).isEqualTo(kind);
        assertThat(h.source(array)).isEqualTo(source(name, kind));
        assertThat(h.messageFrom - AT).as(text).isEqualTo(m.end());
        assertThat(h.innerFrom).isEqualTo(h.messageFrom);
        assertThat(h.messageTo).isEqualTo(AT + text.length());
        assertThat(h.innerTo).isEqualTo(h.messageTo);
        assertThat(h.bare).isTrue();
        assertThat(h.isText()).isTrue();
        assertThat(h.textFrom()).isEqualTo(h.messageFrom);
        assertThat(h.textTo()).isEqualTo(h.messageTo);
      }
      assertThat(taken("other", kind, text)).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {LineWrapping.FILE, LineWrapping.POD, LineWrapping.STERN})
  void nothingIsTakenOffAnEmptyText(int kind) {
    assertThat(taken("a", kind, "")).isFalse();
    assertThat(taken("", kind, "x")).isFalse();
  }
}
