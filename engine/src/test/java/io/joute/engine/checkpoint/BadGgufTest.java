package io.joute.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One defect a file; each refusal names the field, what was found, and what was expected. */
final class BadGgufTest {
    private static final long TWO_TO_32 = 1L << 32;

    @TempDir
    Path directory = Path.of("");

    @ParameterizedTest
    @MethodSource({"headers", "keys", "arrays", "tables", "offsets"})
    void namesTheFieldTheFoundAndTheExpected(GgufBytes file, String expectedMessage) {
        Path path = file.in(directory);
        assertThatThrownBy(() -> GgufReader.read(path).close())
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith("m.gguf: " + expectedMessage);
    }

    static Stream<Arguments> headers() {
        return Stream.of(
                arguments(good().magic("GGUX"), "magic: found bytes '47 47 55 58', expected 'GGUF'"),
                arguments(good().version(0), "version: 0, expected 2 or 3."),
                arguments(good().version(1), "version: 1, expected 2 or 3."),
                arguments(good().version(4), "version: 4, expected 2 or 3."),
                arguments(good().version(-1), "version: 4294967295, expected 2 or 3."),
                arguments(good().version(0x03000000), "version: big-endian file, expected little-endian."),
                arguments(
                        good().extraTensors(-2),
                        "tensor count: 18 446 744 073 709 551 615 tensors announced, at most 3"),
                arguments(good().extraTensors(Long.MAX_VALUE - 1), "tensor count: 9 223 372 036 854 775 807 tensors"),
                arguments(good().extraTensors(TWO_TO_32), "tensor count: 4 294 967 297 tensors announced"),
                arguments(good().extraTensors(1), "name of tensor 2 of 2: empty, expected 1 to 64 characters"),
                arguments(good().extraTensors(-1), "padding before the tensor data: byte"),
                arguments(good().extraKeys(-2), "key count: 18 446 744 073 709 551 615 keys announced, at most 7"),
                arguments(good().extraKeys(TWO_TO_32), "key count: 4 294 967 297 keys announced"),
                arguments(good().extraKeys(1), "name of tensor 1 of 1: empty"),
                arguments(good().extraKeys(-1), "tensor 'n': dimension 4 is 0"),
                arguments(
                        new GgufBytes().data(32 * 65_537).extraTensors(65_537),
                        "tensor count: 65 537 tensors, at most 65 536"),
                arguments(
                        new GgufBytes().data(14 * 65_537).extraKeys(65_537), "key count: 65 537 keys, at most 65 536"));
    }

    static Stream<Arguments> keys() {
        return Stream.of(
                arguments(key("", 4), "name of key 2 of 2: empty, expected 1 to 65535 characters"),
                arguments(key("a b", 4), "name of key 2 of 2: byte 0x20 in a name"),
                arguments(key("a\u001b[2J", 4), "name of key 2 of 2: byte 0x1b in a name"),
                arguments(key("é", 4), "name of key 2 of 2: byte 0xc3 in a name"),
                arguments(key("k".repeat(65_536), 4), "name of key 2 of 2: 65 536 bytes, at most 65 535 allowed"),
                arguments(key("n", 4), "key 'n': appears twice"),
                arguments(key("x", 13), "key 'x': value type 13, expected 0 to 12"),
                arguments(key("x", -1), "key 'x': value type 4294967295, expected 0 to 12"),
                arguments(good().key("x", GgufBytes.BOOL, out -> out.u8(2)), "key 'x': bool 2, expected 0 or 1"),
                arguments(
                        good().key("x", GgufBytes.STRING, out -> out.u64(-1)),
                        "key 'x': 18 446 744 073 709 551 615 bytes announced"),
                arguments(
                        good().key("x", GgufBytes.STRING, out -> out.u64(TWO_TO_32)),
                        "key 'x': 4 294 967 296 bytes announced, at most "),
                arguments(
                        good().key("x", GgufBytes.STRING, out -> out.u64(1).u8(0xFF)),
                        "key 'x': bytes that are not UTF-8"),
                arguments(
                        good().key(
                                        "x",
                                        GgufBytes.STRING,
                                        out -> out.u64(2).u8(0xC0).u8(0x80)),
                        "key 'x': bytes that are not UTF-8"),
                arguments(
                        good().uint32("split.count", 3),
                        "key 'split.count': 3 parts, expected a file name that ends in -00001-of-00003.gguf."),
                arguments(
                        good().uint32("general.alignment", 0),
                        "key 'general.alignment': 0, expected a power of two, 8 to"),
                arguments(good().uint32("general.alignment", 4), "key 'general.alignment': 4, expected a power of two"),
                arguments(
                        good().uint32("general.alignment", 24), "key 'general.alignment': 24, expected a power of two"),
                arguments(good().uint32("general.alignment", 1 << 17), "key 'general.alignment': 131072, expected"),
                arguments(
                        good().key("general.alignment", GgufBytes.UINT64, out -> out.u64(32)),
                        "key 'general.alignment': type UINT64, expected UINT32"));
    }

