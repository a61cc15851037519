package io.maillog.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The recorded logs of the four servers, as lines whose characters are their bytes. */
final class Recordings {
  static final List<String> POSTFIX = read("postfix", "postfix-3.7.log.gz");
  static final List<String> EXIM = read("exim", "exim-4.96-mainlog.gz");
  static final List<String> SENDMAIL = read("sendmail", "sendmail-8.17-maillog.gz");
  static final List<String> OPENSMTPD = read("opensmtpd", "opensmtpd-6.8-maillog.gz");

  private Recordings() {}

  private static List<String> read(String module, String name) {
    Path path = Path.of("..", "maillog-" + module, "src/test/resources/recorded", name);
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(path))) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
