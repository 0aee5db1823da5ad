package io.joute.engine.checkpoint;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Writes the header of a GGUF file into memory. The value type follows the value, as the readers of the format expect it:
 * integers are UINT32, or INT32, UINT64 or INT64 where that is too narrow (arrays INT32 first); floats that an F32 holds
 * exactly are FLOAT32.
 */
final class GgufValueWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    byte[] toByteArray() {
        return bytes.toByteArray();
    }

    int size() {
        return bytes.size();
    }

    void u8(int value) {
        bytes.write(value);
    }

    void u32(long value) {
        little(value, 4);
    }

    void u64(long value) {
        little(value, 8);
    }

    void string(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        u64(utf8.length);
        bytes.writeBytes(utf8);
    }

    /** Write the type of {@code value}, then the value. */
    void value(String key, Object value) {
        switch (value) {
            case Integer number -> integer(number.longValue());
            case Long number -> integer(number);
            case Float number -> decimal(number.doubleValue());
            case Double number -> decimal(number);
            case Boolean flag -> {
                type(GgufValueType.BOOL);
                bytes.write(flag ? 1 : 0);
            }
            case String text -> {
                type(GgufValueType.STRING);
                string(text);
            }
            case int[] numbers -> array(Arrays.stream(numbers).asLongStream().toArray());
            case long[] numbers -> array(numbers);
            case double[] numbers -> array(numbers);
            case List<?> elements -> array(key, elements);
            default -> throw refuse(key, value);
        }
    }

    private void integer(long number) {
        GgufValueType type = scalarType(number);
        type(type);
        little(number, type.smallestBytes());
    }

    private static GgufValueType scalarType(long number) {
        if (number < 0) {
            return number == (int) number ? GgufValueType.INT32 : GgufValueType.INT64;
        }
        return number <= 0xFFFF_FFFFL ? GgufValueType.UINT32 : GgufValueType.UINT64;
    }

    private void decimal(double number) {
        if (isFloat(number)) {
            type(GgufValueType.FLOAT32);
            u32(Float.floatToIntBits((float) number));
        } else {
            type(GgufValueType.FLOAT64);
            u64(Double.doubleToLongBits(number));
        }
    }

    private static boolean isFloat(double number) {
        return Double.compare((float) number, number) == 0;
    }

    private void array(long[] numbers) {
        boolean narrow = LongStream.of(numbers).allMatch(number -> number == (int) number);
        GgufValueType type = narrow ? GgufValueType.INT32 : GgufValueType.INT64;
        array(type, numbers.length);
        for (long number : numbers) {
            little(number, type.smallestBytes());
        }
    }

    private void array(double[] numbers) {
        boolean narrow = Arrays.stream(numbers).allMatch(GgufValueWriter::isFloat);
        array(narrow ? GgufValueType.FLOAT32 : GgufValueType.FLOAT64, numbers.length);
        for (double number : numbers) {
            if (narrow) {
                u32(Float.floatToIntBits((float) number));
            } else {
                u64(Double.doubleToLongBits(number));
            }
        }
    }

    private void array(String key, List<?> elements) {
        if (!elements.stream().allMatch(String.class::isInstance)) {
            throw refuse(key, elements);
        }
        array(GgufValueType.STRING, elements.size());
        elements.forEach(element -> string((String) element));
    }

    private void array(GgufValueType elementType, int count) {
        type(GgufValueType.ARRAY);
        u32(elementType.id());
        u64(count);
    }

    private void type(GgufValueType type) {
        u32(type.id());
    }

    private void little(long value, int size) {
        for (int i = 0; i < size; i++) {
            bytes.write((int) (value >>> (8 * i)));
        }
    }

    private static IllegalArgumentException refuse(String key, Object value) {
        return new IllegalArgumentException(
                "key '" + key + "' is a " + value.getClass().getSimpleName()
                        + ", expected an integer, float, bool, string, int[], long[], double[] or list of strings");
    }
}
