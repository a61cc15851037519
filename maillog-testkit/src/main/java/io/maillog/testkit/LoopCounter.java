package io.maillog.testkit;

import io.maillog.MailLogParser;
import io.maillog.dialect.Dialect;
import io.maillog.dialect.Dialects;
import io.maillog.event.EventWriter;
import io.maillog.event.MailEvent;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * Counts how often the loops of a dialect, and of the core that reads its lines, go round: work,
 * without a clock. Loops inside the JDK are not seen. Not thread-safe.
 */
final class LoopCounter {
  private final Object parser;
  private final Object writer;
  private final Method parse;
  private final Method start;
  private final Method count;

  /** A counter for a dialect, whose class has a constructor without parameters. */
  LoopCounter(Dialect dialect) {
    Class<?> type = dialect.getClass();
    ClassLoader loader = new CountingLoader(type.getClassLoader());
    try {
      Constructor<?> constructor = loader.loadClass(type.getName()).getDeclaredConstructor();
      constructor.setAccessible(true);
      Object array = Array.newInstance(loader.loadClass(Dialect.class.getName()), 1);
      Array.set(array, 0, constructor.newInstance());
      Class<?> dialects = loader.loadClass(Dialects.class.getName());
      Object one = dialects.getMethod("of", array.getClass()).invoke(null, array);
      Class<?> parserType = loader.loadClass(MailLogParser.class.getName());
      Class<?> eventType = loader.loadClass(MailEvent.class.getName());
      Class<?> writerType = loader.loadClass(EventWriter.class.getName());
      Class<?> steps = loader.loadClass(Steps.class.getName());
      this.parser = parserType.getConstructor(dialects).newInstance(one);
      this.writer =
          writerType
              .getConstructor(eventType)
              .newInstance(eventType.getConstructor().newInstance());
      this.parse =
          parserType.getMethod("parseUntimed", byte[].class, int.class, int.class, writerType);
      this.start = steps.getMethod("start", long.class);
      this.count = steps.getMethod("count");
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(
          type.getName() + " cannot be loaded once more: it needs a constructor without parameters",
          e);
    }
  }

  /**
   * How many steps it takes to read a line.
   *
   * @param limit where the reading is broken off
   * @return the steps; {@code limit + 1} at least if it was broken off
   */
  long steps(byte[] line, long limit) {
    try {
      start.invoke(null, limit);
      try {
        parse.invoke(parser, line, 0, line.length, writer);
      } catch (InvocationTargetException e) {
        if ((long) count.invoke(null) <= limit) {
          throw new AssertionError("throws " + e.getCause(), e.getCause());
        }
      }
      return (long) count.invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a line cannot be read", e);
    }
  }
}
