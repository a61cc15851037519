package io.maillog.compress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.MailLog;
import io.maillog.postfix.PostfixDialect;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.io.IOUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/** The library on class paths where something is missing. */
class MissingLibraryTest {
  private static final String LOG =
      "2026-09-12T10:15:30+02:00 mx1 postfix/smtpd[1]: connect from"
          + " client.example.org[192.0.2.1]\n";

  @TempDir Path directory;

  private static URL place(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  /** The lines that are read, or what is said of a log of this form. */
  private String read(Form form, Class<?>... libraries) throws Exception {
    Path log = Files.write(directory.resolve("mail.log"), form.compress(LOG.getBytes(UTF_8)));
    List<URL> urls = new ArrayList<>();
    Stream.of(MailLog.class, PostfixDialect.class, XzDecompressor.class, LoggerFactory.class)
        .forEach(type -> urls.add(place(type)));
    Stream.of(libraries).forEach(type -> urls.add(place(type)));
    return read(log, urls);
  }

  private static String read(Path log, List<URL> urls) throws Exception {
    ClassLoader parent = ClassLoader.getPlatformClassLoader();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(urls.toArray(new URL[0]), parent)) {
      thread.setContextClassLoader(loader);
      Class<?> type = loader.loadClass(MailLog.class.getName());
      Object of = type.getMethod("of", Path[].class).invoke(null, (Object) new Path[] {log});
      Object summary =
          type.getMethod("events", Consumer.class).invoke(of, (Consumer<Object>) event -> {});
      Class<?> summaries = summary.getClass();
      Object lines = summaries.getMethod("lines").invoke(summary);
      List<?> errors = (List<?>) summaries.getMethod("errors").invoke(summary);
      if (errors.isEmpty()) {
        return lines + " lines";
      }
      Object error = errors.get(0);
      return error.getClass().getMethod("kind").invoke(error)
          + " "
          + error.getClass().getMethod("message").invoke(error);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void oneLibraryIsEnoughForItsForm() throws Exception {
    assertThat(read(Form.XZ, XZInputStream.class)).isEqualTo("1 lines");
    assertThat(read(Form.BZIP2, BZip2CompressorInputStream.class, IOUtils.class))
        .isEqualTo("1 lines");
  }

  @Test
  void missingOneIsNamed() throws Exception {
    assertThat(read(Form.XZ, BZip2CompressorInputStream.class))
        .isEqualTo(
            "UNSUPPORTED compressed with xz: add io.maillog:maillog-compress and org.tukaani:xz");
    assertThat(read(Form.ZSTD, XZInputStream.class))
        .isEqualTo(
            "UNSUPPORTED compressed with zstd: add io.maillog:maillog-compress and"
                + " com.github.luben:zstd-jni");
    String bzip2 =
        "UNSUPPORTED compressed with bzip2: add io.maillog:maillog-compress and"
            + " org.apache.commons:commons-compress";
    assertThat(read(Form.BZIP2)).isEqualTo(bzip2);
    assertThat(read(Form.BZIP2, BZip2CompressorInputStream.class))
        .as("without what that needs itself")
        .isEqualTo(bzip2);
  }

  @Test
  void badProviderHidesNoOther() throws Exception {
    Path services = Files.createDirectories(directory.resolve("bad/META-INF/services"));
    Files.writeString(
        services.resolve("io.maillog.bytes.Decompressor"),
        "org.example.Missing\njava.lang.String\n" + XzDecompressor.class.getName() + "\n");
    Path broken = Files.createDirectories(directory.resolve("broken/META-INF/services"));
    Files.writeString(broken.resolve("io.maillog.bytes.Decompressor"), "no class name at all\n");
    Path log = Files.write(directory.resolve("mail.log"), Form.XZ.compress(LOG.getBytes(UTF_8)));
    List<URL> urls = new ArrayList<>();
    urls.add(directory.resolve("bad/").toUri().toURL());
    urls.add(directory.resolve("broken/").toUri().toURL());
    for (Class<?> type :
        Set.of(
            MailLog.class,
            PostfixDialect.class,
            XzDecompressor.class,
            LoggerFactory.class,
            XZInputStream.class)) {
      urls.add(place(type));
    }
    assertThat(read(log, urls)).isEqualTo("1 lines");
  }
}
