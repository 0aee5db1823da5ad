package io.joute.engine.kernel.x86;

import static io.joute.engine.kernel.x86.Assembler.Condition.BELOW;
import static io.joute.engine.kernel.x86.Assembler.Condition.NOT_ZERO;
import static io.joute.engine.kernel.x86.AttentionLayout.LANES;
import static io.joute.engine.kernel.x86.AttentionLayout.LINE;
import static io.joute.engine.kernel.x86.AttentionLayout.SLOTS;

import io.joute.engine.kernel.x86.AttentionCode.Element;

/**
 * Writes attention to one page of keys and values: scores of 64 positions for up to four query heads, softmax so far, weighted
 * values. A vector of keys or values, once loaded, serves all heads.
 *
 * <p>With vectors of 32 bytes two of them stand for one of 64, so that all sums have the same order: a score runs over a head's
 * elements, a value over positions, a sum of weights over the pages of its lane.
 *
 * <p>Why a page at a time and the largest score so far (Milakov and Gimelshein, arXiv:1805.02867): each page is read once, and
 * what is known of a token fits the first-level cache.
 */
final class AttentionWriter {
    private static final int SIGN_BIT = 31;

    /** Vectors of a line that are made exponentials together. */
    private static final int TOGETHER = 4;

    private final Assembler code;
    private final boolean wide;
    private final int vectorBytes;
    private final Label constants = new Label();

    AttentionWriter(Assembler code, Instructions instructions) {
        this.code = code;
        this.wide = instructions.wide();
        this.vectorBytes = wide ? LINE : LINE / 2;
    }

    private Vec vec(int number) {
        return new Vec(number, vectorBytes);
    }

    /** Vectors that take one line of 16 floats. */
    private int parts() {
        return LINE / vectorBytes;
    }

    /** Write what the kernels read beside their operands: once, before them. */
    void constants() {
        Constants.write(code, constants);
    }

    /**
     * Attend to a page. Arguments: keys, values, what is remembered ({@link AttentionLayout}), the keys and values of the page
     * to ask for meanwhile, bytes from the beginning of either to the head; on the stack elements of a head, tokens, bytes from
     * what is remembered of a token to the next's.
     */
    void attend(int heads, Element element) {
        Frame.enter(code);
        code.add(Gp.RDI, Gp.R9);
        code.add(Gp.RSI, Gp.R9);
        code.add(Gp.RCX, Gp.R9);
        code.add(Gp.R8, Gp.R9);
        code.mov(Gp.RAX, Frame.seventh());
        code.lea(Gp.R9, Mem.at(Gp.RAX, Gp.RAX, 1, 0));
        if (element == Element.FLOAT) {
            code.add(Gp.R9, Gp.R9);
        }
        Label token = new Label();
        code.align(LINE);
        code.place(token);
        code.mov(Gp.R10, Mem.at(Gp.RDX, AttentionLayout.FROM));
        code.mov(Gp.R11, Mem.at(Gp.RDX, AttentionLayout.TO));
        scores(heads, element);
        code.lea(Gp.RBX, constants);
        hide(heads);
        for (int head = 0; head < heads; head++) {
            soften(heads, head);
        }
        values(heads, element);
        code.mov(Gp.RAX, Frame.stackArgument(2));
        code.add(Gp.RDX, Gp.RAX);
        code.mov(Gp.RAX, Frame.stackArgument(1));
        code.sub(Gp.RAX, 1);
        code.mov(Frame.stackArgument(1), Gp.RAX);
        code.jump(NOT_ZERO, token);
        Frame.leave(code);
    }

    // Scores: lanes are positions
    // ------------------------------------------------------------------------------------------

    /** Lines whose sums fit registers. */
    private int linesTogether() {
        return wide ? SLOTS / LANES : 1;
    }

