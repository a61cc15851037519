package io.maillog.event;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.PackedKey;
import java.util.Locale;

/** Where in the SMTP dialogue (RFC 5321) something happened. */
public enum SmtpStage {
  CONNECT,
  /** HELO, EHLO or LHLO. */
  HELO,
  MAIL,
  RCPT,
  /** The DATA command, or BDAT. */
  DATA,
  /** The end of the message's content. */
  EOD,
  AUTH,
  STARTTLS,
  VRFY,
  ETRN,
  /** Any other command, or none that is known. */
  OTHER;

  private static final long HELO_WORD = PackedKey.of("helo");
  private static final long EHLO_WORD = PackedKey.of("ehlo");
  private static final long LHLO_WORD = PackedKey.of("lhlo");
  private static final long MAIL_WORD = PackedKey.of("mail");
  private static final long RCPT_WORD = PackedKey.of("rcpt");
  private static final long DATA_WORD = PackedKey.of("data");
  private static final long BDAT_WORD = PackedKey.of("bdat");
  private static final long AUTH_WORD = PackedKey.of("auth");
  private static final long STARTTLS_WORD = PackedKey.of("starttls");
  private static final long VRFY_WORD = PackedKey.of("vrfy");
  private static final long ETRN_WORD = PackedKey.of("etrn");

  private final String key = name().toLowerCase(Locale.ROOT);

  /** The name in NDJSON, in lower case. */
  public String key() {
    return key;
  }

  /**
   * The stage that a command belongs to, by its verb in capitals or not: what stands before a space
   * or a colon.
   */
  public static SmtpStage ofCommand(byte[] b, int from, int to) {
    int end = ByteScan.indexOfEither(b, from, to, (byte) ' ', (byte) ':');
    long key = PackedKey.lowerAt(b, from, end < 0 ? to : end);
    if (key == RCPT_WORD) {
      return RCPT;
    } else if (key == MAIL_WORD) {
      return MAIL;
    } else if (key == EHLO_WORD || key == HELO_WORD || key == LHLO_WORD) {
      return HELO;
    } else if (key == DATA_WORD || key == BDAT_WORD) {
      return DATA;
    } else if (key == AUTH_WORD) {
      return AUTH;
    } else if (key == STARTTLS_WORD) {
      return STARTTLS;
    } else if (key == VRFY_WORD) {
      return VRFY;
    } else if (key == ETRN_WORD) {
      return ETRN;
    }
    return OTHER;
  }
}
