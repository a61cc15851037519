package io.maillog;

import static io.maillog.DemoLog.file;
import static io.maillog.DemoLog.message;
import static io.maillog.DemoLog.options;
import static io.maillog.DemoLog.read;
import static io.maillog.DemoLog.stream;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maillog.event.EventKind;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import io.maillog.trace.Completeness;
import io.maillog.trace.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class MailLogTest {
  private static final String MESSAGE = message("Sep 12 10:15", "A1");

  @TempDir Path directory;

  private Path log(String name, String text) throws IOException {
    return file(directory.resolve(name), "2026-09-13T00:00:00Z", text);
  }

  private static List<String> names(DemoLog.Read read) {
    return read.events().stream()
        .map(e -> e.text(Field.FILE) + ":" + e.text(Field.N))
        .map(name -> name.substring(name.lastIndexOf('/') + 1))
        .toList();
  }

  @Test
  void fromAFileToTraces() throws IOException {
    Path path = log("mail.log", MESSAGE);
    List<String> outcomes = new ArrayList<>();

    ReadSummary summary =
        options()
            .files(path)
            .build()
            .traces(trace -> outcomes.add(trace.queueId() + " " + trace.outcome()));

    assertThat(outcomes).containsExactly("A1 SENT");
    assertThat(summary.lines()).isEqualTo(4);
    assertThat(summary.bytes()).isEqualTo(Files.size(path));
    assertThat(summary.inputs()).isEqualTo(1);
    assertThat(summary.count(EventKind.DELIVERY)).isEqualTo(1);
    assertThat(summary.count(EventKind.FOREIGN)).isZero();
    assertThat(summary.correlation().traces()).isEqualTo(1);
    assertThat(summary.errors()).isEmpty();
  }

  @Test
  void everyLineIsOneEventInOrder() {
    DemoLog.Read read =
        read(
            options().firstYear(2026).stream(
                stream("\n" + MESSAGE + "garbage\0\n\u00e4 last"), "-"));
    assertThat(read.events())
        .extracting(e -> e.kind().key())
        .containsExactly(
            "malformed", "received", "queued", "delivery", "removed", "malformed", "malformed");
    assertThat(names(read).get(6)).isEqualTo("null:7");
    assertThat(read.events().get(3).text(Field.TO)).isEqualTo("to@example.net");
    assertThat(read.events().get(3).text(Field.TIME)).isEqualTo("2026-09-12T10:15:03Z");
    assertThat(read.events().get(6).text(Field.TEXT)).isEqualTo("\u00e4 last");
    assertThat(read.traces())
        .extracting(t -> t.completeness())
        .containsExactly(Completeness.COMPLETE);
  }

  @Test
  void foldedLineIsOneEvent() {
    DemoLog.Read read =
        read(
            options().firstYear(2026).stream(
                stream(
                    "Sep 12 10:15:03 mx1 demo[3]: message repeated 4 times: [ A:"
                        + " to=<b@example.org>]\n"),
                "-"));
    assertThat(read.events()).hasSize(1);
    assertThat(read.events().get(0).text(Field.REPEAT)).isEqualTo("4");
    assertThat(read.events().get(0).text(Field.TO)).isEqualTo("b@example.org");
  }

  @Test
  void severalInputsAreNamedAndNumberedEach() throws IOException {
    DemoLog.Read read =
        read(
            options().files(log("b.log", "1\n2\n")).stream(stream("3\n"), "-")
                .files(log("a.log", "4\n")));
    assertThat(names(read)).containsExactly("b.log:1", "b.log:2", "-:1", "a.log:1");
    assertThat(read.summary().inputs()).isEqualTo(3);
  }

  @Test
  void rotatedFilesAreReadOldestFirst() throws IOException {
    log("mail.log", "3\n");
    log("mail.log.1", "2\n");
    log("mail.log.2.gz", "1\n");
    List<String> order = List.of("mail.log.2.gz:1", "mail.log.1:1", "mail.log:1");
    Path live = directory.resolve("mail.log");
    assertThat(names(read(options().files(live).rotated(true)))).isEqualTo(order);
    assertThat(names(read(options().files(directory)))).isEqualTo(order);
    try (Stream<Path> glob = Files.list(directory).sorted()) {
      assertThat(names(read(options().files(glob.toList())))).isEqualTo(order);
    }
    assertThat(names(read(options().files(live)))).containsExactly("null:1");
  }

  @Test
  void messageIsFollowedFromFileToFile() throws IOException {
    String[] parts = MESSAGE.split("(?<=02 .{0,60}\n)", 2);
    assertThat(parts).hasSize(2);
    Path older = log("mail.log.1", parts[0]);
    DemoLog.Read read = read(options().files(log("mail.log", parts[1]), older));
    assertThat(read.traces()).hasSize(1);
    assertThat(read.traces().get(0).outcome()).isEqualTo(Outcome.SENT);
    assertThat(read.traces().get(0).completeness()).isEqualTo(Completeness.COMPLETE);
  }

  // --- what cannot be read

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void missingFileIsSaidAndTheOthersAreRead(int threads) throws IOException {
    Path missing = directory.resolve("none.log");
    List<InputError> said = new ArrayList<>();
    DemoLog.Read read =
        read(
            options()
                .files(log("a.log", "1\n"), missing, log("b.log", "2\n"))
                .threads(threads)
                .onInputError(said::add));
    assertThat(names(read)).containsExactly("a.log:1", "b.log:1");
    assertThat(said).extracting(InputError::toString).containsExactly(missing + ": no such file");
    assertThat(read.summary().errors()).isEqualTo(said);
    assertThat(read.summary().inputs()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void truncatedGzipGivesWhatCanBeReadAndThenSaysSo(int threads) throws IOException {
    Path whole = log("mail.log.gz", MESSAGE.repeat(2000));
    byte[] gzip = Files.readAllBytes(whole);
    Files.write(whole, Arrays.copyOf(gzip, gzip.length / 2));
    List<String> order = new ArrayList<>();
    ReadSummary summary =
        options()
            .files(whole, log("other.log", "x\n"))
            .threads(threads)
            .onInputError(e -> order.add(e.message()))
            .build()
            .events(
                e -> {
                  String name = String.valueOf(e.file());
                  if (order.isEmpty() || !order.get(order.size() - 1).equals(name)) {
                    order.add(name);
                  }
                });
    assertThat(order)
        .containsExactly(
            whole.toString(), "truncated gzip", directory.resolve("other.log").toString());
    assertThat(summary.lines()).isBetween(1000L, 7000L);
  }

  @Test
  void emptyAndBinaryFilesAreNoTrouble() throws IOException {
    Path empty = log("empty.log", "");
    byte[] bytes = new byte[500_000];
    new Random(3).nextBytes(bytes);
    bytes[0] = 'x';
    Path binary = Files.write(directory.resolve("binary.log"), bytes);
    DemoLog.Read read = read(options().files(empty, binary));
    long lines = 1;
    for (int i = 0; i < bytes.length - 1; i++) {
      lines += bytes[i] == '\n' ? 1 : 0;
    }
    assertThat(read.summary().lines()).isEqualTo(lines);
    assertThat(read.summary().bytes()).isEqualTo(bytes.length);
    assertThat(read.summary().errors()).isEmpty();
    assertThat(read.summary().inputs()).isEqualTo(2);
  }

  @Test
  void longLinesAreCutAndCounted() {
    DemoLog.Read read =
        read(options().maxLineLength(10).stream(stream("x".repeat(99) + "\nshort\n"), "-"));
    assertThat(read.events())
        .extracting(e -> e.text(Field.TEXT))
        .containsExactly("x".repeat(10), "short");
    assertThat(read.summary().cutLines()).isEqualTo(1);
    assertThat(read.summary().bytes()).isEqualTo(106);
  }

  @Test
  void fileThatIsRotatedMeanwhileIsStillRead() throws IOException {
    Path first = log("a.log", "1\n");
    Path second = log("b.log", "2\n");
    List<String> texts = new ArrayList<>();
    options()
        .files(first, second)
        .build()
        .events(
            e -> {
              texts.add(e.text(Field.TEXT));
              if (texts.size() == 1) {
                move(second, directory.resolve("b.log.1"));
              }
            });
    assertThat(texts).containsExactly("1", "2");
  }

  @Test
  void fileThatVanishesMeanwhileIsSaid() throws IOException {
    Path first = log("a.log", "1\n");
    Path second = log("b.log", "2\n");
    ReadSummary summary = options().files(first, second).build().events(e -> delete(second));
    assertThat(summary.lines()).isEqualTo(1);
    assertThat(summary.errors())
        .extracting(InputError::toString)
        .containsExactly(second + ": no such file");
  }

  @Test
  void fileThatGrowsMeanwhileIsReadToItsEnd() throws IOException {
    Path path = log("a.log", "1\n");
    ReadSummary summary =
        options()
            .files(path)
            .build()
            .events(
                e -> {
                  if (e.lineNumber() < 10) {
                    append(path, "more\n");
                  }
                });
    assertThat(summary.lines()).isEqualTo(10);
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void delete(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void append(Path path, String text) {
    try {
      Files.writeString(path, text, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  // --- streams

  @Test
  void streamIsReadOnceAndNotClosed() {
    InputStream in =
        new ByteArrayInputStream(MESSAGE.getBytes(UTF_8)) {
          @Override
          public void close() {
            throw new AssertionError("closed");
          }
        };
    MailLog log = options().stream(in, "standard input").build();
    assertThat(log.events(e -> {}).lines()).isEqualTo(4);
    assertThatIllegalStateException()
        .isThrownBy(() -> log.events(e -> {}))
        .withMessage("a stream can be read only once: standard input");
  }

  @Test
  void filesCanBeReadAgain() throws IOException {
    MailLog log = options().files(log("mail.log", MESSAGE)).build();
    assertThat(log.events(e -> {})).isEqualTo(log.events(e -> {}));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void filesAreClosedWhenAllIsRead(int threads) throws IOException {
    Path plain = log("a.log", MESSAGE);
    Path gzip = log("b.log.gz", MESSAGE);
    options().files(plain, gzip).threads(threads).build().events(e -> {});
    assertNothingIsLeft(plain);
    assertNothingIsLeft(gzip);
  }

  @Test
  void streamMayBeGzip() throws IOException {
    byte[] gzip = DemoLog.gzip(MESSAGE);
    DemoLog.Read read = read(options().stream(new ByteArrayInputStream(gzip), "-"));
    assertThat(read.events()).hasSize(4);
    assertThat(read.summary().bytes()).isEqualTo(MESSAGE.length());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void eventOfALiveStreamComesAtOnceWhenTheYearIsKnown(int threads) throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    // Gives a line, and the end only when the line's event was given.
    InputStream live =
        new InputStream() {
          private final byte[] line = "Sep 12 10:15:03 mx1 demo[3]: A: removed\n".getBytes(UTF_8);
          private int at;

          @Override
          public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
          }

          @Override
          public int read(byte[] b, int from, int length) throws IOException {
            if (at == line.length) {
              try {
                seen.await();
              } catch (InterruptedException e) {
                throw new IOException(e);
              }
              return -1;
            }
            int n = Math.min(length, line.length - at);
            System.arraycopy(line, at, b, from, n);
            at += n;
            return n;
          }

          @Override
          public int available() {
            return line.length - at;
          }
        };
    options().firstYear(2026).threads(threads).stream(live, "-")
        .build()
        .events(e -> seen.countDown());
    assertThat(seen.getCount()).isZero();
  }

  // --- handlers

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void whatAHandlerThrowsPassesOutAndAllIsClosed(int threads) throws IOException {
    Path path = log("mail.log", MESSAGE.repeat(20_000));
    IllegalCallerException mine = new IllegalCallerException("mine");
    List<Long> numbers = new ArrayList<>();
    assertThatThrownBy(
            () ->
                options()
                    .files(path)
                    .threads(threads)
                    .build()
                    .events(
                        e -> {
                          numbers.add(e.lineNumber());
                          if (e.lineNumber() == 5000) {
                            throw mine;
                          }
                        }))
        .isSameAs(mine);
    assertThat(numbers).hasSize(5000);
    assertNothingIsLeft(path);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void interruptEndsTheReading(int threads) throws IOException {
    Path path = log("mail.log", MESSAGE.repeat(20_000));
    assertThatThrownBy(
            () ->
                options()
                    .files(path)
                    .threads(threads)
                    .build()
                    .events(e -> Thread.currentThread().interrupt()))
        .isInstanceOf(CancellationException.class)
        .hasMessageContaining("interrupted while reading");
    assertThat(Thread.interrupted()).as("stays interrupted").isTrue();
    assertNothingIsLeft(path);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void interruptOfAStreamThatWaitsEndsTheReading(int threads) throws IOException {
    PipedOutputStream server = new PipedOutputStream();
    PipedInputStream live = new PipedInputStream(server, 1 << 16);
    server.write(MESSAGE.getBytes(UTF_8));
    Thread reading = Thread.currentThread();
    assertThatThrownBy(
            () ->
                options().firstYear(2026).threads(threads).stream(live, "-")
                    .build()
                    .events(
                        e -> {
                          if (e.lineNumber() == 4) {
                            interruptWhenItWaits(reading);
                          }
                        }))
        .isInstanceOf(CancellationException.class)
        .hasMessageContaining("interrupted while reading");
    assertThat(Thread.interrupted()).as("stays interrupted").isTrue();
    server.close();
  }

  private static void interruptWhenItWaits(Thread thread) {
    new Thread(
            () -> {
              while (thread.getState() == Thread.State.RUNNABLE) {
                Thread.onSpinWait();
              }
              thread.interrupt();
            })
        .start();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void bugOfADialectIsThrownAtItsLine(int threads) throws IOException {
    String text =
        "x\n".repeat(3000) + "Sep 12 10:15:03 mx1 demo[3]: A: bug\n" + MESSAGE.repeat(9000);
    Path path = log("mail.log", text);
    List<Long> numbers = new ArrayList<>();
    assertThatThrownBy(
            () ->
                options()
                    .firstYear(2026)
                    .files(path)
                    .threads(threads)
                    .build()
                    .events(e -> numbers.add(e.lineNumber())))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(numbers).hasSize(3000);
    assertNothingIsLeft(path);
  }

  private static void assertNothingIsLeft(Path path) throws IOException {
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("maillog-"));
    OpenFiles.assertClosed(path);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void eventIsInvalidAfterItsCallback(int threads) throws IOException {
    Path path = log("mail.log", MESSAGE);
    List<MailEvent> kept = new ArrayList<>();
    options().files(path).threads(threads).checked(true).build().events(kept::add);
    assertThat(kept).hasSize(4);
    assertThat(kept).allSatisfy(e -> assertThatIllegalStateException().isThrownBy(e::kind));
    kept.clear();
    options().files(path).threads(threads).checked(false).build().events(kept::add);
    assertThat(kept).allSatisfy(e -> assertThat(e.kind()).isNotNull());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void progressGrowsToTheTotal(int threads) throws IOException {
    Path plain = log("a.log", MESSAGE.repeat(5000));
    Path gzip = log("b.log.gz", MESSAGE.repeat(5000));
    long total = Files.size(plain) + Files.size(gzip);
    List<Long> read = new ArrayList<>();
    options()
        .files(plain, gzip, directory.resolve("missing"))
        .threads(threads)
        .onProgress(
            (bytesRead, bytesTotal) -> {
              assertThat(bytesTotal).isEqualTo(total);
              read.add(bytesRead);
            })
        .build()
        .events(e -> {});
    assertThat(read).isSorted().hasSizeGreaterThan(3).endsWith(total);
  }

  @Test
  void totalOfAStreamIsNotKnown() {
    List<Long> totals = new ArrayList<>();
    options().stream(stream("x\n"), "-")
        .onProgress((r, t) -> totals.add(t))
        .build()
        .events(e -> {});
    assertThat(totals).isNotEmpty().containsOnly(-1L);
  }

  // --- options

  @Test
  void wrongOptionsFailAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MailLog.builder().build())
        .withMessage("no input: give a file, a directory or a stream");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MailLog.builder().threads(0))
        .withMessage("threads must be 1 to 256: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MailLog.builder().maxLineLength(0))
        .withMessage("maxLineLength must be 1 to 67108864 bytes: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MailLog.builder().firstYear(26))
        .withMessage("the year must be 1970 to 2169: 26");
  }
}
