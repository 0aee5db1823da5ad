package io.joute.engine.kernel.x86;

/** Whether machine code can run here. */
public sealed interface Availability {
    /**
     * It can.
     *
     * @param code the kernels
     */
    record Ready(MachineCode code) implements Availability {}

    /**
     * It cannot.
     *
     * @param reason half a sentence that says why
     */
    record Missing(String reason) implements Availability {}
}
