package io.maillog.header.parse;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a program that stamps its own log writes first, and what others do that begin alike. */
class OwnStampTest {
  private static final int AT = Variants.AT;
  private static final String TIME = "(?:[01]\\d|2[0-3]):[0-5]\\d:(?:[0-5]\\d|60)";

  private static Pattern pattern(String regex) {
    return Pattern.compile(regex, Pattern.DOTALL);
  }

  @Test
  void stampHasMillisecondsOrNoneAndAZoneOrNone() {
    Pattern form = pattern(".{4}-.{5} .{8}(?:\\.\\d{3})?(?: [+-]\\d{4})?");
    for (String text :
        Variants.of(
            "2026-09-12 10:15:30",
            "2026-09-12 10:15:30.123",
            "2026-09-12 10:15:30 +0200",
            "2026-09-12 10:15:30.123 -0230",
            "2026-09-12 10:15:30.1234 -0230")) {
      for (byte[] array : Variants.arrays(text)) {
        assertThat(OwnStamp.is(array, AT, AT + text.length()))
            .as(text)
            .isEqualTo(form.matcher(text).matches());
      }
    }
  }

  @Test
  void textStandsBehindStampAndBlanks() {
    Pattern form =
        pattern("(?=.{21})\\d.{3}-.{2}-.{2} " + TIME + "(?:\\.\\d{3})?(?: [+-]\\d{4}(?= ))? +");
    for (String text :
        Variants.of(
            "2026-09-12 10:15:30 x",
            "2026-09-12 10:15:30.123 x",
            "2026-09-12 23:59:60   +0200  x",
            "2026-09-12 10:15:30 +0200 x",
            "2026-09-12 10:15:30 +0200",
            "2026-09-12 10:15:30.123 -0230  x y",
            "Sep 12 10:15:30 2026 x y z")) {
      Matcher m = form.matcher(text);
      int expected = m.lookingAt() ? m.end() : -1;
      for (byte[] array : Variants.arrays(text)) {
        int at = OwnStamp.textBehind(array, AT, AT + text.length());
        assertThat(at < 0 ? -1 : at - AT).as(text).isEqualTo(expected);
      }
    }
  }

  @Test
  void pieceIsOneOfSoMany() {
    Pattern form = pattern("\\[\\d+[/\\\\]\\d+\\] ");
    for (String text : Variants.of("[1/3] x", "[12\\34] ", "[0/0] 2026")) {
      Matcher m = form.matcher(text);
      int expected = m.lookingAt() ? m.end() : 0;
      for (byte[] array : Variants.arrays(text)) {
        assertThat(OwnStamp.behindPiece(array, AT, AT + text.length()) - AT)
            .as(text)
            .isEqualTo(expected);
      }
    }
  }

  /** Of what is surely text, so that nothing else is asked, and what is not. */
  @Test
  void textIsToldByItsFirstWord() {
    for (String text :
        Variants.of(
            "1oXYZ0-0000Ab-1a <= a@b.c",
            "1oXYZ0-0000Ab-1a => a [192.0.2.1]",
            "1oXYZ0-0000Ab-1a -x [y]:",
            "1oXYZ0 Completed",
            "4711: text and more",
            "1oX Completed",
            "1oX == a b[1]",
            "SMTP connection [192.0.2.1]",
            "SMTP call[1]: x",
            "SMTP call [x]: y",
            "TLS error on",
            "QQ error on a",
            "SMTPQQQQ 12345",
            "SMTPQQQQQ 12345",
            "Start of a text",
            "INFO of a text",
            "info of a text")) {
      if (text.length() < 8) {
        continue;
      }
      for (byte[] array : Variants.arrays(text)) {
        assertThat(OwnStamp.isSurelyText(array, AT, AT + text.length()))
            .as(text)
            .isEqualTo(isSurelyText(text));
      }
    }
  }

  private static boolean isSurelyText(String text) {
    int blank = text.indexOf(' ');
    String word = blank < 0 ? text : text.substring(0, blank);
    String rest = text.substring(word.length());
    if (pattern("[A-Z]{2}[A-Za-z0-9]{1,6}").matcher(word).matches()) {
      return "EPACFWNID".indexOf(word.charAt(0)) < 0 && !mayName(rest);
    }
    if (!pattern("\\d..+").matcher(word).matches() || word.endsWith(":")) {
      return false;
    }
    return pattern(" (?:[=*].|[<-][^A-Za-z]).*").matcher(rest).matches() || !mayName(rest);
  }

  private static boolean mayName(String rest) {
    String near = rest.substring(0, Math.min(rest.length(), 80));
    return pattern("[^\\[]*(?:[^ \\[]\\[.|[^\\[]\\[[A-Za-z]).*").matcher(rest).matches()
        && near.indexOf('[') >= 0;
  }

  @Test
  void nameIsLookedForNearby() {
    for (int blanks = 77; blanks <= 82; blanks++) {
      String text = "SMTP" + " ".repeat(blanks - 1) + "x[1]: y";
      byte[] array = text.getBytes(US_ASCII);
      assertThat(OwnStamp.isSurelyText(array, 0, array.length))
          .as("%d blanks", blanks)
          .isEqualTo(blanks >= 80);
    }
  }

  @Test
  void serviceOfDovecotIsFollowedByItsLevel() {
    Pattern form =
        pattern(
            "([a-z0-9-]+)(?:[(<](?:(?!: ).)*?[)>])?: (Panic|Fatal|Error|Warning|Info|Debug):( *)");
    List<String> levels = List.of("Panic", "", "Fatal", "Error", "Warning", "", "Info", "Debug");
    for (String text :
        Variants.of(
            "imap-login: Info: text",
            "imap(bob@b.c)<17><aB+/=>: Debug: t",
            "auth-worker(17): Error:  text",
            "lmtp: Warning:",
            "pop3<>: Panic: x",
            "lmtp(17, b:c): Fatal: x",
            "a(b): c): Info: x",
            "a(b:)c: Info: x")) {
      Matcher m = form.matcher(text);
      boolean expected = m.lookingAt();
      for (byte[] array : Variants.arrays(text)) {
        ParsedHeader h = new ParsedHeader();
        h.reset(AT, AT + text.length());
        assertThat(OwnStamp.service(array, AT, AT + text.length(), h)).as(text).isEqualTo(expected);
        assertThat(h.programTo - AT).isEqualTo(expected ? m.end(1) : 0);
        assertThat(h.severityCode).isEqualTo(expected ? levels.indexOf(m.group(2)) : -1);
        assertThat(h.messageFrom - AT).isEqualTo(expected ? m.end() : 0);
        assertThat(h.tagged).isFalse();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"297, true", "298, true", "299, false"})
  void sessionOfAServiceIsBounded(int length, boolean read) {
    String text = "imap(" + "x".repeat(length - 1) + "): Info: text";
    byte[] array = text.getBytes(US_ASCII);
    assertThat(OwnStamp.service(array, 0, array.length, new ParsedHeader())).isEqualTo(read);
  }
}
