package io.joute.engine.kernel.x86;

import static io.joute.engine.kernel.x86.Vec.zmm;

/** With vectors of 64 bytes: outputs and sums of integers stay in registers. */
final class WideDots implements DotWriter {
    /** Which vectors are outputs, sums of integers, weights and spare. */
    private record Registers(int outputs, int sums, int weights, int spare) {}

    private static final Registers STREAM = new Registers(20, 8, 0, 1);
    private static final Registers TILE = new Registers(0, 12, 24, 26);
    private static final int SPARES = 6;

    private final Assembler code;
    private final Kind kind;
    private final int tokens;
    private final int halves;
    private final Registers registers;

    WideDots(Assembler code, Work work) {
        this.code = code;
        this.kind = work.format().kind();
        this.tokens = work.tokens();
        this.halves = work.shape().halves();
        this.registers = switch (work.shape()) {
            case STREAM -> STREAM;
            case TILE -> TILE;
        };
    }

    @Override
    public int stackBytes() {
        return 0;
    }

    @Override
    public void enter() {
        // Nothing is on the stack.
    }

    private Vec output(int t, int half) {
        return zmm(registers.outputs + halves * t + half);
    }

    @Override
    public void store(int t, int half, Mem to) {
        code.vmovdqu32(to, output(t, half));
    }

    private Vec sum(int t, int half) {
        return zmm(registers.sums + halves * t + half);
    }

    private Vec weights(int half) {
        return zmm(registers.weights + half);
    }

    private Vec spare(int i) {
        return zmm(registers.spare + i % SPARES);
    }

    @Override
    public void begin() {
        for (int i = 0; i < halves * tokens; i++) {
            Vec output = zmm(registers.outputs + i);
            code.vpxord(output, output, output);
        }
    }

    @Override
    public void block(Gp panel, int panelOffset, Gp x, int xOffset) {
        var places = new Places(kind, tokens, panel, panelOffset, x, xOffset);
        switch (kind) {
            case SCALE -> part(places, new Part(0, 8, Kind.SCALES, Kind.TOTAL));
            case TWO_SCALES -> {
                part(places, new Part(0, 4, Kind.SCALES, Kind.LOWER));
                part(places, new Part(4, 8, Kind.SECOND, Kind.UPPER));
            }
            case SCALE_AND_MINIMUM -> {
                part(places, new Part(0, 8, Kind.SCALES, Part.NO_CORRECTION));
                minima(places);
            }
            case PAIRS -> pairs(places);
        }
    }

    private void part(Places places, Part part) {
        for (int t = 0; t < tokens; t++) {
            startSums(places, part, t);
        }
        for (int j = part.from(); j < part.to(); j++) {
            loadWeights(places, 64 * j);
            for (int t = 0; t < tokens; t++) {
                multiply(places, t, j);
            }
        }
        loadWeights(places, part.scales());
        for (int t = 0; t < tokens; t++) {
            Mem scale = places.word(t, 0).toAllLanes();
            for (int half = 0; half < halves; half++) {
                Vec product = spare(halves * t + half);
                code.vmulps(product, weights(half), scale);
                code.vcvtdq2ps(sum(t, half), sum(t, half));
                code.vfmadd231ps(output(t, half), sum(t, half), product);
            }
        }
    }

    private void startSums(Places places, Part part, int t) {
        for (int half = 0; half < halves; half++) {
            if (part.correction() == Part.NO_CORRECTION) {
                code.vpxord(sum(t, half), sum(t, half), sum(t, half));
            } else if (half == 0) {
                code.vpbroadcastd(sum(t, half), places.word(t, part.correction()));
            } else {
                code.vmovdqu32(sum(t, half), sum(t, 0));
            }
        }
    }

    private void loadWeights(Places places, int offset) {
        for (int half = 0; half < halves; half++) {
            code.vmovdqu32(weights(half), places.row(half * kind.groupBytes() + offset));
        }
    }

    private void multiply(Places places, int t, int j) {
        if (halves == 1) {
            code.vpdpbusd(sum(t, 0), weights(0), places.element(t, j).toAllLanes());
            return;
        }
        code.vpbroadcastd(spare(t), places.element(t, j));
        for (int half = 0; half < halves; half++) {
            code.vpdpbusd(sum(t, half), weights(half), spare(t));
        }
    }

    private void minima(Places places) {
        loadWeights(places, Kind.SECOND);
        for (int t = 0; t < tokens; t++) {
            Mem correction = places.word(t, Kind.TOTAL).toAllLanes();
            for (int half = 0; half < halves; half++) {
                code.vfmadd231ps(output(t, half), weights(half), correction);
            }
        }
    }

    private void pairs(Places places) {
        for (int j = 0; j < kind.vectors(); j++) {
            loadWeights(places, 64 * j);
            for (int t = 0; t < tokens; t++) {
                code.vpbroadcastd(spare(t), places.element(t, j));
                for (int half = 0; half < halves; half++) {
                    code.vdpbf16ps(output(t, half), weights(half), spare(t));
                }
            }
        }
    }
}
