package io.maillog.event;

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

  private final String key = name().toLowerCase(Locale.ROOT);

  /** The name in NDJSON, in lower case. */
  public String key() {
    return key;
  }
}
