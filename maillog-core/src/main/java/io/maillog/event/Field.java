package io.maillog.event;

import java.util.Locale;

/**
 * The fields of an event. A field is absent where the line does not state it; a null sender ({@code
 * from=<>}) is present and empty.
 *
 * <p>Each field says who writes its content: what the peer or the message wrote may be forged.
 */
public enum Field {
  /** Line number in its input, from 1. */
  N(Author.SERVER, Type.NUMBER),
  /** The input, where several are read. */
  FILE(Author.SERVER, Type.TEXT),
  /** The label that was given to the input; see {@link MailEvent#source()}. */
  SOURCE(Author.SERVER, Type.TEXT),
  /**
   * Whether the line repeats one that was given before, to the byte: syslog brings two of what a
   * server writes to two of its logs. Who counts leaves it out; see {@link MailEvent#copy()}.
   */
  COPY(Author.SERVER, Type.FLAG),
  /** When the line was logged. */
  TIME(Author.SERVER, Type.TIME),
  /** The host that logged the line, as its header names it. */
  HOST(Author.SERVER, Type.TEXT),
  /** The program, as the header's tag names it, such as {@code postfix/smtpd}. */
  PROGRAM(Author.SERVER, Type.TEXT),
  /** The process id in the header's tag. */
  PID(Author.SERVER, Type.NUMBER),
  /** The severity, where the header or the line states one. */
  SEVERITY(Author.SERVER, Type.WORD),
  /** The dialect that claimed the line. */
  DIALECT(Author.SERVER, Type.WORD),
  /** The server's instance, where the program's name says that it is not the default one. */
  INSTANCE(Author.SERVER, Type.TEXT),
  /** The kind of event. */
  KIND(Author.SERVER, Type.WORD),
  /** The message's queue id in this server. */
  QUEUE_ID(Author.SERVER, Type.TEXT),
  /**
   * The server's own id of one recipient's copy of the message, where it gives each one; of one
   * message no two are alike.
   */
  ENVELOPE_ID(Author.SERVER, Type.TEXT),
  /** The server's own id of the SMTP session, as client or as server, where its lines bear one. */
  SESSION_ID(Author.SERVER, Type.TEXT),
  /** The Message-ID header's value (RFC 5322, 3.6.4), without its angle brackets. */
  MESSAGE_ID(Author.MESSAGE, Type.TEXT),
  /**
   * The queue id of a message that this one caused: a notification, a forward, a clone; see {@link
   * MailEvent#childCount()}.
   */
  CHILD_QUEUE_ID(Author.SERVER, Type.TEXT),
  /** The queue id of the message that caused this one. */
  PARENT_QUEUE_ID(Author.SERVER, Type.TEXT),
  /** The id that the next hop gave in its reply. */
  REMOTE_QUEUE_ID(Author.PEER, Type.TEXT),
  /** The envelope sender, without angle brackets; empty for the null sender. */
  FROM(Author.PEER, Type.TEXT),
  /** The envelope recipient, without angle brackets; see {@link MailEvent#recipientCount()}. */
  TO(Author.PEER, Type.TEXT),
  /** The recipient before rewriting and expansion. */
  ORIG_TO(Author.PEER, Type.TEXT),
  /** The message's Subject, where a check or a log option shows it. */
  SUBJECT(Author.MESSAGE, Type.TEXT),
  /** The client's name from the DNS; absent where the server does not know it. */
  CLIENT_HOST(Author.PEER, Type.TEXT),
  /** The client's address, bare: no brackets, no {@code IPv6:}. */
  CLIENT_IP(Author.SERVER, Type.TEXT),
  /** The client's TCP port. */
  CLIENT_PORT(Author.SERVER, Type.NUMBER),
  /** The name that the client gave with HELO or EHLO. */
  HELO(Author.PEER, Type.TEXT),
  /** The protocol, such as SMTP or ESMTP (RFC 3848). */
  PROTOCOL(Author.SERVER, Type.TEXT),
  /** The SASL mechanism. */
  SASL_METHOD(Author.PEER, Type.TEXT),
  /**
   * The SASL user name: of one who has authenticated, or of a login that failed, or of this server
   * at a next hop; {@link MailEvent#authenticatedUser} tells.
   */
  SASL_USERNAME(Author.PEER, Type.TEXT),
  /** The submitter that the client stated with MAIL FROM … AUTH= (RFC 4954, 5). */
  SASL_SENDER(Author.PEER, Type.TEXT),
  /** The user id of a local submitter. */
  UID(Author.SERVER, Type.NUMBER),
  /** The user name of a local submitter. */
  USER(Author.SERVER, Type.TEXT),
  /**
   * The next hop's name, or the word that stands for it: {@code local}, {@code none}, a service.
   */
  RELAY_HOST(Author.PEER, Type.TEXT),
  /** The next hop's address, bare. */
  RELAY_IP(Author.SERVER, Type.TEXT),
  /** The next hop's TCP port. */
  RELAY_PORT(Author.SERVER, Type.NUMBER),
  /** The message's size in bytes. */
  SIZE(Author.SERVER, Type.NUMBER),
  /** The number of recipients. */
  NRCPT(Author.SERVER, Type.NUMBER),
  /**
   * How many times the line was logged, where syslog folded repetitions into one line; see {@link
   * MailEvent#repeat()}.
   */
  REPEAT(Author.SERVER, Type.NUMBER),
  /** Seconds from the message's arrival to this line. */
  DELAY(Author.SERVER, Type.SECONDS),
  /** Seconds before the queue manager. */
  DELAY_BEFORE_QUEUE(Author.SERVER, Type.SECONDS),
  /** Seconds in the queue manager. */
  DELAY_QUEUE(Author.SERVER, Type.SECONDS),
  /** Seconds to set up the connection. */
  DELAY_CONNECT(Author.SERVER, Type.SECONDS),
  /** Seconds to transmit the message. */
  DELAY_TRANSMIT(Author.SERVER, Type.SECONDS),
  /** How many messages the connection has carried. */
  CONN_USE(Author.SERVER, Type.NUMBER),
  /** The delivery status. */
  STATUS(Author.SERVER, Type.WORD),
  /** The enhanced status code (RFC 3463). */
  DSN(Author.PEER, Type.TEXT),
  /** The three digits of an SMTP reply. */
  CODE(Author.PEER, Type.NUMBER),
  /** The reply of the next hop, or the text with which the delivery agent ended. */
  REPLY(Author.PEER, Type.TEXT),
  /** Why: the text of a refusal or an action, without its codes. */
  REASON(Author.PEER, Type.TEXT),
  /** Where in the SMTP dialogue. */
  STAGE(Author.SERVER, Type.WORD),
  /** What was done, in the server's word: {@code hold}, {@code redirect}, {@code requeue}. */
  ACTION(Author.SERVER, Type.TEXT),
  /** The TLS version, such as TLSv1.3. */
  TLS_PROTOCOL(Author.SERVER, Type.TEXT),
  /** The TLS cipher suite. */
  TLS_CIPHER(Author.SERVER, Type.TEXT),
  /** The cipher's secret bits. */
  TLS_BITS(Author.SERVER, Type.NUMBER),
  /** What is known of the peer's certificate, in the server's word: {@code Trusted}. */
  TLS_TRUST(Author.SERVER, Type.TEXT),
  /** The TLS policy that was applied. */
  TLS_POLICY(Author.SERVER, Type.TEXT),
  /** Exim's router. */
  ROUTER(Author.SERVER, Type.TEXT),
  /** The transport. */
  TRANSPORT(Author.SERVER, Type.TEXT),
  /** Sendmail's mailer. */
  MAILER(Author.SERVER, Type.TEXT),
  /** Exim's two-character marker. */
  FLAG(Author.SERVER, Type.TEXT),
  /** Every further {@code key=value} of the line; see {@link MailEvent#attributeCount()}. */
  ATTRIBUTES(Author.PEER, Type.MAP),
  /** The message part of the line, after the header. */
  TEXT(Author.PEER, Type.TEXT);

