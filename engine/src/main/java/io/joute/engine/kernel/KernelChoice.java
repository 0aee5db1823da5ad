package io.joute.engine.kernel;

import java.util.Locale;
import java.util.Optional;

/** Which loops compute, decided once, and the sentence that says why. */
public enum KernelChoice {
    /** Plain loops: the law that others are checked against. */
    SCALAR,
    /** The Vector API's; needs the module {@code jdk.incubator.vector}. */
    VECTOR;

    private static final String PROPERTY = "joute.kernels";
    private static final System.Logger LOG = System.getLogger(KernelChoice.class.getName());

    /**
     * Make the kernels for {@code pool}: those that the system property {@code joute.kernels} names ({@code vector} or
     * {@code scalar}), else vectors where the module {@code jdk.incubator.vector} is there and vectors hold 4 floats or
     * more. Logs why.
     */
    public static Kernels choose(WorkerPool pool) {
        Optional<KernelChoice> asked =
                Optional.ofNullable(System.getProperty(PROPERTY)).map(KernelChoice::parse);
        boolean present = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        KernelChoice choice = asked.orElse(present ? VECTOR : SCALAR);
        if (choice == VECTOR && !present) {
            throw new IllegalStateException("-D" + PROPERTY
                    + "=vector needs the module jdk.incubator.vector: start with --add-modules jdk.incubator.vector");
        }
        Kernels kernels = choice.on(pool);
        LOG.log(
                System.Logger.Level.INFO,
                "Kernels: {0} on {1} threads, because {2}.",
                kernels.name(),
                pool.threads(),
                reason(asked.isPresent(), present));
        return kernels;
    }

    /** Make these kernels for {@code pool}. */
    public Kernels on(WorkerPool pool) {
        return new Kernels(
                switch (this) {
                    case SCALAR -> new ScalarLoops();
                    case VECTOR -> new VectorLoops();
                },
                pool);
    }

    private static String reason(boolean asked, boolean present) {
        if (asked) {
            return "-D" + PROPERTY + " asks for them";
        }
        return present
                ? "the Vector API is there and this is the widest vector of the processor"
                : "the module jdk.incubator.vector is absent (start with --add-modules jdk.incubator.vector)";
    }

    private static KernelChoice parse(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "scalar" -> SCALAR;
            case "vector" -> VECTOR;
            default -> throw new IllegalArgumentException("-D" + PROPERTY + "=" + name + ", expected vector or scalar");
        };
    }
}
