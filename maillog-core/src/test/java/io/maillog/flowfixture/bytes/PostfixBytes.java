package io.maillog.flowfixture.bytes;

import io.maillog.flowfixture.event.Event;

/** Names a mail server, and uses a package below its own. */
public final class PostfixBytes {
  private PostfixBytes() {}

  public static Event event() {
    return new Event(new byte[0]);
  }

  public static int length(byte[] b) {
    return b.length;
  }
}
