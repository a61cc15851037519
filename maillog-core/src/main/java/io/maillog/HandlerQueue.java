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
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way from the thread that correlates to the one that asked for the reading, which makes the
 * traces and calls the handlers; while it would wait, it parses. What is on the way is bounded: a
 * slow handler slows the reading down.
 */
final class HandlerQueue implements Outlet, OngoingReading {
  /** How many events and messages go together. */
  private static final int BATCH = 128;

  /** How many batches may be on the way. */
  private static final int BATCHES = 32;

  /** What the messages on the way may take of the heap, about; one more may be alone. */
  private static final int BYTES = 8 << 20;

  /** A batch goes on its way when its messages take so much. */
  private static final int BATCH_BYTES = BYTES / 16;

  private static final Batch NONE = new Batch(List.of(), 0);

  private final CallerOutlet handlers;
  private final MailLogParser parser;
  private final OngoingReading reading; // of the other thread, until that has ended

  /** Of batches, of readers that have a block to parse, and the end. */
  private final ArrayBlockingQueue<Object> queue = new ArrayBlockingQueue<>(BATCHES);

  private final Object end = new Object();
  private final Semaphore bytes = new Semaphore(BYTES);

  // Of the caller's thread.
  private final Set<ParallelReader> readers = new LinkedHashSet<>();
  private Batch current = NONE;
  private int given; // of the batch
  private @Nullable Thread thread;
  private boolean ended;

  // Of the thread that correlates; the caller's sees them behind the end.
  private List<Object> batch = new ArrayList<>(BATCH);
  private long batchBytes;
  private boolean inLine;
  private @Nullable Throwable failure;

  /** What was given, in its order, and the bytes that its messages take. */
  private record Batch(List<Object> given, int bytes) {}

  /** What makes a trace, and what it holds until then. */
  private record Message(Supplier<MessageTrace> trace, long weight) {}

  /** All lines of a block have ended. */
  private record BlockEnd(
      BlockSource source, @Nullable LogBlock block, String input, long consumed) {}

  /**
   * A reading by another thread, which gives to this queue. What either thread throws ends both.
   *
   * @param handlers get on the caller's thread what was given
   * @param parser parses on the caller's thread
   * @param reading of this outlet
   */
  HandlerQueue(
      CallerOutlet handlers, MailLogParser parser, Function<HandlerQueue, OngoingReading> reading) {
    this.handlers = handlers;
    this.parser = parser;
    this.reading = reading.apply(this);
  }

  // --- on the caller's thread

  @Override
  public boolean step() {
    try {
      while (given == current.given.size()) {
        if (!nextBatch()) {
          return false;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ParallelReader.cancelled(e);
    }
    give(current.given.get(given++));
    return true;
  }

  /** Goes on to the next batch; false if there is no more. */
  private boolean nextBatch() throws InterruptedException {
    bytes.release(current.bytes);
    current = NONE;
    given = 0;
    if (ended) {
      return false;
    }
    begin();
    Object next = take();
    while (next instanceof ParallelReader reader) {
      readers.add(reader);
      next = take();
    }
    if (next == end) {
      close();
      if (failure != null) {
        throw EventDelivery.unchecked(failure);
      }
      return false;
    }
    current = (Batch) next;
    return true;
  }

  private void begin() {
    if (thread == null) {
      Thread begun = new Thread(this::read, "maillog-correlate");
      begun.setDaemon(true);
      begun.start();
      thread = begun;
    }
  }

  /** Ends the other thread: it has nothing more to do, or nobody for whom. */
  @Override
  public void close() {
    ended = true;
    Thread begun = thread;
    if (begun != null) {
      begun.interrupt();
      ParallelReader.join(begun);
    }
  }

  @Override
  public ReadSummary summary(boolean stopped) {
    return reading.summary(stopped);
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

  private void read() {
    try (reading) {
      while (reading.step()) {
        // it has given to this queue
      }
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
    if (handlers.takesEvents()) {
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
    if (!handlers.takesEvents()) {
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
