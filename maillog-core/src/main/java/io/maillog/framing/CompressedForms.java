package io.maillog.framing;

import io.maillog.bytes.Decompressor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The forms of compression that are known beside gzip: those that somebody decodes, and those of
 * which it can be said what to add. Immutable and thread-safe.
 */
final class CompressedForms {
  /** A loader that fails so often in a row will never end. */
  private static final int MOST_FAILURES = 100;

  private static final int LEAST_MAGIC = 2;
  private static final int MOST_MAGIC = 32;

  private static final List<CompressedForm> KNOWN = known();

  private final List<CompressedForm> forms;
  private final int longest;

  private CompressedForms(List<CompressedForm> forms) {
    this.forms = List.copyOf(forms);
    this.longest = forms.stream().mapToInt(CompressedForm::length).max().orElse(0);
  }

  /** Those on the class path or the module path of this library. */
  static CompressedForms found() {
    return Found.FORMS;
  }

  private static final class Found {
    static final CompressedForms FORMS = of(load(CompressedForms.class));
  }

  /** Those of these decompressors; one that does not even say what it decodes is left out. */
  static CompressedForms of(List<Decompressor> decompressors) {
    List<CompressedForm> forms = new ArrayList<>();
    for (Decompressor decompressor : decompressors) {
      formsOf(decompressor).forEach(form -> add(forms, form));
    }
    KNOWN.forEach(form -> add(forms, form));
    return new CompressedForms(forms);
  }

  private static List<CompressedForm> formsOf(Decompressor decompressor) {
    List<CompressedForm> forms = new ArrayList<>();
    try {
      for (byte[] magic : decompressor.magicNumbers()) {
        if (magic.length < LEAST_MAGIC || magic.length > MOST_MAGIC) {
          return List.of();
        }
        forms.add(form(decompressor.name(), magic.clone(), decompressor));
      }
      return forms;
    } catch (RuntimeException | LinkageError e) {
      return List.of(); // as if it were not there
    }
  }

  private static CompressedForm form(String name, byte[] magic, Decompressor decompressor) {
    String library = null;
    for (CompressedForm known : KNOWN) {
      library = known.name().equals(name) ? known.library() : library;
    }
    return new CompressedForm(name, magic, List.of(decompressor), library);
  }

  /** Adds a form, or who else decodes one that is there. */
  private static void add(List<CompressedForm> forms, CompressedForm form) {
    for (int i = 0; i < forms.size(); i++) {
      CompressedForm both = forms.get(i).with(form);
      if (both != null) {
        forms.set(i, both);
        return;
      }
    }
    forms.add(form);
  }

  // --- what begins how

  /** How many bytes tell which form it is, at most. */
  int longestMagic() {
    return longest;
  }

  /** Whether more bytes than these are needed to tell. */
  boolean mayBegin(byte[] head, int length) {
    for (CompressedForm form : forms) {
      if (form.mayBegin(head, length)) {
        return true;
      }
    }
    return false;
  }

  /** The form that begins so; {@code null} if none does. */
  @Nullable CompressedForm of(byte[] head, int length) {
    CompressedForm best = null;
    for (CompressedForm form : forms) {
      if (form.begins(head, length) && (best == null || form.length() > best.length())) {
        best = form;
      }
    }
    return best;
  }

  // --- who decodes it

  /** The decompressors that a class sees; in a layer of modules it may have several loaders. */
  static List<Decompressor> load(Class<?> from) {
    List<Decompressor> found = new ArrayList<>();
    Set<Class<?>> classes = new HashSet<>();
    add(found, classes, ServiceLoader.load(Decompressor.class, from.getClassLoader()).iterator());
    ModuleLayer layer = from.getModule().getLayer();
    if (layer != null) {
      add(found, classes, ServiceLoader.load(layer, Decompressor.class).iterator());
    }
    return found;
  }

  private static void add(
      List<Decompressor> found, Set<Class<?>> classes, Iterator<Decompressor> loaded) {
    int failures = 0;
    while (failures < MOST_FAILURES) {
      try {
        if (!loaded.hasNext()) {
          return;
        }
        Decompressor decompressor = loaded.next();
        if (classes.add(decompressor.getClass())) {
          found.add(decompressor);
        }
        failures = 0;
      } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
        failures++; // as if it were not there: who meets its form is told what to add
      }
    }
  }

  private static List<CompressedForm> known() {
    List<CompressedForm> known = new ArrayList<>();
    String xz = "org.tukaani:xz";
    known.add(new CompressedForm("xz", bytes(0xfd, '7', 'z', 'X', 'Z', 0), List.of(), xz));
    for (char level = '1'; level <= '9'; level++) { // without one it is text
      byte[] magic = bytes('B', 'Z', 'h', level);
      String bzip2 = "org.apache.commons:commons-compress";
      known.add(new CompressedForm("bzip2", magic, List.of(), bzip2));
    }
    String zstd = "com.github.luben:zstd-jni";
    known.add(new CompressedForm("zstd", bytes(0x28, 0xb5, 0x2f, 0xfd), List.of(), zstd));
    return List.copyOf(known);
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