    private void scores(int heads, Element element) {
        code.mov(Gp.R13, Gp.RCX);
        code.mov(Gp.R14, Gp.R8);
        for (int line = 0; line < SLOTS / LANES; line += linesTogether()) {
            scores(heads, element, line);
        }
    }

    private void scores(int heads, Element element, int line) {
        var block = new Block(heads, linesTogether() * parts());
        code.lea(Gp.RAX, Mem.at(Gp.RDI, line * LANES * element.bytes()));
        code.lea(Gp.RBX, Mem.at(Gp.RDX, AttentionLayout.queries(heads)));
        code.mov(Gp.R12, Frame.seventh());
        block.zero();
        Label next = new Label();
        code.align(LINE);
        code.place(next);
        block.multiply(element, Gp.RAX, Mem.at(Gp.RBX, 0), Float.BYTES);
        if (element == Element.HALF && line == 0) {
            prefetch();
        }
        code.add(Gp.RAX, SLOTS * element.bytes());
        code.add(Gp.RBX, heads * Float.BYTES);
        code.sub(Gp.R12, 1);
        code.jump(NOT_ZERO, next);
        block.store(Gp.RDX, AttentionLayout.weights(heads) + line * LINE, SLOTS * Float.BYTES, vectorBytes);
    }

    /** An element's keys of the next page, and as many bytes of its values. */
    private void prefetch() {
        int bytes = SLOTS * Element.HALF.bytes();
        for (int line = 0; line < bytes; line += LINE) {
            code.prefetcht1(Mem.at(Gp.R13, line));
            code.prefetcht1(Mem.at(Gp.R14, line));
        }
        code.add(Gp.R13, bytes);
        code.add(Gp.R14, bytes);
    }

    // Positions that the token does not see
    // -----------------------------------------------------------------------------------------

    /** Their scores become −∞; where it sees all 64, nothing is to do. */
    private void hide(int heads) {
        Label some = new Label();
        Label all = new Label();
        code.mov32(Gp.RAX, SLOTS);
        code.cmp(Gp.R11, Gp.RAX);
        code.jump(BELOW, some);
        code.mov32(Gp.RAX, 1);
        code.cmp(Gp.R10, Gp.RAX);
        code.jump(BELOW, all);
        code.place(some);
        Vec visible = vec(0);
        Vec score = vec(1);
        Vec hidden = vec(2);
        Vec from = vec(3);
        Vec to = vec(4);
        code.vpbroadcastd(from, Mem.at(Gp.RDX, AttentionLayout.FROM));
        code.vpbroadcastd(to, Mem.at(Gp.RDX, AttentionLayout.TO));
        code.vmovdqu32(hidden, Constants.line(Constants.MINUS_INFINITY));
        for (int at = 0; at < SLOTS * Float.BYTES; at += vectorBytes) {
            // FROM − 1 − slot is negative where TO − 1 − slot is not: these have different signs.
            Mem slots = Constants.slots(at);
            code.vpaddd(visible, from, slots);
            code.vpaddd(score, to, slots);
            code.vpxord(visible, visible, score);
            code.vpsrad(visible, visible, SIGN_BIT);
            for (int head = 0; head < heads; head++) {
                Mem place = weights(heads, head, at);
                code.vpxord(score, hidden, place);
                code.vpandd(score, score, visible);
                code.vpxord(score, score, hidden);
                code.vmovdqu32(place, score);
            }
        }
        code.place(all);
    }

    private static Mem weights(int heads, int head, int at) {
        return Mem.at(Gp.RDX, AttentionLayout.weights(heads) + head * SLOTS * Float.BYTES + at);
    }

    // Softmax so far
    // ----------------------------------------------------------------------------------------------------------------