    private static GgufBytes key(String name, int type) {
        return good().key(name, type, out -> out.u32(1));
    }

    static Stream<Arguments> arrays() {
        return Stream.of(
                arguments(array(13, 1), "key 'x': element type 13, expected 0 to 12"),
                arguments(array(GgufBytes.UINT8, -1), "key 'x': 18 446 744 073 709 551 615 elements announced"),
                arguments(
                        array(GgufBytes.UINT8, Long.MIN_VALUE),
                        "key 'x': 9 223 372 036 854 775 808 elements announced"),
                arguments(array(GgufBytes.INT32, TWO_TO_32 + 3), "key 'x': 4 294 967 299 elements announced, at most "),
                arguments(
                        array(GgufBytes.INT32, (1L << 62) + 1),
                        "key 'x': 4 611 686 018 427 387 905 elements announced"),
                arguments(array(GgufBytes.STRING, 1000), "key 'x': 1000 elements announced, at most "),
                arguments(array(GgufBytes.ARRAY, 1000), "key 'x': 1000 elements announced, at most "),
                arguments(
                        good().array("x", GgufBytes.UINT8, (16 << 20) + 1, out -> {})
                                .data(17 << 20),
                        "key 'x': 16 777 217 elements, at most 16 777 216 allowed"),
                arguments(good().array("x", GgufBytes.BOOL, 1, out -> out.u8(3)), "key 'x': bool 3, expected 0 or 1"),
                arguments(
                        good().array(
                                        "x",
                                        GgufBytes.STRING,
                                        2,
                                        out -> out.string("a").u64(1L << 63)),
                        "key 'x': 9 223 372 036 854 775 808 bytes announced"),
                arguments(
                        good().array("x", GgufBytes.ARRAY, 1, BadGgufTest::fourMore),
                        "key 'x': arrays nested deeper than 4"));
    }

    private static GgufBytes array(int elementType, long count) {
        return good().array("x", elementType, count, out -> {});
    }

    private static void fourMore(GgufBytes out) {
        for (int i = 0; i < 3; i++) {
            out.u32(GgufBytes.ARRAY).u64(1);
        }
        out.u32(GgufBytes.UINT8).u64(1).u8(0);
    }

