package io.joute.engine.kernel.x86;

import static io.joute.engine.kernel.x86.Vec.ymm;

import java.util.stream.IntStream;

/**
 * With vectors of 32 bytes, of which there are 16: outputs stand on the stack, sums of integers of 16 rows and up to six
 * tokens in registers. Where there is no dot product, products of bytes are summed in 16 bits for as many vectors as cannot
 * overflow ({@link Unpacking#vectorsIn16Bits}), then in 32; where not even one can, activations take the sign of the weights
 * ({@link Instructions#signed}).
 */
final class NarrowDots implements DotWriter {
    private static final int LINE = 32;

    /** Vectors that take 16 rows. */
    private static final int PARTS = 2;

    /** Tokens at once where there are dot products or sums in 16 bits, and where signs move. */
    private static final int TOKENS = 6;

    private static final int SIGNED_TOKENS = 3;

    private static final int WEIGHTS = 12;
    private static final int MAGNITUDES = 8;
    private static final Vec X = ymm(14);
    private static final Vec PRODUCT = ymm(15);
    private static final Vec LOOSE = ymm(0);
    private static final int ONES = 0x00010001;

    private final Assembler code;
    private final Instructions instructions;
    private final Unpacking format;
    private final Kind kind;
    private final int tokens;
    private final int halves;
    private final int stack;

    /** Its part of the stack begins {@code stack} bytes above RSP. */
    NarrowDots(Assembler code, Instructions instructions, Work work, int stack) {
        this.code = code;
        this.instructions = instructions;
        this.format = work.format();
        this.kind = format.kind();
        this.tokens = work.tokens();
        this.halves = work.shape().halves();
        this.stack = stack;
    }

    private int outputs() {
        return tokens * halves * PARTS;
    }

    @Override
    public int stackBytes() {
        return LINE * (outputs() + tokens * PARTS + 1);
    }

    private Mem onStack(int line) {
        return Mem.at(Gp.RSP, stack + LINE * line);
    }

    private Mem output(int t, int half, int part) {
        return onStack((t * halves + half) * PARTS + part);
    }

    /** A sum of 32 bits that waits while its vector sums 16 bits. */
    private Mem waiting(int t, int part) {
        return onStack(outputs() + t * PARTS + part);
    }

    private Mem ones() {
        return onStack(outputs() + tokens * PARTS);
    }

    @Override
    public void enter() {
        if (!instructions.dotProducts()) {
            code.mov32(Gp.RAX, ONES);
            code.vmovd(LOOSE.xmm(), Gp.RAX);
            code.vpbroadcastd(LOOSE, LOOSE.xmm());
            code.vmovdqu32(ones(), LOOSE);
        }
    }

    @Override
    public void begin() {
        code.vpxord(LOOSE, LOOSE, LOOSE);
        for (int i = 0; i < outputs(); i++) {
            code.vmovdqu32(onStack(i), LOOSE);
        }
    }

    @Override
    public void store(int t, int half, Mem to) {
        for (int part = 0; part < PARTS; part++) {
            code.vmovdqu32(LOOSE, output(t, half, part));
            code.vmovdqu32(new Mem(to.base(), to.index(), to.scale(), to.displacement() + LINE * part, false), LOOSE);
        }
    }

    @Override
    public void block(Gp panel, int panelOffset, Gp x, int xOffset) {
        int together = instructions.signed(format) ? SIGNED_TOKENS : TOKENS;
        for (int half = 0; half < halves; half++) {
            var places = new Places(kind, tokens, panel, panelOffset + half * kind.groupBytes(), x, xOffset);
            for (int from = 0; from < tokens; from += together) {
                var some = new Some(places, half, from, Math.min(tokens, from + together));
                switch (kind) {
                    case SCALE -> {
                        sum(some, new Part(0, 8, Kind.SCALES, Kind.TOTAL));
                        addToOutputs(some, Kind.SCALES);
                    }
                    case TWO_SCALES -> {
                        sum(some, new Part(0, 4, Kind.SCALES, Kind.LOWER));
                        addToOutputs(some, Kind.SCALES);
                        sum(some, new Part(4, 8, Kind.SECOND, Kind.UPPER));
                        addToOutputs(some, Kind.SECOND);
                    }
                    case SCALE_AND_MINIMUM -> {
                        sum(some, new Part(0, 8, Kind.SCALES, Part.NO_CORRECTION));
                        addToOutputs(some, Kind.SCALES);
                        addMinima(some);
                    }
                    case PAIRS -> throw new IllegalArgumentException("no bf16 in vectors of 32 bytes");
                }
            }
        }
    }

    /** 16 rows and tokens {@code from} to {@code to}. */
    private record Some(Places places, int half, int from, int to) {
        IntStream tokens() {
            return IntStream.range(from, to);
        }

        Vec sum(int t, int part) {
            return ymm((t - from) * PARTS + part);
        }
    }

    private void loadWeights(Some some, int offset) {
        for (int part = 0; part < PARTS; part++) {
            code.vmovdqu32(ymm(WEIGHTS + part), some.places.row(offset + LINE * part));
        }
    }

