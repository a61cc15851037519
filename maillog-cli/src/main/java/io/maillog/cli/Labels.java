package io.maillog.cli;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is counted of addresses and hosts, as texts. A log says the same ones over and over: those
 * that were made lately are given again, so that a count costs neither a new text nor its hash.
 */
final class Labels {
  private static final int SLOTS = 4096;

  private final @Nullable String[] senders = new @Nullable String[SLOTS];
  private final @Nullable String[] sendersLabels = new @Nullable String[SLOTS];
  private final @Nullable String[] domains = new @Nullable String[SLOTS];
  private final @Nullable String[] hosts = new @Nullable String[SLOTS];
  private final @Nullable String[] ips = new @Nullable String[SLOTS];
  private final @Nullable String[] peers = new @Nullable String[SLOTS];

  /** A sender in angle brackets, since it may be empty. */
  String sender(String from) {
    int slot = slot(from.hashCode());
    String label = sendersLabels[slot];
    if (label == null || !from.equals(senders[slot])) {
      label = "<" + from + ">";
      senders[slot] = from;
      sendersLabels[slot] = label;
    }
    return label;
  }

  /** The domain of an address, in small letters; {@code null} if it has none. */
  @Nullable String domain(String address) {
    int from = address.lastIndexOf('@') + 1;
    if (from == 0) {
      return null;
    }
    int hash = 0;
    for (int i = from; i < address.length(); i++) {
      hash = 31 * hash + address.charAt(i);
    }
    int slot = slot(hash);
    String domain = domains[slot];
    int length = address.length() - from;
    if (domain == null
        || domain.length() != length
        || !address.regionMatches(from, domain, 0, length)) {
      domain = address.substring(from).toLowerCase(Locale.ROOT);
      domains[slot] = domain;
    }
    return domain;
  }

  /** A client or next hop: its name, and its address in square brackets. */
  String peer(@Nullable String host, @Nullable String ip) {
    int slot = slot(31 * Objects.hashCode(host) + Objects.hashCode(ip));
    String label = peers[slot];
    if (label == null || !Objects.equals(host, hosts[slot]) || !Objects.equals(ip, ips[slot])) {
      label = (host == null ? "" : host) + (ip == null ? "" : "[" + ip + "]");
      hosts[slot] = host;
      ips[slot] = ip;
      peers[slot] = label;
    }
    return label;
  }

  private static int slot(int hash) {
    int h = hash * 0x9E3779B1;
    return (h ^ h >>> 16) & SLOTS - 1;
  }
}
