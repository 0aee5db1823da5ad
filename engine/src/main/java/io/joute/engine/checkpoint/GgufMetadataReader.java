package io.joute.engine.checkpoint;

import io.joute.engine.tensor.Sizes;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Reads the keys of a GGUF file. Layout of one: name (u64 length, ASCII), u32 value type, value. */
final class GgufMetadataReader {
    /** Name length, one character, value type, one byte of value. */
    static final long SMALLEST_KEY_BYTES = 14;

    private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);

    private final BoundedReader in;
    private long elementsLeft = Limits.ALL_ARRAY_ELEMENTS;

    GgufMetadataReader(BoundedReader in) {
        this.in = in;
    }

    Map<String, Object> read(long keys) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (long i = 1; i <= keys; i++) {
            in.at("name of key " + i + " of " + keys);
            String key = in.name(Limits.KEY_BYTES);
            in.at("key " + Shown.name(key));
            if (values.containsKey(key)) {
                throw in.refuse("appears twice, expected once.");
            }
            values.put(key, value(key, GgufValueType.read(in, "value type")));
        }
        return values;
    }

    private Object value(String key, GgufValueType type) {
        if (key.equals(GgufReader.ALIGNMENT_KEY) && type != GgufValueType.UINT32) {
            throw in.refuse("type " + type + ", expected UINT32.");
        }
        return switch (type) {
            case FLOAT32, FLOAT64 -> decimal(type);
            case BOOL -> bool();
            case STRING -> in.string();
            case ARRAY -> array();
            case UINT64 -> unsigned(in.i64());
            case UINT8, INT8, UINT16, INT16, UINT32, INT32, INT64 -> integer(type);
        };
    }

    private long integer(GgufValueType type) {
        return switch (type) {
            case UINT8 -> in.u8();
            case INT8 -> in.i8();
            case UINT16 -> in.i16() & 0xFFFF;
            case INT16 -> in.i16();
            case UINT32 -> in.u32();
            case INT32 -> in.i32();
            case UINT64, INT64 -> in.i64();
            case FLOAT32, FLOAT64, BOOL, STRING, ARRAY -> throw new IllegalArgumentException(type + " is no integer");
        };
    }

    private double decimal(GgufValueType type) {
        return type == GgufValueType.FLOAT32 ? Float.intBitsToFloat(in.i32()) : Double.longBitsToDouble(in.i64());
    }

    private boolean bool() {
        int value = in.u8();
        if (value > 1) {
            throw in.refuse("bool " + value + ", expected 0 or 1.");
        }
        return value == 1;
    }

    private static Object unsigned(long value) {
        return value >= 0 ? (Object) value : BigInteger.valueOf(value).add(TWO_TO_64);
    }

    /** An array of arrays, being filled. */
    private record OpenArray(List<Object> elements, long count) {
        boolean isFull() {
            return elements.size() == count;
        }
    }

    /** Read an array, perhaps of arrays: a loop with its own stack, so that no file can exhaust the thread's. */
    private Object array() {
        Deque<OpenArray> open = new ArrayDeque<>();
        while (true) {
            if (open.size() == Limits.ARRAY_NESTING) {
                throw in.refuse("arrays nested deeper than " + Limits.ARRAY_NESTING + ".");
            }
            GgufValueType type = GgufValueType.read(in, "element type");
            long count = elementCount(type);
            if (type == GgufValueType.ARRAY && count > 0) {
                open.push(new OpenArray(new ArrayList<>(), count));
                continue;
            }
            Object whole = close(open, type == GgufValueType.ARRAY ? List.of() : flatArray(type, count));
            if (open.isEmpty()) {
                return whole;
            }
        }
    }

    /** Put a whole array into the innermost open one, and every array that becomes whole by it into the next. */
    private static Object close(Deque<OpenArray> open, Object array) {
        Object whole = array;
        while (!open.isEmpty()) {
            OpenArray innermost = open.element();
            innermost.elements().add(whole);
            if (!innermost.isFull()) {
                break;
            }
            whole = Collections.unmodifiableList(open.pop().elements());
        }
        return whole;
    }

    private Object flatArray(GgufValueType type, long count) {
        return switch (type) {
            case FLOAT32, FLOAT64 -> decimals(type, Sizes.toInt(count));
            case BOOL -> list(count, this::bool);
            case STRING -> list(count, in::string);
            case UINT64 -> unsigneds(Sizes.toInt(count));
            case UINT8, INT8, UINT16, INT16, UINT32, INT32, INT64 -> integers(type, Sizes.toInt(count));
            case ARRAY -> throw new IllegalArgumentException("an array of arrays is not flat");
        };
    }

    private <T> List<T> list(long count, Supplier<T> element) {
        List<T> values = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            values.add(element.get());
        }
        return Collections.unmodifiableList(values);
    }

    private double[] decimals(GgufValueType type, int count) {
        var values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = decimal(type);
        }
        return values;
    }

    private long[] integers(GgufValueType type, int count) {
        var values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = integer(type);
        }
        return values;
    }

    /** Unsigned 64-bit elements: {@code long[]} when all fit, else a list in which the large ones are big integers. */
    private Object unsigneds(int count) {
        long[] values = integers(GgufValueType.INT64, count);
        if (Arrays.stream(values).allMatch(value -> value >= 0)) {
            return values;
        }
        return Arrays.stream(values).mapToObj(GgufMetadataReader::unsigned).toList();
    }

    private long elementCount(GgufValueType type) {
        long count = in.count("elements", Limits.ARRAY_ELEMENTS, type.smallestBytes());
        elementsLeft = Sizes.add(elementsLeft, -count);
        if (elementsLeft < 0) {
            throw in.refuse("arrays of more than " + Shown.number(Limits.ALL_ARRAY_ELEMENTS) + " elements in all.");
        }
        return count;
    }
}
