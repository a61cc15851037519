package io.maillog.flowfixture.event;

import io.maillog.flowfixture.bytes.PostfixBytes;

/** Uses a package above its own, which is fine. */
public record Event(int length) {
  public Event(byte[] b) {
    this(PostfixBytes.length(b));
  }
}
