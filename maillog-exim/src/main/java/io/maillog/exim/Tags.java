package io.maillog.exim;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Decimal;
import io.maillog.bytes.Literal;
import io.maillog.bytes.PackedKey;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.grammar.SmtpReply;

/**
 * {@code KEY=VALUE} and lone words, such as {@code K}, after an address or a host: what {@code
 * log_selector} asks for (Exim's specification, 52.4). Some mean one thing in an arrival and
 * another in a delivery.
 */
final class Tags {
  private static final long HOST = PackedKey.of("H=");
  private static final long PROTOCOL = PackedKey.of("P=");
  private static final long SIZE = PackedKey.of("S=");
  private static final long MESSAGE_ID = PackedKey.of("id=");
  private static final long SUBJECT = PackedKey.of("T=");
  private static final long R = PackedKey.of("R");
  private static final long T = PackedKey.of("T");
  private static final long H = PackedKey.of("H");
  private static final long X = PackedKey.of("X");
  private static final long S = PackedKey.of("S");
  private static final long A = PackedKey.of("A");
  private static final long C = PackedKey.of("C");
  private static final long F = PackedKey.of("F");
  private static final long CV = PackedKey.of("CV");
  private static final long DN = PackedKey.of("DN");
  private static final long QT = PackedKey.of("QT");
  // Words that stand alone (Exim's specification, 52.7).
  private static final long LIMITS = PackedKey.of("L");
  private static final long CHUNKING = PackedKey.of("K");
  private static final long PRDR = PackedKey.of("PRDR");
  private static final long TFO = PackedKey.of("TFO");
  private static final long ARC = PackedKey.of("ARC");
  private static final long DMARC = PackedKey.of("DMARC");
  private static final long SPF = PackedKey.of("SPF");
  private static final long DS = PackedKey.of("DS");
  private static final Literal CONNECTION = Literal.of(" Ci=");
  private static final int MAX_KEY = 8;

  /** A next hop's name is cut there, perhaps between a backslash and its quote (deliver.c). */
  private static final int MAX_DELIVERY_NAME = 512;

  private Tags() {}

  /** Whether a tag may start there: a short key and an equals sign, or a lone word. */
  static boolean startsAt(byte[] b, int p, int to) {
    return equals(b, p, to) > 0 || loneWord(b, p, to) > 0;
  }

  /** The equals sign of the tag that starts there; -1 if none does. */
  static int equals(byte[] b, int p, int to) {
    int equals = p + ByteScan.indexIn(ByteScan.word(b, p, to - p), (byte) '=');
    if (equals == p + 8) {
      equals = p + MAX_KEY < to && b[p + MAX_KEY] == '=' ? p + MAX_KEY : -1;
    }
    if (equals <= p) {
      return -1;
    }
    for (int i = p; i < equals; i++) {
      byte c = b[i];
      boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
      boolean further = Decimal.isDigit(c) || (c == '*' && i == equals - 1); // id*=
      if (!letter && !(i > p && further)) {
        return -1;
      }
    }
    return equals;
  }

  /** Whether the tag at {@code p}, with its equals sign, is {@code F=}. */
  static boolean isSender(byte[] b, int p, int equals) {
    return equals == p + 1 && b[p] == 'F';
  }

  /** The end of {@code K}, {@code L*}, {@code PRDR} and their like; -1 for other words. */
  private static int loneWord(byte[] b, int p, int to) {
    int end = p;
    while (end < to && b[end] >= 'A' && b[end] <= 'Z') {
      end++;
    }
    long word = PackedKey.at(b, p, end);
    if (word != LIMITS
        && word != CHUNKING
        && word != PRDR
        && word != TFO
        && word != ARC
        && word != DMARC
        && word != SPF
        && word != DS) {
      return -1;
    }
    if (end < to && (b[end] == '*' || b[end] == '.')) {
      end++;
    }
    if (end < to && b[end] == '-') { // L-, L*-, L.-
      end++;
    }
    return end == to || b[end] == ' ' || b[end] == ':' ? end : -1;
  }

  /**
   * Reads the tag at {@code p} of an arrival, or of a line about a client.
   *
   * @param reading which {@link Reading} of what has several
   * @return where it ends; -1 if no tag stands there
   */
  static int client(byte[] b, int p, int to, int reading, EventWriter e) {
    int equals = equals(b, p, to);
    int place = equals < 0 ? TagOrder.UNKNOWN : TagOrder.ofArrival(b, p, equals);
    return client(b, p, equals, place, to, reading, e);
  }

