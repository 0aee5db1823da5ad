package io.joute.engine.kernel.x86;

import static io.joute.engine.kernel.x86.Vec.zmm;

/**
 * Writes the product of a block of 32 columns: 16 or 32 rows times some tokens. Whatever the shape, an output is the same
 * sequence of operations: {@code out = fma(float(Σ w·x + correction), weight scale · token scale, out)}, once a block or once
 * for each half of it; then, where there are minima, {@code out = fma(minimum, token's correction, out)}. Sums of integers are
 * exact. Of bf16, {@code out} takes pair after pair.
 */
final class DotWriter {
    /** How many groups of 16 rows go together, and which vectors are their outputs, sums of integers, weights and spare. */
    enum Shape {
        STREAM(1, 20, 8, 0, 1, 6),
        TILE(2, 0, 12, 24, 26, 6);

        private final int halves;
        private final int outputs;
        private final int sums;
        private final int weights;
        private final int spare;
        private final int spares;

        Shape(int halves, int outputs, int sums, int weights, int spare, int spares) {
            this.halves = halves;
            this.outputs = outputs;
            this.sums = sums;
            this.weights = weights;
            this.spare = spare;
            this.spares = spares;
        }
    }

    private static final int NO_CORRECTION = -1;

    private final Assembler code;
    private final Kind kind;
    private final int tokens;
    private final Shape shape;

    DotWriter(Assembler code, Kind kind, int tokens, Shape shape) {
        this.code = code;
        this.kind = kind;
        this.tokens = tokens;
        this.shape = shape;
    }

    /** The output of token {@code t} and 16 rows. */
    Vec output(int t, int half) {
        return zmm(shape.outputs + shape.halves * t + half);
    }

    private Vec sum(int t, int half) {
        return zmm(shape.sums + shape.halves * t + half);
    }

    private Vec weights(int half) {
        return zmm(shape.weights + half);
    }

    private Vec spare(int i) {
        return zmm(shape.spare + i % shape.spares);
    }

    /** Outputs become zero. */
    void begin() {
        for (int i = 0; i < shape.halves * tokens; i++) {
            Vec output = zmm(shape.outputs + i);
            code.vpxord(output, output, output);
        }
    }

    /** Add a block's products: rows at {@code panel}, tokens at {@code x}. */
    void block(Gp panel, int panelOffset, Gp x, int xOffset) {
        var places = new Places(panel, panelOffset, x, xOffset);
        switch (kind) {
            case SCALE -> part(places, new Part(0, 8, Kind.SCALES, Kind.TOTAL));
            case TWO_SCALES -> {
                part(places, new Part(0, 4, Kind.SCALES, Kind.LOWER));
                part(places, new Part(4, 8, Kind.SECOND, Kind.UPPER));
            }
            case SCALE_AND_MINIMUM -> {
                part(places, new Part(0, 8, Kind.SCALES, NO_CORRECTION));
                minima(places);
            }
            case PAIRS -> pairs(places);
        }
    }

    /** Vectors {@code from} to {@code to} of a block, where their scales are, and which word of a token corrects them. */
    private record Part(int from, int to, int scales, int correction) {}

    /** Where a block's rows and tokens are. */
    private record Places(Gp panel, int panelOffset, Gp x, int xOffset) {}

    private Mem row(Places places, int half, int offset) {
        return Mem.at(places.panel, places.panelOffset + half * kind.groupBytes() + offset);
    }

    private Mem element(Places places, int t, int j) {
        return Mem.at(places.x, places.xOffset + kind.element(t, j));
    }

    private Mem word(Places places, int t, int word) {
        return Mem.at(places.x, places.xOffset + kind.word(tokens, t, word));
    }

    private void part(Places places, Part part) {
        for (int t = 0; t < tokens; t++) {
            startSums(places, part, t);
        }
        for (int j = part.from; j < part.to; j++) {
            loadWeights(places, 64 * j);
            for (int t = 0; t < tokens; t++) {
                multiply(places, t, j);
            }
        }
        loadWeights(places, part.scales);
        for (int t = 0; t < tokens; t++) {
            Mem scale = word(places, t, 0).toAllLanes();
            for (int half = 0; half < shape.halves; half++) {
                Vec product = spare(shape.halves * t + half);
                code.vmulps(product, weights(half), scale);
                code.vcvtdq2ps(sum(t, half), sum(t, half));
                code.vfmadd231ps(output(t, half), sum(t, half), product);
            }
        }
    }

    private void startSums(Places places, Part part, int t) {
        for (int half = 0; half < shape.halves; half++) {
            if (part.correction == NO_CORRECTION) {
                code.vpxord(sum(t, half), sum(t, half), sum(t, half));
            } else if (half == 0) {
                code.vpbroadcastd(sum(t, half), word(places, t, part.correction));
            } else {
                code.vmovdqu32(sum(t, half), sum(t, 0));
            }
        }
    }

    private void loadWeights(Places places, int offset) {
        for (int half = 0; half < shape.halves; half++) {
            code.vmovdqu32(weights(half), row(places, half, offset));
        }
    }

    private void multiply(Places places, int t, int j) {
        if (shape.halves == 1) {
            code.vpdpbusd(sum(t, 0), weights(0), element(places, t, j).toAllLanes());
            return;
        }
        code.vpbroadcastd(spare(t), element(places, t, j));
        for (int half = 0; half < shape.halves; half++) {
            code.vpdpbusd(sum(t, half), weights(half), spare(t));
        }
    }

    private void minima(Places places) {
        loadWeights(places, Kind.SECOND);
        for (int t = 0; t < tokens; t++) {
            Mem correction = word(places, t, Kind.TOTAL).toAllLanes();
            for (int half = 0; half < shape.halves; half++) {
                code.vfmadd231ps(output(t, half), weights(half), correction);
            }
        }
    }

    private void pairs(Places places) {
        for (int j = 0; j < kind.vectors(); j++) {
            loadWeights(places, 64 * j);
            for (int t = 0; t < tokens; t++) {
                code.vpbroadcastd(spare(t), element(places, t, j));
                for (int half = 0; half < shape.halves; half++) {
                    code.vdpbf16ps(output(t, half), weights(half), spare(t));
                }
            }
        }
    }
}
