package io.maillog;

import io.maillog.event.EventWriter;
import io.maillog.trace.MessageTrace;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way from the thread that correlates to the one that asked for the reading, which makes the
 * traces and calls the handlers; while it would wait, it parses. What is on the way is bounded: a
 * slow handler slows the reading down.
 */
final class HandlerQueue implements Outlet {
  /** How many events and messages go together. */
  private static final int BATCH = 128;

  /** How many batches may be on the way. */
  private static final int BATCHES = 32;

  /** What the messages on the way may take of the heap, about; one more may be alone. */
  private static final int BYTES = 8 << 20;

  /** A batch goes on its way when its messages take so much. */
  private static final int BATCH_BYTES = BYTES / 16;

  private final HandlerOutlet handlers;
  private final MailLogParser parser;

  /** Of batches, of readers that have a block to parse, and the end. */
  private final ArrayBlockingQueue<Object> queue = new ArrayBlockingQueue<>(BATCHES);

  private final Object end = new Object();
  private final Semaphore bytes = new Semaphore(BYTES);

  // Of the caller's thread.
  private final Set<ParallelReader> readers = new LinkedHashSet<>();

  // Of the thread that correlates; the caller's sees them behind the end.
  private List<Object> batch = new ArrayList<>(BATCH);
  private long batchBytes;
  private boolean inLine;
  private @Nullable ReadSummary summary;
  private @Nullable Throwable failure;

  /** What was given, in its order, and the bytes that its messages take. */
  private record Batch(List<Object> given, int bytes) {}

  /** What makes a trace, and what it holds until then. */
  private record Message(Supplier<MessageTrace> trace, long weight) {}

  /** All lines of a block have ended. */
  private record BlockEnd(
      BlockSource source, @Nullable LogBlock block, String input, long consumed) {}

  /**
   * A queue.
   *
   * @param parser parses on the caller's thread
   */
  HandlerQueue(HandlerOutlet handlers, MailLogParser parser) {
    this.handlers = handlers;
    this.parser = parser;
  }

  // --- on the caller's thread

  /**
   * Has a reading done by another thread, which gives to this queue, and calls the handlers. What
   * either throws ends both.
   */
  ReadSummary handle(Supplier<ReadSummary> reading) {
    Thread thread = new Thread(() -> read(reading), "maillog-correlate");
    thread.setDaemon(true);
    thread.start();
    try {
      for (Object next = take(); next != end; next = take()) {
        if (next instanceof ParallelReader reader) {
          readers.add(reader);
        } else {
          Batch full = (Batch) next;
          full.given.forEach(this::give);
          bytes.release(full.bytes);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ParallelReader.cancelled(e);
    } finally {
      thread.interrupt(); // it has nothing more to do, or nobody for whom
      ParallelReader.join(thread);
    }
    if (failure != null) {
      throw EventDelivery.unchecked(failure);
    }
    if (summary == null) {
      throw new IllegalStateException("the reading ended without a result");
    }
    return summary;
  }

  /** The next that was given; parses as long as there is none. */
  private Object take() throws InterruptedException {
    Object next = queue.poll();
    while (next == null && parse()) {
      next = queue.poll();
    }
    return next == null ? queue.take() : next;
  }

  private boolean parse() {
    for (ParallelReader reader : readers) {
      if (reader.parseNext(parser)) {
        return true;
      }
    }
    return false;
  }

  private void give(Object given) {
    if (given instanceof EventWriter writer) {
      handlers.event(writer);
      handlers.lineEnded(writer);
    } else if (given instanceof Message message) {
      handlers.message(message.trace, message.weight);
    } else if (given instanceof BlockEnd blockEnd) {
      if (blockEnd.block != null) {
        blockEnd.source.release(blockEnd.block);
      }
      handlers.progressed(blockEnd.input, blockEnd.consumed);
    } else {
      handlers.error((InputError) given);
    }
  }

  // --- on the thread that correlates

  private void read(Supplier<ReadSummary> reading) {
    try {
      summary = reading.get();
    } catch (Throwable e) {
      failure = e; // it is thrown when everything before it was given
    }
    try {
      flush();
    } catch (CancellationException e) {
      return; // nobody waits for it
    } catch (Throwable e) {
      failure = failure == null ? e : failure; // where memory is out, it may be so here too
    }
    try {
      queue.put(end);
    } catch (InterruptedException e) {
      return; // nobody waits for it
    }
  }

  @Override
  public void event(EventWriter writer) {
    if (handlers.events != null) {
      batch.add(writer);
      inLine = true; // the handler gets it when nobody else uses it
    }
  }

  @Override
  public void lineEnded(EventWriter writer) {
    if (inLine) {
      inLine = false;
      flushFull();
    } else if (handlers.checked) {
      writer.invalidate();
    }
  }

  @Override
  public void message(Supplier<MessageTrace> message, long weight) {
    batch.add(new Message(message, weight));
    batchBytes += weight;
    flushFull();
  }

  @Override
  public void error(InputError error) {
    batch.add(error);
  }

  @Override
  public void blockEnded(BlockSource source, LogBlock block, long consumed) {
    if (handlers.events == null) {
      String input = block.input;
      source.release(block);
      batch.add(new BlockEnd(source, null, input, consumed));
    } else {
      batch.add(new BlockEnd(source, block, block.input, consumed));
    }
    flush(); // the next block may be long in coming
  }

  private void flushFull() {
    if ((batch.size() >= BATCH || batchBytes >= BATCH_BYTES) && !inLine) {
      flush();
    }
  }

  private void flush() {
    Batch full = new Batch(batch, (int) Math.min(BYTES, batchBytes));
    batch = new ArrayList<>(BATCH);
    batchBytes = 0;
    try {
      bytes.acquire(full.bytes);
      queue.put(full);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ParallelReader.cancelled(e);
    }
  }

  // --- on a thread that reads

  /** A reader has a block to parse. */
  void toParse(ParallelReader reader) {
    queue.offer(reader); // where that is full, the caller's thread is awake, and will come to it
  }
}
