package io.maillog.header.parse;

import io.maillog.bytes.Literal;
import java.util.stream.Stream;

/**
 * Programs that log what others say: their lines hold whole lines, with a header of their own. By
 * whole names: a registry called {@code docker-registry} logs for itself.
 */
final class Collectors {
  private static final int CONTAINER_ID = 12;

  private static final Literal[] NAMES =
      Stream.of(
              "docker dockerd containerd podman conmon crio nerdctl kubelet docker-compose logspout"
                  .split(" "))
          .map(Literal::of)
          .toArray(Literal[]::new);
  // What docker's syslog driver names a container (daemon/logger/loggerutils: the tag).
  private static final Literal[] NAMED = {Literal.of("docker/"), Literal.of("podman/")};

  /** Whether a program is one. */
  boolean has(byte[] b, int from, int to) {
    for (Literal name : NAMES) {
      if (name.equalsAt(b, from, to)) {
        return true;
      }
    }
    for (Literal named : NAMED) {
      if (named.startsAt(b, from, to)) {
        return true;
      }
    }
    return isContainerId(b, from, to);
  }

  /** The first twelve digits of a container's id, which is its tag by default. */
  private static boolean isContainerId(byte[] b, int from, int to) {
    int i = from;
    while (i < to && ((b[i] >= '0' && b[i] <= '9') || (b[i] >= 'a' && b[i] <= 'f'))) {
      i++;
    }
    return to - from == CONTAINER_ID && i == to;
  }
}
