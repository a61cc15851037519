package io.maillog.framing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Named pipes for tests. Where there are none, the test is skipped. */
public final class Pipe {
  private Pipe() {}

  /** Makes a pipe, which nobody writes to yet. */
  public static Path at(Path path) throws IOException, InterruptedException {
    assumeThat(File.separatorChar).as("a system with named pipes").isEqualTo('/');
    assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor()).isZero();
    return path;
  }

  /** Makes a pipe that gives these bytes once, and then its end. */
  public static Path giving(Path path, byte[] bytes) throws IOException, InterruptedException {
    at(path);
    Thread writer =
        new Thread(
            () -> {
              try (OutputStream out = new FileOutputStream(path.toFile())) {
                out.write(bytes);
              } catch (IOException e) {
                return; // nobody reads on: the reader's own result shows it
              }
            });
    writer.setDaemon(true);
    writer.start();
    return path;
  }
}
