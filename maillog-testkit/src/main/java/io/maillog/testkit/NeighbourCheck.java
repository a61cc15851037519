package io.maillog.testkit;

import io.maillog.dialect.Dialect;
import io.maillog.event.MailEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A line says the same wherever in a buffer it stands. A parser that looks before its line or
 * behind it finds there what a line never holds alone: fields, hosts and ids that mislead, directly
 * at the line, without a line end between. Each line is compared with itself in an array that holds
 * nothing else.
 */
final class NeighbourCheck {
  private static final String FIELDS =
      "; from=<intruder@example.net> to=<intruder@example.net> proto=ESMTP helo=<intruder>,"
          + " relay=mx.example.net[192.0.2.66]:25, delay=1, dsn=2.0.0, status=sent (250 2.0.0 Ok:"
          + " queued as 4FAB18C3E90), stat=Sent (ok), reply=250 ok, size=1, nrcpt=9, msgid=<x@y>,"
          + " H=mx.example.net (intruder) [192.0.2.66]:25 P=esmtp S=1 A=plain:intruder R=router"
          + " T=transport F=<intruder@example.net> rejected RCPT <intruder@example.net>: C=\"250"
          + " OK\" id=x@y for intruder@example.net";

  /** What stands directly before a line, and directly behind one. */
  private static final String[][] AROUND = {
    {FIELDS, FIELDS},
    {FIELDS + " [192.0.2.66]", "] [192.0.2.66]:25" + FIELDS},
    {FIELDS + " H=mx.example.net (intruder) ", ") [192.0.2.66]" + FIELDS},
    {FIELDS + " rejected RCPT <intruder@example.net>: ", "@example.net>: rejected RCPT <b>: no"},
    {FIELDS + " helo=<", "> status=sent (250 ok)" + FIELDS},
    {FIELDS + " \"intruder ", "\" [192.0.2.66] \\\"" + FIELDS},
    {FIELDS + " 4FAB18C3E90: 12345", "0123456789: removed" + FIELDS},
    {FIELDS + "\n", "\n" + FIELDS},
  };

  private static final List<byte[]> BEFORE = texts(0);
  private static final List<byte[]> BEHIND = texts(1);

  private final Dialect dialect;
  private final LineReader ofTheLine;
  private final LineReader ofTheBuffer;
  private final SameEvent same = new SameEvent();

  NeighbourCheck(Dialect dialect) {
    this.dialect = dialect;
    this.ofTheLine = new LineReader(dialect);
    this.ofTheBuffer = new LineReader(dialect);
  }

  private static List<byte[]> texts(int side) {
    return Arrays.stream(AROUND)
        .map(pair -> pair[side].getBytes(StandardCharsets.ISO_8859_1))
        .toList();
  }

  /** Checks whole lines, each with every neighbour. */
  void check(List<byte[]> lines) {
    for (byte[] line : lines) {
      MailEvent alone = ofTheLine.read(line);
      for (int i = 0; i < BEFORE.size(); i++) {
        check(line, alone, BEFORE.get(i), BEHIND.get(i));
      }
    }
  }

  /**
   * Checks lines that are cut, at every byte of them, with the neighbours in turn. What misleads
   * best behind a cut line is what was cut off; and before it, the line itself.
   */
  void checkCuts(List<byte[]> lines) {
    for (byte[] line : lines) {
      for (int to = 0; to <= line.length; to++) {
        byte[] cut = Arrays.copyOf(line, to);
        MailEvent alone = ofTheLine.read(cut);
        check(cut, alone, inTurn(BEFORE, to), Arrays.copyOfRange(line, to, line.length));
        check(cut, alone, inTurn(BEFORE, to + 2), inTurn(BEHIND, to));
        check(cut, alone, inTurn(BEFORE, to + 5), inTurn(BEHIND, to + 3));
        check(cut, alone, line, inTurn(BEHIND, to + 6));
      }
    }
  }

  private static byte[] inTurn(List<byte[]> texts, int number) {
    return texts.get(number % texts.size());
  }

  private void check(byte[] line, MailEvent alone, byte[] before, byte[] behind) {
    byte[] buffer = HostileLines.join(HostileLines.join(before, line), behind);
    MailEvent among = ofTheBuffer.read(buffer, before.length, before.length + line.length);
    if (!same.same(alone, line, among, buffer, before.length)) {
      throw new AssertionError(
          "alone:\n"
              + EventText.of(alone, line, 0)
              + "\nbut in a buffer:\n"
              + EventText.of(among, buffer, before.length)
              + "\nwhich is: "
              + EventText.readable(buffer)
              + "\nof: "
              + EventText.readable(line));
    }
    checkQuestions(line, buffer, before.length);
  }

  /** The other questions that a dialect is asked about bytes: here of the line's second half. */
  private void checkQuestions(byte[] line, byte[] buffer, int lineFrom) {
    int from = line.length / 2;
    int to = line.length;
    if (dialect.claimProgram(line, from, to)
            != dialect.claimProgram(buffer, lineFrom + from, lineFrom + to)
        || dialect.claimUntagged(line, from, to)
            != dialect.claimUntagged(buffer, lineFrom + from, lineFrom + to)
        || dialect.arrival(line, from, to)
            != dialect.arrival(buffer, lineFrom + from, lineFrom + to)) {
      throw new AssertionError(
          "what it claims of a line's second half, or the time of an id there, depends on what"
              + " stands around it in "
              + EventText.readable(buffer)
              + "\nof: "
              + EventText.readable(line));
    }
  }
}
