package io.maillog.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maillog.bytes.ByteSlice;
import io.maillog.bytes.Literal;
import io.maillog.header.parse.HeaderParser;
import io.maillog.header.parse.ParsedHeader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventWriterTest {
  private static final String LINE = "<22>Sep 12 10:15:30 mx1 demo[12]: ABC: to=<>, size=42, k=v";
  private static final byte[] BYTES = LINE.getBytes(StandardCharsets.US_ASCII);

  private final MailEvent event = new MailEvent();
  private final EventWriter writer = new EventWriter(event);
  private final ByteSlice slice = new ByteSlice();

  @BeforeEach
  void begin() {
    new HeaderParser().parse(BYTES, 0, BYTES.length, ParsedHeader.of(writer.header()));
    writer.begin(BYTES);
  }

  private static int at(String text) {
    return LINE.indexOf(text);
  }

  @Test
  void lineBeginsWithWhatItsHeaderSays() {
    assertThat(event.kind()).isEqualTo(EventKind.MALFORMED);
    assertThat(event.text(Field.HOST)).isEqualTo("mx1");
    assertThat(event.text(Field.PROGRAM)).isEqualTo("demo");
    assertThat(event.number(Field.PID)).isEqualTo(12);
    assertThat(event.severity()).isEqualTo(Severity.INFO);
    assertThat(event.text(Field.TEXT)).isEqualTo("ABC: to=<>, size=42, k=v");
    assertThat(event.line(slice)).hasToString(LINE);
    assertThat(event.timed()).isFalse();
    assertThat(event.time()).isNull();
  }

  @Test
  void recipientsAreClearedTogether() {
    writer.span(Field.SIZE, at("42"), at("42") + 2);
    writer.recipient(at("to"), at("to") + 2);
    writer.recipient(at("<>"), at("<>") + 2);
    writer.clearRecipients();
    assertThat(event.has(Field.TO)).isFalse();
    assertThat(event.recipientCount()).isZero();
    assertThat(event.number(Field.SIZE)).isEqualTo(42);
    writer.recipient(at("<>"), at("<>") + 2);
    assertThat(event.text(Field.TO)).isEqualTo("<>");
    assertThat(event.recipientCount()).isEqualTo(1);
  }

  @Test
  void markRestoresTextAndIdOfWhateverForm() {
    Literal constant = Literal.of("constant");
    writer.literal(Field.QUEUE_ID, constant);
    writer.span(Field.TEXT, at("ABC"), at("ABC") + 3);
    long first = writer.mark();
    writer.span(Field.QUEUE_ID, at("mx1"), at("mx1") + 3);
    writer.literal(Field.TEXT, Literal.of("other"));
    long second = writer.mark();
    writer.literal(Field.QUEUE_ID, Literal.of("third"));
    writer.span(Field.TEXT, at("42"), at("42") + 2);
    writer.reset(second);
    assertThat(event.text(Field.QUEUE_ID)).isEqualTo("mx1");
    assertThat(event.text(Field.TEXT)).isEqualTo("other");
    writer.reset(first);
    assertThat(event.text(Field.QUEUE_ID)).isEqualTo("constant");
    assertThat(event.text(Field.TEXT)).isEqualTo("ABC");
  }

  @Test
  void absentIsNotEmpty() {
    assertThat(event.has(Field.TO)).isFalse();
    assertThat(event.text(Field.TO)).isNull();
    assertThat(event.slice(Field.TO)).isNull();
    assertThat(event.recipientCount()).isZero();
    writer.span(Field.TO, at("<>") + 1, at("<>") + 1);
    assertThat(event.has(Field.TO)).isTrue();
    assertThat(event.text(Field.TO)).isEmpty();
    assertThat(event.is(Field.TO, "")).isTrue();
    assertThat(event.recipientCount()).isEqualTo(1);
    assertThat(event.recipient(0, slice)).isEmpty();
    writer.clear(Field.TO);
    assertThat(event.has(Field.TO)).isFalse();
    assertThat(event.recipientCount()).isZero();
  }

  @Test
  void numbersAreDecodedOnDemand() {
    assertThat(event.number(Field.SIZE)).isEqualTo(MailEvent.ABSENT);
    writer.span(Field.SIZE, at("42"), at("42") + 2);
    assertThat(event.number(Field.SIZE)).isEqualTo(42);
    writer.span(Field.DELAY, at("42"), at("42") + 2);
    assertThat(event.micros(Field.DELAY)).isEqualTo(42_000_000);
    writer.span(Field.SIZE, at("k=v"), at("k=v") + 3);
    assertThat(event.number(Field.SIZE)).isEqualTo(MailEvent.ABSENT);
    assertThat(event.text(Field.SIZE)).isEqualTo("k=v");
  }

  @Test
  void fieldIsWhatWasSetLast() {
    writer.literal(Field.ACTION, Literal.of("hold"));
    assertThat(event.text(Field.ACTION)).isEqualTo("hold");
    writer.beginDecoded(Field.ACTION);
    writer.decoded(Field.ACTION, (byte) 'a');
    writer.decoded(Field.ACTION, (byte) 'b');
    assertThat(event.text(Field.ACTION)).isEqualTo("ab");
    writer.span(Field.ACTION, at("k=v"), at("k=v") + 1);
    assertThat(event.text(Field.ACTION)).isEqualTo("k");
    assertThat(writer.has(Field.ACTION)).isTrue();
    assertThat(writer.from(Field.ACTION)).isEqualTo(at("k=v"));
    assertThat(writer.to(Field.ACTION)).isEqualTo(at("k=v") + 1);
    writer.literal(Field.ACTION, Literal.of("discard"));
    assertThat(event.text(Field.ACTION)).isEqualTo("discard");
  }

  @Test
  void decodedTextGrowsWithoutTouchingTheFieldBeforeIt() {
    writer.beginDecoded(Field.REPLY);
    for (int i = 0; i < 1000; i++) {
      writer.decoded(Field.REPLY, (byte) 'r');
    }
    writer.beginDecoded(Field.REASON);
    writer.decoded(Field.REASON, (byte) 's');
    assertThat(event.text(Field.REPLY)).isEqualTo("r".repeat(1000));
    assertThat(event.text(Field.REASON)).isEqualTo("s");
  }

  @Test
  void recipientsBeyondTheLimitAreCounted() {
    for (int i = 0; i < MailEvent.MAX_RECIPIENTS + 7; i++) {
      writer.recipient(at("mx1") + (i == 0 ? 0 : 1), at("mx1") + 3);
    }
    assertThat(event.recipientCount()).isEqualTo(MailEvent.MAX_RECIPIENTS);
    assertThat(event.recipientsCut()).isEqualTo(7);
    assertThat(event.text(Field.TO)).isEqualTo("mx1");
    assertThat(event.recipient(0, slice)).hasToString("mx1");
    assertThat(event.recipient(MailEvent.MAX_RECIPIENTS - 1, slice)).hasToString("x1");
    assertThatThrownBy(() -> event.recipient(MailEvent.MAX_RECIPIENTS, slice))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void childrenAreAsManyAsTheLineNames() {
    assertThat(event.childCount()).isZero();
    writer.span(Field.CHILD_QUEUE_ID, at("ABC"), at("ABC") + 3);
    assertThat(event.childCount()).isEqualTo(1);
    assertThat(event.child(0, slice)).hasToString("ABC");
    assertThat(event.toRecord().children()).containsExactly("ABC");
    begin();
    for (int i = 0; i < 100; i++) {
      writer.child(at("mx1") + (i == 0 ? 0 : 1), at("mx1") + 3);
    }
    assertThat(event.childCount()).isEqualTo(100);
    assertThat(event.text(Field.CHILD_QUEUE_ID)).isEqualTo("mx1");
    assertThat(event.child(0, slice)).hasToString("mx1");
    assertThat(event.child(99, slice)).hasToString("x1");
    assertThat(event.toRecord().children()).hasSize(100).startsWith("mx1", "x1");
    assertThatThrownBy(() -> event.child(100, slice)).isInstanceOf(IndexOutOfBoundsException.class);
    begin();
    long mark = writer.mark();
    writer.child(5, 6);
    writer.reset(mark);
    assertThat(event.childCount()).isZero();
  }

  @Test
  void attributesBeyondTheLimitAreCounted() {
    int k = at("k=v");
    for (int i = 0; i < MailEvent.MAX_ATTRIBUTES + 3; i++) {
      writer.attribute(k, k + 1, k + 2, k + 3);
    }
    assertThat(event.attributeCount()).isEqualTo(MailEvent.MAX_ATTRIBUTES);
    assertThat(event.attributesCut()).isEqualTo(3);
    assertThat(event.attributeKey(95, slice)).hasToString("k");
    assertThat(event.attributeValue(95, slice)).hasToString("v");
    assertThatThrownBy(() -> event.attributeKey(96, slice))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void keyOfAnAttributeMayBeOneThatTheLineDoesNotHave() {
    int k = at("k=v");
    writer.beginDecoded(Field.REPLY);
    writer.decoded(Field.REPLY, (byte) 'r');
    writer.attribute(Literal.of("ident"), k + 2, k + 3);
    writer.attribute(k, k + 1, k + 2, k + 3);
    assertThat(event.attributeKey(0, slice)).hasToString("ident");
    assertThat(event.attributeValue(0, slice)).hasToString("v");
    assertThat(event.attributeKey(1, slice)).hasToString("k");
    assertThat(event.text(Field.REPLY)).isEqualTo("r");
  }

  @Test
  void readingThatIsTakenBackLeavesNothing() {
    int k = at("k=v");
    writer.kind(EventKind.REJECT);
    writer.span(Field.FROM, k, k + 1);
    writer.literal(Field.ACTION, Literal.of("hold"));
    writer.recipient(k, k + 1);
    writer.attribute(k, k + 1, k + 2, k + 3);
    writer.child(k, k + 1);
    writer.beginDecoded(Field.REPLY);
    writer.decoded(Field.REPLY, (byte) 'r');
    final String before = event.toRecord().toString();
    final long mark = writer.mark();
    for (int reading = 0; reading < 3; reading++) {
      writer.kind(EventKind.DELIVERY);
      writer.status(DeliveryStatus.SENT);
      writer.stage(SmtpStage.RCPT);
      writer.severity(Severity.ERR);
      writer.span(Field.FROM, at("ABC"), at("ABC") + 3);
      writer.clear(Field.ACTION);
      final String between = event.toRecord().toString();
      final long inner = writer.mark();
      writer.literal(Field.ACTION, Literal.of("discard"));
      writer.clear(Field.TO);
      writer.span(Field.FROM, at("mx1"), at("mx1") + 3);
      writer.beginDecoded(Field.REPLY);
      writer.decoded(Field.REPLY, (byte) 'x');
      writer.span(Field.SIZE, at("42"), at("42") + 2);
      for (int i = 0; i < 40; i++) {
        writer.recipient(at("mx1"), at("mx1") + 3);
        writer.attribute(k, k + 1, k + 2, k + 3);
        writer.child(at("mx1"), at("mx1") + 3);
        writer.span(Field.FROM, writer.mark() > inner ? k : k + 1, k + 2);
      }
      writer.reset(inner);
      assertThat(event.toRecord()).hasToString(between);
      writer.clear(Field.FROM);
      writer.span(Field.FROM, k + 1, k + 2);
      writer.reset(mark);
      assertThat(event.toRecord()).hasToString(before);
    }
  }

  @Test
  void ofReadingsThatDifferOnlyWhatTheyShareIsStated() {
    int k = at("k=v");
    writer.span(Field.QUEUE_ID, k, k + 1);
    final Literal hold = Literal.of("hold");
    final long outer = writer.mark();
    final long mark = writer.mark();
    for (int reading = 0; reading < 3; reading++) {
      int own = at("mx1") + reading;
      writer.kind(reading == 0 ? EventKind.REJECT : EventKind.RECEIVED);
      writer.stage(SmtpStage.RCPT);
      writer.status(reading == 2 ? DeliveryStatus.SENT : DeliveryStatus.DEFERRED);
      writer.literal(Field.ACTION, hold);
      writer.span(Field.HELO, k, k + 3);
      writer.span(Field.CLIENT_IP, own, own + 1);
      if (reading < 2) {
        writer.span(Field.SIZE, at("42"), at("42") + 2);
      }
      writer.beginDecoded(Field.REPLY);
      writer.decoded(Field.REPLY, (byte) 'r');
      writer.span(Field.QUEUE_ID, k + 2, k + 3);
      writer.recipient(k, k + 1);
      writer.recipient(own, own + 1);
      writer.attribute(k, k + 1, own, own + 1);
      writer.attribute(k, k + 1, k + 2, k + 3);
      writer.setAside(mark);
      assertThat(event.text(Field.QUEUE_ID)).isEqualTo("k");
      assertThat(event.has(Field.HELO)).isFalse();
    }
    assertThat(writer.takeCommon(mark)).isEqualTo(3);
    assertThat(event.kind()).isEqualTo(EventKind.REJECT);
    assertThat(event.stage()).isEqualTo(SmtpStage.RCPT);
    assertThat(event.status()).isNull();
    assertThat(event.text(Field.ACTION)).isEqualTo("hold");
    assertThat(event.text(Field.HELO)).isEqualTo("k=v");
    assertThat(event.text(Field.REPLY)).isEqualTo("r");
    assertThat(event.text(Field.QUEUE_ID)).isEqualTo("v");
    assertThat(event.has(Field.CLIENT_IP)).isFalse();
    assertThat(event.has(Field.SIZE)).isFalse();
    assertThat(event.has(Field.TO)).isFalse();
    assertThat(event.recipientCount()).isZero();
    assertThat(event.attributeCount()).isEqualTo(1);
    assertThat(event.attributeValue(0, slice)).hasToString("v");
    writer.reset(outer);
    assertThat(event.text(Field.QUEUE_ID)).isEqualTo("k");
    assertThat(event.kind()).isEqualTo(EventKind.MALFORMED);
    assertThat(writer.takeCommon(outer)).as("nothing is set aside any more").isZero();
  }

  @Test
  void nextLineForgetsThisOne() {
    String empty = event.toRecord().toString();
    writer.kind(EventKind.DELIVERY);
    writer.status(DeliveryStatus.SENT);
    writer.stage(SmtpStage.RCPT);
    writer.severity(Severity.ERR);
    writer.dialect("demo");
    writer.literal(Field.REASON, Literal.of("x"));
    writer.beginDecoded(Field.REPLY);
    writer.decoded(Field.REPLY, (byte) 'x');
    for (int i = 0; i < MailEvent.MAX_RECIPIENTS + 1; i++) {
      writer.recipient(5, 6);
    }
    for (int i = 0; i < MailEvent.MAX_ATTRIBUTES + 1; i++) {
      writer.attribute(5, 6, 7, 8);
    }
    writer.child(5, 6);
    assertThat(event.toRecord().toString()).isNotEqualTo(empty);
    begin();
    assertThat(event.toRecord()).hasToString(empty);
    assertThat(event.recipientsCut()).isZero();
    assertThat(event.attributesCut()).isZero();
  }

  @Test
  void recordStaysAsItIs() {
    writer.span(Field.QUEUE_ID, at("ABC"), at("ABC") + 3);
    writer.kind(EventKind.QUEUED);
    MailEventRecord copy = event.toRecord();
    begin();
    assertThat(copy.text(Field.QUEUE_ID)).isEqualTo("ABC");
    assertThat(copy.kind()).isEqualTo(EventKind.QUEUED);
    assertThat(copy.text(Field.KIND)).isEqualTo("queued");
    assertThat(copy.text(Field.TO)).isNull();
    assertThat(copy.recipients()).isEmpty();
    assertThatThrownBy(() -> copy.fields().put(Field.TO, "x"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void eventThatIsUsedTooLateThrows() {
    writer.invalidate();
    assertThatThrownBy(event::kind)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("toRecord");
    assertThatThrownBy(() -> event.slice(Field.TEXT)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(event::toRecord).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> event.line(slice)).isInstanceOf(IllegalStateException.class);
    begin();
    assertThat(event.text(Field.HOST)).isEqualTo("mx1");
  }
}
