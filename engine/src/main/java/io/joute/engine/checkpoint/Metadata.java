package io.joute.engine.checkpoint;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a checkpoint. Values are {@link Long} (every integer type), {@link Double} (both float types), {@link
 * Boolean}, {@link String}, {@code long[]}, {@code double[]}, {@code List<String>}, or a {@code List<?>} of those; an unsigned
 * integer above 2⁶³−1 is a {@link java.math.BigInteger}, which no known key uses. A value of the wrong kind is
 * refused with a {@link CheckpointException} that names the key, what was found and what was expected.
 */
public final class Metadata {
    private final Path path;
    private final Map<String, Object> values;

    /** Hold {@code values}, read from {@code path}, which messages name. */
    public Metadata(Path path, Map<String, Object> values) {
        this.path = path;
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** All keys and values, in the file's order. */
    public Map<String, Object> values() {
        return values;
    }

    /** A string. */
    public Optional<String> string(String key) {
        return Optional.ofNullable(typed(key, String.class, "a string"));
    }

    /** An integer of any width. */
    public OptionalLong integer(String key) {
        Long value = typed(key, Long.class, "an integer");
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /** A float of any width. */
    public OptionalDouble decimal(String key) {
        Double value = typed(key, Double.class, "a float");
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** A truth value. */
    public Optional<Boolean> flag(String key) {
        return Optional.ofNullable(typed(key, Boolean.class, "a bool"));
    }

    /** An array of integers. */
    public Optional<long[]> integers(String key) {
        return Optional.ofNullable(typed(key, long[].class, "an array of integers"));
    }

    /** An array of floats. */
    public Optional<double[]> decimals(String key) {
        return Optional.ofNullable(typed(key, double[].class, "an array of floats"));
    }

    /** An array of strings. */
    public Optional<List<String>> strings(String key) {
        List<?> value = typed(key, List.class, "an array of strings");
        if (value == null) {
            return Optional.empty();
        }
        if (!value.stream().allMatch(String.class::isInstance)) {
            throw wrongKind(key, "an array of " + value.size() + " elements", "an array of strings");
        }
        return Optional.of(value.stream().map(String.class::cast).toList());
    }

    /** An integer that must be there and within bounds. */
    public int requiredInt(String key, int low, int high) {
        long value = integer(key).orElseThrow(() -> missing(key));
        if (value < low || value > high) {
            throw new CheckpointException(path, "key '" + key + "' is " + value + ", expected " + low + " to " + high);
        }
        return (int) value;
    }

    /** A string that must be there. */
    public String requiredString(String key) {
        return string(key).orElseThrow(() -> missing(key));
    }

    /** The failure for a key that is not there. */
    public CheckpointException missing(String key) {
        return new CheckpointException(path, "key '" + key + "' is missing");
    }

    /** The failure for a key, or any other part of the file, with what was found and expected. */
    public CheckpointException refuse(String problem) {
        return new CheckpointException(path, problem);
    }

    private <T> @Nullable T typed(String key, Class<T> type, String expected) {
        Object value = values.get(key);
        if (value == null) {
            return null;
        }
        if (!type.isInstance(value)) {
            throw wrongKind(key, describe(value), expected);
        }
        return type.cast(value);
    }

    private CheckpointException wrongKind(String key, String found, String expected) {
        return new CheckpointException(path, "key '" + key + "' is " + found + ", expected " + expected);
    }

    private static String describe(Object value) {
        return switch (value) {
            case Long v -> "the integer " + v;
            case Double v -> "the float " + v;
            case Boolean v -> "the bool " + v;
            case String v -> "the string '" + (v.length() > 40 ? v.substring(0, 40) + "…" : v) + "'";
            case long[] v -> "an array of " + v.length + " integers";
            case double[] v -> "an array of " + v.length + " floats";
            case BigInteger v -> "the integer " + v;
            case List<?> v -> "an array of " + v.size() + " elements";
            default -> "a " + value.getClass().getSimpleName();
        };
    }
}
