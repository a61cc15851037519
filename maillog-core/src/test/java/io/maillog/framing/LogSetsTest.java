package io.maillog.framing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogSetsTest {
  @TempDir Path directory;
  private final List<String> errors = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();
  private final LogSets.Notes notes =
      new LogSets.Notes() {
        @Override
        public void failed(Path given, IOException why) {
          errors.add(given + ": " + why.getMessage());
        }

        @Override
        public void skipped(Path path, LogSets.Skip why) {
          skipped.add(directory.relativize(path) + " " + why);
        }
      };

  private void create(String... names) throws IOException {
    for (String name : names) {
      Files.writeString(directory.resolve(name), name + "\n");
    }
  }

  private List<List<String>> find(boolean rotated, String... names) {
    return find(rotated, false, names);
  }

  private List<List<String>> find(boolean rotated, boolean recursive, String... names) {
    List<Path> given = Stream.of(names).map(directory::resolve).toList();
    skipped.clear();
    return LogSets.find(given, rotated, recursive, notes).stream().map(LogSetsTest::names).toList();
  }

  private static List<String> names(LogSet set) {
    return set.inputs().stream().map(i -> Path.of(i.name()).getFileName().toString()).toList();
  }

  @Test
  void shellOrderBecomesTimeOrder() {
    assertThat(find(false, "mail.log", "mail.log.1", "mail.log.10.gz", "mail.log.2.gz"))
        .containsExactly(List.of("mail.log.10.gz", "mail.log.2.gz", "mail.log.1", "mail.log"));
    assertThat(find(false, "mail.log", "mail.log-20260906.gz", "mail.log-20260830.gz"))
        .containsExactly(List.of("mail.log-20260830.gz", "mail.log-20260906.gz", "mail.log"));
    assertThat(find(false, "maillog.0", "maillog.1"))
        .containsExactly(List.of("maillog.1", "maillog.0"));
  }

  @Test
  void differentLogsKeepTheOrderGiven() {
    assertThat(find(false, "b.log", "a.log", "b.log.1"))
        .containsExactly(List.of("b.log.1", "b.log"), List.of("a.log"));
    assertThat(find(false, "a.log", "a.log")).containsExactly(List.of("a.log", "a.log"));
  }

  @Test
  void sameNameInAnotherDirectoryIsAnotherLog() {
    assertThat(find(false, "one/mail.log", "two/mail.log.1"))
        .containsExactly(List.of("mail.log"), List.of("mail.log.1"));
  }

  @Test
  void fileStandsForItsRotatedSetIfAsked() throws IOException {
    create("mail.log", "mail.log.1", "mail.log.2.gz", "mail.err", "mail.log-notes");
    assertThat(find(true, "mail.log"))
        .containsExactly(List.of("mail.log.2.gz", "mail.log.1", "mail.log"));
    assertThat(find(true, "mail.log", "mail.log.1"))
        .containsExactly(List.of("mail.log.2.gz", "mail.log.1", "mail.log"));
    assertThat(find(false, "mail.log")).containsExactly(List.of("mail.log"));
    assertThat(errors).isEmpty();
  }

  @Test
  void missingFileStaysToBeReported() throws IOException {
    create("mail.log.1");
    assertThat(find(true, "mail.log")).containsExactly(List.of("mail.log.1", "mail.log"));
    assertThat(find(true, "none/mail.log")).containsExactly(List.of("mail.log"));
  }

  @Test
  void directoryStandsForTheLogsInIt() throws IOException {
    create("mail.log", "mail.log.1", "mail.err", "mainlog", "mainlog.01", "wtmp", "wtmp.1");
    create(".hidden", "cache.db", "backup.tar.gz", "x.swp", "wtmp.2.gz");
    Files.createDirectory(directory.resolve("sub.log"));
    assertThat(find(false, ""))
        .containsExactly(
            List.of("mail.err"),
            List.of("mail.log.1", "mail.log"),
            List.of("mainlog.01", "mainlog"));
    assertThat(skipped)
        .containsExactly(
            ".hidden HIDDEN",
            "backup.tar.gz NO_TEXT",
            "cache.db NO_TEXT",
            "sub.log DIRECTORY",
            "wtmp NO_TEXT",
            "wtmp.1 NO_TEXT",
            "wtmp.2.gz NO_TEXT",
            "x.swp NO_TEXT");
    assertThat(find(false, "", "mail.log"))
        .hasSize(3)
        .contains(List.of("mail.log.1", "mail.log", "mail.log"));
    assertThat(find(false, "", "")).hasSize(3).contains(List.of("mail.log.1", "mail.log"));
  }

  @Test
  void linkInADirectoryToAFileOfItIsNotReadAgain() throws IOException {
    create("mail.log", "mail.log.1", "dated.log-20260911", "dated.log-20260912");
    link("current", "mail.log");
    link("a-first-by-name", "mail.log.1");
    link("dated.log", "dated.log-20260912");
    List<List<String>> once =
        List.of(
            List.of("dated.log-20260911", "dated.log-20260912"), List.of("mail.log.1", "mail.log"));
    assertThat(find(false, "")).isEqualTo(once);
    assertThat(skipped)
        .containsExactly("a-first-by-name TWICE", "current TWICE", "dated.log TWICE");
    assertThat(find(true, "dated.log"))
        .containsExactly(List.of("dated.log-20260911", "dated.log-20260912"));
    assertThat(find(false, "current", ""))
        .as("named before")
        .hasSize(3)
        .contains(List.of("current"));
    assertThat(find(false, "mail.log", "current"))
        .as("each named by itself")
        .containsExactly(List.of("mail.log"), List.of("current"));
  }

  @Test
  void secondNameOfAFileInADirectoryIsNotReadAgain() throws IOException {
    create("mail.log");
    Files.createLink(directory.resolve("mail.log-kept"), directory.resolve("mail.log"));
    assertThat(find(false, "")).containsExactly(List.of("mail.log"));
  }

  @Test
  void linkInADirectoryToAFileElsewhereIsReadOnce() throws IOException {
    Path pods = Files.createDirectory(directory.resolve("pods"));
    Files.writeString(pods.resolve("0.log"), "x\n");
    Files.createDirectory(directory.resolve("containers"));
    link("containers/mail.log", "../pods/0.log");
    link("containers/none.log", "../pods/none.log");
    assertThat(find(false, "containers")).containsExactly(List.of("mail.log"));
    assertThat(find(false, "pods", "containers")).containsExactly(List.of("0.log"));
    assertThat(errors).isEmpty();
  }

  private void link(String name, String target) throws IOException {
    Files.createSymbolicLink(directory.resolve(name), Path.of(target));
  }

  @Test
  void whatIsNoPlainFileInADirectoryIsSkipped() throws Exception {
    create("mail.log");
    Files.createDirectory(directory.resolve("journal"));
    Files.writeString(directory.resolve("journal/mail.log"), "x\n");
    Files.setPosixFilePermissions(
        Files.createDirectory(directory.resolve("private")),
        PosixFilePermissions.fromString("---------"));
    link("gone", "missing.log");
    link("here", ".");
    Pipe.at(directory.resolve("pipe.log"));
    assertThat(find(false, "")).containsExactly(List.of("mail.log"));
    assertThat(skipped)
        .containsExactly(
            "gone NO_FILE",
            "here DIRECTORY",
            "journal DIRECTORY",
            "pipe.log NO_FILE",
            "private DIRECTORY");
    assertThat(find(true, "mail.log")).containsExactly(List.of("mail.log"));
    assertThat(errors).isEmpty();
    assertThat(skipped).as("of a file that was given").isEmpty();
  }

  // --- directories in directories

  @Test
  void directoriesInADirectoryAreReadIfAsked() throws IOException {
    Files.createDirectories(directory.resolve("exim4/old"));
    Files.createDirectory(directory.resolve(".cache"));
    Files.createDirectory(directory.resolve("kept.tar"));
    create("mail.log", "exim4/mainlog", "exim4/mainlog.1", "exim4/old/mainlog.2", ".cache/x.log");
    create("kept.tar/z.log");
    link("exim4/back", "..");
    link("exim4/self", ".");
    link("again", "exim4");
    assertThat(find(false, true, ""))
        .containsExactly(
            List.of("mail.log"),
            List.of("mainlog.1", "mainlog"),
            List.of("mainlog.2"),
            List.of("z.log"));
    assertThat(skipped)
        .containsExactly(".cache HIDDEN", "again LINK", "exim4/back LINK", "exim4/self LINK");
    assertThat(find(false, true, "again")).as("given by itself").hasSize(2);
  }

  @Test
  void fileThatTwoDirectoriesHaveIsReadOnce() throws IOException {
    Files.createDirectories(directory.resolve("a"));
    Files.createDirectories(directory.resolve("b"));
    create("a/mail.log");
    Files.createLink(directory.resolve("b/mail.log"), directory.resolve("a/mail.log"));
    assertThat(find(false, true, "")).containsExactly(List.of("mail.log"));
    assertThat(skipped).containsExactly("b/mail.log TWICE");
  }

  @Test
  void depthIsLimited() throws IOException {
    String path = "d/".repeat(16);
    Files.createDirectories(directory.resolve(path + "deeper"));
    create(path + "last.log", path + "deeper/not.log");
    assertThat(find(false, true, "")).containsExactly(List.of("last.log"));
    assertThat(skipped).containsExactly(path + "deeper TOO_DEEP");
  }

  @Test
  void pipeIsALogOfItsOwn() throws Exception {
    create("mail.log.2");
    Pipe.at(directory.resolve("mail.log"));
    Pipe.at(directory.resolve("mail.log.1"));
    assertThat(find(false, "mail.log", "mail.log.1", "mail.log.2"))
        .containsExactly(List.of("mail.log"), List.of("mail.log.1"), List.of("mail.log.2"));
    assertThat(find(true, "mail.log")).containsExactly(List.of("mail.log"));
  }

  @Test
  void thousandsOfRotatedFilesAreOneLogInOrder() throws IOException {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      names.add("mail.log-2026" + "%02d%02d%02d".formatted(i / 672 + 1, i / 24 % 28 + 1, i % 24));
    }
    create(names.toArray(String[]::new));
    assertThat(find(false, "")).containsExactly(names);
    assertThat(find(true, names.toArray(String[]::new))).containsExactly(names);
  }

  @Test
  void emptyDirectoryHasNoLog() {
    assertThat(find(false, "")).isEmpty();
    assertThat(errors).isEmpty();
  }

  @Test
  void fileThatIsBeingCompressedIsReadOnce() throws IOException {
    create("mail.log", "mail.log.1", "mail.log.1.gz", "mail.log.2.gz");
    List<String> once = List.of("mail.log.2.gz", "mail.log.1", "mail.log");
    assertThat(find(true, "mail.log")).containsExactly(once);
    assertThat(find(true, "mail.log.1.gz"))
        .as("the shell gives its name too")
        .containsExactly(once);
  }

  /** The way of newsyslog, whose youngest old file is number 0. */
  @Test
  void numberZeroIsANumberToo() throws IOException {
    create("mail.log", "mail.log.0", "mail.log-20260906");
    Files.setLastModifiedTime(
        directory.resolve("mail.log-20260906"),
        FileTime.from(Instant.parse("2026-09-06T00:00:00Z")));
    Files.setLastModifiedTime(
        directory.resolve("mail.log.0"), FileTime.from(Instant.parse("2026-10-01T00:00:00Z")));
    assertThat(find(true, "mail.log"))
        .containsExactly(List.of("mail.log-20260906", "mail.log.0", "mail.log"));
  }

  @Test
  void filesOfADirectoryAreFoundInTheOrderOfTheirNames() throws IOException {
    String[] names = {"x.log", "b.log", "k.log", "a.log", "z.log", "m.log", "c.log", "q.log"};
    create(names);
    List<String> sorted = Stream.of(names).sorted().toList();
    assertThat(find(false, "")).containsExactlyElementsOf(sorted.stream().map(List::of).toList());
  }

  @Test
  void datesAndNumbersInOneSetAreOrderedByTime() throws IOException {
    create("mail.log", "mail.log.1", "mail.log-20260906");
    Files.setLastModifiedTime(
        directory.resolve("mail.log-20260906"),
        FileTime.from(Instant.parse("2026-09-06T00:00:00Z")));
    Files.setLastModifiedTime(
        directory.resolve("mail.log.1"), FileTime.from(Instant.parse("2026-08-01T00:00:00Z")));
    assertThat(find(true, "mail.log"))
        .containsExactly(List.of("mail.log.1", "mail.log-20260906", "mail.log"));
  }

  @Test
  void directoryThatCannotBeListedIsAnError() throws IOException {
    Path closed = Files.createDirectory(directory.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    assumeThat(Files.isReadable(closed)).as("root may read everything").isFalse();
    assertThat(find(false, "closed")).isEmpty();
    assertThat(errors).containsExactly(closed + ": permission denied");
  }

  /** As it is where a directory gives place to a file between two looks; root may read any. */
  @Test
  void whatCannotBeListedIsAnErrorForRootToo() throws IOException {
    create("no-directory");
    Path file = directory.resolve("no-directory");
    LogSetFinder finder = new LogSetFinder(false, notes);
    finder.addDirectory(file);
    assertThat(finder.found()).isEmpty();
    assertThat(errors).containsExactly(file + ": the directory cannot be listed: " + file);
    assertThat(LogSetFinder.whyNotListed(new AccessDeniedException("closed")))
        .isInstanceOf(InputFailure.class)
        .hasMessage("permission denied");
    assertThat(
            LogSetFinder.whyNotListed(
                new DirectoryIteratorException(new AccessDeniedException("closed"))))
        .as("in the midst of it")
        .hasMessage("permission denied");
  }

  @Test
  void timeOfAFileIsItsLastChangeOrTheDateInItsName() throws IOException {
    create("mail.log", "mail.log-20200101");
    Instant changed = Instant.parse("2024-03-01T00:00:00Z");
    for (String name : List.of("mail.log", "mail.log-20200101")) {
      Files.setLastModifiedTime(directory.resolve(name), FileTime.from(changed));
    }
    assertThat(notAfter("mail.log")).isEqualTo(changed);
    assertThat(notAfter("mail.log-20200101"))
        .as("changed years later")
        .isEqualTo(Instant.parse("2020-07-04T00:00:00Z"));
    Instant atEndOfMonth = Instant.parse("2020-02-01T00:00:00Z");
    Files.setLastModifiedTime(directory.resolve("mail.log-20200101"), FileTime.from(atEndOfMonth));
    assertThat(notAfter("mail.log-20200101")).isEqualTo(atEndOfMonth);
    Files.setLastModifiedTime(directory.resolve("mail.log-20200101"), FileTime.fromMillis(0));
    assertThat(notAfter("mail.log-20200101"))
        .as("lost in a copy")
        .isEqualTo(Instant.parse("2020-07-04T00:00:00Z"));
    Files.setLastModifiedTime(directory.resolve("mail.log"), FileTime.fromMillis(0));
    assertThat(notAfter("mail.log")).as("lost in a copy").isNull();
    assertThat(notAfter("missing")).isNull();
  }

  private Instant notAfter(String name) {
    return LogSets.notAfter(LogInput.of(directory.resolve(name)));
  }
}
