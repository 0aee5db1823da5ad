package io.joute.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.joute.engine.tensor.ElementType;
import io.joute.engine.tensor.Weight;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shapes of Llama 3.1 405B (16,384 wide, 53,248 feed-forward, 128,256 tokens) in sparse files of 2 to 4 GB. */
class LongWeightTest {
    private static final int COLUMNS = 16_384;
    private static final int WRITTEN = 5;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"F32, 53248", "F16, 128256", "BF16, 128256", "Q8_0, 128256"})
    void multipliesTheRowsBeyondTwoGigabytesAsIfTheyWereAlone(ElementType type, int rows) throws IOException {
        var random = new RandomOperands(29);
        Weight alone = random.weight(type, WRITTEN, COLUMNS);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment data = sparse(arena, type.bytes((long) rows * COLUMNS));
            assertThat(data.byteSize()).isGreaterThan(Integer.MAX_VALUE);
            MemorySegment.copy(
                    alone.data(),
                    0,
                    data,
                    data.byteSize() - alone.data().byteSize(),
                    alone.data().byteSize());
            Weight whole = new Weight("long", type, rows, COLUMNS, data);
            for (Loops loops : List.of(new ScalarLoops(), new VectorLoops())) {
                for (int batch : new int[] {1, 9}) {
                    float[] x = random.floats(batch * COLUMNS, 1);
                    assertThat(lastRows(loops, whole, x, batch)).isEqualTo(lastRows(loops, alone, x, batch));
                }
                assertThat(row(loops, whole, rows - 1)).isEqualTo(row(loops, alone, WRITTEN - 1));
                assertThat(row(loops, whole, rows - WRITTEN - 1)).containsOnly(0);
            }
        }
    }

    private MemorySegment sparse(Arena arena, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(
                folder.resolve("sparse"),
                StandardOpenOption.CREATE,
                StandardOpenOption.SPARSE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, size, arena);
        }
    }

    private static float[] lastRows(Loops loops, Weight weight, float[] x, int batch) {
        int rows = (int) weight.rows();
        float[] out = new float[batch * rows];
        loops.multiply(new Product(weight, x, out, batch), rows - WRITTEN, rows, new Scratch());
        float[] last = new float[batch * WRITTEN];
        for (int token = 0; token < batch; token++) {
            System.arraycopy(out, (token + 1) * rows - WRITTEN, last, token * WRITTEN, WRITTEN);
        }
        return last;
    }

    private static float[] row(Loops loops, Weight weight, int row) {
        float[] out = new float[COLUMNS];
        loops.decode(weight, row, out, 0);
        return out;
    }
}
