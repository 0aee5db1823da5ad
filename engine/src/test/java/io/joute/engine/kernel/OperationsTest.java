package io.joute.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperationsTest {
    private final WorkerPool pool = new WorkerPool(2);
    private final Kernels law = KernelChoice.SCALAR.on(pool);
    private final Kernels vector = KernelChoice.VECTOR.on(pool);
    private final RandomOperands random = new RandomOperands(23);

    @AfterEach
    void closePool() {
        pool.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 31, 32, 33, 255, 256, 257, 4096})
    void normalisesAsTheLaw(int width) {
        float[] x = random.floats(13 * width, 5);
        float[] gain = random.floats(width, 2);
        float[] expected = new float[13 * width];
        float[] found = new float[13 * width];
        law.rmsNorm(x, gain, 1e-5f, expected, 13);
        vector.rmsNorm(x, gain, 1e-5f, found, 13);
        assertClose(found, expected, 1e-6);
    }

    @Test
    void normalisesZerosAndHugeValues() {
        float[] gain = {1, 1, 1, 1};
        float[] out = new float[8];
        vector.rmsNorm(new float[] {0, 0, 0, 0, 1e15f, -1e15f, 1e15f, 1e15f}, gain, 1e-5f, out, 2);
        assertThat(out).containsExactly(0, 0, 0, 0, 1, -1, 1, 1);
    }

    @ParameterizedTest
    @CsvSource({
        "2, false", "14, false", "32, false", "64, false", "80, false", "128, false",
        "2, true", "14, true", "32, true", "64, true", "80, true", "128, true"
    })
    void rotatesAsTheLawAndKeepsLengths(int headDim, boolean halves) {
        var table = new RopeTable(headDim, 5, halves);
        for (int token = 0; token < 5; token++) {
            for (int pair = 0; pair < headDim / 2; pair++) {
                table.set(token, pair, (token + 3) * Math.pow(500_000, -2.0 * pair / headDim));
            }
        }
        float[] expected = random.floats(5 * 3 * headDim, 1);
        float[] found = expected.clone();
        double before = sumOfSquares(found);
        law.rotate(expected, 3, table, 5);
        vector.rotate(found, 3, table, 5);
        assertClose(found, expected, 1e-6);
        assertThat(sumOfSquares(found)).isCloseTo(before, within(before * 1e-6));
    }

    @Test
    void turnsTheSameAnglesWhicheverElementsMakeAPair() {
        var neighbours = new RopeTable(8, 1, false);
        var halves = new RopeTable(8, 1, true);
        for (int pair = 0; pair < 4; pair++) {
            neighbours.set(0, pair, 1 + pair);
            halves.set(0, pair, 1 + pair);
        }
        float[] together = {1, 2, 3, 4, 5, 6, 7, 8};
        float[] apart = {1, 3, 5, 7, 2, 4, 6, 8};
        law.rotate(together, 1, neighbours, 1);
        law.rotate(apart, 1, halves, 1);

        assertThat(apart)
                .containsExactly(
                        together[0],
                        together[2],
                        together[4],
                        together[6],
                        together[1],
                        together[3],
                        together[5],
                        together[7]);
    }

    private static double sumOfSquares(float[] x) {
        double sum = 0;
        for (float v : x) {
            sum += (double) v * v;
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 31, 32, 33, 255, 256, 257, 4096, 40_000})
    void gatesAsTheLaw(int length) {
        float[] up = random.floats(length, 3);
        float[] expected = random.floats(length, 30);
        float[] found = expected.clone();
        law.silu(expected, up, length);
        vector.silu(found, up, length);
        assertClose(found, expected, 1e-6);
        float[] gelu = random.floats(length, 6);
        float[] lawGelu = gelu.clone();
        law.gelu(lawGelu, up, length);
        vector.gelu(gelu, up, length);
        assertClose(gelu, lawGelu, 3e-6);
    }

    @Test
    void gatesExtremeValuesWithoutNaN() {
        float[] gate = {-3e38f, -1000, -88, -0f, 0, 88, 1000, 3e38f};
        gate = Arrays.copyOf(gate, 33);
        float[] up = new float[33];
        Arrays.fill(up, 1);
        float[] expected = gate.clone();
        law.silu(expected, up, 33);
        vector.silu(gate, up, 33);
        assertClose(gate, expected, 1e-6);
    }

    @Test
    void keepsNaNVisible() {
        float[] gate = new float[33];
        gate[3] = Float.NaN;
        gate[32] = Float.NaN;
        float[] up = new float[33];
        vector.silu(gate, up, 33);
        assertThat(gate[3]).isNaN();
        assertThat(gate[32]).isNaN();
    }

    @Test
    void exponentiatesOneNumberWithTheSameBitsAsAVector() {
        for (float x = -90; x < 90; x += 0.37f) {
            float[] lanes = Lanes.exp(jdk.incubator.vector.FloatVector.broadcast(Lanes.F, x))
                    .toArray();
            assertThat(Lanes.exp(x)).isEqualTo(lanes[0]);
            if (x > -87 && x < 88) {
                assertThat((double) lanes[0]).isCloseTo(Math.exp(x), within(Math.exp(x) * 3e-7));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 31, 32, 33, 255, 256, 257, 4096})
    void softensAsTheLaw(int length) {
        float[] expected = random.floats(length + 5, 40);
        float[] found = expected.clone();
        law.softmax(expected, 2, length + 2, 0.5f);
        vector.softmax(found, 2, length + 2, 0.5f);
        assertClose(found, expected, 1e-6);
    }

    @Test
    void addsAndLeavesTheRestAlone() {
        float[] x = random.floats(300, 1);
        float[] y = random.floats(300, 1);
        float[] before = x.clone();
        vector.add(x, y, 257);
        for (int i = 0; i < 300; i++) {
            assertThat(x[i]).isEqualTo(i < 257 ? before[i] + y[i] : before[i]);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "F32, 4, 2, 64", "F32, 8, 2, 64", "F32, 32, 8, 64", "F32, 3, 1, 20", "F32, 7, 7, 2", "F32, 12, 2, 128",
        "F32, 5, 1, 80", "F16, 8, 2, 64", "F16, 7, 1, 20", "Q8_0, 8, 2, 64", "Q8_0, 7, 1, 20", "Q8_0, 12, 2, 128"
    })
    void attendsAsTheLaw(KvType type, int heads, int headsKv, int headDim) {
        List<KvPage> pages = pages(type, headsKv, headDim, 200);
        for (int span : new int[] {Integer.MAX_VALUE, 1, 70, 128}) {
            var shape = new Attention.Shape(heads, headsKv, headDim, span);
            float[] queries = random.floats(13 * heads * headDim, 1);
            float[] expected = new float[queries.length];
            float[] found = new float[queries.length];
            law.attend(new Attention(shape, queries, expected, pages, 179, 13));
            vector.attend(new Attention(shape, queries, found, pages, 179, 13));
            assertClose(found, expected, 2e-6);
        }
    }

    @ParameterizedTest
    @EnumSource
    void attendsWithTheSameBitsInABatchAndOneByOne(KvType type) {
        List<KvPage> pages = pages(type, 2, 64, 200);
        var shape = new Attention.Shape(8, 2, 64, Integer.MAX_VALUE);
        float[] queries = random.floats(13 * 512, 1);
        float[] together = new float[queries.length];
        vector.attend(new Attention(shape, queries, together, pages, 60, 13));
        for (int token = 0; token < 13; token++) {
            float[] out = new float[512];
            float[] query = Arrays.copyOfRange(queries, token * 512, (token + 1) * 512);
            vector.attend(new Attention(shape, query, out, pages, 60 + token, 1));
            assertThat(out).isEqualTo(Arrays.copyOfRange(together, token * 512, (token + 1) * 512));
        }
    }

    @ParameterizedTest
    @CsvSource({"F32, 0, 0", "F16, 5e-4, 65504", "Q8_0, 5e-3, 8e6"})
    void keepsKeysAndValuesAsNearAsItsTypeCan(KvType type, float error, float largest) {
        KvPage page = KvPage.of(type, 2, 80);
        float[] key = random.floats(160, 3);
        float[] value = random.floats(160, 3);
        key[5] = largest * 4;
        page.store(63, key, value, 0);
        float[] keys = page.keys(0, new float[page.headLength()]).clone();
        float[] values = page.values(1, new float[page.headLength()]);
        for (int i = 32; i < 80; i++) {
            assertThat(keys[page.at(0) + i * KvPage.POSITIONS + 63]).isCloseTo(key[i], within(3 * error));
        }
        for (int i = 0; i < 80; i++) {
            assertThat(values[page.at(1) + 63 * 80 + i]).isCloseTo(value[80 + i], within(3 * error));
        }
        assertThat(keys[page.at(0) + 5 * KvPage.POSITIONS + 63]).isFinite().isGreaterThanOrEqualTo(largest);
    }

    @ParameterizedTest
    @CsvSource({"F32, 64", "F16, 64", "Q8_0, 64", "Q8_0, 20", "Q8_0, 80"})
    void decodesAPageByVectorsToTheSameBits(KvType type, int headDim) {
        KvPage page = pages(type, 2, headDim, 64).getFirst();
        for (int head = 0; head < 2; head++) {
            assertThat(VectorPages.keys(page, head, new float[page.headLength()]))
                    .isEqualTo(page.keys(head, new float[page.headLength()]));
            assertThat(VectorPages.values(page, head, new float[page.headLength()]))
                    .isEqualTo(page.values(head, new float[page.headLength()]));
        }
    }

    @Test
    void countsThePagesBytes() {
        assertThat(KvPage.bytes(KvType.F32, 8, 64)).isEqualTo(64L * 2 * 8 * 64 * 4);
        assertThat(KvPage.bytes(KvType.F16, 8, 64)).isEqualTo(64L * 2 * 8 * 64 * 2);
        assertThat(KvPage.bytes(KvType.Q8_0, 8, 64)).isEqualTo(64L * 8 * (2 * 64 + 2 * (2 + 1)));
    }

    private List<KvPage> pages(KvType type, int headsKv, int headDim, int positions) {
        List<KvPage> pages = new ArrayList<>();
        for (int position = 0; position < positions; position++) {
            if (position % KvPage.POSITIONS == 0) {
                pages.add(KvPage.of(type, headsKv, headDim));
            }
            int width = headsKv * headDim;
            pages.getLast().store(position % KvPage.POSITIONS, random.floats(width, 1), random.floats(width, 1), 0);
        }
        return pages;
    }

    @Test
    void refusesPositionsThatTheCacheDoesNotHold() {
        var shape = new Attention.Shape(2, 1, 4, Integer.MAX_VALUE);
        List<KvPage> pages = List.of(KvPage.of(KvType.F32, 1, 4));
        assertThatThrownBy(() -> new Attention(shape, new float[8], new float[8], pages, 64, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("positions 64 to 64 asked, the cache holds 64");
    }

    private static void assertClose(float[] found, float[] expected, double tolerance) {
        double largest = 1e-30;
        for (float v : expected) {
            largest = Math.max(largest, Math.abs(v));
        }
        for (int i = 0; i < expected.length; i++) {
            double allowed = tolerance * Math.max(Math.abs(expected[i]), Math.min(1, largest));
            assertThat((double) found[i]).as("element %d", i).isCloseTo(expected[i], within(allowed));
        }
    }
}
