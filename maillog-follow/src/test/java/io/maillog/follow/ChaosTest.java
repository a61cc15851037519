package io.maillog.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.LiveLog;
import io.maillog.dialect.Dialect;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * A program that follows logs is killed again and again, while they are written and rotated in all
 * ways: at the end it has each line and each trace once in its checkpoint, and at least once in
 * what it wrote, as if nobody had disturbed it.
 *
 * <p>What nobody can mend is not asked. The writer does nothing between the copying and the
 * emptying of {@code copytruncate}, and a line is whole then. A file is deleted, without being
 * renamed, only when the checkpoint is behind its last line: after a kill nobody has the others. A
 * file that was renamed is read on for a minute, so its writer may end the line that it is at.
 *
 * <p>{@code -Dmaillog.chaos.rounds=100} asks for so many rounds, {@code -Dmaillog.chaos.seed=N} for
 * those from a seed that a failure named.
 */
class ChaosTest {
  @Test
  void killedAndRotatedAtRandom() throws Exception {
    int rounds = Integer.getInteger("io.maillog.chaos.rounds", 10);
    long given = Long.getLong("io.maillog.chaos.seed", 0);
    long seed = given == 0 ? System.nanoTime() : given;
    for (int i = 0; i < rounds; i++) {
      Path dir = Files.createTempDirectory(FollowProperties.fast(), "chaos");
      try (Round round = new Round(dir, seed + i)) {
        round.play();
      } catch (Exception | AssertionError e) {
        throw new AssertionError(
            "again with -Dmaillog.chaos.rounds=1 -Dmaillog.chaos.seed="
                + (seed + i)
                + " (files, too: "
                + dir
                + "): "
                + e.getMessage(),
            e);
      }
      FollowProperties.deleteAll(dir);
    }
  }

  /** A log with its writer. */
  private static final class Written {
    final String label;
    final RotatingLog log;
    final MailLines lines;
    final ByteArrayOutputStream all = new ByteArrayOutputStream();
    int written;

    Written(String label, RotatingLog log, MailLines lines) {
      this.label = label;
      this.log = log;
      this.lines = lines;
    }

    void write(int to) throws IOException {
      log.write(all.toByteArray(), written, to);
      written = to;
    }

    void endLine() throws IOException {
      byte[] text = all.toByteArray();
      int to = written;
      while (log.isInLine() && text[to] != '\n') {
        to++;
      }
      write(log.isInLine() ? to + 1 : to);
    }

    long lineCount() {
      return new String(all.toByteArray(), java.nio.charset.StandardCharsets.ISO_8859_1)
          .lines()
          .count();
    }
  }

  /** One life of logs, and several of the child. */
  private static final class Round implements AutoCloseable {
    private final Path dir;
    private final Random random;
    private final List<Written> logs = new ArrayList<>();
    private final StringBuilder told = new StringBuilder();
    private Process child;

    Round(Path dir, long seed) throws IOException {
      this.dir = dir;
      this.random = new Random(seed);
      int count = 1 + random.nextInt(2);
      for (int i = 0; i < count; i++) {
        MailLines.Server server =
            random.nextBoolean() ? MailLines.Server.POSTFIX : MailLines.Server.EXIM;
        Path file = Files.createDirectory(dir.resolve("log" + i)).resolve("mail.log");
        logs.add(
            new Written(
                "server" + i,
                new RotatingLog(file, random.nextBoolean(), random),
                new MailLines(server, "mx" + i, random)));
      }
    }

