package io.joute.engine.kernel;

import io.joute.engine.kernel.x86.Availability;
import io.joute.engine.kernel.x86.MachineCode;
import java.util.Locale;
import java.util.Optional;

/** Which loops compute, decided once, and the sentence that says why. */
public enum KernelChoice {
    /** Plain loops: the law that others are checked against. */
    SCALAR,
    /** The Vector API's, in floats; needs the module {@code jdk.incubator.vector}. */
    VECTOR,
    /** Machine code for quantised weights, with activations quantised too; the Vector API for all else. */
    MACHINE;

    private static final String PROPERTY = "joute.kernels";
    private static final System.Logger LOG = System.getLogger(KernelChoice.class.getName());

    private record Decision(KernelChoice choice, String reason) {}

    /**
     * Make the kernels for {@code pool}: those that the system property {@code joute.kernels} names ({@code machine}, {@code
     * vector} or {@code scalar}), else machine code where it can run, else vectors where the module {@code
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
                    case MACHINE -> machine();
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
            case MACHINE -> VECTOR.obstacle().or(KernelChoice::machineObstacle);
        };
    }

    private static Optional<String> machineObstacle() {
        return switch (MachineCode.available()) {
            case Availability.Ready ready -> Optional.empty();
            case Availability.Missing missing -> Optional.of(missing.reason());
        };
    }

    private static Loops machine() {
        return switch (MachineCode.available()) {
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
        return MACHINE.obstacle()
                .map(obstacle -> new Decision(VECTOR, obstacle))
                .orElseGet(() -> new Decision(MACHINE, "the processor has AVX-512 VNNI and code may be written"));
    }

    private static Decision asked(String name) {
        KernelChoice choice = parse(name);
        choice.obstacle().ifPresent(obstacle -> {
            throw new IllegalStateException("-D" + PROPERTY + "=" + name + " cannot be obeyed: " + obstacle);
        });
        return new Decision(choice, "-D" + PROPERTY + " asks for them");
    }

    private static KernelChoice parse(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "scalar" -> SCALAR;
            case "vector" -> VECTOR;
            case "machine" -> MACHINE;
            default ->
                throw new IllegalArgumentException(
                        "-D" + PROPERTY + "=" + name + ", expected machine, vector or scalar");
        };
    }
}
