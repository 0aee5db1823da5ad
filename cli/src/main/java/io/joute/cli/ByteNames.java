package io.joute.cli;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.IntSupplier;

/**
 * Numbers of names, looked up by their bytes: no text is made for a name that was seen before.
 *
 * <p>Open addressing with two words a slot, side by side, as tables of a million voters miss the cache at each look: a
 * key, which is the name itself up to eight bytes and else its hash, and the length above the number. Bytes are looked
 * at up to {@link CsvRows#PADDING} beyond the name, whatever they are.
 */
final class ByteNames {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final int WORD = Long.BYTES;

    private long[] slots = new long[128];
    private long[] keys = new long[64];
    private int[] lengths = new int[64];
    private int[] numbers = new int[64];
    private int[] starts = new int[64];
    private byte[] longNames = new byte[1024];
    private int written;
    private int size;

    /** The number that was put for a name; -1 for none. */
    int number(byte[] bytes, int start, int length) {
        long key = key(bytes, start, length);
        for (int slot = slot(key); slots[slot + 1] != 0; slot = next(slot)) {
            if (slots[slot] == key && (int) (slots[slot + 1] >>> 32) == length + 1) {
                int number = (int) slots[slot + 1];
                if (length <= WORD || isAt(starts[number], bytes, start, length)) {
                    return number;
                }
            }
        }
        return -1;
    }

    /** Put the number of a name that has none; each is higher than the ones before. */
    void put(byte[] bytes, int start, int length, int number) {
        if (4 * ++size > slots.length) {
            grow();
        }
        long key = key(bytes, start, length);
        list(key, length, number);
        if (length > WORD) {
            keep(bytes, start, length, number);
        }
        place(key, ((length + 1L) << 32) | number);
    }

    /**
     * The numbers that {@code others} gives the same names, by the numbers that they have here; a name that it lacks
     * gets one of {@code fresh}, and so does a number below {@code count} without a name.
     */
    int[] numbersIn(ByteNames others, int count, IntSupplier fresh) {
        int[] found = new int[count];
        byte[] word = new byte[WORD + CsvRows.PADDING];
        int entry = 0;
        for (int number = 0; number < count; number++) {
            if (entry < size && numbers[entry] == number) {
                boolean fits = lengths[entry] <= WORD;
                WORDS.set(word, 0, keys[entry]);
                found[number] =
                        others.numberOrPut(fits ? word : longNames, fits ? 0 : starts[number], lengths[entry], fresh);
                entry++;
            } else {
                found[number] = fresh.getAsInt();
            }
        }
        return found;
    }

    private int numberOrPut(byte[] bytes, int start, int length, IntSupplier fresh) {
        int known = number(bytes, start, length);
        if (known >= 0) {
            return known;
        }
        int number = fresh.getAsInt();
        put(bytes, start, length, number);
        return number;
    }

    private static long key(byte[] bytes, int start, int length) {
        if (length <= WORD) {
            return last(bytes, start, length);
        }
        long hash = length;
        int at = start;
        for (int left = length; left > 0; left -= WORD, at += WORD) {
            hash = mixed(hash ^ last(bytes, at, Math.min(left, WORD)));
        }
        return hash;
    }

    private static long last(byte[] bytes, int start, int length) {
        long word = (long) WORDS.get(bytes, start);
        return length == WORD ? word : word & ((1L << (8 * length)) - 1);
    }

    private static long mixed(long word) {
        long product = word * MIX;
        return product ^ (product >>> 29);
    }

    private int slot(long key) {
        return 2 * ((int) (mixed(key) >>> 20) & (slots.length / 2 - 1));
    }

    private int next(int slot) {
        return (slot + 2) & (slots.length - 1);
    }

    private void place(long key, long lengthAndNumber) {
        int slot = slot(key);
        while (slots[slot + 1] != 0) {
            slot = next(slot);
        }
        slots[slot] = key;
        slots[slot + 1] = lengthAndNumber;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[Math.multiplyExact(old.length, 2)];
        for (int slot = 0; slot < old.length; slot += 2) {
            if (old[slot + 1] != 0) {
                place(old[slot], old[slot + 1]);
            }
        }
    }

    private void list(long key, int length, int number) {
        int entry = size - 1;
        if (entry == keys.length) {
            keys = Arrays.copyOf(keys, Math.multiplyExact(entry, 2));
            lengths = Arrays.copyOf(lengths, keys.length);
            numbers = Arrays.copyOf(numbers, keys.length);
        }
        keys[entry] = key;
        lengths[entry] = length;
        numbers[entry] = number;
    }

    private void keep(byte[] bytes, int start, int length, int number) {
        while (number >= starts.length) {
            starts = Arrays.copyOf(starts, Math.multiplyExact(starts.length, 2));
        }
        while (written + length + CsvRows.PADDING > longNames.length) {
            longNames = Arrays.copyOf(longNames, Math.multiplyExact(longNames.length, 2));
        }
        System.arraycopy(bytes, start, longNames, written, length);
        starts[number] = written;
        written += length;
    }

    private boolean isAt(int place, byte[] bytes, int start, int length) {
        return Arrays.equals(longNames, place, place + length, bytes, start, start + length);
    }
}
