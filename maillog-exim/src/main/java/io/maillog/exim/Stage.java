package io.maillog.exim;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.PackedKey;
import io.maillog.event.SmtpStage;

/** The words with which Exim says where in the dialogue something happened. */
final class Stage {

  private static final long HELO = PackedKey.of("helo");
  private static final long EHLO = PackedKey.of("ehlo");
  private static final long LHLO = PackedKey.of("lhlo");
  private static final long MAIL = PackedKey.of("mail");
  private static final long RCPT = PackedKey.of("rcpt");
  private static final long DATA = PackedKey.of("data");
  private static final long BDAT = PackedKey.of("bdat");
  private static final long AUTH = PackedKey.of("auth");
  private static final long STARTTLS = PackedKey.of("starttls");
  private static final long VRFY = PackedKey.of("vrfy");
  private static final long ETRN = PackedKey.of("etrn");

  private Stage() {}

  /** The stage of a command, by its first word. */
  static SmtpStage of(byte[] b, int from, int to) {
    int end = ByteScan.endOfWord(b, from, to);
    int colon = ByteScan.indexOf(b, from, end, (byte) ':');
    long key = PackedKey.lowerAt(b, from, colon < 0 ? end : colon);
    if (key == RCPT) {
      return SmtpStage.RCPT;
    } else if (key == MAIL) {
      return SmtpStage.MAIL;
    } else if (key == EHLO || key == HELO || key == LHLO) {
      return SmtpStage.HELO;
    } else if (key == DATA || key == BDAT) {
      return SmtpStage.DATA;
    } else if (key == AUTH) {
      return SmtpStage.AUTH;
    } else if (key == STARTTLS) {
      return SmtpStage.STARTTLS;
    } else if (key == VRFY) {
      return SmtpStage.VRFY;
    } else if (key == ETRN) {
      return SmtpStage.ETRN;
    }
    return SmtpStage.OTHER;
  }
}
