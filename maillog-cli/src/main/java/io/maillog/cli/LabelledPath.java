package io.maillog.cli;

import io.maillog.MailLog;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A file or directory with the label of its server.
 *
 * @param path as it was given
 */
record LabelledPath(String label, String path) {
  static final class Converter implements ITypeConverter<LabelledPath> {
    @Override
    public LabelledPath convert(String text) {
      int equals = text.indexOf('=');
      if (equals <= 0 || equals == text.length() - 1) {
        throw new TypeConversionException("'" + text + "' is no LABEL=PATH such as mx1=logs/mx1");
      }
      LabelledPath given = new LabelledPath(text.substring(0, equals), text.substring(equals + 1));
      try {
        MailLog.builder().files(given.label, Path.of(given.path));
      } catch (InvalidPathException e) {
        throw new TypeConversionException(
            given.path + ": no file name on this system: " + e.getReason());
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
      return given;
    }
  }
}
