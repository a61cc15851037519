package io.maillog.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntPredicate;

/** A machine with a tree of files of the test's, in which some may not be read. */
final class FakeMachine {
  private static final Instant CHANGED = Instant.parse("2026-09-12T10:30:31Z");

  private final Path root;
  private final Set<Path> forbidden = new HashSet<>();

  FakeMachine(Path root) {
    this.root = root;
  }

  Path path(String absolute) {
    return root.resolve(absolute.substring(1));
  }

  Path file(String absolute, String content) throws IOException {
    Path path = path(absolute);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
    return Files.setLastModifiedTime(path, FileTime.from(CHANGED));
  }

  Path directory(String absolute) throws IOException {
    return Files.createDirectories(path(absolute));
  }

  /** A link, relative as systems have them. */
  Path link(String absolute, String target) throws IOException {
    Path path = path(absolute);
    Files.createDirectories(path.getParent());
    return Files.createSymbolicLink(path, Path.of(target));
  }

  void forbid(String absolute) {
    forbidden.add(path(absolute));
  }

  Machine machine() {
    Clock clock = Clock.fixed(Instant.parse("2026-09-14T08:00:00Z"), ZoneOffset.UTC);
    return new Machine(root, clock, path -> Files.isReadable(path) && !forbidden.contains(path));
  }

  /** The command, with somebody at its terminal. */
  CommandLineRun atTerminal(String input, String... args) {
    IntPredicate in = stream -> stream == Streams.IN;
    return CommandLineRun.on(machine(), input, in, args);
  }

  CommandLineRun run(String... args) {
    return CommandLineRun.on(machine(), "", stream -> false, args);
  }
}
