package io.joute.engine.kernel.x86;

import java.lang.foreign.MemorySegment;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The kernels in some {@link Instructions}, written once a process when first asked for. Each call checks that all the kernel will touch lies
 * inside the segments passed, which costs nothing beside it: a wrong size is an exception and not the end of the process. Safe
 * for any number of threads.
 *
 * <p>A call does not let the virtual machine collect garbage until it returns, so it should compute for a millisecond at
 * most. Memory segments passed stay open until then. Where memory is mapped from a file that no longer has it, a call throws
 * {@link InternalError}, as Java's own reads do.
 */
public final class MachineCode {
    /** A format of weights. */
    public enum Format {
        Q8_0,
        Q4_0,
        Q4_K,
        Q5_K,
        Q6_K,
        BF16;

        private Unpacking unpacking() {
            return switch (this) {
                case Q8_0 -> SmallBlocks.Q8_0;
                case Q4_0 -> SmallBlocks.Q4_0;
                case Q4_K -> SuperBlocks.Q4_K;
                case Q5_K -> SuperBlocks.Q5_K;
                case Q6_K -> SuperBlocks.Q6_K;
                case BF16 -> SmallBlocks.BF16;
            };
        }

        /** What a product with such weights runs over. */
        public Kind kind() {
            return unpacking().kind();
        }

        /** Columns of a block of the file; rows are whole blocks. */
        public int columns() {
            return unpacking().columns();
        }

        /** Whether activations quantised for this format are those for {@code other}. */
        public boolean quantizesAs(Format other) {
            return kind() == other.kind()
                    && unpacking().offset() == other.unpacking().offset();
        }

        private int blocks(int columns) {
            return columns / unpacking().columns();
        }