    static Stream<Arguments> tables() {
        return Stream.of(
                arguments(tensor("", 0, 8), "name of tensor 2 of 2: empty"),
                arguments(tensor("t t", 0, 8), "name of tensor 2 of 2: byte 0x20 in a name"),
                arguments(tensor("t".repeat(65), 0, 8), "name of tensor 2 of 2: 65 bytes, at most 64 allowed"),
                arguments(tensor("a", 0, 8), "tensor 'a': appears twice"),
                arguments(tensor("t", 0), "tensor 't': 0 dimensions, expected 1 to 4"),
                arguments(tensor("t", 0, 1, 1, 1, 1, 1), "tensor 't': 5 dimensions, expected 1 to 4"),
                arguments(good().tensor(out -> out.string("t").u32(-1).u64(1)), "tensor 't': 4294967295 dimensions"),
                arguments(tensor("t", 0, 0), "tensor 't': dimension 1 is 0, expected 1 to 2^63-1"),
                arguments(tensor("t", 0, 8, 0), "tensor 't': dimension 2 is 0"),
                arguments(tensor("t", 0, -1), "tensor 't': dimension 1 is 18 446 744 073 709 551 615, expected"),
                arguments(tensor("t", 0, 4, 2, 2), "tensor 't': shape [4, 2, 2], expected 1 or 2 dimensions"),
                arguments(
                        tensor("t", 16, 256),
                        "tensor 't': type IQ2_XXS not supported, expected F32, F16, Q4_0, Q4_1, Q5_0, Q5_1, Q8_0, Q2_K, Q3_K,"
                                + " Q4_K, Q5_K, Q6_K, IQ4_NL, IQ4_XS or BF16. Choose a file"),
                arguments(tensor("t", 4, 256), "tensor 't': type 4 unknown"),
                arguments(tensor("t", 99, 256), "tensor 't': type 99 unknown"),
                arguments(tensor("t", -1, 256), "tensor 't': type 4294967295 unknown"),
                arguments(
                        tensor("t", GgufBytes.Q8_0, 33), "tensor 't': shape [33] of Q8_0, the first dimension must be"),
                arguments(tensor("t", 2, 48, 2), "tensor 't': shape [48, 2] of Q4_0, the first dimension"),
                arguments(tensor("t", 0, 1L << 62), "tensor 't': shape [4611686018427387904]: size exceeds 2^63"),
                arguments(
                        tensor("t", 0, 1L << 31, 1L << 31), "tensor 't': shape [2147483648, 2147483648]: size exceeds"),
                arguments(
                        tensor("t", 0, 1L << 32, (1L << 32) + 1), "tensor 't': shape [4294967296, 4294967297]: size"));
    }

    private static GgufBytes tensor(String name, int type, long... dimensions) {
        return good().tensor(name, type, 32, dimensions).data(64);
    }

    static Stream<Arguments> offsets() {
        return Stream.of(
                arguments(at(33), "tensor 't': offset 33, must be a multiple of alignment 32"),
                arguments(at(16), "tensor 't': offset 16, must be a multiple of alignment 32"),
                arguments(at(-32), "tensor 't': offset 18 446 744 073 709 551 584, must be"),
                arguments(at(64), "tensor 't': truncated: the file ends at byte "),
                arguments(at(1L << 40), "tensor 't': truncated: the file ends at byte "),
                arguments(at(Long.MAX_VALUE - 31), "tensor 't': truncated: the file ends at byte "),
                arguments(at(0), "tensor 't': bytes 0–32 overlap tensor 'a' (0–32)."),
                arguments(good().data(31), "tensor 'a': truncated: the file ends at byte "),
                arguments(
                        good().tensor("t", GgufBytes.F32, 32, 1L << 40).data(64),
                        "tensor 't': truncated: the file ends at byte "),
                arguments(
                        good().tensor("t", GgufBytes.F32, 32, 16)
                                .tensor("u", GgufBytes.F32, 64, 8)
                                .data(96),
                        "tensor 'u': bytes 64–96 overlap tensor 't' (32–96)."),
                arguments(good().padding(1), "padding before the tensor data: byte"));
    }

    private static GgufBytes at(long offset) {
        return good().tensor("t", GgufBytes.F32, offset, 8).data(64);
    }

    /** A key and a tensor of 32 bytes. */
    private static GgufBytes good() {
        return new GgufBytes().uint32("n", 1).tensor("a", GgufBytes.F32, 0, 8).data(32);
    }
}
