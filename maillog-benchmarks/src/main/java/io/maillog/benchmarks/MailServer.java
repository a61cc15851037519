package io.maillog.benchmarks;

import java.util.Locale;

/** The mail servers whose logs are measured. */
public enum MailServer {
  /** A log of Postfix. */
  POSTFIX("postfix-maillog.gz"),
  /** A main log of Exim. */
  EXIM("exim-mainlog.gz"),
  /** A log of Sendmail. */
  SENDMAIL("sendmail-maillog.gz");

  private final String recording;

  MailServer(String recording) {
    this.recording = recording;
  }

  /** The name of the server's dialect. */
  String dialect() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The file name of the recorded log. */
  String recording() {
    return recording;
  }

  /** A log of about this size, the same each time. */
  byte[] generate(int size) {
    return switch (this) {
      case POSTFIX -> GeneratedLog.postfix(size);
      case EXIM -> GeneratedEximLog.mainlog(size);
      case SENDMAIL -> GeneratedSendmailLog.maillog(size);
    };
  }
}
