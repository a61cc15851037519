package io.maillog;

import io.maillog.event.EventWriter;
import io.maillog.event.MailEvent;
import io.maillog.framing.FramingLimits;
import org.jspecify.annotations.Nullable;

/** Reads and parses on the thread that asks, each line when it is asked for. */
final class LineByLineSource implements BlockSource {
  private final BlockReader reader;
  private final MailLogParser parser;
  private final LogBlock block;
  private final EventWriter event = new EventWriter(new MailEvent());

  LineByLineSource(BlockReader reader, MailLogParser parser, FramingLimits limits) {
    this.reader = reader;
    this.parser = parser;
    this.block = new LogBlock(limits, false);
  }

  @Override
  public @Nullable LogBlock next() {
    return reader.next(block) ? block : null;
  }

  @Override
  public EventWriter event(LogBlock block, int line) {
    parser.parseUntimed(block.lines.bytes(), block.lines.from(line), block.lines.to(line), event);
    return event;
  }

  @Override
  public void release(LogBlock block) {
    // There is one, and the next lines go there.
  }

  @Override
  public void close() {
    reader.close();
  }
}
