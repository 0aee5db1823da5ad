package io.joute.engine.kernel;

import io.joute.engine.tensor.Sizes;
import io.joute.engine.tensor.Weight;
import java.util.ArrayList;
import java.util.List;

/**
 * The operations of a model: checks operands, splits the work among the pool's threads, hands it to the loops.
 *
 * <p>Activations are float32, row-major {@code [batch][width]} from index 0 on. Operands that do not fit are refused
 * with {@link IllegalArgumentException} naming the sizes. Results do not depend on the number of threads nor on the
 * batch in which a token comes. Safe for any number of threads; they take turns.
 */
public final class Kernels {
    /** Below this many multiplications a second thread costs more than it gives. */
    private static final double SMALL = 60_000;

    /** Multiplications of a chunk: 20 to 100 µs, so that threads finish together and claiming costs nothing. */
    private static final double CHUNK = 1_000_000;

    private static final int ELEMENTS = 16_384;

    private final Loops loops;
    private final WorkerPool pool;
    private final Scratch[] scratch;

    Kernels(Loops loops, WorkerPool pool) {
        this.loops = loops;
        this.pool = pool;
        this.scratch = new Scratch[pool.threads()];
        for (int i = 0; i < scratch.length; i++) {
            scratch[i] = new Scratch();
        }
    }

    /** What computes: {@code scalar}, {@code vector-} and the bits of a vector, or {@code x86-} and what it needs of a processor. */
    public String name() {
        return loops.name();
    }

    /** The threads that compute. */
    public WorkerPool pool() {
        return pool;
    }

    /** {@code out[batch][rows] = x[batch][columns] · Wᵀ}; {@code out} is not {@code x}. */
    public void matmul(Weight weight, float[] x, float[] out, int batch) {
        together(List.of(new Product(weight, x, out, batch)));
    }

    /** {@link #matmul(Weight, float[], float[], int)} of each weight and the output at its place, in one go where that can be. */
    public void matmul(List<Weight> weights, float[] x, List<float[]> outs, int batch) {
        if (weights.size() != outs.size()) {
            throw new IllegalArgumentException(weights.size() + " weights and " + outs.size() + " outputs");
        }
        List<Product> products = new ArrayList<>(weights.size());
        for (int i = 0; i < weights.size(); i++) {
            products.add(new Product(weights.get(i), x, outs.get(i), batch));
        }
        for (int from = 0; from < products.size(); ) {
            int to = from + 1;
            while (to < products.size() && loops.preparesAlike(products.get(from), products.get(to))) {
                to++;
            }
            together(products.subList(from, to));
            from = to;
        }
    }

    /** Products of one input, prepared once; their chunks are numbered through. */
    private void together(List<Product> products) {
        int[] ends = new int[products.size()];
        int[] rows = new int[products.size()];
        int all = 0;
        for (int i = 0; i < ends.length; i++) {
            Product product = products.get(i);
            rows[i] = chunkRows(product);
            all += (product.rows + rows[i] - 1) / rows[i];
            ends[i] = all;
        }
        int chunks = all;
        pool.inTurn(() -> {
            loops.prepare(products.getFirst(), pool);
            pool.run(chunks, (worker, chunk) -> {
                int i = 0;
                while (chunk >= ends[i]) {
                    i++;
                }
                Product product = products.get(i);
                int from = (chunk - (i == 0 ? 0 : ends[i - 1])) * rows[i];
                loops.multiply(product, from, Math.min(product.rows, from + rows[i]), scratch[worker]);
            });
            return products;
        });
    }

    /** Rows of a chunk, a multiple of 32: whole panels, and no two threads write one cache line. */
    private int chunkRows(Product product) {
        if (product.work() < SMALL || pool.threads() == 1) {
            return product.rows;
        }
        double rows = CHUNK / product.work() * product.rows;
        double fair = (double) product.rows / pool.threads();
        int chunk = (int) Math.max(1, Math.min(rows * Math.max(1, product.batch / 8.0), fair));
        return (chunk + 31) / 32 * 32;
    }

    /** Decode one row of {@code weight} to {@code out[offset … offset + columns − 1]}. */
    public void row(Weight weight, int row, float[] out, int offset) {
        Operands.requireRange("weight", Sizes.toInt(weight.rows()), row, Math.addExact(row, 1));
        Operands.requireRange("out", out.length, offset, Math.addExact(offset, Sizes.toInt(weight.columns())));
        loops.decode(weight, row, out, offset);
    }

