package io.joute.engine.kernel;

import io.joute.engine.kernel.x86.Availability;
import io.joute.engine.kernel.x86.Instructions;
import io.joute.engine.kernel.x86.MachineCode;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which loops compute, decided once, and the sentence that says why. */
public enum KernelChoice {
    /** Plain loops: the law that others are checked against. */
    SCALAR("scalar"),
    /** The Vector API's, in floats; needs the module {@code jdk.incubator.vector}. */
    VECTOR("vector"),
    /** Machine code for quantised weights, with activations quantised too, in the best instructions there are; the Vector API
     * for all else. */
    MACHINE("machine"),
    /** Machine code in AVX-512 VNNI. */
    AVX512_VNNI("x86-avx512-vnni"),
    /** Machine code in AVX2 and AVX-VNNI. */
    AVX_VNNI("x86-avx-vnni"),
    /** Machine code in AVX2. */
    AVX2("x86-avx2");

    private static final String PROPERTY = "joute.kernels";
    private static final System.Logger LOG = System.getLogger(KernelChoice.class.getName());

    private record Decision(KernelChoice choice, String reason) {}

    private final String word;

    KernelChoice(String word) {
        this.word = word;
    }

    /** What users call it. */
    @Override
    public String toString() {
        return word;
    }

    /**
     * Make the kernels for {@code pool}: those that the system property {@code joute.kernels} names ({@code machine}, {@code
     * vector}, {@code scalar}, or machine code in certain instructions), else machine code where it can run, else vectors where the module {@code
     * jdk.incubator.vector} is there. Logs why.
     *
     * @throws IllegalStateException when those that the property names cannot run here
     */
    public static Kernels choose(WorkerPool pool) {
        Decision decision = Optional.ofNullable(System.getProperty(PROPERTY))
                .map(KernelChoice::asked)
                .orElseGet(KernelChoice::best);
        Kernels kernels = decision.choice.on(pool);
        LOG.log(
                System.Logger.Level.INFO,
                "Kernels: {0} on {1} threads, because {2}.",
                kernels.name(),
                pool.threads(),
                decision.reason);
        return kernels;
    }

    /** The fastest kernels here that keep activations in floats: for comparing with other engines, digit by digit. */
    public static KernelChoice exact() {
        return VECTOR.obstacle().isPresent() ? SCALAR : VECTOR;
    }

    /**
     * Make these kernels for {@code pool}.
     *
     * @throws IllegalStateException when they cannot run here
     */
    public Kernels on(WorkerPool pool) {
        return new Kernels(
                switch (this) {
                    case SCALAR -> new ScalarLoops();
                    case VECTOR -> new VectorLoops();
                    case MACHINE, AVX512_VNNI, AVX_VNNI, AVX2 -> machine();
                },
                pool);
    }

    /** Why these kernels cannot run here; empty where they can. */
    public Optional<String> obstacle() {
        return switch (this) {
            case SCALAR -> Optional.empty();
            case VECTOR ->
                vectors()
                        ? Optional.empty()
                        : Optional.of("the module jdk.incubator.vector is absent (start with --add-modules "
                                + "jdk.incubator.vector)");
            case MACHINE, AVX512_VNNI, AVX_VNNI, AVX2 -> VECTOR.obstacle().or(this::machineObstacle);
        };
    }

    /** What stands in the way of the least demanding instructions, if something does. */
    private Optional<String> machineObstacle() {
        return switch (available()) {
            case Availability.Ready ready -> Optional.empty();
            case Availability.Missing missing -> Optional.of(missing.reason());
        };
    }

    /** Code in the first of these instructions that can run. */
    private Availability available() {
        Availability last = new Availability.Missing(word + " is not machine code");
        for (Instructions next : Instructions.values()) {
            if (last instanceof Availability.Ready) {
                return last;
            }
            if (this == MACHINE || word.equals(next.kernels())) {
                last = MachineCode.available(next);
            }
        }
        return last;
    }

    private Loops machine() {
        return switch (available()) {
            case Availability.Ready ready -> new MachineLoops(ready.code(), new VectorLoops());
            case Availability.Missing missing ->
                throw new IllegalStateException("machine code cannot run: " + missing.reason());
        };
    }

    private static boolean vectors() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    }

    private static Decision best() {
        Optional<String> vectorObstacle = VECTOR.obstacle();
        if (vectorObstacle.isPresent()) {
            return new Decision(SCALAR, vectorObstacle.get());
        }
        return switch (MACHINE.available()) {
            case Availability.Ready ready ->
                new Decision(
                        MACHINE,
                        "the processor has " + ready.code().instructions().feature() + " and code may be written");
            case Availability.Missing missing -> new Decision(VECTOR, missing.reason());
        };
    }

    private static Decision asked(String name) {
        KernelChoice choice = parse(name);
        choice.obstacle().ifPresent(obstacle -> {
            throw new IllegalStateException("-D" + PROPERTY + "=" + name + " cannot be obeyed: " + obstacle);
        });
        return new Decision(choice, "-D" + PROPERTY + " asks for them");
    }

    private static KernelChoice parse(String name) {
        return Arrays.stream(values())
                .filter(choice -> choice.word.equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("-D" + PROPERTY + "=" + name + ", expected one of "
                        + Arrays.stream(values()).map(KernelChoice::toString).collect(Collectors.joining(", "))));
    }
}
