package io.maillog.correlate;

import io.maillog.event.Field;
import io.maillog.event.LogTime;
import io.maillog.event.MailEvent;
import io.maillog.trace.Attempt;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A delivery attempt as an open message keeps it: an {@link Attempt} in a third of its memory. */
record StoryAttempt(long second, long rest, long delay, Answer answer) {
  /** What a delivery line says. */
  static StoryAttempt of(MailEvent e, Answer answer) {
    return new StoryAttempt(e.epochSecond(), PackedTime.rest(e), e.micros(Field.DELAY), answer);
  }

  static StoryAttempt of(@Nullable LogTime time, @Nullable Long delayMicros, Answer answer) {
    return new StoryAttempt(
        time == null ? 0 : time.epochSecond(),
        PackedTime.rest(time),
        delayMicros == null ? MailEvent.ABSENT : delayMicros,
        answer);
  }

  Attempt toAttempt(byte[] to) {
    return toAttempt(second, rest, delay, answer, to);
  }

  /** The attempt of these parts for a recipient of this address. */
  static Attempt toAttempt(long second, long rest, long delay, Answer answer, byte[] to) {
    String reply =
        answer.namesRecipient()
            ? answer.reply(new String(to, StandardCharsets.UTF_8))
            : answer.reply();
    return new Attempt(
        PackedTime.time(second, rest),
        answer.status(),
        answer.relayHost(),
        answer.relayIp(),
        answer.relayPort() == Answer.NONE ? null : (Integer) answer.relayPort(),
        answer.dsn(),
        answer.code() == Answer.NONE ? null : (Integer) answer.code(),
        reply,
        delay == MailEvent.ABSENT ? null : (Long) delay,
        answer.remoteQueueId());
  }
}
