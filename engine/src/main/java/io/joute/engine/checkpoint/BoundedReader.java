package io.joute.engine.checkpoint;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.joute.engine.tensor.Sizes;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Reads a header forwards, little-endian, and cannot leave the file: every length and count is an unsigned 64-bit value,
 * compared with what remains before anything is allocated. Failures name the field last given to {@link #at}.
 */
final class BoundedReader {
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(LITTLE_ENDIAN);
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(LITTLE_ENDIAN);

    private final Path path;
    private final MemorySegment file;
    private long position;
    private String field = "header";

    BoundedReader(Path path, MemorySegment file) {
        this.path = path;
        this.file = file;
    }

    /** Name what is read next. */
    void at(String newField) {
        field = newField;
    }

    long position() {
        return position;
    }

    long remaining() {
        return file.byteSize() - position;
    }

    /** The failure for the current field. */
    CheckpointException refuse(String problem) {
        return new CheckpointException(path, field + ": " + problem);
    }

    int u8() {
        return Byte.toUnsignedInt(file.get(ValueLayout.JAVA_BYTE, advance(1)));
    }

    int i8() {
        return file.get(ValueLayout.JAVA_BYTE, advance(1));
    }

    int i16() {
        return file.get(SHORT, advance(2));
    }

    int i32() {
        return file.get(INT, advance(4));
    }

    long u32() {
        return Integer.toUnsignedLong(i32());
    }

    /** Eight bytes; negative means 2⁶³ or more where the field is unsigned. */
    long i64() {
        return file.get(LONG, advance(8));
    }

    /** A count of elements that take {@code smallestBytes} each or more: not above {@code limit}, and room for all. */
    long count(String elements, long limit, long smallestBytes) {
        long announced = i64();
        long fitting = remaining() / smallestBytes;
        if (announced < 0 || announced > fitting) {
            throw refuse(Shown.number(announced) + " " + elements + " announced, at most " + Shown.number(fitting)
                    + " fit in the rest of the file. It is cut or damaged: download it again.");
        }
        if (announced > limit) {
            throw refuse(Shown.number(announced) + " " + elements + ", at most " + Shown.number(limit) + " allowed.");
        }
        return announced;
    }

    /** A length and as many bytes of UTF-8. */
    String string() {
        byte[] bytes = bytes(count("bytes", Limits.STRING_BYTES, 1));
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') >= 0 && !isUtf8(bytes)) {
            throw refuse("bytes that are not UTF-8, expected text in UTF-8.");
        }
        return text;
    }

    /** A length and as many printable ASCII characters, at least one. */
    String name(long limit) {
        long length = count("bytes", limit, 1);
        if (length == 0) {
            throw refuse("empty, expected 1 to " + limit + " characters.");
        }
        byte[] bytes = bytes(length);
        for (byte b : bytes) {
            if (b < 0x21 || b > 0x7E) {
                throw refuse("byte 0x%02x in a name, expected printable ASCII without spaces.".formatted(b & 0xFF));
            }
        }
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private byte[] bytes(long length) {
        var bytes = new byte[Sizes.toInt(length)];
        MemorySegment.copy(file, ValueLayout.JAVA_BYTE, advance(length), bytes, 0, bytes.length);
        return bytes;
    }

    private long advance(long bytes) {
        if (bytes > remaining()) {
            throw refuse("truncated: the file ends at byte " + Shown.number(file.byteSize()) + ", expected "
                    + Shown.number(Sizes.add(position, bytes)) + " or more. The download is incomplete.");
        }
        long start = position;
        position = Sizes.add(position, bytes);
        if (position > Limits.HEADER_BYTES) {
            throw refuse("header longer than " + Shown.number(Limits.HEADER_BYTES) + " bytes.");
        }
        return start;
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
