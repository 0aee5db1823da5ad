package io.joute.arena.energy;

/** GPUs of 80 GB that hold a model, as both methods count them. */
final class Gpus {
    static final double PER_SERVER = 8;
    private static final double MEMORY_GB = 80;
    private static final double OVERHEAD = 1.2;

    private Gpus() {}

    /** The smallest number whose memory holds the weights and a fifth more. */
    static int needed(double totalBillions, int bits) {
        return Math.max(1, (int) Math.ceil(OVERHEAD * totalBillions * bits / 8 / MEMORY_GB));
    }

    /** The next power of two, as tensor parallelism wants it. */
    static int powerOfTwo(int gpus) {
        return gpus == 1 ? 1 : Integer.highestOneBit(gpus - 1) << 1;
    }
}
