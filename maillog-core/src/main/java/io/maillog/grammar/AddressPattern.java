package io.maillog.grammar;

import org.jspecify.annotations.Nullable;

/**
 * An address to search for: exact, but for the case of its domain (RFC 5321, 2.4); or {@code
 * *@domain} for all of a domain. Immutable.
 */
public final class AddressPattern {
  private final String key;
  private final boolean anyLocalPart;

  private AddressPattern(String key, boolean anyLocalPart) {
    this.key = key;
    this.anyLocalPart = anyLocalPart;
  }

  /** The pattern of a text, which may be in angle brackets; {@code <>} is the null sender. */
  public static AddressPattern of(String text) {
    String bare = withoutBrackets(text);
    return bare.startsWith("*@") && bare.indexOf('@', 2) < 0
        ? new AddressPattern(domainKey(bare), true)
        : new AddressPattern(key(bare), false);
  }

  /** A text without the angle brackets around it, if there are any. */
  public static String withoutBrackets(String text) {
    return text.length() >= 2 && text.startsWith("<") && text.endsWith(">")
        ? text.substring(1, text.length() - 1)
        : text;
  }

  /** What the key of an address must be, or, where {@link #anyLocalPart}, of its domain. */
  public String key() {
    return key;
  }

  /** Whether all addresses of the domain are searched for. */
  public boolean anyLocalPart() {
    return anyLocalPart;
  }

  /** Whether an address is one that is searched for. */
  public boolean matches(String address) {
    return key.equals(anyLocalPart ? domainKey(address) : key(address));
  }

  /** What two texts share that are one address. */
  public static String key(String address) {
    int at = address.lastIndexOf('@');
    return at < 0 ? address : address.substring(0, at) + domain(address, at);
  }

  /** What the addresses of one domain share: the text that searches for them. */
  public static String domainKey(String address) {
    int at = address.lastIndexOf('@');
    return at < 0 ? "*@" : '*' + domain(address, at);
  }

  /** The domain as {@link String#equalsIgnoreCase} compares it, with its {@code @}. */
  private static String domain(String address, int at) {
    @Nullable StringBuilder domain = null;
    for (int i = at; i < address.length(); i++) {
      char c = address.charAt(i);
      char folded = Character.toLowerCase(Character.toUpperCase(c));
      if (folded != c && domain == null) {
        domain = new StringBuilder(address).delete(0, at);
      }
      if (domain != null) {
        domain.setCharAt(i - at, folded);
      }
    }
    return domain == null ? address.substring(at) : domain.toString();
  }
}