        private long rowBytes(int columns) {
            return (long) blocks(columns) * unpacking().bytes();
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

    /** Where the kernels of a format begin; those that stream and tiles, by the number of tokens. */
    private static final class Entries {
        private final int unpack;
        private final int[] streams = new int[Layout.STREAM_TOKENS + 1];
        private final int[] tiles;

        Entries(int unpack, int[] tiles) {
            this.unpack = unpack;
            this.tiles = tiles;
        }
    }

    /** One class each, so that only kernels that are asked for are written. */
    private static final class WithAvx512 {
        private static final Availability ONCE = Writer.write(Instructions.AVX512_VNNI);
    }

    private static final class WithAvxVnni {
        private static final Availability ONCE = Writer.write(Instructions.AVX_VNNI);
    }

    private static final class WithAvx2 {
        private static final Availability ONCE = Writer.write(Instructions.AVX2);
    }

    private final Instructions instructions;
    private final CodeMemory memory;
    private final Map<Kind, Integer> quantizers;
    private final Map<Format, Entries> entries;
    private final AttentionCode attention;

    private MachineCode(CodeMemory memory, Writer writer) {
        this.instructions = writer.instructions;
        this.memory = memory;
        this.quantizers = writer.quantizers;
        this.entries = writer.entries;
        this.attention = new AttentionCode(memory, writer.attention);
    }

    /** The kernels of attention. */
    public AttentionCode attention() {
        return attention;
    }

    /** What they are written in. */
    public Instructions instructions() {
        return instructions;
    }

    /** Whether the processor can run the kernels of {@code format}. */
    public boolean runs(Format format) {
        return entries.containsKey(format);
    }

    /** The kernels in {@code instructions}, or why there are none. */
    public static Availability available(Instructions instructions) {
        return switch (instructions) {
            case AVX512_VNNI -> WithAvx512.ONCE;
            case AVX_VNNI -> WithAvxVnni.ONCE;
            case AVX2 -> WithAvx2.ONCE;
        };
    }

    /**
     * Quantise one token; bf16 are rounded instead.
     *
     * @param x floats
     * @param group where the token's group is
     * @param tokens how many tokens are in the group
     * @param token which of them this one is
     * @param how what it will be multiplied by
     */
    public void quantize(MemorySegment x, MemorySegment group, int tokens, int token, Quantization how) {
        Kind kind = how.format.kind();
        int blocks = how.columns / Layout.BLOCK;
        int blockBytes = tokens * kind.tokenBytes();
        Bounds.requireBetween("tokens", tokens, 1, Layout.TILE_TOKENS);
        Bounds.requireBetween("token", token, 0, tokens - 1);
        Bounds.requireBytes("x", x, (long) blocks * Layout.BLOCK * Float.BYTES);
        Bounds.requireWritable("group", group, (long) blocks * blockBytes);
        MemorySegment elements = group.asSlice(kind.element(token, 0));
        MemorySegment words = kind == Kind.PAIRS ? elements : group.asSlice(kind.word(tokens, token, 0));
        int negative = -instructions.offset(how.format.unpacking());
        call(
                Objects.requireNonNull(quantizers.get(kind)),
                new Downcall.Places(x, elements, words),
                blocks,
                blockBytes,
                negative,
                0);
    }

    /**
     * How a token is quantised.
     *
     * @param columns its elements, a multiple of the format's
     * @param format what it will be multiplied by
     */
    public record Quantization(int columns, Format format) {}

    /** Unpack 16 rows of {@code columns} columns into half {@code half} of {@code panel}. */
    public void unpack(Format format, MemorySegment rows, MemorySegment panel, int half, int columns) {
        long rowBytes = format.rowBytes(columns);
        Kind kind = format.kind();
        Bounds.requireBetween("half", half, 0, 1);
        Bounds.requireBytes("rows", rows, Layout.GROUP_ROWS * rowBytes);
        Bounds.requireWritable("panel", panel, (long) columns / Layout.BLOCK * kind.panelBytes());
        MemorySegment to = panel.asSlice((long) kind.groupBytes() * half);
        call(entries(format).unpack, new Downcall.Places(rows, to, to), 0, rowBytes, format.blocks(columns), 0);
    }

    /** Multiply {@code groups} groups of 16 rows by {@code tokens} tokens, 1 to 6. */
    public void stream(Format format, Operands operands, int tokens, int groups, int columns) {
        long rowBytes = format.rowBytes(columns);
        long written = (long) groups * Layout.GROUP_ROWS * Float.BYTES;
        Bounds.requireBetween("tokens", tokens, 1, Layout.STREAM_TOKENS);
        Bounds.requireBytes("rows", operands.weights, (long) groups * Layout.GROUP_ROWS * rowBytes);
        requireTokens(operands, format.kind(), tokens, columns);
        Bounds.requireBetween("bytes between outputs", operands.outBytes, 0, Integer.MAX_VALUE * (long) Float.BYTES);
        Bounds.requireWritable("out", operands.out, (tokens - 1) * operands.outBytes + written);
        int blocks = format.blocks(columns);
        call(entries(format).streams[tokens], places(operands), groups, rowBytes, blocks, operands.outBytes);
    }

    /**
     * Multiply a panel by {@code groups} groups of {@code tokens} tokens, 1 to 6.
     *
     * @param format what the panel was unpacked from
     */
    public void tile(Format format, Operands operands, int tokens, int groups, PanelShape shape) {
        Kind kind = format.kind();
        int blocks = shape.columns / Layout.BLOCK;
        long lastToken = ((long) groups * tokens - 1) * operands.outBytes;
        Bounds.requireBetween("tokens", tokens, 1, Layout.TILE_TOKENS);
        Bounds.requireBytes("panel", operands.weights, (long) blocks * kind.panelBytes());
        requireTokens(operands, kind, (long) groups * tokens, shape.columns);
        Bounds.requireBetween("bytes between outputs", operands.outBytes, 0, Integer.MAX_VALUE * (long) Float.BYTES);
        Bounds.requireBetween("bytes between halves", shape.halfBytes, 0, Layout.GROUP_ROWS * (long) Float.BYTES);
        Bounds.requireWritable("out", operands.out, lastToken + shape.halfBytes + Layout.GROUP_ROWS * Float.BYTES);
        call(entries(format).tiles[tokens], places(operands), groups, shape.halfBytes, blocks, operands.outBytes);
    }

    /**
     * A panel.
     *
     * @param columns its columns
     * @param halfBytes bytes from the outputs of its first half to those of its second
     */
    public record PanelShape(int columns, long halfBytes) {}

    private static void requireTokens(Operands operands, Kind kind, long tokens, int columns) {
        Bounds.requireBytes("tokens", operands.tokens, tokens * (columns / Layout.BLOCK) * kind.tokenBytes());
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

        private final Instructions instructions;
        private final Assembler code;
        private final KernelWriter kernels;
        private final Map<Kind, Integer> quantizers = new EnumMap<>(Kind.class);
        private final Map<Kind, int[]> wideTiles = new EnumMap<>(Kind.class);
        private final Map<Format, Entries> entries = new EnumMap<>(Format.class);
        private Map<AttentionCode.Element, int[]> attention = Map.of();

        Writer(Instructions instructions) {
            this.instructions = instructions;
            this.code = new Assembler(instructions.prefix());
            this.kernels = new KernelWriter(code, instructions);
        }

        static Availability write(Instructions instructions) {
            String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
            if (!system.toLowerCase(Locale.ROOT).equals("linux amd64")) {
                return new Availability.Missing("machine code is written for Linux on x86-64, this is " + system);
            }
            if (!MachineCode.class.getModule().isNativeAccessEnabled()) {
                return new Availability.Missing("native access is not enabled (start with --enable-native-access="
                        + (MachineCode.class.getModule().isNamed() ? "io.joute.engine" : "ALL-UNNAMED") + ")");
            }
            try {
                return new Writer(instructions).writeAll();
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
            writeKernels(features.bf16());
            attention = AttentionCode.write(new AttentionWriter(code, instructions), this::begin);
            int handler = begin();
            code.place(end);
            FaultGuard.write(code, guard.present(), first, end);
            CodeMemory memory = published(code);
            guard.install(memory.address(handler));
            return new Availability.Ready(new MachineCode(memory, this));
        }

        private CpuFeatures features() {
            Assembler asking = new Assembler(instructions.prefix());
            CpuFeatures.writeCpuid(asking);
            asking.align(ALIGNMENT);
            int xgetbv = asking.position();
            CpuFeatures.writeXgetbv(asking);
            CodeMemory memory = published(asking);
            return CpuFeatures.ask(memory.address(0), memory.address(xgetbv), instructions);
        }

        private static CodeMemory published(Assembler code) {
            byte[] bytes = code.bytes();
            CodeMemory memory = CodeMemory.allocate(bytes.length);
            memory.publish(bytes);
            return memory;
        }

        private void writeKernels(boolean bf16) {
            for (Format format : Format.values()) {
                if (format.kind() == Kind.PAIRS && !bf16) {
                    continue;
                }
                quantizers.computeIfAbsent(format.kind(), this::quantizer);
                int[] tiles = instructions.wide()
                        ? wideTiles.computeIfAbsent(format.kind(), kind -> tiles(format))
                        : tiles(format);
                Entries begins = new Entries(begin(), tiles);
                kernels.unpack(format.unpacking());
                for (int tokens = 1; tokens <= Layout.STREAM_TOKENS; tokens++) {
                    begins.streams[tokens] = begin();
                    kernels.stream(format.unpacking(), tokens);
                }
                entries.put(format, begins);
            }
        }

        private int quantizer(Kind kind) {
            int at = begin();
            if (kind == Kind.PAIRS) {
                kernels.round();
            } else {
                kernels.quantize(kind);
            }
            return at;
        }

        /** Wide ones are the same for all formats of a kind. */
        private int[] tiles(Format format) {
            int[] begins = new int[Layout.TILE_TOKENS + 1];
            for (int tokens = 1; tokens <= Layout.TILE_TOKENS; tokens++) {
                begins[tokens] = begin();
                kernels.tile(format.unpacking(), tokens);
            }
            return begins;
        }

        private int begin() {
            code.align(ALIGNMENT);
            return code.position();
        }
    }
}
