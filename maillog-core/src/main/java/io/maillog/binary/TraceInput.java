package io.maillog.binary;

import io.maillog.binary.BinaryReader.FormatException;
import io.maillog.event.DeliveryStatus;
import io.maillog.event.EventKind;
import io.maillog.event.LogTime;
import io.maillog.trace.Attempt;
import io.maillog.trace.Client;
import io.maillog.trace.Completeness;
import io.maillog.trace.Link;
import io.maillog.trace.MessageTrace;
import io.maillog.trace.Note;
import io.maillog.trace.Outcome;
import io.maillog.trace.Recipient;
import io.maillog.trace.Submitter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parts of a trace that {@link TraceOutput} has written, or another version of it. Where
 * a later version has a word that is not known here, the nearest that claims nothing is taken: an
 * attempt or a link that cannot be told counts as cut.
 */
final class TraceInput {
  private @Nullable String dialect;
  private @Nullable String host;
  private @Nullable String source;
  private @Nullable String instance;
  private @Nullable String queueId;
  private @Nullable String messageId;
  private @Nullable String sender;
  private @Nullable Long size;
  private @Nullable Integer nrcpt;
  private @Nullable String subject;
  private @Nullable LogTime received;
  private @Nullable LogTime completed;
  private @Nullable Client client;
  private @Nullable Submitter submitter;
  private final List<Recipient> recipients = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();
  private final List<Note> notes = new ArrayList<>();
  private @Nullable Outcome outcome;
  private @Nullable Completeness completeness;
  private int recipientsCut;
  private int notesCut;
  private int unknownLinks;
  private @Nullable LogTime began;
  private @Nullable LogTime ended;
  private @Nullable String file;
  private long lineNumber;

  private TraceInput() {}

  static MessageTrace read(byte[] bytes, int from, int to) throws FormatException {
    TraceInput trace = new TraceInput();
    PartInput in = new PartInput(bytes, from, to);
    for (int number = in.next(); number != 0; number = in.next()) {
      trace.take(number, in);
    }
    return trace.made();
  }

  private void take(int number, PartInput in) throws FormatException {
    switch (number) {
      case Form.DIALECT -> dialect = in.text();
      case Form.HOST -> host = in.text();
      case Form.SOURCE -> source = in.text();
      case Form.INSTANCE -> instance = in.text();
      case Form.QUEUE_ID -> queueId = in.text();
      case Form.MESSAGE_ID -> messageId = in.text();
      case Form.SENDER -> sender = in.text();
      case Form.SIZE -> size = in.whole();
      case Form.NRCPT -> nrcpt = in.whole(Integer.MIN_VALUE);
      case Form.SUBJECT -> subject = in.text();
      case Form.RECEIVED -> received = in.instant();
      case Form.COMPLETED -> completed = in.instant();
      case Form.CLIENT -> client = client(in.parts());
      case Form.SUBMITTER -> submitter = submitter(in.parts());
      case Form.RECIPIENT -> recipients.add(recipient(in.parts()));
      case Form.LINK -> link(in.parts());
      case Form.NOTE -> notes.add(note(in.parts()));
      case Form.OUTCOME -> outcome = outcome(in);
      case Form.COMPLETENESS ->
          completeness = Form.COMPLETENESSES.getOrDefault(in.text(), Completeness.PARTIAL);
      case Form.RECIPIENTS_CUT -> recipientsCut = in.whole(0);
      case Form.NOTES_CUT -> notesCut = in.whole(0);
      case Form.BEGAN -> began = in.instant();
      case Form.ENDED -> ended = in.instant();
      case Form.FILE -> file = in.text();
      case Form.LINE_NUMBER -> lineNumber = in.whole();
      default -> {
        // Of a later version.
      }
    }
  }

  private MessageTrace made() throws FormatException {
    return new MessageTrace(
        PartInput.required(dialect),
        host,
        source,
        instance,
        queueId,
        messageId,
        sender,
        size,
        nrcpt,
        subject,
        received,
        completed,
        client,
        submitter,
        recipients,
        links,
        notes,
        PartInput.required(outcome),
        PartInput.required(completeness),
        recipientsCut,
        more(notesCut, unknownLinks),
        began,
        ended,
        file,
        lineNumber);
  }

  private static int more(int count, int by) {
    return (int) Math.min(Integer.MAX_VALUE, (long) count + by);
  }

  private static Outcome outcome(PartInput in) {
    return Form.OUTCOMES.getOrDefault(in.text(), Outcome.UNKNOWN);
  }

