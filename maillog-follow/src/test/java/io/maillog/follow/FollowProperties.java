package io.maillog.follow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.LiveLog;
import io.maillog.bytes.ByteSlice;
import io.maillog.event.MailEvent;
import io.maillog.trace.MessageTrace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Whatever is in a log, and however it is cut into writes, files and looks, with restarts and kills
 * anywhere between: the same events and traces come of it as of one reading of the whole.
 *
 * <p>Only what a follower can know is asked: a file's first line is of its time, so that it is not
 * the first line of another file, too.
 */
class FollowProperties {
  /** What happens next. */
  enum Kind {
    /** A line of a message is in the writer's buffer. */
    LINE,
    /** Any bytes, behind a stamp. */
    BYTES,
    /** Many NUL, and a line behind them. */
    ZEROS,
    /** A line that is too long. */
    LONG,
    /** The writer writes its buffer. */
    FLUSH,
    /** The writer writes a part of it. */
    FLUSH_PART,
    /** The follower looks. */
    POLL,
    RENAME,
    COPY_TRUNCATE,
    /** An older file is compressed. */
    COMPRESS,
    SAVE,
    /** The follower ends, and another goes on. */
    RESTART,
    /** The follower is gone without a word, and another goes on. */
    KILL
  }

  record Step(Kind kind, int value) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequency(
            Tuple.of(12, Kind.LINE),
            Tuple.of(2, Kind.BYTES),
            Tuple.of(1, Kind.ZEROS),
            Tuple.of(1, Kind.LONG),
            Tuple.of(6, Kind.FLUSH),
            Tuple.of(4, Kind.FLUSH_PART),
            Tuple.of(7, Kind.POLL),
            Tuple.of(4, Kind.RENAME),
            Tuple.of(4, Kind.COPY_TRUNCATE),
            Tuple.of(3, Kind.COMPRESS),
            Tuple.of(2, Kind.SAVE),
            Tuple.of(2, Kind.RESTART),
            Tuple.of(2, Kind.KILL));
    return Combinators.combine(kinds, Arbitraries.integers().between(0, 999))
        .as(Step::new)
        .list()
        .ofMaxSize(60);
  }

  @Property
  void followedInPartsIsAsReadAtOnce(
      @ForAll("steps") List<Step> steps, @ForAll boolean dated, @ForAll boolean lingers)
      throws IOException {
    Path dir = Files.createTempDirectory(fast(), "follow");
    try (Run run = new Run(dir, dated, lingers ? Duration.ofMinutes(1) : Duration.ZERO)) {
      for (Step step : steps) {
        run.take(step);
      }
      run.end();
    } finally {
      deleteAll(dir);
    }
  }

  /** A folder in memory, where there is one. */
  static Path fast() {
    Path memory = Path.of("/dev/shm");
    return Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir"));
  }

  static void deleteAll(Path dir) throws IOException {
    try (var files = Files.walk(dir)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** A log, its writer, who rotates it, and who follows it. */
  private static final class Run implements AutoCloseable {
    private final RotatingLog log;
    private final Path checkpoint;
    private final Duration linger;
    private final Random random = new Random(7);
    private final MailLines lines = new MailLines(MailLines.Server.POSTFIX, "mx1", random);
    private final ByteArrayOutputStream all = new ByteArrayOutputStream();
    private int written;
    private final List<String> events = new ArrayList<>();
    private final List<MessageTrace> traces = new ArrayList<>();
    private final List<FollowNotice> notices = new ArrayList<>();
    private LogFollower follower;

    Run(Path dir, boolean dated, Duration linger) throws IOException {
      this.log =
          new RotatingLog(
              Files.createDirectory(dir.resolve("log")).resolve("mail.log"), dated, random);
      this.checkpoint = dir.resolve("checkpoint");
      this.linger = linger;
      follow();
      follower.poll(); // from here on
    }

    private void follow() throws IOException {
      events.clear();
      traces.clear();
      follower =
          LogFollower.builder()
              .files(log.file)
              .fromStart()
              .linger(linger)
              .zone(ZoneOffset.UTC)
              .firstYear(2026)
              .checkpoint(checkpoint)
              .payload(new Given())
              .onEvent(event -> events.add(said(event)))
              .onTrace(traces::add)
              .onNotice(notices::add)
              .build();
    }

    /** What was given before the checkpoint was written, and so is not given again. */
    private final class Given implements CheckpointPayload {
      private List<String> savedEvents = List.of();
      private List<MessageTrace> savedTraces = List.of();

      @Override
      public void write(OutputStream target) throws IOException {
        DataOutputStream out = new DataOutputStream(target);
        out.writeInt(events.size());
        out.writeInt(traces.size());
        savedEvents = List.copyOf(events);
        savedTraces = List.copyOf(traces);
        kept = this;
      }

      @Override
      public void read(InputStream source) throws IOException {
        DataInputStream in = new DataInputStream(source);
        assertThat(in.readInt()).isEqualTo(kept.savedEvents.size());
        assertThat(in.readInt()).isEqualTo(kept.savedTraces.size());
        events.addAll(kept.savedEvents);
        traces.addAll(kept.savedTraces);
      }
    }

    private Given kept;

    void take(Step step) throws IOException {
      int value = step.value();
      switch (step.kind()) {
        case LINE -> all.writeBytes(lines.next());
        case BYTES -> all.writeBytes(hostile(value));
        case ZEROS -> {
          all.writeBytes(new byte[value < 900 ? value : 200 * value]);
          all.writeBytes(lines.other("behind zeros"));
        }
        case LONG -> all.writeBytes(lines.other("long ".repeat(20 * value)));
        case FLUSH -> flush(all.size());
        case FLUSH_PART -> flush(written + (all.size() - written) * value / 1000);
        case POLL -> follower.poll();
        case RENAME -> {
          log.rename();
          if (value % 3 == 0) {
            follower.poll();
          }
          endLine(); // of a writer that has not noticed
          if (value % 5 == 0) {
            follower.poll();
          }
          log.create();
          if (value % 2 == 0) {
            log.compress(value / 2 % 3);
          }
        }
        case COPY_TRUNCATE -> {
          endLine();
          log.copyTruncate();
          if (value % 2 == 0) {
            log.compress(value / 2 % 3);
          }
        }
        case COMPRESS -> log.compress(value % 4);
        case SAVE -> follower.checkpoint();
        case RESTART -> {
          follower.checkpoint();
          follower.close();
          follow();
        }
        case KILL -> {
          follower.close();
          follow();
        }
      }
    }

    /** Any bytes but a line feed. */
    private byte[] hostile(int seed) {
      byte[] b = new byte[seed % 300];
      new Random(seed).nextBytes(b);
      for (int i = 0; i < b.length; i++) {
        b[i] = b[i] == '\n' ? 0 : b[i];
      }
      return lines.other(new String(b, ISO_8859_1).replace('\n', ' '));
    }

    private void flush(int to) throws IOException {
      log.write(all.toByteArray(), written, to);
      written = to;
    }

    private void endLine() throws IOException {
      if (log.isInLine()) {
        byte[] text = all.toByteArray();
        int to = written;
        while (text[to] != '\n') {
          to++;
        }
        flush(to + 1);
      }
    }

    void end() throws IOException {
      flush(all.size());
      for (int i = 0; i < 3; i++) {
        follower.poll();
      }
      follower.log().finish();
      List<String> expected = new ArrayList<>();
      List<MessageTrace> expectedTraces = new ArrayList<>();
      LiveLog whole =
          LiveLog.builder()
              .zone(ZoneOffset.UTC)
              .onEvent(event -> expected.add(said(event)))
              .onTrace(expectedTraces::add)
              .build();
      LiveLog.Source source = whole.file(log.file);
      source.beginsAbout(Instant.parse("2026-07-02T12:00:00Z"));
      source.read(new ByteArrayInputStream(all.toByteArray()));
      whole.finish();
      assertThat(events).as("%s%s", log, notices).isEqualTo(expected);
      assertThat(traces).isEqualTo(expectedTraces);
      assertThat(notices)
          .extracting(FollowNotice::kind)
          .doesNotContain(FollowNotice.Kind.LOST, FollowNotice.Kind.UNREADABLE);
    }

    private static String said(MailEvent event) {
      ByteSlice raw = event.raw(new ByteSlice());
      byte[] bytes = Arrays.copyOfRange(raw.array(), raw.from(), raw.to());
      String line =
          bytes.length < 500 ? new String(bytes, ISO_8859_1) : Arrays.hashCode(bytes) + "";
      return event.lineNumber() + " " + event.file() + " " + event.kind() + " " + line;
    }

    @Override
    public void close() throws IOException {
      follower.close();
      log.close();
    }
  }
}
