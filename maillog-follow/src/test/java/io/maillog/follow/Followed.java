package io.maillog.follow;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/** A log in a directory of a test, what a follower gives of it, and what a rotation does to it. */
final class Followed implements AutoCloseable {
  final Path dir;
  final Path log;
  final List<String> lines = new ArrayList<>();
  final List<FollowNotice> notices = new ArrayList<>();
  private LogFollower follower;

  Followed(Path dir) {
    this.dir = dir;
    this.log = dir.resolve("mail.log");
  }

  LogFollower.Builder options() {
    return LogFollower.builder()
        .zone(ZoneOffset.UTC)
        .linger(Duration.ZERO)
        .onEvent(this::take)
        .onNotice(notices::add);
  }

  private void take(MailEvent event) {
    lines.add(event.text(Field.TEXT));
  }

  /** Begins to follow. */
  Followed follow(Consumer<LogFollower.Builder> options) throws IOException {
    LogFollower.Builder builder = options();
    options.accept(builder);
    follower = builder.build();
    return this;
  }

  /** Begins to follow the log from its start. */
  Followed follow() throws IOException {
    return follow(options -> options.files(log).fromStart());
  }

  /** Begins to follow the log from its start, with a checkpoint. */
  Followed followFromCheckpoint() throws IOException {
    return follow(options -> options.files(log).fromStart().checkpoint(dir.resolve("checkpoint")));
  }

  LogFollower follower() {
    return follower;
  }

  /** Looks once, and gives the lines that came. */
  List<String> poll() {
    lines.clear();
    follower.poll();
    return List.copyOf(lines);
  }

  /** As a kill does: nothing more is written. */
  void kill() {
    follower.close();
  }

  /** Ends as a program does that is asked to. */
  void stop() throws IOException {
    follower.checkpoint();
    follower.close();
  }

  @Override
  public void close() {
    if (follower != null) {
      follower.close();
    }
  }

  // --- what a server and a rotation do

  static String line(String text) {
    return "Dec  1 10:00:00 mx1 postfix/qmgr[1]: " + text + "\n";
  }

  static void append(Path file, String... texts) throws IOException {
    StringBuilder all = new StringBuilder();
    for (String text : texts) {
      all.append(line(text));
    }
    raw(file, all.toString());
  }

  void append(String... texts) throws IOException {
    append(log, texts);
  }

  static void raw(Path file, String text) throws IOException {
    Files.write(file, text.getBytes(UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  void rename(String name) throws IOException {
    Files.move(log, dir.resolve(name));
  }

  void copyTruncate(String name) throws IOException {
    Files.copy(log, dir.resolve(name));
    Files.newByteChannel(log, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
        .close();
  }

  void gzip(String name) throws IOException {
    Path plain = dir.resolve(name);
    try (var out = new GZIPOutputStream(Files.newOutputStream(dir.resolve(name + ".gz")))) {
      Files.copy(plain, out);
    }
    Files.delete(plain);
  }
}
