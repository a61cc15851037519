package io.maillog.follow.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * A journalctl of a few lines of shell, that does with a file of entries what the real one does
 * with a journal: what it does at a cursor that is not there, a test chooses. It writes down how it
 * was called.
 */
final class FakeJournal {
  /** Seconds since 1970 of the entry with the number 0; each next is a second later. */
  static final long EPOCH = 1_700_000_000L;

  private static final String SCRIPT =
      """
      #!/bin/sh
      cd "$(dirname "$0")" || exit 9
      echo "$*" >> calls
      if [ -f broken ]; then cat broken >&2; exit 1; fi
      from=1; follow=no; lines=all
      for o in "$@"; do
        case "$o" in
          --follow) follow=yes ;;
          --lines=1) lines=1 ;;
          --cursor=*)
            n=$(grep -n -F "\\"__CURSOR\\":\\"${o#--cursor=}\\"" entries | head -n 1 | cut -d: -f1)
            from=${n:-$(cat missing)} ;;
        esac
      done
      if [ $follow = yes ] && [ -f hidden ]; then from=$(cat hidden); fi
      if [ $lines = 1 ]; then tail -n 1 entries; exit 0; fi
      if [ $follow = no ]; then
        tail -n "+$from" entries
        if [ -f aborts ]; then echo "Failed to iterate through journal: Bad message" >&2; exit 1; fi
        exit 0
      fi
      if [ -f dies ]; then
        tail -n "+$from" entries; rm dies; echo "Journal file is gone" >&2; exit 1
      fi
      tail -n "+$from" -f entries
      """;

  private final Path dir;
  final Path program;

  FakeJournal(Path dir) throws IOException {
    this.dir = dir;
    this.program = dir.resolve("journalctl");
    Files.writeString(program, SCRIPT);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createFile(dir.resolve("entries"));
    Files.createFile(dir.resolve("calls"));
    atMissingCursorFrom(1_000_000);
  }

  /** From which entry on is shown behind a cursor that is not there; a high number for none. */
  void atMissingCursorFrom(int number) throws IOException {
    Files.writeString(dir.resolve("missing"), number + "\n");
  }

  void flag(String name, String text) throws IOException {
    Files.writeString(dir.resolve(name), text);
  }

  void unflag(String name) throws IOException {
    Files.deleteIfExists(dir.resolve(name));
  }

  static String cursor(String sequence, int i, String boot) {
    return String.format("s=%s;i=%x;b=%s;m=%x;t=%x;x=%x", sequence, i, boot, i, time(i), i);
  }

  static long time(int i) {
    return (EPOCH + i) * 1_000_000;
  }

  static JournalPosition position(String sequence, int i, String boot) {
    return new JournalPosition(cursor(sequence, i, boot), time(i));
  }

  static String entry(String sequence, int i, String boot) {
    String message = "m" + i + " \\\",\\\"__CURSOR\\\":\\\"s=evil\\\"";
    return i % 2 == 0
        ? "{\"MESSAGE\":\"" + message + "\"," + place(sequence, i, boot) + "}"
        : "{" + place(sequence, i, boot) + ",\"MESSAGE\":\"" + message + "\"}";
  }

  private static String place(String sequence, int i, String boot) {
    return "\"__CURSOR\":\""
        + cursor(sequence, i, boot)
        + "\",\"__REALTIME_TIMESTAMP\":\""
        + time(i)
        + "\"";
  }

  /** Adds entries of the sequence {@code aa} and the boot {@code bb}. */
  void add(int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      addLine(entry("aa", i, "bb"));
    }
  }

  void addLine(String line) throws IOException {
    Files.writeString(dir.resolve("entries"), line + "\n", StandardOpenOption.APPEND);
  }

  /** The file is written anew: a rotation, after which old entries are gone. */
  void clear() throws IOException {
    Files.delete(dir.resolve("entries"));
    Files.createFile(dir.resolve("entries"));
  }

  List<String> calls() {
    try {
      return Files.readAllLines(dir.resolve("calls"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
