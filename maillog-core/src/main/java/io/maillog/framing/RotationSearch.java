package io.maillog.framing;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds a file again that was rotated since: renamed, compressed, or copied and then truncated.
 *
 * <p>Looked at are the files of the same rotated log. None is taken that is another input of the
 * log, so that no line is read twice.
 *
 * @param name the file's name as given
 * @param real its name without links, when it was found
 * @param identity what it was then
 * @param inputs all inputs of the log, by their keys
 */
record RotationSearch(
    Path name, Path real, FileIdentity identity, Map<Object, FileIdentity> inputs) {

  /** Where the file is now; {@code null} if it was not found. */
  @Nullable Path find() {
    if (identity.isFile(name)) {
      return name;
    }
    List<Path> siblings = siblings();
    for (Path sibling : siblings) {
      if (identity.wasMovedTo(sibling)) {
        return sibling;
      }
    }
    if (isCopy(name)) {
      return name; // rewritten
    }
    for (Path sibling : siblings) {
      if (isCopy(sibling)) {
        return sibling;
      }
    }
    return null;
  }

  private boolean isCopy(Path file) {
    return identity.wasCopiedTo(file) && !isAnotherInput(file);
  }

  private boolean isAnotherInput(Path file) {
    BasicFileAttributes attributes = FileIdentity.attributes(file);
    Object key = attributes == null ? null : attributes.fileKey();
    FileIdentity other = key == null ? null : inputs.get(key);
    return other != null && !other.equals(identity) && other.isFile(file);
  }

  /** The files of the same rotated log; a plain one before what it is being compressed to. */
  private List<Path> siblings() {
    List<Path> siblings = new ArrayList<>();
    Path directory = real.toAbsolutePath().resolveSibling("");
    String base = base(real);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        if (base(file).equals(base)) {
          siblings.add(file);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return siblings; // what could be listed
    }
    siblings.sort(Comparator.comparing(Path::toString));
    return siblings;
  }

  private static String base(Path file) {
    Path name = file.getFileName();
    return name == null ? "" : RotationName.of(name.toString()).base();
  }
}
