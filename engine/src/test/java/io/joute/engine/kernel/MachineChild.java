package io.joute.engine.kernel;

import io.joute.engine.tensor.ElementType;
import io.joute.engine.tensor.Weight;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What may end a process, run in a process of its own by {@link MachineProcessTest}. Prints what happened. */
final class MachineChild {
    private static final List<ElementType> BLOCKS =
            List.of(ElementType.Q8_0, ElementType.Q4_0, ElementType.Q4_K, ElementType.Q5_K, ElementType.Q6_K);
    private static final int ROWS = 4096;
    private static final int COLUMNS = 2048;
    private static final int SET_MEMORY_DENY_WRITE_EXECUTE = 65;
    private static final long REFUSE_GAIN = 1;

    private MachineChild() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        switch (args[0]) {
            case "kernels" -> everyKernel(KernelChoice.valueOf(args[1]));
            case "bf16" -> bf16();
            case "attention" -> attention(KernelChoice.valueOf(args[1]));
            case "elements" -> elements(KernelChoice.valueOf(args[1]));
            case "shorter" -> fileBecomesShorter(Path.of(args[1]), KernelChoice.valueOf(args[2]));
            case "closed" -> memoryIsClosedMeanwhile();
            case "choice" -> choice();
            case "refused" -> executableMemoryIsRefused();
            default -> throw new IllegalArgumentException("unknown: " + args[0]);
        }
    }

    private static void everyKernel(KernelChoice choice) {
        try (var pool = new WorkerPool(1)) {
            Kernels machine = choice.on(pool);
            for (ElementType type : BLOCKS) {
                for (int batch = 1; batch <= 13; batch++) {
                    var random = new RandomOperands(batch);
                    Weight weight = random.weight(type, 49, COLUMNS);
                    float[] x = random.floats(batch * COLUMNS, 1);
                    float[] found = new float[batch * 49];
                    machine.matmul(weight, x, found, batch);
                    System.out.println(
                            type + " × " + batch + ": " + Arrays.equals(found, QuantizedLaw.product(weight, x, batch)));
                }
            }
        }
    }

    private static void bf16() {
        try (var pool = new WorkerPool(1)) {
            Kernels machine = KernelChoice.MACHINE.on(pool);
            for (int batch = 1; batch <= 13; batch++) {
                Weight weight = new RandomOperands(batch).weight(ElementType.BF16, 49, COLUMNS);
                float[] x = new float[batch * COLUMNS];
                Arrays.fill(x, 1f);
                float[] found = new float[batch * 49];
                machine.matmul(weight, x, found, batch);
                float[] law = new float[batch * 49];
                KernelChoice.SCALAR.on(pool).matmul(weight, x, law, batch);
                System.out.println("BF16 × " + batch + ": " + (QuantizedLaw.nmse(law, found) < 1e-9));
            }
        }
    }

    /** Pages end where the heap's arrays do, so that a step too far is read from another's memory. */
    private static void attention(KernelChoice choice) {
        try (var pool = new WorkerPool(1)) {
            Kernels machine = choice.on(pool);
            for (KvType type : KvType.values()) {
                for (int heads = 1; heads <= 5; heads++) {
                    var random = new RandomOperands(heads);
                    var shape = new Attention.Shape(2 * heads, 2, 80, 100);
                    List<KvPage> pages = new ArrayList<>();
                    for (int position = 0; position < 200; position++) {
                        if (position % KvPage.POSITIONS == 0) {
                            pages.add(KvPage.of(type, 2, 80));
                        }
                        float[] floats = random.floats(160, 1);
                        pages.getLast().store(position % KvPage.POSITIONS, floats, floats, 0);
                    }
                    float[] queries = random.floats(9 * heads * 160, 1);
                    var attention = new Attention(shape, queries, new float[queries.length], pages, 180, 9);
                    machine.attend(attention);
                    System.out.println(type + ", " + heads + " heads: "
                            + Arrays.equals(attention.out, AttentionContract.outputs(attention)));
                }
            }
        }
    }

    private static void elements(KernelChoice choice) {
        try (var pool = new WorkerPool(1)) {
            Kernels law = KernelChoice.SCALAR.on(pool);
            Kernels machine = choice.on(pool);
            for (boolean halves : new boolean[] {false, true}) {
                var table = new RopeTable(64, 1, halves);
                for (int pair = 0; pair < 32; pair++) {
                    table.set(0, pair, pair);
                }
                float[] x = new RandomOperands(3).floats(640, 2);
                float[] expected = operations(law, x.clone(), table);
                float[] found = operations(machine, x.clone(), table);
                System.out.println("halves " + halves + ": " + (QuantizedLaw.nmse(expected, found) < 1e-12));
            }
        }
    }

    private static float[] operations(Kernels kernels, float[] x, RopeTable table) {
        float[] gain = new RandomOperands(4).floats(640, 2);
        kernels.rmsNorm(x, gain, 1e-5f, x, 1);
        kernels.rotate(x, 10, table, 1);
        kernels.silu(x, gain, x.length);
        kernels.add(x, gain, x.length);
        kernels.gelu(x, gain, x.length);
        return x;
    }

    private static void fileBecomesShorter(Path file, KernelChoice choice) throws IOException {
        try (var pool = new WorkerPool(2);
                Arena arena = Arena.ofShared()) {
            Kernels machine = choice.on(pool);
            for (ElementType type : BLOCKS) {
                for (int batch : new int[] {1, 9}) {
                    Files.write(file, new byte[(int) type.bytes((long) ROWS * COLUMNS)]);
                    Weight weight = mapped(type, file, arena);
                    float[] x = new float[batch * COLUMNS];
                    machine.matmul(weight, x, new float[batch * ROWS], batch);
                    Files.write(file, new byte[4096]);
                    try {
                        machine.matmul(weight, x, new float[batch * ROWS], batch);
                        System.out.println("no error");
                    } catch (InternalError e) {
                        System.out.println(type + " × " + batch + ": " + e.getMessage());
                    }
                }
            }
            System.out.println("Java's own read: " + ownRead(mapped(ElementType.F32, file, arena), file));
        }
    }

    private static Weight mapped(ElementType type, Path file, Arena arena) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long size = type.bytes((long) ROWS * COLUMNS);
            MemorySegment data = channel.map(FileChannel.MapMode.READ_WRITE, 0, size, arena);
            return new Weight("mapped", type, ROWS, COLUMNS, data);
        }
    }

    /** Faults outside the kernels still reach the virtual machine. */
    private static String ownRead(Weight weight, Path file) throws IOException {
        Files.write(file, new byte[4096]);
        try {
            Kernels.decoded(weight, ROWS - 1);
            return "no error";
        } catch (InternalError e) {
            return "InternalError";
        }
    }

    private static void memoryIsClosedMeanwhile() throws InterruptedException {
        Arena arena = Arena.ofShared();
        MemorySegment data = arena.allocate(ElementType.Q8_0.bytes((long) ROWS * COLUMNS), 64);
        Weight weight = new Weight("closed", ElementType.Q8_0, ROWS, COLUMNS, data);
        try (var pool = new WorkerPool(1)) {
            Kernels machine = KernelChoice.MACHINE.on(pool);
            float[] out = new float[ROWS];
            Thread closer = Thread.ofPlatform().start(() -> closeAsSoonAsPossible(arena));
            try {
                while (true) {
                    machine.matmul(weight, new float[COLUMNS], out, 1);
                }
            } catch (IllegalStateException e) {
                System.out.println(e.getMessage());
            }
            closer.join();
        }
    }

    private static void closeAsSoonAsPossible(Arena arena) {
        while (arena.scope().isAlive()) {
            try {
                arena.close();
            } catch (IllegalStateException e) {
                Thread.onSpinWait();
            }
        }
    }

    /** From now on the system makes nothing executable that was writable; the compilers' memory must be there already. */
    @SuppressWarnings("restricted") // the point of this test
    private static void executableMemoryIsRefused() {
        FunctionDescriptor numbers = FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG);
        Linker linker = Linker.nativeLinker();
        MethodHandle prctl = linker.downcallHandle(linker.defaultLookup().findOrThrow("prctl"), numbers);
        // checkstyle off: IllegalCatch because a method handle declares Throwable
        try {
            int answer = (int) prctl.invokeExact(SET_MEMORY_DENY_WRITE_EXECUTE, REFUSE_GAIN, 0L, 0L, 0L);
            if (answer != 0) {
                System.out.println("unknown to this system");
                return;
            }
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        // checkstyle on: IllegalCatch
        choice();
    }

    private static void choice() {
        try (var pool = new WorkerPool(1)) {
            System.out.println(KernelChoice.choose(pool).name() + ": "
                    + KernelChoice.MACHINE.obstacle().orElse("machine code runs"));
        }
    }
}
