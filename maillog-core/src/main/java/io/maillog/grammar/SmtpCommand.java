package io.maillog.grammar;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.PackedKey;
import io.maillog.event.SmtpStage;

/** An SMTP command as a line quotes it (RFC 5321, 4.1), for the parsers of dialects. */
public final class SmtpCommand {
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

  private SmtpCommand() {}

  /**
   * The stage that a command belongs to, by its verb in capitals or not: what stands before a space
   * or a colon.
   */
  public static SmtpStage stage(byte[] b, int from, int to) {
    int end = ByteScan.indexOfEither(b, from, to, (byte) ' ', (byte) ':');
    long key = PackedKey.lowerAt(b, from, end < 0 ? to : end);
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
