package io.maillog.framing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

// A pipe that is opened wrongly waits for ever, and no interrupt ends that.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LogInputTest {
  private static final LogSets.Notes NO_NOTES =
      new LogSets.Notes() {
        @Override
        public void failed(Path given, IOException why) {
          throw new AssertionError(why);
        }

        @Override
        public void skipped(Path path, LogSets.Skip why) {
          throw new AssertionError(path + " " + why);
        }
      };

  /** May be written only, by whoever it is. */
  private static final Path FORBIDDEN_TO_ROOT = Path.of("/proc/sys/vm/compact_memory");

  @TempDir Path directory;

  private static String read(LogInput input) throws IOException {
    try (LogStream stream = input.open()) {
      return new String(stream.readAllBytes(), ISO_8859_1);
    }
  }

  @Test
  void missingFileIsSaid() {
    LogInput input = LogInput.of(directory.resolve("none"));
    assertThatThrownBy(input::open).isInstanceOf(IOException.class).hasMessage("no such file");
    assertThat(input.size()).isZero();
  }

  @Test
  void directoryIsSaid() {
    assertThatThrownBy(LogInput.of(directory)::open).hasMessage("is a directory");
  }

  @Test
  void forbiddenFileIsSaid() throws IOException {
    Path file = Files.writeString(directory.resolve("mail.log"), "x\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    Path forbidden = Files.isReadable(file) ? FORBIDDEN_TO_ROOT : file;
    assumeThat(forbidden).as("root may read every file, but for some of Linux").exists();
    assertThatThrownBy(LogInput.of(forbidden)::open).hasMessage("permission denied");
  }

  @Test
  void fileCanBeOpenedAgain() throws IOException {
    LogInput input = LogInput.of(Files.writeString(directory.resolve("mail.log"), "x\n"));
    assertThat(read(input)).isEqualTo("x\n");
    assertThat(read(input)).isEqualTo("x\n");
    assertThat(input.size()).isEqualTo(2);
    assertThat(input.claim()).isTrue();
    assertThat(input.claim()).as("again").isTrue();
    assertThat(input).hasToString(input.name());
    try (LogStream stream = input.open()) {
      assertThat(stream.path()).isEqualTo(input.path());
    }
  }

  @Test
  void fileThatIsGivenTwiceIsReadTwice() throws IOException {
    file("mail.log", "1\n");
    assertThat(readAll(set("mail.log", "mail.log"))).containsExactly("1\n", "1\n");
  }

  @Test
  void fileThatWasRotatedSinceIsFound() throws IOException {
    Path file = Files.writeString(directory.resolve("mail.log"), "old\n");
    LogInput input = LogInput.of(file);
    Files.move(file, directory.resolve("mail.log.1"));
    Files.writeString(file, "new\n");
    assertThat(read(input)).isEqualTo("old\n");
  }

  // --- rotation

  private static final String ROTATED = "was rotated away while it was read";

  private Path file(String name, String text) throws IOException {
    byte[] bytes = text.getBytes(ISO_8859_1);
    return Files.write(directory.resolve(name), name.endsWith(".gz") ? Gzip.of(bytes) : bytes);
  }

  private LogSet set(String... names) {
    List<LogSet> sets =
        LogSets.find(Stream.of(names).map(directory::resolve).toList(), false, false, NO_NOTES);
    assertThat(sets).hasSize(1);
    return sets.get(0);
  }

  private static List<String> readAll(LogSet set) {
    return set.inputs().stream()
        .map(
            input -> {
              try {
                return read(input);
              } catch (IOException e) {
                return "! " + e.getMessage();
              }
            })
        .toList();
  }

  private void move(String from, String to) throws IOException {
    Files.move(directory.resolve(from), directory.resolve(to));
  }

  private void compress(String from, String to) throws IOException {
    Path plain = directory.resolve(from);
    Files.write(directory.resolve(to), Gzip.of(Files.readAllBytes(plain)));
    Files.delete(plain);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void rotationThatCompressesLosesNothingAndGivesNothingTwice(boolean numberIsUsedAgain)
      throws IOException {
    file("mail.log.2.gz", "1\n");
    file("mail.log.1", "2\n");
    file("mail.log", "3\n");
    LogSet set = set("mail.log", "mail.log.1", "mail.log.2.gz");

    // What logrotate does, in its order.
    compress("mail.log.1", "mail.log.1.gz");
    if (!numberIsUsedAgain) {
      file("other", "takes the number of the inode that is free now\n");
    }
    move("mail.log.2.gz", "mail.log.3.gz");
    move("mail.log.1.gz", "mail.log.2.gz");
    move("mail.log", "mail.log.1");
    file("mail.log", "new\n");

    assertThat(readAll(set)).containsExactly("1\n", "2\n", "3\n");
  }

  @Test
  void rotationThatCopiesAndTruncatesLosesNothing() throws IOException {
    file("mail.log.1", "1\n");
    file("mail.log", "2\n");
    LogSet set = set("mail.log", "mail.log.1");
    move("mail.log.1", "mail.log.2");
    file("mail.log.1", "2\n2b\n");
    Files.writeString(directory.resolve("mail.log"), "3");
    assertThat(readAll(set)).containsExactly("1\n", "2\n2b\n");
  }

  @Test
  void copyMayBeAsLongAsTheFileWas() throws IOException {
    LogInput input = LogInput.of(file("mail.log", "1\n2\n"));
    file("mail.log.1", "1\n2\n");
    file("mail.log", "3\n");
    assertThat(read(input)).isEqualTo("1\n2\n");
  }

  @Test
  void damagedFileIsNoCopy() throws IOException {
    Path file = file("mail.log", "1\n2\n");
    LogInput input = LogInput.of(file);
    Path packed = file("mail.log.1.gz", "1\n2\n");
    Files.delete(file);
    assertThat(read(input)).isEqualTo("1\n2\n");
    Files.write(packed, Arrays.copyOf(Files.readAllBytes(packed), 12));
    assertThatThrownBy(() -> read(input)).hasMessage("no such file");
  }

  @Test
  void firstCopyByNameIsTaken() throws IOException {
    Path file = file("mail.log", "1\n");
    LogInput input = LogInput.of(file);
    for (int i : new int[] {5, 2, 8, 1, 3, 9, 4, 7, 6}) {
      file("mail.log." + i + ".gz", "1\n");
      file("mail.log." + i, "1\n");
    }
    Files.delete(file);
    try (LogStream stream = input.open()) {
      assertThat(stream.path()).isEqualTo(directory.resolve("mail.log.1"));
    }
  }

  @Test
  void fileThatIsMovedWhileItIsLookedAtIsFound() throws IOException {
    Path file = file("mail.log", "1\n");
    BasicFileAttributes found = FileIdentity.attributes(file);
    move("mail.log", "mail.log.1");
    assertThat(read(LogInput.of(file, found, new HashMap<>()))).isEqualTo("1\n");
  }

  @Test
  void fileWhoseDirectoryIsGoneIsSaid() throws IOException {
    Path sub = Files.createDirectory(directory.resolve("sub"));
    LogInput input = LogInput.of(file("sub/mail.log", "1\n"));
    Files.delete(sub.resolve("mail.log"));
    Files.delete(sub);
    assertThatThrownBy(() -> read(input)).hasMessage("no such file");
  }

  @Test
  void rotationToDatesIsFollowed() throws IOException {
    file("mail.log-20260911", "1\n");
    file("mail.log", "2\n");
    LogSet set = set("mail.log", "mail.log-20260911");
    compress("mail.log-20260911", "mail.log-20260911.gz");
    move("mail.log", "mail.log-20260912");
    file("mail.log", "3\n");
    assertThat(readAll(set)).containsExactly("1\n", "2\n");
  }

  @Test
  void fileThatGrewSinceIsStillIt() throws IOException {
    Path file = file("mail.log", "");
    LogInput empty = LogInput.of(file);
    Files.writeString(file, "1\n");
    LogInput one = LogInput.of(file);
    Files.writeString(file, "2\n", StandardOpenOption.APPEND);
    Files.move(file, directory.resolve("mail.log.1"));
    file("mail.log", "new\n");
    assertThat(read(empty)).isEqualTo("1\n2\n");
    assertThat(read(one)).isEqualTo("1\n2\n");
  }

  @Test
  void rotatedFileBehindALinkIsFollowed() throws IOException {
    Path real = Files.createDirectory(directory.resolve("real"));
    Path file = Files.writeString(real.resolve("mail.log"), "old\n");
    LogInput input =
        LogInput.of(Files.createSymbolicLink(directory.resolve("current"), file.toAbsolutePath()));
    Files.move(file, real.resolve("mail.log.1"));
    Files.writeString(file, "new\n");
    assertThat(read(input)).isEqualTo("old\n");
  }

  @Test
  void fileThatCannotBeFoundAgainIsSaidAndNoOtherIsReadForIt() throws IOException {
    file("mail.log.1", "1\n");
    file("mail.log", "2\n");
    LogSet set = set("mail.log", "mail.log.1");
    file("elsewhere.log", "1\n");
    Files.delete(directory.resolve("mail.log.1"));
    move("mail.log", "mail.log.1");
    file("mail.log", "3\n");
    assertThat(readAll(set)).containsExactly("! " + ROTATED, "2\n");
  }

  @Test
  void fileOfAnotherLogIsNotTakenForIt() throws IOException {
    LogInput input = LogInput.of(file("mail.log", "old\n"));
    move("mail.log", "other.log");
    file("mail.log", "new\n");
    file("mail.log.1", "newer\n");
    assertThatThrownBy(() -> read(input)).hasMessage(ROTATED);
  }

  @Test
  void anotherInputIsNotTakenForAFileThatBeginsAlike() throws IOException {
    file("mail.log.2", "alike\n");
    file("mail.log.1", "alike\nb\n");
    LogSet set = set("mail.log.1", "mail.log.2");
    Files.delete(directory.resolve("mail.log.2"));
    file("new", "takes the number of the inode that is free now\n");
    move("mail.log.1", "mail.log.3");
    file("mail.log.2", "other\n");
    assertThat(readAll(set)).containsExactly("! " + ROTATED, "alike\nb\n");
  }

  @Test
  void truncatedFileIsSaid() throws IOException {
    LogInput input = LogInput.of(file("mail.log", "1\n2\n"));
    file("mail.log", "3\n");
    assertThatThrownBy(() -> read(input)).hasMessage(ROTATED);
  }

  @Test
  void fileThatWasRewrittenAndBeginsAsBeforeIsReadAsItIsNow() throws IOException {
    Path file = file("mail.log", "1\n");
    LogInput input = LogInput.of(file);
    Path copy = file("mail.log.tmp", "1\n2\n");
    Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);
    assertThat(read(input)).isEqualTo("1\n2\n");
  }

  @Test
  void fileThatVanishedIsSaid() throws IOException {
    Path file = file("mail.log", "1\n");
    LogInput input = LogInput.of(file);
    Files.delete(file);
    assertThatThrownBy(() -> read(input)).hasMessage("no such file");
  }

  @Test
  void fileThatCameSinceIsRead() throws IOException {
    LogInput input = LogInput.of(directory.resolve("mail.log"));
    file("mail.log", "1\n");
    assertThat(read(input)).isEqualTo("1\n");
  }

  @Test
  void whatIsLostOfAFileWhileItIsReadIsSaid() throws IOException {
    Path file = file("mail.log", "1\n2\n");
    LogInput input = LogInput.of(file);
    assertThat(read(input)).isEqualTo("1\n2\n");
    assertThat(input.lost(4)).isNull();
    assertThat(input.lost(1)).hasMessage("shrank while it was read: 3 of 4 bytes are lost");
    move("mail.log", "mail.log.1");
    assertThat(input.lost(4)).as("renamed").isNull();
    Files.delete(directory.resolve("mail.log.1"));
    assertThat(input.lost(4)).hasMessage("vanished while it was read");
    assertThat(LogInput.of(InputStream.nullInputStream(), "-").lost(0)).isNull();
  }

  @Test
  void nothingStaysOpen() throws IOException {
    Path descriptors = Path.of("/proc/self/fd");
    assumeThat(descriptors).as("a system that shows what is open").isDirectory();
    LogInput input = LogInput.of(file("mail.log", "1\n2\n"));
    assertThat(read(input)).isEqualTo("1\n2\n");
    file("mail.log", "3\n");
    file("mail.log.1", "4\n5\n");
    file("mail.log.2.gz", "6\n7\n");
    file("mail.log.3.bz2", "BZh91AY");
    assertThatThrownBy(input::open).hasMessage(ROTATED);
    assertThatThrownBy(LogInput.of(directory.resolve("mail.log.3.bz2"))::open).isNotNull();
    assertThat(set("").inputs()).hasSize(4);
    try (DirectoryStream<Path> open = Files.newDirectoryStream(descriptors, this::isOurs)) {
      assertThat(open).isEmpty();
    }
  }

  private boolean isOurs(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).startsWith(directory.toRealPath());
    } catch (IOException e) {
      return false; // closed since
    }
  }

  // --- a file system without keys, whose files cannot be opened by their names alone

  @Test
  void logsInAnArchiveAreFoundAndRead() throws IOException {
    try (FileSystem archive = archive()) {
      Path logs = Files.createDirectory(archive.getPath("/logs"));
      Files.writeString(logs.resolve("mail.log.1"), "1\n");
      Files.writeString(logs.resolve("mail.log"), "2\n");
      List<LogSet> sets = LogSets.find(List.of(logs), false, false, NO_NOTES);
      assertThat(sets).hasSize(1);
      assertThat(readAll(sets.get(0))).containsExactly("1\n", "2\n");
    }
  }

  @Test
  void fileWithoutAKeyIsKnownByHowItBegins() throws IOException {
    try (FileSystem archive = archive()) {
      Path file = Files.writeString(archive.getPath("/mail.log"), "1\n");
      Path empty = Files.writeString(archive.getPath("/empty"), "");
      Path other = Files.writeString(archive.getPath("/other"), "2\n");
      FileIdentity known = FileIdentity.of(file, FileIdentity.attributes(file));
      assertThat(known.key()).isNull();
      Path moved = Files.move(file, archive.getPath("/mail.log.1"));
      assertThat(known.wasMovedTo(moved)).isTrue();
      assertThat(known.wasMovedTo(other)).isFalse();
      FileIdentity nothing = FileIdentity.of(empty, FileIdentity.attributes(empty));
      assertThat(nothing.wasMovedTo(other)).as("any file begins with nothing").isFalse();
    }
  }

  private FileSystem archive() throws IOException {
    return FileSystems.newFileSystem(directory.resolve("logs.zip"), Map.of("create", "true"));
  }

  // --- streams

  @Test
  void pipeIsOpenedOnceAndClosed() throws Exception {
    byte[] text = "line\n".repeat(50_000).getBytes(ISO_8859_1);
    Path pipe = Pipe.giving(directory.resolve("pipe"), text);
    LogInput input = LogInput.of(pipe);
    assertThat(input.isFile()).isFalse();
    assertThat(input.size()).isEqualTo(-1);
    assertThat(input.lastModified()).as("of the pipe, not of the lines").isNull();
    LogStream stream = input.open();
    assertThat(stream.path()).isNull();
    assertThat(stream.lookAhead(1000).readAllBytes()).hasSize(1000);
    try (LogStream again = input.open()) {
      assertThat(again).isSameAs(stream);
      assertThat(again.readAllBytes()).isEqualTo(text);
    }
    assertThatThrownBy(stream::read).as("closed").isInstanceOf(IOException.class);
  }

  @Test
  void pipeMayBeGzip() throws Exception {
    byte[] gzip = Gzip.of("a line\n".getBytes(ISO_8859_1));
    LogInput input = LogInput.of(Pipe.giving(directory.resolve("pipe"), gzip));
    assertThat(read(input)).isEqualTo("a line\n");
  }

  @Test
  void streamIsOpenedOnceAndNotClosed() throws IOException {
    AtomicBoolean closed = new AtomicBoolean();
    LogInput input =
        LogInput.of(
            new ByteArrayInputStream("x\n".getBytes(ISO_8859_1)) {
              @Override
              public void close() {
                closed.set(true);
              }
            },
            "standard input");
    assertThat(input.claim()).isTrue();
    assertThat(input.claim()).as("again").isFalse();
    LogStream stream = input.open();
    assertThat(input.open()).isSameAs(stream);
    assertThat(read(input)).isEqualTo("x\n");
    assertThat(closed).isFalse();
    assertThat(input.size()).isEqualTo(-1);
    assertThat(input.name()).isEqualTo("standard input");
  }

  @Test
  void streamThatCannotBeOpenedSaysSoEveryTime() {
    LogInput input = LogInput.of(new ByteArrayInputStream("BZh91AY&SY".getBytes(ISO_8859_1)), "-");
    assertThatThrownBy(input::open).hasMessageContaining("bzip2");
    assertThatThrownBy(input::open).hasMessageContaining("bzip2");
  }
}
