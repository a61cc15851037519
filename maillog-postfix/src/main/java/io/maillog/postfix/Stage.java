package io.maillog.postfix;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.bytes.PackedKey;
import io.maillog.event.SmtpStage;

/** The words with which Postfix says where in the dialogue something happened. */
final class Stage {
  private static final long CONNECT = PackedKey.of("connect");
  private static final long HELO = PackedKey.of("helo");
  private static final long EHLO = PackedKey.of("ehlo");
  private static final long LHLO = PackedKey.of("lhlo");
  private static final long MAIL = PackedKey.of("mail");
  private static final long RCPT = PackedKey.of("rcpt");
  private static final long DATA = PackedKey.of("data");
  private static final long BDAT = PackedKey.of("bdat");
  private static final long AUTH = PackedKey.of("auth");
  private static final long STARTTLS = PackedKey.of("starttls");
  private static final long TLS = PackedKey.of("tls");
  private static final long VRFY = PackedKey.of("vrfy");
  private static final long ETRN = PackedKey.of("etrn");
  private static final Literal DOT = Literal.of("."); // postscreen's, with a pipelining client
  private static final Literal END_OF_MESSAGE = Literal.of("END-OF-MESSAGE");
  private static final Literal END_OF_DATA = Literal.of("end of DATA");
  private static final Literal DATA_CONTENT = Literal.of("DATA content");

  private Stage() {}

  /** The stage that a word, or two, say. */
  static SmtpStage of(byte[] b, int from, int to) {
    if (DOT.equalsAt(b, from, to)
        || END_OF_MESSAGE.equalsAt(b, from, to)
        || END_OF_DATA.equalsAt(b, from, to)
        || DATA_CONTENT.equalsAt(b, from, to)) {
      return SmtpStage.EOD;
    }
    int end = ByteScan.endOfWord(b, from, to);
    return word(PackedKey.lowerAt(b, from, end));
  }

  private static SmtpStage word(long key) {
    if (key == RCPT) {
      return SmtpStage.RCPT;
    } else if (key == MAIL) {
      return SmtpStage.MAIL;
    } else if (key == CONNECT) {
      return SmtpStage.CONNECT;
    } else if (key == EHLO || key == HELO || key == LHLO) {
      return SmtpStage.HELO;
    } else if (key == DATA || key == BDAT) {
      return SmtpStage.DATA;
    } else if (key == AUTH) {
      return SmtpStage.AUTH;
    } else if (key == STARTTLS || key == TLS) {
      return SmtpStage.STARTTLS;
    } else if (key == VRFY) {
      return SmtpStage.VRFY;
    } else if (key == ETRN) {
      return SmtpStage.ETRN;
    }
    return SmtpStage.OTHER;
  }
}
