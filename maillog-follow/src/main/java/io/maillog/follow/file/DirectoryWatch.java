package io.maillog.follow.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes the follower when the system says that something happened in a directory. That decides
 * nothing: such events get lost, or never come (network file systems, bind mounts, a limit of the
 * system), so the follower looks by itself a few times a second; with them it looks sooner.
 *
 * <p>Its own thread waits for the events; {@link #watch} is called by the follower's.
 */
public final class DirectoryWatch implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(DirectoryWatch.class);

  private final Runnable wake;
  private final Map<Path, WatchKey> watched = new HashMap<>();
  private @Nullable WatchService service;

  private DirectoryWatch() {
    this.wake = () -> {};
  }

  /** Where the system says nothing: watches nothing, ever. */
  public static DirectoryWatch none() {
    return new DirectoryWatch();
  }

  /** Watches nothing yet. */
  public DirectoryWatch(Runnable wake) {
    this.wake = wake;
    try {
      WatchService opened = FileSystems.getDefault().newWatchService();
      service = opened;
      Thread thread = new Thread(() -> wait(opened), "maillog-watch");
      thread.setDaemon(true);
      thread.start();
    } catch (IOException | UnsupportedOperationException e) {
      LOG.debug("directories are not watched, only looked at: {}", e.toString());
    }
  }

  private void wait(WatchService opened) {
    try {
      while (true) {
        WatchKey key = opened.take();
        key.pollEvents();
        key.reset();
        wake.run();
      }
    } catch (ClosedWatchServiceException | InterruptedException e) {
      return; // closed
    }
  }

  /** Watches these directories and no others. */
  public void watch(Set<Path> directories) {
    WatchService open = service;
    if (open == null) {
      return;
    }
    watched
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = !directories.contains(entry.getKey()) || !entry.getValue().isValid();
              if (gone) {
                entry.getValue().cancel();
              }
              return gone;
            });
    for (Path directory : directories) {
      if (!watched.containsKey(directory)) {
        register(directory, open);
      }
    }
  }

  private void register(Path directory, WatchService open) {
    try {
      watched.put(
          directory,
          directory.register(
              open,
              StandardWatchEventKinds.ENTRY_CREATE,
              StandardWatchEventKinds.ENTRY_MODIFY,
              StandardWatchEventKinds.ENTRY_DELETE));
    } catch (IOException | RuntimeException e) {
      LOG.debug("{} is not watched, only looked at: {}", directory, e.toString());
    }
  }

  @Override
  public void close() {
    WatchService open = service;
    service = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        LOG.debug("closing", e);
      }
    }
  }
}