    void play() throws Exception {
      start();
      awaitCheckpoint();
      int steps = 60 + random.nextInt(120);
      int kills = 0;
      for (int i = 0; i < steps; i++) {
        Written log = logs.get(random.nextInt(logs.size()));
        switch (random.nextInt(24)) {
          case 0, 1 -> rename(log);
          case 2, 3 -> copyTruncate(log);
          case 4 -> log.log.compress(random.nextInt(3));
          case 5 -> delete(log);
          case 6 -> {
            if (kills < 4) {
              kills++;
              kill();
              for (int dead = random.nextInt(4); dead > 0; dead--) {
                disturb(logs.get(random.nextInt(logs.size())));
              }
              start();
            }
          }
          case 7, 8, 9 -> TimeUnit.MILLISECONDS.sleep(random.nextInt(25));
          default -> some(log);
        }
      }
      for (Written log : logs) {
        for (byte[] line : log.lines.last()) {
          log.all.writeBytes(line);
        }
        log.write(log.all.size());
      }
      for (int i = 0; i < 12; i++) { // for all traces to be ripe
        for (Written log : logs) {
          log.all.writeBytes(log.lines.later());
          log.write(log.all.size());
        }
      }
      end();
      compare();
    }

    private void disturb(Written log) throws Exception {
      switch (random.nextInt(5)) {
        case 0 -> rename(log);
        case 1 -> copyTruncate(log);
        case 2 -> log.log.compress(random.nextInt(3));
        default -> some(log);
      }
    }

    /** Some lines are written, perhaps not to their end. */
    private void some(Written log) throws IOException {
      for (int i = random.nextInt(12); i >= 0; i--) {
        log.all.writeBytes(log.lines.next());
      }
      int more = log.all.size() - log.written;
      log.write(log.written + (random.nextInt(3) == 0 ? random.nextInt(more) : more));
    }

    private void rename(Written log) throws Exception {
      told.append(" rename");
      log.log.rename();
      if (random.nextInt(4) == 0) {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(20));
      }
      log.endLine();
      log.log.create();
      compressed(log);
    }

    private void copyTruncate(Written log) throws Exception {
      told.append(" copytruncate");
      log.endLine();
      log.log.copyTruncate();
      compressed(log);
    }

    /** At once, or one rotation later, or not. */
    private void compressed(Written log) throws Exception {
      int number = random.nextInt(4);
      if (number < 2) {
        log.log.compress(number);
      }
    }

    /** When the checkpoint has all of it. */
    private void delete(Written log) throws Exception {
      log.endLine();
      long lines = log.lineCount() - remaining(log);
      if (!await(() -> Long.valueOf(lines).equals(saved().lines.getOrDefault(log.label, 0L)))) {
        throw new AssertionError(
            "line " + lines + " of " + log.label + " does not come:\n" + said());
      }
      told.append(" delete");
      log.log.delete();
    }

    private static long remaining(Written log) {
      byte[] all = log.all.toByteArray();
      long count = 0;
      for (int i = log.written; i < all.length; i++) {
        count += all[i] == '\n' ? 1 : 0;
      }
      return count;
    }

    // --- the child