  /**
   * As above, of a tag that is known.
   *
   * @param equals its equals sign; -1 if it has none
   * @param place what it is, by {@link TagOrder#ofArrival}
   */
  static int client(byte[] b, int p, int equals, int place, int to, int reading, EventWriter e) {
    if (equals < 0) {
      return loneWord(b, p, to);
    }
    int value = equals + 1;
    int end;
    switch (place) {
      case TagOrder.HOST -> {
        return Host.client(b, value, to, Reading.helo(reading), e);
      }
      case TagOrder.SUBJECT -> {
        return quoted(Field.SUBJECT, b, value, to, e);
      }
      case TagOrder.TLS -> {
        return tls(b, value, end(b, value, to), e);
      }
      case TagOrder.VERIFIED -> {
        return span(Field.TLS_TRUST, b, value, to, e);
      }
      case TagOrder.CERTIFICATE -> {
        return certificate(b, p, equals, to, Reading.certificate(reading), to, e);
      }
      case TagOrder.SERVER_NAME -> {
        return quotedName(b, p, equals, to, Reading.serverName(reading), e);
      }
      case TagOrder.MESSAGE_ID -> {
        end = Address.endOfBare(b, value, to);
        e.span(Field.MESSAGE_ID, value, end);
      }
      case TagOrder.SIZE -> {
        end = end(b, value, to);
        e.span(Field.SIZE, value, end);
      }
      case TagOrder.PROTOCOL -> {
        end = end(b, value, to);
        e.span(Field.PROTOCOL, value, end);
      }
      case TagOrder.AUTHENTICATED -> {
        boolean arrival = (reading & Reading.ARRIVAL) != 0;
        end = endOfText(b, value, to, Reading.authenticated(reading), !arrival, false);
        authenticated(b, value, end, arrival, e);
      }
      case TagOrder.PARENT -> {
        end = end(b, value, to);
        if (MessageId.endOf(b, value, end) == end) {
          e.span(Field.PARENT_QUEUE_ID, value, end);
        } else {
          e.attribute(p, equals, value, end);
        }
      }
      case TagOrder.IDENT -> {
        boolean words = (reading & Reading.ARRIVAL) == 0;
        boolean target = (reading & Reading.TARGET) != 0;
        end = endOfText(b, value, to, Reading.ident(reading), words, target);
        if (e.has(Field.CLIENT_IP)) {
          if (words || !CONNECTION.startsAt(b, end, to)) { // else that may be of it
            e.attribute(p, equals, value, end); // what RFC 1413 says of the client
          }
        } else {
          e.span(Field.USER, value, end);
        }
      }
      default -> {
        if (isSender(b, p, equals)) {
          return bracketed(Field.FROM, b, value, to, e);
        }
        end = end(b, value, to);
        e.attribute(p, equals, value, end);
      }
    }
    return end;
  }

  /**
   * As {@link #client} with the first reading of an arrival; the tags that nearly all of them have
   * are told by one compare.
   */
  static int usual(byte[] b, int p, int to, EventWriter e) {
    long word = ByteScan.word(b, p, to - p);
    if (PackedKey.startsWith(word, HOST)) {
      return Host.client(b, p + 2, to, 0, e);
    } else if (PackedKey.startsWith(word, PROTOCOL)) {
      return span(Field.PROTOCOL, b, p + 2, to, e);
    } else if (PackedKey.startsWith(word, SIZE)) {
      return span(Field.SIZE, b, p + 2, to, e);
    } else if (PackedKey.startsWith(word, MESSAGE_ID)) {
      int end = Address.endOfBare(b, p + 3, to);
      e.span(Field.MESSAGE_ID, p + 3, end);
      return end;
    } else if (PackedKey.startsWith(word, SUBJECT)) {
      return quoted(Field.SUBJECT, b, p + 2, to, e);
    }
    return client(b, p, to, Reading.ARRIVAL, e);
  }

  private static int span(Field field, byte[] b, int value, int to, EventWriter e) {
    int end = end(b, value, to);
    e.span(field, value, end);
    return end;
  }

  /** Reads the tag at {@code p} of a delivery; where it ends, or -1 if no tag stands there. */
  static int delivery(byte[] b, int p, int to, int certificate, EventWriter e) {
    return delivery(b, p, equals(b, p, to), to, certificate, e);
  }

