package io.maillog.follow.stream;

import java.net.Inet6Address;
import java.net.InetSocketAddress;

/** How an address to listen at is written in an input's name. */
final class SyslogAddress {
  private SyslogAddress() {}

  /**
   * As in {@code udp://127.0.0.1:5514} and {@code tcp://[::1]:601}; the port as it was asked for.
   */
  static String name(String scheme, InetSocketAddress bind) {
    String host = bind.isUnresolved() ? bind.getHostString() : bind.getAddress().getHostAddress();
    boolean colons = !bind.isUnresolved() && bind.getAddress() instanceof Inet6Address;
    return scheme + "://" + (colons ? "[" + host + "]" : host) + ":" + bind.getPort();
  }
}
