package io.joute.arena.catalog;

/**
 * What the weights of a model take in memory, in GB of 10⁹ bytes, at a number of bits a weight. The cache of a
 * conversation comes on top.
 */
public enum Memory {
    /** 2 GB a billion. */
    BITS_16(2),
    /** 1.06 GB a billion: scales included. */
    BITS_8(1.06),
    /** 0.6 GB a billion: scales included. */
    BITS_4(0.6);

    private static final double PHONE_GB = 3;
    private static final double LAPTOP_GB = 20;
    private static final double GPU_GB = 80;

    private final double perBillion;

    Memory(double perBillion) {
        this.perBillion = perBillion;
    }

    /** What so many parameters take. */
    public double weightsGb(ParameterCount total) {
        return total.high() * perBillion;
    }

    /** The least machine that holds them. */
    public Machine machine(ParameterCount total) {
        double needed = weightsGb(total);
        if (needed <= PHONE_GB) {
            return Machine.PHONE;
        } else if (needed <= LAPTOP_GB) {
            return Machine.LAPTOP;
        }
        return needed <= GPU_GB ? Machine.WORKSTATION : Machine.SERVER;
    }

    /** How many GPUs of 80 GB hold them. */
    public long gpus(ParameterCount total) {
        return Math.max(1, (long) Math.ceil(weightsGb(total) / GPU_GB));
    }

    /** A kind of machine. */
    public enum Machine {
        /** Up to 3 GB for weights. */
        PHONE,
        /** Up to 20 GB for weights. */
        LAPTOP,
        /** With one GPU, up to 80 GB for weights. */
        WORKSTATION,
        /** With several GPUs. */
        SERVER
    }
}
