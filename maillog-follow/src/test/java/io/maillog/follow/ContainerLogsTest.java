package io.maillog.follow;

import static io.maillog.follow.Followed.raw;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that container engines keep of what a container writes. */
class ContainerLogsTest {
  @TempDir Path dir;

  private Followed log;

  @AfterEach
  void close() {
    log.close();
  }

  private static String line(String text) {
    return "Dec  1 10:00:00 mx1 postfix/qmgr[1]: " + text;
  }

  @Test
  void jsonFilesOfDockerAreFollowedThroughTheirRotation() throws IOException {
    log = new Followed(dir);
    Path file = dir.resolve("0123abcd-json.log");
    raw(file, json("a"));
    log.follow(options -> options.files(dir).fromStart());
    assertThat(log.poll()).containsExactly("a");
    raw(file, json("b"));
    Files.move(file, dir.resolve("0123abcd-json.log.1"));
    raw(file, json("c"));
    assertThat(log.poll()).containsExactly("b", "c");
  }

  private static String json(String text) {
    return "{\"log\":\"%s\\n\",\"stream\":\"stdout\",\"time\":\"2026-12-01T10:00:00.5Z\"}%n"
        .formatted(line(text));
  }

  @Test
  void linksOfKubernetesAreFollowedToTheirPods() throws IOException {
    log = new Followed(dir);
    Path pod = Files.createDirectories(dir.resolve("pods/mail_0_1234/postfix"));
    Path containers = Files.createDirectory(dir.resolve("containers"));
    Path file = pod.resolve("0.log");
    raw(file, cri("a"));
    Files.createSymbolicLink(containers.resolve("mail_postfix-0.log"), file);
    log.follow(options -> options.files(containers).fromStart());
    assertThat(log.poll()).containsExactly("a");
    raw(file, cri("b"));
    Files.move(file, pod.resolve("0.log.20261201-100500"));
    raw(file, cri("c"));
    assertThat(log.poll()).containsExactly("b", "c");
  }

  private static String cri(String text) {
    return "2026-12-01T10:00:00.123456789Z stdout F " + line(text) + "\n";
  }
}
