package io.maillog.testkit;

import io.maillog.dialect.Dialect;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Counts how often the loops of a dialect, and of the core that reads its lines, go round: work,
 * without a clock.
 *
 * <p>The classes are loaded once more, with a call at each jump backwards. Not thread-safe.
 */
public final class LoopCounter {
  private static long steps;

  private final Object parser;
  private final Object writer;
  private final Method parse;

  /** A counter for a dialect, whose class must be public and have a public constructor. */
  LoopCounter(Dialect dialect) {
    try {
      Loader loader = new Loader(dialect.getClass());
      Object copy = loader.loadClass(dialect.getClass().getName()).getConstructor().newInstance();
      Class<?> spi = loader.loadClass("io.maillog.dialect.Dialect");
      Object array = Array.newInstance(spi, 1);
      Array.set(array, 0, copy);
      Class<?> dialects = loader.loadClass("io.maillog.dialect.Dialects");
      Object one = dialects.getMethod("of", array.getClass()).invoke(null, array);
      Class<?> parserClass = loader.loadClass("io.maillog.MailLogParser");
      this.parser = parserClass.getConstructor(dialects).newInstance(one);
      Class<?> event = loader.loadClass("io.maillog.event.MailEvent");
      Class<?> writerClass = loader.loadClass("io.maillog.event.EventWriter");
      this.writer =
          writerClass.getConstructor(event).newInstance(event.getConstructor().newInstance());
      this.parse = parserClass.getMethod("parse", byte[].class, int.class, int.class, writerClass);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the dialect cannot be loaded once more", e);
    }
  }

  /** How many times loops go round to read a line. */
  long steps(byte[] line) {
    steps = 0;
    try {
      parse.invoke(parser, line, 0, line.length, writer);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a line cannot be read", e);
    }
    return steps;
  }

  /**
   * Called by the instrumented classes; public because they are loaded by a loader of their own.
   */
  public static void step() {
    steps++;
  }

  /** Loads maillog's classes and the dialect's anew, instrumented; everything else as it is. */
  private static final class Loader extends ClassLoader {
    private final String dialectPackage;
    private final ClassLoader source;

    Loader(Class<?> dialect) {
      super(LoopCounter.class.getClassLoader());
      this.dialectPackage = dialect.getPackageName() + '.';
      this.source = dialect.getClassLoader();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      boolean own = name.startsWith(dialectPackage) || name.startsWith("io.maillog.");
      if (!own || name.equals(LoopCounter.class.getName())) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? define(name) : loaded;
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (@Nullable InputStream in =
          source.getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        ClassReader reader = new ClassReader(in);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(new Instrumenting(writer), 0);
        byte[] b = writer.toByteArray();
        return defineClass(name, b, 0, b.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  private static final class Instrumenting extends ClassVisitor {
    Instrumenting(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      return new MethodVisitor(Opcodes.ASM9, next) {
        private final Set<Label> behind = new HashSet<>();

        @Override
        public void visitLabel(Label label) {
          behind.add(label);
          super.visitLabel(label);
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
          if (behind.contains(label)) {
            super.visitMethodInsn(
                Opcodes.INVOKESTATIC, "io/maillog/testkit/LoopCounter", "step", "()V", false);
          }
          super.visitJumpInsn(opcode, label);
        }
      };
    }
  }
}
