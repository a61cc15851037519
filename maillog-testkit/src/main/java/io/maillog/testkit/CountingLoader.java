package io.maillog.testkit;

import java.io.IOException;
import java.io.InputStream;
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
 * Loads classes once more, with a call of {@link Steps#step()} at each jump backwards and at the
 * start of each method: at whatever can repeat. The JDK's and slf4j's classes are left as they are.
 */
final class CountingLoader extends ClassLoader {
  private static final String STEPS = Steps.class.getName().replace('.', '/');

  private final ClassLoader source;

  /** A loader for the classes that {@code source} finds. */
  CountingLoader(ClassLoader source) {
    super(source);
    this.source = source;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith("org.slf4j.")) {
      return super.loadClass(name, resolve);
    }
    try {
      return getPlatformClassLoader().loadClass(name);
    } catch (ClassNotFoundException notOfTheJdk) {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? define(name) : loaded;
      }
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (@Nullable InputStream in = source.getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      ClassReader reader = new ClassReader(in);
      ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
      boolean steps = name.equals(Steps.class.getName());
      reader.accept(steps ? new MakingPublic(writer) : new Instrumenting(writer), 0);
      byte[] b = writer.toByteArray();
      return defineClass(name, b, 0, b.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private static final class MakingPublic extends ClassVisitor {
    MakingPublic(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        @Nullable String signature,
        @Nullable String superName,
        String @Nullable [] interfaces) {
      super.visit(version, access | Opcodes.ACC_PUBLIC, name, signature, superName, interfaces);
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      boolean constructor = name.startsWith("<");
      return super.visitMethod(
          constructor ? access : access | Opcodes.ACC_PUBLIC,
          name,
          descriptor,
          signature,
          exceptions);
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

        private void step() {
          super.visitMethodInsn(Opcodes.INVOKESTATIC, STEPS, "step", "()V", false);
        }

        private void stepIfBackwards(Label... targets) {
          for (Label target : targets) {
            if (behind.contains(target)) {
              step();
              return;
            }
          }
        }

        @Override
        public void visitCode() {
          super.visitCode();
          step();
        }

        @Override
        public void visitLabel(Label label) {
          behind.add(label);
          super.visitLabel(label);
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
          stepIfBackwards(label);
          super.visitJumpInsn(opcode, label);
        }

        @Override
        public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
          stepIfBackwards(otherwise);
          stepIfBackwards(labels);
          super.visitTableSwitchInsn(min, max, otherwise, labels);
        }

        @Override
        public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
          stepIfBackwards(otherwise);
          stepIfBackwards(labels);
          super.visitLookupSwitchInsn(otherwise, keys, labels);
        }
      };
    }
  }
}
