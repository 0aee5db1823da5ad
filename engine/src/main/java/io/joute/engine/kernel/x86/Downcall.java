package io.joute.engine.kernel.x86;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Calls out of Java. */
final class Downcall {
    /** Any kernel: its address, three places in memory, four numbers, an answer. Arrays of the heap may be places. */
    @SuppressWarnings("restricted") // the point of this class
    private static final MethodHandle KERNEL = Linker.nativeLinker()
            .downcallHandle(
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT,
                            ValueLayout.ADDRESS,
                            ValueLayout.ADDRESS,
                            ValueLayout.ADDRESS,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG),
                    Linker.Option.critical(true));

    /** Attention: its address, five places in memory, four numbers, an answer. */
    @SuppressWarnings("restricted") // the point of this class
    private static final MethodHandle ATTENTION = Linker.nativeLinker()
            .downcallHandle(
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT,
                            ValueLayout.ADDRESS,
                            ValueLayout.ADDRESS,
                            ValueLayout.ADDRESS,
                            ValueLayout.ADDRESS,
                            ValueLayout.ADDRESS,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG),
                    Linker.Option.critical(true));

    /** Places of a kernel. */
    record Places(MemorySegment first, MemorySegment second, MemorySegment third) {}

    private Downcall() {}

    /** Run the kernel at {@code address}; the four numbers are arguments four to seven. */
    static int kernel(MemorySegment address, Places places, long fourth, long fifth, long sixth, long seventh) {
        // checkstyle off: IllegalCatch because a method handle declares Throwable
        try {
            return (int) KERNEL.invokeExact(
                    address, places.first, places.second, places.third, fourth, fifth, sixth, seventh);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a call to machine code failed", e);
        }
        // checkstyle on: IllegalCatch
    }

    /** Run attention at {@code address} on the head {@code offset} bytes into a page, while {@code next} is asked for. */
    static int attention(
            MemorySegment address,
            AttentionCode.Page page,
            AttentionCode.Page next,
            long offset,
            AttentionCode.Tokens tokens) {
        // checkstyle off: IllegalCatch because a method handle declares Throwable
        try {
            return (int) ATTENTION.invokeExact(
                    address,
                    page.keys(),
                    page.values(),
                    tokens.room(),
                    next.keys(),
                    next.values(),
                    offset,
                    (long) tokens.layout().headDim(),
                    (long) tokens.count(),
                    (long) tokens.layout().bytes());
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a call to machine code failed", e);
        }
        // checkstyle on: IllegalCatch
    }

    /** Call {@code function}, which is rare: arguments are boxed. */
    static Object invoke(MethodHandle function, Object... arguments) {
        // checkstyle off: IllegalCatch because a method handle declares Throwable
        try {
            return function.invokeWithArguments(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a call to the C library failed", e);
        }
        // checkstyle on: IllegalCatch
    }
}
