package io.maillog;

import static io.maillog.DemoLog.file;
import static io.maillog.DemoLog.message;
import static io.maillog.DemoLog.options;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.maillog.InputError.Kind;
import io.maillog.framing.InputFailure;
import io.maillog.framing.LogSets;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of inputs that cannot be read, and what can be done about them. */
class InputErrorTest {
  private static final byte[] LINES = message("Sep 12 10:15", "A").getBytes(UTF_8);

  @TempDir Path directory;

  private Path log(String name) throws IOException {
    return file(directory.resolve(name), null, message("Sep 12 10:15", "A"));
  }

  private static InputError only(MailLog.Builder options) {
    List<InputError> errors = options.build().events(event -> {}).errors();
    assertThat(errors).hasSize(1);
    return errors.get(0);
  }

  // --- kinds

  @Test
  void kindsOfTheFramingAreKinds() {
    for (InputFailure.Kind kind : InputFailure.Kind.values()) {
      assertThat(Kind.valueOf(kind.name())).isNotEqualTo(Kind.OTHER);
    }
    assertThat(Kind.values()).hasSize(InputFailure.Kind.values().length + 1);
  }

  @Test
  void reasonsOfTheFramingAreReasons() {
    assertThat(Stream.of(ReadSummary.Skipped.Reason.values()).map(Enum::name))
        .containsExactlyElementsOf(Stream.of(LogSets.Skip.values()).map(Enum::name).toList());
  }

