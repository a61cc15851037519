package io.maillog.follow.stream;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The command lines that ask the journal. Immutable.
 *
 * <p>What the options do, by systemd's src/journal/journalctl.c and journalctl-show.c, and what
 * that means here:
 *
 * <ul>
 *   <li>{@code --follow} shows the present boot only since systemd 250, whatever position is given
 *       (parse_argv: arg_boot); {@code --boot=all} does not help before 257. So what is there is
 *       read without it, and only what comes then with it: that is of the present boot. Of a
 *       directory, "present" is the last boot in it when the process starts; {@code --merge} takes
 *       the limit away, but is refused beside it by 251 to 253. Without a directory it would bring
 *       other machines' journals.
 *   <li>{@code --follow --lines=0} loses what comes first where nothing matched before (it steps
 *       from the tail, and finds what is there after the second entry; seen with 252). So the last
 *       entry is asked for instead, and what comes behind it is followed.
 *   <li>{@code --follow} means {@code --lines=10}, unless {@code --no-tail} is given.
 *   <li>{@code --cursor} starts at the first entry at or behind the place (sd_journal_seek_cursor,
 *       by the sequence's number in files of the same sequence, by the boot's clock in others, by
 *       the realtime else). It never fails because an entry is gone; one behind all entries gives
 *       nothing, and with {@code --follow} nothing ever until the journal has come to there. {@code
 *       --after-cursor} leaves out the first if it is the cursor's: which of the two was done, its
 *       output does not say. So {@code --cursor} is asked, and what comes first is looked at.
 *   <li>{@code --since=@SECONDS} finds the first entry of that time in each file by bisection.
 *   <li>{@code --all} writes values of 4 KiB and more, which JSON has as null without.
 *   <li>{@code --quiet} leaves out lines that are no entries.
 * </ul>
 */
final class JournalCommand {
  private final String program;
  private final @Nullable Path directory;
  private final List<String> matches;

  JournalCommand(String program, @Nullable Path directory, List<String> matches) {
    this.program = program;
    this.directory = directory;
    this.matches = List.copyOf(matches);
  }

  /** The last entry, if there is one. */
  List<String> last() {
    return command("--lines=1");
  }

  /** All that there is now, from a place. */
  List<String> present(@Nullable String place) {
    return place == null ? command() : command(place);
  }

  /**
   * What there is of the present boot, from a place, and all that comes; of all boots if merged.
   */
  List<String> follow(@Nullable String place, boolean merged) {
    List<String> options = new ArrayList<>(List.of("--follow", "--no-tail"));
    if (merged) {
      options.add("--merge");
    }
    if (place != null) {
      options.add(place);
    }
    return command(options.toArray(String[]::new));
  }

  /** From an entry on, or from where it was. */
  static String at(JournalPosition position) {
    return "--cursor=" + position.cursor();
  }

  /** From a time on, in microseconds since 1970; whole seconds, which every version reads. */
  static String since(long micros) {
    return "--since=@" + Math.floorDiv(micros, 1_000_000);
  }

  /** Whether the journal of a directory is read. */
  boolean ofDirectory() {
    return directory != null;
  }

  String program() {
    return program;
  }

  private List<String> command(String... options) {
    List<String> command = new ArrayList<>();
    command.add(program);
    command.addAll(List.of("--output=json", "--no-pager", "--all", "--quiet"));
    if (directory != null) {
      command.add("--directory=" + directory);
    }
    command.addAll(List.of(options));
    command.addAll(matches);
    return command;
  }
}