    private void sum(Some some, Part part) {
        if (instructions.dotProducts()) {
            dotProducts(some, part);
        } else if (instructions.signed(format)) {
            signedProducts(some, part);
        } else {
            shortSums(some, part);
        }
    }

    private void dotProducts(Some some, Part part) {
        some.tokens().forEach(t -> {
            if (part.correction() == Part.NO_CORRECTION) {
                zero(some, t);
            } else {
                code.vpbroadcastd(some.sum(t, 0), some.places.word(t, part.correction()));
                code.vmovdqu32(some.sum(t, 1), some.sum(t, 0));
            }
        });
        for (int j = part.from(); j < part.to(); j++) {
            loadWeights(some, 64 * j);
            int vector = j;
            some.tokens().forEach(t -> {
                code.vpbroadcastd(X, some.places.element(t, vector));
                for (int i = 0; i < PARTS; i++) {
                    code.vpdpbusd(some.sum(t, i), ymm(WEIGHTS + i), X);
                }
            });
        }
    }

    private void zero(Some some, int t) {
        for (int i = 0; i < PARTS; i++) {
            code.vpxord(some.sum(t, i), some.sum(t, i), some.sum(t, i));
        }
    }

    /** No correction: weights are signed. */
    private void signedProducts(Some some, Part part) {
        Vec ones = ymm(MAGNITUDES + PARTS);
        code.vmovdqu32(ones, ones());
        some.tokens().forEach(t -> zero(some, t));
        for (int j = part.from(); j < part.to(); j++) {
            loadWeights(some, 64 * j);
            for (int i = 0; i < PARTS; i++) {
                code.vpabsb(ymm(MAGNITUDES + i), ymm(WEIGHTS + i));
            }
            int vector = j;
            some.tokens().forEach(t -> {
                code.vpbroadcastd(X, some.places.element(t, vector));
                for (int i = 0; i < PARTS; i++) {
                    code.vpsignb(PRODUCT, X, ymm(WEIGHTS + i));
                    code.vpmaddubsw(PRODUCT, ymm(MAGNITUDES + i), PRODUCT);
                    code.vpmaddwd(PRODUCT, PRODUCT, ones);
                    code.vpaddd(some.sum(t, i), some.sum(t, i), PRODUCT);
                }
            });
        }
    }

    private void shortSums(Some some, Part part) {
        int together = Math.min(format.vectorsIn16Bits(), part.to() - part.from());
        for (int from = part.from(); from < part.to(); from += together) {
            int end = Math.min(part.to(), from + together);
            for (int j = from; j < end; j++) {
                loadWeights(some, 64 * j);
                multiply(some, j, j == from);
            }
            boolean first = from == part.from();
            boolean last = end == part.to();
            some.tokens().forEach(t -> widen(some, part, t, new Stage(first, last)));
        }
    }

    private void multiply(Some some, int j, boolean first) {
        some.tokens().forEach(t -> {
            code.vpbroadcastd(X, some.places.element(t, j));
            for (int i = 0; i < PARTS; i++) {
                Vec sum = some.sum(t, i);
                if (first) {
                    code.vpmaddubsw(sum, ymm(WEIGHTS + i), X);
                } else {
                    code.vpmaddubsw(PRODUCT, ymm(WEIGHTS + i), X);
                    code.vpaddw(sum, sum, PRODUCT);
                }
            }
        });
    }

    /** Whether these are the first sums of 16 bits of a part, and whether they are the last. */
    private record Stage(boolean first, boolean last) {}

    private void widen(Some some, Part part, int t, Stage stage) {
        boolean corrected = stage.first && part.correction() != Part.NO_CORRECTION;
        if (corrected) {
            code.vpbroadcastd(X, some.places.word(t, part.correction()));
        }
        for (int i = 0; i < PARTS; i++) {
            Vec sum = some.sum(t, i);
            code.vpmaddwd(sum, sum, ones());
            if (corrected) {
                code.vpaddd(sum, sum, X);
            } else if (!stage.first) {
                code.vpaddd(sum, sum, waiting(t, i));
            }
            if (!stage.last) {
                code.vmovdqu32(waiting(t, i), sum);
            }
        }
    }

    private void addToOutputs(Some some, int scales) {
        loadWeights(some, scales);
        some.tokens().forEach(t -> {
            code.vpbroadcastd(X, some.places.word(t, 0));
            for (int i = 0; i < PARTS; i++) {
                Vec sum = some.sum(t, i);
                code.vmulps(PRODUCT, ymm(WEIGHTS + i), X);
                code.vcvtdq2ps(sum, sum);
                code.vfmadd213ps(sum, PRODUCT, output(t, some.half, i));
                code.vmovdqu32(output(t, some.half, i), sum);
            }
        });
    }

    /** To the outputs, which the sums have become. */
    private void addMinima(Some some) {
        loadWeights(some, Kind.SECOND);
        some.tokens().forEach(t -> {
            code.vpbroadcastd(X, some.places.word(t, Kind.TOTAL));
            for (int i = 0; i < PARTS; i++) {
                Vec output = some.sum(t, i);
                code.vfmadd231ps(output, ymm(WEIGHTS + i), X);
                code.vmovdqu32(output(t, some.half, i), output);
            }
        });
    }
}