  /** As above, of a tag whose equals sign is known; -1 if it has none. */
  static int delivery(byte[] b, int p, int equals, int to, int certificate, EventWriter e) {
    if (equals < 0) {
      return loneWord(b, p, to);
    }
    long key = PackedKey.at(b, p, equals);
    int value = equals + 1;
    if (key == H) {
      int end = Host.relay(b, value, to, e);
      if (end < 0) {
        end = end(b, value, to);
        e.span(Field.RELAY_HOST, value, end); // its address was never asked for
      }
      return end;
    } else if (key == C) {
      return confirmation(b, value, to, e);
    } else if (key == F) {
      return bracketed(Field.FROM, b, value, to, e);
    } else if (key == X) {
      return tls(b, value, end(b, value, to), e);
    } else if (key == DN) {
      return certificate(b, p, equals, to, certificate, MAX_DELIVERY_NAME, e);
    }
    int end = key == A ? endOfText(b, value, to, 0, false, false) : end(b, value, to);
    if (key == R) {
      e.span(Field.ROUTER, value, end);
    } else if (key == T) {
      e.span(Field.TRANSPORT, value, end);
    } else if (key == S) {
      e.span(Field.SIZE, value, end);
    } else if (key == CV) {
      e.span(Field.TLS_TRUST, value, end);
    } else if (key == QT) {
      Duration.seconds(Field.DELAY, b, value, end, e);
    } else {
      e.attribute(p, equals, value, end);
    }
    return end;
  }

  /** Where a value ends: after its quotes or brackets, else before a space or the text's colon. */
  static int end(byte[] b, int value, int to) {
    if (value < to && b[value] == '"') {
      int close = Quoted.close(b, value, to);
      return close < 0 ? to : close + 1;
    }
    if (value < to && b[value] == '<') {
      int close = Address.close(b, value + 1, to);
      return close < 0 ? to : close + 1; // the line was cut
    }
    int end = ByteScan.endOfWord(b, value, to);
    return end > value && b[end - 1] == ':' ? end - 1 : end;
  }

  /**
   * Where a value ends that may hold spaces: before the next tag, or a later one.
   *
   * @param words whether a text may follow instead, behind a colon or a space
   * @param target whether such a text may be a target of several words
   */
  private static int endOfText(
      byte[] b, int value, int to, int reading, boolean words, boolean target) {
    int left = reading;
    int end = ByteScan.endOfWord(b, value, to);
    while (end < to) {
      boolean tag = startsAt(b, end + 1, to);
      boolean colon = words && !tag && end > value && b[end - 1] == ':';
      if (colon && left-- == 0) {
        return end - 1;
      }
      if ((tag || (words && isPhrase(b, end + 1, to, target))) && left-- == 0) {
        return end;
      }
      end = ByteScan.endOfWord(b, end + 1, to);
    }
    return end;
  }

  /** Words that go on after the tags, or an address for which something was refused. */
  static boolean isPhrase(byte[] b, int p, int to, boolean target) {
    return ClientWords.areAt(b, p, to)
        || (target && p < to && ((b[p] >= 'a' && b[p] <= 'z') || b[p] == '"'))
        || Address.isQualified(b, p, ByteScan.endOfWord(b, p, to));
  }

  /** Whether a value has a quote that it does not start with: the end of another's, perhaps. */
  static boolean isLeftOver(byte[] b, int value, int end) {
    return value < end
        && b[value] != '"'
        && b[value] != '<'
        && ByteScan.indexOf(b, value, end, (byte) '"') >= 0;
  }

  private static int quoted(Field field, byte[] b, int value, int to, EventWriter e) {
    if (value >= to || b[value] != '"') {
      int end = ByteScan.endOfWord(b, value, to);
      e.span(field, value, end);
      return end;
    }
    int close = Quoted.close(b, value, to);
    Quoted.text(field, b, value + 1, close < 0 ? to : close, e);
    return close < 0 ? to : close + 1;
  }

  private static int bracketed(Field field, byte[] b, int value, int to, EventWriter e) {
    if (value >= to || b[value] != '<') {
      int end = Address.endOfBare(b, value, to);
      e.span(field, value, end);
      return end;
    }
    int close = Address.close(b, value + 1, to);
    e.span(field, value + 1, close < 0 ? to : close);
    return close < 0 ? to : close + 1;
  }

