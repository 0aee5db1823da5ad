package io.joute.engine.kernel.x86;

import java.util.function.IntConsumer;

/**
 * e^x of vectors that go together: x = n · ln 2 + r, |r| ≤ ln 2 / 2, a polynomial of degree 7 in r, n added to the exponent; the
 * steps, and so the bits, are those of the Vector API's kernels. NaN stays NaN. What is too large is the caller's to see to. RBX
 * is where the {@link Constants} are.
 */
final class Exponentials {
    private static final int MANTISSA_BITS = 23;

    private final Assembler code;
    private final Vec first;
    private final int count;

    /** In three times {@code count} vectors from {@code first} on. */
    Exponentials(Assembler code, Vec first, int count) {
        this.code = code;
        this.first = first;
        this.count = count;
    }

    private Vec vec(int index) {
        return new Vec(first.number() + index, first.bytes());
    }

    /** What is asked; spoilt. */
    Vec x(int i) {
        return vec(i);
    }

    private Vec n(int i) {
        return vec(count + i);
    }

    /** The answer. */
    Vec y(int i) {
        return vec(2 * count + i);
    }

    /** Compute; {@code lowest} holds the constant of that name. */
    void write(Vec lowest) {
        each(i -> {
            code.vmaxps(x(i), lowest, x(i));
            code.vmovdqu32(n(i), Constants.line(Constants.LOG2_E));
        });
        each(i -> code.vfmadd213ps(n(i), x(i), Constants.line(Constants.ROUND)));
        each(i -> code.vsubps(y(i), n(i), Constants.line(Constants.ROUND)));
        each(i -> code.vfmadd231ps(x(i), y(i), Constants.line(Constants.LN2_HIGH)));
        each(i -> code.vfmadd231ps(x(i), y(i), Constants.line(Constants.LN2_LOW)));
        each(i -> code.vmovdqu32(y(i), Constants.line(Constants.POLYNOMIAL)));
        for (int term = Constants.POLYNOMIAL + 1; term <= Constants.ONE; term++) {
            Mem next = Constants.line(term);
            each(i -> code.vfmadd213ps(y(i), x(i), next));
        }
        each(i -> code.vpslld(n(i), n(i), MANTISSA_BITS));
        each(i -> code.vpaddd(y(i), y(i), n(i)));
    }

    private void each(IntConsumer step) {
        for (int i = 0; i < count; i++) {
            step.accept(i);
        }
    }
}