    private void soften(int heads, int head) {
        Vec largest = vec(0);
        Vec lowest = vec(1);
        Vec other = vec(2);
        Mem kept = Mem.at(Gp.RDX, AttentionLayout.LARGEST + head * LINE);
        Mem factor = Mem.at(Gp.RDX, AttentionLayout.factors(heads) + head * LINE);
        code.vmovdqu32(lowest, Constants.line(Constants.LOWEST));
        code.vmovdqu32(largest, weights(heads, head, 0));
        for (int at = vectorBytes; at < SLOTS * Float.BYTES; at += vectorBytes) {
            code.vmaxps(largest, largest, weights(heads, head, at));
        }
        spreadLargest(largest, other);
        code.vmovdqu32(other, kept);
        code.vmaxps(largest, largest, other);
        code.vmovdqu32(kept, largest);
        Exponentials one = new Exponentials(code, other, 1);
        code.vsubps(one.x(0), other, largest);
        one.write(lowest);
        code.vmovdqu32(factor, one.y(0));
        for (int part = 0; part < parts(); part++) {
            code.vpxord(total(part), total(part), total(part));
        }
        int units = SLOTS * Float.BYTES / vectorBytes;
        for (int first = 0; first < units; first += TOGETHER) {
            weigh(heads, head, first);
        }
        for (int part = 0; part < parts(); part++) {
            Mem sum = Mem.at(Gp.RDX, AttentionLayout.sums(heads) + head * LINE + part * vectorBytes);
            code.vmovdqu32(other, sum);
            code.vfmadd231ps(total(part), other, factor);
            code.vmovdqu32(sum, total(part));
        }
    }

    /** The page's weights, lane by lane, in the last vectors that any processor has. */
    private Vec total(int part) {
        return vec(15 - part);
    }

    /** Make four vectors of scores weights, and add them to the totals in the order of positions. */
    private void weigh(int heads, int head, int first) {
        Exponentials four = new Exponentials(code, vec(2), TOGETHER);
        for (int i = 0; i < TOGETHER; i++) {
            code.vmovdqu32(four.x(i), weights(heads, head, (first + i) * vectorBytes));
            code.vsubps(four.x(i), four.x(i), vec(0));
        }
        four.write(vec(1));
        for (int i = 0; i < TOGETHER; i++) {
            code.vmovdqu32(weights(heads, head, (first + i) * vectorBytes), four.y(i));
            Vec total = total(i % parts());
            code.vaddps(total, total, four.y(i));
        }
    }

    /** Every lane becomes the largest of all. */
    private void spreadLargest(Vec of, Vec other) {
        if (wide) {
            code.vshufi64x2(other, of, of, 0x4E);
            code.vmaxps(of, of, other);
            code.vshufi64x2(other, of, of, 0xB1);
            code.vmaxps(of, of, other);
        } else {
            code.vextracti128(other.xmm(), of, 1);
            code.vmaxps(of, of, other);
            code.vinserti32x4(of, of, of.xmm(), 1);
        }
        code.vpshufd(other, of, 0x4E);
        code.vmaxps(of, of, other);
        code.vpshufd(other, of, 0xB1);
        code.vmaxps(of, of, other);
    }

    // Values: lanes are elements
    // ------------------------------------------------------------------------------------------

    private void values(int heads, Element element) {
        code.mov(Gp.R15, Mem.at(Gp.RDX, AttentionLayout.VALUES));
        code.add(Gp.R15, Gp.RSI);
        code.mov(Gp.R14, Frame.seventh());
        code.lea(Gp.R13, Mem.at(Gp.R14, Gp.R14, 1, 0));
        code.add(Gp.R13, Gp.R13);
        outputs(heads);
        for (int lines = wide ? SLOTS / LANES : 1; lines > 0; lines /= SLOTS / LANES) {
            Label next = new Label();
            Label rest = new Label();
            code.place(next);
            code.mov32(Gp.RAX, lines * LANES);
            code.cmp(Gp.R14, Gp.RAX);
            code.jump(BELOW, rest);
            values(heads, element, lines);
            code.add(Gp.R13, heads * lines * LINE);
            code.add(Gp.R15, lines * LANES * element.bytes());
            code.sub(Gp.R14, lines * LANES);
            code.jump(next);
            code.place(rest);
        }
    }

