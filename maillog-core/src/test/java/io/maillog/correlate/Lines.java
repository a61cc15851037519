package io.maillog.correlate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.maillog.bytes.ByteSlice;
import io.maillog.dialect.CorrelationRules;
import io.maillog.dialect.Dialect;
import io.maillog.dialect.Dialect.Claim;
import io.maillog.dialect.Dialects;
import io.maillog.dialect.LineParser;
import io.maillog.event.DeliveryStatus;
import io.maillog.event.EventKind;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import io.maillog.header.parse.HeaderParser;
import io.maillog.header.parse.LogSource;
import io.maillog.header.parse.ParsedHeader;
import io.maillog.trace.MessageTrace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events without a log, given to a correlator: of a server that does not log removals. */
final class Lines {
  private static final HeaderParser HEADERS = new HeaderParser();
  private static final Dialects DIALECTS = Dialects.of(new Server());

  private final CorrelationLimits limits;
  final List<MessageTrace> traces = new ArrayList<>();
  MessageCorrelator correlator;
  private final byte[] bytes = new byte[1 << 20]; // of the line, which is taken at once

  Lines(CorrelationLimits limits) {
    this.limits = limits;
    this.correlator = new MessageCorrelator(DIALECTS, limits, traces::add);
  }

  static ByteSlice slice(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return new ByteSlice().wrap(bytes, 0, bytes.length);
  }

  /** The server of lines that name this host, or none. */
  static io.maillog.correlate.Server server(@Nullable String host) {
    return new io.maillog.correlate.Server(host, LogSource.NONE);
  }

  void queued(String id, int nrcpt) {
    Line line = new Line(EventKind.QUEUED, id);
    line.set(Field.NRCPT, Integer.toString(nrcpt));
    correlator.onEvent(line.event());
  }

  /** A line of a service that logs under a name of its own. */
  void receivedBy(String instance, String id) {
    Line line = new Line(EventKind.RECEIVED, id);
    line.set(Field.INSTANCE, instance);
    correlator.onEvent(line.event());
  }

  /** A message of two recipients that a next hop has put off, as a queue is full of them. */
  void deferred(String id, String messageId, String from, String to1, String to2, String reply) {
    Line received = new Line(EventKind.RECEIVED, id);
    received.set(Field.CLIENT_HOST, "client.example.net");
    received.set(Field.CLIENT_IP, "192.0.2.1");
    correlator.onEvent(received.event());
    messageId(id, messageId);
    Line queued = new Line(EventKind.QUEUED, id);
    queued.set(Field.FROM, from);
    queued.set(Field.SIZE, "4321");
    queued.set(Field.NRCPT, "2");
    correlator.onEvent(queued.event());
    for (String to : List.of(to1, to2)) {
      Line line = new Line(EventKind.DELIVERY, id);
      line.recipient(to);
      line.set(Field.RELAY_HOST, "mx.dest.example.com");
      line.set(Field.RELAY_IP, "198.51.100.7");
      line.set(Field.RELAY_PORT, "25");
      line.set(Field.DSN, "4.7.1");
      line.set(Field.CODE, "451");
      line.set(Field.DELAY, "1.25");
      line.set(Field.REPLY, reply);
      line.status(DeliveryStatus.DEFERRED);
      correlator.onEvent(line.event());
    }
  }

  /** A next hop puts a recipient off, with these words. */
  void deferredBy(String id, String to, String reply) {
    Line line = new Line(EventKind.DELIVERY, id);
    line.recipient(to);
    line.status(DeliveryStatus.DEFERRED);
    line.set(Field.REPLY, reply);
    correlator.onEvent(line.event());
  }

  void messageId(String id, String messageId) {
    Line line = new Line(EventKind.MESSAGE_ID, id);
    line.set(Field.MESSAGE_ID, messageId);
    correlator.onEvent(line.event());
  }

  void received(String id, String from, String parent) {
    Line line = new Line(EventKind.RECEIVED, id);
    line.set(Field.FROM, from);
    line.set(Field.PARENT_QUEUE_ID, parent);
    correlator.onEvent(line.event());
  }

  /** A line of everything that a server may say at once of a message that it takes in. */
  void receivedWithItsFigures(String id, String messageId, int size, int nrcpt) {
    Line line = new Line(EventKind.RECEIVED, id);
    line.set(Field.MESSAGE_ID, messageId);
    line.set(Field.SIZE, Integer.toString(size));
    line.set(Field.NRCPT, Integer.toString(nrcpt));
    correlator.onEvent(line.event());
  }

  void delivered(String id, String to, DeliveryStatus status, String remoteId) {
    Line line = new Line(EventKind.DELIVERY, id);
    line.recipient(to);
    line.status(status);
    line.set(Field.REMOTE_QUEUE_ID, remoteId);
    correlator.onEvent(line.event());
  }

  /**
   * A check that drops a recipient when it is to be delivered, or, without a status, the message.
   */
  void dropped(String id, String to, @Nullable DeliveryStatus status) {
    Line line = new Line(EventKind.CONTENT_CHECK, id);
    line.recipient(to);
    line.set(Field.ACTION, "discard");
    line.status(status);
    correlator.onEvent(line.event());
  }

  /** A message became these as well. */
  void copied(String id, List<String> children) {
    Line line = new Line(EventKind.EXPANDED, id);
    children.forEach(line::child);
    correlator.onEvent(line.event());
  }

  /** A delivery line with more recipients than an event has room for. */
  void deliveredToMany(String id, int count, DeliveryStatus status) {
    Line line = new Line(EventKind.DELIVERY, id);
    for (int i = 0; i < count; i++) {
      line.recipient("r" + i + "@example.org");
    }
    line.status(status);
    correlator.onEvent(line.event());
  }

  void restore() throws IOException {
    ByteArrayOutputStream state = new ByteArrayOutputStream();
    correlator.save(state);
    correlator =
        MessageCorrelator.restore(
            new ByteArrayInputStream(state.toByteArray()), DIALECTS, limits, traces::add);
  }

  private final class Line {
    private final MailEvent event = new MailEvent();
    private final EventWriter writer = new EventWriter(event);
    private int length;

    Line(EventKind kind, String id) {
      writer.begin(bytes);
      writer.dialect("server");
      writer.kind(kind);
      set(Field.HOST, "mx1");
      set(Field.QUEUE_ID, id);
    }

    private int add(String text) {
      byte[] value = text.getBytes(UTF_8);
      System.arraycopy(value, 0, bytes, length, value.length);
      length += value.length;
      return length - value.length;
    }

    void set(Field field, String value) {
      int from = add(value);
      writer.span(field, from, length);
    }

    void recipient(String to) {
      int from = add(to);
      writer.recipient(from, length);
    }

    void child(String id) {
      int from = add(id);
      writer.child(from, length);
    }

    void status(@Nullable DeliveryStatus status) {
      writer.status(status);
    }

    MailEvent event() {
      HEADERS.parse(bytes, 0, length, ParsedHeader.of(writer.header())); // how long the line is
      return event;
    }
  }

  private static final class Server implements Dialect {
    @Override
    public String name() {
      return "server";
    }

    @Override
    public Claim claimProgram(byte[] line, int from, int to) {
      return Claim.NONE;
    }

    @Override
    public LineParser newLineParser() {
      throw new UnsupportedOperationException("there are no lines");
    }

    @Override
    public CorrelationRules correlationRules() {
      return new CorrelationRules() {
        @Override
        public boolean logsRemoval() {
          return false;
        }

        @Override
        public @Nullable Field sessionKey() {
          return null;
        }
      };
    }
  }
}
