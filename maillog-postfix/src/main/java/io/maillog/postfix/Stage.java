package io.maillog.postfix;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.bytes.PackedKey;
import io.maillog.event.SmtpStage;

/** The words with which Postfix says where in the dialogue something happened. */
final class Stage {
  private static final long CONNECT = PackedKey.of("connect");
  private static final long TLS = PackedKey.of("tls");
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
    long key = PackedKey.lowerAt(b, from, ByteScan.endOfWord(b, from, to));
    if (key == CONNECT) {
      return SmtpStage.CONNECT;
    }
    return key == TLS ? SmtpStage.STARTTLS : SmtpStage.ofCommand(b, from, to);
  }
}
