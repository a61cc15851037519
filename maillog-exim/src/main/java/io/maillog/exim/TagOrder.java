package io.maillog.exim;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;

/**
 * In which order Exim writes the tags of a line, each no more than once (receive.c, deliver.c). A
 * stranger's text with tags in it breaks the order, or repeats a tag.
 */
final class TagOrder {
  static final int UNKNOWN = -1;

  /** Of a tag whose place has changed from release to release. */
  static final int ANYWHERE = 0;

  static final int PARENT = 1;
  static final int HOST = 2;
  static final int INTERFACE = 3;
  static final int IDENT = 4;
  static final int CONNECTION = 5;
  static final int PROTOCOL = 6;
  static final int TLS = 7;
  static final int VERIFIED = 8;
  static final int CERTIFICATE = 9;
  static final int SERVER_NAME = 10;
  static final int AUTHENTICATED = 11;
  static final int PROXY = 12;
  static final int SIZE = 13;

  /** Of several tags, in any order. */
  static final int FURTHER = 14;

  static final int MESSAGE_ID = 15;
  static final int SUBJECT = 16;
  static final int DELIVERY_CERTIFICATE = 256;

  /** The longest key that is known, DMARC. */
  private static final int MAX_KEY = 5;

  private TagOrder() {}

  /** The place in an arrival of the tag whose key is {@code [key, equals)}. */
  static int ofArrival(byte[] b, int key, int equals) {
    return switch (packed(b, key, equals)) {
      case 'R' -> PARENT;
      case 'H' -> HOST;
      case 'U' -> IDENT;
      case 'C' << 8 | 'i' -> CONNECTION;
      case 'P' -> PROTOCOL;
      case 'X' -> TLS;
      case 'C' << 8 | 'V' -> VERIFIED;
      case 'D' << 8 | 'N' -> CERTIFICATE;
      case 'S' << 8 | 'N' -> SERVER_NAME; // SNI
      case 'A' -> AUTHENTICATED;
      case 'S' -> SIZE;
      case 'M' << 8 | '8', 'D' << 8 | 'K', 'R' << 8 | 'T', 'Q' -> FURTHER; // M8S, DKIM
      case 'i' << 8 | 'd' -> MESSAGE_ID;
      case 'T' -> SUBJECT;
      case 'I' -> INTERFACE;
      case 'P' << 8 | 'R' -> PROXY; // PRX
      case 'T' << 8 | 'F', 'D' << 8 | 'S' -> ANYWHERE; // TFO
      case 'S' << 8 | 'P', 'D' << 8 | 'M' -> ANYWHERE; // SPF, DMARC: a refusal's as well
      default -> UNKNOWN;
    };
  }

  /** Whether a tag says something of a message, and so never stands behind a client alone. */
  static boolean isOfMessage(int place) {
    return place == PARENT || place == PROTOCOL || place >= PROXY;
  }

  /** Whether a tag of an arrival may stand at its place, behind that of the highest before it. */
  static boolean mayFollow(int place, int last) {
    return place <= ANYWHERE || place > last || (place == FURTHER && last == FURTHER);
  }

  /** A bit for each tag of a delivery; 0 for others. */
  static int ofDelivery(byte[] b, int key, int equals) {
    return switch (packed(b, key, equals)) {
      case 'F' -> 1;
      case 'P' -> 2;
      case 'R' -> 4;
      case 'T' -> 8;
      case 'S' -> 16;
      case 'H' -> 32;
      case 'X' -> 64;
      case 'C' << 8 | 'V' -> 128;
      case 'D' << 8 | 'N' -> DELIVERY_CERTIFICATE;
      case 'A' -> 512;
      case 'C' -> 1024;
      case 'Q' << 8 | 'T' -> 2048;
      case 'D' << 8 | 'T' -> 4096;
      default -> 0;
    };
  }

  private static int packed(byte[] b, int key, int equals) {
    int length = equals - key - (b[equals - 1] == '*' ? 1 : 0);
    return length == 1 ? b[key] : length <= MAX_KEY ? b[key] << 8 | b[key + 1] : 0;
  }

  /** Whether the tag's value is a text that may hold what looks like its own end. */
  static boolean isText(int place, byte[] b, int value, int to) {
    return place == IDENT || place == AUTHENTICATED || isUnmarkedName(place, b, value, to);
  }

  /** Whether the tag's value is in quotes that are not marked where they stand in it. */
  static boolean isUnmarkedName(int place, byte[] b, int value, int to) {
    return place == SERVER_NAME || (place == CERTIFICATE && !Tags.isMarkedName(b, value, to));
  }

  /** Whether a value may be that of the tag at this place of an arrival. */
  static boolean fits(int place, byte[] b, int value, int end) {
    return switch (place) {
      case HOST, IDENT -> true;
      case AUTHENTICATED -> ByteScan.indexOf(b, value, end, (byte) '"') < 0;
      case SIZE -> value < end && Decimal.endOfDigits(b, value, end) == end;
      case CERTIFICATE, SERVER_NAME -> value < end && (b[value] == '"') == (b[end - 1] == '"');
      case MESSAGE_ID -> Address.isWellFormed(b, value, end);
      case SUBJECT -> isQuoted(b, value, end);
      default -> isQuoted(b, value, end) || ByteScan.indexOf(b, value, end, (byte) '"') < 0;
    };
  }

  private static boolean isQuoted(byte[] b, int from, int to) {
    return from < to && b[from] == '"' && Quoted.close(b, from, to) == to - 1;
  }
}
