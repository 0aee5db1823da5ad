package io.joute.engine.kernel;

/** Checks of operands, with messages that name the values. */
final class Operands {
    private Operands() {}

    static void requireBatch(int batch) {
        if (batch < 1) {
            throw new IllegalArgumentException("batch is " + batch + ", expected 1 or more");
        }
    }

    static void requireLength(String name, float[] array, long needed) {
        if (needed < 0 || array.length < needed) {
            throw new IllegalArgumentException(name + " has " + array.length + " elements, expected " + needed);
        }
    }

    static void requireRange(String name, int length, int from, int to) {
        if (from < 0 || from > to || to > length) {
            throw new IllegalArgumentException(
                    name + " has " + length + " elements, range " + from + " to " + to + " is outside");
        }
    }
}
