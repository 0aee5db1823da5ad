package io.joute.engine.checkpoint;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A second reader of GGUF, slow and plain, that only says whether a file is legal. Every number is a big integer; a file
 * that breaks a rule makes it throw. It shares nothing with the reader that it judges but the rules.
 */
public final class PlainGguf {
    private static final BigInteger TWO_63 = BigInteger.ONE.shiftLeft(63);
    private static final int[] SMALLEST = {1, 1, 2, 2, 4, 4, 4, 1, 8, 12, 8, 8, 8};

    /** Elements and bytes of a block by type number. */
    private static final Map<Integer, int[]> BLOCKS = Map.ofEntries(
            Map.entry(0, new int[] {1, 4}),
            Map.entry(1, new int[] {1, 2}),
            Map.entry(2, new int[] {32, 18}),
            Map.entry(3, new int[] {32, 20}),
            Map.entry(6, new int[] {32, 22}),
            Map.entry(7, new int[] {32, 24}),
            Map.entry(8, new int[] {32, 34}),
            Map.entry(10, new int[] {256, 84}),
            Map.entry(11, new int[] {256, 110}),
            Map.entry(12, new int[] {256, 144}),
            Map.entry(13, new int[] {256, 176}),
            Map.entry(14, new int[] {256, 210}),
            Map.entry(20, new int[] {32, 18}),
            Map.entry(23, new int[] {256, 136}),
            Map.entry(30, new int[] {1, 2}));

    private final ByteBuffer in;
    private final Map<String, Object> numbers = new HashMap<>();
    private int arrayElements;

    private PlainGguf(byte[] file) {
        in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Whether {@code file}, on its own, is legal. */
    public static boolean accepts(byte[] file) {
        try {
            new PlainGguf(file).read();
            return true;
        } catch (IllegalStateException | java.nio.BufferUnderflowException | CharacterCodingException e) {
            return false;
        }
    }

    private void read() throws CharacterCodingException {
        rule(in.getInt() == 0x46554747);
        int version = in.getInt();
        rule(version == 2 || version == 3);
        int tensors = count(65_536, 32);
        int keys = count(65_536, 14);
        keys(keys);
        Object parts = numbers.getOrDefault("split.count", BigInteger.ONE);
        rule(parts instanceof BigInteger number && number.signum() >= 0 && number.compareTo(BigInteger.ONE) <= 0);
        Object alignment = numbers.getOrDefault("general.alignment", BigInteger.valueOf(32));
        rule(alignment instanceof BigInteger number
                && number.bitCount() == 1
                && number.intValueExact() >= 8
                && number.intValueExact() <= 65_536);
        tensors(tensors, (BigInteger) alignment);
    }

    private void keys(int keys) throws CharacterCodingException {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < keys; i++) {
            String name = name(65_535);
            rule(names.add(name));
            int type = in.getInt();
            rule(type >= 0 && type <= 12 && (!name.equals("general.alignment") || type == 4));
            numbers.put(name, value(type, 0));
        }
    }

    /** Integers as big integers, everything else as itself or as a mark. */
    private Object value(int type, int depth) throws CharacterCodingException {
        return switch (type) {
            case 0 -> BigInteger.valueOf(in.get() & 0xFF);
            case 1 -> BigInteger.valueOf(in.get());
            case 2 -> BigInteger.valueOf(in.getShort() & 0xFFFF);
            case 3 -> BigInteger.valueOf(in.getShort());
            case 4 -> BigInteger.valueOf(in.getInt() & 0xFFFF_FFFFL);
            case 5 -> BigInteger.valueOf(in.getInt());
            case 6 -> in.getFloat();
            case 7 -> bool();
            case 8 -> text(bytes(64 << 20));
            case 9 -> array(depth);
            case 10 -> notAnInteger(u64());
            case 11 -> BigInteger.valueOf(in.getLong());
            default -> in.getDouble();
        };
    }

    /** What does not fit 63 bits counts as no integer. */
    private static Object notAnInteger(BigInteger number) {
        return number.compareTo(TWO_63) < 0 ? number : "large";
    }

    private Object bool() {
        int value = in.get();
        rule(value == 0 || value == 1);
        return value == 1;
    }

    private Object array(int depth) throws CharacterCodingException {
        rule(depth < 4);
        int type = in.getInt();
        rule(type >= 0 && type <= 12);
        int count = count(16 << 20, SMALLEST[type]);
        arrayElements += count;
        rule(arrayElements <= 32 << 20);
        for (int i = 0; i < count; i++) {
            value(type, depth + 1);
        }
        return "array";
    }

    private record Span(BigInteger from, BigInteger to) {}

    private void tensors(int count, BigInteger alignment) throws CharacterCodingException {
        Set<String> names = new HashSet<>();
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rule(names.add(name(64)));
            spans.add(tensor(alignment));
        }
        int step = alignment.intValueExact();
        while (in.position() % step != 0 && (count > 0 || in.hasRemaining())) {
            rule(in.get() == 0);
        }
        BigInteger size = BigInteger.valueOf(in.remaining());
        for (int i = 0; i < spans.size(); i++) {
            rule(spans.get(i).to().compareTo(size) <= 0);
            for (int j = 0; j < i; j++) {
                rule(spans.get(i).to().compareTo(spans.get(j).from()) <= 0
                        || spans.get(j).to().compareTo(spans.get(i).from()) <= 0);
            }
        }
    }

    private Span tensor(BigInteger alignment) {
        int dimensions = in.getInt();
        rule(dimensions >= 1 && dimensions <= 4);
        BigInteger elements = BigInteger.ONE;
        BigInteger columns = BigInteger.ONE;
        for (int d = 0; d < dimensions; d++) {
            BigInteger dimension = u64();
            rule(dimension.signum() > 0 && dimension.compareTo(TWO_63) < 0);
            rule(d < 2 || dimension.equals(BigInteger.ONE));
            elements = elements.multiply(dimension);
            columns = d == 0 ? dimension : columns;
        }
        int[] block = BLOCKS.getOrDefault(in.getInt(), new int[0]);
        rule(block.length > 0);
        rule(columns.mod(BigInteger.valueOf(block[0])).signum() == 0);
        BigInteger bytes = elements.divide(BigInteger.valueOf(block[0])).multiply(BigInteger.valueOf(block[1]));
        BigInteger offset = u64();
        rule(bytes.compareTo(TWO_63) < 0 && offset.mod(alignment).signum() == 0);
        return new Span(offset, offset.add(bytes));
    }

    private String name(int limit) throws CharacterCodingException {
        byte[] bytes = bytes(limit);
        rule(bytes.length > 0);
        for (byte b : bytes) {
            rule(b >= 0x21 && b <= 0x7E);
        }
        return text(bytes);
    }

    private byte[] bytes(int limit) {
        byte[] bytes = new byte[count(limit, 1)];
        in.get(bytes);
        return bytes;
    }

    private static String text(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private int count(int limit, int smallest) {
        BigInteger count = u64();
        rule(count.compareTo(BigInteger.valueOf(limit)) <= 0
                && count.compareTo(BigInteger.valueOf(in.remaining() / smallest)) <= 0);
        return count.intValueExact();
    }

    private BigInteger u64() {
        return new BigInteger(Long.toUnsignedString(in.getLong()));
    }

    private static void rule(boolean holds) {
        if (!holds) {
            throw new IllegalStateException("a rule is broken");
        }
    }
}
