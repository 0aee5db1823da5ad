package io.joute.engine.kernel.x86;

import static io.joute.engine.kernel.x86.Assembler.Condition.NOT_ZERO;
import static io.joute.engine.kernel.x86.AttentionLayout.LINE;

/**
 * Writes what goes element by element: gates, sums, norms, rotations. They are machine code not to be faster, which they are not
 * once the compiler is done, but to be fast from the first call on: the first token waits for them.
 *
 * <p>Arguments: three places, then lines of 16 floats. Two vectors of 32 bytes stand for one of 64.
 */
final class ElementWriter {
    private final Assembler code;
    private final boolean wide;
    private final int vectorBytes;
    private final Label constants = new Label();

    ElementWriter(Assembler code, Instructions instructions) {
        this.code = code;
        this.wide = instructions.wide();
        this.vectorBytes = wide ? LINE : LINE / 2;
    }

    void constants() {
        Constants.write(code, constants);
    }

    private Vec vec(int number) {
        return new Vec(number, vectorBytes);
    }

    /** A step of a loop, {@code at} bytes into a line. */
    private interface Step {
        void write(int at);
    }

    /** Run {@code step} over a line, and the same over RCX lines; the places that move are told. */
    private void lines(Step step, Gp... places) {
        Label next = new Label();
        code.align(LINE);
        code.place(next);
        for (int at = 0; at < LINE; at += vectorBytes) {
            step.write(at);
        }
        for (Gp place : places) {
            code.add(place, LINE);
        }
        code.sub(Gp.RCX, 1);
        code.jump(NOT_ZERO, next);
    }

    /** {@code gate = gate · σ(gate) · up}; arguments: gate, up. */
    void silu() {
        gate(() -> code.vpxord(vec(2), vec(0), Constants.line(Constants.SIGN)));
    }

    /** {@code gate = gate · σ(2u) · up}, {@code u = √(2/π) · (gate + 0.044715 gate³)}; arguments: gate, up. */
    void gelu() {
        gate(() -> {
            Vec twice = vec(2);
            code.vmulps(twice, vec(0), vec(0));
            code.vmulps(twice, twice, vec(0));
            code.vfmadd213ps(twice, vec(6), vec(0));
            code.vmulps(twice, twice, Constants.line(Constants.GELU_SCALE));
            code.vpxord(twice, twice, Constants.line(Constants.SIGN));
        });
    }

    private void gate(Runnable exponent) {
        Vec gate = vec(0);
        Vec lowest = vec(1);
        Vec closed = vec(5);
        Vec highest = vec(7);
        Frame.enter(code);
        code.lea(Gp.RBX, constants);
        code.vmovdqu32(lowest, Constants.line(Constants.LOWEST));
        code.vmovdqu32(closed, Constants.line(Constants.CLOSED));
        code.vmovdqu32(vec(6), Constants.line(Constants.GELU_CUBE));
        code.vmovdqu32(highest, Constants.line(Constants.HIGHEST));
        lines(
                at -> {
                    var exponentials = new Exponentials(code, vec(2), 1);
                    code.vmovdqu32(gate, Mem.at(Gp.RDI, at));
                    code.vmaxps(gate, closed, gate);
                    exponent.run();
                    code.vminps(vec(2), highest, vec(2));
                    exponentials.write(lowest);
                    Vec y = exponentials.y(0);
                    code.vaddps(y, y, Constants.line(Constants.ONE));
                    divide(y, gate, y);
                    code.vmulps(y, y, Mem.at(Gp.RSI, at));
                    code.vmovdqu32(Mem.at(Gp.RDI, at), y);
                },
                Gp.RDI,
                Gp.RSI);
        Frame.leave(code);
    }

    private void divide(Vec to, Vec a, Vec b) {
        if (wide) {
            code.vdivps(to, 0, a, b);
        } else {
            code.vdivps(to, a, b);
        }
    }

    /** {@code x += y}; arguments: x, y. */
    void add() {
        Frame.enter(code);
        lines(
                at -> {
                    code.vmovdqu32(vec(0), Mem.at(Gp.RDI, at));
                    code.vaddps(vec(0), vec(0), Mem.at(Gp.RSI, at));
                    code.vmovdqu32(Mem.at(Gp.RDI, at), vec(0));
                },
                Gp.RDI,
                Gp.RSI);
        Frame.leave(code);
    }

