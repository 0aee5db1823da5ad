package io.joute.engine.kernel;

import static io.joute.engine.kernel.KvPage.POSITIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attention by machine code against its contract, to the last bit, and against the law. */
class MachineAttentionTest {
    private final WorkerPool pool = new WorkerPool(2);
    private final RandomOperands random = new RandomOperands(47);

    /** In all instructions that run here. */
    private final List<Kernels> all = Stream.of(KernelChoice.AVX512_VNNI, KernelChoice.AVX_VNNI, KernelChoice.AVX2)
            .filter(choice -> choice.obstacle().isEmpty())
            .map(choice -> choice.on(pool))
            .toList();

    @BeforeEach
    void needsMachineCode() {
        assumeThat(KernelChoice.MACHINE.obstacle()).isEmpty();
    }

    @AfterEach
    void closePool() {
        pool.close();
    }

    @ParameterizedTest
    @CsvSource({
        "F16, 32, 8, 64", "F16, 8, 8, 16", "F16, 6, 3, 32", "F16, 6, 2, 48", "F16, 10, 2, 80", "F16, 6, 1, 96",
        "F16, 14, 2, 64", "F16, 8, 1, 128", "F16, 4, 1, 256", "F32, 4, 1, 64", "F32, 3, 1, 80", "F32, 5, 5, 16",
        "Q8_0, 8, 2, 64", "Q8_0, 3, 3, 80"
    })
    void givesTheBitsOfItsContractAtEveryShape(KvType type, int heads, int headsKv, int headDim) {
        List<KvPage> pages = pages(type, headsKv, headDim, 200);
        for (int span : new int[] {Integer.MAX_VALUE, 1, 70, 128}) {
            var shape = new Attention.Shape(heads, headsKv, headDim, span);
            float[] queries = random.floats(13 * heads * headDim, 3);
            assertContract(new Attention(shape, queries, new float[queries.length], pages, 179, 13));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 31, 32, 33, 63, 64, 65, 255, 256, 257, 4096})
    void givesTheBitsOfItsContractAfterAnyNumberOfPositions(int positions) {
        List<KvPage> pages = pages(KvType.F16, 1, 64, positions);
        var shape = new Attention.Shape(4, 1, 64, Integer.MAX_VALUE);
        float[] queries = random.floats(256, 8);
        assertContract(new Attention(shape, queries, new float[256], pages, positions - 1, 1));
    }

    @ParameterizedTest
    @EnumSource
    void attendsAsTheLaw(KvType type) {
        List<KvPage> pages = pages(type, 2, 64, 2000);
        var shape = new Attention.Shape(8, 2, 64, Integer.MAX_VALUE);
        float[] queries = random.floats(9 * 512, 2);
        float[] expected = new float[queries.length];
        KernelChoice.SCALAR.on(pool).attend(new Attention(shape, queries, expected, pages, 1990, 9));
        for (Kernels kernels : all) {
            float[] found = new float[queries.length];
            kernels.attend(new Attention(shape, queries, found, pages, 1990, 9));
            assertThat(QuantizedLaw.nmse(expected, found)).as(kernels.name()).isLessThan(1e-11);
        }
    }

    /** Scores so far apart that exponentials vanish, equal ones, and the largest values that a page keeps. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-30, 1, 1e4, 1e30})
    void givesTheBitsOfItsContractAtExtremeScores(double magnitude) {
        List<KvPage> pages = new ArrayList<>();
        for (int position = 0; position < 150; position++) {
            double most = position % 2 == 0 ? 65_504 : 1e-7;
            store(pages, KvType.F16, position, random.floats(64, 65_504), random.floats(64, most));
        }
        var shape = new Attention.Shape(4, 1, 64, Integer.MAX_VALUE);
        float[] queries = random.floats(3 * 256, magnitude);
        Attention a = new Attention(shape, queries, new float[3 * 256], pages, 140, 3);
        assertThat(AttentionContract.outputs(a)).doesNotContain(Float.NaN);
        assertContract(a);
    }

    /** What a page holds at positions that a token does not see, left by an answer taken back, is not looked at. */
    @Test
    void readsNothingOfPositionsOutsideTheSpan() {
        float[] odd = new float[64];
        Arrays.fill(odd, Float.NaN);
        for (int position : new int[] {70, 100, 127, 128}) {
            List<KvPage> clean = new ArrayList<>();
            List<KvPage> mixed = new ArrayList<>();
            for (int p = 0; p < 3 * POSITIONS; p++) {
                boolean seen = p > position - 40 && p <= position;
                float[] key = random.floats(64, 1);
                float[] value = random.floats(64, 1);
                store(clean, KvType.F32, p, key, value);
                store(mixed, KvType.F32, p, seen ? key : odd, seen ? value : odd);
            }
            var shape = new Attention.Shape(4, 1, 64, 40);
            float[] queries = random.floats(256, 1);
            for (Kernels kernels : all) {
                float[] expected = new float[256];
                float[] found = new float[256];
                kernels.attend(new Attention(shape, queries, expected, clean, position, 1));
                kernels.attend(new Attention(shape, queries, found, mixed, position, 1));
                assertThat(found).as(kernels.name()).doesNotContain(Float.NaN).isEqualTo(expected);
            }
        }
    }

