package io.joute.engine.kernel;

import io.joute.engine.kernel.x86.Layout;
import io.joute.engine.kernel.x86.MachineCode;
import io.joute.engine.kernel.x86.MachineCode.Format;
import io.joute.engine.tensor.ElementType;
import io.joute.engine.tensor.Weight;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * Machine code for products with weights in blocks of 32, for attention, and for what goes element by element; the Vector API
 * for what is left. Whatever the instructions, the bits are the same.
 *
 * <p><b>What is computed.</b> Activations are quantised per block of 32: {@code s = max|x| / 127}, {@code q = x · (127 /
 * max|x|)} rounded half to even, and zeros where max|x| is below 2⁻¹⁰⁰. A block's sum of products of integers is exact. An
 * output is {@code sum = fma(float(block's sum), weight's scale · s, sum)} over the blocks from the first to the last, in
 * float32. No other order occurs anywhere, so a result depends neither on threads nor on how many tokens come together. A
 * block with an infinity or NaN makes the outputs of its token so.
 *
 * <p><b>Two ways.</b> For 1 to 12 tokens weights <em>stream</em> from the file through registers, twice from 7 on; for more, 32 rows are
 * unpacked to a <em>panel</em> that stays in the second-level cache, and tiles of 32 rows × 6 tokens run over it. Nothing is
 * kept of the weights: memory is what the file takes.
 *
 * <p>Decide, body, tail: the last rows are computed by a group of 16 that overlaps the one before, with the same bits.
 */
final class MachineLoops implements Loops {
    /** Weights that one call reads: a tenth of a millisecond, for which the virtual machine cannot stop the thread. */
    private static final long CALL_BYTES = 2 << 20;

    /** The same where each row is read more than once: it stays in the second-level cache meanwhile. */
    private static final long PASS_BYTES = 128 << 10;

    /** Up to so many tokens weights stream. */
    private static final int STREAMED = 2 * Layout.STREAM_TOKENS;

    private final Loops others;
    private final MachineCode code;
    private final MachineElements elements;
    private final Growing tokens = new Growing();

    MachineLoops(MachineCode code, Loops others) {
        this.code = code;
        this.elements = new MachineElements(code.elements());
        this.others = others;
    }

    @Override
    public String name() {
        return code.instructions().kernels();
    }

    @Override
    public void prepare(Product p, WorkerPool pool) {
        Optional<Format> format = format(p);
        if (format.isEmpty()) {
            others.prepare(p, pool);
            return;
        }
        var how = new MachineCode.Quantization(p.columns, format.get());
        MemorySegment all = tokens.atLeast(p.batch * tokenBytes(p, format.get()));
        int groups = (p.batch + groupTokens(p) - 1) / groupTokens(p);
        pool.run(groups, (worker, group) -> quantize(p, group, all, how));
    }

    private void quantize(Product p, int group, MemorySegment all, MachineCode.Quantization how) {
        int first = group * groupTokens(p);
        int count = Math.min(groupTokens(p), p.batch - first);
        MemorySegment to = all.asSlice(first * tokenBytes(p, how.format()));
        MemorySegment x = MemorySegment.ofArray(p.x);
        for (int token = 0; token < count; token++) {
            MemorySegment from = x.asSlice((long) (first + token) * p.columns * Float.BYTES);
            code.quantize(from, to, count, token, how);
        }
    }

    @Override
    public boolean preparesAlike(Product first, Product other) {
        Optional<Format> one = format(first);
        Optional<Format> two = format(other);
        if (one.isEmpty() || two.isEmpty()) {
            return one.equals(two);
        }
        return one.get().quantizesAs(two.get());
    }

    @Override
    public void multiply(Product p, int from, int to, Scratch scratch) {
        Optional<Format> format = format(p);
        if (format.isEmpty()) {
            others.multiply(p, from, to, scratch);
        } else if (p.batch <= STREAMED) {
            stream(p, format.get(), from, to);
        } else {
            tiles(p, format.get(), from, to, scratch);
        }
    }

    private static long tokenBytes(Product p, Format format) {
        return (long) p.columns / Layout.BLOCK * format.kind().tokenBytes();
    }

    /** How machine code reads the weights of {@code p}, if it does; the same for every batch. */
    private Optional<Format> format(Product p) {
        if (p.scaled() || p.rows < Layout.GROUP_ROWS) {
            return Optional.empty();
        }
        return format(p.type).filter(format -> code.runs(format) && p.columns % format.columns() == 0);
    }

    private static Optional<Format> format(ElementType type) {
        return switch (type) {
            case Q8_0 -> Optional.of(Format.Q8_0);
            case Q4_0 -> Optional.of(Format.Q4_0);
            case Q4_K -> Optional.of(Format.Q4_K);
            case Q5_K -> Optional.of(Format.Q5_K);
            case Q6_K -> Optional.of(Format.Q6_K);
            case BF16 -> Optional.of(Format.BF16);
            case F32, F16, F8_E4M3, Q4_1, Q5_0, Q5_1, Q2_K, Q3_K, IQ4_NL, IQ4_XS -> Optional.empty();
        };
    }

    /** Tokens that go together: a tile's, or as many in each of the passes over streaming weights. */
    private static int groupTokens(Product p) {
        if (p.batch > STREAMED) {
            return Layout.TILE_TOKENS;
        }
        return p.batch > Layout.STREAM_TOKENS ? (p.batch + 1) / 2 : p.batch;
    }

    private void stream(Product p, Format format, int from, int to) {
        long bytes = p.batch > Layout.STREAM_TOKENS ? PASS_BYTES : CALL_BYTES;
        int most = (int) Math.max(1, bytes / (Layout.GROUP_ROWS * p.rowBytes));
        int row = from;
        while (row + Layout.GROUP_ROWS <= to) {
            int groups = Math.min(most, (to - row) / Layout.GROUP_ROWS);
            streamGroups(p, format, row, groups);
            row += groups * Layout.GROUP_ROWS;
        }
        if (row < to) {
            streamGroups(p, format, p.rows - Layout.GROUP_ROWS, 1);
        }
    }

    private void streamGroups(Product p, Format format, int row, int groups) {
        MemorySegment weights = p.data.asSlice(row * p.rowBytes);
        for (int token = 0; token < p.batch; token += groupTokens(p)) {
            MemorySegment some = tokens.segment().asSlice(token * tokenBytes(p, format));
            var operands = new MachineCode.Operands(weights, some, out(p, token, row), (long) p.rows * Float.BYTES);
            code.stream(format, operands, Math.min(groupTokens(p), p.batch - token), groups, p.columns);
        }
    }

    private static MemorySegment out(Product p, int token, int row) {
        return MemorySegment.ofArray(p.out).asSlice(((long) token * p.rows + row) * Float.BYTES);
    }

    private void tiles(Product p, Format format, int from, int to, Scratch scratch) {
        long bytes = (long) p.columns / Layout.BLOCK * format.kind().panelBytes();
        MemorySegment panel = scratch.unpacked(bytes);
        int last = p.rows - Layout.GROUP_ROWS;
        for (int row = from; row < to; row += Layout.PANEL_ROWS) {
            int first = Math.min(row, last);
            int second = Math.min(row + Layout.GROUP_ROWS, last);
            code.unpack(format, p.data.asSlice(first * p.rowBytes), panel, 0, p.columns);
            code.unpack(format, p.data.asSlice(second * p.rowBytes), panel, 1, p.columns);
            tile(p, format, panel, first, second);
        }
    }

    private void tile(Product p, Format format, MemorySegment panel, int first, int second) {
        long outBytes = (long) p.rows * Float.BYTES;
        var shape = new MachineCode.PanelShape(p.columns, (long) (second - first) * Float.BYTES);
        int groups = p.batch / Layout.TILE_TOKENS;
        int whole = groups * Layout.TILE_TOKENS;
        if (groups > 0) {
            var operands = new MachineCode.Operands(panel, tokens.segment(), out(p, 0, first), outBytes);
            code.tile(format, operands, Layout.TILE_TOKENS, groups, shape);
        }
        if (whole < p.batch) {
            MemorySegment rest = tokens.segment().asSlice(whole * tokenBytes(p, format));
            var operands = new MachineCode.Operands(panel, rest, out(p, whole, first), outBytes);
            code.tile(format, operands, p.batch - whole, 1, shape);
        }
    }

    @Override
    public void decode(Weight weight, int row, float[] out, int offset) {
        others.decode(weight, row, out, offset);
    }

    @Override
    public void rmsNorm(float[] x, int offset, float[] gain, float epsilon, float[] out) {
        elements.rmsNorm(x, offset, gain, epsilon, out);
    }

    @Override
    public void rotate(float[] x, int offset, int heads, RopeTable table, int token) {
        if (MachineElements.rotates(table)) {
            elements.rotate(x, offset, heads, table, token);
        } else {
            others.rotate(x, offset, heads, table, token);
        }
    }

    @Override
    public void silu(float[] gate, float[] up, int from, int to) {
        others.silu(gate, up, elements.silu(gate, up, from, to), to);
    }

    @Override
    public void gelu(float[] gate, float[] up, int from, int to) {
        others.gelu(gate, up, elements.gelu(gate, up, from, to), to);
    }

    @Override
    public void add(float[] x, float[] y, int from, int to) {
        others.add(x, y, elements.add(x, y, from, to), to);
    }

    @Override
    public void softmax(float[] x, int from, int to, float scale) {
        others.softmax(x, from, to, scale);
    }

    @Override
    public void attend(Attention attention, int headKv, int from, int to, Scratch scratch) {
        if (MachineAttention.runs(attention.shape)) {
            var part = new MachineAttention.Part(attention, headKv, from, to);
            new MachineAttention(code.attention(), part, scratch).run();
        } else {
            others.attend(attention, headKv, from, to, scratch);
        }
    }

    /** Native memory, aligned to cache lines, that grows to the largest operation seen. */
    static final class Growing {
        private static final int LINE = 64;

        private MemorySegment segment = MemorySegment.NULL;

        MemorySegment atLeast(long bytes) {
            if (segment.byteSize() < bytes) {
                segment = Arena.ofAuto().allocate(bytes, LINE);
            }
            return segment;
        }

        MemorySegment segment() {
            return segment;
        }
    }
}
