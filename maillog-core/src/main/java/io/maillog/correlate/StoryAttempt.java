package io.maillog.correlate;

import io.maillog.event.DeliveryStatus;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import io.maillog.header.LogTime;
import io.maillog.trace.Attempt;
import org.jspecify.annotations.Nullable;

/** A delivery attempt as an open message keeps it: {@link Attempt} in a third of its memory. */
final class StoryAttempt {
  private final long second;
  private final long rest;
  private final long delay;
  final Answer answer;

  /** What a delivery line says. */
  StoryAttempt(MailEvent e, Answer answer) {
    this.second = e.epochSecond();
    this.rest = PackedTime.rest(e);
    this.delay = e.micros(Field.DELAY);
    this.answer = answer;
  }

  StoryAttempt(@Nullable LogTime time, @Nullable Long delayMicros, Answer answer) {
    this.second = time == null ? 0 : time.epochSecond();
    this.rest = PackedTime.rest(time);
    this.delay = delayMicros == null ? MailEvent.ABSENT : delayMicros;
    this.answer = answer;
  }

  Attempt toAttempt() {
    return new Attempt(
        PackedTime.time(second, rest),
        answer.status(),
        answer.relayHost(),
        answer.relayIp(),
        answer.relayPort(),
        answer.dsn(),
        answer.code(),
        answer.reply(),
        delay == MailEvent.ABSENT ? null : (Long) delay,
        answer.remoteQueueId());
  }

  /** Whether no further attempt is to be made. */
  boolean isFinal() {
    return answer.status() != DeliveryStatus.DEFERRED;
  }
}
