package io.maillog;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What everybody sees of the core stays for ten years, so it is little, and known by name. */
class SurfaceTest {
  private static final int MOST_TYPES = 46;

  private static final List<JavaClass> PUBLIC =
      new ClassFileImporter()
              .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
              .importPackages("io.maillog")
              .stream()
              .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
              .filter(JavaClass::isTopLevelClass)
              .toList();

  /** The packages that the module exports to everybody. */
  private static Set<String> exported() throws IOException, URISyntaxException {
    Path classes =
        Path.of(MailLog.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (InputStream in = Files.newInputStream(classes.resolve("module-info.class"))) {
      return ModuleDescriptor.read(in).exports().stream()
          .filter(export -> !export.isQualified())
          .map(ModuleDescriptor.Exports::source)
          .collect(Collectors.toSet());
    }
  }

  @Test
  void everybodySeesTheseTypesAndNoOthers() throws IOException, URISyntaxException {
    Set<String> packages = exported();
    List<String> seen =
        PUBLIC.stream()
            .filter(type -> packages.contains(type.getPackageName()))
            .map(type -> type.getName().substring("io.maillog.".length()))
            .sorted()
            .toList();
    assertThat(seen)
        .hasSizeLessThanOrEqualTo(MOST_TYPES)
        .containsExactly(
            "EventReader",
            "InputError",
            "InputErrors",
            "LiveLog",
            "MailLog",
            "MailLogParser",
            "ReadSummary",
            "TraceReader",
            "binary.BinaryReader",
            "binary.BinaryWriter",
            "bytes.ByteScan",
            "bytes.ByteSlice",
            "bytes.Decimal",
            "bytes.Decompressor",
            "bytes.Literal",
            "bytes.PackedKey",
            "correlate.CorrelationLimits",
            "correlate.MessageCorrelator",
            "dialect.CorrelationRules",
            "dialect.Dialect",
            "dialect.Dialects",
            "dialect.LineParser",
            "event.DeliveryStatus",
            "event.EventKind",
            "event.EventWriter",
            "event.Field",
            "event.FieldSet",
            "event.LogTime",
            "event.MailEvent",
            "event.MailEventRecord",
            "event.Severity",
            "event.SmtpStage",
            "header.LineHeader",
            "ndjson.EventJson",
            "ndjson.JsonBuffer",
            "ndjson.TraceJson",
            "trace.Attempt",
            "trace.Client",
            "trace.Completeness",
            "trace.Link",
            "trace.MessageTrace",
            "trace.Note",
            "trace.Outcome",
            "trace.Recipient",
            "trace.Submitter",
            "trace.TraceIndex");
  }

  @Test
  void packagesOfTheReadingAreNotExported() throws IOException, URISyntaxException {
    assertThat(exported())
        .doesNotContain("io.maillog.framing", "io.maillog.header.parse", "io.maillog.grammar");
  }
}
