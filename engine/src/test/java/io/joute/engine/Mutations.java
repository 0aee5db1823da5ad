package io.joute.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Damages files: bits, boundary values, cuts, insertions, copies; mostly in the first bytes, where the structure is. */
final class Mutations {
    private static final long[] BOUNDARIES = {
        0,
        1,
        2,
        7,
        8,
        31,
        32,
        33,
        63,
        64,
        127,
        128,
        255,
        256,
        65_535,
        65_536,
        Integer.MAX_VALUE,
        1L << 31,
        (1L << 31) + 1,
        (1L << 32) - 1,
        1L << 32,
        (1L << 32) + 1,
        1L << 60,
        1L << 61,
        1L << 62,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        -1,
        -32
    };

    private final SplittableRandom random;

    Mutations(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A damaged copy of {@code good}, whose structure is in its first {@code header} bytes. */
    byte[] mutant(byte[] good, int header) {
        byte[] bytes = good.clone();
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes && bytes.length > 0; i++) {
            int at = random.nextInt(random.nextInt(10) == 0 ? bytes.length : Math.min(header, bytes.length));
            bytes = changed(bytes, at);
        }
        return bytes;
    }

    private byte[] changed(byte[] bytes, int at) {
        return switch (random.nextInt(8)) {
            case 0, 1 -> flipped(bytes, at);
            case 2, 3 -> number(bytes, at, Long.BYTES);
            case 4 -> number(bytes, at, Integer.BYTES);
            case 5 -> Arrays.copyOf(bytes, at);
            case 6 -> inserted(bytes, at);
            default -> copied(bytes, at);
        };
    }

    private byte[] flipped(byte[] bytes, int at) {
        bytes[at] = (byte) (random.nextBoolean() ? bytes[at] ^ 1 << random.nextInt(8) : random.nextInt(256));
        return bytes;
    }

    private byte[] number(byte[] bytes, int at, int size) {
        ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(0, BOUNDARIES[random.nextInt(BOUNDARIES.length)]);
        System.arraycopy(buffer.array(), 0, bytes, at, Math.min(size, bytes.length - at));
        return bytes;
    }

    private byte[] inserted(byte[] bytes, int at) {
        int count = 1 + random.nextInt(40);
        byte[] longer = new byte[bytes.length + count];
        System.arraycopy(bytes, 0, longer, 0, at);
        System.arraycopy(bytes, at, longer, at + count, bytes.length - at);
        for (int i = at; i < at + count; i++) {
            longer[i] = (byte) random.nextInt(256);
        }
        return longer;
    }

    private byte[] copied(byte[] bytes, int at) {
        int from = random.nextInt(bytes.length);
        int count = Math.min(1 + random.nextInt(64), bytes.length - Math.max(from, at));
        System.arraycopy(bytes, from, bytes, at, count);
        return bytes;
    }
}
