package io.maillog.fuzz;

import java.util.Locale;

/** What a server logs of one message of a {@link SoakLog}. */
abstract class SoakMail {
  private final SoakLog log;
  private final String header;
  private final long second;
  private long last;

  /**
   * A message that has not arrived yet.
   *
   * @param header what stands between stamp and text
   */
  SoakMail(SoakLog log, String header, long second) {
    this.log = log;
    this.header = header;
    this.second = second;
    this.last = second;
  }

  abstract void arrives(int recipients);

  /** Delivered so many seconds after the message has come. */
  abstract void sent(int after, String to);

  abstract void deferred(int after, String to);

  /** Refused by the next hop, of which the sender is told by another message. */
  abstract void bounced(int after, String to);

  /** No message: its recipient was refused. */
  abstract void refused();

  /** Leaves the queue, where the server logs that. */
  abstract void ends();

  final void write(int after, String text) {
    last = second + after;
    log.write(last, header + text);
  }

  final void writeLast(String text) {
    log.write(last, header + text);
  }

  /** An address that no other message of the log has. */
  static String ip(long number) {
    return "2001:db8::" + Long.toHexString(number >> 16) + ":" + Long.toHexString(number & 0xffff);
  }

  private static long pid(long number) {
    return 1000 + number % 3_000_000;
  }

  static final class Postfix extends SoakMail {
    private static final String TAIL = " delay=1, delays=0/0/0/1, dsn=";
    private final String client;
    private final String smtpd;
    private final String id;
    private final String bounceId;

    Postfix(SoakLog log, String host, long second, long number) {
      super(log, host + "postfix/", second);
      client = "pc.example.net[" + ip(number) + "]";
      smtpd = "smtpd[" + pid(number) + "]: ";
      id = Long.toHexString(0x4F000000000L + 2 * number).toUpperCase(Locale.ROOT);
      bounceId = Long.toHexString(0x4F000000001L + 2 * number).toUpperCase(Locale.ROOT);
    }

    @Override
    void arrives(int recipients) {
      write(0, smtpd + "connect from " + client);
      write(0, smtpd + id + ": client=" + client);
      write(0, "cleanup[4]: " + id + ": message-id=<" + id + "@example.net>");
      write(
          0,
          "qmgr[5]: "
              + id
              + ": from=<ann@example.net>, size=900, nrcpt="
              + recipients
              + " (queue active)");
      write(0, smtpd + "disconnect from " + client + " ehlo=1 mail=1 rcpt=1 data=1 quit=1");
    }

    private void delivery(int after, String to, String status) {
      write(
          after,
          "smtp[6]: "
              + id
              + ": to=<"
              + to
              + ">, relay=mx.example.com[192.0.2.9]:25,"
              + TAIL
              + status);
    }

    @Override
    void sent(int after, String to) {
      delivery(after, to, "2.0.0, status=sent (250 2.0.0 Ok)");
    }

    @Override
    void deferred(int after, String to) {
      delivery(after, to, "4.4.1, status=deferred (connect to mx.example.com: timed out)");
    }

    @Override
    void bounced(int after, String to) {
      delivery(after, to, "5.1.1, status=bounced (host mx.example.com said: 550 5.1.1 no)");
      write(after, "cleanup[4]: " + bounceId + ": message-id=<" + bounceId + "@mx.example.org>");
      write(after, "bounce[7]: " + id + ": sender non-delivery notification: " + bounceId);
      write(after, "qmgr[5]: " + bounceId + ": from=<>, size=2900, nrcpt=1 (queue active)");
      write(
          after,
          "smtp[6]: "
              + bounceId
              + ": to=<ann@example.net>, relay=mx.example.net[192.0.2.8]:25,"
              + TAIL
              + "2.0.0, status=sent (250 2.0.0 Ok)");
      write(after, "qmgr[5]: " + bounceId + ": removed");
    }

    @Override
    void refused() {
      write(0, smtpd + "connect from " + client);
      write(
          0,
          smtpd
              + "NOQUEUE: reject: RCPT from "
              + client
              + ": 550 5.1.1 <eve@example.org>: Recipient"
              + " address rejected: User unknown; from=<ann@example.net> to=<eve@example.org>"
              + " proto=ESMTP helo=<pc>");
      write(0, smtpd + "disconnect from " + client + " ehlo=1 mail=1 rcpt=0/1 quit=1");
    }

