package io.maillog.compress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.InputError;
import io.maillog.MailLog;
import io.maillog.ReadSummary;
import io.maillog.event.Field;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A log says the same in whichever form it is. */
class CompressedLogTest {
  private static final Path SAMPLE = Path.of("../examples/postfix.log");
  private static final FileTime WRITTEN = FileTime.from(Instant.parse("2026-09-13T00:00:00Z"));

  @TempDir Path directory;

  private Path write(String name, byte[] bytes) throws IOException {
    Path path = Files.write(directory.resolve(name), bytes);
    Files.setLastModifiedTime(path, WRITTEN);
    return path;
  }

  private static List<String> events(MailLog.Builder log) {
    List<String> events = new ArrayList<>();
    ReadSummary summary = log.build().events(event -> events.add(event.toRecord().toString()));
    assertThat(summary.errors()).isEmpty();
    return events;
  }

  private static List<String> traces(MailLog.Builder log) {
    List<String> traces = new ArrayList<>();
    ReadSummary summary = log.build().traces(trace -> traces.add(trace.toString()));
    assertThat(summary.errors()).isEmpty();
    return traces;
  }

  private static MailLog.Builder files(Path... paths) {
    return MailLog.builder().files(paths);
  }

  @ParameterizedTest
  @EnumSource
  void fileAndStreamAreAsThePlainFile(Form form) throws IOException {
    byte[] text = Files.readAllBytes(SAMPLE);
    byte[] compressed = form.compress(text);
    Path plain = write("mail.log", text);
    List<String> events = events(files(plain));
    List<String> traces = traces(files(plain));
    assertThat(events).hasSizeGreaterThan(20);
    Files.delete(plain);
    write("mail.log", compressed); // the name says nothing
    for (int threads : new int[] {1, 2}) {
      assertThat(events(files(plain).threads(threads))).isEqualTo(events);
      assertThat(traces(files(plain).threads(threads))).isEqualTo(traces);
    }
    String name = plain.toString();
    MailLog.Builder stream =
        MailLog.builder().firstYear(2026).stream(new ByteArrayInputStream(compressed), name);
    MailLog.Builder same =
        MailLog.builder().firstYear(2026).stream(new ByteArrayInputStream(text), name);
    assertThat(traces(stream)).isEqualTo(traces(same)).hasSameSizeAs(traces);
  }

  private static byte[] line(String id) {
    return ("2026-09-12T10:15:30Z mx1 postfix/qmgr[2]: " + id + ": removed\n").getBytes(ISO_8859_1);
  }

  @Test
  void rotatedSetMayMixForms() throws IOException {
    write("mail.log.3.bz2", Form.BZIP2.compress(line("4A1B2C3D4E01")));
    write("mail.log.2.xz", Form.XZ.compress(line("4A1B2C3D4E02")));
    write("mail.log.1.zst", Form.ZSTD.compress(line("4A1B2C3D4E03")));
    Path live = write("mail.log", line("4A1B2C3D4E04"));
    List<String> ids = new ArrayList<>();
    for (MailLog.Builder log : List.of(files(live).rotated(true), files(directory))) {
      ids.clear();
      ReadSummary summary = log.build().events(event -> ids.add(event.text(Field.QUEUE_ID)));
      assertThat(summary.errors()).isEmpty();
      assertThat(ids)
          .containsExactly("4A1B2C3D4E01", "4A1B2C3D4E02", "4A1B2C3D4E03", "4A1B2C3D4E04");
    }
  }

  @ParameterizedTest
  @EnumSource
  void fileThatIsCompressedMeanwhileIsFoundAgain(Form form) throws IOException {
    write("mail.log.1", line("4A1B2C3D4E01"));
    Path second = write("mail.log", line("4A1B2C3D4E02"));
    List<String> ids = new ArrayList<>();
    ReadSummary summary =
        files(directory)
            .build()
            .events(
                event -> {
                  ids.add(event.text(Field.QUEUE_ID));
                  if (ids.size() == 1) {
                    try {
                      write("mail.log.1" + form.ending, form.compress(Files.readAllBytes(second)));
                      Files.delete(second);
                      Files.delete(directory.resolve("mail.log.1"));
                    } catch (IOException e) {
                      throw new UncheckedIOException(e);
                    }
                  }
                });
    assertThat(ids).containsExactly("4A1B2C3D4E01", "4A1B2C3D4E02");
    assertThat(summary.errors())
        .extracting(InputError::message)
        .isSubsetOf("vanished while it was read"); // the first, which is gone indeed
  }

  @ParameterizedTest
  @EnumSource
  void whatIsBeforeACutIsGiven(Form form) throws IOException {
    byte[] text = new String(line("4A1B2C3D4E01"), ISO_8859_1).repeat(5000).getBytes(ISO_8859_1);
    byte[] one = form.compress(text);
    byte[] cut = Arrays.copyOf(one, 2 * one.length - 5);
    System.arraycopy(one, 0, cut, one.length, one.length - 5);
    Path path = write("mail.log.1" + form.ending, cut);
    ReadSummary summary = files(path).build().events(event -> {});
    assertThat(summary.lines()).isBetween(5000L, 10_000L);
    assertThat(summary.errors())
        .containsExactly(
            new InputError(
                path.toString(), InputError.Kind.DAMAGED, "truncated " + form.word(), path, null));
  }
}
