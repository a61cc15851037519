package io.maillog;

import io.maillog.event.EventWriter;
import io.maillog.framing.FramingLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads with several threads: one cuts the input into blocks, others parse them, and one takes them
 * in their order; while it would wait, it parses too. A fixed number of blocks goes round, so that
 * a slow handler slows the reading down instead of filling the memory.
 *
 * <p>The threads are daemons. They start with the first block, and have ended when {@link #close}
 * returns; but for one that waits for a stream of the user's, which ends with its next byte.
 */
final class ParallelReader implements BlockSource {
  private static final long FILE_READ_MILLIS = 5_000;

  private final BlockReader reader;
  private final LogBlock end;
  private final ArrayBlockingQueue<LogBlock> free;
  private final ArrayBlockingQueue<LogBlock> toParse;
  private final ArrayBlockingQueue<LogBlock> inOrder;
  private final List<Thread> parsers = new ArrayList<>();
  private final MailLogParser own;
  private final Consumer<ParallelReader> onBlock;
  private final Thread reading;
  // Written by the reading thread before it hands on its last block.
  private @Nullable Throwable failure;
  private boolean started;

  /**
   * A reader.
   *
   * @param parsing how many threads parse, beside the one that takes the blocks; may be none
   * @param newParser makes one for each of them, and for the one that takes the blocks
   * @param onBlock is told, on a thread of this reader, when there is a block to parse
   */
  ParallelReader(
      BlockReader reader,
      int parsing,
      Supplier<MailLogParser> newParser,
      FramingLimits limits,
      Consumer<ParallelReader> onBlock) {
    int blocks = 2 * parsing + 6;
    this.reader = reader;
    this.end = new LogBlock(new FramingLimits(1, 1, 1), false);
    // One more than blocks, for the one that means the end: adding never has to wait.
    this.free = new ArrayBlockingQueue<>(blocks + 1);
    this.toParse = new ArrayBlockingQueue<>(blocks + 1);
    this.inOrder = new ArrayBlockingQueue<>(blocks + 1);
    for (int i = 0; i < blocks; i++) {
      free.add(new LogBlock(limits, true));
    }
    this.reading = daemon("maillog-read", this::read);
    this.own = newParser.get();
    this.onBlock = onBlock;
    for (int i = 1; i <= parsing; i++) {
      MailLogParser parser = newParser.get();
      parsers.add(daemon("maillog-parse-" + i, () -> parse(parser)));
    }
  }

  private static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public @Nullable LogBlock next() {
    if (!started) {
      started = true;
      reading.start();
      parsers.forEach(Thread::start);
    }
    try {
      LogBlock block = inOrder.take();
      if (block == end) {
        if (failure != null) {
          throw EventDelivery.unchecked(failure);
        }
        return null;
      }
      while (!block.isDone()) {
        if (!parseNext(own)) {
          block.await();
        }
      }
      return block;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cancelled(e);
    }
  }

  static CancellationException cancelled(InterruptedException cause) {
    CancellationException cancelled = new CancellationException("interrupted while reading");
    cancelled.initCause(cause);
    return cancelled;
  }

  /** Parses the next block that nobody parses yet; false if there is none. For any thread. */
  boolean parseNext(MailLogParser parser) {
    LogBlock next = toParse.poll();
    if (next == null) {
      return false;
    }
    next.parse(parser);
    next.finish();
    return true;
  }

  @Override
  public EventWriter event(LogBlock block, int line) {
    Throwable thrown = block.failure();
    if (thrown != null && line == block.parsed()) {
      throw EventDelivery.unchecked(thrown);
    }
    return block.event(line);
  }

  @Override
  public void release(LogBlock block) {
    free.add(block);
  }

  @Override
  public void close() {
    if (started) {
      stop();
    }
  }

  private void stop() {
    reading.interrupt();
    parsers.forEach(Thread::interrupt);
    boolean interrupted = Thread.interrupted();
    parsers.forEach(ParallelReader::join);
    interrupted |= Thread.interrupted();
    try {
      // A read of a file comes back; one of a stream may wait for ever.
      for (int i = 0; i < FILE_READ_MILLIS && reading.isAlive(); i++) {
        reading.join(1);
        if (!reader.inFile() && i > 100) {
          break;
        }
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for a thread that is about to end, whatever comes. */
  static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  // --- the other threads

  private void read() {
    try (reader) {
      boolean more = true;
      while (more) {
        LogBlock block = free.take();
        more = reader.next(block);
        if (more) {
          inOrder.add(block);
          toParse.add(block);
          onBlock.accept(this);
        }
      }
    } catch (InterruptedException e) {
      return; // nobody wants the rest
    } catch (Throwable e) {
      failure = e; // it is thrown when everything before it was given
    } finally {
      inOrder.add(end);
    }
  }

  private void parse(MailLogParser parser) {
    try {
      while (true) {
        LogBlock block = toParse.take();
        block.parse(parser);
        block.finish();
      }
    } catch (InterruptedException e) {
      return; // the reading has ended
    }
  }
}
