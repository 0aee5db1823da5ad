package io.joute.engine.kernel.x86;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * What happens when memory that a kernel reads is gone: the file was cut short, or its disk failed. The system sends SIGBUS
 * then. Inside Java the virtual machine turns it into an {@link InternalError}; inside code that it does not know it would
 * end the process. So its handler gets one in front of it for each piece of code: a fault inside makes the kernel return
 * {@link Frame#FAULT}, any other is passed on untouched.
 */
final class FaultGuard {
    private static final int SIGBUS = 7;
    private static final int WITH_CONTEXT = 4;
    private static final int ACTION_BYTES = 152;
    private static final int FLAGS = 136;
    private static final long IGNORE = 1;

    /** Where the interrupted instruction's address stands in what the handler gets as third argument. */
    private static final int CONTEXT_RIP = 168;

    private final MethodHandle sigaction = CodeMemory.function(
            "sigaction",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));

    /**
     * Address of the present handler.
     *
     * @throws IllegalStateException when there is none
     */
    long present() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment action = arena.allocate(ACTION_BYTES, 8);
            requireDone((int) Downcall.invoke(sigaction, SIGBUS, MemorySegment.NULL, action));
            long handler = action.get(ValueLayout.JAVA_LONG, 0);
            if ((handler >= 0 && handler <= IGNORE) || (action.get(ValueLayout.JAVA_INT, FLAGS) & WITH_CONTEXT) == 0) {
                throw new IllegalStateException("the virtual machine has no handler for SIGBUS");
            }
            return handler;
        }
    }

    /** Make {@code code} executable, with a handler of its own. One at a time: a handler passes on to the one before it. */
    static synchronized CodeMemory published(Assembler code) {
        FaultGuard guard = new FaultGuard();
        Label first = new Label();
        first.place(0);
        int handler = code.begin();
        Label end = new Label();
        code.place(end);
        write(code, guard.present(), first, end);
        CodeMemory memory = CodeMemory.of(code);
        guard.install(memory.address(handler));
        return memory;
    }

    /** Write the handler: for faults between the two labels, leave the kernel; for others, go on at {@code present}. */
    private static void write(Assembler code, long present, Label first, Label end) {
        Label pass = new Label();
        Label out = new Label();
        code.mov(Gp.RAX, Mem.at(Gp.RDX, CONTEXT_RIP));
        code.lea(Gp.RCX, first);
        code.cmp(Gp.RAX, Gp.RCX);
        code.jump(Assembler.Condition.BELOW, pass);
        code.lea(Gp.RCX, end);
        code.cmp(Gp.RAX, Gp.RCX);
        code.jump(Assembler.Condition.ABOVE_OR_EQUAL, pass);
        code.lea(Gp.RCX, out);
        code.mov(Mem.at(Gp.RDX, CONTEXT_RIP), Gp.RCX);
        code.ret();
        code.place(pass);
        code.mov(Gp.RAX, present);
        code.jump(Gp.RAX);
        code.place(out);
        Frame.abandon(code);
    }

    /** Put the handler at {@code address} in front of the present one, with its flags and mask. */
    private void install(MemorySegment address) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment action = arena.allocate(ACTION_BYTES, 8);
            requireDone((int) Downcall.invoke(sigaction, SIGBUS, MemorySegment.NULL, action));
            action.set(ValueLayout.JAVA_LONG, 0, address.address());
            requireDone((int) Downcall.invoke(sigaction, SIGBUS, action, MemorySegment.NULL));
        }
    }

    private static void requireDone(int answer) {
        if (answer != 0) {
            throw new IllegalStateException("sigaction failed for SIGBUS");
        }
    }
}