    /** R13, the bytes of a head's floats, becomes the place of the outputs. */
    private void outputs(int heads) {
        code.mov(Gp.RAX, Gp.R13);
        for (int head = 1; head < heads; head++) {
            code.add(Gp.R13, Gp.RAX);
        }
        code.add(Gp.R13, AttentionLayout.queries(heads));
        code.add(Gp.R13, Gp.RDX);
    }

    /** Add the weighted values of some lines of elements, all positions that the token sees. */
    private void values(int heads, Element element, int lines) {
        var block = new Block(heads, lines * parts());
        int apart = wide ? heads * LINE : vectorBytes;
        int weights = AttentionLayout.weights(heads);
        block.begin(Gp.R13, apart);
        code.mov(Gp.RAX, Gp.R15);
        code.lea(Gp.RBX, Mem.at(Gp.RDX, Gp.R10, Float.BYTES, weights));
        code.lea(Gp.R12, Mem.at(Gp.RDX, Gp.R11, Float.BYTES, weights));
        Label position = new Label();
        code.align(LINE);
        code.place(position);
        block.multiply(element, Gp.RAX, Mem.at(Gp.RBX, 0), SLOTS * Float.BYTES);
        code.add(Gp.RAX, Gp.R9);
        code.add(Gp.RBX, Float.BYTES);
        code.cmp(Gp.RBX, Gp.R12);
        code.jump(BELOW, position);
        block.store(Gp.R13, 0, LINE, apart);
    }

    /** Sums of {@code heads} heads by {@code vectors} vectors, all in registers. */
    private final class Block {
        private final int heads;
        private final int vectors;

        Block(int heads, int vectors) {
            this.heads = heads;
            this.vectors = vectors;
        }

        private Vec sum(int head, int vector) {
            return vec(head * vectors + vector);
        }

        private Vec loaded(int vector) {
            return vec(heads * vectors + vector);
        }

        private Vec repeated(int head) {
            return vec((heads + 1) * vectors + head);
        }

        void zero() {
            for (int i = 0; i < heads * vectors; i++) {
                code.vpxord(vec(i), vec(i), vec(i));
            }
        }

        /** Load outputs, {@code apart} bytes from one vector to the next, times what the page makes of earlier weights. */
        void begin(Gp base, int apart) {
            for (int head = 0; head < heads; head++) {
                Mem factor = Mem.at(Gp.RDX, AttentionLayout.factors(heads) + head * LINE);
                code.vmovdqu32(repeated(0), factor);
                for (int vector = 0; vector < vectors; vector++) {
                    Mem output = Mem.at(base, head * LINE + vector * apart);
                    code.vmulps(sum(head, vector), repeated(0), output);
                }
            }
        }

        /** Add the vectors at {@code at}, times a float for each head, {@code apart} bytes from one to the next. */
        void multiply(Element element, Gp at, Mem floats, int apart) {
            for (int vector = 0; vector < vectors; vector++) {
                Mem place = Mem.at(at, vector * vectorBytes / Float.BYTES * element.bytes());
                switch (element) {
                    case HALF -> code.vcvtph2ps(loaded(vector), place);
                    case FLOAT -> code.vmovdqu32(loaded(vector), place);
                }
            }
            for (int head = 0; head < heads; head++) {
                code.vpbroadcastd(repeated(head), Mem.at(floats.base(), floats.displacement() + head * apart));
                for (int vector = 0; vector < vectors; vector++) {
                    code.vfmadd231ps(sum(head, vector), loaded(vector), repeated(head));
                }
            }
        }

        void store(Gp base, int at, int headBytes, int bytes) {
            for (int head = 0; head < heads; head++) {
                for (int vector = 0; vector < vectors; vector++) {
                    code.vmovdqu32(Mem.at(base, at + head * headBytes + vector * bytes), sum(head, vector));
                }
            }
        }
    }
}