    private void start() throws Exception {
      told.append(" start");
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-Xshare:auto",
                  "-Xmx48m",
                  "-cp",
                  classPath(),
                  ChaosChild.class.getName(),
                  dir.toString()));
      for (Written log : logs) {
        command.add(log.label + "=" + log.log.file);
      }
      child =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(dir.resolve("console").toFile()))
              .start();
    }

    /** Where the classes of this test are found, whoever has loaded them. */
    private static String classPath() throws Exception {
      Set<String> places = new LinkedHashSet<>();
      List<Class<?>> classes =
          new ArrayList<>(
              List.of(ChaosChild.class, LogFollower.class, LiveLog.class, LoggerFactory.class));
      ServiceLoader.load(Dialect.class).forEach(dialect -> classes.add(dialect.getClass()));
      for (Class<?> one : classes) {
        places.add(
            Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
      }
      return String.join(File.pathSeparator, places);
    }

    /** From here on nothing is lost. */
    private void awaitCheckpoint() throws Exception {
      if (!await(() -> Files.exists(dir.resolve("checkpoint")))) {
        throw new AssertionError("no checkpoint:\n" + said());
      }
    }

    /** Sometimes before it has begun, sometimes while it works. */
    private void kill() throws Exception {
      if (random.nextBoolean()) {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(600));
      }
      child.destroyForcibly();
      child.waitFor();
      told.append(" kill");
    }

    private void end() throws Exception {
      for (Written log : logs) {
        long lines = log.lineCount();
        if (!await(() -> saved().lines.getOrDefault(log.label, 0L) >= lines)) {
          throw new AssertionError("of " + lines + " " + saved().lines + " came:\n" + said());
        }
      }
      TimeUnit.MILLISECONDS.sleep(50); // for what comes twice
      Files.createFile(dir.resolve("stop"));
      if (!child.waitFor(1, TimeUnit.MINUTES)) {
        throw new AssertionError("it does not stop:\n" + said());
      }
      assertThat(child.exitValue()).as(this::said).isZero();
    }

    private interface Condition {
      boolean holds() throws Exception;
    }

    private boolean await(Condition condition) throws Exception {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (!condition.holds()) {
        if (System.nanoTime() > end || (child.isAlive() ? 0 : child.exitValue()) != 0) {
          return false;
        }
        TimeUnit.MILLISECONDS.sleep(5);
      }
      return true;
    }

    private ChaosChild.Counted saved() throws IOException {
      ChaosChild.Counted counted = new ChaosChild.Counted();
      byte[] payload = Checkpoints.payload(dir.resolve("checkpoint"));
      if (payload != null) {
        counted.read(new ByteArrayInputStream(payload));
      }
      return counted;
    }

    private String said() {
      StringBuilder s = new StringBuilder(told).append('\n');
      for (Written log : logs) {
        s.append(log.log.file).append('\n').append(log.log);
      }
      for (String name : List.of("notices", "console")) {
        try {
          s.append(Files.readString(dir.resolve(name)));
        } catch (IOException e) {
          s.append(e).append('\n');
        }
      }
      return s.toString();
    }

    // --- the comparison

    private void compare() throws IOException {
      Map<String, Long> lines = new TreeMap<>();
      TreeSet<String> expected = new TreeSet<>();
      TreeSet<String> traces = new TreeSet<>();
      for (Written log : logs) {
        LiveLog whole =
            LiveLog.builder()
                .zone(ZoneOffset.UTC)
                .onEvent(
                    event -> {
                      lines.merge(log.label, 1L, Long::sum);
                      expected.add(ChaosChild.said(event));
                    })
                .onTrace(
                    trace ->
                        assertThat(
                                traces.add(
                                    ChaosChild.position(trace) + " " + ChaosChild.digest(trace)))
                            .isTrue())
                .build();
        LiveLog.Source source = whole.file(log.label, log.log.file);
        source.beginsAbout(Instant.parse("2026-07-02T12:00:00Z"));
        source.read(new ByteArrayInputStream(log.all.toByteArray()));
      }
      ChaosChild.Counted counted = saved();
      assertThat(counted.outOfTurn).as(this::said).isEmpty();
      assertThat(counted.lines).as(this::said).isEqualTo(lines);
      assertThat(counted.traces).as(this::said).doesNotHaveDuplicates();
      assertSame(new TreeSet<>(counted.traces), traces);
      TreeSet<String> events = new TreeSet<>();
      TreeSet<String> written = new TreeSet<>();
      for (String line : Files.readAllLines(dir.resolve("output"))) {
        (line.startsWith("T ") ? written : events).add(line.substring(2));
      }
      assertSame(written, traces);
      assertSame(events, expected);
      assertThat(Files.readString(dir.resolve("notices")))
          .as(this::said)
          .doesNotContain("LOST", "NOT_SAVED");
    }

    private void assertSame(Set<String> given, Set<String> expected) {
      Set<String> lost = new TreeSet<>(expected);
      lost.removeAll(given);
      Set<String> added = new TreeSet<>(given);
      added.removeAll(expected);
      assertThat(lost.isEmpty() && added.isEmpty())
          .as("lost: %s, added: %s, %s", lost, added, said())
          .isTrue();
    }

    @Override
    public void close() throws IOException {
      if (child != null) {
        child.destroyForcibly();
      }
      for (Written log : logs) {
        log.log.close();
      }
    }
  }
}
