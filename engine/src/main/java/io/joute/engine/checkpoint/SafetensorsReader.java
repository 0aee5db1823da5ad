package io.joute.engine.checkpoint;

import io.joute.engine.tensor.Sizes;
import java.io.ByteArrayInputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads safetensors:
 *
 * <pre>
 * u64 little-endian   bytes of the header, 1 to 100,000,000
 * header              JSON object in UTF-8, begins with '{', may end with spaces:
 *                     name → {"dtype": "BF16", "shape": [rows, columns], "data_offsets": [begin, end]}
 *                     "__metadata__" → {string → string}, optional
 * data                the tensors row-major, little-endian; offsets count from here
 * </pre>
 *
 * <p>The tensors cover the data exactly: no overlap, no hole, nothing after them. An empty tensor and a scalar (shape {@code
 * []}) are legal. Source: the format's description in the safetensors project.
 */
final class SafetensorsReader {
    static final String EXPECTED = "a safetensors file";

    private static final String METADATA = "__metadata__";
    private static final int LENGTH_BYTES = 8;

    private final Path path;
    private final MemorySegment file;

    private SafetensorsReader(Path path, MemorySegment file) {
        this.path = path;
        this.file = file;
    }

    /** An entry of the header, not yet compared with the data. */
    private record Entry(String name, Dtype dtype, List<Long> shape, long begin, long end) {}

    /**
     * Map {@code path} for as long as {@code arena} is open and read its header.
     *
     * @throws CheckpointException when the file cannot be read, is not safetensors, or contradicts itself
     */
    static List<SafetensorsTensor> read(Path path, Arena arena) {
        return read(path, MappedFile.map(path, arena, EXPECTED));
    }

    /** Read {@code file}, mapped from {@code path}. */
    static List<SafetensorsTensor> read(Path path, MemorySegment file) {
        var reader = new SafetensorsReader(path, file);
        try {
            return reader.read();
        } catch (ArithmeticException e) {
            throw reader.refuse("header: size exceeds 2^63.");
        }
    }

    private List<SafetensorsTensor> read() {
        long headerBytes = headerBytes();
        byte[] header = file.asSlice(LENGTH_BYTES, headerBytes).toArray(ValueLayout.JAVA_BYTE);
        if (header[0] != '{') {
            throw refuse("header: does not begin with '{', expected safetensors.");
        }
        List<Entry> entries = StrictJson.header(path, new ByteArrayInputStream(header), this::entries);
        MemorySegment data = file.asSlice(Sizes.add(LENGTH_BYTES, headerBytes));
        checkCover(entries, data.byteSize());
        return entries.stream()
                .map(entry -> new SafetensorsTensor(
                        path,
                        entry.name(),
                        entry.dtype(),
                        entry.shape(),
                        data.asSlice(entry.begin(), Sizes.add(entry.end(), -entry.begin()))))
                .toList();
    }

    private long headerBytes() {
        if (file.byteSize() <= LENGTH_BYTES) {
            throw refuse("truncated: " + file.byteSize() + " bytes, expected " + EXPECTED + ".");
        }
        long announced = file.get(BoundedReader.LONG, 0);
        long rest = Sizes.add(file.byteSize(), -LENGTH_BYTES);
        if (announced < 1 || announced > rest) {
            throw refuse("header length: " + Shown.number(announced) + " bytes announced, expected 1 to "
                    + Shown.number(rest) + ", the rest of the file. It is cut, or no safetensors file.");
        }
        if (announced > Limits.SAFETENSORS_HEADER_BYTES) {
            throw refuse("header length: " + Shown.number(announced) + " bytes, at most "
                    + Shown.number(Limits.SAFETENSORS_HEADER_BYTES) + " allowed.");
        }
        return announced;
    }

