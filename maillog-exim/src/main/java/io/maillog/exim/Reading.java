package io.maillog.exim;

/**
 * Which reading of a client's tags is tried: HELO name, certificate and ident may hold what looks
 * like their own end, and tags. A reading is three small numbers, each from 0.
 */
final class Reading {
  /** How many are tried, so that a line costs its length. */
  static final int MAX = 48;

  static final int HELOS = 8;
  static final int CERTIFICATES = 4;
  private static final int IDENTS = 8;

  private Reading() {}

  static int helo(int reading) {
    return reading & 15;
  }

  static int certificate(int reading) {
    return reading >> 4 & 15;
  }

  static int ident(int reading) {
    return reading >> 8;
  }

  /** The next reading with the same HELO name; -1 after the last. */
  static int next(int reading, boolean certificate, boolean ident) {
    if (ident && ident(reading) + 1 < IDENTS) {
      return reading + (1 << 8);
    }
    boolean more = certificate && certificate(reading) + 1 < CERTIFICATES;
    return more ? (reading & 0xff) + (1 << 4) : -1;
  }
}
