package io.joute.engine.kernel.x86;

import static io.joute.engine.kernel.x86.AttentionLayout.LINE;

import java.lang.foreign.MemorySegment;

/**
 * What goes element by element, in lines of 16 floats, with the bits of the Vector API's kernels for vectors of 64 bytes. Checks
 * that all a kernel will touch lies inside the segments passed; written when first called. Safe for any number of threads.
 */
public final class ElementCode {
    private record Entries(
            MemorySegment silu,
            MemorySegment gelu,
            MemorySegment add,
            MemorySegment squares,
            MemorySegment scale,
            MemorySegment rotateNeighbours,
            MemorySegment rotateHalves) {}

    private final Once<Entries> entries;

    ElementCode(Instructions instructions) {
        this.entries = new Once<>(() -> written(instructions));
    }

    private static Entries written(Instructions instructions) {
        Assembler code = new Assembler(instructions.prefix());
        ElementWriter writer = new ElementWriter(code, instructions);
        writer.constants();
        int silu = begin(code, writer::silu);
        int gelu = begin(code, writer::gelu);
        int add = begin(code, writer::add);
        int squares = begin(code, writer::squares);
        int scale = begin(code, writer::scale);
        int neighbours = begin(code, writer::rotateNeighbours);
        int halves = begin(code, writer::rotateHalves);
        CodeMemory memory = FaultGuard.published(code);
        return new Entries(
                memory.address(silu),
                memory.address(gelu),
                memory.address(add),
                memory.address(squares),
                memory.address(scale),
                memory.address(neighbours),
                memory.address(halves));
    }

    private static int begin(Assembler code, Runnable kernel) {
        int at = code.begin();
        kernel.run();
        return at;
    }

    /** {@code gate[i] = silu(gate[i]) · up[i]}. */
    public void silu(MemorySegment gate, MemorySegment up, int lines) {
        both(entries.get().silu, gate, up, lines);
    }

    /** {@code gate[i] = gelu(gate[i]) · up[i]}, GELU by its tanh approximation. */
    public void gelu(MemorySegment gate, MemorySegment up, int lines) {
        both(entries.get().gelu, gate, up, lines);
    }

    /** {@code x[i] += y[i]}. */
    public void add(MemorySegment x, MemorySegment y, int lines) {
        both(entries.get().add, x, y, lines);
    }

    private static void both(MemorySegment entry, MemorySegment x, MemorySegment y, int lines) {
        Bounds.requireWritable("x", x, (long) lines * LINE);
        Bounds.requireBytes("y", y, (long) lines * LINE);
        call(entry, new Downcall.Places(x, y, y), lines, 0, 0);
    }

    /** {@code sums[lane] = Σ x[lane + 16 i]²}. */
    public void squares(MemorySegment x, MemorySegment sums, int lines) {
        Bounds.requireBytes("x", x, (long) lines * LINE);
        Bounds.requireWritable("sums", sums, LINE);
        call(entries.get().squares, new Downcall.Places(x, sums, sums), lines, 0, 0);
    }

    /** {@code out[i] = x[i] · factor · gain[i]}; {@code out} may be {@code x}. */
    public void scale(MemorySegment x, MemorySegment gain, MemorySegment out, float factor, int lines) {
        Bounds.requireBytes("x", x, (long) lines * LINE);
        Bounds.requireBytes("gain", gain, (long) lines * LINE);
        Bounds.requireWritable("out", out, (long) lines * LINE);
        call(entries.get().scale, new Downcall.Places(x, gain, out), lines, Float.floatToRawIntBits(factor), 0);
    }

    /** {@code x[i] = x[i] · cos[i] + x[i xor 1] · sin[i]}, in each head. */
    public void rotateNeighbours(MemorySegment x, MemorySegment cos, MemorySegment sin, int lines, int heads) {
        Bounds.requireWritable("x", x, (long) heads * lines * LINE);
        Bounds.requireBytes("cosines", cos, (long) lines * LINE);
        Bounds.requireBytes("sines", sin, (long) lines * LINE);
        call(entries.get().rotateNeighbours, new Downcall.Places(x, cos, sin), lines, 0, heads);
    }

    /**
     * In each head, {@code x} and {@code y} its halves: {@code x[i] = x[i] · cos[i] − y[i] · sin[i]}, {@code y[i] = y[i] · cos[i] +
     * x[i] · sin[i]}.
     *
     * @param lines of a half
     */
    public void rotateHalves(MemorySegment x, MemorySegment cos, MemorySegment sin, int lines, int heads) {
        Bounds.requireWritable("x", x, 2L * heads * lines * LINE);
        Bounds.requireBytes("cosines", cos, (long) lines * LINE);
        Bounds.requireBytes("sines", sin, (long) lines * LINE);
        call(entries.get().rotateHalves, new Downcall.Places(x, cos, sin), lines, (long) lines * LINE, heads);
    }

    private static void call(MemorySegment entry, Downcall.Places places, int lines, long fifth, long sixth) {
        if (Downcall.kernel(entry, places, lines, fifth, sixth, 0) != Frame.DONE) {
            throw new InternalError("a kernel read memory that is not there");
        }
    }
}