    @Test
    void keepsNaNInTheHeadThatHasIt() {
        List<KvPage> pages = pages(KvType.F16, 1, 32, 300);
        var shape = new Attention.Shape(4, 1, 32, Integer.MAX_VALUE);
        float[] queries = random.floats(128, 1);
        queries[2 * 32 + 5] = Float.NaN;
        for (Kernels kernels : all) {
            float[] found = new float[128];
            kernels.attend(new Attention(shape, queries, found, pages, 299, 1));
            for (int i = 0; i < 128; i++) {
                assertThat(Float.isNaN(found[i]))
                        .as("%s, %d", kernels.name(), i)
                        .isEqualTo(i / 32 == 2);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesTheSameBitsInABatchAndOneByOne(KvType type) {
        List<KvPage> pages = pages(type, 2, 64, 200);
        var shape = new Attention.Shape(8, 2, 64, 90);
        float[] queries = random.floats(33 * 512, 1);
        for (Kernels kernels : all) {
            float[] together = new float[queries.length];
            kernels.attend(new Attention(shape, queries, together, pages, 60, 33));
            for (int token = 0; token < 33; token++) {
                float[] out = new float[512];
                float[] query = Arrays.copyOfRange(queries, token * 512, (token + 1) * 512);
                kernels.attend(new Attention(shape, query, out, pages, 60 + token, 1));
                assertThat(out).isEqualTo(Arrays.copyOfRange(together, token * 512, (token + 1) * 512));
            }
        }
    }

    @Test
    void leavesHeadsOfOddLengthsToTheVectorApi() {
        List<KvPage> pages = pages(KvType.F16, 1, 20, 100);
        var shape = new Attention.Shape(4, 1, 20, Integer.MAX_VALUE);
        float[] queries = random.floats(80, 1);
        float[] expected = new float[80];
        KernelChoice.VECTOR.on(pool).attend(new Attention(shape, queries, expected, pages, 99, 1));
        for (Kernels kernels : all) {
            float[] found = new float[80];
            kernels.attend(new Attention(shape, queries, found, pages, 99, 1));
            assertThat(found).as(kernels.name()).isEqualTo(expected);
        }
    }

    private void assertContract(Attention a) {
        float[] expected = AttentionContract.outputs(a);
        for (Kernels kernels : all) {
            kernels.attend(a);
            assertThat(a.out).as(kernels.name()).isEqualTo(expected);
        }
    }

    private List<KvPage> pages(KvType type, int headsKv, int headDim, int positions) {
        List<KvPage> pages = new ArrayList<>();
        int width = headsKv * headDim;
        for (int position = 0; position < positions; position++) {
            if (position % POSITIONS == 0) {
                pages.add(KvPage.of(type, headsKv, headDim));
            }
            pages.getLast().store(position % POSITIONS, random.floats(width, 1), random.floats(width, 1), 0);
        }
        return pages;
    }

    /** Of one head of 64 elements. */
    private static void store(List<KvPage> pages, KvType type, int position, float[] key, float[] value) {
        if (position % POSITIONS == 0) {
            pages.add(KvPage.of(type, 1, 64));
        }
        pages.getLast().store(position % POSITIONS, key, value, 0);
    }
}
