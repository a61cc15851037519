package io.maillog.header.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Texts that are nearly another, and arrays in which a text has bad neighbours; for tests. */
final class Variants {
  /** Where a text starts in an array. */
  static final int AT = 9;

  /** The first and the last of each class of bytes that is told, and those beside them. */
  private static final String EDGES =
      "\0\t\n\r !\"'()*+,-./0189:;<=>?@ABFGZ[\\]^_`abfgxz{|}~\u007f\u0080\u00ff";

  private static final List<String> BEHIND = List.of("", " ", "0", "a", ": ", "]: x", "[1]: x");

  private Variants() {}

  /** Each text, cut at each byte, without each byte, and with each byte replaced by others. */
  static Set<String> of(String... texts) {
    Set<String> variants = new LinkedHashSet<>();
    for (String text : texts) {
      variants.add(text);
      for (int i = 0; i < text.length(); i++) {
        variants.add(text.substring(0, i));
        variants.add(text.substring(0, i) + text.substring(i + 1));
        for (int e = 0; e < EDGES.length(); e++) {
          variants.add(text.substring(0, i) + EDGES.charAt(e) + text.substring(i + 1));
        }
      }
    }
    return variants;
  }

  /**
   * Arrays that have the text at {@link #AT}, with nothing behind it, or what may go on with it.
   */
  static List<byte[]> arrays(String text) {
    List<byte[]> arrays = new ArrayList<>();
    for (String behind : BEHIND) {
      String before = "0 a[:]<-9".substring(behind.length());
      arrays.add((before + " ".repeat(AT - before.length()) + text + behind).getBytes(ISO_8859_1));
    }
    return arrays;
  }
}
