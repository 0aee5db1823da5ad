package io.joute.engine.kernel.x86;

import java.lang.foreign.MemorySegment;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The kernels, written once a process when first asked for. Each call checks that all the kernel will touch lies
 * inside the segments passed, which costs nothing beside it: a wrong size is an exception and not the end of the process. Safe
 * for any number of threads.
 *
 * <p>A call does not let the virtual machine collect garbage until it returns, so it should compute for a millisecond at
 * most. Memory segments passed stay open until then. Where memory is mapped from a file that no longer has it, a call throws
 * {@link InternalError}, as Java's own reads do.
 */
public final class MachineCode {
    /** A format of weights: blocks of 32 elements with one f16 scale. */
    public enum Format {
        Q8_0(Unpacking.Q8_0, 128),
        Q4_0(Unpacking.Q4_0, 8);

        private final Unpacking unpacking;
        private final int offset;

        Format(Unpacking unpacking, int offset) {
            this.unpacking = unpacking;
            this.offset = offset;
        }

        /** What is added to elements to make them unsigned. */
        public int offset() {
            return offset;
        }
    }

    /**
     * Where a product finds its operands.
     *
     * @param weights rows in the file, or a panel
     * @param tokens groups of tokens
     * @param out first output
     * @param outBytes bytes from one token's outputs to the next
     */
    public record Operands(MemorySegment weights, MemorySegment tokens, MemorySegment out, long outBytes) {}

    /** Where the kernels of a format begin; those that stream, by the number of tokens. */
    private static final class Entries {
        final int unpack;
        final int[] streams = new int[Layout.STREAM_TOKENS + 1];

        Entries(int unpack) {
            this.unpack = unpack;
        }
    }

    private static final Availability ONCE = Writer.write();

    private final CodeMemory memory;
    private final int quantize;
    private final int[] tiles;
    private final Map<Format, Entries> entries;

    private MachineCode(CodeMemory memory, Writer writer) {
        this.memory = memory;
        this.quantize = writer.quantize;
        this.tiles = writer.tiles;
        this.entries = writer.entries;
    }

    /** The kernels, or why there are none. */
    public static Availability available() {
        return ONCE;
    }

    /**
     * Quantise one token.
     *
     * @param x floats
     * @param group where the token's group is
     * @param tokens how many tokens are in the group
     * @param token which of them this one is
     * @param how what it will be multiplied by
     */
    public void quantize(MemorySegment x, MemorySegment group, int tokens, int token, Quantization how) {
        Bounds.requireBetween("tokens", tokens, 1, Layout.TILE_TOKENS);
        Bounds.requireBetween("token", token, 0, tokens - 1);
        Bounds.requireBytes("x", x, (long) how.blocks * Layout.BLOCK * Float.BYTES);
        Bounds.requireWritable("group", group, (long) how.blocks * Layout.tokensBytes(tokens));
        MemorySegment elements = group.asSlice((long) Layout.BLOCK * token);
        MemorySegment pairs = group.asSlice((long) Layout.BLOCK * tokens + (long) Layout.PAIR_BYTES * token);
        call(
                quantize,
                new Downcall.Places(x, elements, pairs),
                how.blocks,
                Layout.tokensBytes(tokens),
                -how.format.offset,
                0);
    }

    /**
     * How a token is quantised.
     *
     * @param blocks blocks of 32 elements
     * @param format what it will be multiplied by
     */
    public record Quantization(int blocks, Format format) {}

    /** Unpack 16 rows of {@code blocks} blocks into half {@code half} of {@code panel}. */
    public void unpack(Format format, MemorySegment rows, MemorySegment panel, int half, int blocks) {
        long rowBytes = (long) blocks * format.unpacking.blockBytes();
        Bounds.requireBetween("half", half, 0, 1);
        Bounds.requireBytes("rows", rows, Layout.GROUP_ROWS * rowBytes);
        Bounds.requireWritable("panel", panel, (long) blocks * Layout.PANEL_BYTES);
        MemorySegment to = panel.asSlice((long) Layout.GROUP_BYTES * half);
        call(entries(format).unpack, new Downcall.Places(rows, to, to), 0, rowBytes, blocks, 0);
    }

    /** Multiply {@code groups} groups of 16 rows by {@code tokens} tokens, 1 to 3. */
    public void stream(Format format, Operands operands, int tokens, int groups, int blocks) {
        long rowBytes = (long) blocks * format.unpacking.blockBytes();
        long written = (long) groups * Layout.GROUP_ROWS * Float.BYTES;
        Bounds.requireBetween("tokens", tokens, 1, Layout.STREAM_TOKENS);
        Bounds.requireBytes("rows", operands.weights, (long) groups * Layout.GROUP_ROWS * rowBytes);
        Bounds.requireBytes("tokens", operands.tokens, (long) blocks * Layout.tokensBytes(tokens));
        Bounds.requireBetween("bytes between outputs", operands.outBytes, 0, Integer.MAX_VALUE * (long) Float.BYTES);
        Bounds.requireWritable("out", operands.out, (tokens - 1) * operands.outBytes + written);
        call(entries(format).streams[tokens], places(operands), groups, rowBytes, blocks, operands.outBytes);
    }

