package io.joute.engine.tensor;

/** The only arithmetic allowed on a file's numbers: every step is checked, nothing wraps. */
public final class Sizes {
    private Sizes() {}

    /** Multiply; throws {@link ArithmeticException} naming both factors beyond 2⁶³−1. */
    public static long multiply(long a, long b) {
        try {
            return Math.multiplyExact(a, b);
        } catch (ArithmeticException e) {
            throw overflow(a + " × " + b, e);
        }
    }

    /** Add; throws {@link ArithmeticException} naming both terms beyond 2⁶³−1. */
    public static long add(long a, long b) {
        try {
            return Math.addExact(a, b);
        } catch (ArithmeticException e) {
            throw overflow(a + " + " + b, e);
        }
    }

    /** Round {@code size} up to a multiple of {@code alignment}, a power of two. */
    public static long roundUp(long size, long alignment) {
        return add(size, alignment - 1) & -alignment;
    }

    /** Narrow to an array length; throws {@link ArithmeticException} naming the value when it does not fit. */
    public static int toInt(long size) {
        if (size < 0 || size > Integer.MAX_VALUE - 8) {
            throw new ArithmeticException("size " + size + " does not fit an array");
        }
        return (int) size;
    }

    private static ArithmeticException overflow(String expression, ArithmeticException cause) {
        var failure = new ArithmeticException(expression + " exceeds 2^63-1");
        failure.initCause(cause);
        return failure;
    }
}
