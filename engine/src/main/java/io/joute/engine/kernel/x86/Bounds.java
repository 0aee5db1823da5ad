package io.joute.engine.kernel.x86;

import java.lang.foreign.MemorySegment;

/** The last look before machine code, which looks at nothing: what a kernel will touch lies inside what it was given. */
final class Bounds {
    private Bounds() {}

    /**
     * Refuse {@code place} where the kernel would go past its end.
     *
     * @throws IndexOutOfBoundsException naming both sizes
     */
    static void requireBytes(String name, MemorySegment place, long bytes) {
        if (bytes < 1 || place.byteSize() < bytes) {
            throw new IndexOutOfBoundsException(
                    name + " has " + place.byteSize() + " bytes, the kernel would touch " + bytes);
        }
    }

    /** The same, of memory that the kernel writes. */
    static void requireWritable(String name, MemorySegment place, long bytes) {
        requireBytes(name, place, bytes);
        if (place.isReadOnly()) {
            throw new IllegalArgumentException(name + " is read-only, the kernel would write to it");
        }
    }

    /**
     * Refuse a number outside of {@code least} to {@code most}.
     *
     * @throws IllegalArgumentException naming all three
     */
    static void requireBetween(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + value + ", expected " + least + " to " + most);
        }
    }
}