    private List<Entry> entries(JsonParser parser) {
        List<Entry> entries = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals(METADATA)) {
                metadata(parser);
            } else {
                if (entries.size() == Limits.TENSORS) {
                    throw refuse("header: more than " + Shown.number(Limits.TENSORS) + " tensors.");
                }
                entries.add(entry(name, parser));
            }
        }
        return entries;
    }

    private void metadata(JsonParser parser) {
        boolean strings = parser.currentToken() == JsonToken.START_OBJECT;
        while (strings && parser.nextToken() != JsonToken.END_OBJECT) {
            strings = parser.nextToken() == JsonToken.VALUE_STRING;
        }
        if (!strings) {
            throw refuse("header: " + METADATA + ": found another value, expected an object of strings.");
        }
    }

    private Entry entry(String name, JsonParser parser) {
        requireName(name);
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw refuse(name, "found no object, expected dtype, shape and data_offsets.");
        }
        String dtype = null;
        List<Long> shape = null;
        List<Long> offsets = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String property = parser.currentName();
            parser.nextToken();
            switch (property) {
                case "dtype" -> dtype = string(name, property, parser);
                case "shape" -> shape = numbers(name, property, Limits.SAFETENSORS_DIMENSIONS, parser);
                case "data_offsets" -> offsets = numbers(name, property, 2, parser);
                default -> parser.skipChildren();
            }
        }
        if (dtype == null || shape == null || offsets == null) {
            String missing = dtype == null ? "dtype" : shape == null ? "shape" : "data_offsets";
            throw refuse(name, missing + " is missing, expected dtype, shape and data_offsets.");
        }
        return entry(name, dtype, shape, offsets);
    }

    private Entry entry(String name, String dtypeName, List<Long> shape, List<Long> offsets) {
        Dtype dtype = Dtype.of(dtypeName)
                .orElseThrow(() ->
                        refuse(name, "dtype " + Shown.name(dtypeName) + " unknown, expected one of safetensors."));
        if (offsets.size() != 2 || offsets.get(0) > offsets.get(1)) {
            throw refuse(name, "data_offsets " + offsets + ", expected begin and end, ascending.");
        }
        long found = Sizes.add(offsets.get(1), -offsets.get(0));
        long needed = bytes(name, dtype, shape);
        if (found != needed) {
            throw refuse(
                    name,
                    "shape " + shape + " × " + dtype + " needs " + needed + " bytes, data_offsets give " + found + ".");
        }
        return new Entry(name, dtype, shape, offsets.get(0), offsets.get(1));
    }

    private long bytes(String name, Dtype dtype, List<Long> shape) {
        try {
            long bits = dtype.bits();
            for (long dimension : shape.stream().sorted().toList()) {
                bits = Sizes.multiply(bits, dimension);
            }
            if (bits % Byte.SIZE != 0) {
                throw refuse(name, "shape " + shape + " × " + dtype + " ends within a byte, expected whole ones.");
            }
            return bits / Byte.SIZE;
        } catch (ArithmeticException e) {
            throw refuse(name, "shape " + shape + " × " + dtype + ": size exceeds 2^63.");
        }
    }

    /** Sorted by offset, each tensor begins where the one before ends, the last one at the end of the file. */
    private void checkCover(List<Entry> entries, long dataBytes) {
        List<Entry> sorted = entries.stream()
                .sorted(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end))
                .toList();
        long end = 0;
        for (Entry entry : sorted) {
            if (entry.begin() != end) {
                String problem = entry.begin() < end ? "overlap the tensor before" : "leave a hole before them";
                throw refuse(
                        entry.name(),
                        "bytes " + entry.begin() + "–" + entry.end() + " " + problem + ", expected to begin at " + end
                                + ".");
            }
            end = entry.end();
            if (end > dataBytes) {
                throw refuse(
                        entry.name(),
                        "truncated: its bytes end at " + Shown.number(end) + ", the data ends at "
                                + Shown.number(dataBytes) + ". The download is incomplete.");
            }
        }
        if (end != dataBytes) {
            throw refuse("data: " + Shown.number(Sizes.add(dataBytes, -end))
                    + " bytes after the last tensor, expected none.");
        }
    }

    private String string(String name, String property, JsonParser parser) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw refuse(name, property + " is no string, expected one.");
        }
        return parser.getString();
    }

    private List<Long> numbers(String name, String property, int limit, JsonParser parser) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw refuse(name, property + " is no array, expected one of whole numbers.");
        }
        List<Long> numbers = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (numbers.size() == limit) {
                throw refuse(name, property + " has more than " + limit + " elements.");
            }
            numbers.add(number(name, property, parser));
        }
        return numbers;
    }

    private long number(String name, String property, JsonParser parser) {
        boolean isLong = parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        if (!isLong || parser.getLongValue() < 0) {
            throw refuse(name, property + " holds something else than whole numbers from 0 to 2^63-1.");
        }
        return parser.getLongValue();
    }

    private void requireName(String name) {
        boolean wellFormed = name.chars().noneMatch(Character::isISOControl)
                && name.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE);
        if (name.isEmpty() || name.length() > Limits.MODULE_PATH_CHARACTERS || !wellFormed) {
            throw refuse(
                    name,
                    "a name of " + name.length() + " characters, expected 1 to " + Limits.MODULE_PATH_CHARACTERS
                            + " without control characters.");
        }
    }

    private CheckpointException refuse(String tensor, String problem) {
        return refuse("tensor " + Shown.name(tensor) + ": " + problem);
    }

    private CheckpointException refuse(String problem) {
        return new CheckpointException(path, problem);
    }
}