    /** Multiply a panel, whose halves' outputs are {@code halfBytes} apart, by {@code groups} groups of {@code tokens} tokens, 1 to 6. */
    public void tile(Operands operands, int tokens, int groups, int blocks, long halfBytes) {
        long lastToken = ((long) groups * tokens - 1) * operands.outBytes;
        Bounds.requireBetween("tokens", tokens, 1, Layout.TILE_TOKENS);
        Bounds.requireBytes("panel", operands.weights, (long) blocks * Layout.PANEL_BYTES);
        Bounds.requireBytes("tokens", operands.tokens, (long) groups * blocks * Layout.tokensBytes(tokens));
        Bounds.requireBetween("bytes between outputs", operands.outBytes, 0, Integer.MAX_VALUE * (long) Float.BYTES);
        Bounds.requireBetween("bytes between halves", halfBytes, 0, Layout.GROUP_ROWS * (long) Float.BYTES);
        Bounds.requireWritable("out", operands.out, lastToken + halfBytes + Layout.GROUP_ROWS * Float.BYTES);
        call(tiles[tokens], places(operands), groups, halfBytes, blocks, operands.outBytes);
    }

    private Entries entries(Format format) {
        return Objects.requireNonNull(entries.get(format));
    }

    private static Downcall.Places places(Operands operands) {
        return new Downcall.Places(operands.weights, operands.tokens, operands.out);
    }

    private void call(int entry, Downcall.Places places, long fourth, long fifth, long sixth, long seventh) {
        int answer = Downcall.kernel(memory.address(entry), places, fourth, fifth, sixth, seventh);
        if (answer != Frame.DONE) {
            throw new InternalError(
                    "a kernel read memory that is not there: the mapped file became shorter or unreadable");
        }
    }

    /** Writes all functions one after the other and keeps where they begin. */
    private static final class Writer {
        private static final int ALIGNMENT = 64;

        private final Assembler code = new Assembler();
        private final KernelWriter kernels = new KernelWriter(code);
        private final int[] tiles = new int[Layout.TILE_TOKENS + 1];
        private final Map<Format, Entries> entries = new EnumMap<>(Format.class);
        private int quantize;

        static Availability write() {
            String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
            if (!system.toLowerCase(Locale.ROOT).equals("linux amd64")) {
                return new Availability.Missing("machine code is written for Linux on x86-64, this is " + system);
            }
            if (!MachineCode.class.getModule().isNativeAccessEnabled()) {
                return new Availability.Missing("native access is not enabled (start with --enable-native-access="
                        + (MachineCode.class.getModule().isNamed() ? "io.joute.engine" : "ALL-UNNAMED") + ")");
            }
            try {
                return new Writer().writeAll();
            } catch (IllegalStateException | UnsupportedOperationException e) {
                return new Availability.Missing(String.valueOf(e.getMessage()));
            }
        }

        private Availability writeAll() {
            CpuFeatures features = features();
            if (!features.missing().isEmpty()) {
                return new Availability.Missing("the processor has no " + String.join(", ", features.missing()));
            }
            FaultGuard guard = new FaultGuard();
            Label first = new Label();
            Label end = new Label();
            code.place(first);
            writeKernels();
            int handler = begin();
            code.place(end);
            FaultGuard.write(code, guard.present(), first, end);
            CodeMemory memory = published(code);
            guard.install(memory.address(handler));
            return new Availability.Ready(new MachineCode(memory, this));
        }

        private static CpuFeatures features() {
            Assembler asking = new Assembler();
            CpuFeatures.writeCpuid(asking);
            asking.align(ALIGNMENT);
            int xgetbv = asking.position();
            CpuFeatures.writeXgetbv(asking);
            CodeMemory memory = published(asking);
            return CpuFeatures.ask(memory.address(0), memory.address(xgetbv));
        }

        private static CodeMemory published(Assembler code) {
            byte[] bytes = code.bytes();
            CodeMemory memory = CodeMemory.allocate(bytes.length);
            memory.publish(bytes);
            return memory;
        }

        private void writeKernels() {
            quantize = begin();
            kernels.quantize();
            for (int tokens = 1; tokens <= Layout.TILE_TOKENS; tokens++) {
                tiles[tokens] = begin();
                kernels.tile(tokens);
            }
            for (Format format : Format.values()) {
                Entries begins = new Entries(begin());
                kernels.unpack(format.unpacking);
                for (int tokens = 1; tokens <= Layout.STREAM_TOKENS; tokens++) {
                    begins.streams[tokens] = begin();
                    kernels.stream(format.unpacking, tokens);
                }
                entries.put(format, begins);
            }
        }

        private int begin() {
            code.align(ALIGNMENT);
            return code.position();
        }
    }
}