  /** Who wrote a field's content. */
  public enum Author {
    /** The mail server, or the log's writer. */
    SERVER,
    /** The other side of a connection, its DNS, or the user who speaks through it. */
    PEER,
    /** The content of the message. */
    MESSAGE
  }

  /** What a field's content is, and how NDJSON shows it. */
  public enum Type {
    /**
     * Text, as bytes of the line; unescaped where the server escaped it, so that it may hold line
     * feeds and other control characters. It may be a stranger's: escape it for a terminal.
     */
    TEXT,
    /** A whole number. */
    NUMBER,
    /** Seconds with decimals. */
    SECONDS,
    /** A word of this library's vocabulary, such as an {@link EventKind}. */
    WORD,
    /** A point in time. */
    TIME,
    /** It holds, or else the field is absent. */
    FLAG,
    /** Keys and values. */
    MAP
  }

  private final Author author;
  private final Type type;
  private final String key;

  Field(Author author, Type type) {
    this.author = author;
    this.type = type;
    this.key = name().toLowerCase(Locale.ROOT);
  }

  /** The field's name in NDJSON. */
  public String key() {
    return key;
  }

  /** Who wrote the field's content. */
  public Author author() {
    return author;
  }

  /** What the field's content is. */
  public Type type() {
    return type;
  }

  /** What to throw where the field is asked for as one of a type that it is not. */
  IllegalArgumentException isNo(Type asked) {
    String instead =
        switch (type) {
          case NUMBER -> "use number";
          case SECONDS -> "use micros";
          case MAP -> "use attributeCount";
          default -> "use text";
        };
    return new IllegalArgumentException(
        key + " is of type " + type + ", not " + asked + ": " + instead);
  }
}