  /** {@code PROTOCOL:CIPHER:BITS}, and further parts. */
  private static int tls(byte[] b, int from, int end, EventWriter e) {
    int one = ByteScan.indexOf(b, from, end, (byte) ':');
    int two = one < 0 ? -1 : ByteScan.indexOf(b, one + 1, end, (byte) ':');
    if (two < 0) {
      e.span(Field.TLS_PROTOCOL, from, one < 0 ? end : one);
      return end;
    }
    e.span(Field.TLS_PROTOCOL, from, one);
    e.span(Field.TLS_CIPHER, one + 1, two);
    int bits = Decimal.endOfDigits(b, two + 1, end);
    if (bits > two + 1) {
      e.span(Field.TLS_BITS, two + 1, bits);
    }
    return end;
  }

  /**
   * Whether a certificate's name is in quotes, and a quote in it has a backslash before it: GnuTLS
   * writes {@code CN=x\, y} (RFC 4514), while what OpenSSL writes starts with a slash, as in {@code
   * /CN=x, y}, and has no marks (tls-gnu.c, gnutls_x509_crt_get_dn; tls-openssl.c,
   * X509_NAME_oneline).
   */
  static boolean isMarkedName(byte[] b, int value, int to) {
    return value + 1 < to && b[value] == '"' && b[value + 1] != '/';
  }

  /** A certificate's name: what follows decides which quote ends it, if quotes have no marks. */
  private static int certificate(
      byte[] b, int key, int equals, int to, int reading, int longest, EventWriter e) {
    int value = equals + 1;
    int close = isMarkedName(b, value, to) ? Quoted.close(b, value, to) : -1;
    if (close < 0 || close - value > longest) {
      return quotedName(b, key, equals, to, reading, e);
    }
    e.attribute(key, equals, value + 1, close);
    return close + 1;
  }

  /**
   * The name that a client asks for, or the peer's in its certificate; its quotes are not marked,
   * so what follows decides which one ends it.
   */
  private static int quotedName(byte[] b, int key, int equals, int to, int reading, EventWriter e) {
    int value = equals + 1;
    if (value >= to || b[value] != '"') {
      int end = end(b, value, to);
      e.attribute(key, equals, value, end);
      return end;
    }
    int left = reading;
    int close = value;
    while ((close = ByteScan.indexOf(b, close + 1, to, (byte) '"')) >= 0) {
      int next = close + 1;
      boolean ends = next == to || b[next] == ':' || (b[next] == ' ' && next + 1 < to);
      if (ends && left-- == 0) {
        break;
      }
    }
    int end = close < 0 ? to : close;
    e.attribute(key, equals, value + 1, end);
    return Math.min(to, end + 1);
  }

  /**
   * {@code DRIVER[:ID]} (smtp_in.c, smtp_handle_acl_fail and smtp_log_no_mail). In an arrival
   * {@code :SENDER} may follow, what the client gave to MAIL as {@code AUTH=} (receive.c;
   * log_selector = +smtp_mailauth). The administrator's {@code server_set_id} and the client's word
   * may both hold a colon and be anything: behind a second one nothing tells which of the two it is
   * of.
   */
  private static void authenticated(byte[] b, int from, int end, boolean arrival, EventWriter e) {
    int colon = ByteScan.indexOf(b, from, end, (byte) ':');
    e.span(Field.SASL_METHOD, from, colon < 0 ? end : colon);
    int user = colon + 1;
    if (colon >= 0 && !(arrival && ByteScan.indexOf(b, user, end, (byte) ':') >= 0)) {
      e.span(Field.SASL_USERNAME, user, end);
    }
  }

  /** What the next hop said when it took the message. */
  private static int confirmation(byte[] b, int value, int to, EventWriter e) {
    if (value >= to || b[value] != '"') {
      int end = ByteScan.endOfWord(b, value, to);
      e.span(Field.REPLY, value, end);
      return end;
    }
    int close = Quoted.close(b, value, to);
    int text = value + 1;
    int textEnd = close < 0 ? to : close;
    Quoted.printedText(Field.REPLY, b, text, textEnd, e);
    if (text < textEnd) {
      SmtpReply.dsn(b, SmtpReply.code(b, text, textEnd, e), textEnd, e);
      SmtpReply.remoteId(b, text, textEnd, e);
    }
    return close < 0 ? to : close + 1;
  }
}
