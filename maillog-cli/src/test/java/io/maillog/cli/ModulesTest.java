package io.maillog.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.maillog.MailLog;
import io.maillog.compress.XzDecompressor;
import io.maillog.dialect.Dialect;
import io.maillog.dialect.Dialects;
import io.maillog.exim.EximDialect;
import io.maillog.opensmtpd.OpenSmtpdDialect;
import io.maillog.postfix.PostfixDialect;
import io.maillog.sendmail.SendmailDialect;
import java.io.OutputStream;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** The library as modules, and in class loaders of others. */
class ModulesTest {
  @TempDir Path dir;

  private static final Set<String> NAMES =
      Set.of(
          "io.maillog.postfix", "io.maillog.exim", "io.maillog.sendmail", "io.maillog.opensmtpd");

  private static Path place(Class<?> ofModule) {
    try {
      return Path.of(ofModule.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ModuleFinder modules() {
    return ModuleFinder.of(
        Stream.of(
                MailLog.class,
                PostfixDialect.class,
                EximDialect.class,
                SendmailDialect.class,
                OpenSmtpdDialect.class,
                Logger.class)
            .map(ModulesTest::place)
            .toArray(Path[]::new));
  }

  @Test
  void layerOfTheModulesHasItsDialects() throws Exception {
    ModuleLayer boot = ModuleLayer.boot();
    Configuration resolved = boot.configuration().resolve(modules(), ModuleFinder.of(), NAMES);
    ModuleLayer layer =
        boot.defineModulesWithOneLoader(resolved, ClassLoader.getPlatformClassLoader());
    Class<?> ofLayer = layer.findLoader("io.maillog.core").loadClass(Dialects.class.getName());
    Object dialects = ofLayer.getMethod("load", ModuleLayer.class).invoke(null, layer);
    assertThat((List<?>) ofLayer.getMethod("all").invoke(dialects)).hasSize(NAMES.size());
    assertThat(ofLayer).isNotSameAs(Dialects.class);
    Class<?> log = ofLayer.getClassLoader().loadClass(MailLog.class.getName());
    assertThat(log.getMethod("version").invoke(null)).isEqualTo(MailLog.version());
  }

  @Test
  void layerOfTheModulesHasItsDecompressors() throws Exception {
    Path log = dir.resolve("mail.log.xz");
    try (OutputStream out = new XZOutputStream(Files.newOutputStream(log), new LZMA2Options(0))) {
      out.write(
          "2026-09-12T10:15:30Z mx1 postfix/qmgr[2]: 4A1B2C3D4E01: removed\n".getBytes(UTF_8));
    }
    ModuleFinder finder =
        ModuleFinder.compose(
            modules(), ModuleFinder.of(place(XzDecompressor.class), place(XZOutputStream.class)));
    Set<String> names = Set.of("io.maillog.postfix", "io.maillog.compress", "org.tukaani.xz");
    ModuleLayer boot = ModuleLayer.boot();
    Configuration resolved = boot.configuration().resolve(finder, ModuleFinder.of(), names);
    ClassLoader parent = ClassLoader.getPlatformClassLoader();
    for (ModuleLayer layer :
        List.of(
            boot.defineModulesWithOneLoader(resolved, parent),
            boot.defineModulesWithManyLoaders(resolved, parent))) {
      assertThat(lines(layer, log)).isEqualTo(1L);
    }
  }

  /** The lines that a layer's library reads of a log. */
  private static Object lines(ModuleLayer layer, Path log) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(layer.findLoader("io.maillog.postfix"));
    try {
      Class<?> type = layer.findLoader("io.maillog.core").loadClass(MailLog.class.getName());
      Object read = type.getMethod("of", Path[].class).invoke(null, (Object) new Path[] {log});
      Consumer<Object> handler = event -> {};
      Object summary = type.getMethod("events", Consumer.class).invoke(read, handler);
      return summary.getClass().getMethod("lines").invoke(summary);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void dialectBringsCoreWithItAndNothingElse() {
    for (String name : NAMES) {
      ModuleDescriptor module = modules().find(name).orElseThrow().descriptor();
      assertThat(module.requires())
          .filteredOn(r -> !r.name().equals("java.base"))
          .filteredOn(r -> !r.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
          .singleElement()
          .satisfies(
              r -> {
                assertThat(r.name()).isEqualTo("io.maillog.core");
                assertThat(r.modifiers()).contains(ModuleDescriptor.Requires.Modifier.TRANSITIVE);
              });
    }
  }

  @Test
  void threadWithAnotherClassLoaderIsToldWhereTheDialectsAre() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try {
      assertThatIllegalStateException()
          .isThrownBy(Dialects::load)
          .withMessageContaining("PlatformClassLoader")
          .withMessageContaining("Dialects.load(Dialects.class.getClassLoader())");
      assertThat(Dialects.load(Dialects.class.getClassLoader()).all())
          .extracting(Dialect::name)
          .contains("exim", "opensmtpd", "postfix", "sendmail");
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void versionIsTheBuilds() {
    assertThat(MailLog.version()).matches("[0-9]+\\.[0-9]+\\.[0-9]+(-[A-Z0-9.]+)?");
    assertThat(new Version().getVersion()).containsExactly("maillog " + MailLog.version());
  }
}
