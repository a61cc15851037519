package io.maillog.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Lines as no server writes them, made of lines as it does: cut, flipped, glued, and with the text
 * of a stranger who knows the log's form. The same samples give the same lines.
 */
final class HostileLines {
  /** What is inserted: the signs that grammars hang on, and text that looks like fields. */
  static final List<byte[]> INSERTIONS =
      bytes(
          " ",
          ",",
          ", ",
          ";",
          ":",
          ": ",
          "=",
          "<",
          ">",
          "[",
          "]",
          "(",
          ")",
          "\"",
          "\\",
          "'",
          "@",
          "/",
          "|",
          "-",
          ".",
          "0",
          "9",
          "a",
          "Z",
          "z",
          "\0",
          "\t",
          "\r",
          "\u00ff",
          "\u0080",
          "\u00c3",
          "\u00e2\u0082",
          "a=b, ",
          "x=",
          "<>",
          "[]",
          "()",
          "\\\"",
          "\\n",
          "#012",
          "[[",
          "))",
          "((",
          "<<",
          ">>",
          "99999999999999999999",
          "-1",
          "0.0",
          "5.7.1 ",
          "550 ",
          "550-",
          "to=<intruder@example.net>, ",
          " to=<intruder@example.net>",
          ", relay=mx.example.net[192.0.2.66]:25, delay=1, dsn=2.0.0, status=sent (250 2.0.0 Ok)",
          ", stat=Sent (ok), reply=250 ok",
          " H=mx.example.net (intruder) [192.0.2.66]:25",
          " R=router T=transport C=\"250 OK\"",
          " A=plain:intruder",
          " from=<intruder@example.net>",
          "; from=<> to=<> proto=ESMTP helo=<intruder>",
          ": removed",
          " Completed",
          "[192.0.2.66]",
          "[1/2] ",
          "message repeated 3 times: [ ",
          "NOQUEUE: reject: RCPT from ",
          "warning: ");

  private final Random random = new Random(20260912);
  private final List<byte[]> samples;

  HostileLines(List<byte[]> samples) {
    this.samples = samples;
  }

  private static List<byte[]> bytes(String... texts) {
    return Arrays.stream(texts).map(t -> t.getBytes(StandardCharsets.ISO_8859_1)).toList();
  }

  /** The samples themselves, and {@code perSample} of each sort of damage. */
  List<byte[]> all(int perSample) {
    List<byte[]> lines = new ArrayList<>(samples);
    lines.addAll(cuts(perSample));
    for (byte[] sample : samples) {
      for (int i = 0; i < perSample; i++) {
        lines.add(flipped(sample));
        lines.add(insert(sample, pick(INSERTIONS), place(sample)));
        lines.add(join(sample, pick(samples)));
        byte[] other = pick(samples);
        lines.add(
            join(
                Arrays.copyOf(sample, place(sample)),
                Arrays.copyOfRange(other, place(other), other.length)));
      }
    }
    return lines;
  }

  /** The samples' beginnings: all of them, or {@code perSample} of each, evenly spread. */
  List<byte[]> cuts(int perSample) {
    List<byte[]> lines = new ArrayList<>();
    for (byte[] sample : samples) {
      int step = Math.max(1, sample.length / Math.max(1, perSample));
      for (int end = 0; end < sample.length; end += step) {
        lines.add(Arrays.copyOf(sample, end));
      }
    }
    return lines;
  }

  private byte[] flipped(byte[] sample) {
    byte[] line = sample.clone();
    for (int i = 1 + random.nextInt(3); i > 0 && line.length > 0; i--) {
      byte[] insertion = pick(INSERTIONS);
      boolean any = random.nextBoolean();
      line[random.nextInt(line.length)] = any ? (byte) random.nextInt(256) : insertion[0];
    }
    return line;
  }

  private int place(byte[] sample) {
    return random.nextInt(sample.length + 1);
  }

  private byte[] pick(List<byte[]> list) {
    return list.get(random.nextInt(list.size()));
  }

  static byte[] insert(byte[] sample, byte[] insertion, int at) {
    return join(
        join(Arrays.copyOf(sample, at), insertion), Arrays.copyOfRange(sample, at, sample.length));
  }

  static byte[] join(byte[] head, byte[] tail) {
    byte[] joined = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, joined, head.length, tail.length);
    return joined;
  }

  /** A text, over and over, at least {@code length} bytes of it. */
  static byte[] repeated(byte[] text, int length) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(length + text.length);
    while (out.size() < length) {
      out.write(text, 0, text.length);
    }
    return out.toByteArray();
  }
}