    /** Row {@code row} of {@code weight}, by the law. */
    public static float[] decoded(Weight weight, int row) {
        Operands.requireRange("weight", Sizes.toInt(weight.rows()), row, Math.addExact(row, 1));
        float[] out = new float[Sizes.toInt(weight.columns())];
        new ScalarLoops().decode(weight, row, out, 0);
        return out;
    }

    /** {@code out[t][i] = x[t][i] · gain[i] / √(mean(x[t]²) + epsilon)}; {@code out} may be {@code x}. */
    public void rmsNorm(float[] x, float[] gain, float epsilon, float[] out, int batch) {
        Operands.requireBatch(batch);
        Operands.requireLength("x", x, Sizes.multiply(batch, gain.length));
        Operands.requireLength("out", out, Sizes.multiply(batch, gain.length));
        int rows = Math.max(1, ELEMENTS / Math.max(1, gain.length));
        forRanges(batch, rows, (from, to) -> {
            for (int token = from; token < to; token++) {
                loops.rmsNorm(x, token * gain.length, gain, epsilon, out);
            }
        });
    }

    /** Rotate {@code x[batch][heads][headDim]} in place by the table's first {@code batch} entries. */
    public void rotate(float[] x, int heads, RopeTable table, int batch) {
        Operands.requireBatch(batch);
        Operands.requireRange("RoPE table", table.batch(), 0, batch);
        int width = Math.multiplyExact(heads, table.headDim());
        Operands.requireLength("x", x, Sizes.multiply(batch, width));
        forRanges(batch, Math.max(1, ELEMENTS / Math.max(1, width)), (from, to) -> {
            for (int token = from; token < to; token++) {
                loops.rotate(x, token * width, heads, table, token);
            }
        });
    }

    /** {@code gate[i] = silu(gate[i]) · up[i]} for the first {@code length} elements. */
    public void silu(float[] gate, float[] up, int length) {
        requireBoth("gate", gate, "up", up, length);
        forRanges(length, ELEMENTS, (from, to) -> loops.silu(gate, up, from, to));
    }

    /** {@code gate[i] = gelu(gate[i]) · up[i]} for the first {@code length} elements, GELU by its tanh approximation. */
    public void gelu(float[] gate, float[] up, int length) {
        requireBoth("gate", gate, "up", up, length);
        forRanges(length, ELEMENTS, (from, to) -> loops.gelu(gate, up, from, to));
    }

    /** {@code x[i] += y[i]} for the first {@code length} elements. */
    public void add(float[] x, float[] y, int length) {
        requireBoth("x", x, "y", y, length);
        forRanges(length, ELEMENTS, (from, to) -> loops.add(x, y, from, to));
    }

    /** {@code x[t][i] += y[i]} for each of {@code batch} rows as long as {@code y}. */
    public void addToEach(float[] x, float[] y, int batch) {
        Operands.requireBatch(batch);
        Operands.requireLength("x", x, Sizes.multiply(batch, y.length));
        for (int start = 0; start < batch * y.length; start += y.length) {
            for (int i = 0; i < y.length; i++) {
                x[start + i] += y[i];
            }
        }
    }

    /** {@code x[i] *= factor} for the first {@code length} elements. */
    public void scale(float[] x, float factor, int length) {
        Operands.requireLength("x", x, length);
        for (int i = 0; i < length; i++) {
            x[i] *= factor;
        }
    }

    /** Turn {@code x[from … to − 1]} into probabilities: {@code exp(scale · (x − max)) / sum}. */
    public void softmax(float[] x, int from, int to, float scale) {
        Operands.requireRange("x", x.length, from, to);
        if (from < to) {
            loops.softmax(x, from, to, scale);
        }
    }

    /** Softmax-weighted values of all earlier positions, for every head and token. */
    public void attend(Attention attention) {
        int tokens = 8;
        int groups = (attention.batch + tokens - 1) / tokens;
        int heads = attention.shape.headCountKv();
        pool.run(Math.multiplyExact(groups, heads), (worker, i) -> {
            int first = i / heads * tokens;
            int end = Math.min(attention.batch, first + tokens);
            loops.attend(attention, i % heads, first, end, scratch[worker]);
        });
    }

    private static void requireBoth(String name, float[] x, String otherName, float[] y, int length) {
        Operands.requireLength(name, x, length);
        Operands.requireLength(otherName, y, length);
    }

    @FunctionalInterface
    private interface Range {
        void run(int from, int to);
    }

    private void forRanges(int length, int chunk, Range range) {
        pool.run((length + chunk - 1) / chunk, (worker, i) -> {
            int from = i * chunk;
            range.run(from, Math.min(length, from + chunk));
        });
    }
}