    /** Sums of squares by lane; arguments: x, where they go. */
    void squares() {
        Frame.enter(code);
        for (int part = 0; part < LINE / vectorBytes; part++) {
            code.vpxord(vec(part), vec(part), vec(part));
        }
        lines(
                at -> {
                    code.vmovdqu32(vec(2), Mem.at(Gp.RDI, at));
                    code.vfmadd231ps(vec(at / vectorBytes), vec(2), vec(2));
                },
                Gp.RDI);
        for (int part = 0; part < LINE / vectorBytes; part++) {
            code.vmovdqu32(Mem.at(Gp.RSI, part * vectorBytes), vec(part));
        }
        Frame.leave(code);
    }

    /** {@code out = x · factor · gain}; arguments: x, gain, out; the fifth is the factor's bits. */
    void scale() {
        Frame.enter(code);
        code.mov(Gp.RAX, Gp.R8);
        if (wide) {
            code.vpbroadcastd(vec(1), Gp.RAX);
        } else {
            code.vmovd(vec(1).xmm(), Gp.RAX);
            code.vpbroadcastd(vec(1), vec(1).xmm());
        }
        lines(
                at -> {
                    code.vmulps(vec(0), vec(1), Mem.at(Gp.RDI, at));
                    code.vmulps(vec(0), vec(0), Mem.at(Gp.RSI, at));
                    code.vmovdqu32(Mem.at(Gp.RDX, at), vec(0));
                },
                Gp.RDI,
                Gp.RSI,
                Gp.RDX);
        Frame.leave(code);
    }

    /** Run {@code lines} for each of R9 heads, the cosines at R10 and the sines at R11 from the beginning each time. */
    private void heads(Runnable lines) {
        Label head = new Label();
        code.mov(Gp.R12, Gp.RCX);
        code.place(head);
        code.mov(Gp.RCX, Gp.R12);
        code.mov(Gp.R10, Gp.RSI);
        code.mov(Gp.R11, Gp.RDX);
        lines.run();
        code.sub(Gp.R9, 1);
        code.jump(NOT_ZERO, head);
    }

    /**
     * Turn pairs of neighbours: {@code x = x · cos + x of the other · sin}; arguments: x, cosines, sines; lines of a head; the
     * sixth is the number of heads.
     */
    void rotateNeighbours() {
        Frame.enter(code);
        heads(() -> lines(this::turnNeighbours, Gp.RDI, Gp.R10, Gp.R11));
        Frame.leave(code);
    }

    private void turnNeighbours(int at) {
        code.vmovdqu32(vec(0), Mem.at(Gp.RDI, at));
        code.vpshufd(vec(1), vec(0), 0xB1);
        code.vmulps(vec(1), vec(1), Mem.at(Gp.R11, at));
        code.vmovdqu32(vec(2), Mem.at(Gp.R10, at));
        code.vfmadd213ps(vec(0), vec(2), vec(1));
        code.vmovdqu32(Mem.at(Gp.RDI, at), vec(0));
    }

    /**
     * Turn an element of the first half of a head with that of the second; arguments: x, cosines, sines of the second half;
     * lines of a half; the fifth is the bytes of a half, the sixth the number of heads.
     */
    void rotateHalves() {
        Frame.enter(code);
        code.lea(Gp.RBX, constants);
        code.mov(Gp.R13, Gp.R8);
        code.add(Gp.R8, Gp.RDI);
        heads(() -> {
            lines(this::turnHalves, Gp.RDI, Gp.R8, Gp.R10, Gp.R11);
            code.add(Gp.RDI, Gp.R13);
            code.add(Gp.R8, Gp.R13);
        });
        Frame.leave(code);
    }

    private void turnHalves(int at) {
        Vec low = vec(0);
        Vec high = vec(1);
        Vec cos = vec(2);
        Vec sin = vec(3);
        Vec turned = vec(4);
        code.vmovdqu32(low, Mem.at(Gp.RDI, at));
        code.vmovdqu32(high, Mem.at(Gp.R8, at));
        code.vmovdqu32(cos, Mem.at(Gp.R10, at));
        code.vmovdqu32(sin, Mem.at(Gp.R11, at));
        code.vmulps(turned, high, sin);
        code.vmulps(sin, low, sin);
        code.vpxord(turned, turned, Constants.line(Constants.SIGN));
        code.vfmadd213ps(low, cos, turned);
        code.vfmadd213ps(high, cos, sin);
        code.vmovdqu32(Mem.at(Gp.RDI, at), low);
        code.vmovdqu32(Mem.at(Gp.R8, at), high);
    }
}
