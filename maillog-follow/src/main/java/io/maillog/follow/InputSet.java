package io.maillog.follow;

import io.maillog.LiveLog;
import io.maillog.follow.checkpoint.CheckpointFile;
import io.maillog.follow.checkpoint.CheckpointFile.SavedInput;
import io.maillog.follow.file.FileInput;
import io.maillog.follow.file.FollowedDirectory;
import io.maillog.follow.file.Start;
import io.maillog.follow.input.LineInput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All that is followed: the inputs that were asked for, and the logs found in directories. */
final class InputSet {
  /** The kind under which a checkpoint keeps that a directory was looked at before. */
  private static final String DIRECTORY = "DIRECTORY";

  private final Options options;
  private final LiveLog log;
  private final Map<String, byte[]> saved = new HashMap<>();
  private final Map<LineInput, FollowedInput> inputs = new LinkedHashMap<>();
  private final Set<Path> files = new HashSet<>();
  private final List<FollowedDirectory> directories = new ArrayList<>();
  private final Set<Path> lookedAt = new HashSet<>();

  /** How inputs are made. */
  record Options(
      Start start,
      Duration linger,
      Consumer<? super FollowNotice> notices,
      Runnable wake,
      @Nullable Path checkpoint) {
    /** Whether a file is one that this follower writes. */
    boolean writes(Path file) {
      return checkpoint != null && CheckpointFile.isOf(checkpoint, file);
    }
  }

  InputSet(List<GivenInput> given, Options options, List<SavedInput> restored, LiveLog log)
      throws IOException {
    this.options = options;
    this.log = log;
    restored.forEach(input -> saved.put(key(input.kind(), input.name()), input.state()));
    try {
      for (GivenInput one : given) {
        add(one);
      }
      for (FollowedDirectory directory : directories) {
        if (saved.containsKey(key(DIRECTORY, directory.path().toString()))) {
          lookedAt.add(directory.path());
          addRestored(directory, restored);
        }
      }
      discover();
    } catch (IOException | RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private void add(GivenInput given) throws IOException {
    if (given instanceof GivenInput.OfPath file) {
      add(file);
    } else if (given instanceof GivenInput.OfStream stream) {
      add(stream);
    }
  }

  private void add(GivenInput.OfStream stream) throws IOException {
    byte[] state = saved.get(key(stream.kind().name(), stream.name()));
    LineInput input = stream.open(options, state);
    inputs.put(input, new FollowedInput(stream.kind(), stream.name(), input, log));
  }

  private static String key(String kind, String name) {
    return kind + " " + name;
  }

  private void add(GivenInput.OfPath given) throws IOException {
    Path path = given.path();
    if (isPipe(path)) {
      add(new GivenInput.Fifo(given.label(), path));
    } else if (Files.isDirectory(path)) {
      directories.add(new FollowedDirectory(path, given.label()));
    } else {
      addFile(path, given.label(), options.start());
    }
  }

  private FileInput restored(byte[] state, Path path, @Nullable String label, Start start)
      throws CheckpointException {
    try {
      return FileInput.restore(
          new DataInputStream(new ByteArrayInputStream(state)),
          path,
          label,
          start,
          options.linger(),
          options.notices());
    } catch (IOException e) {
      throw new CheckpointException("what it says of " + path + " cannot be", e);
    }
  }

  private void addFile(Path path, @Nullable String label, Start start) throws IOException {
    if (!files.add(path.toAbsolutePath().normalize())) {
      return;
    }
    byte[] state = saved.get(key(FollowedInput.Kind.FILE.name(), path.toString()));
    FileInput input =
        state == null
            ? FileInput.begin(path, label, start, options.linger(), options.notices())
            : restored(state, path, label, start);
    inputs.put(input, new FollowedInput(FollowedInput.Kind.FILE, input.name(), input, log));
  }

  /** Whether it is no file and no directory, but something that is read as it comes. */
  private static boolean isPipe(Path path) {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class).isOther();
    } catch (IOException e) {
      return false; // there is nothing yet
    }
  }

  /** The logs of a directory that were followed before, be their files there or not. */
  private void addRestored(FollowedDirectory directory, List<SavedInput> restored)
      throws IOException {
    for (SavedInput one : restored) {
      Path path = Path.of(one.name());
      if (one.kind().equals(FollowedInput.Kind.FILE.name())
          && directory.path().equals(path.getParent())) {
        addFile(path, directory.label(), options.start());
      }
    }
  }

  /**
   * Looks for logs that have come into directories.
   *
   * @return whether there may be other directories to watch than before
   */
  boolean discover() {
    boolean any = false;
    for (FollowedDirectory directory : directories) {
      boolean first = lookedAt.add(directory.path());
      for (Path path : directory.logs()) {
        boolean there = files.contains(path.toAbsolutePath().normalize());
        if (!there && !options.writes(path) && !isKnown(path)) {
          any = true;
          try {
            Start start = options.start();
            addFile(path, directory.label(), first ? start : start.ofNewFile());
          } catch (IOException e) {
            throw new IllegalStateException(e); // nothing is restored here
          }
        }
      }
    }
    return any || watchedAgain();
  }

  /** Whether a file is a followed one under another name, such as one of a rotation. */
  private boolean isKnown(Path path) {
    for (LineInput input : inputs.keySet()) {
      if (input instanceof FileInput file && file.has(path)) {
        return true;
      }
    }
    return false;
  }

  private long watchedAt = System.nanoTime() - Duration.ofMinutes(1).toNanos();

  /** Now and then, since a link may lead elsewhere. */
  private boolean watchedAgain() {
    long now = System.nanoTime();
    boolean again = now - watchedAt > Duration.ofSeconds(10).toNanos();
    watchedAt = again ? now : watchedAt;
    return again;
  }

  /** The directories that followed files are in. */
  Set<Path> directories() {
    Set<Path> found = new HashSet<>();
    directories.forEach(directory -> found.add(directory.path()));
    for (LineInput input : inputs.keySet()) {
      Path parent = input instanceof FileInput file ? file.directory() : null;
      if (parent != null) {
        found.add(parent);
      }
    }
    return found;
  }

  /** Those that have lines to give, after a look at each. */
  List<LineInput> look() {
    List<LineInput> ready = new ArrayList<>();
    for (LineInput input : inputs.keySet()) {
      if (input.look()) {
        ready.add(input);
      }
    }
    return ready;
  }

  FollowedInput of(LineInput input) {
    FollowedInput followed = inputs.get(input);
    if (followed == null) {
      throw new IllegalArgumentException("no input of this set: " + input.name());
    }
    return followed;
  }

  /** Whether nothing can come any more, from anywhere. */
  boolean ended() {
    if (!directories.isEmpty()) {
      return false;
    }
    for (LineInput input : inputs.keySet()) {
      if (!input.ended()) {
        return false; // mostly the first: it is asked at every look
      }
    }
    return true;
  }

  List<InputStatus> statuses() {
    return inputs.values().stream().map(FollowedInput::status).toList();
  }

  /** What a checkpoint keeps of them. */
  List<SavedInput> save() throws IOException {
    List<SavedInput> all = new ArrayList<>();
    for (FollowedInput followed : inputs.values()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      followed.input().save(new DataOutputStream(bytes));
      all.add(new SavedInput(followed.kind().name(), followed.name(), bytes.toByteArray()));
    }
    for (FollowedDirectory directory : directories) {
      all.add(new SavedInput(DIRECTORY, directory.path().toString(), new byte[0]));
    }
    return all;
  }

  void close() {
    inputs.keySet().forEach(LineInput::close);
  }
}
