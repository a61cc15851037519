package io.maillog.binary;

import io.maillog.event.DeliveryStatus;
import io.maillog.event.EventKind;
import io.maillog.event.Severity;
import io.maillog.event.SmtpStage;
import io.maillog.trace.Completeness;
import io.maillog.trace.Link;
import io.maillog.trace.Outcome;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What writer and reader agree on: the head of an item, and the numbers of a trace's parts; those
 * of an event's fields are in {@link FieldNumbers}. A number is never used for something else.
 */
final class Form {
  static final byte EVENT = 'E';
  static final byte TRACE = 'T';

  /** Another form, which this version cannot read. */
  static final byte MAJOR = 1;

  /** The same form, grown. */
  static final byte MINOR = 0;

  /** What it is, major and minor version, and the length of what follows. */
  static final int HEAD = 7;

  // Of a trace.
  static final int DIALECT = 1;
  static final int HOST = 2;
  static final int SOURCE = 3;
  static final int INSTANCE = 4;
  static final int QUEUE_ID = 5;
  static final int MESSAGE_ID = 6;
  static final int SENDER = 7;
  static final int SIZE = 8;
  static final int NRCPT = 9;
  static final int SUBJECT = 10;
  static final int RECEIVED = 11;
  static final int COMPLETED = 12;
  static final int CLIENT = 13;
  static final int SUBMITTER = 14;
  static final int RECIPIENT = 15;
  static final int LINK = 16;
  static final int NOTE = 17;
  static final int OUTCOME = 18;
  static final int COMPLETENESS = 19;
  static final int RECIPIENTS_CUT = 20;
  static final int NOTES_CUT = 21;
  static final int BEGAN = 22;
  static final int ENDED = 23;
  static final int FILE = 24;
  static final int LINE_NUMBER = 25;

  // Of a client.
  static final int CLIENT_HOST = 1;
  static final int CLIENT_IP = 2;
  static final int CLIENT_PORT = 3;
  static final int CLIENT_HELO = 4;
  static final int CLIENT_PROTOCOL = 5;
  static final int CLIENT_TLS = 6;
  static final int CLIENT_SASL_METHOD = 7;
  static final int CLIENT_SASL_USERNAME = 8;

  // Of a submitter.
  static final int USER = 1;
  static final int UID = 2;

  // Of a recipient.
  static final int TO = 1;
  static final int ORIG_TO = 2;
  static final int RECIPIENT_OUTCOME = 3;
  static final int ATTEMPT = 4;
  static final int ATTEMPTS_CUT = 5;

  // Of an attempt.
  static final int ATTEMPT_TIME = 1;
  static final int STATUS = 2;
  static final int RELAY_HOST = 3;
  static final int RELAY_IP = 4;
  static final int RELAY_PORT = 5;
  static final int DSN = 6;
  static final int CODE = 7;
  static final int REPLY = 8;
  static final int DELAY = 9;
  static final int REMOTE_QUEUE_ID = 10;

  // Of a link.
  static final int LINK_TYPE = 1;
  static final int LINK_QUEUE_ID = 2;
  static final int LINK_HOST = 3;

  // Of a note.
  static final int NOTE_TIME = 1;
  static final int NOTE_KIND = 2;
  static final int NOTE_ACTION = 3;
  static final int NOTE_REASON = 4;

  // Words go by their names in NDJSON: a new one moves no other's number.
  static final Map<String, EventKind> KINDS = words(EventKind.values(), EventKind::key);
  static final Map<String, Severity> SEVERITIES = words(Severity.values(), Severity::key);
  static final Map<String, DeliveryStatus> STATUSES =
      words(DeliveryStatus.values(), DeliveryStatus::key);
  static final Map<String, SmtpStage> STAGES = words(SmtpStage.values(), SmtpStage::key);
  static final Map<String, Outcome> OUTCOMES = words(Outcome.values(), Outcome::key);
  static final Map<String, Completeness> COMPLETENESSES =
      words(Completeness.values(), Completeness::key);
  static final Map<String, Link.Type> LINK_TYPES = words(Link.Type.values(), Link.Type::key);

  private Form() {}

  private static <E> Map<String, E> words(E[] words, Function<E, String> key) {
    return Arrays.stream(words).collect(Collectors.toUnmodifiableMap(key, word -> word));
  }
}
