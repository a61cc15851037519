package io.maillog.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Where lines for a {@link DialectCompatibilityKit} come from: a recorded log, and the tables of
 * other tests.
 */
public final class SampleLines {
  private static final int FIRST_WORDS = 7;
  private static final Pattern VALUE = Pattern.compile("[\\w.+/-]*[\\d@][\\w.@+/-]*");
  private static final Pattern WORD = Pattern.compile("[\\w.+/'-]+(?!\\w*=)");

  private SampleLines() {}

  /**
   * The first line of each shape of a log, without line ends. Lines have one shape where their
   * first words are alike but for those with a digit or an {@code @}, and what follows is alike in
   * its signs and keys.
   *
   * @param log plain or gzip, in UTF-8
   * @throws UncheckedIOException if it cannot be read
   */
  public static List<String> ofEachShape(Path log) {
    Map<String, String> shapes = new LinkedHashMap<>();
    for (String line : lines(log)) {
      shapes.putIfAbsent(shape(line), line);
    }
    return List.copyOf(shapes.values());
  }

  /**
   * All lines of a log, without line ends.
   *
   * @param log plain or gzip, in UTF-8
   * @throws UncheckedIOException if it cannot be read
   */
  public static List<String> all(Path log) {
    return List.copyOf(lines(log));
  }

  private static String shape(String line) {
    String values = VALUE.matcher(line).replaceAll("0").replaceAll("0([ ,:/]+0)+", "0");
    String[] words = values.split(" ", FIRST_WORDS + 1);
    int last = words.length - 1;
    words[last] = WORD.matcher(words[last]).replaceAll("a").replaceAll("a([ ,:]+a)+", "a");
    return String.join(" ", words);
  }

  /**
   * The first column of the tables of tests: of each {@link CsvSource} with a text block and {@code
   * #} for a delimiter, up to the first {@code " # "} of a row.
   */
  public static List<String> ofTables(Class<?>... tests) {
    return Arrays.stream(tests)
        .flatMap(test -> Arrays.stream(test.getDeclaredMethods()))
        .sorted(Comparator.comparing(Method::getName))
        .map(test -> test.getAnnotation(CsvSource.class))
        .filter(Objects::nonNull)
        .flatMap(table -> table.textBlock().lines())
        .filter(row -> row.contains(" # "))
        .map(row -> row.substring(0, row.indexOf(" # ")).strip())
        .toList();
  }

  private static Collection<String> lines(Path log) {
    try {
      byte[] bytes = Files.readAllBytes(log);
      if (log.toString().endsWith(".gz")) {
        bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
      }
      return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
