package io.maillog.exim;

import io.maillog.bytes.ByteScan;
import io.maillog.bytes.Literal;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.SmtpStage;

/**
 * {@code COMMAND ARGUMENT WORDS HOST}: what a client asked for, such as {@code ETRN #x received
 * from HOST} and {@code VRFY failed for X H=HOST} (smtp_in.c, atrn.c). The argument is the client's
 * and may hold the words and an address; so every place that can be the host is tried.
 */
final class CommandLine {
  /** How it begins, what stands before the host, and behind it. */
  private record Form(Literal head, Literal words, ClientHost.Next next, EventKind kind) {}

  private static final Literal RECEIVED_FROM = Literal.of(" received from ");
  private static final Literal VRFY = Literal.of("VRFY failed for ");
  private static final Literal AUTH = Literal.of("ignoring AUTH=");
  private static final Literal HOST = Literal.of("H=");
  private static final Literal USER = Literal.of("U=");

  private static final Form[] FORMS = {
    new Form(Literal.of("ETRN "), RECEIVED_FROM, ClientHost.Next.END, EventKind.QUEUE_RUN),
    new Form(Literal.of("ATRN "), RECEIVED_FROM, ClientHost.Next.END, EventKind.QUEUE_RUN),
    new Form(VRFY, Literal.of(" "), ClientHost.Next.END, EventKind.REJECT),
    new Form(
        AUTH,
        Literal.of(" from "),
        ClientHost.Next.only(
            Literal.of("(client not authenticated)"),
            Literal.of("(rejected by ACL)"),
            Literal.of("(server_mail_auth_condition failed")),
        EventKind.DIAGNOSTIC),
  };

  private CommandLine() {}

  static boolean parse(byte[] b, int from, int to, EventWriter e) {
    for (Form form : FORMS) {
      if (form.head().startsAt(b, from, to)) {
        e.kind(form.kind());
        if (form.kind() != EventKind.QUEUE_RUN) {
          e.span(Field.REASON, from, to);
        }
        read(form, b, from, to, e);
        return true;
      }
    }
    return false;
  }

  private static void read(Form form, byte[] b, int from, int to, EventWriter e) {
    if (form.head().equals(VRFY)) {
      e.stage(SmtpStage.VRFY);
    }
    int argument = from + form.head().length();
    boolean tagged = !form.words().equals(RECEIVED_FROM);
    long mark = e.mark();
    int words = to;
    for (int left = Reading.HELOS; left > 0; left--) {
      words = form.words().lastIndexIn(b, argument, words);
      if (words < 0) {
        break;
      }
      int host = words + form.words().length();
      if (!tagged || HOST.startsAt(b, host, to)) {
        client(form, b, argument, words, to, mark, e);
      } else if (USER.startsAt(b, host, to)) {
        if (ByteScan.endOfWord(b, host, to) == to) {
          e.span(Field.USER, host + USER.length(), to);
        }
        argument(form, b, argument, words, e);
        e.setAside(mark);
      } else {
        left++; // no place for a host
      }
    }
    e.takeCommon(mark);
  }

  private static void client(
      Form form, byte[] b, int argument, int words, int to, long mark, EventWriter e) {
    int host = words + form.words().length();
    int reading = 0;
    while (reading >= 0) {
      int p = ClientHost.reading(b, host, to, reading, form.next(), e);
      if (p > host) {
        argument(form, b, argument, words, e);
        e.setAside(mark);
      } else {
        e.reset(mark);
      }
      reading = ClientHost.following(reading, p, host);
    }
  }

  private static void argument(Form form, byte[] b, int from, int to, EventWriter e) {
    if (form.head().equals(VRFY)) {
      CommandArgument.whole(Field.TO, b, from, to, e);
    } else if (form.head().equals(AUTH) && ByteScan.endOfWord(b, from, to) == to) {
      e.span(Field.SASL_SENDER, from, to);
    }
  }
}
