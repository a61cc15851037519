package io.maillog.postfix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.MailLogParser;
import io.maillog.dialect.Dialect;
import io.maillog.dialect.Dialects;
import io.maillog.event.EventWriter;
import io.maillog.event.MailEvent;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnMessageIdTest {
  private static final Dialect POSTFIX = new PostfixDialect();

  private static long arrival(String text) {
    byte[] line = ("May  7 14:13:15 mx postfix/cleanup[1255]: " + text).getBytes(UTF_8);
    EventWriter writer = new EventWriter(new MailEvent());
    new MailLogParser(Dialects.of(POSTFIX)).parse(line, 0, line.length, writer);
    return POSTFIX.arrival(writer.event());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "56ED91BBF: message-id=<20220507141315.56ED91BBF@mx.example.org>",
        "56ED91BBF: message-id=20220507141315.56ED91BBF@mx.example.org",
        "56ED91BBF: resent-message-id=<20220507141315.56ED91BBF@mx.example.org>",
        "4KwTtM0sf8zWvr: message-id=<20220507141315.4KwTtM0sf8zWvr@mx.example.org>"
      })
  void tellsWhenTheMessageArrived(String text) {
    assertThat(arrival(text)).isEqualTo(Instant.parse("2022-05-07T14:13:15Z").getEpochSecond());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "56ED91BBF: message-id=<20220507141315.56ED91BBE@mx.example.org>",
        "56ED91BBF: message-id=<20220507141315.56ED91BBFA@mx.example.org>",
        "56ED91BBF: message-id=<20220507141315.56ED91BBF>",
        "56ED91BBF: message-id=<20220507141315.56ED91BBF",
        "56ED91BBF: message-id=<2022050714131.56ED91BBF@mx.example.org>",
        "56ED91BBF: message-id=<120220507141315.56ED91BBF@mx.example.org>",
        "56ED91BBF: message-id=<20220507141315-56ED91BBF@mx.example.org>",
        "56ED91BBF: message-id=<20221307141315.56ED91BBF@mx.example.org>",
        "56ED91BBF: message-id=<20220230141315.56ED91BBF@mx.example.org>",
        "56ED91BBF: message-id=<20220507241315.56ED91BBF@mx.example.org>",
        "56ED91BBF: message-id=<99990507141315.56ED91BBF@mx.example.org>",
        "56ED91BBF: message-id=",
        "56ED91BBF: from=<20220507141315.56ED91BBF@mx.example.org>, size=1, nrcpt=1 (queue active)",
        "message-id=<20220507141315.56ED91BBF@mx.example.org>"
      })
  void othersTellNothing(String text) {
    assertThat(arrival(text)).isEqualTo(Dialect.UNKNOWN_TIME);
  }
}
