package io.maillog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The programs of examples/, compiled against the class path of this test, and run. */
final class ExampleRun {
  static final Path EXAMPLES = Path.of("../examples");

  private static final long MOST_NANOS = 60_000_000_000L;

  private final Path classes;

  /** Compiles all of them; a warning is an error, as for their own build. */
  ExampleRun(Path classes) {
    this.classes = classes;
    List<String> options =
        new ArrayList<>(List.of("-proc:none", "-Xlint:all", "-Werror", "-d", classes.toString()));
    options.addAll(List.of("-cp", System.getProperty("java.class.path")));
    sources().forEach(source -> options.add(source.toString()));
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, messages, messages, options.toArray(new String[0]));
    assertThat(result).as(messages.toString(StandardCharsets.UTF_8)).isZero();
  }

  /** The sources of the programs, each of one file. */
  static List<Path> sources() {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a program prints. */
  String run(String example, Object... args) throws Exception {
    String[] texts = Stream.of(args).map(Object::toString).toArray(String[]::new);
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {classes.toUri().toURL()}, ExampleRun.class.getClassLoader())) {
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      var main = loader.loadClass(example).getDeclaredMethod("main", String[].class);
      main.setAccessible(true);
      main.invoke(null, (Object) texts);
    } finally {
      System.setOut(before);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /** What is done while a program runs. */
  interface Meanwhile {
    void run() throws Exception;
  }

  /** What a program prints until that is enough; then its thread is interrupted. */
  String runUntil(String example, Meanwhile meanwhile, Predicate<String> enough, Object... args)
      throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<Throwable> failures = new CopyOnWriteArrayList<>();
    Thread thread = new Thread(() -> runHere(example, failures, args), example);
    try {
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      thread.start();
      Thread.sleep(500); // it is to begin before what is written meanwhile
      meanwhile.run();
      long end = System.nanoTime() + MOST_NANOS;
      while (!enough.test(out.toString(StandardCharsets.UTF_8)) && System.nanoTime() < end) {
        Thread.sleep(20);
      }
      thread.interrupt();
      thread.join(MOST_NANOS / 1_000_000);
    } finally {
      System.setOut(before);
    }
    assertThat(failures).isEmpty();
    assertThat(thread.isAlive()).isFalse();
    return out.toString(StandardCharsets.UTF_8);
  }

  private void runHere(String example, List<Throwable> failures, Object... args) {
    String[] texts = Stream.of(args).map(Object::toString).toArray(String[]::new);
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {classes.toUri().toURL()}, ExampleRun.class.getClassLoader())) {
      Thread.currentThread().setContextClassLoader(loader);
      var main = loader.loadClass(example).getDeclaredMethod("main", String[].class);
      main.setAccessible(true);
      main.invoke(null, (Object) texts);
    } catch (ReflectiveOperationException | IOException e) {
      failures.add(e);
    }
  }

  /** What a program prints that reads these lines. */
  String runOn(List<String> lines, String example, Object... args) throws Exception {
    InputStream before = System.in;
    try {
      String text = String.join("\n", lines) + "\n";
      System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
      return run(example, args);
    } finally {
      System.setIn(before);
    }
  }
}