  private static Client client(PartInput in) throws FormatException {
    String host = null;
    String ip = null;
    Integer port = null;
    String helo = null;
    String protocol = null;
    String tls = null;
    String saslMethod = null;
    String saslUsername = null;
    for (int number = in.next(); number != 0; number = in.next()) {
      switch (number) {
        case Form.CLIENT_HOST -> host = in.text();
        case Form.CLIENT_IP -> ip = in.text();
        case Form.CLIENT_PORT -> port = in.whole(Integer.MIN_VALUE);
        case Form.CLIENT_HELO -> helo = in.text();
        case Form.CLIENT_PROTOCOL -> protocol = in.text();
        case Form.CLIENT_TLS -> tls = in.text();
        case Form.CLIENT_SASL_METHOD -> saslMethod = in.text();
        case Form.CLIENT_SASL_USERNAME -> saslUsername = in.text();
        default -> {
          // Of a later version.
        }
      }
    }
    return new Client(host, ip, port, helo, protocol, tls, saslMethod, saslUsername);
  }

  private static Submitter submitter(PartInput in) throws FormatException {
    String user = null;
    Long uid = null;
    for (int number = in.next(); number != 0; number = in.next()) {
      if (number == Form.USER) {
        user = in.text();
      } else if (number == Form.UID) {
        uid = in.whole();
      }
    }
    return new Submitter(user, uid);
  }

  private static Recipient recipient(PartInput in) throws FormatException {
    String to = null;
    String origTo = null;
    Outcome outcome = null;
    List<Attempt> attempts = new ArrayList<>();
    int cut = 0;
    int unknown = 0;
    for (int number = in.next(); number != 0; number = in.next()) {
      switch (number) {
        case Form.TO -> to = in.text();
        case Form.ORIG_TO -> origTo = in.text();
        case Form.RECIPIENT_OUTCOME -> outcome = outcome(in);
        case Form.ATTEMPT -> {
          Attempt attempt = attempt(in.parts());
          if (attempt == null) {
            unknown++;
          } else {
            attempts.add(attempt);
          }
        }
        case Form.ATTEMPTS_CUT -> cut = in.whole(0);
        default -> {
          // Of a later version.
        }
      }
    }
    return new Recipient(
        PartInput.required(to), origTo, PartInput.required(outcome), attempts, more(cut, unknown));
  }

  /** {@code null} if it ended in a way that is not known here. */
  private static @Nullable Attempt attempt(PartInput in) throws FormatException {
    LogTime time = null;
    String word = null;
    String relayHost = null;
    String relayIp = null;
    Integer relayPort = null;
    String dsn = null;
    Integer code = null;
    String reply = null;
    Long delay = null;
    String remoteQueueId = null;
    for (int number = in.next(); number != 0; number = in.next()) {
      switch (number) {
        case Form.ATTEMPT_TIME -> time = in.instant();
        case Form.STATUS -> word = in.text();
        case Form.RELAY_HOST -> relayHost = in.text();
        case Form.RELAY_IP -> relayIp = in.text();
        case Form.RELAY_PORT -> relayPort = in.whole(Integer.MIN_VALUE);
        case Form.DSN -> dsn = in.text();
        case Form.CODE -> code = in.whole(Integer.MIN_VALUE);
        case Form.REPLY -> reply = in.text();
        case Form.DELAY -> delay = in.whole();
        case Form.REMOTE_QUEUE_ID -> remoteQueueId = in.text();
        default -> {
          // Of a later version.
        }
      }
    }
    DeliveryStatus status = Form.STATUSES.get(PartInput.required(word));
    return status == null
        ? null
        : new Attempt(
            time, status, relayHost, relayIp, relayPort, dsn, code, reply, delay, remoteQueueId);
  }

  private void link(PartInput in) throws FormatException {
    String word = null;
    String id = null;
    String other = null;
    for (int number = in.next(); number != 0; number = in.next()) {
      switch (number) {
        case Form.LINK_TYPE -> word = in.text();
        case Form.LINK_QUEUE_ID -> id = in.text();
        case Form.LINK_HOST -> other = in.text();
        default -> {
          // Of a later version.
        }
      }
    }
    Link.Type type = Form.LINK_TYPES.get(PartInput.required(word));
    if (type == null) {
      unknownLinks++;
    } else {
      links.add(new Link(type, PartInput.required(id), other));
    }
  }

  private static Note note(PartInput in) throws FormatException {
    LogTime time = null;
    String word = null;
    String action = null;
    String reason = null;
    for (int number = in.next(); number != 0; number = in.next()) {
      switch (number) {
        case Form.NOTE_TIME -> time = in.instant();
        case Form.NOTE_KIND -> word = in.text();
        case Form.NOTE_ACTION -> action = in.text();
        case Form.NOTE_REASON -> reason = in.text();
        default -> {
          // Of a later version.
        }
      }
    }
    EventKind kind = Form.KINDS.getOrDefault(PartInput.required(word), EventKind.OTHER);
    return new Note(time, kind, action, reason);
  }
}
