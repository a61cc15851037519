package io.maillog.cli;

/**
 * An address to search for: exact, but for the case of its domain (RFC 5321, 2.4); or {@code
 * *@domain} for all of a domain.
 */
final class AddressPattern {
  private final String localPart;
  private final String domain;
  private final boolean anyLocalPart;

  private AddressPattern(String localPart, String domain, boolean anyLocalPart) {
    this.localPart = localPart;
    this.domain = domain;
    this.anyLocalPart = anyLocalPart;
  }

  /** The pattern of a text, which may be in angle brackets; {@code <>} is the null sender. */
  static AddressPattern of(String text) {
    String bare = withoutBrackets(text);
    int at = bare.lastIndexOf('@');
    String localPart = at < 0 ? bare : bare.substring(0, at);
    String domain = at < 0 ? "" : bare.substring(at + 1);
    return new AddressPattern(localPart, domain, localPart.equals("*") && at >= 0);
  }

  static String withoutBrackets(String text) {
    return text.length() >= 2 && text.startsWith("<") && text.endsWith(">")
        ? text.substring(1, text.length() - 1)
        : text;
  }

  /** Whether an address is one that is searched for. */
  boolean matches(String address) {
    int at = address.lastIndexOf('@');
    String itsDomain = at < 0 ? "" : address.substring(at + 1);
    if (!domain.equalsIgnoreCase(itsDomain)) {
      return false;
    }
    return anyLocalPart || localPart.equals(at < 0 ? address : address.substring(0, at));
  }
}
