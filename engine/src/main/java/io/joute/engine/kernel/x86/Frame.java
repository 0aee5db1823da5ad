package io.joute.engine.kernel.x86;

/**
 * How every kernel begins and ends, so that one way out fits all of them: registers that belong to the caller are saved
 * under {@code RBP}, and a fault inside a kernel may leave from anywhere.
 */
final class Frame {
    /** What a kernel answers when all went well. */
    static final int DONE = 0;

    /** What it answers when the memory that it read was not there. */
    static final int FAULT = 1;

    private static final int LINE = 64;
    private static final int SAVED_BYTES = 40;
    private static final int STACK_ARGUMENTS = 16;

    private Frame() {}

    static void enter(Assembler code) {
        code.push(Gp.RBP);
        code.mov(Gp.RBP, Gp.RSP);
        code.push(Gp.RBX);
        code.push(Gp.R12);
        code.push(Gp.R13);
        code.push(Gp.R14);
        code.push(Gp.R15);
    }

    /** The seventh argument; the first six are in RDI, RSI, RDX, RCX, R8, R9. */
    static Mem seventh() {
        return stackArgument(0);
    }

    /** Argument {@code index} of those after the sixth, from 0 on; a kernel may change it. */
    static Mem stackArgument(int index) {
        return Mem.at(Gp.RBP, STACK_ARGUMENTS + Long.BYTES * index);
    }

    static void leave(Assembler code) {
        code.vzeroupper();
        leave(code, DONE);
    }

    /** Make {@code bytes} of room at RSP, aligned to a line. */
    static void room(Assembler code, int bytes) {
        code.sub(Gp.RSP, bytes);
        code.and(Gp.RSP, -LINE);
    }

    /** Leave a kernel that made room. */
    static void leaveRoom(Assembler code) {
        code.lea(Gp.RSP, Mem.at(Gp.RBP, -SAVED_BYTES));
        leave(code);
    }

    /** Leave a function that touched no vector, which any processor can run. */
    static void leaveScalar(Assembler code) {
        leave(code, DONE);
    }

    /** Leave from anywhere in a kernel. */
    static void abandon(Assembler code) {
        code.lea(Gp.RSP, Mem.at(Gp.RBP, -SAVED_BYTES));
        code.vzeroupper();
        leave(code, FAULT);
    }

    private static void leave(Assembler code, int answer) {
        code.mov32(Gp.RAX, answer);
        code.pop(Gp.R15);
        code.pop(Gp.R14);
        code.pop(Gp.R13);
        code.pop(Gp.R12);
        code.pop(Gp.RBX);
        code.pop(Gp.RBP);
        code.ret();
    }
}
