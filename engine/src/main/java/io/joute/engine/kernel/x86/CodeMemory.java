package io.joute.engine.kernel.x86;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Memory of the process for code: written first, then made executable, never both at once. It stays for as long as the
 * process does, since a fault handler may point into it.
 */
@SuppressWarnings("restricted") // the point of this class
final class CodeMemory {
    private static final int READ_WRITE = 1 | 2;
    private static final int READ_EXECUTE = 1 | 4;
    private static final int PRIVATE_ANONYMOUS = 2 | 0x20;
    private static final long PAGE = 4096;
    private static final long FAILED = -1;

    private final MemorySegment memory;

    private CodeMemory(MemorySegment memory) {
        this.memory = memory;
    }

    /**
     * Memory that holds {@code code}.
     *
     * @throws IllegalStateException when the system refuses
     */
    static CodeMemory of(Assembler code) {
        byte[] bytes = code.bytes();
        CodeMemory memory = allocate(bytes.length);
        memory.publish(bytes);
        return memory;
    }

    /**
     * Map room for {@code bytes}, readable and writable.
     *
     * @throws IllegalStateException when the system refuses
     */
    private static CodeMemory allocate(long bytes) {
        long size = (bytes + PAGE - 1) / PAGE * PAGE;
        MethodHandle mmap = function(
                "mmap",
                FunctionDescriptor.of(
                        ValueLayout.ADDRESS,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_LONG));
        var place =
                (MemorySegment) Downcall.invoke(mmap, MemorySegment.NULL, size, READ_WRITE, PRIVATE_ANONYMOUS, -1, 0L);
        if (place.address() == FAILED) {
            throw new IllegalStateException("mmap of " + size + " bytes for code failed");
        }
        return new CodeMemory(place.reinterpret(size));
    }

    /** Where it is. */
    MemorySegment address(int offset) {
        return memory.asSlice(offset);
    }

    /**
     * Write {@code code} and make it executable.
     *
     * @throws IllegalStateException when the system refuses executable memory
     */
    private void publish(byte[] code) {
        MemorySegment.copy(code, 0, memory, ValueLayout.JAVA_BYTE, 0, code.length);
        MethodHandle mprotect = function(
                "mprotect",
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT));
        int answer = (int) Downcall.invoke(mprotect, memory, memory.byteSize(), READ_EXECUTE);
        if (answer != 0) {
            throw new IllegalStateException("the system refuses executable memory");
        }
    }

    /** The C library's function {@code name}. */
    static MethodHandle function(String name, FunctionDescriptor descriptor) {
        Linker linker = Linker.nativeLinker();
        SymbolLookup library = linker.defaultLookup();
        MemorySegment symbol =
                library.find(name).orElseThrow(() -> new IllegalStateException("the C library has no " + name));
        return linker.downcallHandle(symbol, descriptor);
    }
}
