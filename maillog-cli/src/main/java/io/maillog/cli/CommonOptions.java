package io.maillog.cli;

import io.maillog.dialect.Dialects;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The inputs, and the options that every command has. */
final class CommonOptions {
  static final String STANDARD_INPUT = "-";
  private static final int FIRST_YEAR = 1970;
  private static final int LAST_YEAR = 2169;
  private static final int MOST_THREADS = 256;

  @Spec(Spec.Target.MIXEE)
  CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description =
          "Files (gzip, xz, bzip2 and zstd as they are), directories (all logs in them, rotated"
              + " ones oldest first), or - for standard input, which is read too if there is none.")
  List<String> files = new ArrayList<>();

  @Option(
      names = "--source",
      paramLabel = "LABEL=PATH",
      converter = LabelledPath.Converter.class,
      description =
          "A file or directory with a label, which what is read from it says as its source. Where"
              + " lines name no host, as in a log that Exim writes itself, it tells servers apart."
              + " For each path once.")
  List<LabelledPath> sources = new ArrayList<>();

  @Option(
      names = "--dialect",
      paramLabel = "NAME",
      defaultValue = "auto",
      description =
          "The mail server: auto (default: found out line by line), postfix, exim, sendmail or"
              + " opensmtpd.")
  String dialect = "auto";

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      converter = ZoneConverter.class,
      description =
          "The time zone of stamps without one, such as Europe/Berlin or +02:00"
              + " (default: the system's).")
  @Nullable ZoneId zone;

  @Option(
      names = "--year",
      paramLabel = "YEAR",
      converter = YearConverter.class,
      description =
          "The year in which each log begins, for stamps without one (default: found out"
              + " from queue ids and the file's time).")
  @Nullable Integer year;

  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = ThreadsConverter.class,
      description =
          "How many threads work (default: 2 where the files have 256 MB or more together, else 1)."
              + " The output is the same.")
  @Nullable Integer threads;

  @Option(names = "--stats", description = "Print counters to standard error at the end.")
  boolean stats;

  @Option(
      names = "--no-progress",
      description = "No progress bar. It shows on a terminal only, for over 32 MB of files.")
  boolean noProgress;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  boolean version;

  /** The inputs without a label; there are none only where others have one. */
  List<String> inputs() {
    if (files.isEmpty()) {
      return sources.isEmpty() ? List.of(STANDARD_INPUT) : List.of();
    }
    if (files.contains("")) {
      throw wrong("an empty file name was given");
    }
    if (files.indexOf(STANDARD_INPUT) != files.lastIndexOf(STANDARD_INPUT)) {
      throw wrong("standard input (-) was given twice");
    }
    return files;
  }

  ZoneId zone() {
    ZoneId given = zone;
    return given == null ? ZoneId.systemDefault() : given;
  }

  /** The dialects to read with. */
  Dialects dialects() {
    Dialects all = Dialects.load();
    String name = dialect.toLowerCase(Locale.ROOT);
    if (name.equals("auto")) {
      return all;
    }
    if (all.named(name).isEmpty()) {
      StringBuilder known = new StringBuilder("auto");
      all.all().forEach(one -> known.append(", ").append(one.name()));
      throw wrong("Invalid value for option '--dialect': '" + dialect + "' is none of " + known);
    }
    return all.only(name);
  }

  /** What is thrown for a wrong use of options that are right one by one. */
  ParameterException wrong(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }

  private static int number(String text, int least, int most) {
    try {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below, in our words.
    }
    throw new TypeConversionException("'" + text + "' is no number from " + least + " to " + most);
  }

  static final class ZoneConverter implements ITypeConverter<ZoneId> {
    @Override
    public ZoneId convert(String text) {
      try {
        return ZoneId.of(text);
      } catch (DateTimeException e) {
        throw new TypeConversionException(
            "'" + text + "' is no time zone such as Europe/Berlin, UTC or +02:00");
      }
    }
  }

  static final class YearConverter implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return number(text, FIRST_YEAR, LAST_YEAR);
    }
  }

  static final class ThreadsConverter implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return number(text, 1, MOST_THREADS);
    }
  }

  static final class TopConverter implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return number(text, 1, 1000);
    }
  }
}
