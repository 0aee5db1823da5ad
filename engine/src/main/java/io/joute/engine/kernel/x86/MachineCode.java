package io.joute.engine.kernel.x86;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The kernels in some {@link Instructions}, those of a format written once a process when first called: a model has one or two
 * formats, and writing them all takes a tenth of a second and more. Each call checks that all the kernel will touch lies
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

    /** Where the kernels of a format are; those that stream and tiles, by the number of tokens. */
    private record Entries(
            MemorySegment quantize, MemorySegment unpack, List<MemorySegment> streams, List<MemorySegment> tiles) {}

    /** One class each, so that only instructions that are asked for are tried. */
    private static final class WithAvx512 {
        private static final Availability ONCE = tried(Instructions.AVX512_VNNI);
    }

    private static final class WithAvxVnni {
        private static final Availability ONCE = tried(Instructions.AVX_VNNI);
    }

    private static final class WithAvx2 {
        private static final Availability ONCE = tried(Instructions.AVX2);
    }

    private final Instructions instructions;
    private final Map<Format, Once<Entries>> entries = new EnumMap<>(Format.class);
    private final AttentionCode attention;
    private final ElementCode elements;

    private MachineCode(Instructions instructions, boolean bf16) {
        this.instructions = instructions;
        this.attention = new AttentionCode(instructions);
        this.elements = new ElementCode(instructions);
        for (Format format : Format.values()) {
            if (format.kind() != Kind.PAIRS || bf16) {
                entries.put(format, new Once<>(() -> new Writer(instructions).write(format)));
            }
        }
    }

    /** The kernels of attention. */
    public AttentionCode attention() {
        return attention;
    }

    /** The kernels of what goes element by element. */
    public ElementCode elements() {
        return elements;
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
        call(entries(how.format).quantize, new Downcall.Places(x, elements, words), blocks, blockBytes, negative, 0);
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
        call(entries(format).streams.get(tokens - 1), places(operands), groups, rowBytes, blocks, operands.outBytes);
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
        call(
                entries(format).tiles.get(tokens - 1),
                places(operands),
                groups,
                shape.halfBytes,
                blocks,
                operands.outBytes);
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
        return Objects.requireNonNull(entries.get(format)).get();
    }

    private static Downcall.Places places(Operands operands) {
        return new Downcall.Places(operands.weights, operands.tokens, operands.out);
    }

    private static void call(
            MemorySegment entry, Downcall.Places places, long fourth, long fifth, long sixth, long seventh) {
        int answer = Downcall.kernel(entry, places, fourth, fifth, sixth, seventh);
        if (answer != Frame.DONE) {
            throw new InternalError(
                    "a kernel read memory that is not there: the mapped file became shorter or unreadable");
        }
    }

    private static Availability tried(Instructions instructions) {
        String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        if (!system.toLowerCase(Locale.ROOT).equals("linux amd64")) {
            return new Availability.Missing("machine code is written for Linux on x86-64, this is " + system);
        }
        if (!MachineCode.class.getModule().isNativeAccessEnabled()) {
            return new Availability.Missing("native access is not enabled (start with --enable-native-access="
                    + (MachineCode.class.getModule().isNamed() ? "io.joute.engine" : "ALL-UNNAMED") + ")");
        }
        try {
            CpuFeatures features = CpuFeatures.ask(instructions);
            if (!features.missing().isEmpty()) {
                return new Availability.Missing("the processor has no " + String.join(", ", features.missing()));
            }
            new FaultGuard().present();
            return new Availability.Ready(new MachineCode(instructions, features.bf16()));
        } catch (IllegalStateException | UnsupportedOperationException e) {
            return new Availability.Missing(String.valueOf(e.getMessage()));
        }
    }

    /** Writes the kernels of a format one after the other and keeps where they begin. */
    private static final class Writer {
        private final Assembler code;
        private final KernelWriter kernels;

        Writer(Instructions instructions) {
            this.code = new Assembler(instructions.prefix());
            this.kernels = new KernelWriter(code, instructions);
        }

        Entries write(Format format) {
            int quantize = code.begin();
            if (format.kind() == Kind.PAIRS) {
                kernels.round();
            } else {
                kernels.quantize(format.kind());
            }
            int unpack = code.begin();
            kernels.unpack(format.unpacking());
            List<Integer> streams = new ArrayList<>();
            for (int tokens = 1; tokens <= Layout.STREAM_TOKENS; tokens++) {
                streams.add(code.begin());
                kernels.stream(format.unpacking(), tokens);
            }
            List<Integer> tiles = new ArrayList<>();
            for (int tokens = 1; tokens <= Layout.TILE_TOKENS; tokens++) {
                tiles.add(code.begin());
                kernels.tile(format.unpacking(), tokens);
            }
            CodeMemory memory = FaultGuard.published(code);
            return new Entries(
                    memory.address(quantize),
                    memory.address(unpack),
                    streams.stream().map(memory::address).toList(),
                    tiles.stream().map(memory::address).toList());
        }
    }
}