  @Test
  void missingFile() {
    Path path = directory.resolve("none.log");
    InputError error = only(options().files(path));
    assertThat(error.kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(error.path()).isEqualTo(path);
    assertThat(error.cause()).isInstanceOf(FileNotFoundException.class);
    assertThat(error).hasToString(path + ": no such file");
  }

  @Test
  void forbiddenFileAndDirectory() throws IOException {
    Path file = log("mail.log");
    Path closed = Files.createDirectory(directory.resolve("closed"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    assumeThat(Files.isReadable(file)).as("root may read everything").isFalse();
    assertThat(only(options().files(file)).kind()).isEqualTo(Kind.DENIED);
    InputError error = only(options().files(closed));
    assertThat(error.kind()).isEqualTo(Kind.DENIED);
    assertThat(error.path()).isEqualTo(closed);
    assertThat(error.cause()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "1f 8b 08 00 00 00 00 00 00 03, DAMAGED, truncated gzip",
    "1f 8b 09 00 00 00 00 00 00 03, DAMAGED, damaged gzip: unknown method",
    "42 5a 68 39 31 41, UNSUPPORTED, compressed with bzip2: add io.maillog:maillog-compress and org.apache.commons:commons-compress",
    "fd 37 7a 58 5a 00, UNSUPPORTED, compressed with xz: add io.maillog:maillog-compress and org.tukaani:xz",
    "28 b5 2f fd 00 00, UNSUPPORTED, compressed with zstd: add io.maillog:maillog-compress and com.github.luben:zstd-jni",
  })
  void compressedFile(String bytes, Kind kind, String message) throws IOException {
    byte[] content = HexFormat.ofDelimiter(" ").parseHex(bytes);
    Path path = Files.write(directory.resolve("mail.log.1.gz"), content);
    assertThat(only(options().files(path)))
        .isEqualTo(new InputError(path.toString(), kind, message, path, null));
    InputError ofStream = only(options().stream(new ByteArrayInputStream(content), "-"));
    assertThat(ofStream).isEqualTo(new InputError("-", kind, message, null, null));
    assertThat(ofStream.cause()).isNull();
  }

  @Test
  void streamThatFails() {
    IOException mine = new IOException("the line is dead");
    InputStream in =
        new FilterInputStream(new ByteArrayInputStream(LINES)) {
          @Override
          public int read(byte[] b, int from, int length) throws IOException {
            int n = super.read(b, from, length);
            if (n < 0) {
              throw mine;
            }
            return n;
          }
        };
    InputError error = only(options().firstYear(2026).stream(in, "-"));
    assertThat(error.kind()).isEqualTo(Kind.OTHER);
    assertThat(error.cause()).isSameAs(mine);
    assertThat(error.path()).isNull();
    assertThat(error.message()).isEqualTo("the line is dead");
  }

  @Test
  void equalWhateverTheCause() {
    InputError one = new InputError("a", Kind.OTHER, "m", null, new IOException("x"));
    assertThat(one).isEqualTo(new InputError("a", Kind.OTHER, "m", null, new IOException("y")));
    assertThat(one).hasSameHashCodeAs(new InputError("a", Kind.OTHER, "m", null, null));
    assertThat(one)
        .isNotEqualTo(new InputError("b", Kind.OTHER, "m", null, null))
        .isNotEqualTo(new InputError("a", Kind.DENIED, "m", null, null))
        .isNotEqualTo(new InputError("a", Kind.OTHER, "n", null, null))
        .isNotEqualTo(new InputError("a", Kind.OTHER, "m", Path.of("a"), null))
        .isNotEqualTo("a: m");
  }

  // --- what to do about them

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void throwingEndsTheReadingThere(int threads) throws IOException {
    Path missing = directory.resolve("none.log");
    List<String> read = new ArrayList<>();
    MailLog log =
        options()
            .files(log("a.log"), missing, log("z.log"))
            .threads(threads)
            .onInputError(InputErrors.THROW)
            .build();
    assertThatThrownBy(() -> log.events(event -> read.add(String.valueOf(event.file()))))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(missing + ": no such file")
        .hasCauseInstanceOf(FileNotFoundException.class);
    assertThat(read).hasSize(4).containsOnly(directory.resolve("a.log").toString());
  }

  @Test
  void ignoredAndWarnedOfErrorsAreInTheSummary() throws IOException {
    for (var handler : Arrays.asList(InputErrors.IGNORE, InputErrors.WARN)) {
      ReadSummary summary =
          options()
              .files(directory.resolve("none.log"), log("a.log"))
              .onInputError(handler)
              .build()
              .events(event -> {});
      assertThat(summary.lines()).isEqualTo(4);
      assertThat(summary.errors()).hasSize(1);
    }
  }

  @Test
  void summaryThrowsWhatWasWrong() throws IOException {
    Path one = directory.resolve("one.log");
    Path two = directory.resolve("two.log");
    ReadSummary summary = options().files(log("a.log"), one, two).build().events(event -> {});
    assertThatThrownBy(summary::orThrow)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(one + ": no such file")
        .satisfies(
            e ->
                assertThat(e.getSuppressed()[0])
                    .hasMessage(two + ": no such file")
                    .hasNoSuppressedExceptions());
    ReadSummary good = options().files(log("a.log")).build().events(event -> {});
    assertThat(good.orThrow()).isSameAs(good);
    InputError found = new InputError("a", Kind.CHANGED, "shrank", null, null);
    assertThat(found.toException()).hasMessage("a: shrank").cause().hasMessage("a: shrank");
  }

  // --- what a directory has and is not read

  @Test
  void whatADirectorySkippedIsSaid() throws IOException {
    log("mail.log");
    Files.createDirectory(directory.resolve("exim4"));
    log("exim4/mainlog");
    log("wtmp");
    ReadSummary summary = options().files(directory).build().events(event -> {});
    assertThat(summary.lines()).isEqualTo(4);
    assertThat(summary.skipped())
        .extracting(ReadSummary.Skipped::toString)
        .containsExactly(
            directory.resolve("exim4") + " (directory)", directory.resolve("wtmp") + " (no text)");
    assertThat(summary.skippedCount()).isEqualTo(2);
    ReadSummary deep = options().files(directory).recursive(true).build().events(event -> {});
    assertThat(deep.lines()).isEqualTo(8);
    assertThat(deep.inputs()).isEqualTo(2);
    assertThat(deep.skippedCount()).isEqualTo(1);
  }

  @Test
  void ofMuchThatIsSkippedTheFirstIsNamed() throws IOException {
    log("mail.log");
    for (int i = 0; i < ReadSummary.MAX_SKIPPED + 7; i++) {
      Files.createFile(directory.resolve("%03d.pid".formatted(i)));
    }
    ReadSummary summary = options().files(directory).build().events(event -> {});
    assertThat(summary.skipped()).hasSize(ReadSummary.MAX_SKIPPED);
    assertThat(summary.skipped().get(0).path()).isEqualTo(directory.resolve("000.pid"));
    assertThat(summary.skippedCount()).isEqualTo(ReadSummary.MAX_SKIPPED + 7);
  }
}
