package io.maillog.postfix;

import io.maillog.bytes.ByteScan;

/**
 * An address in the form in which Postfix logs it since 3.5 (info_log_addr_form.c): a local part
 * that needs it is quoted as a whole (quote_822_local.c), and the domain is a host's name or an
 * address literal, since smtpd(8) takes no other (resolve.c). So no bracket, quote or space stands
 * in it but inside the quotes, and it can end in one place only.
 */
final class ExternalAddress {
  private static final byte LOCAL = 1;
  private static final byte DOMAIN = 2;

  // By byte: in which part it may stand when nothing is quoted.
  private static final byte[] PARTS = new byte[256];

  static {
    for (int i = 0; i < PARTS.length; i++) {
      boolean atom = i > ' ' && i != 0x7f && "()<>@,;:\\\"[]".indexOf(i) < 0;
      boolean host = atom || i == '[' || i == ']' || i == ':';
      PARTS[i] = (byte) ((atom ? LOCAL : 0) | (host ? DOMAIN : 0));
    }
  }

  private ExternalAddress() {}

  /** The {@code >} that closes the address which starts at {@code from}; -1 if none is there. */
  static int close(byte[] b, int from, int to) {
    int i = from < to && b[from] == '"' ? endOfQuoted(b, from, to) : endOf(LOCAL, b, from, to);
    if (i < 0) {
      return -1;
    }
    if (i < to && b[i] == '@') {
      if (i == from) {
        return -1; // an empty local part is quoted
      }
      i = endOf(DOMAIN, b, i + 1, to);
    }
    return i < to && b[i] == '>' ? i : -1;
  }

  private static int endOf(byte part, byte[] b, int from, int to) {
    int i = from;
    while (i < to && (PARTS[b[i] & 0xff] & part) != 0) {
      i++;
    }
    return i;
  }

  /** After the quote that closes the one at {@code from}; -1 if none does. */
  static int endOfQuoted(byte[] b, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      if (b[i] == '"') {
        return i + 1;
      }
      i += b[i] == '\\' ? 1 : 0;
    }
    return -1;
  }

  /**
   * Whether {@code [from, to)} is an address whose local part needs no quotes, or has them, by the
   * last {@code @}: what follows that is no matter. postscreen(8) takes the quotes off a domain
   * too, and only puts those of a local part back (postscreen_smtpd.c, psc_extract_addr).
   */
  static boolean hasPlainLocalPart(byte[] b, int from, int to) {
    int at = ByteScan.lastIndexOf(b, from, to, (byte) '@');
    int end = at < 0 ? to : at;
    boolean quoted = from < end && b[from] == '"';
    return quoted ? endOfQuoted(b, from, end) == end : endOf(LOCAL, b, from, end) == end;
  }

  /**
   * Whether what follows the last {@code @} can be a domain, or none stands there: so an address
   * ends that is not quoted.
   */
  static boolean endsWithDomain(byte[] b, int from, int to) {
    int at = ByteScan.lastIndexOf(b, from, to, (byte) '@');
    return at < 0 || endOf(DOMAIN, b, at + 1, to) == to;
  }
}