    @Override
    void ends() {
      writeLast("qmgr[5]: " + id + ": removed");
    }
  }

  static final class Exim extends SoakMail {
    private final String client;
    private final String id;
    private final String bounceId;

    Exim(SoakLog log, String host, long second, long number) {
      super(log, host + "exim[" + pid(number) + "]: ", second);
      client = "H=(pc) [" + ip(number) + "]:40001 ";
      String start = TimedIds.exim(second) + "-" + TimedIds.digits(2 * number, 6);
      id = start + "-2E";
      bounceId = TimedIds.exim(second) + "-" + TimedIds.digits(2 * number + 1, 6) + "-2F";
    }

    @Override
    void arrives(int recipients) {
      write(0, id + " <= ann@example.net " + client + "P=esmtp S=900 id=" + id + "@example.net");
    }

    @Override
    void sent(int after, String to) {
      write(
          after,
          id
              + " => "
              + to
              + " R=dnslookup T=remote_smtp H=mx.example.com [192.0.2.9]"
              + " C=\"250 OK\"");
    }

    @Override
    void deferred(int after, String to) {
      write(after, id + " == " + to + " R=dnslookup T=remote_smtp defer (110): timed out");
    }

    @Override
    void bounced(int after, String to) {
      write(after, id + " ** " + to + " R=dnslookup T=remote_smtp: no such user");
      write(after, bounceId + " <= <> R=" + id + " U=exim P=local S=1900");
      write(
          after,
          bounceId + " => ann@example.net R=dnslookup T=remote_smtp H=mx.example.net [192.0.2.8]");
      write(after, bounceId + " Completed");
    }

    @Override
    void refused() {
      write(0, client + "F=<ann@example.net> rejected RCPT <eve@example.org>: no such user");
    }

    @Override
    void ends() {
      writeLast(id + " Completed");
    }
  }

  static final class Sendmail extends SoakMail {
    private final String relay;
    private final String id;
    private final String bounceId;

    Sendmail(SoakLog log, String host, long second, long number) {
      super(log, host + "sm-mta[" + pid(number) + "]: ", second);
      relay = "pc.example.net [IPv6:" + ip(number) + "]";
      String start = TimedIds.sendmail(second);
      id = start + "aa" + (1_000_000 + number % 9_000_000);
      bounceId = start + "ab" + (1_000_000 + number % 9_000_000);
    }

    private void arrives(int recipients, int size) {
      write(
          0,
          id
              + ": from=<ann@example.net>, size="
              + size
              + ", class=0, nrcpts="
              + recipients
              + ", msgid=<"
              + id
              + "@example.net>, proto=ESMTP, daemon=MTA-v4, relay="
              + relay);
    }

    @Override
    void arrives(int recipients) {
      arrives(recipients, 900);
    }

    private void delivery(int after, String to, String stat) {
      write(
          after,
          id
              + ": to=<"
              + to
              + ">, delay=00:00:01, xdelay=00:00:01, mailer=esmtp, pri=30482,"
              + " relay=mx.example.com. [192.0.2.9], dsn="
              + stat);
    }

    @Override
    void sent(int after, String to) {
      delivery(after, to, "2.0.0, stat=Sent (ok)");
    }

    @Override
    void deferred(int after, String to) {
      delivery(after, to, "4.0.0, stat=Deferred: Connection timed out with mx.example.com.");
    }

    @Override
    void bounced(int after, String to) {
      delivery(after, to, "5.1.1, stat=User unknown");
      write(after, id + ": " + bounceId + ": DSN: User unknown");
      write(
          after,
          bounceId
              + ": to=<ann@example.net>, delay=00:00:00, xdelay=00:00:00, mailer=esmtp,"
              + " pri=31482, relay=mx.example.net. [192.0.2.8], dsn=2.0.0, stat=Sent (ok)");
    }

    @Override
    void refused() {
      write(0, id + ": <eve@example.org>... User unknown");
      write(
          0,
          id
              + ": from=<ann@example.net>, size=0, class=0, nrcpts=0, proto=ESMTP, daemon=MTA-v4,"
              + " relay="
              + relay);
    }

    /** Sendmail does not say so. */
    @Override
    void ends() {}
  }
}
